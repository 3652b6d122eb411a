"""Holding: every rule in force held against the facts, and what each requires, leaves open, or lets go.

>>> from datetime import UTC
>>> from tocsin.terms.facts import Company, Risk, Times
>>> noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
>>> facts = Facts(Times(noon), risk=Risk.HIGH, companies=(Company("Quatre Vents SA", "FR"),))
>>> found = hold(facts, noon)
>>> first = found.owed[0]
>>> first.key, first.to, first.standing.value, first.provisional
('eu.gdpr.33.1', 'CNIL', 'open', True)
>>> first.because
'nobody has said yet whether personal data were in fact compromised'
>>> found.questions[0].asks
'When was the company aware of a breach, who decided that, and because of what? Or were no data taken \
(compromised = false)?'
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, tzinfo

from tocsin.law.clocks import running
from tocsin.law.compare import compare, features
from tocsin.law.competence import Addressed, addressed
from tocsin.law.conditions import breach
from tocsin.law.packs import PACKS
from tocsin.law.places import zone
from tocsin.law.questions import ASKS
from tocsin.terms.facts import Event, Facts, Given
from tocsin.terms.law import STALE, Duties, Duty, Owed, Pack, Question, Standing


def hold(facts: Facts, now: datetime, packs: tuple[Pack, ...] = PACKS) -> Duties:
    """Everything that these packs require on these facts, in the packs' order, and what must still be said."""
    wall = _wall(facts)
    day = facts.times.known.astimezone(wall).date()
    to = addressed(facts)
    owed: list[Owed] = []
    waiting: dict[str, list[str]] = {}
    for pack in packs:
        if pack.concerns.holds(facts) is False:
            continue
        for duty in pack.duties:
            if not duty.in_force(day):
                continue
            found = _held(pack, duty, facts, now, wall, to)
            owed += found if _told(duty, facts) else []
            for fact in _asked(duty, facts, found, settled=to.settled):
                waiting.setdefault(fact, []).extend(one.key for one in found)
    questions = tuple(
        Question(fact, ASKS[fact], tuple(waiting[fact])) for fact in ASKS if fact in waiting
    )
    supervised = any(one.key.startswith("eu.gdpr.33.1") for one in owed)
    return Duties(
        facts,
        now,
        day,
        tuple(owed),
        questions,
        to.remarks if supervised else (),
        compare(features(facts)) if supervised and facts.kinds else None,
    )


def as_if(facts: Facts, day: date) -> Facts:
    """The same facts as if the claim had come on another day, at the same hours: by that day's law.

    >>> from datetime import UTC
    >>> from tocsin.terms.facts import Times
    >>> then = Facts(Times(datetime(2014, 6, 10, 9, 12, tzinfo=UTC)))
    >>> as_if(then, date(2026, 11, 23)).times.claim_received.isoformat()
    '2026-11-23T09:12:00+00:00'
    """
    times = facts.times
    wall = _wall(facts)
    days = day - times.claim_received.astimezone(wall).date()

    def moved(at: datetime) -> datetime:
        return (at.astimezone(wall) + days).astimezone(at.tzinfo)

    def perhaps(at: datetime | None) -> datetime | None:
        return None if at is None else moved(at)

    aware = times.aware
    return replace(
        facts,
        times=replace(
            times,
            claim_received=moved(times.claim_received),
            investigation_opened=perhaps(times.investigation_opened),
            aware=replace(aware, at=moved(aware.at)) if aware else None,
            classified=perhaps(times.classified),
            began=perhaps(times.began),
        ),
        given=tuple(Given(one.duty, moved(one.at), one.to) for one in facts.given),
    )


def as_read() -> date:
    """The last day on which any rule was read: 'today' for a drill whose answer may not change overnight."""
    return max(duty.cite.read for pack in PACKS for duty in pack.duties)


def _wall(facts: Facts) -> tzinfo:
    """The clock by which deadlines are told: of the first company, or else of most of the people."""
    if facts.companies:
        return zone(facts.companies[0].country)
    if facts.subjects:
        return zone(facts.subjects[0][0])
    return facts.times.claim_received.tzinfo or zone("")


