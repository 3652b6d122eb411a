"""Findings of linkage: the links and how far to trust them, judgements made and left, several accounts.

>>> basis = (Locus("9f86d0"),)
>>> of(Summary(5, (("email", 3), ("phone", 2)), ((8, 3), (24, 2))), 6, 1, basis).says
'5 of 6 rows are linked to one register record each: 3 by e-mail address, 2 by phone; 2 of them by 24 bits or more.'
>>> [told] = judged(Changed(judged=3, made=2, removed=1, moved=0, followed=0), basis)
>>> told.says
'3 rows were judged by a person: 2 rows are linked that were not, 1 row is no longer linked, and no row is linked to another record than before.'
>>> [told] = left(Open(12, 5, 1), basis)
>>> told.says
'12 rows are in doubt, each of which a judgement may decide: there may be up to 5 people more, or 1 person fewer.'
>>> [told] = several(Several(7, (("email", 4), ("address", 5))), basis)
>>> told.says
'7 of the people have several of these accounts, and are counted once: 4 by the same name and e-mail address, 5 by the same name and address.'
"""

from __future__ import annotations

from tocsin.linkage.blocking import MOST
from tocsin.linkage.clerical import Open
from tocsin.linkage.judged import Changed
from tocsin.linkage.people import Several
from tocsin.linkage.summary import Summary
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.judgement import AT_MOST

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

Basis = tuple[Locus, ...]


def of(summary: Summary, rows: int, commonplace: int, basis: Basis) -> Finding:
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


def judged(changed: Changed | None, basis: Basis) -> tuple[Finding, ...]:
    """Tell what persons judged, and what came of it."""
    if changed is None:
        return ()
    says = (
        f"{_rows(changed.judged)} judged by a person: {_are(changed.made)} linked that "
        f"{'was' if changed.made < 2 else 'were'} not, {_are(changed.removed)} no longer linked, and "
        f"{_are(changed.moved)} linked to another record than before."
    )
    if changed.followed:
        says += (
            f" In {changed.followed:,} of these nobody judged the row itself: of two people whom it "
            "fitted equally well, one was given another row."
        )
    return (
        Finding(
            says,
            basis,
            Certainty.PROBABLE,
            "A judgement is a person's, not the evidence's. Who judged, when and why is in the ledger.",
            "scope.judged",
        ),
    )


def left(still_open: Open, basis: Basis) -> tuple[Finding, ...]:
    """Tell how many rows are in doubt, and how much that could be."""
    if not still_open.rows:
        return ()
    rows = "1 row is" if still_open.rows == 1 else f"{still_open.rows:,} rows are"
    more, fewer = _people(still_open.more_people), _people(still_open.fewer_people)
    which = "which a judgement may" if still_open.rows == 1 else "each of which a judgement may"
    return (
        Finding(
            f"{rows} in doubt, {which} decide: there may be up to {more} more, or {fewer} fewer.",
            basis,
            Certainty.UNRESOLVED,
            "Both ends suppose that every doubt falls on one side. See them, the "
            f"{AT_MOST} that matter most first, with tocsin queue; decide with tocsin judge.",
            "scope.doubtful",
        ),
    )


def several(found: Several, basis: Basis) -> tuple[Finding, ...]:
    """Tell how many people have several accounts, and why they are taken for one person each."""
    if not found.people:
        return ()
    why = ", ".join(f"{people:,} by the same name and {BY[by]}" for by, people in found.by_reason)
    have = "1 of the people has" if found.people == 1 else f"{found.people:,} of the people have"
    counted = "is" if found.people == 1 else "are"
    return (
        Finding(
            f"{have} several of these accounts, and {counted} counted once{': ' if why else ''}{why}.",
            basis,
            Certainty.PROBABLE,
            "A person may be so for more than one reason, or through an account that is not in the "
            "leak. Of one name at one address, father and son are told apart only by birth dates.",
            "scope.several",
        ),
    )


def _rows(rows: int) -> str:
    return "1 row was" if rows == 1 else f"{rows:,} rows were"


def _are(rows: int) -> str:
    return {0: "no row is", 1: "1 row is"}.get(rows, f"{rows:,} rows are")


def _people(people: int) -> str:
    return "1 person" if people == 1 else f"{people:,} people"
