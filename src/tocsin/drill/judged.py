"""Judged: the answers of verdict and dating held against what a drill says is right.

>>> facts = {"verdict": "stale", "acceptable": ["cannot-tell"], "source": None, "copies": []}
>>> judged(facts, "genuine", None).answer, judged(facts, "cannot-tell", None).answer
(<Right.WRONG: 'wrong'>, <Right.OPEN: 'open'>)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from tocsin.drill.moments import NOTED
from tocsin.terms.period import Taken

HOUR = timedelta(hours=1)


class Right(Enum):
    """What has become of a question."""

    RIGHT = "right"
    OPEN = "open"
    """It was said that it cannot be told, or something that is not wrong."""

    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Judged:
    """What was answered, and whether that is right."""

    expected: str
    said: str
    answer: Right
    held: bool | None = None
    """Whether the period has the true moment in it, of several copies every one's; None: none was said."""

    hours: float | None = None
    """How long the period is, of several the longest; one without an end ends when the note comes."""

    least: float | None = None
    """How long it is for an oracle, who knows whose each row is: no shorter can be had."""

    source: Right | None = None
    """Whether the copy by plan that it came from is named; None where nothing can be said of that:
    it was none, or the copy's own values leave another one open."""


def judged(facts: Mapping[str, Any], said: str, taken: Taken | None) -> Judged:
    """Hold an answer, and a time of copying if one was found, against a drill's facts."""
    expected = str(facts["verdict"])
    open_ = said in facts["acceptable"]
    answer = Right.RIGHT if said == expected else Right.OPEN if open_ else Right.WRONG
    copies: Sequence[Mapping[str, Any]] = facts["copies"]
    if not copies:
        return Judged(expected, said, answer)
    hours, held = _periods([datetime.fromisoformat(copy["at"]) for copy in copies], taken)
    return Judged(expected, said, answer, held, hours, _least(copies), _source(facts, taken))


def _periods(at: Sequence[datetime], taken: Taken | None) -> tuple[float | None, bool | None]:
    if taken is None or taken.period is None:
        return None, None
    several = len(at) > 1 and len(taken.populations) > 1
    periods = [one.period for one in taken.populations] if several else [taken.period]
    held = all(any(period.contains(moment) for period in periods) for moment in at)
    hours = [((one.before or NOTED) - one.after) / HOUR for one in periods if one.after]
    return (max(hours) if len(hours) == len(periods) else None), held


def _least(copies: Sequence[Mapping[str, Any]]) -> float | None:
    if any(copy["after"] is None for copy in copies):
        return None
    ends = [
        (datetime.fromisoformat(c["after"]), datetime.fromisoformat(c["before"])) for c in copies
    ]
    return max((before - after) / HOUR for after, before in ends)


def _source(facts: Mapping[str, Any], taken: Taken | None) -> Right | None:
    copies = facts["copies"]
    if len(copies) != 1 or facts["source"] is None or copies[0]["planned"] != [facts["source"]]:
        return None
    named = taken.source if taken else None
    if named is None and taken and taken.copies:
        named = taken.copies[0].name
    if named is None:
        return Right.OPEN
    return Right.RIGHT if named == facts["source"] else Right.WRONG


SAID = {
    Right.RIGHT: "The verdict is right: {expected}.",
    Right.OPEN: "The verdict is {said}, which is not wrong; {expected} would be right.",
    Right.WRONG: "The verdict is wrong: {said}; {expected} is right.",
}
"""What is said of the verdict."""


def told(right: Judged | None) -> tuple[str, ...]:
    """Say what was right, in sentences.

    >>> told(Judged("genuine", "genuine", Right.RIGHT, held=True, hours=30.0, least=1.5))
    ('The verdict is right: genuine.', 'The true time of copying lies in the period of 30 hours; the data allow 90 minutes.')
    """
    if right is None:
        return ()
    said = [SAID[right.answer].format(said=right.said, expected=right.expected)]
    if right.held is not None:
        lies = "lies in" if right.held else "does not lie in"
        long = (
            f"the period of {_long(right.hours)}" if right.hours else "the period, open at one end"
        )
        least = f"; the data allow {_long(right.least)}" if right.least else ""
        said.append(f"The true time of copying {lies} {long}{least}.")
    if right.source is not None:
        said.append(SOURCES[right.source])
    return tuple(said)


def _long(hours: float) -> str:
    """Say a length of time: in hours from two on, else in minutes, and in seconds below two of these."""
    if hours >= 2:
        return f"{hours:,.0f} hours"
    return f"{hours * 60:,.0f} minutes" if hours * 60 >= 2 else f"{hours * 3600:,.0f} seconds"


SOURCES = {
    Right.RIGHT: "The copy that it came from is named.",
    Right.OPEN: "The copy that it came from is not named, though its values would allow it.",
    Right.WRONG: "Another copy is named than the one that it came from.",
}
"""What is said of the source."""
