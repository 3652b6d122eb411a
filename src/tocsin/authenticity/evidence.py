"""Evidence: what the desk knows of a leak besides its rows, for the checks that weigh it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.terms.canary import Sighting
from tocsin.terms.known import Overlap
from tocsin.terms.period import Taken
from tocsin.terms.register import CopyMap


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
class Schemes:
    """The schemes of the tied rows' password hashes, beside those of their records."""

    hashes: int
    """Tied rows that have one, as their record does."""

    unlike: int
    """Those of another form than the record has or had."""

    stronger: int = 0
    """Those of them of a stronger one than the record ever had."""

    late: int = 0
    """Of the others, those of a form that the register gave no more when their account was opened."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Cells of the tied rows whose value was changed in the register before or after the moment of copying."""

    new: int
    """Changed before it, and the row has the new value."""

    behind: int
    """Changed before it, and the row has the one replaced."""

    old: int
    """Changed after it, and the row has the old value."""

    ahead: int
    """Changed after it, and the row has the new one."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """How much two columns depend on each other: mean pointwise mutual information, in nats."""

    what: str
    """A sentence's beginning: 'names go with countries'."""

    rows: int
    """Pairs of the leak whose values the register knows."""

    leak: float
    shuffled: float
    """Of the leak, with each place put to another row."""

    register: float
    """Of other rows of the register, in the leak's places."""

    error: float
    """Standard error of the difference between leak and register."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each digit, day or hour stands in a column, in the leak's sample and in the register's."""

    what: str
    leak: tuple[int, ...]
    register: tuple[int, ...]
    turns: bool = False
    """Whether zones shift it, as hours: then only its evenness tells anything."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often two rows of a sample have the same password hash, of the register's form."""

    hashes: int
    """Rows of the leak's sample that have one."""

    pairs: int
    """Pairs of them that have the same."""

    expected: float
    """How many there would be, did they repeat as the register's do."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What customers write behind a plus in their e-mail addresses: often the firm that they gave it to."""

    rows: int
    """Rows of the leak's sample with such a word."""

    word: str
    """The commonest of them."""

    named: int
    """Rows that have it."""

    register: int
    """Records of the register's sample with such a word."""

    register_named: int
    """Those that have the leak's commonest."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """What a bounded part of the leak shows beside one of the register, worked once for several checks."""

    pairings: tuple[Pairing, ...] = ()
    spreads: tuple[Spread, ...] = ()
    repeats: Repeats | None = None
    tags: Tags | None = None


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

    schemes: Schemes | None = None

    moment: Moment | None = None

    sampled: Sampled = Sampled()

    columns: tuple[str, ...] = ()
    """How the leak's columns are headed, in its order."""

    register_columns: tuple[str, ...] = ()
    """How the register's are."""

    exports: tuple[tuple[str, ...], ...] = ()
    """How those of the known exports are."""

    marks: tuple[tuple[str, str], ...] = ()
    """Marks of the leak's files, name and value; of an archive, of each file in it."""

    copies: tuple[CopyMap, ...] = ()
    """The copies that are known to be made of the register."""

    source: str = ""
    """What the register was read from: 'postgresql', 'parquet'."""

    zone: str = "UTC"
    """Of times that state none."""
