"""Dated: what the report tells of when the data were copied, and from which copy.

>>> plain(None) is None
True
"""

from __future__ import annotations

from datetime import datetime

from tocsin.report import sentences
from tocsin.report.plain import Json
from tocsin.report.sheet import Cell, Column, Index, Section, Sheet
from tocsin.terms.canary import Sighting
from tocsin.terms.period import (
    Copied,
    Ground,
    Misfit,
    Population,
    Taken,
    Why,
)

TITLE = "When it was copied, and from which copy"
CANNOT_TELL = "When it was copied cannot be told: nothing at hand says when any of it was there."

GROUNDS: dict[Ground, str] = {
    Ground.CHANGES: "when customers were opened and their data changed",
    Ground.EXPORTS: "earlier exports",
    Ground.CREATED: "when customers were opened",
    Ground.NUMBERS: "how far customer numbers reach in earlier exports",
    Ground.OWN: "the times in the leak itself",
    Ground.CANARIES: "when the canaries that are in it were made",
    Ground.NOTHING: "nothing",
}

WHY: dict[Why, str] = {
    Why.CREATED: "Its customer was opened then",
    Why.CHANGED: "It shows the {field} that was set then",
    Why.REPLACED: "It shows the {field} that was replaced then",
    Why.DELETED: "Its customer was deleted then",
    Why.UPDATED: "It shows another value than the register, which was last changed then",
    Why.OWN: "It holds that time",
}

MISFITS: dict[Misfit, str] = {
    Misfit.CLOCK: "Off by two hours at most: a clock, a zone or daylight saving",
    Misfit.FUTURE: "Times after the register was taken",
    Misfit.IMPORT: "Customers opened together afterwards: an import",
    Misfit.EDITED: "Values set later or replaced earlier: edited, of another copy, or wrongly recorded",
    Misfit.UNLIKE: "Unlike their customer's record: made up round somebody, or somebody else's; nothing was told by them",
}

COPIES_SHOWN = 12
"""Known copies that are listed; all are in the JSON."""

STOOD = "It is when the data stood so, not when they left the company."
BEGUN = "It begins when the canaries that are in it were made: no copy had them before."
CHANCE = "What the newest customers say is of chance; it is kept apart from what must be."


def section(taken: Taken | None, index: Index) -> Section:
    """Tell the period, the rows that bound it, what does not fit, and the copies that do."""
    if taken is None or taken.period is None:
        return Section("taken", TITLE, CANNOT_TELL)
    several = len(taken.populations) > 1
    lead = f"Copied {between(taken.period.after, taken.period.before)}" + (
        f"; the leak was put together from {len(taken.populations)} copies." if several else "."
    )
    if taken.marked and taken.source:
        lead += f" Its canaries name the source: {taken.source}."
    return Section(
        "taken",
        TITLE,
        lead,
        (
            *_populations(taken, index),
            *_bindings(taken, index),
            *_chance(taken, index),
            *_misfits(taken, index),
            *_lacking(taken, index),
            *_copies(taken, index),
        ),
        (
            f"It rests on {GROUNDS[taken.rests]}. {STOOD}",
            *((BEGUN,) if taken.planted and taken.rests is not Ground.CANARIES else ()),
            *((CHANCE,) if taken.newest else ()),
        ),
    )


def between(after: datetime | None, before: datetime | None) -> str:
    """Say a period in words."""
    if after and before:
        return f"between {sentences.stamp(after)} and {sentences.stamp(before)}"
    if after:
        return f"at or after {sentences.stamp(after)}"
    return f"before {sentences.stamp(before)}" if before else "at a time unknown"


def _populations(taken: Taken, index: Index) -> tuple[Sheet, ...]:
    if not taken.populations:
        return ()
    rows = tuple(
        (
            Cell(_place(one), index.of("taken.populations", "taken")),
            Cell(sentences.stamp(one.period.after) if one.period.after else "not bounded"),
            Cell(sentences.stamp(one.period.before) if one.period.before else "not bounded"),
            Cell(sentences.lapse(one.period.width) if one.period.width else "open"),
            Cell(
                sentences.percent(one.fitting / one.rows) if one.rows else "none",
                note=f"{sentences.number(one.fitting)} of {sentences.count(one.rows, 'row')}",
            ),
        )
        for one in taken.populations
    )
    columns = (
        Column("Rows"),
        Column("Not before"),
        Column("Before"),
        Column("Width"),
        Column("Fit", numeric=True),
    )
    return (Sheet("When it was copied", columns, rows),)


def _place(one: Population) -> str:
    if one.first is None or one.last is None:
        return "Scattered rows"
    return f"{sentences.number(one.first)} to {sentences.number(one.last)}"


def _bindings(taken: Taken, index: Index) -> tuple[Sheet, ...]:
    bindings = taken.populations[0].bindings if taken.populations else ()
    if not bindings:
        return ()
    rows = tuple(
        (
            Cell(sentences.number(one.row), index.of("taken")),
            Cell(WHY[one.why].format(field=one.field.replace("_", " "))),
            Cell(sentences.stamp(one.at)),
        )
        for one in bindings
    )
    columns = (Column("Row", numeric=True), Column("Why"), Column("When"))
    return (Sheet("The rows that bound it", columns, rows, folded=True),)


