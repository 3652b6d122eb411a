"""Findings of linkage: how many rows are linked, what the links rest on, and how far to trust them.

>>> told = of(Summary(5, (("email", 3), ("phone", 2)), ((8, 3), (24, 2))), 6, 1, (Locus("9f86d0"),))
>>> told.says
'5 of 6 rows are linked to one register record each: 3 by e-mail address, 2 by phone; 2 of them by 24 bits or more.'
"""

from __future__ import annotations

from tocsin.linkage.blocking import MOST
from tocsin.linkage.summary import Summary
from tocsin.terms.finding import Certainty, Finding, Locus

BY = {
    "email": "e-mail address",
    "customer_number": "customer number",
    "phone": "phone",
    "address": "address",
    "name": "name",
}
"""What a link rests on first, in words."""

SURE = 24
"""Bits from which a link is said apart: odds of 16 million to one, after the size of the register."""


def of(summary: Summary, rows: int, commonplace: int, basis: tuple[Locus, ...]) -> Finding:
    """Tell the links; `commonplace` is the number of values that too many records share."""
    grounds = ", ".join(f"{links:,} by {BY.get(g, g)}" for g, links in summary.by_ground)
    sure = sum(links for bits, links in summary.by_weight if bits >= SURE)
    says = f"{summary.links:,} of {rows:,} rows are linked to one register record each"
    if summary.links:
        says += f": {grounds}; {sure:,} of them by {SURE} bits or more"
    return Finding(
        f"{says}.",
        basis,
        Certainty.PROBABLE,
        "The weights are chances with a stated reason, not measured in this case; a link needs 95%."
        + (
            f" {commonplace:,} values that over {MOST} records share were not used."
            if commonplace
            else ""
        ),
        "scope.links",
    )
