r"""Cells: columns of bytes cut out of a text without a loop over the rows, and made text.

`cut` makes a column of slices of one text. `unescaped` undoes the escapes of those that have any.
`text_of` makes bytes UTF-8: they mostly are; a cell that is not is read in the charset that the dump
names, else as Windows-1252, and in a column of bytes it is shown in hexadecimal.

>>> import numpy as np
>>> cut(b"1,'a',NULL", np.array([0, 3, 6]), np.array([1, 4, 10]), np.array([False, False, True])).to_pylist()
[b'1', b'a', None]
>>> text_of(pa.array([b"caf\xe9", b"caf\xc3\xa9"]), None, False, set()).to_pylist()
['café', 'café']
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.formats.sql import strings

Places = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]
Which = npt.NDArray[np.bool_]
Letters = npt.NDArray[np.uint8]

FEW = 64
"""Cells that are done one by one: for fewer, setting up costs more than it saves."""

_HELD = b"\x01\xff\x02\xfe"
"""Stands for a backslash of the text while escapes are undone; no text holds it, and it is looked for."""


def cut(text: bytes, starts: Places, ends: Places, null: Which | None) -> pa.Array:
    """The slices of a text from each start to its end, which come one after another; some NULL."""
    if not len(starts):
        return pa.array([], pa.binary())
    edges = np.empty(2 * len(starts), dtype=np.int32)
    edges[::2], edges[1::2] = starts, ends
    slices = pa.Array.from_buffers(
        pa.binary(), len(edges) - 1, [None, pa.py_buffer(edges), pa.py_buffer(text)]
    )
    return slices.take(pa.array(np.arange(0, len(edges), 2), mask=null))


def replaced(column: pa.Array, which: Which, cells: pa.Array) -> pa.Array:
    """The column with some cells others."""
    return pc.replace_with_mask(column, pa.array(which), cells)


def with_backslash(column: pa.Array) -> Which:
    """Which cells hold a backslash."""
    return np.asarray(pc.fill_null(pc.match_substring(column, b"\\"), False), dtype=np.bool_)


def without_doubles(cells: pa.Array) -> tuple[pa.Array, Which]:
    """Cells with doubled quotes single; and which have a quote alone, so that they are no one string."""
    alone = pc.match_substring(pc.replace_substring(cells, "''", ""), "'")
    return pc.replace_substring(cells, "''", "'"), np.asarray(alone, dtype=np.bool_)


def unescaped(
    cells: pa.Array, letters: Mapping[bytes, bytes], slowly: strings.Unescape
) -> pa.Array:
    """Cells that all hold a backslash, with their escapes undone; the rare ones one by one.

    An escape that `letters` has as more than one letter is rare, and so is one that it does not have.
    """
    content = cells.buffers()[2].to_pybytes()
    if len(cells) < FEW or _HELD in content:
        return _slowly(cells, slowly)
    escapes = _after_backslashes(content)
    done = cells
    if b"\\" in escapes:
        done = pc.replace_substring(done, rb"\\", _HELD)
    for letter in escapes - {b"\\"}:
        meant = letters.get(letter, letter if letter in (b"'", b'"') else b"")
        if len(meant) == 1:
            done = pc.replace_substring(done, b"\\" + letter, meant)
    doubtful = with_backslash(done)
    if b"\\" in escapes:
        done = pc.replace_substring(done, _HELD, b"\\")
    if not doubtful.any():
        return done
    return replaced(done, doubtful, _slowly(cells.filter(pa.array(doubtful)), slowly))


def _after_backslashes(content: bytes) -> set[bytes]:
    """The letters that stand after a backslash."""
    letters = np.frombuffer(content, dtype=np.uint8)
    slashes = np.flatnonzero(letters[:-1] == 92)
    return {
        bytes([i])
        for i in np.flatnonzero(np.bincount(letters[slashes + 1], minlength=256)).tolist()
    }


def _slowly(cells: pa.Array, slowly: strings.Unescape) -> pa.Array:
    return pa.array([slowly(cell) for cell in cells.to_pylist()], pa.binary())


def text_of(cells: pa.Array, codec: str | None, is_bytes: bool, seen: set[str]) -> pa.Array:
    """A column of bytes as text; the encodings met besides ASCII are added to `seen`."""
    if is_bytes:
        return _bytes_shown(cells)
    try:
        text = cells.cast(pa.string())
    except pa.ArrowInvalid:
        return pa.array([_decoded(c, codec, seen) for c in cells.to_pylist()], pa.string())
    if "utf-8" not in seen and not _ascii(text):
        seen.add("utf-8")
    return text


def _ascii(text: pa.Array) -> bool:
    """Whether no cell holds a letter beyond ASCII; what the buffer holds beside the cells does not count."""
    _, edges, content = text.buffers()
    if content is None or not len(text):
        return True
    places = np.frombuffer(edges, dtype=np.int32)
    first, last = places[text.offset], places[text.offset + len(text)]
    return bool((np.frombuffer(content, dtype=np.uint8)[first:last] < 0x80).all())


def _decoded(cell: bytes | None, codec: str | None, seen: set[str]) -> str | None:
    if cell is None or cell.isascii():
        return None if cell is None else cell.decode("ascii")
    try:
        text = cell.decode()
    except UnicodeDecodeError:
        codec = codec or "sloppy-windows-1252"
        seen.add(codec.removeprefix("sloppy-"))
        return cell.decode(codec, "replace")
    seen.add("utf-8")
    return text


def _bytes_shown(cells: pa.Array) -> pa.Array:
    """A column of bytes: its cells that are no text in hexadecimal."""
    return pa.array(
        [None if c is None else strings.shown(c).decode() for c in cells.to_pylist()], pa.string()
    )
