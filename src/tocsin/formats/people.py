"""People: the persons that a free text describes by labels, as a note's sample does.

Three ways of writing are read. Labelled: 'Name: ...', 'Adresse : ...', a label to a line, or
several to a line, whatever stands between them; a person ends where a label comes again, where a list
has its next number, or where an empty line is followed by the label that persons begin with. Drawn as a
table: a line of labels between bars, semicolons or tabs, and below it lines with as many parts. Aligned:
a line of labels set apart by blanks, and below it lines whose parts begin where the labels do.

A single labelled line ('E-mail: ...' to answer to) is no person: two labels make one. Nor is the one
login with its password by which the claimant wants to be answered.

>>> sample = people(["Naam: Jan Peeters", "Adres: Kerkstraat 5", "", "Naam: An Claes", "Adres: Dam 1"])
>>> sample.columns, sample.persons[1]
(('Naam', 'Adres'), ('An Claes', 'Dam 1'))
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.formats.labels import LONGEST, folded, is_label
from tocsin.formats.snippets import bare, is_rule

Person = dict[str, str]

_NUMBERED = re.compile(r"\s*(?:#\s?|\(|\[)?\d{1,4}(?:[.)\]:]|\s[-–—])\s*(?=[^\W\d])")
"""The number of a list before its first word."""

_LABELLED = re.compile(
    rf"[^\w\r\n@]*(?P<label>[^\W\d_][^:=\]\r\n]{{0,{LONGEST}}}?)[\s*_.]*"
    r"(?:[:=]|\]|\s[-–—]\s)[\s*_]*(?P<value>.*)"
)
_BARS = re.compile(r"[|;\t]")
_APART = re.compile(r" {2,}|\t+")
_SIGN = re.compile(r"\s*[:=]\s*")
_BETWEEN = " \t,;|/•*-–—._"
"""What may stand between a value and the next label."""

WORDS = 5
"""Words that a label may have."""

_ACCESS = """login, user, username, user name, id, password, pass, pwd, identifiant, utilisateur, mot de passe,
mdp, gebruikersnaam, wachtwoord, benutzer, benutzername, passwort, kennwort, usuario, contrasena, clave"""

ACCESS = frozenset(label.strip() for label in _ACCESS.split(","))
"""Labels of a way in, and of nobody."""

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
    if len(finder.persons) == 1 and {folded(key) for key in finder.persons[0]} <= ACCESS:
        return Sample((), ())
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
        self._unknown = 0
        """Labels of the person that are none we know, but stand among those we do."""

        self._begins_with = ""
        self._last = ""
        self._gap = False
        self._headings: list[str] = []
        self._starts: list[int] = []
        """Where the headings begin, if blanks set them apart."""

        self._aligned_to: list[str] = []

    def take(self, line: str) -> None:
        """Understand one more line."""
        line = bare(line)
        if not line.strip() or is_rule(line):
            self._gap, self._last = True, ""
            self._starts = self._starts if line.strip() else []
            return
        numbered = _NUMBERED.match(line)
        if numbered:
            self.end_person()
            line = line[numbered.end() :]
        parts = [part.strip() for part in _BARS.split(line.strip().strip("|"))]
        if (len(parts) > 1 and self._drawn(parts)) or self._aligned(line):
            return
        self._headings = []
        pairs = _pairs(line)
        if len(parts) > 1 and len(pairs) < FEWEST:
            pairs = [pair for pair in map(_pair, parts) if pair]
        if len(pairs) >= FEWEST:
            self._several(pairs)
        elif pair := _pair(line):
            self._add(*pair)
        elif self._last and not self._gap and (pair := _pair(line, known=False)):
            self._add(*pair)
            self._unknown += 1
        elif self._last and line[:1].isspace():
            self._person[self._last] = f"{self._person[self._last]}, {line.strip()}".lstrip(", ")
        else:
            self.end_person()
        self._gap = False

    def _several(self, pairs: list[tuple[str, str]]) -> None:
        """A line of several pairs: a person, or more of the one that was begun by another line."""
        begun = {" ".join(label.split()).casefold() for label, _ in pairs}
        if begun & self._person.keys() or len(self._person) != 1:
            self.end_person()
        for label, value in pairs:
            self._add(label, value)
        if len(begun) == len(pairs):
            self.end_person()

    def end_person(self) -> None:
        """What was gathered is a person, if it has labels enough."""
        if len(self._person) - self._unknown >= FEWEST:
            self.persons.append(self._person)
            self._begins_with = next(iter(self._person))
        self._person, self._last, self._unknown = {}, "", 0

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

    def _aligned(self, line: str) -> bool:
        """Whether the line belongs to a table whose columns blanks set apart."""
        if self._starts:
            cells = self._cells(line)
            if cells is None:
                self._starts = []
                return False
            for label, value in zip(self._aligned_to, cells, strict=True):
                self._add(label, value)
            self.end_person()
            return True
        heads = [head for head in _APART.split(line.strip()) if head]
        if len(heads) < FEWEST or not all(map(is_label, heads)) or ":" in line:
            return False
        self.end_person()
        self._aligned_to = heads
        self._starts, at = [], 0
        for head in heads:
            at = line.index(head, at)
            self._starts.append(at)
            at += len(head)
        return True

    def _cells(self, line: str) -> list[str] | None:
        """The cells of an aligned line, by where they begin; None where it is none."""
        line = line.expandtabs()
        parts = [part for part in _APART.split(line.strip()) if part]
        begins = self._starts[1:]
        if all(line[at - 1 : at] in ("", " ") for at in begins):
            edges = [0, *begins, len(line)]
            cells = [line[a:b].strip() for a, b in pairwise(edges)]
            if sum(map(bool, cells)) >= FEWEST:
                return cells
        return parts if len(parts) == len(self._starts) else None


def _pairs(text: str) -> list[tuple[str, str]]:
    """The labels in a line with their values, where they follow one another with or without bars."""
    found: list[tuple[int, int, str]] = []
    for sign in _SIGN.finditer(text):
        words = list(re.finditer(r"\S+", text[found[-1][1] if found else 0 : sign.start()]))[
            -WORDS:
        ]
        offset = found[-1][1] if found else 0
        for word in words:
            label = text[offset + word.start() : sign.start()].strip(_BETWEEN)
            if is_label(label):
                found.append((offset + word.start(), sign.end(), label))
                break
    ends = [*(begin for begin, _, _ in found), len(text)][1:]
    return [
        (label, text[begin:end].strip(_BETWEEN))
        for (_, begin, label), end in zip(found, ends, strict=True)
    ]


def _pair(text: str, known: bool = True) -> tuple[str, str] | None:
    """The label and the value of a labelled piece of text; None where there is no `known` label."""
    found = _LABELLED.match(text)
    if not found or not found["value"].strip():
        known_empty = found and is_label(found["label"])
        return (found["label"].strip(_BETWEEN), "") if found and known_empty else None
    few = len(found["label"].split()) <= WORDS and not found["value"].startswith("//")
    if not (is_label(found["label"]) if known else few):
        return None
    return found["label"].strip(_BETWEEN), found["value"].strip(" \t*")
