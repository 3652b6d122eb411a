"""Findings of dating: when it was copied, which rows say so, what does not fit, and from which copy.

>>> night = Period(datetime(2014, 6, 7, 0, 2, tzinfo=UTC), datetime(2014, 6, 7, 4, 40, tzinfo=UTC))
>>> told = of(Taken(night, Ground.CHANGES, 900, 1.0, (Population(night, 900, 900),)), (Locus("9f86d0"),))
>>> told[0].says
'The data were copied at or after 2014-06-07 00:02 UTC and before 2014-06-07 04:40 UTC: all 900 rows of which anything is known allow it.'
>>> of(Taken(None, Ground.NOTHING), (Locus("9f86d0"),))[0].says
'When the data were copied cannot be told.'
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.period import (
    Copied,
    Deletion,
    Ground,
    Misfit,
    Newest,
    Period,
    Population,
    Taken,
    Why,
)

ENOUGH, ENOUGH_WITHOUT = 100, 1_000
"""Rows from which copies of different days, stitched together, show themselves; and where no history tells what changed.
Judgements, by the drills of `bench/verdicts`."""

RESTS = {
    Ground.CHANGES: "It rests on when the register says that customers were opened and their data changed.",
    Ground.EXPORTS: (
        "It rests on earlier exports: between which two of them a value changed, not when. An export that left "
        "customers out would mislead it."
    ),
    Ground.CREATED: (
        "It rests only on when customers were opened, and on when records that the leak shows otherwise were last "
        "changed: a history of changes would say it more closely."
    ),
    Ground.NUMBERS: (
        "It rests only on how far customer numbers reach in earlier exports: a history of changes would say it "
        "more closely."
    ),
    Ground.OWN: "It rests only on times that stand in the leak itself, which whoever made it could have written.",
    Ground.CANARIES: "It rests only on when the canaries that are in it were made: no copy had them before.",
    Ground.NOTHING: "",
}
"""What the time rests on, and how far that carries."""

STOOD = (
    "It is when the data stood so, not when they left the company: a copy made then may have been taken from a "
    "backup or an export later."
)

SORTS = {
    Misfit.CLOCK: "{rows} by at most two hours, as where a clock, a zone or daylight saving is off",
    Misfit.FUTURE: "{rows} whose times lie after the register was taken",
    Misfit.IMPORT: "{rows} whose customers were all opened at one instant afterwards, as by an import",
    Misfit.EDITED: (
        "{rows} that show values set later or replaced earlier: edited in the leak, from another copy, or recorded "
        "at a wrong time"
    ),
    Misfit.UNLIKE: (
        "{rows} of which more differs from the customer's record than is the same: made up round somebody's address, "
        "or somebody else's; nothing was told by them"
    ),
}
"""Rows that do not fit, and what would explain it."""

WHY = {
    Why.CREATED: "its customer was opened then",
    Why.CHANGED: "it shows the {field} that was set then",
    Why.REPLACED: "it shows the {field} that was replaced then",
    Why.DELETED: "its customer was deleted then",
    Why.UPDATED: "it shows another value than the register, which was last changed then",
    Why.OWN: "it holds that time",
}

NO_TIMES = (
    "Neither the register, its history nor earlier exports say when anything was opened or changed, or no row links "
    "to them. The register's map can name columns of times ([times]) and a history."
)


def of(taken: Taken, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Say when, from which copy, and everything that limits it."""
    if taken.period is None:
        says = "When the data were copied cannot be told."
        return (Finding(says, basis, Certainty.UNRESOLVED, NO_TIMES, "taken"),)
    told = [_when(taken, taken.period, basis)]
    if taken.marked and not taken.planted:
        told += _marked(taken, taken.period, basis)
    if len(taken.populations) > 1:
        told.append(_stitched(taken, basis))
    if taken.misfits:
        told.append(_misfits(taken, basis))
    if taken.newest:
        told += _newest(taken.newest, basis)
    if taken.lacking:
        told.append(_lacking(taken, basis))
    told += _source(taken, basis)
    return tuple(told)


def moment(at: datetime) -> str:
    """Write a time in UTC, as fine as it needs.

    >>> moment(datetime(2014, 6, 7, 0, 14, tzinfo=UTC)), moment(datetime(2014, 6, 7, 0, 14, 9, 1000, tzinfo=UTC))
    ('2014-06-07 00:14 UTC', '2014-06-07 00:14:09 UTC')
    """
    utc = at.astimezone(UTC)
    return (
        utc.strftime("%Y-%m-%d %H:%M" + (":%S" if utc.second or utc.microsecond else "")) + " UTC"
    )


