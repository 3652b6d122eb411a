"""Moment: a point in time with its zone; one without is refused.

>>> moment("2014-06-13T09:30+02:00").isoformat()
'2014-06-13T09:30:00+02:00'
>>> moment("2014-06-13 09:30")
Traceback (most recent call last):
    ...
tocsin.terms.errors.Refused: The time '2014-06-13 09:30' has no zone. Write it with one, as 2014-06-13T09:30+02:00.
"""

from __future__ import annotations

from datetime import datetime

from tocsin.terms.errors import Refused


def moment(text: str) -> datetime:
    """Read an ISO 8601 time that states its zone; `Refused` otherwise."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(
            f"{text!r} is not a time.", remedy="Write it as 2014-06-13T09:30+02:00."
        ) from None
    if read.tzinfo is None:
        raise Refused(
            f"The time {text!r} has no zone.",
            remedy=f"Write it with one, as {read.isoformat(timespec='minutes')}+02:00.",
        )
    return read
