"""Planted: what the canaries that are in a leak say of when and where it was copied.

No copy had a canary before it was made, and it was put in one place only: so the copy is younger than its newest
canary, and comes from its place or one that is fed from it. That none is in it says next to nothing: a copy of a
part, or an older one, has none either. Those recognised only by two things that agree count where no other is seen.

>>> from datetime import UTC, datetime
>>> may = datetime(2014, 5, 2, tzinfo=UTC)
>>> feed = Sighting("mail house", may, planted=3, seen=2, rows=2)
>>> taken = bounded(Taken(None, Ground.NOTHING), (feed, Sighting("shop", may, planted=3, seen=0, rows=0)))
>>> str(taken.period.after), taken.period.before, taken.planted == may, taken.places
('2014-05-02 00:00:00+00:00', None, True, ('mail house',))
>>> named(taken, (CopyMap("weekly feed", "Mail House"), CopyMap("backup", "vault")))
'weekly feed'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.terms.canary import Sighting
from tocsin.terms.period import Ground, Period, Taken
from tocsin.terms.register import CopyMap


def bounded(taken: Taken, sightings: Sequence[Sighting]) -> Taken:
    """What was found by the rows, with what the canaries say: `marked`, and `planted` where it is the beginning.

    A leak of several copies stays as it is: which of them has the canaries is not known. So does a period that
    ends before they were made.
    """
    seen = [one for one in sightings if one.seen]
    marked = tuple([one for one in seen if one.exact] or seen)
    if not marked:
        return taken
    taken = replace(taken, marked=marked)
    at, period = max(one.planted_at for one in marked), taken.period
    if period is None:
        return replace(
            taken, period=Period(at, None), rests=Ground.CANARIES, consistent=1.0, planted=at
        )
    late = period.before is not None and at >= period.before
    if late or len(taken.populations) > 1 or (period.after is not None and at <= period.after):
        return taken
    nearer = Period(at, period.before)
    return replace(
        taken,
        period=nearer,
        planted=at,
        populations=tuple(replace(one, period=nearer) for one in taken.populations),
    )


def named(taken: Taken, known: Sequence[CopyMap]) -> str | None:
    """The one place that canaries name: the known copy of that name or system if there is one, else as they call it."""
    if len(taken.places) != 1:
        return None
    (place,) = taken.places
    words = place.casefold()
    copies = {one.name for one in known if words in (one.name.casefold(), one.system.casefold())}
    return copies.pop() if len(copies) == 1 else place
