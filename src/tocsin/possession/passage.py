r"""Passage: the note as sentences whose lines are known, with the sample's own lines left out.

The text is folded before it is read: lower case, accents and invisible marks off, white space
single. A record shown as a sample ('Name: ...' under 'Phone: ...', or a delimited row with an
e-mail address) is data and not a statement, so it never reaches a reader of claims.

>>> [s.words for s in sentences("We hold 592,000\nrecords. Pay!\n\nNom : X\nTél. : 01")]
['we hold 592,000 records.', 'pay!']
>>> denies("we did not take card data", 16)
True
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_NOTE = 2**20
"""Characters read of a note. The longest of 60 real notes (ThreatLabz) has under 10,000."""

LONGEST_SENTENCE = 2_000
"""A sentence is cut here, so that text without a full stop costs no more than other text."""

INVISIBLE = re.compile(
    "[\x00\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
"""NUL, soft hyphen, combining accents, zero-width and bidirectional marks: dropped."""

QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
MERIDIEM = re.compile(r"\b([ap])\. ?m\b\.?")

LABEL = re.compile(
    r"^[-*•> ]{0,4}(?:first|last|full|given|family|street|phone|mobile|postal|zip|e-?mail)?[ -]?"
    r"(?:name|surname|address|street|city|town|zip|postcode|code|number|phone|tel|telephone|mobile"
    r"|e-?mail|mail|password|pass|login|hash|dob|born|nom|prenom|adresse|rue|ville|code postal"
    r"|courriel|mot de passe|mdp|naam|voornaam|achternaam|adres|straat|stad|gemeente|telefoon"
    r"|gsm|wachtwoord)\.? ?[:=] ?[^ ]"
)
"""A field of a record with its label, in English, French and Dutch."""

DELIMITED = re.compile(r"(?:[^;|,\t]*[;|,\t]){2}")
MAILBOX = re.compile(r"[^\s;|,@]@[^\s;|,@]")
RULE = re.compile(r"^[^a-z0-9€$]*$")
BULLET = re.compile(r"^(?:[-*•·–>+├└│─]+|[0-9]{1,2}[.)](?![0-9])) ?")
STOP = re.compile(r"[.!?]+[\"')]?(?= |$)")

NEGATOR = re.compile(
    r"\b(?:no|not|never|without|neither|nor|cannot|except|pas|ni|sans|aucune?|jamais|sauf|geen|niet"
    r"|nooit|zonder|noch|behalve)\b|n't\b"
)
NOT_ONLY = re.compile(r"\b(?:not (?:only|just)|(?:pas|non) seulement|niet (?:alleen|enkel))\b")
CONDITION = re.compile(r"\b(?:if|unless|si|als|indien|tenzij)\b[^,;:]{0,120}")
BOUNDARY = re.compile(
    r"[;:]|\b(?:but|however|otherwise|sinon|anders|mais|toutefois|maar|echter|we|you|they|nous|vous|ils|wij|jullie)\b"
)
DENIED_AFTER = re.compile(
    r"^[^,;:]{0,40}?(?:\b(?:not|never|niet|pas)\b|n't\b)"
    r"(?! (?:\w+ )?(?:hash|gehash|encrypt|crypt|chiffr|salt|protect|securis|beveilig|versleutel))"
)
"""'Cards were not taken' denies; 'the passwords are not hashed' does not."""

CLAUSE = 300
"""Characters on either side of a word in which its denial is looked for."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as folded, and the lines it was written on."""

    words: str
    places: tuple[tuple[int, int], ...]
    """Where each line's part begins in `words`, and the line (1-based)."""

    def line(self, at: int = 0) -> int:
        """The line of the note that the character at `at` was written on."""
        return self.places[max(bisect_right([start for start, _ in self.places], at) - 1, 0)][1]


def folded(untrusted_line: str) -> str:
    r"""One line without case, accents, invisible marks and doubled white space.

    >>> folded("  Données\u202e  FRANÇAISES, 8 p.m.")
    'donnees francaises, 8 pm'
    """
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKD", untrusted_line)).translate(QUOTES)
    return MERIDIEM.sub(r"\1m", " ".join(plain.lower().split()))


