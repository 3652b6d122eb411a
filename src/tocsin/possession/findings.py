"""Findings: the note's claims, demand and deadline as statements with basis and limit.

>>> from tocsin.terms.claim import Demand
>>> from tocsin.terms.finding import Locus
>>> [finding.says for finding in demanded(Demand(None, None), (Locus("ab" * 32),))]
['The note names no sum.', 'The note sets no deadline that could be read.']
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from tocsin.terms.claim import ClaimAnswer, Deadline, Demand, Money, Note, Status, Subject
from tocsin.terms.finding import Certainty, Finding, Locus

WORDS: dict[Status, str] = {
    Status.FOUND: "found",
    Status.NOT_FOUND: "not found",
    Status.CONTRADICTED: "contradicted",
    Status.UNTESTED: "untested",
}
"""The status of a claim as the report says it."""

CERTAINTY: dict[Status, Certainty] = {
    Status.FOUND: Certainty.ESTABLISHED,
    Status.NOT_FOUND: Certainty.PROBABLE,
    Status.CONTRADICTED: Certainty.PROBABLE,
    Status.UNTESTED: Certainty.UNRESOLVED,
}
"""That rows are there can be shown; that their holder has no others cannot."""

LIMITS: dict[Subject, str] = {
    Subject.TAKEN: "Speaks of the rows in hand; what else was taken, and by whom, they do not show.",
    Subject.RECORDS: "Counts what is in the file, not what its holder has; rows are not people.",
    Subject.KIND: "Speaks of the file in hand; its holder may have other files.",
    Subject.SOURCE: "Where the data were copied from must be shown by the company's own systems.",
    Subject.WHOLE: "The register is as of the day it was read, and is one system of the company.",
}
"""What an answer to a claim does not show, by its subject."""


def answered(
    answers: Sequence[ClaimAnswer], note: Locus, evidence: Sequence[Locus]
) -> tuple[Finding, ...]:
    """One finding a claim. `note` is the exhibit it was read from, `evidence` what answers it."""
    return tuple(
        Finding(
            says=f"Claimed: {a.claim.claimed}. {WORDS[a.status].capitalize()}: {a.found}. {a.because}".strip(),
            basis=(Locus(note.exhibit, f"line {a.claim.line}"), *evidence),
            certainty=CERTAINTY[a.status],
            limit=LIMITS[a.claim.subject],
            key=f"claims.{number}",
        )
        for number, a in enumerate(answers)
    )


def unclaimed(note: Note, basis: Sequence[Locus]) -> tuple[Finding, ...]:
    """That a note asserts nothing that could be held against the evidence; else nothing."""
    if note.claims:
        return ()
    says = "The note claims nothing of the data that could be read."
    limit = (
        f"Claims are read in English, French and Dutch; this note was read as '{note.language}'."
    )
    return (Finding(says, tuple(basis), Certainty.UNRESOLVED, limit, "claims"),)


def demanded(demand: Demand, basis: Sequence[Locus]) -> tuple[Finding, ...]:
    """The sum, the deadline with every reading of its words, and the threats."""
    findings = [
        _asked(demand.asked, demand.illegible, tuple(basis)),
        _deadline(demand.deadline, tuple(basis)),
    ]
    if demand.threats:
        findings.append(
            Finding(
                f"The note threatens: {', '.join(demand.threats)}.",
                tuple(basis),
                limit="A threat shows neither the means nor the will to carry it out.",
                key="demand.threats",
            )
        )
    return tuple(findings)


def _asked(asked: Money | None, illegible: int | None, basis: tuple[Locus, ...]) -> Finding:
    if asked is None and illegible is not None:
        says = (
            f"The note names a sum on line {illegible} that is no amount of money; it was not read."
        )
        limit = "What is asked must be read by a person."
        return Finding(says, basis, Certainty.UNRESOLVED, limit, "demand.asked")
    if asked is None:
        limit = "A sum may be named elsewhere, or in words that were not understood."
        return Finding("The note names no sum.", basis, Certainty.UNRESOLVED, limit, "demand.asked")
    return Finding(
        f"The note demands {asked.currency} {asked.amount:,}.",
        basis,
        limit="Payment is no proof of deletion, and the claimant may not be who holds the data.",
        key="demand.asked",
    )


def _deadline(deadline: Deadline | None, basis: tuple[Locus, ...]) -> Finding:
    if deadline is None:
        says = "The note sets no deadline that could be read."
        limit = "A time may be set elsewhere, or in words that were not understood."
        return Finding(says, basis, Certainty.UNRESOLVED, limit, "demand.deadline")
    first = deadline.readings[0]
    says = f"The deadline, read as early as its words allow: {first.reading}"
    says += f" ({first.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC)."
    if deadline.readings[1:]:
        others = (
            f"{r.reading} ({r.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC)"
            for r in deadline.readings[1:]
        )
        says += f" It can also be read as {'; or '.join(others)}."
    return Finding(
        says,
        tuple(Locus(place.exhibit, f"line {deadline.line}") for place in basis[:1]) + basis[1:],
        Certainty.PROBABLE if deadline.ambiguity else Certainty.ESTABLISHED,
        f"{deadline.ambiguity} A deadline that passes in silence is not safety.".strip(),
        "demand.deadline",
    )
