"""Evidence: what the desk knows of a leak besides its rows, for the checks that weigh it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.terms.canary import Sighting
from tocsin.terms.known import Overlap
from tocsin.terms.period import Taken


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

    columns: tuple[str, ...] = ()
    """How the leak's columns are headed, in its order."""

    register_columns: tuple[str, ...] = ()
    """How the register's are."""

    exports: tuple[tuple[str, ...], ...] = ()
    """How those of the known exports are."""