def told(untrusted_text: str) -> tuple[tuple[int, str], ...]:
    """The folded lines that are statements, with their numbers; the sample's lines are blank."""
    text = untrusted_text[:LONGEST_NOTE].replace("\r\n", "\n").replace("\r", "\n")
    raw = text.split("\n")
    lines = [folded(line) for line in raw]
    labelled = [bool(LABEL.match(line)) for line in lines]
    return tuple(
        (number + 1, "" if _is_sample(raw, labelled, number) else line)
        for number, line in enumerate(lines)
    )


def _is_sample(raw: list[str], labelled: list[bool], number: int) -> bool:
    """A labelled field beside another one, or a delimited row that holds an e-mail address."""
    beside = labelled[max(number - 1, 0) : number] + labelled[number + 1 : number + 2]
    if labelled[number] and any(beside):
        return True
    line = raw[number][:LONGEST_SENTENCE]
    return bool(MAILBOX.search(line) and DELIMITED.match(line))


def sentences(untrusted_text: str) -> tuple[Sentence, ...]:
    """The statements of a note, in order. A list under a colon is one sentence with its head."""
    return parted(told(untrusted_text))


def parted(lines: tuple[tuple[int, str], ...]) -> tuple[Sentence, ...]:
    """The sentences of lines that were read with `told`."""
    return tuple(s for block in _blocks(lines) for s in _split(block))


def _blocks(lines: tuple[tuple[int, str], ...]) -> Iterator[list[tuple[int, str]]]:
    """Lines that are read on: a paragraph, or a list with the line that heads it."""
    block: list[tuple[int, str]] = []
    listing = False
    for number, line in lines:
        bullet = BULLET.match(line)
        if RULE.match(line):
            if not listing and not (block and block[-1][1].endswith(":")):
                if block:
                    yield block
                block = []
            continue
        listing = bool(bullet) and (listing or bool(block and block[-1][1].endswith(":")))
        if bullet and not listing and block:
            yield block
            block = []
        item = line[bullet.end() :] if bullet else line
        block.append((number, f", {item}" if listing else item))
    if block:
        yield block


def _split(block: list[tuple[int, str]]) -> Iterator[Sentence]:
    """Cut a block at full stops, keeping track of the lines."""
    text, places = "", []
    parts = []
    at = 0
    for number, line in block:
        places.append((at, number))
        parts.append(line)
        at += len(line) + 1
    text = " ".join(parts)
    start = 0
    for stop in [*(m.end() for m in STOP.finditer(text)), len(text)]:
        for cut in range(start, stop, LONGEST_SENTENCE):
            words = text[cut : min(cut + LONGEST_SENTENCE, stop)]
            lead = len(words) - len(words.lstrip())
            if words.strip():
                yield Sentence(words.strip(), _within(places, cut + lead, cut + len(words)))
        start = stop


def _within(places: list[tuple[int, int]], start: int, stop: int) -> tuple[tuple[int, int], ...]:
    """The lines that a stretch of a block was written on, counted from its beginning."""
    first = max(bisect_right(places, (start, 2**62)) - 1, 0)
    last = bisect_right(places, (stop, 0))
    return tuple((max(at - start, 0), line) for at, line in places[first : max(last, first + 1)])


def denies(words: str, at: int, end: int | None = None) -> bool:
    """Whether the clause around a word says that it is *not* so.

    >>> denies("names, phones, but no cards", 8), denies("names, phones, but no cards", 22)
    (False, True)
    >>> denies("if you do not pay, names follow", 19)
    False
    """
    end = at if end is None else end
    near = NOT_ONLY.sub(_spaces, words[max(at - CLAUSE, 0) : at])
    before = CONDITION.sub(_spaces, near)
    start = max((m.end() for m in BOUNDARY.finditer(before)), default=0)
    if NEGATOR.search(before, start):
        return True
    rest = NOT_ONLY.sub(_spaces, words[end : end + CLAUSE])
    following = BOUNDARY.search(rest)
    return bool(DENIED_AFTER.match(rest[: following.start()] if following else rest))


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
