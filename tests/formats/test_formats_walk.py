"""Walk: members, limits and damage, with containers made up for it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Generator
from typing import BinaryIO, cast

import pyarrow as pa
import pytest

from tocsin.formats.base import (
    Container,
    Damaged,
    Emit,
    Format,
    Packed,
    Source,
    Unpacked,
    rows,
)
from tocsin.formats.walk import walk
from tocsin.terms.errors import Refused
from tocsin.terms.limits import USUAL, Allowance, Limits
from tocsin.terms.table import Column, Reading, Table

Unpack = Callable[[Source, Emit], Generator[Packed, None, Unpacked]]


def lines(source: Source, emit: Emit) -> Reading:
    """A format whose rows are four bytes; many where it begins with '#'; 'bad' fails, 'no' is refused, 'wide' has too many columns."""
    count = 0
    size = 64 << 10 if source.head.startswith(b"#") else 4
    while piece := source.read(size):
        if piece == b"bad\n":
            raise KeyError("Anna Dupont")
        if piece == b"no.\n":
            raise Refused("It is no list.", remedy="")
        if piece == b"mem\n":
            raise MemoryError
        columns = 9 if piece == b"wid\n" else 1
        emit("table", rows(count, [pa.array([piece.decode()])] * columns))
        count += 1
    return Reading("lines", "utf-8", None, (Table("table", count, (Column("a"),)),))


LINES = Format("lines", "lines", lambda head: not head.startswith(b"?"), lines)


def box(unpack: Unpack, transparent: bool = False) -> Container:
    return Container(
        "box", "a box", lambda head: head.startswith(b"BOX"), unpack, transparent=transparent
    )


def of(*packed: Packed, then: Exception | None = None) -> Container:
    """A box that gives out these members, and then fails if so told."""

    def unpack(_source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
        yield from packed
        if then:
            raise then
        return Unpacked(marks=(("made by", "hand"),))

    return box(unpack)


def file(name: str, content: bytes | BinaryIO) -> Packed:
    return Packed(name, io.BytesIO(content) if isinstance(content, bytes) else content)


def told(container: Container, limits: Limits = USUAL, exhibit: bytes = b"BOX") -> Reading:
    emitted: dict[str, int] = {}

    def emit(name: str, batch: pa.RecordBatch) -> None:
        emitted[name] = emitted.get(name, 0) + batch.num_rows

    source = Source(io.BytesIO(exhibit), size=len(exhibit), allowance=Allowance(limits))
    reading = walk(source, emit, lambda _head: (container, LINES))
    assert reading.refused or {t.name: t.rows for t in reading.tables} == emitted
    return reading


class Breaking(io.RawIOBase):
    """Bytes that break off with this fault."""

    def __init__(self, content: bytes, fault: Exception) -> None:
        self._content, self._fault = io.BytesIO(content), fault

    def read(self, size: int = -1) -> bytes:
        piece = self._content.read(min(size, 4))
        if not piece:
            raise self._fault
        return piece


def breaking(content: bytes, fault: Exception) -> BinaryIO:
    return cast(BinaryIO, Breaking(content, fault))


def test_each_member_is_read_by_its_format_under_its_own_name() -> None:
    reading = told(of(file("a", b"one\ntwo\n"), file("b", b"six\n")))

    assert [(t.name, t.rows) for t in reading.tables] == [("a", 2), ("b", 1)]
    assert reading.marks == (("made by", "hand"),)


def test_a_member_has_the_size_and_digest_of_its_bytes() -> None:
    (member,) = told(of(file("a", b"one\ntwo\n"))).members

    assert (member.bytes, member.sha256) == (8, hashlib.sha256(b"one\ntwo\n").hexdigest())


def test_a_member_of_no_format_is_told_with_its_digest() -> None:
    got = told(of(file("a", b"?" * 3_000_000), file("b", b"one\n")))

    assert got.members[0].refused == (
        "The file is in no format that tocsin reads: it is neither a table nor text."
    )
    assert got.members[0].sha256 == hashlib.sha256(b"?" * 3_000_000).hexdigest()


def test_what_a_container_says_of_a_member_is_kept_before_the_member_s_own() -> None:
    (member,) = told(of(Packed("a", io.BytesIO(b"one\n"), None, (("time", "noon"),)))).members

    assert member.marks[0] == ("time", "noon")


def test_a_member_that_cannot_be_had_is_told_and_the_others_are_read() -> None:
    reading = told(of(Packed("a", None, "It is locked."), file("b", b"one\n")))

    assert [m.refused for m in reading.members] == ["It is locked.", None]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"no.\n", "It is no list.", id="refused"),
        pytest.param(b"bad\n", "not read: the parser failed (KeyError).", id="a parser's fault"),
        pytest.param(b"mem\n", "It needs more memory than a parser is allowed.", id="memory"),
        pytest.param(b"", "The file is empty.", id="empty"),
    ],
)
def test_a_member_that_is_not_read_costs_only_itself(content: bytes, sentence: str) -> None:
    reading = told(of(file("a", content), file("b", b"one\n")))

    assert [m.refused for m in reading.members] == [sentence, None]
    assert [t.name for t in reading.tables] == ["b"]


def test_rows_before_a_parser_s_fault_are_kept_and_the_loss_is_a_reject() -> None:
    reading = told(of(file("a", b"one\ntwo\nbad\n")))

    (table,) = reading.tables
    assert (table.rows, table.rejected, table.rejects[0].where) == (2, 1, "after row 2")


def test_rows_before_a_damage_are_kept_and_the_loss_is_a_reject() -> None:
    reading = told(of(file("a", breaking(b"one\ntwo\n", Damaged("it breaks off")))))

    (reject,) = reading.tables[0].rejects
    assert (reject.where, reject.reason) == (
        "after row 2",
        "the packed file is damaged: it breaks off",
    )


def test_what_a_library_says_of_damage_is_not_repeated() -> None:
    reading = told(of(file("a", breaking(b"", ValueError("Anna Dupont"))), file("b", b"one\n")))

    assert reading.members[0].refused == (
        "It is damaged: it cannot be unpacked from there on (ValueError)."
    )


def test_a_container_that_fails_in_its_midst_keeps_what_it_gave_and_tells_of_the_rest() -> None:
    reading = told(of(file("a", b"one\n"), then=KeyError("Anna Dupont")))

    assert [(m.path, m.refused) for m in reading.members] == [
        ("a", None),
        ("(the rest)", "The archive is damaged (KeyError)."),
    ]


def test_a_container_that_gives_nothing_is_refused() -> None:
    assert told(of(then=Refused("It is locked.", remedy=""))).refused == "It is locked."


def test_an_empty_container_is_refused() -> None:
    assert told(of()).refused == "It holds no file."


def test_a_container_of_which_nothing_can_be_read_says_why() -> None:
    reading = told(of(Packed("a", None, "It is locked."), file("b", b"")))

    assert reading.refused == ("Nothing in it could be read: It is locked. The file is empty.")


def test_members_of_one_name_are_told_apart() -> None:
    reading = told(of(file("a", b"one\n"), file("a", b"two\n"), file("a (2)", b"six\n")))

    assert [m.path for m in reading.members] == ["a", "a (2)", "a (2) (2)"]
    assert [t.name for t in reading.tables] == ["a", "a (2)", "a (2) (2)"]


def test_a_name_with_half_a_pair_is_made_whole_text() -> None:
    (member,) = told(of(file("a\udcff", b"one\n"))).members

    assert member.path == "a?"


def test_a_file_packed_by_itself_gives_the_exhibit_its_encoding() -> None:
    def unpack(_source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
        yield file("a", b"one\n")
        return Unpacked()

    assert told(box(unpack, transparent=True)).encoding == "utf-8"


def matryoshka(depth: int) -> Container:
    """A box in a box in a box ..."""

    def unpack(source: Source, _emit: Emit) -> Generator[Packed, None, Unpacked]:
        left = int(source.whole()[3:])
        yield file("box", b"BOX%d" % (left - 1) if left else b"one\n")
        return Unpacked()

    return box(unpack)


def test_a_container_in_a_container_is_opened_up_to_the_depth_allowed() -> None:
    reading = told(matryoshka(0), Limits(depth=3), b"BOX2")

    assert [t.name for t in reading.tables] == ["box/box/box"]


def test_a_container_too_deep_is_not_opened() -> None:
    reading = told(matryoshka(0), Limits(depth=3), b"BOX1000")

    assert reading.members[-1].refused == (
        "It lies 3 archives deep; deeper ones are not opened. Allow more with --limit depth=N."
    )


def test_more_bytes_than_allowed_stop_the_reading_and_what_came_before_counts() -> None:
    limits = Limits(free=100, ratio=1)
    reading = told(of(file("a", b"one\n"), file("b", b"?" * 1000), file("c", b"one\n")), limits)

    assert [t.name for t in reading.tables] == ["a"]
    assert [m.path for m in reading.members] == ["a", "b", "(the rest)"]
    assert (reading.members[1].refused or "").startswith("It unpacks to more than")
    assert [name for name, _ in reading.marks] == ["reading stopped"]


def test_rows_before_the_limit_are_kept_and_the_stop_is_a_reject() -> None:
    reading = told(of(file("a", b"#" * (3 << 20))), Limits(free=2 << 20, ratio=1))

    (table,) = reading.tables
    assert (table.rows, table.rejected) == (32, 1)
    assert table.rejects[0].reason.startswith("reading stopped here: It unpacks to more than 2 MiB")


def test_more_members_than_allowed_stop_the_reading() -> None:
    reading = told(of(*(file("a", b"one\n") for _ in range(9))), Limits(members=3))

    assert len(reading.tables) == 3
    assert reading.marks == (
        ("reading stopped", "It holds more than 3 files. Allow more with --limit members=N."),
    )


def test_more_tables_than_allowed_stop_the_reading() -> None:
    reading = told(of(*(file("a", b"one\n") for _ in range(9))), Limits(tables=3))

    assert len(reading.tables) == 3


def test_a_table_of_more_columns_than_allowed_is_refused() -> None:
    reading = told(of(file("a", b"wid\n"), file("b", b"one\n")), Limits(columns=8))

    assert (reading.members[0].refused or "").startswith("It has 9 columns; more than 8")


def test_a_container_s_own_table_is_kept_where_a_member_fails() -> None:
    def unpack(_source: Source, emit: Emit) -> Generator[Packed, None, Unpacked]:
        emit("headers", rows(0, [pa.array(["a"])]))
        yield file("a", b"one\n")
        raise KeyError

    reading = told(box(unpack))

    assert [(t.name, t.rows, t.rejected) for t in reading.tables] == [
        ("headers", 1, 1),
        ("a", 1, 0),
    ]
