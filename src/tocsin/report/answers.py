"""Answers: what the report tells of verdict, claims, scope, kinds, and demand, each part a section.

Each function takes what was established and the index of findings, and gives sheets in words.
A part that could not be put to the data says so; it never becomes a nought.
"""

from __future__ import annotations

from collections import Counter

from tocsin.report import sentences
from tocsin.report.lexicon import STATUSES, VERDICTS, country, kind
from tocsin.report.sheet import Bar, Cell, Column, Figure, Headline, Index, Section, Sheet
from tocsin.terms.claim import ClaimAnswer, Deadline, Status, Subject
from tocsin.terms.established import Asked, Established, Worth
from tocsin.terms.scope import KindAbsent, KindHeld, Scope
from tocsin.terms.verdict import Answer, Support

COUNTRIES_SHOWN = 12
"""Countries in the plot; more would not be read. The table has them all."""


def headline(established: Established, index: Index) -> Headline:
    """Say the verdict in one sentence, its strength, and its limit."""
    verdict = established.verdict
    word, sentence, tone = VERDICTS[verdict.answer]
    speaking = sum(not support.silent for support in verdict.because)
    of_checks = f"{speaking} of {sentences.count(len(verdict.because), 'check')} spoke"
    if verdict.answer is Answer.CANNOT_TELL or not speaking:
        strength = f"{of_checks}, which does not decide it."
    else:
        strength = (
            f"{sentences.capital(sentences.strength(verdict.support))} support: what the checks "
            f"saw is {sentences.odds(verdict.support)}. {of_checks}."
        )
    return Headline(word, sentence, tone, strength, verdict.limit, index.of("verdict"))


def figures(established: Established) -> tuple[Figure, ...]:
    """Choose the few figures of the first screen: people, claims, demand, deadline."""
    chosen: list[Figure] = []
    scope = established.scope
    if scope is not None:
        chosen.append(
            Figure(
                "People",
                sentences.number(scope.people),
                f"of this register, in {sentences.count(scope.rows, 'row')}",
                "scope",
            )
        )
    if established.claims:
        tally = Counter(answer.status for answer in established.claims)
        others = [
            f"{tally[status]} {STATUSES[status].word}"
            for status in STATUSES
            if status is not Status.FOUND and tally[status]
        ]
        chosen.append(
            Figure(
                "Claims found",
                f"{tally[Status.FOUND]} of {len(established.claims)}",
                ", ".join(others) or "none left open",
                "claims",
            )
        )
    chosen.extend(_asked_figures(established.asked))
    return tuple(chosen)


def _asked_figures(asked: Asked | None) -> list[Figure]:
    chosen: list[Figure] = []
    if asked is not None and asked.demand.asked is not None:
        note = f"about {_whole(asked.worth)}" if asked.worth else "no rate known for that day"
        chosen.append(Figure("Demand", sentences.money(asked.demand.asked), note, "demand"))
    deadline = asked.demand.deadline if asked else None
    if asked is not None and deadline is not None and deadline.readings:
        earliest = deadline.readings[0].at
        note = sentences.remaining(earliest, asked.now)
        if len(deadline.readings) > 1:
            note += f"; {len(deadline.readings)} readings, this is the earliest"
        words = f"{sentences.short_day(earliest)}, {earliest:%H:%M}"
        note = f"{earliest.year}, {sentences.offset(earliest)}; {note}"
        chosen.append(Figure("Deadline", words, note, "demand"))
    return chosen


def claims(established: Established, index: Index) -> Section:
    """Tell what the note claims, line by line, and what became of each."""
    rows = tuple(
        (
            Cell(
                sentences.capital(answer.claim.claimed),
                note=f"line {answer.claim.line} of the note",
            ),
            Cell(sentences.capital(answer.found), index.of(f"claims.{at}")),
            Cell(STATUSES[answer.status].word, sign=STATUSES[answer.status], note=answer.because),
        )
        for at, answer in enumerate(established.claims)
    )
    if not rows:
        return Section("claims", "What the note claims", "No claim was read from a note.")
    return Section(
        "claims",
        "What the note claims, and what was found",
        sheets=(
            Sheet(
                "Claims, in the order of the note",
                (Column("Claimed"), Column("Found"), Column("Status")),
                rows,
                legend=tuple(STATUSES.values()),
            ),
        ),
    )


