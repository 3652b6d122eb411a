"""Findings of severity: each step with its source, how many people stand at each level, the number last.

>>> from tocsin.exposure.severity import weigh
>>> found = of(weigh([(("full_name", "email"), 9_000)]), (Locus("9f86d0"),))
>>> [finding.key for finding in found][:3], found[-1].says
... # doctest: +NORMALIZE_WHITESPACE
(['severity.data', 'severity.identifiability', 'severity.confidentiality'],
 'By ENISA’s method the severity is medium (moderate on the scale of the EDPB’s template): 1 x 1 + 1 = 2.')
"""

from __future__ import annotations

from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.severity import Severity, Step

LIMIT = (
    "It is never the only ground for anything: an authority asks for the reasons, which are the steps. With "
    "theft for money the circumstances always count 1, so that every list of named customers is at least "
    "medium. It supposes that the leak is genuine, and knows nothing of single people whom it endangers."
)
STEP_LIMIT = (
    "The method’s values are examples to compare with; which of them this comes near is a judgement. Nothing "
    "was lowered: only a person can say that data is out of date or known to everybody anyway."
)
PEOPLE_LIMIT = (
    "People are those behind linked rows; a level is told by the kinds of data that each of them lost, not by "
    "what is known of that person."
)
TEMPLATE_LIMIT = "The step from ENISA’s four levels to the template’s three is ours."


def of(severity: Severity | None, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Tell it, the steps first."""
    if severity is None:
        return ()
    return (
        *(_step(step, basis) for step in severity.because),
        *_people(severity, basis),
        Finding(
            f"By ENISA’s method the severity is {severity.level.value} ({severity.grade.value} on the "
            f"scale of the EDPB’s template): {sum_of(severity)}.",
            basis,
            Certainty.PROBABLE,
            f"{LIMIT} {TEMPLATE_LIMIT}",
            "severity",
        ),
    )


def _step(step: Step, basis: tuple[Locus, ...]) -> Finding:
    certainty = Certainty.PROBABLE if step.known else Certainty.UNRESOLVED
    says = f"{step.says} It counts {step.value:g} ({step.source})."
    return Finding(says, basis, certainty, STEP_LIMIT, f"severity.{step.name}")


def _people(severity: Severity, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    if len(severity.people) < 2:
        return ()
    told = "; ".join(f"{level.value} for {people:,}" for level, people in severity.people)
    says = f"By what each of them lost, the severity is {told} people."
    return (Finding(says, basis, Certainty.PROBABLE, PEOPLE_LIMIT, "severity.people"),)


def sum_of(severity: Severity) -> str:
    """Write how the number comes about."""
    value = {step.name: step.value for step in severity.because}
    told = sum(v for name, v in value.items() if name not in ("data", "identifiability"))
    return f"{value['data']:g} x {value['identifiability']:g} + {told:g} = {severity.score:g}"
