"""Telling: the order in which a report says what was established, whatever its format.

The verdict and its limits first, then the claims, scope, kinds and demand; then the findings
under them, with basis and limit; the exhibits, the register and the custody; last, what the
report is not.
"""

from __future__ import annotations

from tocsin.report import answers, canaries, evidence, exposed, hour0, rehearsed, sentences, since
from tocsin.report.sheet import Telling, index
from tocsin.terms.established import Established


def tell(established: Established) -> Telling:
    """Put all that was established into words, in the order in which it is read."""
    numbers = index(established.findings)
    lines = [f"Note received {sentences.when(established.received)}"]
    if established.asked is not None:
        lines.append(f"Told as of {sentences.when(established.asked.now)}")
    return Telling(
        case=established.name,
        lines=tuple(lines),
        headline=answers.headline(established, numbers),
        figures=answers.figures(established),
        answers=(
            *since.section(established.since),
            answers.claims(established, numbers),
            *hour0.hour0(
                established.verdict,
                established.scope.rows if established.scope else None,
                numbers,
            ),
            exposed.scope(established.scope, established.claims, numbers),
            exposed.kinds(established.kinds, numbers),
            exposed.absent(established.absent, numbers),
            answers.demand(established.asked, numbers),
            answers.checks(established.verdict.because, numbers),
            *canaries.section(established.sightings, numbers),
            *rehearsed.reliability(established.reliability),
        ),
        findings=evidence.findings(established.findings, established.exhibits),
        evidence=(
            evidence.exhibits(established),
            evidence.register(established.register),
            evidence.custody(established),
            evidence.disclaimer(),
        ),
        bars=exposed.bars(established.scope, established.claims)[: exposed.COUNTRIES_SHOWN],
        reliability=established.reliability,
    )
