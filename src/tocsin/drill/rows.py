"""Rows: the records of a dump before they are written, with the truth of each.

Whatever its sort, a leak is made of Rows put together; `loot` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill.dump import HEADER
from tocsin.drill.moments import INSTANT
from tocsin.drill.weave import Country, Ints

AS_OURS: Mapping[str, str] = {name: name for name in HEADER}
"""The headings of a copy of the company's own table."""


def nowhere() -> Ints:
    """No places."""
    return np.array([], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Rows:
    """Records as they are printed, all columns as long as each other."""

    columns: dict[str, pa.Array]
    """By the names of `dump.HEADER`; text, empty where nothing is known."""

    customer_no: pa.Array
    """Whose they are in truth; null for nobody's."""

    country: pa.Array
    copied: pa.Array
    """When they were copied from the company's register; null where they never were."""

    labels: pa.Array
    """What was done to them, in words joined by '+'."""

    shown: Ints = field(default_factory=nowhere)
    """Places of those that the note shows."""

    cut: Ints = field(default_factory=nowhere)
    """Places of those that are cut off, ascending."""

    kept: tuple[int, ...] = ()
    """How many whole fields each of these keeps."""

    headings: Mapping[str, str] = field(default_factory=lambda: AS_OURS)
    """Which columns are written, in what order, and under which heading."""

    def __len__(self) -> int:
        return len(self.customer_no)

    def take(self, at: Ints) -> Rows:
        """These rows in this order."""
        places = pa.array(at)
        home = np.full(len(self), -1, dtype=np.int64)
        home[at] = np.arange(len(at))
        cut = home[self.cut]
        order = np.argsort(cut[cut >= 0])
        kept = np.array(self.kept, dtype=np.int64)[cut >= 0][order]
        shown = home[self.shown]
        return replace(
            self,
            columns={name: column.take(places) for name, column in self.columns.items()},
            customer_no=self.customer_no.take(places),
            country=self.country.take(places),
            copied=self.copied.take(places),
            labels=self.labels.take(places),
            shown=shown[shown >= 0],
            cut=cut[cut >= 0][order],
            kept=tuple(kept.tolist()),
        )

    def lines(self, country: Country) -> list[dict[str, str]]:
        """The rows of a country that the note shows, by the names of `dump.HEADER`."""
        here = [at for at in self.shown.tolist() if self.country[at].as_py() == country.name]
        shown: list[dict[str, str]] = (
            pa.table({name: self.columns[name] for name in self.headings})
            .take(pa.array(here, pa.int64()))
            .to_pylist()
        )
        return shown


def nobodys(columns: dict[str, pa.Array], country: Ints) -> Rows:
    """Rows that were copied from nobody."""
    count = len(country)
    return Rows(
        columns,
        pa.nulls(count, pa.int64()),
        pa.array([one.name for one in Country]).take(pa.array(country)),
        pa.nulls(count, INSTANT),
        pa.repeat(pa.scalar("", pa.string()), count),
    )


def together(first: Rows, *others: Rows) -> Rows:
    """One under the other, with the headings of the first; the note shows what the parts show."""
    parts = (first, *others)
    starts = np.cumsum([0, *(len(part) for part in parts[:-1])]).tolist()
    return replace(
        first,
        columns={
            name: pa.concat_arrays([part.columns[name] for part in parts]) for name in first.columns
        },
        customer_no=pa.concat_arrays([part.customer_no for part in parts]),
        country=pa.concat_arrays([part.country for part in parts]),
        copied=pa.concat_arrays([part.copied for part in parts]),
        labels=pa.concat_arrays([part.labels for part in parts]),
        shown=_moved([part.shown for part in parts], starts),
        cut=_moved([part.cut for part in parts], starts),
        kept=tuple(fields for part in parts for fields in part.kept),
    )


def _moved(places: Sequence[Ints], starts: Sequence[int]) -> Ints:
    return np.concatenate([at + start for at, start in zip(places, starts, strict=True)])


def by_number(rows: Rows) -> Rows:
    """In the order of their customer numbers, those without one where their neighbours were."""
    number = pc.cast(
        pc.if_else(pc.equal(rows.columns["id_client"], ""), None, rows.columns["id_client"]),
        pa.int64(),
    )
    filled = pc.fill_null(pc.fill_null_forward(number), 0)
    return rows.take(np.argsort(filled.to_numpy(), kind="stable"))


def instant(at: datetime, count: int) -> pa.Array:
    """A moment for each of so many rows."""
    return pa.repeat(pa.scalar(at, INSTANT), count)


def relabelled(labels: pa.Array, at: Ints, word: str) -> pa.Array:
    """Say of rows at these places that this was done to them, too."""
    struck = np.zeros(len(labels), dtype=bool)
    struck[at] = True
    longer = pc.binary_join_element_wise(labels, word, "+")
    said = pc.if_else(pc.equal(labels, ""), word, longer)
    return pc.if_else(pa.array(struck), said, labels)
