"""Damage: what happens to a leak on its way, each sort at a known rate.

Every Blow hits an exact share of the rows, chosen by chance among those it can hit. Rows that are
spared (the six of the note) are hit by none. What was done to a row is told as a word list:
'email_style+name_typo'.

>>> mojibake(np.random.default_rng(0), pa.array(["Élodie", "Œil", "Jean"])).to_pylist()
['Ã‰lodie', 'Å’il', 'Jean']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import phones
from tocsin.drill.weave import Bools, Ints, joined, mosaic, picked, put

Change = Callable[[np.random.Generator, pa.Array], pa.Array]

ACCENTED = "âàäçéèêëîïôöùûüÿœÀÂÄÇÉÈÊËÎÔÖÙÛÜŒł"
"""Letters that mojibake turns into two. None of them is made by turning another."""

BEYOND = r"[^\x{00}-\x{7f}\x{a0}-\x{ff}ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
"""A character that Windows-1252 lacks."""


@dataclass(frozen=True, slots=True)
class Blow:
    """One sort of damage: the columns it changes, and the share of rows it hits."""

    name: str
    share: float
    columns: tuple[str, ...]
    change: Change
    needs: str = "."
    """What one of the cells must hold for the row to be hit (a regular expression)."""


def lost(rng: np.random.Generator, cells: pa.Array) -> pa.Array:
    """Leave the cell empty."""
    return pa.repeat(pa.scalar("", pa.string()), len(cells))


def capitals(rng: np.random.Generator, cells: pa.Array) -> pa.Array:
    """Write the cell in capitals."""
    return pc.utf8_upper(cells)


def email_style(rng: np.random.Generator, cells: pa.Array) -> pa.Array:
    """Change the letter case, or put spaces around or inside."""
    forms = (
        pc.utf8_upper(cells),
        pc.utf8_capitalize(cells),
        joined(" ", cells),
        joined(cells, "  "),
        pc.replace_substring(cells, "@", " @"),
    )
    shape = rng.integers(0, len(forms), len(cells))
    changed = mosaic(shape, [partial(_some, form) for form in forms])
    return pc.if_else(pc.equal(changed, cells), joined(cells, " "), changed)


def _some(cells: pa.Array, at: Ints) -> pa.Array:
    return cells.take(pa.array(at))


def phone_style(rng: np.random.Generator, cells: pa.Array) -> pa.Array:
    """Write the same number in another style."""
    number = phones.read(cells)
    styles = phones.style(rng, len(cells))
    first = phones.written(number, styles)
    second = phones.written(number, (styles + 1) % len(phones.STYLE_ODDS))
    return pc.if_else(pc.equal(first, cells), second, first)


def typo(rng: np.random.Generator, cells: pa.Array) -> pa.Array:
    """Drop a letter, double it, or exchange it with the next.

    >>> typo(np.random.default_rng(5), pa.array(["Martin", "Martin", "Ng"])).to_pylist()
    ['Martinn', 'Marti', 'Ngg']
    """
    words = np.array(cells.to_pylist(), dtype=np.str_)
    letters = words.view(np.uint32).reshape(len(words), -1)
    length = np.count_nonzero(letters, axis=1)
    spot = np.minimum(1 + (rng.random(len(words)) * (length - 1)).astype(np.int64), length - 1)
    rows, places = np.arange(len(words)), np.arange(letters.shape[1] + 1)
    padded = np.pad(letters, ((0, 0), (0, 2)))
    at = spot[:, None]
    dropped = places + (places >= at)
    doubled = places - (places > at)
    exchanged = places + (places == at) - (places == at + 1)
    same = (spot + 1 >= length) | (padded[rows, spot] == padded[rows, spot + 1])
    sort = rng.integers(0, 3, len(words))
    sort[(sort == 2) & same] = 1
    sort[length < 3] = 1
    source = np.choose(sort[:, None], (dropped, doubled, exchanged))
    made = np.take_along_axis(padded, source, axis=1).astype(np.uint32)
    return pa.array(made.view(f"<U{made.shape[1]}").ravel().tolist(), type=pa.string())


def mojibake(rng: np.random.Generator, cells: pa.Array) -> pa.Array:
    """Read UTF-8 as Windows-1252."""
    for letter in ACCENTED:
        cells = pc.replace_substring(cells, letter, letter.encode().decode("cp1252"))
    return cells


BLOWS = (
    Blow("no_customer_no", 0.02, ("id_client",), lost),
    Blow("no_email", 0.04, ("email",), lost),
    Blow("no_phone", 0.03, ("telephone",), lost),
    Blow("email_style", 0.05, ("email",), email_style),
    Blow("phone_style", 0.10, ("telephone",), phone_style),
    Blow("name_typo", 0.03, ("nom",), typo, needs=r"^[\p{L}' -]+$"),
    Blow("capitals", 0.08, ("nom",), capitals, needs=r"\p{Ll}"),
    Blow(
        "mojibake",
        0.01,
        ("nom", "prenom", "adresse", "ville", "instructions"),
        mojibake,
        needs=f"[{ACCENTED}]",
    ),
)
"""In this order: what is lost can no longer be restyled. Rates from issue 2's brief; that of lost
phones is an assumption."""

UNENCODABLE = "unencodable"
"""A row with a character that Windows-1252 lacks: it arrives as a question mark."""

TRUNCATED = "truncated"
"""A record cut off: too few fields."""


def struck(
    rng: np.random.Generator, columns: dict[str, pa.Array], spared: Bools, factor: float = 1.0
) -> tuple[dict[str, pa.Array], dict[str, Ints]]:
    """Damage the columns, so many times as often as usual; tell for each sort the rows it hit."""
    hits: dict[str, Ints] = {}
    for blow in BLOWS:
        able = np.flatnonzero(matching(columns, blow.columns, blow.needs) & ~spared)
        at = picked(rng, able, round(factor * blow.share * len(spared)))
        hits[blow.name] = at
        if not len(at):
            continue
        columns = columns | {
            name: put(columns[name], at, blow.change(rng, columns[name].take(pa.array(at))))
            for name in blow.columns
        }
    hits[UNENCODABLE] = np.flatnonzero(matching(columns, tuple(columns), BEYOND))
    return columns, hits


def matching(columns: dict[str, pa.Array], names: tuple[str, ...], pattern: str) -> Bools:
    """Whether one of these cells of a row holds the pattern."""
    found = np.zeros(len(next(iter(columns.values()))), dtype=bool)
    for name in names:
        found |= np.asarray(pc.match_substring_regex(columns[name], pattern))
    return found


def labels(hits: dict[str, Ints], rows: int) -> pa.Array:
    """Say what was done to each row, in words joined by '+'; empty for nothing."""
    code = np.zeros(rows, dtype=np.int64)
    for bit, at in enumerate(hits.values()):
        code[at] |= 1 << bit
    kinds, which = np.unique(code, return_inverse=True)
    said = [
        "+".join(name for bit, name in enumerate(hits) if kind >> bit & 1)
        for kind in kinds.tolist()
    ]
    return pa.array(said, type=pa.string()).take(pa.array(which))
