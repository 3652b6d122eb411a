"""Severity: what the report tells of it: each step in a sentence with its source, the number last."""

from __future__ import annotations

from tocsin.report import sentences
from tocsin.report.plain import Json
from tocsin.report.sheet import Cell, Column, Index, Section, Sheet
from tocsin.terms.severity import Severity, Step

TITLE = "How bad it may be for the people"
STEPS: dict[str, str] = {
    "data": "Kind of data",
    "identifiability": "Telling whose it is",
    "confidentiality": "Confidentiality",
    "integrity": "Integrity",
    "availability": "Availability",
    "intent": "Intent",
}
NEVER_ALONE = (
    "This is never the only ground for anything. Whether people must be told is decided on the reasons above, by "
    "a person."
)


def section(severity: Severity | None, index: Index) -> Section:
    """Tell the steps, whom they concern, what is still to be asked, and the number last."""
    if severity is None:
        return Section("severity", TITLE, "Nothing is known to be lost that could be judged.")
    rows = tuple(_step(step, index) for step in severity.because)
    total = (
        Cell("Severity, by ENISA’s method", index.of("severity")),
        Cell(
            f"{sentences.capital(severity.level.value)}: {severity.grade.value} on the EDPB’s scale."
        ),
        Cell(f"{severity.score:g}"),
    )
    columns = (Column("Step"), Column("Because"), Column("Counts", numeric=True))
    return Section(
        "severity",
        TITLE,
        "Kind of data times how easily its person is told, plus the circumstances. The reasons matter more than "
        "the number.",
        (
            Sheet("Steps of the method, the sum last", columns, (*rows, total)),
            *_people(severity, index),
            *_open(severity),
        ),
        (*severity.flags, NEVER_ALONE),
    )


def _step(step: Step, index: Index) -> tuple[Cell, ...]:
    return (
        Cell(STEPS.get(step.name, step.name), index.of(f"severity.{step.name}")),
        Cell(step.says, note=step.source),
        Cell(f"{step.value:g}", note="" if step.known else "not known"),
    )


def _people(severity: Severity, index: Index) -> tuple[Sheet, ...]:
    if len(severity.people) < 2:
        return ()
    rows = tuple(
        (
            Cell(sentences.capital(level.value)),
            Cell(sentences.number(people), index.of("severity.people", "severity")),
        )
        for level, people in severity.people
    )
    return (
        Sheet(
            "People, by what each of them lost",
            (Column("Level"), Column("People", numeric=True)),
            rows,
        ),
    )


def _open(severity: Severity) -> tuple[Sheet, ...]:
    if not severity.open:
        return ()
    rows = tuple((Cell(question),) for question in severity.open)
    return (Sheet("What a person may know that would change it", (Column("Question"),), rows),)


def plain(severity: Severity | None) -> Json:
    """For machines: the contract's `level`, `score` and `because`, and some more.

    >>> from tocsin.terms.severity import Level
    >>> step = Step("data", 1.0, "Simple data.", "ENISA 2013")
    >>> told = plain(Severity(Level.MEDIUM, 2.0, (step,)))
    >>> told["level"], told["score"], told["because"][0]["says"], told["grade"]
    ('medium', 2.0, 'Simple data.', 'moderate')
    """
    if severity is None:
        return None
    return {
        "level": severity.level.value,
        "score": severity.score,
        "because": [
            {
                "step": step.name,
                "says": step.says,
                "value": step.value,
                "source": step.source,
                "known": step.known,
            }
            for step in severity.because
        ],
        "grade": severity.grade.value,
        "flags": list(severity.flags),
        "open": list(severity.open),
        "people": {level.value: people for level, people in severity.people},
    }
