"""Findings of law: what is required by when, in sentences, each with what it rests on and does not show.

>>> from datetime import UTC, datetime
>>> from tocsin.law.holding import hold
>>> from tocsin.terms.facts import Awareness, Company, Facts, Risk, Times
>>> noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
>>> times = Times(noon, aware=Awareness(noon, "DPO", "rows matched"))
>>> facts = Facts(times, risk=Risk.HIGH, companies=(Company("Quatre Vents SA", "FR"),))
>>> first = of(hold(facts, noon), (Locus("9f86d0"),))[0]
>>> first.says
'Notify the breach to the supervisory authority, to CNIL: by 2026-03-05 13:00 +01:00 (GDPR, Art. 33(1)).'
>>> first.key, first.certainty.value
('duties.eu.gdpr.33.1', 'probable')
"""

from __future__ import annotations

from datetime import datetime

from tocsin.law.cases import UNVERIFIED
from tocsin.law.compare import say
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.law import Duties, Owed, Standing

ADVICE = "No legal advice: whether the rule applies is for counsel."
CERTAINTIES = {Standing.BINDS: Certainty.PROBABLE, Standing.FREED: Certainty.PROBABLE}
"""Never 'established': a rule applied to facts is a reading. All else is unresolved."""


def of(duties: Duties, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Every duty as a finding; then how the breach compares with the published cases."""
    return (*(_owed(one, basis) for one in duties.owed), *_compared(duties, basis))


def _owed(one: Owed, basis: tuple[Locus, ...]) -> Finding:
    limits = [
        ADVICE,
        f"Because: {one.because}.",
        one.undecided,
        f"Check it: {one.check}." if one.check else "",
    ]
    return Finding(
        _says(one),
        basis,
        CERTAINTIES.get(one.standing, Certainty.UNRESOLVED),
        " ".join(part for part in limits if part),
        f"duties.{one.key}",
    )


def _says(one: Owed) -> str:
    what = f"{one.does}, to {one.to}"
    if one.standing is Standing.FREED:
        return f"{what}: not required ({one.cite})."
    if one.standing is not Standing.BINDS:
        what = f"{one.standing.value.capitalize()}: {what[0].lower()}{what[1:]}"
    ends = one.deadline
    if one.done is not None:
        return f"{what}: done on {_when(one.done)} ({one.cite})."
    if ends is None:
        return f"{what}: {one.speed} ({one.cite})."
    since = f", if counted from: {ends.after.value}" if one.provisional else ""
    return f"{what}: by {_when(ends.strict)}{since} ({one.cite})."


def _when(at: datetime) -> str:
    zone = at.strftime("%z")
    return f"{at:%Y-%m-%d %H:%M} {zone[:3]}:{zone[3:5]}"


def _compared(duties: Duties, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    found = duties.compared
    if found is None:
        return ()
    limit = (
        f"Cases are examples, not rules; {UNVERIFIED}. By their measure what decides here is that "
        f"{found.judged.decisive}; who decides it is the controller."
    )
    return (Finding(" ".join(say(found)), basis, Certainty.UNRESOLVED, limit, "duties.compared"),)
