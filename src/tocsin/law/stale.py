"""Stale: the rows of law that must be read again, and those that nobody has held against a source yet.

`make law` prints them. A row that is only unverified ships all the same, and says so.

>>> some = rows(date(2026, 11, 25))
>>> {row.why for row in some} <= {UNVERIFIED, "stale"}
True
>>> sum(row.why == "stale" for row in some), all(row.why == "stale" for row in rows(date(2027, 11, 25)))
(0, True)
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tocsin.law import authorities
from tocsin.law.packs import PACKS
from tocsin.terms.law import STALE

UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Row:
    """One row to be looked at."""

    why: str
    key: str
    read: date
    source: str


def rows(on: date) -> tuple[Row, ...]:
    """Those to be read again on a day first, then those never verified; each in the order of the packs."""
    found = [
        Row("stale" if duty.cite.stale(on) else UNVERIFIED, duty.key, duty.cite.read, duty.cite.url)
        for pack in PACKS
        for duty in pack.duties
        if duty.cite.stale(on) or not duty.cite.verified
    ]
    found += [
        Row(
            "stale" if on - one.read > STALE else UNVERIFIED,
            f"authority.{one.place}",
            one.read,
            one.source,
        )
        for one in authorities.table()
        if on - one.read > STALE or not one.verified
    ]
    return tuple(sorted(found, key=lambda row: row.why))


def main() -> None:
    """Print them for whoever reads the law next."""
    today = datetime.now(UTC).date()
    found = rows(today)
    wide = max((len(row.key) for row in found), default=0)
    for row in found:
        sys.stdout.write(f"{row.why:<11} {row.key:<{wide}}  read {row.read}  {row.source}\n")
    stale = sum(row.why == "stale" for row in found)
    sys.stdout.write(
        f"{stale} to be read again (after {STALE.days} days), {len(found) - stale} not verified yet.\n"
    )


if __name__ == "__main__":
    main()
