"""Hostile files, each through the real sandbox: a sentence, within bounds of time and memory."""

from __future__ import annotations

import io
import resource

import pyarrow as pa
import pytest
from hostile import CASES

from tocsin.edges.sandbox import Bounds, Sandbox
from tocsin.report.visible import NAME, visible
from tocsin.terms.table import Reading

SECONDS = 20
"""Of computing: the time on the wall is longer where others compute too."""

MEMORY = 1 << 30
"""Half of what a parser is allowed otherwise."""

KNOWN_FAILURES = ("not read: the parser",)


def swallow(_name: str, batches: pa.RecordBatchReader) -> None:
    for _ in batches:
        pass


def parsed(untrusted: bytes) -> Reading:
    return Sandbox(Bounds(memory=MEMORY)).parse(io.BytesIO(untrusted), "", swallow)


def computed() -> float:
    """Seconds that children which have ended computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def told(reading: Reading) -> str:
    """All that is said of a file."""
    return "\n".join(
        [
            reading.refused or "",
            *(member.refused or "" for member in reading.members),
            *(reject.reason for table in reading.tables for reject in table.rejects),
            *(value for _, value in reading.marks),
        ]
    )


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_answered_with_its_sentence(name: str) -> None:
    case = CASES[name]
    untrusted = case.make()
    before = computed()

    reading = parsed(untrusted)

    took = computed() - before
    assert case.says in told(reading)
    assert set(case.reads) <= {table.name for table in reading.tables}
    assert not told(reading).startswith(KNOWN_FAILURES)
    assert took < SECONDS


def test_names_that_act_are_written_out_where_they_are_shown() -> None:
    reading = parsed(CASES["names that act"].make())
    names = [
        *(member.path for member in reading.members),
        *(table.name for table in reading.tables),
        *(column.name for table in reading.tables for column in table.columns),
    ]

    shown = [visible(name, NAME) for name in names]

    assert any("\x1b" in name for name in names)
    assert not any(sign in name for name in shown for sign in ("\x1b", "\x07", "\u202e"))
    assert not any(name.startswith(("=", "@", "+", "-")) for name in shown)


def test_a_file_that_grows_while_it_is_read_is_read_as_it_was() -> None:
    class Growing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            at = self.tell()
            self.seek(0, io.SEEK_END)
            self.write(b"9;Zoe\n")
            self.seek(at)
            return super().read(size)

    reading = Sandbox().parse(Growing(b"id;name\n" + b"1;Anna\n" * 9), "", swallow)

    assert reading.tables[0].rows == 9
