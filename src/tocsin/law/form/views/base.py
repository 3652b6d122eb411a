"""Base: a field of the form as a line of a view, with what it rests on."""

from __future__ import annotations

from tocsin.law.form import labels
from tocsin.terms.form import Entry, Form, Line, Notice, Source
from tocsin.terms.template import Need


def head(form: Form) -> tuple[str, ...]:
    """What a view says of the form as a whole."""
    state = "complete" if form.complete else "incomplete"
    if form.notice is Notice.WITHDRAWAL:
        state = "withdrawn"
    return (
        f"{form.notice.value.capitalize()}, {state}",
        f"Case {form.case}, as of {form.made.isoformat(timespec='minutes')}",
        f"Ledger head {form.ledger_head}",
    )


NEEDED = frozenset({Need.MANDATORY, Need.SHOWN})


def needed(entry: Entry) -> bool:
    """Whether the notification is incomplete without it."""
    return entry.need in NEEDED


def beside(entry: Entry) -> str:
    """On which findings it rests, or who says it; and what must be known beside it."""
    if entry.source is Source.OPEN:
        return ""
    rests = ", ".join(f"F{rests.number}" for rests in entry.basis)
    told = f"rests on {rests}" if rests else ""
    if entry.source in (Source.PERSON, Source.RECORD):
        told = entry.source.value
    return ": ".join(part for part in (told, entry.because) if part)


def weakest(entries: tuple[Entry, ...]) -> Source:
    """The source of an answer out of several fields: open if one of them is, or still to be confirmed."""
    sources = {entry.source for entry in entries}
    for source in (Source.OPEN, Source.SUGGESTED):
        if source in sources:
            return source
    return entries[0].source if len(sources) == 1 else Source.PERSON


def words(entry: Entry, language: str) -> str:
    """What is in a field, in a language where it is a choice or a text that was composed in it."""
    told = dict(entry.told).get(language)
    return told or labels.words(entry.number, entry.value, language)


def line(asks: str, entry: Entry, language: str) -> Line:
    """One field as one line."""
    return Line(asks, words(entry, language), beside(entry), entry.source, needed(entry))
