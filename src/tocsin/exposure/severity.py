"""Severity: how bad a breach may be for each person it is about, by ENISA's method, sentences first.

Severity = kind of data x identifiability + circumstances. Where it is known what each person lost, each
combination of kinds is judged by itself, and the worst one decides. Whoever asks for money means harm, and
may hand the data to anybody: so with extortion the circumstances are always 1, and every list of named
customers is at least medium. The number tells little; the reasons do.

Source: ENISA, Recommendations for a methodology of the assessment of severity of personal data breaches,
working document 1.0, December 2013 (https://www.enisa.europa.eu/publications/dbn-severity).

>>> customers = ("full_name", "postal_address", "email")
>>> [weigh([(kinds, 9)]).score for kinds in (customers, ("email",), (*customers, "preference"))]
[2.0, 1.5, 3.0]
>>> weigh([((*customers, "password_hash"), 9)], Circumstances(opens="payment_card")).level
<Level.VERY_HIGH: 'very high'>
>>> [level.value for level in map(band, (1.99, 2.0, 3.0, 4.0))]
['low', 'medium', 'high', 'very high']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from tocsin.exposure.held import CATEGORIES
from tocsin.exposure.severity_classes import MOST, identifiability, named, of_kind, worst
from tocsin.terms.scope import Category, KindHeld, Lost
from tocsin.terms.severity import Circumstances, Level, Severity, Step

ENISA = "ENISA 2013"

BANDS: tuple[tuple[float, Level], ...] = (
    (2.0, Level.LOW),
    (3.0, Level.MEDIUM),
    (4.0, Level.HIGH),
)
"""Below which number a level ends; from the last on it is very high. As published; only the first was read in
the method's own words."""

MANY = 100
"""People from which on the method wants it said that there are many."""

UNKNOWN_MANY = 0.5
"""Confidentiality lost to recipients of unknown number. To known recipients it would be 0.25."""

HARM = 0.5
"""Malicious intent."""

HALF = 0.5
"""Integrity or availability lost, with no certainty that it can be made good."""

Group = tuple[Collection[str], int]
"""Kinds of data (and sorts of remarks) that some people lost, and how many people."""


def of_held(held: Iterable[KindHeld]) -> tuple[Group, ...]:
    """One group of all kinds together, where it is not known what each person lost."""
    kinds = tuple(held)
    if not kinds:
        return ()
    return ((tuple(kind.kind for kind in kinds), max(kind.people for kind in kinds)),)


def of_lost(lost: Lost) -> tuple[Group, ...]:
    """The groups of what each person lost; rare combinations are told by the kinds that they have left over.

    Of these it is known how many people have a kind, and not which kinds together: the worse kinds are given out
    first, each to as many as have it at most.

    >>> from tocsin.terms.scope import Combination
    >>> some = Lost(12, (("email", 12), ("phone", 10), ("health", 1)), (Combination(("email", "phone"), 9),), 3, 2)
    >>> of_lost(some)
    ((('email', 'phone'), 9), (('email', 'health'), 1), (('email', 'phone'), 1), (('email',), 1))
    """
    told: list[Group] = [(one.kinds, one.people) for one in lost.combinations]
    over = {
        kind: people - sum(many for kinds, many in told if kind in kinds)
        for kind, people in lost.kinds
    }
    usual = tuple(kind for kind, people in over.items() if people == lost.others)
    rest = lost.others
    for kind in sorted(over, key=lambda kind: -of_kind(kind).value):
        many = min(over[kind], rest)
        if many > 0 and kind not in usual:
            told.append(((*usual, kind), many))
            rest -= many
    if rest > 0:
        told.append((usual, rest))
    return tuple(told)


def of(
    lost: Lost | None, held: Iterable[KindHeld], circumstances: Circumstances | None = None
) -> Severity | None:
    """Judge what each person lost; where that is not known, all kinds held as if one person lost them all."""
    return weigh(of_lost(lost) if lost else of_held(held), circumstances)


