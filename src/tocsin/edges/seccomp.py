"""Seccomp: a process gives up all system calls but those that plain computing needs.

What is left: reading and writing what is already open, memory, threads of its own, clocks, its
own end. So no file, socket or pipe is opened, no process or program started, no other process
touched. A call that is not allowed fails with EPERM, as if the permission were missing; a call in
the manner of another processor's kernel ends the process.

The filter is a classic BPF program (Linux, Documentation/userspace-api/seccomp_filter.rst), for
x86-64 and 64-bit ARM. Numbers of system calls are those of the Linux headers.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass

_SET_MODE_FILTER, _TSYNC = 1, 1
_NO_NEW_PRIVILEGES, _PARENT_DEATH_SIGNAL = 38, 1
_KILL_PROCESS, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _PROCESSOR_AT, _ARGUMENTS_AT = 0, 4, 16
_CLONE_THREAD = 0x00010000
_SIGKILL = 9


@dataclass(frozen=True, slots=True)
class _Processor:
    """What one sort of processor calls things (its audit number and its system calls)."""

    audit: int
    seccomp: int
    clone: int
    clone3: int
    tgkill: int
    prlimit: int
    allowed: tuple[int, ...]


PROCESSORS = {
    "x86_64": _Processor(
        audit=0xC000003E,
        seccomp=317,
        clone=56,
        clone3=435,
        tgkill=234,
        prlimit=302,
        allowed=(
            *(0, 1, 19, 20, 3, 5, 262, 8, 7, 271),
            *(9, 10, 11, 25, 28, 27, 12),
            *(13, 14, 15, 131, 219, 202, 273, 334, 218, 324),
            *(60, 231, 24, 204, 309, 39, 186),
            *(228, 229, 230, 35, 96, 98, 99, 100, 318, 63),
        ),
    ),
    "aarch64": _Processor(
        audit=0xC00000B7,
        seccomp=277,
        clone=220,
        clone3=435,
        tgkill=131,
        prlimit=261,
        allowed=(
            *(63, 64, 65, 66, 57, 80, 79, 62, 73),
            *(222, 226, 215, 216, 233, 232, 214),
            *(134, 135, 139, 132, 128, 98, 99, 293, 96, 283),
            *(93, 94, 123, 168, 172, 178),
            *(113, 114, 115, 101, 169, 165, 179, 153, 278, 160),
        ),
    ),
}
"""Line by line: read, write, readv, writev, close, fstat, newfstatat, lseek, poll, ppoll; mmap,
mprotect, munmap, mremap, madvise, mincore, brk; rt_sigaction, rt_sigprocmask, rt_sigreturn,
sigaltstack, restart_syscall, futex, set_robust_list, rseq, set_tid_address, membarrier; exit,
exit_group, sched_yield, sched_getaffinity, getcpu, getpid, gettid; clock_gettime, clock_getres,
clock_nanosleep, nanosleep, gettimeofday, getrusage, sysinfo, times, getrandom, uname."""


def lock() -> bool:
    """Give up the system calls, in all threads, for good. False where the system has no such way."""
    processor = PROCESSORS.get(os.uname().machine)
    if processor is None or not sys.platform.startswith("linux") or sys.maxsize < 2**32:
        return False
    code = b"".join(_program(processor, os.getpid()))
    buffer = ctypes.create_string_buffer(code)
    program = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    refused: int = libc.syscall(processor.seccomp, _SET_MODE_FILTER, _TSYNC, program)
    return refused == 0


def die_with_parent() -> None:
    """Have the kernel kill this process when the one that started it ends, however it ends."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, _SIGKILL, 0, 0, 0)


def leave_network() -> bool:
    """Move into a network of its own, without any interface. False where that is not allowed."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None)
    new_network, new_user = 0x40000000, 0x10000000
    flags = (new_network, new_network | new_user)
    return any(int(libc.unshare(wanted)) == 0 for wanted in flags)


def _program(processor: _Processor, own: int) -> list[bytes]:
    """The filter, instruction by instruction."""
    return [
        _step(_LOAD, _PROCESSOR_AT),
        _step(_EQUAL, processor.audit, skip_if=1),
        _step(_RETURN, _KILL_PROCESS),
        _step(_LOAD, _NUMBER_AT),
        *(step for number in processor.allowed for step in _when(number, [_verdict(0)])),
        # Threads, but no processes. What clone3 is asked for lies in memory, where a filter
        # cannot look: it is said not to exist, and the C library falls back to clone.
        *_when(
            processor.clone,
            [
                _step(_LOAD, _ARGUMENTS_AT),
                _step(_ANY_BIT, _CLONE_THREAD, skip_unless=1),
                _verdict(0),
                _verdict(errno.EPERM),
            ],
        ),
        *_when(processor.clone3, [_verdict(errno.ENOSYS)]),
        # Signals to itself only (abort), and limits to be read only.
        *_when(processor.tgkill, _if_words([(0, own)])),
        *_when(processor.prlimit, _if_words([(0, 0), (2, 0), (3, 0)])),
        _verdict(errno.EPERM),
    ]


def _if_words(wanted: Sequence[tuple[int, int]]) -> list[bytes]:
    """Allow where the 32-bit words of the arguments are as wanted (word 2n: argument n, low half)."""
    steps = []
    for left, (word, value) in zip(range(len(wanted), 0, -1), wanted, strict=True):
        steps.append(_step(_LOAD, _ARGUMENTS_AT + 4 * word))
        steps.append(_step(_EQUAL, value, skip_unless=2 * left - 1))
    return [*steps, _verdict(0), _verdict(errno.EPERM)]


def _when(number: int, steps: list[bytes]) -> list[bytes]:
    """Steps for one system call; they end with a verdict."""
    return [_step(_EQUAL, number, skip_unless=len(steps)), *steps]


def _verdict(error: int) -> bytes:
    return _step(_RETURN, _ERRNO | error if error else _ALLOW)


def _step(code: int, value: int, skip_if: int = 0, skip_unless: int = 0) -> bytes:
    return struct.pack("@HBBI", code, skip_if, skip_unless, value)
