"""Findings of authenticity: the verdict first, then each check, the silent ones too.

>>> from tocsin.authenticity import verdict
>>> first, check = of(verdict.weigh((Support("inner fields", 0.0, "no hashes"),)), (Locus("9f86d0"),))
>>> first.says
'Whether the leak is genuine cannot be told: no check speaks either way.'
>>> check.says
'Inner fields: no support either way; no hashes.'
"""

from __future__ import annotations

from tocsin.authenticity.verdict import words
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.verdict import Answer, Support, Verdict

SAYS = {
    Answer.GENUINE: "The leak is genuine: its rows were copied from this register",
    Answer.FABRICATED: "The leak is fabricated: its rows were not copied from this register",
    Answer.CANNOT_TELL: "Whether the leak is genuine cannot be told",
}

CHECK_LIMIT = (
    "The chances it rests on are stated judgements, not measurements; its strength is bounded for "
    "that reason."
)


def of(verdict: Verdict, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Tell the verdict and what each check said of it. An evaluation is never more than probable."""
    unresolved = verdict.answer is Answer.CANNOT_TELL
    first = Finding(
        f"{SAYS[verdict.answer]}: {_together(verdict)}.",
        basis,
        Certainty.UNRESOLVED if unresolved else Certainty.PROBABLE,
        verdict.limit,
        key="verdict",
    )
    return (first, *(_check(support, basis) for support in verdict.because))


def _check(support: Support, basis: tuple[Locus, ...]) -> Finding:
    return Finding(
        f"{support.check.capitalize()}: {words(support.log10)}; {support.because}.",
        basis,
        Certainty.UNRESOLVED if support.silent else Certainty.PROBABLE,
        CHECK_LIMIT,
        key=f"verdict.{support.check.replace(' ', '_')}",
    )


def _together(verdict: Verdict) -> str:
    speaking = sum(not support.silent for support in verdict.because)
    if not speaking:
        return "no check speaks either way"
    one = "1 check gives" if speaking == 1 else f"{speaking:,} checks together give"
    return f"{one} {words(verdict.support)} (10 to the power of {verdict.support:g})"
