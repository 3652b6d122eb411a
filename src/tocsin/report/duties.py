"""Duties: what the law requires by when, as a section of the report and as plain values for machines.

What is still owed stands first, then what counsel must be asked, then advice and what is not in force.
A colour repeats what symbol and word say: red, a deadline has passed; yellow, it is open or soon due.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tocsin.report import sentences
from tocsin.report.lexicon import Sign, country
from tocsin.report.plain import Json
from tocsin.report.sheet import Cell, Column, Index, Section, Sheet
from tocsin.terms.law import Authority, Deadline, Duties, Owed, Standing
from tocsin.terms.precedent import Comparison

SIGNS: dict[Standing, Sign] = {
    Standing.BINDS: Sign("●", "binds", "required on these facts", "firm"),
    Standing.OPEN: Sign("?", "open", "turns on something that nobody has said yet", "doubt"),
    Standing.FREED: Sign("○", "not required", "set aside by what was said", "quiet"),
    Standing.COUNSEL: Sign("→", "ask counsel", "the law leaves it to a judgement", "doubt"),
    Standing.ADVICE: Sign("+", "advised", "asked for by an authority, not by a law", "quiet"),
    Standing.PROPOSED: Sign("…", "not in force", "a proposal: it binds nobody", "quiet"),
}
"""How a rule stands towards the facts."""

DONE = Sign("✓", "done", "answered by a message that was sent", "calm")
PASSED = Sign("!", "passed", "its deadline lies behind and nothing was sent", "alarm")
SOON = Sign("▲", "due soon", "less than a day is left", "alarm")
UNNUMBERED = Index()
"""Where no findings are told beside the duties."""

NEAR = timedelta(hours=24)
"""Less is red: what is due tomorrow is done today. A judgement."""

NOT_ADVICE = (
    "This is no legal advice. Rules are dated data: each was read on the day given, and many rows have "
    "not been held against the official text; those say “check”."
)
OWED = (Standing.BINDS, Standing.OPEN, Standing.FREED)
ASIDE = "Advised, and not in force"
"""What binds nobody."""

COLUMNS = (
    Column("What, to whom"),
    Column("Stands", narrow=True),
    Column("By when"),
    Column("Law"),
)


def section(duties: Duties, index: Index = UNNUMBERED, *, today: bool = False) -> Section:
    """Tell what is owed; `today` where facts of another day are judged by the law as it was read last."""
    parts = (
        (
            "Required, or may be",
            sorted((one for one in duties.owed if one.standing in OWED), key=_next),
        ),
        ("For counsel", [one for one in duties.owed if one.standing is Standing.COUNSEL]),
        (
            ASIDE,
            [one for one in duties.owed if one.standing in (Standing.ADVICE, Standing.PROPOSED)],
        ),
    )
    sheets = [
        Sheet(
            caption,
            COLUMNS,
            tuple(_row(one, duties.now, index, dated=not today) for one in owed),
            _legend(owed, duties.now, dated=not today),
            folded=caption == ASIDE,
        )
        for caption, owed in parts
        if owed
    ]
    if duties.questions:
        sheets.append(_questions(duties))
    if duties.owed:
        sheets.append(_rules(duties))
    remarks = [*duties.remarks, *_footnotes(duties), *_compared(duties.compared)]
    if not today:
        remarks.append(NOT_ADVICE)
    law = f"{duties.law_of.day} {sentences.MONTHS[duties.law_of.month - 1]} {duties.law_of.year}"
    return Section(
        "duties-today" if today else "duties",
        f"If it happened on {law}" if today else "What the law requires, by when",
        _lead(duties, law),
        tuple(sheets),
        tuple(remarks),
    )


def _lead(duties: Duties, law: str) -> str:
    """The day whose law was applied, and the people concerned, country by country."""
    if not duties.owed:
        return f"No rule of the law of {law} was found to bear on it."
    said = duties.facts.subjects
    places = [f"{country(place)} {people:,}" for place, people in said]
    return f"Judged by the law of {law}." + (
        f" People: {sentences.listed(places)}." if said else ""
    )


def _next(one: Owed) -> tuple[bool, datetime]:
    """What has a deadline comes first, the next before the later; the rest in the order of the packs."""
    ends = None if one.done else one.deadline
    return ends is None, ends.strict if ends else datetime.max.replace(tzinfo=UTC)


def _row(one: Owed, now: datetime, index: Index, *, dated: bool) -> tuple[Cell, ...]:
    sign = _sign(one, now, dated=dated)
    people = f"; {sentences.count(one.people, 'person', 'people')}" if one.people else ""
    return (
        Cell(one.does, index.of(f"duties.{one.key}"), note=f"to {one.to}{people}"),
        Cell(sign.word, sign=sign),
        Cell(*_by_when(one, now, dated=dated)),
        Cell(str(one.cite), note="check" if one.check else ""),
    )


def _by_when(one: Owed, now: datetime, *, dated: bool) -> tuple[str, None, None, str]:
    """Words and small print of the cell that says by when."""
    if one.done is not None:
        return f"Done {sentences.when(one.done)}", None, None, ""
    if one.standing is Standing.FREED:
        return "Not required", None, None, one.because
    if not one.deadlines:
        return sentences.capital(one.speed), None, None, _because(one)
    first = one.deadlines[0] if one.provisional else (one.deadline or one.deadlines[0])
    notes = [_reading(ends, now, one, dated=dated) for ends in one.deadlines]
    notes.append(_because(one))
    return sentences.when(first.strict), None, None, "; ".join(note for note in notes if note)


def _reading(ends: Deadline, now: datetime, one: Owed, *, dated: bool) -> str:
    counted = "if counted" if one.provisional else "counted"
    said = f"{counted} from {ends.after.value}: {_short(ends.strict)}"
    if dated:
        said += f", {sentences.remaining(ends.strict, now)}"
    return said + (
        f"; by Regulation 1182/71 {_short(ends.latest_1182)}" if ends.latest_1182 else ""
    )


def _short(at: datetime) -> str:
    return f"{sentences.short_day(at)} {at:%H:%M}"


def _because(one: Owed) -> str:
    return one.because if one.standing is Standing.OPEN else ""


def _rules(duties: Duties) -> Sheet:
    """Each rule once more, in the law's own terms: its time, its contents, what it leaves open, its source."""
    alike: dict[str, list[Owed]] = {}
    for one in duties.owed:
        alike.setdefault(one.key.partition("@")[0], []).append(one)
    rows = tuple(
        (Cell(key), Cell(_rule(same), note=_source(same[0]))) for key, same in alike.items()
    )
    return Sheet(
        "The rules, and what they leave open",
        (Column("Key", code=True), Column("Rule")),
        rows,
        folded=True,
    )


