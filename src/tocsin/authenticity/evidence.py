"""Evidence: what the desk knows of a leak besides its rows, for the checks that weigh it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.terms.canary import Sighting
from tocsin.terms.known import Overlap
from tocsin.terms.period import Taken


@dataclass(frozen=True, slots=True)
class SignUps:
    """The sign-up times that the rows state, held against those of the records that they are tied to."""

    compared: int
    same: int
    """Those that are the record's, but for whole hours of a zone."""

    moved: int = 0
    """Those of the others that differ from the record's by one and the same number of days."""

    days: int = 0
    """That number: above 0 the row states a later day than the record."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every part may be missing: what is not there leaves its checks silent."""

    received: datetime | None = None
    """When the note came."""

    taken: Taken | None = None
    """When the rows were copied, as far as they say."""

    sightings: tuple[Sighting, ...] = ()
    """What was looked for of planted canaries."""

    overlaps: tuple[Overlap, ...] = ()
    """What the leak has in common with leaks known before."""

    sign_ups: SignUps | None = None

    columns: tuple[str, ...] = ()
    """How the leak's columns are headed, in its order."""

    register_columns: tuple[str, ...] = ()
    """How the register's are."""

    exports: tuple[tuple[str, ...], ...] = ()
    """How those of the known exports are."""
