"""A process that does one thing to a case and is killed at the n-th word it has with the disk.

Run as `python vault_dying.py ACT WHERE`; for each n it makes a case, forks a child that kills itself
(SIGKILL) just before its n-th fsync, rename or replace, and does the same act again in another. It ends when a child lives to the end, and prints one line for each n.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pyrage.x25519 import Identity
from vault_cases import READ, RECEIVED, a_case, reads, take

from dying import deadly
from tocsin.edges.vault import creating, open_case, verify


def take_it(case: Path, me: Identity) -> None:
    with open_case(case, me).writing() as vault:
        take(vault)


def work_it(case: Path, me: Identity) -> None:
    with open_case(case, me).writing() as vault:
        vault.work(READ, reads())


def make_it(case: Path, me: Identity) -> None:
    with creating(case, "drill", RECEIVED, identity=me) as vault:
        take(vault)


ACTS = {"take": take_it, "work": work_it, "create": make_it}


def killed(act: Callable[[], None], last: int) -> bool:
    """Whether a child that does the act was killed in it."""
    child = os.fork()
    if child == 0:
        deadly(last)
        try:
            act()
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 9)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"the child failed at {last}")
    return False


def again(case: Path, me: Identity, name: str) -> str:
    """Do the same act again, in its own process as a person would; say how the case then stands."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if not (name == "create" and case.exists()):
                ACTS[name](case, me)
            acts = [entry.act for entry in open_case(case, me).entries()]
            faults = [str(fault) for fault in verify(case, me).faults]
            left = [path.name for path in case.parent.rglob("*.making-*")]
            os.write(write, f"{' '.join(acts)} | {faults} | {left}".encode())
        except BaseException as why:  # said to the test, which fails on it
            os.write(write, repr(why).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as said:
        told = said.read()
    os.waitpid(child, 0)
    return told


def main(name: str, where: Path) -> None:
    os.fsync = lambda handle: None  # a killed process loses no page: only the moment matters here
    me = Identity.generate()
    for last in range(1, 200, 2 if name == "create" else 1):  # making a case says much to the disk
        case = where / str(last) / "case"
        if name != "create":
            a_case(case, me)
        if not killed(lambda case=case: ACTS[name](case, me), last):
            return
        print(last, "|", again(case, me, name), flush=True)


main(sys.argv[1], Path(sys.argv[2]))