def checks(supports: tuple[Support, ...], index: Index) -> Section:
    """Tell how the verdict came about, check by check."""
    rows = tuple(
        (
            Cell(sentences.capital(support.check.replace("_", " "))),
            Cell(
                sentences.signed(support.log10),
                index.of(f"verdict.{support.check.replace(' ', '_')}"),
            ),
            Cell("silent" if support.silent else sentences.strength(support.log10)),
            Cell(support.because),
        )
        for support in supports
    )
    columns = (
        Column("Check"),
        Column("Weight", numeric=True),
        Column("Support"),
        Column("Because"),
    )
    return Section(
        "checks",
        "How the verdict was reached",
        "Each check weighs what it saw: plus speaks for a genuine leak, minus against, 0 is silence. "
        "One step is a factor of ten.",
        (Sheet("Checks of authenticity", columns, rows),) if rows else (),
        () if rows else ("No check could be made.",),
    )


def scope(of: Scope | None, claimed: tuple[ClaimAnswer, ...], index: Index) -> Section:
    """Tell how much and whose, in units that must not be taken for each other."""
    if of is None:
        return Section(
            "scope", "How many, and whose", "The leak could not be held against the register."
        )
    measures = (
        ("Rows", of.rows, ("rows",), "lines of data in the leak; lines not understood are not counted"),
        ("Accounts", of.accounts, ("accounts",), "customer records that the rows belong to"),
        ("People", of.people, ("people",), "human beings behind the accounts; two accounts can be one person"),
        ("Former customers", of.former, ("former",), "of those people, the ones whose accounts are all deleted"),
        ("Rows not linked", of.unlinked, ("unlinked",), "rows that belong to no record of this register"),
        ("Ambiguous rows", of.ambiguous, ("ambiguous", "unlinked"), "of those, rows that fit two records equally well"),
    )  # fmt: skip
    units = Sheet(
        "Four units, and what lies outside them",
        (Column("Unit"), Column("Number", numeric=True), Column("What it counts")),
        tuple(
            (
                Cell(unit),
                Cell(sentences.number(many), index.of(*(f"scope.{key}" for key in keys))),
                Cell(counts),
            )
            for unit, many, keys, counts in measures
        ),
    )
    return Section(
        "scope",
        "How many, and whose",
        "Rows, accounts and people are different numbers. Letters go to people.",
        (units, *_by_country(of, claimed, index)),
        ("Countries are counted from the linked customer records, not taken from the note.",),
    )


def _by_country(of: Scope, claimed: tuple[ClaimAnswer, ...], index: Index) -> tuple[Sheet, ...]:
    if not of.by_country:
        return ()
    of_claims = _claimed_by_country(claimed)
    columns = [Column("Country"), Column("People found", numeric=True)]
    if of_claims:
        columns.append(Column("Records claimed", numeric=True))
    rows: list[tuple[Cell, ...]] = []
    for bar in bars(of, claimed):
        code = bar.country
        cells = [
            Cell(sentences.capital(country(code))),
            Cell(sentences.number(bar.found), index.of("scope.by_country")),
        ]
        if of_claims and code in of_claims:
            at, words, _ = of_claims[code]
            cells.append(Cell(words, index.of(f"claims.{at}")))
        elif of_claims:
            cells.append(Cell("not claimed"))
        rows.append(tuple(cells))
    return (Sheet("People by country", tuple(columns), tuple(rows)),)


def _claimed_by_country(claimed: tuple[ClaimAnswer, ...]) -> dict[str, tuple[int, str, int]]:
    """Index, words and number of the first claim on each country's records."""
    found: dict[str, tuple[int, str, int]] = {}
    for at, answer in enumerate(claimed):
        claim = answer.claim
        if claim.subject is Subject.RECORDS and claim.country and claim.count is not None:
            words = ("over " if claim.at_least else "") + sentences.number(claim.count)
            found.setdefault(claim.country, (at, words, claim.count))
    return found


def bars(of: Scope | None, claimed: tuple[ClaimAnswer, ...]) -> tuple[Bar, ...]:
    """Set people found beside records claimed, country by country; those only claimed come last."""
    if of is None or not of.by_country:
        return ()
    of_claims = _claimed_by_country(claimed)
    found = dict(of.by_country)
    only_claimed = {code: 0 for code in of_claims if code not in found}
    return tuple(
        Bar(code, people, of_claims[code][2] if code in of_claims else None)
        for code, people in (found | only_claimed).items()
    )


