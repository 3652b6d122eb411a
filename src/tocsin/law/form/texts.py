r"""Texts: what is to be said in words (fields 51, 62, 66, 71), composed in French, Dutch and German.

In English those fields cite the findings word by word; an authority takes its own languages. The sentences
are ours, of counts and kinds only, and nobody else has read them yet: who signs reads.

>>> number(650000, "fr"), number(650000, "de")
('650\u202f000', '650.000')
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from tocsin.law.form import data
from tocsin.terms.established import Established
from tocsin.terms.facts import Times
from tocsin.terms.form import Translations

LANGUAGES = ("fr", "nl", "de")
THOUSANDS = {"fr": "\u202f", "nl": ".", "de": "."}

Say = Callable[..., str]
"""A sentence of the table by its key, with what stands in it, in one language."""


def discovered(established: Established, times: Times) -> Translations:
    """How it came to light (field 51)."""
    money = bool(established.asked and established.asked.demand.asked)
    opened = times.investigation_opened

    def told(say: Say, language: str) -> list[str]:
        return [
            say("claims_money" if money else "claims"),
            *([say("opened", at=opened.isoformat(timespec="minutes"))] if opened else []),
            say("held"),
            say(f"verdict.{established.verdict.answer.value}"),
        ]

    return _each(told)


def happened(established: Established) -> Translations:
    """The incident in words (field 62)."""
    scope = established.scope

    def told(say: Say, language: str) -> list[str]:
        rows = [say("rows", rows=number(scope.rows, language))] if scope else []
        return [say(f"verdict.{established.verdict.answer.value}"), *rows]

    return _each(told)


def people(established: Established) -> Translations:
    """Whose data they are (field 66)."""
    scope = established.scope
    if scope is None:
        return ()

    def told(say: Say, language: str) -> list[str]:
        countries = "; ".join(f"{place} {number(n, language)}" for place, n in scope.by_country)
        return [
            say("people", people=number(scope.people, language)),
            *([say("sample")] if established.sample else []),
            *([say("countries", countries=countries)] if countries else []),
            *([say("former", former=number(scope.former, language))] if scope.former else []),
            *(
                [say("unlinked", unlinked=number(scope.unlinked, language))]
                if scope.unlinked
                else []
            ),
        ]

    return _each(told)


def held(established: Established, remarked: Sequence[str]) -> Translations:
    """Which data they are (field 71), and which were looked for in vain."""
    found = [kind for kind in established.absent if kind.recovered and not kind.found]

    def told(say: Say, language: str) -> list[str]:
        many = "; ".join(
            f"{kind(one.kind, language)} ({number(one.people, language)})"
            for one in established.kinds
        )
        free = ", ".join(kind(one, language) for one in remarked)
        none = ", ".join(kind(one.kind, language) for one in found)
        most = max((one.at_most_rows for one in found), default=0)
        return [
            say("kinds", kinds=many),
            *([say("remarks", kinds=free)] if free else []),
            *([say("absent", kinds=none, rows=number(most, language))] if none else []),
        ]

    return _each(told)


def kind(name: str, language: str) -> str:
    """A kind of data in words; one that is not in the table in English."""
    row = _table().get(f"kind.{name}")
    return row[language] if row else data.words(name)


def number(many: int, language: str) -> str:
    """A number as it is written there."""
    return f"{many:,}".replace(",", THOUSANDS[language])


def _each(told: Callable[[Say, str], list[str]]) -> Translations:
    return tuple((language, " ".join(told(_saying(language), language))) for language in LANGUAGES)


def _saying(language: str) -> Say:
    def say(key: str, **words: str) -> str:
        return _table()[key][language].format(**words)

    return say


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("tocsin.law.form").joinpath("texts.csv").read_text("utf-8")
    return {row["key"]: row for row in csv.DictReader(text.splitlines(), delimiter=";")}
