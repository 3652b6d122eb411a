"""Telling: the order in which a report says what was established, whatever its format.

The verdict and its limits first, then the claims, whose data, which data, what they are worth, when they
were copied, how bad it is and what the law requires by when; then the demand and the findings under it all,
with basis and limit; the exhibits, the register and the custody; last, what the report is not.
"""

from __future__ import annotations

from dataclasses import replace

from tocsin.report import (
    answers,
    canaries,
    contents,
    dated,
    duties,
    evidence,
    exposed,
    figures,
    hour0,
    lost,
    passwords,
    rehearsed,
    sentences,
    severity,
    since,
)
from tocsin.report.sheet import Index, Section, Telling, index
from tocsin.terms.established import Established


def tell(established: Established) -> Telling:
    """Put all that was established into words, in the order in which it is read."""
    numbers = index(established.findings)
    lines = [f"Note received {sentences.when(established.received)}"]
    if established.asked is not None:
        lines.append(f"Told as of {sentences.when(established.asked.now)}")
    told, under = _answers(established, numbers), _evidence(established)
    return Telling(
        case=established.name,
        lines=tuple(lines),
        headline=answers.headline(established, numbers),
        figures=figures.figures(established),
        contents=contents.topics([*(one.anchor for one in (*told, *under)), "findings"]),
        answers=told,
        parts=evidence.findings(established.findings, established.exhibits),
        evidence=under,
    )


def _answers(established: Established, numbers: Index) -> tuple[Section, ...]:
    scope = established.scope
    return (
        *since.section(established.since),
        answers.claims(established, numbers),
        *hour0.hour0(established.verdict, scope.rows if scope else None, numbers),
        exposed.scope(scope, established.claims, numbers),
        exposed.kinds(established.kinds, numbers),
        *lost.section(established.lost, established.remarks, numbers),
        exposed.absent(established.absent, numbers),
        *_passwords(established, numbers),
        dated.section(established.taken, numbers),
        *canaries.section(established.sightings, numbers),
        *_severity(established, numbers),
        *_duties(established, numbers),
        answers.demand(established.asked, numbers),
        answers.checks(established.verdict.because, numbers),
        *rehearsed.reliability(established.reliability),
    )


def _evidence(established: Established) -> tuple[Section, ...]:
    return (
        evidence.exhibits(established),
        evidence.register(established.register),
        evidence.custody(established),
        evidence.disclaimer(),
    )


def _passwords(established: Established, numbers: Index) -> tuple[Section, ...]:
    """Of a leak without any there is nothing to tell."""
    of = established.passwords
    return () if of is None else (passwords.section(of, numbers),)


def _severity(established: Established, numbers: Index) -> tuple[Section, ...]:
    of = established.severity
    return () if of is None else (severity.section(of, numbers),)


def _duties(established: Established, numbers: Index) -> tuple[Section, ...]:
    owed, today = established.duties, established.today
    then = () if owed is None else (duties.section(owed, numbers),)
    if today is None:
        return then
    return (*then, replace(duties.section(today, numbers, today=True), folded=True))