def _held(
    pack: Pack, duty: Duty, facts: Facts, now: datetime, wall: tzinfo, to: Addressed
) -> list[Owed]:
    concerns, when = pack.concerns.holds(facts), duty.when.holds(facts)
    if when is False:
        return []
    standing, because = _standing(duty, facts, known=concerns is True and when is True)
    deadlines, provisional = running(duty.clocks, facts, wall)
    free = standing is Standing.FREED
    base = Owed(
        key=duty.key,
        law=pack.title,
        does=duty.does,
        to=duty.to,
        cite=duty.cite,
        standing=standing,
        when=duty.when.says,
        because=because,
        speed=duty.speed,
        deadlines=() if free else deadlines,
        provisional=provisional and not free,
        people=_people(duty, facts),
        contents=duty.contents,
        undecided=duty.undecided,
        check=_check(duty, now.date()),
    )
    if not duty.supervisory or not to.recipients:
        return [_answered(base, facts)]
    many = len(to.recipients) > 1
    return [
        _answered(
            replace(
                base,
                key=f"{duty.key}@{one.authority.place}" if many else duty.key,
                to=one.authority.name,
                people=one.people or None,
                channels=(one.authority,),
            ),
            facts,
        )
        for one in to.recipients
    ]


def _told(duty: Duty, facts: Facts) -> bool:
    """Whether it is worth a line: advice is not, while nobody has said that it concerns the company."""
    unsaid = duty.when.unknown(facts)
    return duty.by not in (Standing.ADVICE, Standing.PROPOSED) or all(
        part is breach for part in unsaid
    )


def _standing(duty: Duty, facts: Facts, *, known: bool) -> tuple[Standing, str]:
    """How the rule stands, and what of the facts makes it so.

    Exceptions are the controller's to show (GDPR, Art. 5(2)): what nobody has said does not free.
    """
    for condition, words in duty.freed:
        if condition.holds(facts) is True:
            return Standing.FREED, words
    if known:
        return duty.by, duty.when.says
    unsaid = " and whether ".join(part.says for part in duty.when.unknown(facts))
    because = f"nobody has said yet whether {unsaid}"
    return (Standing.OPEN if duty.by is Standing.BINDS else duty.by), because


def _asked(duty: Duty, facts: Facts, owed: list[Owed], *, settled: bool) -> list[str]:
    """The facts that a person must still say, or may, before the rule is settled."""
    if all(one.standing is Standing.FREED or one.done is not None for one in owed):
        return []
    open_ = [*duty.when.unknown(facts)]
    open_ += [condition for condition, _ in duty.freed if condition.holds(facts) is None]
    asked = [fact for condition in open_ for fact in condition.asks]
    if any(clock.after is Event.AWARE for clock in duty.clocks) and not facts.times.aware:
        asked.append("times.aware")
    if duty.supervisory and not settled:
        asked.append("companies")
    if "key_taken" in asked and not facts.unintelligible:
        asked.remove("key_taken")
    return list(dict.fromkeys(asked))


def _people(duty: Duty, facts: Facts) -> int | None:
    if not facts.subjects or not (duty.counted or duty.places):
        return None
    return facts.people_in(*duty.places) if duty.places else facts.people


def _answered(owed: Owed, facts: Facts) -> Owed:
    """With the time of the message that answers it, where one was given: by its key, or that of its rule."""
    for one in facts.given:
        alike = one.duty == owed.key or (
            one.duty == owed.key.partition("@")[0] and one.to in ("", owed.to)
        )
        if alike:
            return replace(owed, done=one.at)
    return owed


def _check(duty: Duty, on: date) -> str:
    """Why the source must be read again before the row is relied on."""
    cite = duty.cite
    said = []
    if not cite.verified:
        said.append("nobody has held this row against the official text")
    if cite.stale(on):
        said.append(f"last read on {cite.read.isoformat()}, more than {STALE.days} days ago")
    return "; ".join(said)