def kinds(held: tuple[KindHeld, ...], index: Index) -> Section:
    """Tell which kinds of data the leak holds, about how many people."""
    rows = tuple(
        (
            Cell(sentences.capital(kind(one.kind)), note=one.scheme or ""),
            Cell(one.category.value),
            Cell(sentences.number(one.rows), index.of(f"kinds.{one.kind}")),
            Cell(sentences.number(one.people), index.of(f"kinds.{one.kind}")),
        )
        for one in held
    )
    columns = (
        Column("Kind"),
        Column("Category"),
        Column("Rows", numeric=True),
        Column("People", numeric=True),
    )
    return Section(
        "kinds",
        "What is in it",
        "" if rows else "No kind of data was recognised.",
        (Sheet("Kinds of data held", columns, rows),) if rows else (),
    )


def absent(looked_for: tuple[KindAbsent, ...], index: Index) -> Section:
    """Tell what was looked for in vain, how well the search works, and what it cannot rule out."""
    if not looked_for:
        return Section("absent", "What was looked for in every cell", "Nothing was looked for.")
    rows = tuple(
        (
            Cell(
                sentences.capital(kind(one.kind)), note=f"in {sentences.count(one.cells, 'cell')}"
            ),
            Cell(sentences.number(one.found), index.of(f"absent.{one.kind}")),
            Cell(
                sentences.percent(one.recall) if one.planted else "not tested",
                index.of(f"absent.{one.kind}"),
                note=f"{sentences.number(one.recovered)} of {sentences.count(one.planted, 'control')}",
            ),
            Cell(sentences.number(one.at_most_rows), index.of(f"absent.{one.kind}")),
        )
        for one in looked_for
    )
    columns = (
        Column("Kind"),
        Column("Rows found", numeric=True),
        Column("Recall", numeric=True),
        Column("At most, rows", numeric=True),
    )
    return Section(
        "absent",
        "What was looked for in every cell",
        "Every cell was searched, free text included. To know how well the search works, made-up "
        "values were planted in a copy: recall is the share of them that it found again.",
        (Sheet("Kinds looked for", columns, rows),),
        (
            "“At most” is an upper bound, right in 95 cases of 100, for values written like the "
            "planted ones. It is never the word “none”.",
        ),
    )


def demand(asked: Asked | None, index: Index) -> Section:
    """Tell what is asked, what that is worth, what is threatened, and by when."""
    if asked is None:
        return Section("demand", "The demand and its deadline", "No demand was read from a note.")
    at = index.of("demand.asked")
    wanted = asked.demand
    rows = [
        ("Asked", sentences.money(wanted.asked) if wanted.asked else "no sum", at),
        ("Worth", _worth(asked.worth), at) if asked.worth else None,
        ("Threat", sentences.listed(wanted.threats), index.of("demand.threats"))
        if wanted.threats
        else None,
        ("Channels named", sentences.listed(wanted.channels), at) if wanted.channels else None,
    ]
    terms = Sheet(
        "The demand",
        (Column("Term"), Column("As read")),
        tuple(
            (Cell(row[0]), Cell(sentences.capital(row[1]), row[2]))
            for row in rows
            if row is not None
        ),
    )
    if wanted.deadline is None:
        return Section(
            "demand", "The demand and its deadline", "The note sets no deadline.", (terms,)
        )
    return Section(
        "demand",
        "The demand and its deadline",
        "Plan by the earliest reading." if len(wanted.deadline.readings) > 1 else "",
        (terms, _readings(wanted.deadline, asked, index)),
        (wanted.deadline.ambiguity,) if wanted.deadline.ambiguity else (),
    )


def _readings(deadline: Deadline, asked: Asked, index: Index) -> Sheet:
    rows = tuple(
        (
            Cell(
                sentences.when(instant.at),
                index.of("demand.deadline", "deadline"),
                note=sentences.stamp(instant.at),
            ),
            Cell(sentences.capital(instant.reading)),
            Cell(sentences.capital(sentences.remaining(instant.at, asked.now))),
        )
        for instant in deadline.readings
    )
    return Sheet(
        f"Deadline, line {deadline.line} of the note, as of {sentences.when(asked.now)}",
        (Column("Moment"), Column("Reading"), Column("State")),
        rows,
    )


def _worth(worth: Worth | None) -> str:
    return f"about {_whole(worth)} at the rate of {worth.day} ({worth.source})" if worth else ""


def _whole(worth: Worth) -> str:
    return f"{worth.currency} {round(worth.amount):,}"
