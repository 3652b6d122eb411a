"""The sandbox: what a hostile parser may try, each in one way; and what becomes of its tables."""

from __future__ import annotations

import io
import os
import textwrap
import time
from pathlib import Path

import pyarrow as pa
import pytest

from tocsin.edges import sandbox
from tocsin.edges.sandbox import Bounds, Sandbox, Void

CSV = b"id;name\n1;Anna\n2;Bert\n"


def hostile(deed: str, bounds: Bounds | None = None) -> Sandbox:
    """A sandbox whose parser does this deed, with the doors locked, and then reads an empty text."""
    script = f"""
import ctypes, os, signal, socket, subprocess, sys, threading, time
import numpy, pyarrow as pa
from tocsin.edges import sandbox_child
from tocsin.formats.base import rows
from tocsin.terms.table import Column, Reading, Table

def batch(text="a", count=1, first=0):
    return rows(first, [pa.array([text] * count)])

def read(untrusted, emit):
{textwrap.indent(textwrap.dedent(deed), "    ")}
    return Reading("escaped", None, None)

sandbox_child.main(read)
"""
    return Sandbox(bounds or Bounds(seconds=20), child=("-I", "-B", "-c", script))


def swallow(_name: str, batches: pa.RecordBatchReader) -> None:
    """A sink that takes everything."""
    for _ in batches:
        pass


def refusal(parser: Sandbox, untrusted: bytes = CSV) -> str | None:
    return parser.parse(io.BytesIO(untrusted), "leak", swallow).refused


def test_a_table_comes_back_row_by_row_with_how_it_was_read() -> None:
    got = {}

    reading = Sandbox().parse(
        io.BytesIO(CSV), "leak", lambda name, batches: got.update({name: batches.read_all()})
    )

    assert (reading.format, reading.tables[0].rows, reading.refused) == ("csv", 2, None)
    assert got["table"].to_pylist() == [
        {"row": 0, "c0": "1", "c1": "Anna"},
        {"row": 1, "c0": "2", "c1": "Bert"},
    ]


def test_an_empty_file_is_refused_in_one_sentence() -> None:
    assert refusal(Sandbox(), b"") == "The file is empty."


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param("socket.socket()", id="open a socket"),
        pytest.param("os.pipe()", id="open a pipe"),
        pytest.param("open('/etc/hostname')", id="read a file"),
        pytest.param("open('/tmp/tocsin-escaped', 'w')", id="write a file"),
        pytest.param("os.unlink('/tmp/tocsin-escaped')", id="delete a file"),
        pytest.param("os.fork()", id="fork"),
        pytest.param("os.execv('/bin/true', ['true'])", id="run a program in its place"),
        pytest.param("os.kill(os.getppid(), signal.SIGTERM)", id="signal its parent"),
        pytest.param("os.chdir('/tmp')", id="change its folder"),
    ],
)
def test_a_parser_that_reaches_outside_is_not_permitted_to(deed: str) -> None:
    assert refusal(hostile(deed)) in {
        "not read: the parser failed (PermissionError).",
        "not read: the parser failed (OSError).",  # no further file may be open
    }


def test_a_parser_cannot_raise_its_own_bound_on_memory() -> None:
    deed = """
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
    """

    assert refusal(hostile(deed)) in {
        "not read: the parser failed (PermissionError).",
        "not read: the parser failed (ValueError).",
    }


def test_a_parser_cannot_reach_the_kernel_past_the_library() -> None:
    deed = """
        if ctypes.CDLL(None, use_errno=True).syscall(57 if os.uname().machine == 'x86_64' else 1079) < 0:
            raise PermissionError
    """

    assert refusal(hostile(deed)) == "not read: the parser failed (PermissionError)."


def test_a_parser_may_use_threads() -> None:
    deed = """
        seen = []
        thread = threading.Thread(target=seen.append, args=(1,))
        thread.start()
        thread.join()
        assert seen == [1]
    """

    reading = hostile(deed).parse(io.BytesIO(CSV), "leak", swallow)

    assert (reading.format, reading.refused) == ("escaped", None)


def test_a_parser_that_allocates_too_much_is_stopped_by_name_of_its_bound() -> None:
    bounds = Bounds(memory=256 << 20, seconds=20)

    assert refusal(hostile("bytearray(1 << 30)", bounds)) == (
        "not read: the parser needed more than 256 MiB of memory."
    )


def test_a_parser_that_allocates_too_much_in_columns_is_stopped_likewise() -> None:
    bounds = Bounds(memory=256 << 20, seconds=20)

    assert refusal(hostile("pa.allocate_buffer(1 << 30)", bounds)) == (
        "not read: the parser needed more than 256 MiB of memory."
    )


