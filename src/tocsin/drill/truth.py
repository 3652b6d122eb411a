"""Truth: whose each record of a leak is, and what a report on the leak should find."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill.firm import Company
from tocsin.drill.moments import COPIED, EXPORTED
from tocsin.drill.note import split
from tocsin.drill.weave import Ints

TRUTH = pa.schema(
    {
        "record": pa.int64(),
        "row": pa.int64(),
        "customer_no": pa.int64(),
        "person": pa.int64(),
        "country": pa.string(),
        "damage": pa.string(),
    }
)
"""`record`: 0-based among all records after the header; `row`: among the whole ones, null for one
cut off; `customer_no` and `person`: whose it is in truth, null for nobody's; `damage`: words
joined by '+'."""


def truth(
    number: Ints, company: Company, country: pa.ChunkedArray, cut: Ints, labels: pa.Array
) -> pa.Table:
    """Whose each record is."""
    broken = np.zeros(len(number), dtype=bool)
    broken[cut] = True
    at = np.searchsorted(company.people["customer_no"].to_numpy(), number)
    return pa.table(
        {
            "record": pa.array(np.arange(len(number))),
            "row": pa.array(np.cumsum(~broken) - 1, mask=broken),
            "customer_no": pa.array(number),
            "person": company.people["person"].combine_chunks().take(pa.array(at)),
            "country": country.combine_chunks(),
            "damage": labels,
        },
        schema=TRUTH,
    )


def told(sort: str, seed: int, people: int, truth: pa.Table, company: Company) -> dict[str, object]:
    """Tell what a report on this leak should find, over the whole rows of it."""
    whole = truth.filter(pc.is_valid(truth["row"]))
    linked = whole.filter(pc.is_valid(whole["customer_no"]))
    return {
        "sort": sort,
        "seed": seed,
        "claimed": dict(zip(("FR", "BE"), split(people), strict=True)),
        "register": company.register.num_rows,
        "copied_at": COPIED.isoformat(),
        "exported_at": EXPORTED.isoformat(),
        "records": truth.num_rows,
        "truncated": truth.num_rows - whole.num_rows,
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
