"""Deadline: when the note says its time is up, in every way its words can be read.

A day without a year is the one nearest to the receipt. A zone's abbreviation is read to the letter
and as loosely used: '8 pm CET' in June is 19:00 UTC to the letter, and 18:00 UTC if the writer
meant the clock on the wall. A term ('within 72 hours') runs from the receipt of the note. The
earliest reading comes first: it is the one to plan by.

>>> from datetime import UTC, datetime
>>> from tocsin.possession.passage import sentences
>>> text = "You have until Monday 16 June, 8 pm CET."
>>> found = read(sentences(text), datetime(2014, 6, 13, 9, tzinfo=UTC))
>>> [(i.at.astimezone(UTC).isoformat(), i.reading) for i in found.readings]
... # doctest: +NORMALIZE_WHITESPACE
[('2014-06-16T18:00:00+00:00',
  'Monday 16 June 2014, 20:00 in Paris (CEST, UTC+2), which CET is often loosely written for'),
 ('2014-06-16T19:00:00+00:00', 'Monday 16 June 2014, 20:00 at UTC+1, CET to the letter')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from tocsin.possession.passage import Sentence
from tocsin.possession.times import (
    AT_HAND,
    DAY_NAMES,
    FIGURES,
    LENGTHS,
    MONTHS,
    WEEKDAYS,
    hours,
    meanings,
)
from tocsin.terms.claim import Deadline, Instant
from tocsin.terms.errors import Refused

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
DAY = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b\.?,? )?(?:\b(?:the|le|de) )?(?:"
    rf"\b(?P<d1>[0-3]?[0-9])(?:st|nd|rd|th|er|e|ste|de)? (?:of |de )?(?P<m1>{_MONTH})\b\.?"
    rf"|\b(?P<m2>{_MONTH})\b\.? (?:the )?(?P<d2>[0-3]?[0-9])(?:st|nd|rd|th)?\b)"
    r"(?:,? (?P<y>20[0-9]{2})\b)?"
    r"|\b(?P<iso>20[0-9]{2}-[01][0-9]-[0-3][0-9])(?![0-9])"
    r"|\b(?P<d3>[0-3]?[0-9])[/.](?P<m3>[01]?[0-9])[/.](?P<y3>20[0-9]{2})\b"
)
WEEKDAY = re.compile(
    r"\b(?:before|by|until|till|on|next|this|avant|jusqu'a|d'ici|ce|voor|tegen|tot|uiterlijk|op)"
    rf" (?:next |this |le |de |ce |komende |volgende )?(?P<weekday>{_WEEKDAY})\b"
)
TERM = re.compile(
    rf"\b(?P<n>[0-9]{{1,4}}|{'|'.join(FIGURES)}) ?-?(?:"
    + "|".join(f"(?P<l{i}>{words})" for i, words in enumerate(LENGTHS))
    + r")\b"
)
UNTIL = re.compile(
    r"\b(?:before|by|until|till|deadline|no later than|at the latest|you (?:just |only )?have|expires?"
    r"|starting from now|time (?:limit|left)|avant|jusqu|au plus tard|delai|vous avez|echeance|d'ici"
    r"|voor|tot|uiterlijk|deadline|je hebt|u hebt|u heeft|jullie hebben|tegen)\b"
)
TERMS = re.compile(
    r"\b(?:you (?:just |only )?have|within|deadline|starting from now|after|vous avez|sous|dans|delai"
    r"|binnen|na|u hebt|u heeft|je hebt|jullie hebben)\b"
)
CONSEQUENCE = re.compile(
    r"\b(?:publish|publi|leak|deleted|destroyed|supprime|detrui|verwijder|vernietig|post|release|sell|sale|sold|press|media|pay|contact us|payment|demand|want|eur\b|euros?\b|usd\b|btc\b|bitcoins?\b|verser"
    r"|payer|payez|versez|diffus|vend|divulg|betaal|betal|publiceer|gepubliceerd|openbaar|verko|lek|losgeld)"
)
EVENT = re.compile(
    r"\b(?:on track|decrypt\w*|recover\w*|restor\w*|operational|e-?mails?|write (?:to )?us|reply|repl(?:y|ies)|answer"
    r"|respond?|account|reimburse\w*|dechiffr\w*|repond\w*|herstel\w*|antwoord\w*)\b"
)
SILENCE = re.compile(
    r"\b(?:if you (?:do not|don't|fail to|refuse to)|si vous ne|als (?:u|je|jullie) niet)"
    r" (?:write|reply|respond|answer|e-?mail|repond\w*|antwoord\w*)(?: (?:to )?us)?"
)
"""'If you do not reply within 24 hours' sets a term: it is the claimant's act that follows, not ours."""

