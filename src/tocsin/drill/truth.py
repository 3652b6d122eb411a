"""Truth: whose each record of a leak is, and what a report on the leak should find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import copies, damage
from tocsin.drill.allowed import allowed
from tocsin.drill.firm import Company
from tocsin.drill.how import CURRENT, How
from tocsin.drill.moments import EXPORTED, INSTANT, NOTED
from tocsin.drill.rows import Rows

TRUTH = pa.schema(
    {
        "record": pa.int64(),
        "row": pa.int64(),
        "customer_no": pa.int64(),
        "person": pa.int64(),
        "country": pa.string(),
        "damage": pa.string(),
        "copied_at": INSTANT,
    }
)
"""`record`: 0-based among all records after the header; `row`: among the whole ones, null for one
cut off; `customer_no` and `person`: whose it is in truth, null for nobody's; `damage`: words
joined by '+'; `copied_at`: when it was copied from the register, null where it never was."""

ALMOST = 0.25
"""Share of rows changed, up to which a poisoned copy is still to be called genuine. A judgement."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, and how many French and Belgian records the note claims."""

    sort: str
    seed: int
    how: How
    claimed: tuple[int, int]


def truth(rows: Rows, company: Company) -> pa.Table:
    """Whose each record is."""
    count = len(rows)
    broken = np.zeros(count, dtype=bool)
    broken[rows.cut] = True
    known = company.people["customer_no"].to_numpy()
    number = pc.fill_null(rows.customer_no, int(known[0])).to_numpy()
    person = company.people["person"].combine_chunks()
    whose = person.take(pa.array(np.searchsorted(known, number)))
    return pa.table(
        {
            "record": pa.array(np.arange(count)),
            "row": pa.array(np.cumsum(~broken) - 1, mask=broken),
            "customer_no": rows.customer_no,
            "person": pc.if_else(rows.customer_no.is_valid(), whose, None),
            "country": rows.country,
            "damage": rows.labels,
            "copied_at": rows.copied,
        },
        schema=TRUTH,
    )


def told(asked: Asked, rows: Rows, truth: pa.Table, company: Company) -> dict[str, object]:
    """Tell what a report on this leak should find, over the whole rows of it."""
    whole = truth.filter(pc.is_valid(truth["row"]))
    linked = whole.filter(pc.is_valid(whole["customer_no"]))
    made = _copies(asked.how, rows, whole, company)
    genuine = whole.num_rows - whole["copied_at"].null_count
    answer, others = expected(asked.sort, asked.how, genuine, whole.num_rows, len(made))
    fabricated = asked.sort in ("fabricated", "other-system")
    return {
        "sort": asked.sort,
        "seed": asked.seed,
        "how": asdict(asked.how),
        "verdict": answer,
        "acceptable": [*others, *_untold(answer, made), "cannot-tell"],
        "claimed": dict(zip(("FR", "BE"), asked.claimed, strict=True)),
        "register": company.register.num_rows,
        "copied_at": made[0]["at"] if len(made) == 1 else None,
        "copies": made,
        "source": asked.how.whence if made else None,
        "exported_at": EXPORTED.isoformat(),
        "records": truth.num_rows,
        "truncated": truth.num_rows - whole.num_rows,
        "genuine_rows": genuine,
        "damage": {} if fabricated else _struck(rows.labels),
        "sample": None if fabricated else rows.customer_no.take(pa.array(rows.shown)).to_pylist(),
        "rows_by_country": _by_country(whole, "record"),
        "accounts_by_country": _by_country(linked, "customer_no"),
        "scope": {
            "rows": whole.num_rows,
            "accounts": pc.count_distinct(linked["customer_no"]).as_py(),
            "people": pc.count_distinct(linked["person"]).as_py(),
            "former": _former(linked, company),
            "unlinked": whole.num_rows - linked.num_rows,
            "by_country": _by_country(linked, "person"),
        },
    }