def test_a_parser_that_sleeps_forever_is_ended() -> None:
    begun = time.monotonic()

    said = refusal(hostile("time.sleep(3600)", Bounds(seconds=3)))

    assert said == "not read: the parser took longer than 3 seconds."
    assert time.monotonic() - begun < 10


def test_a_parser_that_gives_out_gigabytes_is_ended() -> None:
    deed = """
        first = 0
        while True:
            emit("table", batch("x" * 1000, 1000, first))
            first += 1000
    """

    assert refusal(hostile(deed, Bounds(seconds=20, output=8 << 20))) == (
        "not read: the parser gave out more than 8 MiB."
    )


def test_a_frame_that_claims_to_be_huge_is_not_waited_for() -> None:
    deed = 'os.write(3, b"B" + bytes([127] * 8))'

    assert (refusal(hostile(deed)) or "").startswith("not read: the parser gave out more than")


def test_a_parser_that_dies_by_a_signal_is_named_by_it() -> None:
    assert refusal(hostile("ctypes.string_at(0)")) == "not read: the parser was ended by SIGSEGV."


def test_a_parser_that_ends_without_a_word_is_refused() -> None:
    assert refusal(hostile("os._exit(0)")) == "not read: the parser ended too early."


def test_an_error_s_words_never_leave_the_sandbox() -> None:
    said = refusal(hostile('raise ValueError("Anna Dupont")'))

    assert said == "not read: the parser failed (ValueError)."


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param('os.write(3, b"?" + bytes(8))', id="an unknown frame"),
        pytest.param(
            'emit("t", batch()); emit("t2", batch()); emit("t", batch())', id="a table twice"
        ),
        pytest.param('emit("t", batch(first=7))', id="rows that do not begin at 0"),
        pytest.param('emit("t", batch())', id="a table that the reading does not name"),
        pytest.param(
            'return Reading("csv", None, None, (Table("t", 1, (Column("a"),)),))',
            id="a table that never came",
        ),
        pytest.param(
            'emit("t", batch()); return Reading("csv", None, None, (Table("t", 2, (Column("a"),)),))',
            id="a count that is wrong",
        ),
        pytest.param(
            'emit("t", batch()); '
            'return Reading("csv", None, None, (Table("t", 1, (Column("a"),)),) * 2)',
            id="a table that the reading names twice",
        ),
        pytest.param(
            'os.write(3, b"T" + (100_000).to_bytes(8, "big") + b"[" * 100_000)',
            id="a table's name a hundred thousand lists deep",
        ),
        pytest.param("return Reading(7, None, None)", id="a reading of the wrong sort"),
        pytest.param(
            'emit("t", rows(0, [pa.StringArray.from_buffers(1, '
            "pa.py_buffer(numpy.array([0, 1], dtype=numpy.int32)), pa.py_buffer(b'\\xff'))]))",
            id="letters that are no letters",
        ),
        pytest.param(
            'frame = bytearray(batch("x" * 12345).serialize().to_pybytes()); '
            "at = frame.rindex((12345).to_bytes(4, 'little')); frame[at + 3] = 0x70; "
            "os.write(3, b'T' + (12).to_bytes(8, 'big') + b'[\"t\", 1, []]'); "
            "os.write(3, b'B' + len(frame).to_bytes(8, 'big') + frame)",
            id="a cell that reaches beyond its column",
        ),
    ],
)
def test_a_parser_that_talks_nonsense_is_not_believed(deed: str) -> None:
    assert refusal(hostile(deed)) == "not read: the parser said what could not be understood."


def test_what_a_library_prints_does_not_get_between_the_frames() -> None:
    reading = hostile("os.write(1, b'warning')").parse(io.BytesIO(CSV), "leak", swallow)

    assert reading.format == "escaped"


def test_a_table_begun_by_a_parser_that_dies_is_void_for_the_sink() -> None:
    ends = []

    def sink(_name: str, batches: pa.RecordBatchReader) -> None:
        try:
            swallow(_name, batches)
        except Void:
            ends.append("void")
            raise

    reading = hostile('emit("t", batch()); os._exit(1)').parse(io.BytesIO(CSV), "leak", sink)

    assert ends == ["void"]
    assert reading.tables == ()