GRANTED = re.compile(
    r"\b(?:you (?:just |only )?have|vous avez|u hebt|u heeft|je hebt|jullie hebben) ?(?:only )?$"
)
"""'You have 72 hours' sets a term whatever else the sentence says."""

LEFT = re.compile(r" (?:before|left|until|avant|voor)\b")
BEFORE_DAY = re.compile(r"\b(?:before|avant|voor)\b")
NEAR = 45
"""Characters on either side of a day in which its hour and zone stand."""

AROUND = 160
"""Characters on either side in which the words stand that make a time a deadline."""

NO_ZONE = "The note names no time zone: each clock at hand gives another moment."
NO_HOUR = "The note names no hour: the day may be meant to begin or to end it."
LOOSE = "The zone as written and the clock its writer probably meant differ on that day."
MORNING = "The note does not say whether morning or evening is meant."
TERM_START = "The note does not say what its term runs from; it is counted from the receipt."


def read(sentences: Sequence[Sentence], received: datetime) -> Deadline | None:
    """The deadline that a note sets; None where it sets none.

    `received` has a zone (`Refused` otherwise): it gives the year, and terms run from it.
    """
    if received.tzinfo is None:
        raise Refused(
            "The time of receipt has no zone.", remedy="Write it as 2014-06-13T09:30+02:00."
        )
    terms = []
    for sentence in sentences:
        day = _day(sentence, received)
        if day is not None:
            return day
        terms.append(_term(sentence, received))
    return min(
        (term for term in terms if term is not None), key=lambda t: t.readings[0].at, default=None
    )


def _day(sentence: Sentence, received: datetime) -> Deadline | None:
    """A deadline set by a day of the calendar."""
    words = sentence.words
    for match in (*DAY.finditer(words), *WEEKDAY.finditer(words)):
        around = words[max(match.start() - AROUND, 0) : match.end() + AROUND]
        if not (UNTIL.search(around) or CONSEQUENCE.search(around)):
            continue
        day, doubt = _date(match, received)
        if day is None:
            continue
        near = f"{words[max(match.start() - NEAR, 0) : match.start()]} ; {words[match.end() : match.end() + NEAR]}"
        ahead = bool(BEFORE_DAY.search(words[max(match.start() - NEAR, 0) : match.start()]))
        return _instants(day, near, ahead, received, doubt, sentence.line(match.start()))
    return None


def _date(match: re.Match[str], received: datetime) -> tuple[date | None, str]:
    """The day that words name, and a doubt where weekday and day disagree."""
    parts = match.groupdict()
    today = received.date()
    try:
        if parts.get("iso"):
            return date.fromisoformat(parts["iso"]), ""
        if parts.get("d3"):
            return date(int(parts["y3"]), int(parts["m3"]), int(parts["d3"])), ""
        if not (parts.get("d1") or parts.get("d2")):
            ahead = (WEEKDAYS[parts["weekday"]] - today.weekday()) % 7
            return today + timedelta(days=ahead or 7), ""
        month, day = MONTHS[parts["m1"] or parts["m2"]], int(parts["d1"] or parts["d2"])
        years = [int(parts["y"])] if parts["y"] else [today.year + i for i in (-1, 0, 1)]
        found = min((date(y, month, day) for y in years), key=lambda d: abs(d - today))
    except (ValueError, OverflowError):
        return None, ""
    if parts["weekday"] and WEEKDAYS[parts["weekday"]] != found.weekday():
        named = DAY_NAMES[WEEKDAYS[parts["weekday"]]]
        return (
            found,
            f"The note says {named}, but {_said(found)} is a {DAY_NAMES[found.weekday()]}.",
        )
    return found, ""


