"""Delimited text that means harm: each is read, rejected or refused, in bounded time and memory."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import Got, got

from tocsin.formats import delimited
from tocsin.formats.base import Source

TABLE = b"id;name;city\n" + b"".join(b"%d;Anna;Gent\n" % i for i in range(2_000))


def read(untrusted: bytes) -> Got:
    return got(untrusted, delimited.read)


class Endless(io.RawIOBase):
    """A file of so many bytes that is never in memory: a head, and one letter again and again."""

    def __init__(self, head: bytes, letter: bytes, size: int) -> None:
        self._head, self._letter, self._left = head, letter, size
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        piece, self._head = self._head[:size], self._head[size:]
        size = min(size - len(piece), self._left)
        self._left -= size
        self.given += size + len(piece)
        return piece + self._letter * size


def test_a_cell_of_two_gigabytes_is_refused_early() -> None:
    stream = Endless(TABLE + b'1;"', b"a", 2 << 30)

    with pytest.raises(delimited.Refused, match="A line is longer than 16 MiB"):
        delimited.read(Source(stream), lambda name, batch: None)  # type: ignore[arg-type]

    assert stream.given < 64 << 20


def test_a_quote_never_closed_costs_its_own_line() -> None:
    told = read(TABLE + b'1;Bert;"Lille\n' + TABLE.partition(b"\n")[2] * 100)

    assert told.rejects == [("line 2002", delimited.STRAY)]
    assert told.reading.tables[0].rows == 2_000 * 101


def test_a_cell_that_spans_more_than_a_megabyte_is_taken_for_a_quote_that_strayed() -> None:
    told = read(TABLE + b'1;Bert;"' + b"ring twice\n" * 200_000 + b'"\n')

    assert told.rejects[0] == ("line 2002", delimited.STRAY)
    assert told.reading.tables[0].rows == 2_000


@pytest.mark.parametrize(
    "letter", [b";", b'"', b'";"', b"\n;", b'"\n', b";\n\n", b"\r", b"\\", b"|-|\n"]
)
def test_many_of_one_sign_take_seconds_at_most(letter: bytes) -> None:
    begun = time.process_time()

    told = read(TABLE + letter * ((1 << 18) // len(letter)) + b"\n" + TABLE)

    assert time.process_time() - begun < 30
    assert told.reading.tables[0].rows >= 2_000


@pytest.mark.parametrize("letter", [b";", b";\n", b'"', b"\0;", b"\xff;", b";\xc3\n"])
def test_a_file_of_nothing_else_is_read_or_left_to_others(letter: bytes) -> None:
    told = got(letter * 5_000)

    assert told.reading.refused or told.reading.tables


def test_invalid_bytes_in_a_cell_lose_no_row() -> None:
    told = read(TABLE + b"7;\xff\xfe;Gent\n")

    assert told.reading.tables[0].rows == 2_001


def test_every_control_character_at_once_is_refused_where_none_can_stand_in() -> None:
    signs = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1b"))
    text = b"id||name\n" + b"".join(b"%d||Anna\n" % i for i in range(2_000)) + signs + b"||x\n"

    with pytest.raises(delimited.Refused, match="every control character"):
        read(text)


SIGNS = st.sampled_from(
    [
        b";",
        b'"',
        b"'",
        b"\n",
        b"\r",
        b"\\",
        b"|",
        b",",
        b":",
        b"a",
        b"1",
        b" ",
        b"\0",
        b"\xe9",
        b"\x1f",
        b"a@x.example",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(SIGNS, min_size=1, max_size=200).map(b"".join), st.sampled_from([7, 64, 1 << 20]))
def test_whatever_is_told_for_delimited_text_is_read_with_all_counts_right(
    untrusted: bytes, chunk: int
) -> None:
    if not delimited.sniff(untrusted):
        return

    told = got(untrusted, lambda source, emit: delimited.read(source, emit, chunk))

    for table in told.reading.tables:
        assert table.rejected >= len(table.rejects)
        for place, column in enumerate(table.columns):
            cells = told.tables[table.name].column(place + 1).to_pylist()
            assert column.filled == sum(bool(cell) for cell in cells)
