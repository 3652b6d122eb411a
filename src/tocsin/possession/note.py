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

from collections.abc import Callable, Iterable
from datetime import datetime

from tocsin.possession import demand, holdings, language, records
from tocsin.possession.passage import Sentence, parted, told
from tocsin.terms.claim import Claim, Note

READERS: tuple[Callable[[Sentence], tuple[Claim, ...]], ...] = (
    records.claims,
    holdings.kinds,
    holdings.source,
    holdings.whole,
)
"""What is looked for in each sentence, in the order of the answer."""


def read(untrusted_text: str, received: datetime) -> Note:
    """Read a note. `received` has a zone (`Refused` otherwise).

    A note that asserts nothing has `claims == ()`: whether that is refused is the desk's to say.
    """
    lines = told(untrusted_text)
    statements = parted(lines)
    return Note(
        claims=_once(claim for reader in READERS for s in statements for claim in reader(s)),
        demand=demand.of(statements, lines, received),
        language=language.of(word for s in statements for word in s.words.split()),
    )


def _once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Each claim where it is first made: a count once a country, a kind once."""
    first: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        said = (claim.subject, claim.count, claim.country, claim.kind)
        key = said if claim.count or claim.kind else (claim.subject, claim.claimed)
        first.setdefault(key, claim)
    return tuple(first.values())