def _instants(
    day: date, near: str, ahead: bool, received: datetime, doubt: str, line: int
) -> Deadline:
    """Every moment that a day, with the hour and zone written near it, can mean."""
    clock, ends_day = hours(near)
    zones = meanings(near)
    doubts = [doubt] if doubt else []
    if not clock:
        doubts.append(NO_HOUR)
        starts = [datetime.combine(day, time())]
        starts = starts if ahead else [datetime.combine(day, time(23, 59)), *starts]
    else:
        starts = [datetime.combine(day, time(h, m)) for h, m in clock]
        if len(starts) > 1:
            doubts.append(MORNING)
        if ends_day:
            doubts.append(NO_HOUR)
            starts.append(starts[0] + timedelta(days=1))
    if not zones:
        doubts.append(NO_ZONE)
        zones = tuple((ZoneInfo(name), "") for name in AT_HAND)
        zones += ((received.tzinfo, "the clock of the receipt"),) if received.tzinfo else ()
    readings = _distinct(
        Instant(at, _reading(at, how))
        for zone, how in zones
        for at in (start.replace(tzinfo=zone) for start in starts)
    )
    if len(zones) == 2 and len({r.at.timestamp() for r in readings}) > len(starts):
        doubts.append(LOOSE)
    return Deadline(readings, line, " ".join(doubts))


def _term(sentence: Sentence, received: datetime) -> Deadline | None:
    """A deadline set by a term that runs from the receipt."""
    words = sentence.words
    for match in TERM.finditer(words):
        around = words[max(match.start() - AROUND, 0) : match.end() + AROUND]
        lead = words[max(match.start() - NEAR, 0) : match.start()]
        set_ = TERMS.search(lead) or LEFT.match(words, match.end())
        if not (GRANTED.search(lead) or (set_ and CONSEQUENCE.search(around))):
            continue
        if EVENT.search(SILENCE.sub("", around)):
            continue
        number = FIGURES[match["n"]] if match["n"] in FIGURES else int(match["n"])
        length = number * list(LENGTHS.values())[int(str(match.lastgroup)[1:])]
        try:
            at = received + length
        except OverflowError:
            continue
        reading = f"{_length(length)} from the receipt of the note"
        return Deadline((Instant(at, reading),), sentence.line(match.start()), TERM_START)
    return None


def _distinct(instants: Iterable[Instant]) -> tuple[Instant, ...]:
    """Each moment once, the earliest first."""
    by_moment: dict[float, Instant] = {}
    for instant in instants:
        by_moment.setdefault(instant.at.timestamp(), instant)
    return tuple(by_moment[moment] for moment in sorted(by_moment))


def _length(length: timedelta) -> str:
    hours_ = int(length.total_seconds() // 3600)
    return f"{hours_} hours" if hours_ < 96 else f"{hours_ // 24} days"


def _said(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _reading(at: datetime, how: str) -> str:
    """One reading in words: day, hour, clock, and how the note's words lead to it."""
    offset = f"{at:%z}"
    hour, minute = int(offset[1:3]), offset[3:5]
    ahead = (
        f"UTC{offset[0]}{hour}{'' if minute == '00' else ':' + minute}" if int(offset) else "UTC"
    )
    zone: tzinfo | None = at.tzinfo
    if isinstance(zone, ZoneInfo) and zone.key != "UTC":
        place = zone.key.rpartition("/")[2].replace("_", " ")
        name = at.tzname() or ""
        where = f"in {place} ({name}, {ahead})" if name.isalpha() else f"in {place} ({ahead})"
    else:
        where = f"at {ahead}"
    return f"{DAY_NAMES[at.weekday()]} {_said(at)}, {at:%H:%M} {where}{', ' + how if how else ''}"