def _chance(taken: Taken, index: Index) -> tuple[Sheet, ...]:
    newest = taken.newest
    if newest is None or newest.before_95 is None:
        return ()
    rows = tuple(
        (Cell(f"Copied before, {sure}", index.of("taken.newest")), Cell(sentences.stamp(at)))
        for at, sure in ((newest.before_95, "95%"), (newest.before_99, "99%"))
        if at
    )
    return (
        Sheet(
            f"None of {sentences.count(newest.missing, 'customer')} opened since "
            f"{sentences.stamp(newest.created)} is in it",
            (Column("By chance"), Column("When")),
            rows,
        ),
    )


def _misfits(taken: Taken, index: Index) -> tuple[Sheet, ...]:
    if not taken.misfits:
        return ()
    rows = tuple(
        (Cell(MISFITS[one.sort], index.of("taken.misfits")), Cell(sentences.number(one.rows)))
        for one in taken.misfits
    )
    columns = (Column("What may be the matter"), Column("Rows", numeric=True))
    return (Sheet("Rows that do not fit", columns, rows),)


def _lacking(taken: Taken, index: Index) -> tuple[Sheet, ...]:
    if not taken.lacking:
        return ()
    rows = tuple(
        (
            Cell(sentences.capital(one.group), index.of("taken.lacking")),
            Cell(sentences.number(one.customers)),
            Cell(sentences.number(one.held)),
            Cell(f"{sentences.number(one.others_held)} of {sentences.number(one.others)}"),
        )
        for one in taken.lacking
    )
    columns = (
        Column("Customers"),
        Column("There then", numeric=True),
        Column("In the leak", numeric=True),
        Column("Of the others", numeric=True),
    )
    return (Sheet("Who was there and is missing", columns, rows),)


def _copies(taken: Taken, index: Index) -> tuple[Sheet, ...]:
    if not taken.scheduled:
        return ()
    rows = tuple(_copied(one, index) for one in taken.copies[:COPIES_SHOWN])
    if not rows:
        none = Cell("None of those known", index.of("taken.source"))
        return (Sheet("Known copies that fit", (Column("Copy"),), ((none,),)),)
    columns = (Column("Copy"), Column("System"), Column("Made at"), Column("Fits"))
    return (Sheet("Known copies that fit", columns, rows),)


def _copied(one: Copied, index: Index) -> tuple[Cell, ...]:
    return (
        Cell(one.name, index.of("taken.source")),
        Cell(one.system),
        Cell(sentences.stamp(one.at)),
        Cell("yes" if one.exact else "if it ran late"),
    )


def plain(taken: Taken | None) -> Json:
    """For machines: the contract's `earliest`, `latest`, `consistent`, `source`, and some more; None: cannot tell."""
    if taken is None or taken.period is None:
        return None
    return {
        "earliest": _iso(taken.period.after),
        "latest": _iso(taken.period.before),
        "consistent": round(taken.consistent, 6),
        "source": taken.source,
        **({"canaries": [_marked(one) for one in taken.marked]} if taken.marked else {}),
        "rests": taken.rests.value,
        "rows": taken.rows,
        "populations": [_population(one) for one in taken.populations],
        "misfits": [{"sort": one.sort.value, "rows": one.rows} for one in taken.misfits],
        "newest": _newest(taken),
        "lacking": [
            {
                "group": one.group,
                "customers": one.customers,
                "held": one.held,
                "others": one.others,
                "others_held": one.others_held,
            }
            for one in taken.lacking
        ],
        "deletion": taken.deletion.value,
        "copies": [
            {"name": one.name, "system": one.system, "at": _iso(one.at), "exact": one.exact}
            for one in taken.copies
        ],
        "clocks": {
            "zone": taken.clocks.zone,
            "assumed": taken.clocks.assumed,
            "shifted": taken.clocks.shifted,
            "future": taken.clocks.future,
            "unread": taken.clocks.unread,
        },
    }


def _population(one: Population) -> Json:
    return {
        "earliest": _iso(one.period.after),
        "latest": _iso(one.period.before),
        "rows": one.rows,
        "fitting": one.fitting,
        "first": one.first,
        "last": one.last,
        "bindings": [
            {
                "row": binding.row,
                "why": binding.why.value,
                "field": binding.field or None,
                "at": _iso(binding.at),
            }
            for binding in one.bindings
        ],
    }


def _marked(one: Sighting) -> Json:
    """A place of which canaries are in it, and the time before which no copy had them."""
    return {
        "place": one.source,
        "planted": _iso(one.planted_at),
        "seen": one.seen,
        "exact": one.exact,
    }


def _newest(taken: Taken) -> Json:
    newest = taken.newest
    if newest is None:
        return None
    return {
        "created": _iso(newest.created),
        "missing": newest.missing,
        "share": round(newest.share, 6),
        "before_95": _iso(newest.before_95),
        "before_99": _iso(newest.before_99),
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
