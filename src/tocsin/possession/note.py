r"""Note: what a ransom note claims, asks and threatens, as terms in our own words.

Claims are read in English, French and Dutch; of a note in another language only the sum, figures
and channels are likely to be found. Nothing of the note's wording, and no value of a person,
enters the result: only our words, numbers, countries, kinds, and the lines they stand on.

>>> from datetime import UTC, datetime
>>> note = read(
...     "We hacked your web site. The sites of France and Belgium share the same database.\n"
...     "We took over 592,000 records of French customers, with full names and passwords.\n"
...     "We did not take card data. Pay EUR 30,000 or we will publish all of it.",
...     datetime(2014, 6, 13, 9, tzinfo=UTC),
... )
>>> for claim in note.claims:
...     print(claim.line, claim.subject.value, claim.claimed, sep=": ")
2: records: over 592,000 records in France
2: kind: full names
2: kind: passwords
1: source: copied from the company's web site
1: source: one database that the sites of France and Belgium share
>>> note.language, note.demand.asked
('en', Money(amount=Decimal('30000'), currency='EUR'))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from tocsin.possession import demand, holdings, language, records, taken
from tocsin.possession.passage import LONGEST_NOTE, Sentence, parted, told
from tocsin.terms.claim import Claim, Note, Subject

READERS: tuple[Callable[[Sentence], tuple[Claim, ...]], ...] = (
    taken.claims,
    records.claims,
    holdings.kinds,
    holdings.source,
    holdings.whole,
)
"""What is looked for in each sentence, in the order of the answer."""

ODD = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
"""Control characters that text has no use for, and what stands for bytes that are no characters."""

MOSTLY = 0.05
"""Share of those from which it is not text: random bytes have 11%."""

HIDDEN = frozenset({"Tor site", "Tox", "Jabber", "Session", "bitcoin", "monero"})
"""Channels that an honest letter does not name."""


def read(untrusted_text: str, received: datetime) -> Note:
    """Read a note. `received` has a zone (`Refused` otherwise).

    A note that asserts nothing has `claims == ()`: whether that is refused is the desk's to say.
    """
    lines = told(untrusted_text)
    statements = parted(lines)
    return Note(
        claims=_told(_once(claim for reader in READERS for s in statements for claim in reader(s))),
        demand=demand.of(statements, lines, received),
        language=language.of(word for s in statements for word in s.words.split()),
    )


def legible(untrusted_text: str) -> bool:
    r"""Whether it is text at all: it has letters, and hardly any control characters but NULs.

    NULs are dropped in the reading: a note that was padded with them can still be read.

    >>> legible("Pay\0 us"), legible("\x01\x02\x03 ab"), legible("\r\n\0")
    (True, False, False)
    """
    text = untrusted_text[:LONGEST_NOTE].replace("\0", "")
    odd = len(ODD.findall(text))
    return any(character.isalpha() for character in text) and odd <= MOSTLY * len(text)


def _once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Each claim where it is first made: a count once a country, a kind once."""
    first: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        said = (claim.subject, claim.count, claim.country, claim.together, claim.kind)
        key = said if claim.count or claim.kind else (claim.subject, claim.claimed)
        first.setdefault(key, claim)
    return tuple(first.values())


def _told(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Leave out that data were taken where the note says which, or how many.

    Where no data are said to be taken, a place that was broken into is only that.
    """
    subjects = {claim.subject for claim in claims}
    more = {Subject.RECORDS, Subject.KIND, Subject.WHOLE}
    if not subjects & (more | {Subject.TAKEN}):
        return tuple(
            replace(c, claimed=c.claimed.replace(holdings.COPIED, "a break-in at the company's"))
            for c in claims
        )
    if not subjects & more:
        return claims
    return tuple(c for c in claims if c.subject is not Subject.TAKEN or c.count is not None)


def asserts(note: Note) -> bool:
    """Whether it can be a ransom note: it claims, asks, sets a term, or names a hidden channel."""
    demand = note.demand
    asks = demand.asked or demand.illegible or demand.deadline
    return bool(note.claims or asks or not HIDDEN.isdisjoint(demand.channels))
