"""Since: what is new since an earlier answer, told for the report, the terminal and machines.

>>> row(Changed("kinds", "iban", None, 12))
('Bank account numbers (IBAN)', 'not there', '12 people')
>>> row(Changed("verdict", "answer", "cannot-tell", "genuine"))
('Verdict', 'cannot tell', 'genuine')
"""

from __future__ import annotations

from datetime import datetime

from tocsin.report import sentences
from tocsin.report.lexicon import ROLES, VERDICTS, country, kind
from tocsin.report.plain import Json
from tocsin.report.sheet import Cell, Column, Section, Sheet
from tocsin.terms.case import Role
from tocsin.terms.changed import Changed, Delta, People, Value
from tocsin.terms.verdict import Answer

PARTS: dict[str, str] = {
    "verdict": "Verdict",
    "claims": "The note’s claims",
    "scope": "How many, and whose",
    "countries": "People by country",
    "kinds": "Kinds of data",
    "absent": "Looked for in vain: at most so many rows",
    "taken": "When it was copied",
    "passwords": "Passwords, by how they are kept: rows",
    "remarks": "What free text gives away",
    "severity": "Severity",
    "canaries": "Canaries seen",
    "demand": "The demand",
    "duties": "What the law requires",
    "exhibits": "Exhibits",
    "register": "The register",
}
"""The parts of an answer, in the order in which changes are told."""

WORDS: dict[str, str] = {
    "answer": "verdict",
    "support": "strength (log10)",
    "copied": "copied from this register (log10)",
    "fresh": "seen here first (log10)",
    "own": "of this system (log10)",
    "whole": "of one source (log10)",
    "current": "a copy of now (log10)",
    "former": "former customers",
    "unlinked": "rows not linked",
    "ambiguous": "ambiguous rows",
    "canaries": "rows that are canaries",
    "earliest": "copied at or after",
    "latest": "copied before",
    "source": "the copy that fits",
    "sum": "sum asked",
    "rows": "rows",
    "taken": "taken",
    "history": "rows of history",
}
"""A statement's key in words, where it is not."""

UNITS = {
    "kinds": ("person", "people"),
    "countries": ("person", "people"),
    "remarks": ("person", "people"),
    "absent": ("row", "rows"),
}
"""What the numbers of a part count."""

NOT_THERE = "not there"


def section(delta: Delta | None) -> tuple[Section, ...]:
    """The report's section; none where there was no earlier answer."""
    if delta is None:
        return ()
    since = f"since the answer of {sentences.when(delta.since)} (entry {delta.entry})"
    if delta.nothing:
        return (Section("since", "What is new", f"Nothing is new {since}."),)
    remarks = (
        "People are told apart by the register’s own keys. Who was told once is told again only of what is new.",
    )
    return (
        Section(
            "since",
            "What is new",
            f"This is what changed {since}. All else is as it was.",
            (*_people(delta.people), *_sheets(delta)),
            remarks,
        ),
    )


def _people(people: People | None) -> tuple[Sheet, ...]:
    if people is None:
        return ()
    rows = (
        ("Newly affected", people.new, "of whom the earlier answer had no record"),
        ("Affected before, with more", people.more, _more(people)),
        ("No longer affected", people.gone, "of whom this answer has no record"),
        ("Affected in all", people.after, f"before: {sentences.number(people.before)}"),
    )
    cells = tuple((Cell(label, note=note), Cell(sentences.number(n))) for label, n, note in rows)
    return (Sheet("People", (Column("People"), Column("Number", numeric=True)), cells),)


def _more(people: People) -> str:
    told = [f"{kind(name)} ({sentences.number(many)})" for name, many in people.kinds]
    return f"now also {sentences.listed(told)}" if told else "about whom it says more"


def _sheets(delta: Delta) -> tuple[Sheet, ...]:
    """What is said otherwise, in one table, part by part."""
    rows: list[tuple[Cell, ...]] = []
    for part, title in PARTS.items():
        for one in delta.of(part):
            what, before, now = row(one)
            rows.append((Cell(what, note=title), Cell(before), Cell(now)))
    columns = (Column("What"), Column("Before"), Column("Now"))
    return (Sheet("What is said otherwise", columns, tuple(rows)),) if rows else ()


def row(change: Changed) -> tuple[str, str, str]:
    """What it is about, and what was and is said of it."""
    return (
        sentences.capital(_what(change)),
        _said(change, change.before),
        _said(change, change.after),
    )


def _what(change: Changed) -> str:
    if change.words:
        return change.words
    match change.part:
        case "kinds" | "absent" | "remarks":
            return kind(change.key)
        case "countries":
            return country(change.key)
        case "exhibits":
            return f"exhibit {change.key[:12]}"
        case "claims" | "duties" | "canaries" | "passwords":
            return change.key
    return WORDS.get(change.key, change.key.replace("_", " "))


def _said(change: Changed, value: Value) -> str:
    """A value in words, by the part that it is of."""
    if value is None:
        return NOT_THERE
    if isinstance(value, int):
        unit = UNITS.get(change.part)
        return sentences.count(value, *unit) if unit else sentences.number(value)
    if change.part == "verdict" and change.key == "answer":
        return VERDICTS[Answer(value)][0].lower()
    if change.part == "exhibits":
        return ROLES[Role(value)]
    if change.part in ("taken", "demand", "duties", "register"):
        return _moment(value)
    return value.replace("-", " ") if change.part == "claims" else value


def _moment(value: str) -> str:
    """A moment in words; another word as it is."""
    try:
        return sentences.when(datetime.fromisoformat(value))
    except ValueError:
        return value


def plain(delta: Delta) -> dict[str, Json]:
    """For machines, as plain values."""
    people = delta.people
    return {
        "since": delta.since.isoformat(),
        "entry": delta.entry,
        "people": None
        if people is None
        else {
            "before": people.before,
            "after": people.after,
            "new": people.new,
            "gone": people.gone,
            "more": people.more,
            "more_kinds": dict(people.kinds),
        },
        "changes": [
            {
                "part": one.part,
                "key": one.key,
                "before": one.before,
                "after": one.after,
                **({"words": one.words} if one.words else {}),
            }
            for one in delta.changes
        ],
    }
