"""BIFF: what an old workbook's records would make its library hold, counted before it reads them ([MS-XLS] 2.1.4).

A sheet is laid out whole, from its first to its last filled cell, and as many cells as it announces are
reserved beforehand. Both are a record's own words: a file of some kilobytes can ask for all memory, which
ends the process. So the cells that the sheets span are counted, and what sheets announce is taken away: it
is a hint, without which the same is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct

END, BEGIN, SHEET, ANNOUNCED = 0x000A, 0x0809, 0x0085, 0x0200
"""EOF, BOF, BoundSheet8, Dimensions ([MS-XLS] 2.3)."""

FORMULA, TEXT_OF_FORMULA, SEVERAL = 0x0006, 0x0207, 0x00BD
"""Formula, String, MulRk."""

CELLS = frozenset({0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, SEVERAL, FORMULA})
"""Number, Label, RString, BoolErr, RK, LabelSst, and those of several cells or with a formula."""

UNKNOWN = b"\xff\x7f"
"""A type of records that nobody reads."""

OVER_EACH_OTHER = 4
"""How often all sheets together may be as long as the stream that holds them; in a sound one, once."""

_RECORD = Struct("<HHHH")
_PLACE = Struct("<I")


@dataclass(slots=True)
class _Span:
    """The rectangle in which cells lie."""

    top: int = 1 << 32
    bottom: int = -1
    left: int = 1 << 32
    right: int = -1

    def add(self, row: int, first: int, last: int) -> None:
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, first), max(self.right, last)

    @property
    def cells(self) -> int:
        return max(0, self.bottom - self.top + 1) * max(0, self.right - self.left + 1)


def tamed(stream: bytes) -> tuple[bytes, int]:
    """The stream without what its sheets announce, and the cells that reading them will hold.

    Those are all of values and of formulas, and of the largest sheet once more, which is copied.
    `ValueError` where sheets lie over each other.
    """
    tame = bytearray(stream)
    every = largest = 0
    left = OVER_EACH_OTHER * len(stream)
    for place in _sheets(stream):
        values, formulas, end = _sheet(stream, place, tame)
        every, largest = every + values + formulas, max(largest, values)
        left -= end - place
        if left < 0:
            raise ValueError("sheets lie over each other")
    return bytes(tame), every + largest


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int, int, int]]:
    """Place, type and length of each record from there on, and the two numbers that it begins with.

    The last one's numbers may lie beyond it: what is read of them is then of the next, or nothing.
    """
    end = len(stream) - _RECORD.size
    unpack = _RECORD.unpack_from
    while at <= end:
        sort, size, first, second = unpack(stream, at)
        yield at, sort, size, first, second
        at += 4 + size


def _sheets(stream: bytes) -> list[int]:
    """Where the sheets begin, as the workbook says; one that is said twice is read twice."""
    places: list[int] = []
    for at, sort, size, _, _ in _records(stream, 0):
        if sort == END:
            break
        if sort == SHEET and size >= _PLACE.size:
            places += _PLACE.unpack_from(stream, at + 4)
    return places


def _sheet(stream: bytes, place: int, tame: bytearray) -> tuple[int, int, int]:
    """Cells between the outermost values of a sheet, and between its outermost formulas; where it ends."""
    values, formulas = _Span(), _Span()
    depth, calculated, at = 0, (0, 0), place
    for at, sort, size, first, second in _records(stream, place):
        if sort == ANNOUNCED:
            tame[at : at + 2] = UNKNOWN
        elif sort == BEGIN:
            depth += 1
        elif sort == END:
            depth -= 1
            if depth <= 0:
                break
        elif depth > 1:
            continue
        elif sort in CELLS:
            last = second + (size - 6) // 6 - 1 if sort == SEVERAL else second
            values.add(first, second, last)
            if sort == FORMULA:
                calculated = first, second
                formulas.add(first, second, second)
        elif sort == TEXT_OF_FORMULA:
            values.add(calculated[0], calculated[1], calculated[1])
    return values.cells, formulas.cells, at