def weigh(groups: Sequence[Group], circumstances: Circumstances | None = None) -> Severity | None:
    """Judge each group, and tell the worst one step by step; None where nothing is known to be lost."""
    known = [(kinds, people) for kinds, people in groups if kinds]
    if not known:
        return None
    how = circumstances or Circumstances()
    scored = [(_score(kinds, how), kinds, people) for kinds, people in known]
    score, kinds, _ = max(scored, key=lambda one: (one[0], one[2]))
    counted: Counter[Level] = Counter()
    for value, _, many in scored:
        counted[band(value)] += many
    return Severity(
        level=band(score),
        score=score,
        because=(
            _data(kinds, how),
            _identified(kinds),
            *_circumstances(how),
        ),
        flags=tuple(_flags(sum(many for _, _, many in scored), how)),
        open=tuple(_open(kinds, how)),
        people=tuple((level, counted[level]) for level in reversed(Level) if counted[level]),
    )


def band(score: float) -> Level:
    """The level of a number."""
    return next((level for below, level in BANDS if score < below), Level.VERY_HIGH)


def _score(kinds: Collection[str], how: Circumstances) -> float:
    steps = _circumstances(how)
    return _data(kinds, how).value * identifiability(kinds) + sum(step.value for step in steps)


def _credentials(kinds: Collection[str]) -> bool:
    return any(
        CATEGORIES.get(kind) is Category.CREDENTIAL and kind != "user_name" for kind in kinds
    )


def _data(kinds: Collection[str], how: Circumstances) -> Step:
    """What kind of data: the worst, and of a password what it opens."""
    opened = of_kind(how.opens) if how.opens and _credentials(kinds) else None
    what, found = worst(kinds)
    source = f"{ENISA}, data processing context"
    if opened and opened.value > found.value:
        says = f"A password counts as what it opens: {named(how.opens or '')}, {opened.says}."
        return Step("data", float(opened.value), says, source)
    return Step("data", float(found.value), f"The worst of it: {what}, {found.says}.", source)


SAID: dict[float, str] = {
    0.25: "hardly: without other lists a reader does not know who is meant",
    0.5: "in part: a name or an e-mail address alone may be of several people, or of nobody known",
    0.75: "down to a household or a few people: by a telephone number or an address alone",
    1.0: "with certainty: by a name with an address, a number or a birthday, or a number that a state gave",
}
"""How each value of identifiability is said."""


def _identified(kinds: Collection[str]) -> Step:
    value = identifiability(kinds)
    return Step(
        "identifiability",
        value,
        f"Whose data it is can be told {SAID[value]}.",
        f"{ENISA}, ease of identification",
    )


def _circumstances(how: Circumstances) -> tuple[Step, ...]:
    source = f"{ENISA}, circumstances of breach"
    intent = (
        "Whoever copied it means harm: money is asked for silence."
        if how.malicious
        else "No harm was meant, as a person says."
    )
    return (
        Step(
            "confidentiality",
            UNKNOWN_MANY,
            "It is in the hands of somebody unknown, who may pass it to any number of people.",
            source,
        ),
        _suffered("integrity", how.altered, "altered", source),
        _suffered("availability", how.lost, "lost to the company", source),
        Step("intent", HARM if how.malicious else 0.0, intent, source),
    )


def _suffered(name: str, suffered: bool | None, what: str, source: str) -> Step:
    if suffered is None:
        says = f"Whether data was {what} cannot be told by a copy of it; taken as not so."
        return Step(name, 0.0, says, source, known=False)
    says = (
        f"Data was {what}, as a person says."
        if suffered
        else f"No data was {what}, as a person says."
    )
    return Step(name, HALF if suffered else 0.0, says, source)


def _flags(people: int, how: Circumstances) -> Iterable[str]:
    if people > MANY:
        yield f"It is about more than {MANY} people."
    if how.unreadable:
        yield "The data was made unreadable, as a person says: the number does not take that into account."


def _open(kinds: Collection[str], how: Circumstances) -> Iterable[str]:
    """What a person may know that would change it."""
    if _credentials(kinds) and how.opens is None:
        yield (
            "What does an account open? A password is as bad as that: with a stored means of payment the "
            "kind of data counts 3."
        )
    if how.altered is None:
        yield "Was data in the company's systems altered, or can that be excluded?"
    if how.lost is None:
        yield "Can the company still use all of its data?"
    if identifiability(kinds) == MOST:
        yield "Are there people among them whom it endangers: in hiding, threatened, minors? For them it counts 4."
    yield "Is any of it out of date, or known to everybody anyway? A person may lower its value for that."


__all__ = ["Circumstances", "Group", "band", "of", "of_held", "of_lost", "weigh"]