def expected(
    sort: str, how: How, genuine: int, rows: int, copies: int
) -> tuple[str, tuple[str, ...]]:
    """The right answer, and others that are not wrong; that it cannot be told never is.

    Of so many rows so many were copied, at so many moments: a mix of few rows may be none. Without the
    earlier leak at hand nobody can know rows to be recycled: then a true copy of long ago is stale,
    and rows of elsewhere are of another system, or not of this register. If there are others besides, it is a mix.

    >>> expected("padded", How(), 0, 2, 0), expected("stale", How(age=3.0), 50, 50, 1)
    (('fabricated', ()), ('genuine', ()))
    """
    if sort == "recycled":
        padded = ("mixed",) if genuine < rows else ()
        ours = ("stale", *padded)
        return sort, ours if how.of(sort) == "ours" else ("other-system", "fabricated")
    if sort in ("fabricated", "other-system"):
        return sort, ()
    if not genuine:
        return "fabricated", ()
    days = (NOTED - how.copied(sort)).total_seconds() / 86_400
    copy = "genuine" if days <= CURRENT else "stale"
    if sort == "poisoned":
        few = genuine >= (1 - ALMOST) * rows and how.part(sort) <= ALMOST
        return (copy, ("mixed",)) if few else ("mixed", (copy,))
    if copies > 1 or genuine < rows:
        return "mixed", ()
    return copy, ()


def _untold(answer: str, copies: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """What is not wrong because the rows do not tell the moments apart, even to one who knows whose they are.

    A few rows in which nothing changed since may have been copied just now. They are "genuine" as far as they go.

    >>> _untold("stale", [{"after": None, "before": NOTED.isoformat()}])
    ('genuine',)
    >>> _untold("stale", [{"after": None, "before": "2013-01-01T00:00:00+01:00"}])
    ()
    """
    ends = [(one["after"], datetime.fromisoformat(one["before"])) for one in copies]
    last = ends[-1:]
    recent = bool(last) and last[0][1] > NOTED - timedelta(days=CURRENT)
    if answer == "stale":
        return ("genuine",) if recent else ()
    if answer == "mixed" and len(ends) > 1:
        newest = last[0][0]
        apart = newest and min(end for _, end in ends[:-1]) <= datetime.fromisoformat(newest)
        return () if apart else ("genuine", "stale")
    return ()


def _copies(how: How, rows: Rows, whole: pa.Table, company: Company) -> list[dict[str, object]]:
    """Each moment at which rows were copied, what an oracle could narrow it down to, and how many rows."""
    counted = whole.filter(pc.is_valid(whole["copied_at"])).group_by("copied_at")
    found = counted.aggregate([("record", "count")]).sort_by("copied_at").to_pylist()
    told = []
    for one in found:
        at = one["copied_at"]
        after, before = allowed(company, rows, at, how.history)
        told.append(
            {
                "at": _local(at),
                "rows": one["record_count"],
                "after": _local(after) if after else None,
                "before": _local(before),
                "planned": _planned(after, before) if after else [],
            }
        )
    return told


def _planned(after: datetime, before: datetime) -> list[str]:
    """The copies by plan that an oracle could not exclude, the newest first: at most so many."""
    near = copies.within(max(after, before - copies.LOOKED_BACK), before)
    return list(dict.fromkeys(copy.name for copy, _ in reversed(near)))


def _local(at: datetime) -> str:
    return at.astimezone(NOTED.tzinfo).isoformat()


def _struck(labels: pa.Array) -> dict[str, int]:
    """How many rows were hit by each sort of damage."""
    words = pc.list_flatten(pc.split_pattern(labels, "+"))
    counted = {row["values"]: row["counts"] for row in pc.value_counts(words).to_pylist()}
    usual = [*(blow.name for blow in damage.BLOWS), damage.UNENCODABLE, damage.TRUNCATED]
    said = dict.fromkeys(usual, 0) | {word: many for word, many in counted.items() if word}
    return said if any(counted.keys() - {""}) else {}


def _by_country(truth: pa.Table, unit: str) -> dict[str, int]:
    counted = truth.group_by("country").aggregate([(unit, "count_distinct")])
    pairs = zip(
        counted["country"].to_pylist(), counted[f"{unit}_count_distinct"].to_pylist(), strict=True
    )
    return dict(sorted(pairs, reverse=True))


def _former(linked: pa.Table, company: Company) -> int:
    """People all of whose copied accounts are deleted in the register as exported."""
    register = company.register
    at = np.searchsorted(register["customer_no"].to_numpy(), linked["customer_no"].to_numpy())
    still = register["supprime_le"].is_null().take(pa.array(at))
    people = pc.count_distinct(linked["person"]).as_py()
    customers: int = people - pc.count_distinct(linked["person"].filter(still)).as_py()
    return customers
