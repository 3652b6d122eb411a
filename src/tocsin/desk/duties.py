"""Duties: from what was established, recorded and said to what the law requires.

What the evidence can tell goes in as it was found; what only a person can say stays a question. That data
were taken at all is such a thing: the verdict makes it hard to deny, and does not decide it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from tocsin.law import said as saying
from tocsin.law.holding import as_if, as_read, hold
from tocsin.law.said import Said
from tocsin.terms.established import Established
from tocsin.terms.facts import Facts, Risk, Times
from tocsin.terms.law import Duties, Question
from tocsin.terms.scope import Category, KindHeld
from tocsin.terms.severity import Level, Severity

RISKS: dict[Level, Risk] = {
    Level.MEDIUM: Risk.LIKELY,
    Level.HIGH: Risk.HIGH,
    Level.VERY_HIGH: Risk.HIGH,
}
"""What a severity speaks for. A judgement of ours: neither ENISA nor the EDPB maps one to the other. A low one
speaks for nothing: that a risk is unlikely is said by a person, never by a number."""

WHILE = timedelta(days=30)
"""How long after a claim it is told at most, where that is moved to another day: a case of 2014 told anew in 2026
shall not be told as of 2038, when every source would have to be read again."""

SLOW = ("bcrypt", "scrypt", "argon2", "yescrypt", "pbkdf2")
"""Schemes made to be slow: passwords kept by others count as found."""


def owed(
    established: Established,
    times: Times,
    said: Said | None,
    severity: Severity | None,
    now: datetime,
) -> Duties:
    """What the law requires in this case; `Refused` where what was said contradicts itself."""
    found = facts(established, times, severity)
    told = saying.joined(said, found, now) if said is not None else found
    duties = hold(told, now)
    if told.risk is None or (said is not None and said.risk is not None):
        return duties
    confirm = Question(
        "risk",
        f"{told.risk_because} Is that so, and because of what?",
        tuple(one.key for one in duties.owed if one.key.startswith("eu.gdpr.3")),
    )
    return replace(duties, questions=(confirm, *duties.questions))


def facts(established: Established, times: Times, severity: Severity | None) -> Facts:
    """The facts that the evidence tells: people by country, kinds of data, and what the severity speaks for."""
    scope = established.scope
    demand = established.asked.demand.asked if established.asked else None
    risk = RISKS.get(severity.level) if severity else None
    because = ""
    if severity is not None and risk is not None:
        grade = "a high risk" if risk is Risk.HIGH else "a risk"
        because = f"The severity found ({severity.level.value}) speaks for {grade} to the people."
    return Facts(
        times=times,
        risk=risk,
        risk_because=because,
        subjects=scope.by_country if scope else (),
        kinds=tuple(kind.kind for kind in established.kinds),
        special=True if any(k.category is Category.SPECIAL for k in established.kinds) else None,
        weak_passwords=_weak(established.kinds),
        demand=demand,
    )


def if_read_last(duties: Duties) -> Duties:
    """The same facts as if the claim had come on the last day on which the law was read."""
    return if_on(duties, as_read())


def if_on(duties: Duties, day: date) -> Duties:
    """The same facts as if the claim had come on another day, told as long after as now, `WHILE` at most."""
    moved = as_if(duties.facts, day)
    passed = min(duties.now - duties.facts.times.known, WHILE)
    return hold(moved, moved.times.known + passed)


def of_file(text: str, now: datetime) -> Duties:
    """What the law requires on a file of facts (TOML)."""
    return hold(saying.read(text, now), now)


def _weak(kinds: tuple[KindHeld, ...]) -> bool | None:
    """Whether passwords in the leak are kept so that they can be found; None where there are none."""
    if any(kind.kind == "password" for kind in kinds):
        return True
    schemes = [kind.scheme for kind in kinds if kind.kind == "password_hash"]
    if not schemes:
        return None
    return not all(scheme and scheme.lower().startswith(SLOW) for scheme in schemes)
