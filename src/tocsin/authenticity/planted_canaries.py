"""Planted canaries: made-up customers, put into one place only, that nobody outside can know.

>>> from datetime import UTC, datetime
>>> from tocsin.terms.canary import Sighting
>>> then = datetime(2013, 5, 2, tzinfo=UTC)
>>> weigh(Evidence(sightings=(Sighting("mail house feed", then, planted=3, seen=1, rows=1),))).log10
3.0
>>> weigh(Evidence(sightings=(Sighting("mail house feed", then, planted=3, seen=0, rows=0),))).log10
0.0
>>> weigh(Evidence()).because
'no canaries were planted'
"""

from __future__ import annotations

from tocsin.authenticity.base import CAP, bounded
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence
from tocsin.terms.verdict import Question, Support

NAME = "planted canaries"

EXACT, DAMAGED = 3.0, 1.5
"""What one says that is found as planted, and one that is found only in part. Judgement: whoever reads
the list of canaries could put one in; that is why it is kept encrypted."""


def weigh(known: Evidence) -> Support:
    """Speak for a true copy of where they were put; their absence says nothing, for copies are filtered."""
    if not known.sightings:
        return Support(NAME, 0.0, "no canaries were planted")
    seen = [sighting for sighting in known.sightings if sighting.seen]
    if not seen:
        planted = sum(sighting.planted for sighting in known.sightings)
        return Support(NAME, 0.0, f"none of {planted:,} planted canaries is in it")
    log = bounded(sum(EXACT if s.exact else DAMAGED for s in seen), CAP, 0.0)
    return Support(NAME, log, "; ".join(sighting.says for sighting in seen))


CHECK = Told(
    NAME,
    Question.COPIED,
    "Plant canaries in every export now (tocsin canary plant): the next leak will name its source.",
    inner=True,
    weigh=weigh,
)