def _rule(same: list[Owed]) -> str:
    """One rule, with the channels of all to whom it is owed."""
    one = same[0]
    parts = [f"{one.speed}."]
    if one.contents:
        parts.append(f"It says at least: {'; '.join(one.contents)}.")
    if one.undecided:
        parts.append(f"{one.undecided.rstrip('.')}.")
    parts += [f"{to.name}: {_through(to)}." for owed in same for to in owed.channels]
    return sentences.capital(" ".join(parts))


def _source(one: Owed) -> str:
    check = f"; check: {one.check}" if one.check else f"; verified: {one.cite.verified}"
    return f"{one.cite}, read {one.cite.read.isoformat()}, {one.cite.url}{check}"


def _through(authority: Authority) -> str:
    checked = "" if authority.verified else " (nobody has verified this channel)"
    note = f"; {authority.note}" if authority.note else ""
    return (
        f"{authority.channel}{checked}, in {'/'.join(authority.languages)}, {authority.site}{note}"
    )


def _sign(one: Owed, now: datetime, *, dated: bool) -> Sign:
    if one.done is not None:
        return DONE
    if dated and one.passed(now):
        return PASSED
    ends = one.deadline
    counts = dated and one.standing in (Standing.BINDS, Standing.OPEN)
    if counts and ends is not None and ends.left(now) < NEAR:
        return SOON
    return SIGNS[one.standing]


