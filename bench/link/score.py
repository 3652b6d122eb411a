"""Score: links held against the truth.

A link is right where it names the record that the row was copied from. A row that was copied from
nobody (made up, recycled) has no truth, and each link of it is wrong; so has a row whose person is not in
the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


@dataclass(frozen=True)
class Score:
    """Counts of one linking."""

    rows: int
    owed: int
    """Rows that are somebody's."""

    linked: int
    right: int
    person: int
    """Links to the right person, if to another of their accounts: as many as `right` or more."""

    @property
    def precision(self) -> float:
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.owed if self.owed else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.linked + self.owed) if self.linked + self.owed else 1.0

    @property
    def f1_person(self) -> float:
        """The same where any account of the right person is right."""
        return 2 * self.person / (self.linked + self.owed) if self.linked + self.owed else 1.0

    @property
    def wrong(self) -> int:
        return self.linked - self.right


def truth_of(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Whose each row is: the record's key as text ('' for nobody's), and the person."""
    truth = pq.read_table(folder / "truth.parquet")
    return _texts(truth["id"]), _texts(truth["person"])


def people_of(folder: Path) -> dict[str, str]:
    """The person of each record, where a person may have several."""
    path = folder / "people.parquet"
    if not path.exists():
        return {}
    people = pq.read_table(path)
    return dict(
        zip(people["id"].cast(pa.string()).to_pylist(), people["person"].cast(pa.string()).to_pylist(), strict=True)
    )  # fmt: skip


def score(links: pa.Table, folder: Path, least: float | None = None) -> Score:
    """Hold links (`leak_row`, `register_id`, perhaps `weight`) of at least that weight against the truth."""
    owner, person = truth_of(folder)
    rows, said, weight = arrays(links)
    if least is not None:
        rows, said = rows[weight >= least], said[weight >= least]
    if len(np.unique(rows)) != len(rows):
        raise ValueError("A row has several links.")
    right = owner[rows] == said
    others = people_of(folder) if not right.all() else {}
    same = sum(
        others.get(i) == p for i, p in zip(said[~right], person[rows][~right], strict=True) if p
    )
    return Score(
        len(owner), int((owner != "").sum()), len(rows), int(right.sum()), int(right.sum()) + same
    )


def best(links: pa.Table, folder: Path) -> tuple[float, Score]:
    """Find the weight at which F1 is best: what a peer could reach who knew the truth."""
    owner, _ = truth_of(folder)
    rows, said, weight = arrays(links)
    order = np.argsort(-weight, kind="stable")
    right = np.cumsum(owner[rows[order]] == said[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + (owner != "").sum())
    ends = np.append(weight[order][1:] != weight[order][:-1], True)
    place = int(np.argmax(np.where(ends, f1, -1))) if len(order) else 0
    least = float(weight[order][place]) if len(order) else 0.0
    return least, score(links, folder, least)


def arrays(links: pa.Table) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The links' rows, records (as text) and weights."""
    weight = links["weight"].to_numpy() if "weight" in links.column_names else np.zeros(len(links))
    return links["leak_row"].to_numpy().astype(np.int64), _texts(links["register_id"]), weight


def _texts(column: pa.ChunkedArray) -> np.ndarray:
    return np.array(column.cast(pa.string()).fill_null("").to_pylist(), dtype=object)
