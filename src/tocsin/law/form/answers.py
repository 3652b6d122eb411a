"""Answers: what a person wrote in a file of answers, read into the fields of the template.

A field is named by its key or its number; a choice by its letter; several by a list; an empty text takes
an answer back. What is no field, or no answer to it, is refused, with the field's name and no value.

>>> said({"organisation": "Quatre Vents", "impact": ["j", "a"], "people_number": 12, "established_in_eea": True})
Said(eea=True)
>>> _.values
{12: ('Quatre Vents',), 68: ('12',), 85: ('a', 'j')}
>>> said({"severity": "z"})
Traceback (most recent call last):
    ...
tocsin.terms.errors.Refused: 'severity' has no such answer. Choose by letter: a, b, c, d.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches

from tocsin.law.form.filled import EEA_KEY
from tocsin.law.form.template import BY_KEY, BY_NUMBER
from tocsin.law.places import EEA
from tocsin.terms.errors import Refused
from tocsin.terms.form import Said
from tocsin.terms.moment import moment
from tocsin.terms.template import Field, Sort, Value

LONGEST = 20_000
"""Characters of an answer: a longer one is a document, to be attached."""

MOST = 10**10
"""A number beyond that counts neither people nor records."""

NOT_ANSWERED = frozenset({3, 4, 5, 48})
"""Fields that follow from what is recorded otherwise."""


def said(untrusted: Mapping[str, object]) -> Said:
    """The answers; `Refused` for the first that is none."""
    told: dict[int, Value] = {}
    eea = None
    for key, answer in untrusted.items():
        if key == EEA_KEY:
            eea = _yes(key, answer)
            continue
        field = _field(key)
        told[field.number] = () if answer in ("", []) else READ[field.sort](field, answer)
    return Said(tuple(sorted(told.items())), eea)


def _field(key: str) -> Field:
    field = BY_NUMBER.get(int(key)) if key.isascii() and key.isdigit() else BY_KEY.get(key)
    if field is None:
        near = get_close_matches(key, [*BY_KEY, EEA_KEY], 1)
        raise Refused(
            f"The template has no field {key!r}.",
            remedy=f"Did you mean {near[0]!r}?"
            if near
            else "tocsin form CASE --format toml names all.",
        )
    if field.number in NOT_ANSWERED:
        raise Refused(
            f"{field.key!r} follows from what is recorded in the case.",
            remedy="Record awareness with tocsin aware; withdraw with tocsin form CASE --withdraw TEXT.",
        )
    return field


def _yes(key: str, answer: object) -> bool:
    if isinstance(answer, bool):
        return answer
    raise Refused(f"{key!r} is true or false.", remedy="Write it without quotation marks.")


def _text(field: Field, answer: object) -> Value:
    if not isinstance(answer, str):
        raise _none(field, "Write a text in quotation marks.")
    if len(answer) > LONGEST:
        raise _none(field, f"It has more than {LONGEST:,} characters: attach it instead.")
    return (answer.strip(),) if answer.strip() else ()


def _choice(field: Field, answer: object) -> Value:
    chosen = _choices(field, answer)
    if len(chosen) != 1:
        raise _none(field, "Choose one of its letters.")
    return chosen


def _choices(field: Field, answer: object) -> Value:
    offered = [option.letter for option in field.options]
    chosen = answer if isinstance(answer, list) else [answer]
    if not all(one in offered for one in chosen):
        raise _none(field, f"Choose by letter: {', '.join(offered)}.")
    return tuple(letter for letter in offered if letter in chosen)


def _number(field: Field, answer: object) -> Value:
    if isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer <= MOST:
        raise _none(field, "Write a whole number.")
    return (str(answer),)


def _moment(field: Field, answer: object) -> Value:
    if isinstance(answer, datetime):
        return (moment(answer.isoformat()).isoformat(timespec="minutes"),)
    if isinstance(answer, str):
        return (moment(answer).isoformat(timespec="minutes"),)
    raise _none(field, "Write a time with its zone: 2026-11-20T16:40+01:00.")


def _day(field: Field, answer: object) -> Value:
    if isinstance(answer, date):
        day = answer.date() if isinstance(answer, datetime) else answer
        return (day.isoformat(),)
    try:
        return (date.fromisoformat(str(answer)).isoformat(),)
    except ValueError:
        raise _none(field, "Write a day: 2026-11-20.") from None


def _countries(field: Field, answer: object) -> Value:
    if not isinstance(answer, list):
        raise _none(field, 'Write a list of countries: ["FR", "BE"].')
    return tuple(_country(field, one) for one in answer)


def _by_country(field: Field, answer: object) -> Value:
    if not isinstance(answer, dict):
        raise _none(field, "Write a number by country: {FR = 12, BE = 3}.")
    return tuple(
        f"{_country(field, country)}={_number(field, many)[0]}" for country, many in answer.items()
    )


def _country(field: Field, answer: object) -> str:
    if answer not in EEA:
        raise _none(field, "Name countries of the EEA by their two letters, as FR.")
    return str(answer)


def _none(field: Field, remedy: str) -> Refused:
    return Refused(f"{field.key!r} has no such answer.", remedy=remedy)


READ: dict[Sort, Callable[[Field, object], Value]] = {
    Sort.TEXT: _text,
    Sort.CHOICE: _choice,
    Sort.CHOICES: _choices,
    Sort.NUMBER: _number,
    Sort.MOMENT: _moment,
    Sort.DAY: _day,
    Sort.COUNTRIES: _countries,
    Sort.BY_COUNTRY: _by_country,
}
"""How the answer to each sort of field is read."""