def span(period: Period) -> str:
    """Write a period in words.

    >>> span(Period(datetime(2014, 6, 7, tzinfo=UTC), None))
    'at or after 2014-06-07 00:00 UTC'
    """
    ends = (
        f"at or after {moment(period.after)}" if period.after else "",
        f"before {moment(period.before)}" if period.before else "",
    )
    return " and ".join(end for end in ends if end)


def _when(taken: Taken, period: Period, basis: tuple[Locus, ...]) -> Finding:
    if not taken.populations:
        says = f"The data were copied {span(period)}: canaries are in it that nobody had before."
        limit = f"{RESTS[taken.rests]} {STOOD}"
        return Finding(says, basis, Certainty.PROBABLE, limit, "taken")
    main = taken.populations[0]
    which = "Most of the data were" if len(taken.populations) > 1 else "The data were"
    allow = (
        f"all {main.rows:,} rows of which anything is known allow it"
        if main.fitting == main.rows
        else f"{main.fitting:,} of {main.rows:,} rows of which anything is known allow it"
    )
    open_side = "" if period.before else " Nothing in it says before when."
    return Finding(
        f"{which} copied {span(period)}: {allow}.{open_side}",
        (*basis, *_rows(main, basis)),
        Certainty.PROBABLE,
        " ".join(
            [
                RESTS[taken.rests],
                STOOD,
                *_clocks(taken),
                *_deleted(taken),
                *_begun(taken),
                *_few(taken),
            ]
        ),
        "taken",
    )


def _rows(main: Population, basis: tuple[Locus, ...]) -> Iterator[Locus]:
    """The rows that bound it, as places in the evidence."""
    for one in main.bindings:
        why = WHY[one.why].format(field=one.field.replace("_", " "))
        yield Locus(basis[-1].exhibit, f"row {one.row}, {moment(one.at)}: {why}")


def _clocks(taken: Taken) -> Iterator[str]:
    clocks = taken.clocks
    if clocks.assumed:
        yield (
            "Nobody said the zone of times that state none: they were read as UTC, and the period was made as wide as "
            "Europe's zones (3 h earlier, 1 h later). The map can say it ([times] zone)."
        )
    if clocks.shifted:
        yield (
            f"Creation times were put {'back' if clocks.shifted > 0 else 'forward'} by {abs(clocks.shifted)} h, "
            "because only so they agree with the changes."
        )
    odd = [
        f"{count:,} {words}"
        for count, words in (
            (clocks.future, "lie after the register was taken"),
            (clocks.unread, "could not be read"),
        )
        if count
    ]
    if odd:
        yield f"Of the register's times {' and '.join(odd)}; they were left out."


def _deleted(taken: Taken) -> Iterator[str]:
    if taken.deletion is Deletion.VANISH:
        yield "Deleted customers are not in such copies, so nobody in it was deleted before it."


def _few(taken: Taken) -> Iterator[str]:
    enough = ENOUGH if taken.rests in (Ground.CHANGES, Ground.EXPORTS) else ENOUGH_WITHOUT
    if len(taken.populations) == 1 and taken.rows < enough:
        yield "So few rows may be of more than one day: that shows only where rows contradict each other."


def _begun(taken: Taken) -> Iterator[str]:
    if taken.planted:
        yield "It begins when the canaries that are in it were made: no copy had them before."


def _marked(taken: Taken, period: Period, basis: tuple[Locus, ...]) -> Iterator[Finding]:
    """What canaries say against the period; nothing where they agree with it."""
    newest = max(one.planted_at for one in taken.marked)
    if period.before is not None and newest >= period.before:
        yield Finding(
            f"Canaries are in it that were made on {moment(newest)}, which is after that period.",
            basis,
            Certainty.UNRESOLVED,
            "They were added to older data, or of those a part is of a later copy; the period does not rest on them.",
            "taken.canaries",
        )


def _stitched(taken: Taken, basis: tuple[Locus, ...]) -> Finding:
    parts = [
        f"{_place(one)}: {span(one.period)} ({one.fitting:,} of {one.rows:,} rows)"
        for one in taken.populations
    ]
    return Finding(
        f"The leak was put together from {len(parts)} copies of different times. {'; '.join(parts)}.",
        basis,
        Certainty.PROBABLE,
        "Where one part ends and the next begins is told by rows of which anything is known; those between them may "
        "belong to either.",
        "taken.populations",
    )


def _place(one: Population) -> str:
    if one.first is None or one.last is None:
        return "Rows scattered through it"
    return f"Rows {one.first:,} to {one.last:,}"