def _legend(owed: list[Owed], now: datetime, *, dated: bool) -> tuple[Sign, ...]:
    return tuple(dict.fromkeys(_sign(one, now, dated=dated) for one in owed))


def _questions(duties: Duties) -> Sheet:
    rows = tuple(
        (Cell(one.asks), Cell(one.fact), Cell(", ".join(one.turns))) for one in duties.questions
    )
    return Sheet(
        "What a person must still say",
        (
            Column("Question"),
            Column("Name in the file of facts", code=True),
            Column("Turns on it", code=True),
        ),
        rows,
    )


def _footnotes(duties: Duties) -> list[str]:
    notes = [ends.footnote for one in duties.owed for ends in one.deadlines if ends.footnote]
    return list(dict.fromkeys(notes))


def _compared(found: Comparison | None) -> list[str]:
    if found is None:
        return []
    numbers = sentences.listed([str(case.number) for case in found.alike])
    lines = [
        f"Compare with cases {numbers} of EDPB Guidelines 01/2021 ({found.judged.notified.value})."
    ]
    lines += [
        f"It differs from case {one.case.number} ({one.case.notified.value}) in that {'; and '.join(one.differs)}."
        for one in found.contrasts
    ]
    return [" ".join(lines)]


def plain(duties: Duties) -> list[Json]:
    """The contract's `duties`, each with more beside its five keys; times in ISO 8601."""
    return [_plain(one, duties.now) for one in duties.owed]


def _plain(one: Owed, now: datetime) -> Json:
    ends = one.deadline
    return {
        "key": one.key,
        "does": one.does,
        "to": one.to,
        "deadline": ends.strict.isoformat() if ends else None,
        "cite": str(one.cite),
        "standing": one.standing.value,
        "provisional": one.provisional,
        "passed": one.passed(now),
        "done": one.done.isoformat() if one.done else None,
        "speed": one.speed,
        "deadlines": [_plain_deadline(ends) for ends in one.deadlines],
        "when": one.when,
        "because": one.because,
        "law": one.law,
        "source": one.cite.url,
        "read": one.cite.read.isoformat(),
        "verified": one.cite.verified or None,
        "check": one.check or None,
        "undecided": one.undecided or None,
        "contents": list(one.contents),
        "people": one.people,
        "channels": [
            {
                "place": channel.place,
                "name": channel.name,
                "site": channel.site,
                "channel": channel.channel,
                "verified": channel.verified,
                "languages": list(channel.languages),
                "note": channel.note or None,
            }
            for channel in one.channels
        ],
    }


def _plain_deadline(ends: Deadline) -> Json:
    return {
        "counted_from": ends.after.value,
        "start": ends.start.isoformat(),
        "strict": ends.strict.isoformat(),
        "latest_1182": ends.latest_1182.isoformat() if ends.latest_1182 else None,
    }


def plain_beside(duties: Duties) -> dict[str, Json]:
    """What stands beside them: the day whose law was applied, the questions, who notifies whom, the cases."""
    found = duties.compared
    return {
        "law_of": duties.law_of.isoformat(),
        "now": duties.now.isoformat(),
        "people": dict[str, Json](duties.facts.subjects),
        "questions": [
            {"fact": one.fact, "asks": one.asks, "turns": list(one.turns)}
            for one in duties.questions
        ],
        "remarks": list(duties.remarks),
        "compare": None
        if found is None
        else {
            "notified": found.judged.notified.value,
            "decisive": found.judged.decisive,
            "alike": [case.number for case in found.alike],
            "differs": {str(one.case.number): list(one.differs) for one in found.contrasts},
        },
    }
