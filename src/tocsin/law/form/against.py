"""Against: where a person's answer and the findings, or the case's record, do not say the same.

The person's answer stands: who signs decides. But the form says beside it what was found, and the
authority may ask.

>>> _differs(Sort.CHOICES, ("a",), ("a", "s")), _differs(Sort.CHOICES, ("a", "s", "u"), ("a", "s"))
(True, False)
>>> _differs(Sort.MOMENT, ("2026-11-20T16:40+01:00",), ("2026-11-20T15:40+00:00",))
False
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tocsin.law.form.known import FINDINGS, RECORD, Known, Proposals
from tocsin.law.form.template import BY_NUMBER
from tocsin.terms.facts import Risk
from tocsin.terms.form import Contradiction, Rests
from tocsin.terms.severity import Grade
from tocsin.terms.template import Sort, Value, Values
from tocsin.terms.verdict import Answer

PAYMENT, NO_RISK, NOT_TOLD = "q", "c", "d"


def contradictions(known: Known, proposed: Proposals, said: Values) -> tuple[Contradiction, ...]:
    """All of them, by the number of the field."""
    found = [*_unlike(proposed, said), *_unfounded(known, said)]
    return tuple(sorted(found, key=lambda one: one.number))


def _unlike(proposed: Proposals, said: Values) -> Iterator[Contradiction]:
    """Another answer than follows from findings; a text is in whatever words a person likes."""
    for number, value in said.items():
        field, other = BY_NUMBER[number], proposed.get(number)
        if (
            other
            and other.source in (FINDINGS, RECORD)
            and _differs(field.sort, value, other.value)
        ):
            found = field.words(other.value)
            if other.because:
                found = f"{found} ({other.because})"
            yield Contradiction(number, field.label, field.words(value), found, other.basis)


def _differs(sort: Sort, said: Value, found: Value) -> bool:
    """Whether an answer is another; of several choices, whether one that was found is left out."""
    if sort is Sort.TEXT:
        return False
    if sort is Sort.CHOICES:
        return not set(found) <= set(said)
    if sort is Sort.MOMENT:
        return datetime.fromisoformat(said[0]) != datetime.fromisoformat(found[0])
    return set(said) != set(found)


def _unfounded(known: Known, said: Values) -> Iterator[Contradiction]:
    """What the findings speak against without giving another answer."""
    looked = [kind for kind in known.established.absent if kind.kind in ("payment_card", "iban")]
    if PAYMENT in said.get(70, ()) and looked and not any(kind.found for kind in looked):
        basis = known.resting(*(f"absent.{kind.kind}" for kind in looked))
        yield _against(70, said, " ".join(one.says for one in basis) or "none was found", basis)
    if said.get(56) == ("a",) and known.established.verdict.answer is Answer.FABRICATED:
        yield _against(56, said, "the leak is made up, by the verdict", known.resting("verdict"))
    if known.severity is None or known.severity.grade is Grade.MINOR or not known.ours:
        return
    grave = f"what was found is {known.severity.level.value} by the steps of ENISA's method"
    if (said.get(89) or _risk(known)) == (NO_RISK,):
        yield _against(89, {**said, 89: (NO_RISK,)}, grave, known.resting("severity"))
    if said.get(97) == (NOT_TOLD,) and known.severity.grade is Grade.SEVERE:
        yield _against(97, said, grave, known.resting("severity"))


def _risk(known: Known) -> Value:
    """The risk as it was told as a fact of the case."""
    return (NO_RISK,) if known.facts and known.facts.risk is Risk.UNLIKELY else ()


def _against(number: int, said: Values, found: str, basis: tuple[Rests, ...]) -> Contradiction:
    field = BY_NUMBER[number]
    return Contradiction(number, field.label, field.words(said[number]), found, basis)