def test_a_sink_that_hides_the_failure_does_not_make_the_table_count() -> None:
    def sink(_name: str, batches: pa.RecordBatchReader) -> None:
        with pytest.raises(Void):
            swallow(_name, batches)

    reading = hostile('emit("t", batch()); os._exit(1)').parse(io.BytesIO(CSV), "leak", sink)

    assert reading.refused == "not read: the parser ended too early."


def test_a_sink_that_takes_only_the_first_batch_does_not_stop_the_reading() -> None:
    reading = Sandbox().parse(io.BytesIO(CSV), "leak", lambda _name, batches: None)

    assert reading.tables[0].rows == 2


def test_an_error_of_the_sink_s_own_passes_through() -> None:
    def sink(_name: str, _batches: pa.RecordBatchReader) -> None:
        raise OSError(28, "disk full")

    with pytest.raises(OSError, match="disk full"):
        Sandbox().parse(io.BytesIO(CSV), "leak", sink)


def test_a_stream_that_breaks_off_is_not_read_as_one_that_ends() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() == len(CSV):
                raise OSError(5, "bad sector")
            return super().read(size)

    with pytest.raises(OSError, match="bad sector"):
        Sandbox().parse(Broken(CSV), "leak", swallow)


def test_a_parser_that_does_not_listen_does_not_block_who_feeds_it() -> None:
    reading = hostile("").parse(io.BytesIO(b"a;b\n" * 2_000_000), "leak", swallow)

    assert reading.format == "escaped"


def test_the_child_sees_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")

    assert refusal(hostile('assert "DATABASE_PASSWORD" in os.environ')) == (
        "not read: the parser failed (AssertionError)."
    )


def test_where_system_calls_cannot_be_given_up_the_reading_says_so() -> None:
    script = """
from tocsin.edges import sandbox_child, seccomp
seccomp.lock = lambda: False
sandbox_child.main()
"""

    reading = Sandbox(child=("-I", "-B", "-c", script)).parse(io.BytesIO(CSV), "leak", swallow)

    assert ("sandbox", "limits only") in reading.marks


def test_where_system_calls_cannot_be_given_up_no_file_can_be_opened_all_the_same() -> None:
    script = """
from tocsin.edges import sandbox_child, seccomp
seccomp.lock = lambda: False
sandbox_child.main(lambda untrusted, emit: open("/etc/hostname"))
"""

    assert refusal(Sandbox(child=("-I", "-B", "-c", script))) == (
        "not read: the parser failed (OSError)."
    )


def test_no_child_is_left_behind() -> None:
    before = children()

    refusal(hostile("time.sleep(3600)", Bounds(seconds=1)))

    assert children() == before


@pytest.mark.parametrize("deed", ["os._exit(1)", "time.sleep(3600)"])
def test_no_signal_is_sent_to_a_process_that_is_gone(
    deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    signalled: list[bool] = []

    def killpg(group: int, sort: int) -> None:
        signalled.append(Path(f"/proc/{group}").exists())
        ended(group, sort)

    ended = os.killpg
    monkeypatch.setattr("os.killpg", killpg)

    refusal(hostile(deed, Bounds(seconds=1)))

    assert signalled
    assert all(signalled)


def test_what_a_parser_that_has_ended_had_started_is_ended_too(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    script = f"""
import subprocess
from pathlib import Path
started = subprocess.Popen(["sleep", "3600"], stdin=subprocess.PIPE)
Path({str(told)!r}).write_text(str(started.pid))
"""

    refusal(Sandbox(child=("-I", "-B", "-c", script)))

    assert gone(int(told.read_text()))


def gone(process: int) -> bool:
    """Whether a process is no more, or only waits to be told of."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def children() -> set[str]:
    """Processes that this one has started and that are not gone, other tests' among them."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {pid for task in tasks for pid in task.read_text().split()}


def test_the_module_that_production_runs_takes_no_reader_from_outside() -> None:
    source = Path(sandbox.__file__).with_name("sandbox_child.py").read_text()

    assert source.endswith('if __name__ == "__main__":\n    main()\n')
    assert sandbox.CHILD == ("-I", "-B", "-m", "tocsin.edges.sandbox_child")


@pytest.mark.parametrize("size", [10, 1 << 20, (3 << 20) // 2, (2 << 20) + 7])
def test_a_stream_that_only_goes_forward_is_read_to_its_end(size: int) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, offset: int, whence: int = 0) -> int:
            raise io.UnsupportedOperation

    lines = b"a;b\n" * (size // 4)
    reading = Sandbox().parse(Pipe(lines), "leak", swallow)

    assert reading.tables[0].rows in {
        size // 4,
        size // 4 - 1,
    }  # the first may be taken for a heading