def _misfits(taken: Taken, basis: tuple[Locus, ...]) -> Finding:
    rows = sum(one.rows for one in taken.misfits)
    sorts = [
        SORTS[one.sort].format(rows=f"{one.rows:,} {'row' if one.rows == 1 else 'rows'}")
        for one in taken.misfits
    ]
    return Finding(
        f"{rows:,} {'row does' if rows == 1 else 'rows do'} not fit: {'; '.join(sorts)}.",
        basis,
        Certainty.UNRESOLVED,
        "The explanation is one that fits; it is not proved.",
        "taken.misfits",
    )


def _newest(newest: Newest, basis: tuple[Locus, ...]) -> Iterator[Finding]:
    said = [
        f"before {moment(at)} with {sure} probability"
        for at, sure in ((newest.before_95, "95%"), (newest.before_99, "99%"))
        if at
    ]
    if said:
        yield Finding(
            f"The newest customer in the leak was opened on {moment(newest.created)}; the register opened "
            f"{newest.missing:,} more since who are not in it, though of those before it has "
            f"{newest.share:.1%}. So it was copied {' and '.join(said)}.",
            basis,
            Certainty.PROBABLE,
            "This is of chance, not of necessity: it supposes that newer customers would have been in the copy as "
            "often as those just before them.",
            "taken.newest",
        )


def _lacking(taken: Taken, basis: tuple[Locus, ...]) -> Finding:
    groups = [
        f"{one.group} ({one.held:,} of {one.customers:,}, of the others {one.others_held:,} of {one.others:,})"
        if one.others
        else f"{one.group} ({one.customers:,})"
        for one in taken.lacking
    ]
    return Finding(
        "The leak lacks customers who were there when it was copied, as if by a filter: "
        + "; ".join(groups)
        + ".",
        basis,
        Certainty.PROBABLE,
        "What they have in common may be the filter, or only go with it. A leak of a part shows the same as a part of a "
        "leak.",
        "taken.lacking",
    )


def _source(taken: Taken, basis: tuple[Locus, ...]) -> Iterator[Finding]:
    if taken.marked:
        yield _place_named(taken, basis)
        return
    if not taken.scheduled:
        return
    limit = (
        "A copy that fits was made when the data stood so. That it is where the leak came from is not shown: whoever "
        "read the register itself then saw the same."
    )
    if not taken.copies:
        wide = taken.period is not None and taken.period.width is None
        yield Finding(
            "No known copy can be held against a period that is open on one side."
            if wide
            else f"None of the {taken.scheduled:,} sorts of copies that are known was made in that period.",
            basis,
            Certainty.UNRESOLVED,
            "Copies that nobody told of are not known. " + limit,
            "taken.source",
        )
        return
    names = tuple(dict.fromkeys(one.name for one in taken.copies))
    if taken.source is None:
        yield Finding(
            f"{len(names):,} known copies fit the period, and it cannot tell them apart: {_named(names)} (the likeliest "
            "first)."
            if len(names) > 1
            else f"Only {names[0]} fits of the known copies, but so long a period would hold one of them anyway: it "
            "names none.",
            basis,
            Certainty.UNRESOLVED,
            limit,
            "taken.source",
        )
        return
    ours = [one for one in taken.copies if one.name == taken.source]
    yield Finding(
        f"Of the known copies only one fits: {_copy(ours)}."
        if len(names) == 1
        else f"Of the known copies one fits best: {_copy(ours)}.",
        basis,
        Certainty.PROBABLE,
        limit,
        "taken.source",
    )


def _place_named(taken: Taken, basis: tuple[Locus, ...]) -> Finding:
    places = " and ".join(repr(place) for place in taken.places)
    limit = (
        "Canaries name the place that rows were copied from, or one that is fed from it; not who copied them. Whoever "
        "could read them there, or where they are kept, could have put them in."
    )
    if taken.source is None:
        says = (
            f"Canaries of {len(taken.places):,} places are in it, {places}: one is fed from the other, or it was put "
            "together from both."
        )
        return Finding(says, basis, Certainty.UNRESOLVED, limit, "taken.source")
    ours = [one for one in taken.copies if one.name == taken.source]
    known = f" That is the known copy {_copy(ours)}." if ours else ""
    says = f"It was copied from {places}, whose canaries are in it.{known}"
    return Finding(says, basis, Certainty.PROBABLE, limit, "taken.source")


def _copy(ours: list[Copied]) -> str:
    one = ours[0]
    system = f" ({one.system})" if one.system else ""
    if len(ours) > 1:
        return f"{one.name}{system}, made {len(ours):,} times in it"
    how = "made at" if one.exact else "due shortly before it, if it ran late, at"
    return f"{one.name}{system}, {how} {moment(one.at)}"


def _named(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5:,} more" if len(names) > 5 else shown
