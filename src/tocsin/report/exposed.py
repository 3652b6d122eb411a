"""Exposed: what the report tells of scope and kinds: how many, whose, what is in it, what is not.

A part that could not be put to the data says so; it never becomes a nought.
"""

from __future__ import annotations

from tocsin.report import sentences
from tocsin.report.lexicon import country, kind
from tocsin.report.plain import Json
from tocsin.report.sheet import Bar, Cell, Column, Index, Section, Sheet
from tocsin.terms.claim import ClaimAnswer, Subject
from tocsin.terms.scope import KindAbsent, KindHeld, Scope

COUNTRIES_SHOWN = 12
"""Countries in the plot; more would not be read. The table has them all."""


RARE = ("Judged by a person", "Known, below 95%")
"""Units that are told only where there are any: nobody misses them."""


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
        ("Ambiguous rows", of.ambiguous, ("ambiguous", "unlinked"), "of the rows not linked, those that fit two records equally well"),
        ("Judged by a person", of.judged, ("judged",), "rows whose record a person decided, or that they have none"),
        ("Rows in doubt", of.doubtful, ("doubtful", "unlinked"), "rows whose judgement by a person would change one of these numbers"),
        ("Known, below 95%", of.known, ("known", "unlinked"), _known(of)),
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
            if many or unit not in RARE
        ),
    )
    return Section(
        "scope",
        "How many, and whose",
        "Rows, accounts and people are different numbers. Letters go to people.",
        (units, *_by_country(of, claimed, index)),
        ("Countries are counted from the linked customer records, not taken from the note.",),
    )


def _known(of: Scope) -> str:
    people = sentences.count(of.known_people, "more person", "more people")
    reach = f"; they may be about {people}" if of.known else ""
    return f"of the rows not linked, those whose e-mail address or phone number is in the register{reach}"


def _by_country(of: Scope, claimed: tuple[ClaimAnswer, ...], index: Index) -> tuple[Sheet, ...]:
    if not of.by_country:
        return ()
    of_claims, together = _claimed_by_country(claimed), _claimed_together(claimed, index)
    columns = [Column("Country"), Column("People found", numeric=True)]
    if of_claims or together:
        columns.append(Column("Records claimed", numeric=True))
    rows: list[tuple[Cell, ...]] = []
    for bar in bars(of, claimed):
        code = bar.country
        cells = [
            Cell(sentences.capital(country(code))),
            Cell(sentences.number(bar.found), index.of("scope.by_country")),
        ]
        if code in of_claims:
            at, words, _ = of_claims[code]
            cells.append(Cell(words, index.of(f"claims.{at}")))
        elif of_claims or together:
            cells.append(together.get(code, Cell("not claimed")))
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


def _claimed_together(claimed: tuple[ClaimAnswer, ...], index: Index) -> dict[str, Cell]:
    """What is said beside each country that a number is claimed of together with others."""
    return {
        code: Cell(
            f"{sentences.number(answer.claim.count)} of "
            f"{sentences.listed([country(one) for one in answer.claim.together])} together",
            index.of(f"claims.{at}"),
        )
        for at, answer in enumerate(claimed)
        if answer.claim.count is not None
        for code in answer.claim.together
    }


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
    alike = len({one.cells for one in looked_for}) == 1
    cells = sentences.number(looked_for[0].cells)
    every = f"Each of {cells} filled cells" if alike else "Every cell"
    rows = tuple(
        (
            Cell(sentences.capital(kind(one.kind)), note="" if alike else _in_cells(one)),
            Cell(sentences.number(one.found), index.of(f"absent.{one.kind}")),
            Cell(
                sentences.percent(one.recall) if one.planted else "not tested",
                index.of(f"absent.{one.kind}"),
                note=_proof(one),
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
        f"{every} was searched, free text included. "
        "To know how well the search works, made-up values were planted in a copy: recall is the share of "
        "them that it found again.",
        (Sheet("Kinds looked for", columns, rows), *_disguises(looked_for)),
        (
            "“At most” is an upper bound, right in 95 cases of 100, for values written like the "
            "planted ones. It is never the word “none”.",
        ),
    )


def _in_cells(one: KindAbsent) -> str:
    return f"in {sentences.count(one.cells, 'cell')}"


def _proof(one: KindAbsent) -> str:
    """How many controls were found again, and what recall they show."""
    told = f"{sentences.number(one.recovered)} of {sentences.count(one.planted, 'control')}"
    return f"{told}: at least {sentences.percent(one.at_least)}" if one.at_least else told


def _disguises(looked_for: tuple[KindAbsent, ...]) -> tuple[Sheet, ...]:
    """How often numbers were found again in each way of writing them, all kinds together."""
    ways: dict[str, dict[bool, tuple[int, int]]] = {}
    for way in (way for one in looked_for for way in one.disguises):
        met = ways.setdefault(way.says, {})
        again, planted = met.get(way.witnessed, (0, 0))
        met[way.witnessed] = (again + way.recovered, planted + way.planted)
    if len(ways) < 2:
        return ()
    rows = tuple(
        (
            Cell(sentences.capital(says)),
            *(Cell(_again(*met[beside]) if beside in met else "") for beside in (False, True)),
        )
        for says, met in ways.items()
    )
    columns = (
        Column("Written"),
        Column("Found again alone", numeric=True),
        Column("With a word for it beside it", numeric=True),
    )
    return (Sheet("Ways of writing that were tried", columns, rows, folded=True),)


def _again(recovered: int, planted: int) -> str:
    return f"{sentences.number(recovered)} of {sentences.number(planted)}"


def proof(one: KindAbsent) -> dict[str, Json]:
    """What machines are told of a search besides the keys of the contract.

    >>> proof(KindAbsent("iban", 9, 0, 400, 400, 1, at_least=0.991))["at_least"]
    0.991
    """
    return {
        "at_least": one.at_least,
        "by_chance": one.by_chance,
        "unread": one.unread,
        "disguises": [
            {
                "written": way.says,
                "witness": way.witnessed,
                "planted": way.planted,
                "recovered": way.recovered,
            }
            for way in one.disguises
        ],
    }
