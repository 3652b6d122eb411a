"""Findings of authenticity: the verdict first, then each check, the silent ones too.

>>> from tocsin.authenticity import verdict
>>> first, check = of(verdict.weigh((Support("inner fields", 0.0, "no hashes"),)), (Locus("9f86d0"),))
>>> first.says
'What the leak is cannot be told: no check speaks either way.'
>>> check.says
'Inner fields: no support either way; no hashes.'
"""

from __future__ import annotations

from tocsin.authenticity.verdict import standing, words
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.verdict import Answer, Ours, Question, Support, Verdict

SAYS = {
    Answer.GENUINE: "The leak is genuine: its rows were copied from this register",
    Answer.STALE: "The leak is a true copy of this register, but of an earlier time",
    Answer.OTHER_SYSTEM: "The leak is out of another system than this register, with people in common",
    Answer.RECYCLED: "The leak is recycled: its rows are those of a leak that was known before",
    Answer.FABRICATED: "The leak is fabricated: its rows were not copied from this register",
    Answer.MIXED: "The leak is a mixture: some of its rows were copied from this register, others not, or at another time",
    Answer.CANNOT_TELL: "What the leak is cannot be told",
}

DECIDED_BY = {
    Answer.STALE: Question.CURRENT,
    Answer.OTHER_SYSTEM: Question.OWN,
    Answer.RECYCLED: Question.FRESH,
    Answer.MIXED: Question.WHOLE,
}
"""The question that gave an answer; of the others COPIED."""

CHECK_LIMIT = (
    "The chances it rests on are stated judgements, not measurements; its strength is bounded for "
    "that reason."
)

OURS_LIMIT = (
    "It rests on how many rows of a true copy are tied to their record, a stated judgement. Rows of people "
    "whom the register does not know any more, or not yet, count as others'."
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
    counted = (_ours(verdict.ours, basis),) if verdict.ours and verdict.ours.rows else ()
    return (first, *counted, *(_check(support, basis) for support in verdict.because))


def _ours(ours: Ours, basis: tuple[Locus, ...]) -> Finding:
    if not ours.tied:
        says = f"None of {ours.rows:,} rows is tied to this register; at most {ours.most:,} may be of it"
    else:
        says = (
            f"Of {ours.rows:,} rows, {ours.least:,} to {ours.most:,} are of this register, about "
            f"{ours.likely:,}; {ours.tied:,} are tied to a record and can be named"
        )
    return Finding(f"{says}.", basis, Certainty.PROBABLE, OURS_LIMIT, key="verdict.ours")


def _check(support: Support, basis: tuple[Locus, ...]) -> Finding:
    return Finding(
        f"{support.check.capitalize()}: {words(support.log10, support.question)}; {support.because}.",
        basis,
        Certainty.UNRESOLVED if support.silent else Certainty.PROBABLE,
        CHECK_LIMIT,
        key=f"verdict.{support.check.replace(' ', '_')}",
    )


def _together(verdict: Verdict) -> str:
    question = DECIDED_BY.get(verdict.answer, Question.COPIED)
    speaking = standing(verdict.because, question).speaking
    if not speaking:
        return "no check speaks either way"
    one = "1 check gives" if speaking == 1 else f"{speaking:,} checks together give"
    return f"{one} {words(verdict.support, question)} (10 to the power of {verdict.support:g})"
