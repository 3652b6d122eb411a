"""Repair: mojibake in a cell ('FranÃ§ois') undone ('François'), and counted.

Mojibake is UTF-8 that something once read as Windows-1252 (or Latin-1) and wrote out again. Which
cells are suspect is told over a whole column at once from the bytes; only those go to ftfy's
`fix_encoding`, each value once. ftfy leaves alone what only looks like mojibake.

>>> repaired(pa.array(["FranÃ§ois", "Zoé", "naÃ¯ve", None]))[0].to_pylist()
['François', 'Zoé', 'naïve', None]

The suspect's form: the first byte of a UTF-8 sequence (C2 to F4) seen as a character is one of
'Â' to 'ô', in UTF-8 C3 82 to C3 B4; and the byte after it (80 to BF), seen as one of Windows-1252
or Latin-1, begins in UTF-8 with C2, C5, C6, CB or E2. 'à' in mojibake ends in a no-break space
that is often flattened to a space: 'Ã' and a space are suspect too.
"""

from __future__ import annotations

from functools import lru_cache

import ftfy
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

REMEMBERED = 1 << 14
"""Values whose repair is remembered: names and towns come again in every piece of a file."""

SHORT = 100
"""Characters of a value that is remembered."""

_QUIETLY = ftfy.TextFixerConfig(explain=False)
_FOLLOWS = np.isin(np.arange(256), [0xC2, 0xC5, 0xC6, 0xCB, 0xE2])


def repaired(cells: pa.Array) -> tuple[pa.Array, int]:
    """The column with its mojibake undone, and how many cells changed. Takes and gives strings."""
    suspects = _suspects(cells)
    if not len(suspects):
        return cells, 0
    chosen = cells.take(pa.array(suspects)).dictionary_encode()
    before = chosen.dictionary.to_pylist()
    after = [
        _fixed(value) if len(value) <= SHORT else ftfy.fix_encoding(value, _QUIETLY)
        for value in before
    ]
    codes = chosen.indices.to_numpy(zero_copy_only=False)
    changed = np.array([b != a for b, a in zip(before, after, strict=True)])[codes]
    if not changed.any():
        return cells, 0
    mask = np.zeros(len(cells), dtype=bool)
    mask[suspects[changed]] = True
    new = pa.array(after, pa.string()).take(pa.array(codes[changed]))
    return pc.replace_with_mask(cells, pa.array(mask), new), int(changed.sum())


@lru_cache(maxsize=REMEMBERED)
def _fixed(value: str) -> str:
    return ftfy.fix_encoding(value, _QUIETLY)


def _suspects(cells: pa.Array) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Numbers of the cells that may hold mojibake."""
    nothing = np.empty(0, dtype=np.int64)
    _, offsets_buffer, text_buffer = cells.buffers()
    if text_buffer is None or not len(cells):
        return nothing
    offsets = np.frombuffer(offsets_buffer, dtype=np.int32)
    offsets = offsets[cells.offset : cells.offset + len(cells) + 1]
    text = np.frombuffer(text_buffer, dtype=np.uint8)[offsets[0] : offsets[-1]]
    lead = np.flatnonzero(text[:-2] == 0xC3)
    if not len(lead):
        return nothing
    seen_as, next_ = text[lead + 1], text[lead + 2]
    pair = (seen_as >= 0x82) & (seen_as <= 0xB4) & _FOLLOWS[next_]
    pair |= (seen_as == 0x83) & (next_ == 0x20)
    places = lead[pair] + offsets[0]
    owners = np.searchsorted(offsets, places, side="right") - 1
    return np.unique(owners).astype(np.int64)
