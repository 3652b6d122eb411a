"""Searching: the rows that the sieve kept, cell by cell: what stands in them, and on what evidence.

What is told with a second witness only (`sought`) is told where a word for it stands in the row or heads the column, or,
for a card, an expiry date. Numbers split over neighbouring columns are put together there. Where most bare numbers of
a column have the form and length but not the check digit, those that pass do so by chance (one in ten of cards): that
column is taken for one of other numbers, and what passes in it is counted apart, not told as found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pyarrow as pa

from tocsin.exposure import said
from tocsin.exposure.sieve import BAR, HASH, IBAN_TURNED, OF_ITSELF, apart
from tocsin.exposure.sought import CARD, IBAN, NAMES, NUMBERS, WITNESSES, by_name
from tocsin.exposure.unmasking import Seen, numbers, plain, views
from tocsin.kinds.folding import fold_of, trim_of
from tocsin.kinds.payment_card import ISSUERS
from tocsin.terms.table import Column

QUICK = re.compile(r"[0-9OoIl].*[0-9OoIl].*[0-9OoIl]|[A-Za-z0-9+/_-]{12}|[^\x00-\x7f]", re.DOTALL)
"""What a cell must hold to be looked into."""

ANY_WITNESS = re.compile("|".join(one.words for one in NUMBERS))
IBAN_ENDS = re.compile(IBAN_TURNED)
HASHED = re.compile(HASH)
BARE = re.compile("[0-9]{13,19}")
RANGES = re.compile(ISSUERS)
PIECES = 9
"""Cells at most that one number is split over: an IBAN in fours."""

ENOUGH = 20
"""Bare numbers of an issuer's range in a column, from which on chance can be told from cards."""

BY_CHANCE = 0.5
"""Share with a true check digit below which a column is one of other numbers: chance gives 0.1, cards 1."""

REMEMBERED = 1 << 12
"""Cells whose numbers are remembered while a table is looked through: towns and dates come again, and the
controls of a small sample all stand among the same few cells."""

PASSWORD = "password"  # noqa: S105 (a kind's name)
FOUND = pa.schema({"row": pa.int64(), "kind": pa.string()})


@dataclass(slots=True)
class Search:
    """The search through one table: fed with rows, asked for what was found."""

    columns: tuple[Column, ...]
    read: int = 0
    """Rows looked into."""

    _found: dict[tuple[int, str], set[int | None]] = field(default_factory=dict)
    """By row and kind: the columns in which a bare number is the evidence, None for better evidence."""

    _within: Callable[[str, bool, bool], tuple[Seen, ...]] = field(
        default_factory=lambda: lru_cache(REMEMBERED)(_within), repr=False
    )
    _tried: Counter[int] = field(default_factory=Counter)
    _passed: Counter[int] = field(default_factory=Counter)
    _heads: tuple[str, ...] = field(init=False)
    _apart: tuple[tuple[int, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Know what is the same for all rows."""
        self._heads = tuple(column.name.replace("_", " ") for column in self.columns)
        self._apart = apart(self.columns)

    def feed(self, batch: pa.RecordBatch | pa.Table) -> None:
        """Look into rows: `row`, `c0`, `c1` ..."""
        cells = [batch.column(f"c{n}").to_pylist() for n in range(len(self.columns))]
        for at, row in enumerate(batch.column("row").to_pylist()):
            self.read += 1
            self._row(row, [column[at] for column in cells])

    def found(self) -> pa.Table:
        """Each row and kind that was found: `row`, `kind`."""
        chance = self._chance()
        told = [key for key, evidence in self._found.items() if not evidence <= chance]
        return pa.table(
            {"row": [row for row, _ in told], "kind": [kind for _, kind in told]}, schema=FOUND
        )

    def by_chance(self) -> int:
        """Rows in which a card's number passes, in columns of other numbers."""
        chance = self._chance()
        return sum(evidence <= chance for evidence in self._found.values())

    def _chance(self) -> set[int | None]:
        return {
            column
            for column, tried in self._tried.items()
            if tried >= ENOUGH and self._passed[column] < BY_CHANCE * tried
        }

    def _row(self, row: int, cells: list[str | None]) -> None:
        line = self._line(cells)
        for place, seen in self._seen(cells, turned=ANY_WITNESS.search(line) is not None):
            if not seen.alone and not WITNESSES[seen.kind].search(line):
                continue
            self._found.setdefault((row, seen.kind), set()).add(place if seen.bare else None)
        if said.holds(BAR.join(cell for cell in cells if cell)):
            self._found.setdefault((row, PASSWORD), set()).add(None)

    def _line(self, cells: list[str | None]) -> str:
        """The row and its headings in folded text: where second witnesses are looked for."""
        filled = [cell for cell in cells if cell]
        headed = [head for head, cell in zip(self._heads, cells, strict=True) if cell]
        return fold_of(plain(" | ".join(filled + headed)))

    def _seen(self, cells: list[str | None], *, turned: bool) -> Iterator[tuple[int, Seen]]:
        for place, cell in enumerate(cells):
            column = self.columns[place]
            if not cell or not QUICK.search(cell):
                continue
            if column.kind in OF_ITSELF and by_name(column.kind).kind.normal_of(trim_of(cell)):
                continue
            hashed = column.kind == "password_hash" and HASHED.match(cell) is not None
            self._try(place, cell)
            for seen in self._within(cell, hashed, turned):
                yield place, seen
        yield from self._split(cells)

    def _try(self, place: int, cell: str) -> None:
        bare = cell.strip()
        if BARE.fullmatch(bare) and RANGES.search(bare):
            self._tried[place] += 1
            self._passed[place] += CARD.valid(bare)

    def _split(self, cells: Sequence[str | None]) -> Iterator[tuple[int, Seen]]:
        """Numbers put together from neighbouring cells."""
        for run in self._apart:
            pieces = [re.sub("[ .-]", "", plain(cells[place] or "")) for place in run]
            for start in range(len(run)):
                joined = pieces[start]
                if len(joined) < 2 or not joined.isalnum():
                    continue
                for end in range(start + 1, min(len(run), start + PIECES)):
                    if len(pieces[end]) < 2 or not pieces[end].isalnum():
                        break
                    joined += pieces[end]
                    for one in NUMBERS:
                        if len(joined) in one.lengths and one.valid(joined.upper()):
                            yield run[start], Seen(one.name, one is IBAN, joined)


def _within(cell: str, hashed: bool, turned: bool) -> tuple[Seen, ...]:
    """The numbers in one cell, in all that it may be meant as; from right to left too where a word is beside it."""
    found: list[Seen] = []
    for number, text in enumerate(views(cell)):
        if hashed and number == 0:
            continue
        of_text = numbers(text)
        found += of_text if number == 0 else (Seen(s.kind, s.alone, s.tight) for s in of_text)
        if not hashed and (turned or IBAN_ENDS.search(text)):
            found += (Seen(s.kind, s.kind == IBAN.name, s.tight) for s in numbers(text[::-1]))
    return tuple(found)


def kinds() -> tuple[str, ...]:
    """What is looked for, in the order in which it is told."""
    return (*NAMES, PASSWORD)
