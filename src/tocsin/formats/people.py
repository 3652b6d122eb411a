"""People: the persons that a free text describes by labels, as a note's sample does.

Two ways of writing are read. Labelled: 'Name: ...', 'Adresse : ...', a label to a line, or
several to a line between bars or tabs; a person ends where a label comes again, or where an
empty line is followed by the label that persons begin with. Drawn as a table: a line of labels
between bars, semicolons or tabs, and below it lines with as many parts.

A single labelled line ('E-mail: ...' to answer to) is no person: two labels make one.

>>> sample = people(["Naam: Jan Peeters", "Adres: Kerkstraat 5", "", "Naam: An Claes", "Adres: Dam 1"])
>>> sample.columns, sample.persons[1]
(('Naam', 'Adres'), ('An Claes', 'Dam 1'))
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.formats.labels import LONGEST, folded, is_label

Person = dict[str, str]

_LABELLED = re.compile(
    rf"[\s>*•+#-]*(?P<label>[^\W\d_][^:=\r\n]{{0,{LONGEST}}}?)[\s*]*(?:[:=]|\s[-–—]\s)\s*(?P<value>.*)"
)
_BARS = re.compile(r"[|;\t]")
_RULE = re.compile(r"[\s|+=_*~-]+")
"""A line that only draws."""

FEWEST = 2
"""Labels that make a person."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The persons found, one row each; the labels as first written are the columns."""

    columns: tuple[str, ...]
    persons: tuple[tuple[str | None, ...], ...]


def people(lines: Sequence[str]) -> Sample:
    """The persons that lines of free text describe."""
    finder = _Finder()
    for line in lines:
        finder.take(line)
    finder.end_person()
    keys = list(dict.fromkeys(key for person in finder.persons for key in person))
    return Sample(
        tuple(finder.written[key] for key in keys),
        tuple(tuple(person.get(key) for key in keys) for person in finder.persons),
    )


class _Finder:
    """The state between one line and the next."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.written: dict[str, str] = {}
        self._person: Person = {}
        self._begins_with = ""
        self._last = ""
        self._gap = False
        self._headings: list[str] = []

    def take(self, line: str) -> None:
        """Understand one more line."""
        if not line.strip() or _RULE.fullmatch(line):
            self._gap, self._last = True, ""
            return
        parts = [part.strip() for part in _BARS.split(line.strip().strip("|"))]
        if len(parts) > 1 and self._drawn(parts):
            return
        self._headings = []
        pairs = [pair for pair in map(_pair, parts) if pair]
        if len(parts) > 1 and len(pairs) >= FEWEST:
            self.end_person()
            for label, value in pairs:
                self._add(label, value)
            self.end_person()
        elif pair := _pair(line):
            self._add(*pair)
        elif self._last and line[:1].isspace():
            self._person[self._last] = f"{self._person[self._last]}, {line.strip()}".lstrip(", ")
        else:
            self.end_person()
        self._gap = False

    def end_person(self) -> None:
        """What was gathered is a person, if it has labels enough."""
        if len(self._person) >= FEWEST:
            self.persons.append(self._person)
            self._begins_with = next(iter(self._person))
        self._person, self._last = {}, ""

    def _add(self, label: str, value: str) -> None:
        key = " ".join(label.split()).casefold()
        if key in self._person or (self._gap and key == (self._begins_with or self._first())):
            self.end_person()
        self.written.setdefault(key, " ".join(label.split()))
        self._person[key] = value
        self._last = key

    def _first(self) -> str:
        return next(iter(self._person), "")

    def _drawn(self, parts: list[str]) -> bool:
        """Whether the line belongs to a drawn table: its labels, or one of its persons."""
        if all(map(is_label, parts)) and len({folded(part) for part in parts}) == len(parts):
            self.end_person()
            self._headings = parts
            return True
        if len(self._headings) != len(parts):
            return False
        for label, value in zip(self._headings, parts, strict=True):
            self._add(label, value)
        self.end_person()
        return True


def _pair(text: str) -> tuple[str, str] | None:
    """The label and the value of a labelled piece of text; None where there is no known label."""
    found = _LABELLED.match(text)
    if not found or not is_label(found["label"]):
        return None
    return found["label"].strip(), found["value"].strip(" \t*")
