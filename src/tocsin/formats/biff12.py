r"""BIFF12: how far the cells of a binary sheet lie apart, told before its library lays them all out ([MS-XLSB] 2.1.4).

A record is its type, its length and its content; a cell's row stands in the record before it. Nearly all
cells are of few sorts whose length is fixed and lie in the first columns: runs of those are passed over at once.

>>> from io import BytesIO
>>> row, cell = b"\0\x04" + (9).to_bytes(4, "little"), b"\x07\x0c" + (2).to_bytes(4, "little") + bytes(8)
>>> spread(BytesIO(row + cell))
64
"""

from __future__ import annotations

import re
from typing import IO

ROW = 0
CELLS = range(2, 11)
"""BrtRowHdr, and BrtCellRk to BrtFmlaBool ([MS-XLSB] 2.3.2): those that hold a value."""

LAST_ROW = 0x100000

NEAR = 64
"""Columns that no count of rows makes too many for memory: which of them hold cells is not looked at."""

_RUN = re.compile(
    rb"(?:[\x02\x07]\x0c[\0-\x3f]\0\0\0.{8}|\x05\x10[\0-\x3f]\0\0\0.{12}|\x04\x09[\0-\x3f]\0\0\0.{5}|\x01\x08.{8})++",
    re.DOTALL,
)
"""Cells near the left: numbers, shared strings, truth values, and blank ones."""

PIECE = 1 << 20
HEADER = 6
"""Bytes of a type and a length, at most."""


def spread(part: IO[bytes]) -> int:
    """Cells of the rectangle in which the filled cells of a sheet lie; at least `NEAR` columns of it."""
    buffer, at, row = b"", 0, 0
    top, bottom, right = LAST_ROW, -1, NEAR - 1
    while True:
        piece = part.read(PIECE)
        buffer, at = buffer[at:] + piece, max(0, at - len(buffer))
        enough = len(buffer) - HEADER - 4 if piece else len(buffer)
        while at < enough:
            if run := _RUN.match(buffer, at):
                top, bottom, at = min(top, row), max(bottom, row), run.end()
                continue
            sort, at = _number(buffer, at, 2)
            size, at = _number(buffer, at, 4)
            first = int.from_bytes(buffer[at : at + 4], "little")
            if sort == ROW and first <= LAST_ROW:
                row = first
            elif sort in CELLS:
                top, bottom, right = min(top, row), max(bottom, row), max(right, first)
            at += size
        if not piece:
            return max(0, bottom - top + 1) * (right + 1)


def _number(buffer: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits to a byte, lowest first, and where it ends."""
    value = 0
    for place in range(most):
        byte = buffer[at + place] if at + place < len(buffer) else 0
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at + place + 1
    return value, at + most
