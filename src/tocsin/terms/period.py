"""Period: when a leak was copied, as far as its rows say; from which copy; and what does not fit.

Half-open: copied at or after `after`, and before `before`. A side nobody bounds is None.

>>> from datetime import UTC
>>> night = Period(datetime(2014, 6, 7, 0, 2, tzinfo=UTC), datetime(2014, 6, 7, 4, 40, tzinfo=UTC))
>>> night.contains(datetime(2014, 6, 7, 0, 14, tzinfo=UTC)), night.contains(night.before)
(True, False)
>>> night.width
datetime.timedelta(seconds=16680)
>>> Period(datetime(2014, 6, 7), None)
Traceback (most recent call last):
    ...
ValueError: a time of a period has no zone
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from tocsin.terms.canary import Sighting


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, with its zone; at least one side is bounded where it says anything."""

    after: datetime | None
    before: datetime | None

    def __post_init__(self) -> None:
        if any(at is not None and at.tzinfo is None for at in (self.after, self.before)):
            raise ValueError("a time of a period has no zone")
        if self.after and self.before and self.after >= self.before:
            raise ValueError("a period ends after it begins")

    def contains(self, at: datetime) -> bool:
        """Whether a moment lies in it."""
        return (self.after is None or self.after <= at) and (
            self.before is None or at < self.before
        )

    def overlaps(self, other: Period) -> bool:
        """Whether the two have a moment in common."""
        return (self.after is None or other.before is None or self.after < other.before) and (
            other.after is None or self.before is None or other.after < self.before
        )

    @property
    def width(self) -> timedelta | None:
        """How long it is; None where a side is open."""
        return self.before - self.after if self.after and self.before else None


class Ground(Enum):
    """What the time of copying rests on, the best there was."""

    CHANGES = "changes"
    """When customers were created and when their data changed."""

    EXPORTS = "exports"
    """Earlier exports, whose times are known: a change lies between two of them."""

    CREATED = "created"
    """When customers were created; and when their records were last changed, where that is known."""

    NUMBERS = "numbers"
    """How far the customer numbers reach, which ascend, in exports whose times are known."""

    OWN = "own"
    """Only the times that the leak itself holds."""

    CANARIES = "canaries"
    """Only when the canaries that are in it were made."""

    NOTHING = "nothing"


class Why(Enum):
    """Why a row cannot have been copied before, or after, some moment."""

    CREATED = "created"
    CHANGED = "changed"
    """It shows the value that was set then."""

    REPLACED = "replaced"
    """It shows the value that was replaced then."""

    DELETED = "deleted"
    """Its customer was deleted then, and such copies hold nobody who was deleted before."""

    UPDATED = "updated"
    """It shows another value than the register, whose record was last changed then."""

    OWN = "own"
    """The row itself holds that time."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A row that bounds a period, by its number in the leak; never what stands in it."""

    row: int
    why: Why
    at: datetime
    field: str = ""
    """The normal column whose value says so; empty where none does."""


class Misfit(Enum):
    """What may be the matter with rows that fit no common time."""

    CLOCK = "clock"
    """They miss it by at most two hours: a clock, a zone or daylight saving."""

    FUTURE = "future"
    """Their times lie after the register was taken."""

    IMPORT = "import"
    """Many of them have one and the same creation time: an import or a migration set it anew."""

    EDITED = "edited"
    """They show values of different times, or ones set or replaced at another time: edited, or wrongly recorded."""

    UNLIKE = "unlike"
    """More differs from their record than is the same: made up round somebody, or somebody else's."""


@dataclass(frozen=True, slots=True)
class Misfits:
    """How many rows do not fit, of a sort."""

    sort: Misfit
    rows: int


@dataclass(frozen=True, slots=True)
class Population:
    """Rows that were copied together."""

    period: Period
    rows: int
    """Rows in it of which something is known."""

    fitting: int
    """Those of them that fit the period."""

    first: int | None = None
    last: int | None = None
    """Numbers of the first and the last row, where they stand together; else they are scattered."""

    bindings: tuple[Binding, ...] = ()
    """The rows nearest to either end, those that bound it first."""


@dataclass(frozen=True, slots=True)
class Against:
    """How many rows say that the copy was not made `at`, nor later until the next of these."""

    at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class Newest:
    """What the newest customers say: nobody opened later is in the leak. Of chance, not of necessity."""

    created: datetime
    """When the newest customer in the leak was opened."""

    missing: int
    """Customers whom the register opened afterwards and who are not in the leak."""

    share: float
    """Of the customers opened before that, the share that the leak holds."""

    before_95: datetime | None
    before_99: datetime | None
    """Copied before then, with that probability; None where too few were opened to say so."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A group of customers who were there and of whom the leak has (nearly) none: a filter.

    `group` is a word of `dating.absence`: 'deleted', 'without a password', 'country BE' ...
    """

    group: str
    customers: int
    held: int
    others: int
    others_held: int


@dataclass(frozen=True, slots=True)
class Copied:
    """One copy that the controller knows to have been made."""

    name: str
    system: str
    at: datetime
    exact: bool = True
    """Whether it lies in the period; else it began up to an hour before, and may have run late."""

    chance: float = 0.0
    """That a period as long holds one of these copies wherever it lies: a nightly one lies in every day."""


class Deletion(Enum):
    """What becomes of deleted customers in such copies, as the leak itself shows."""

    STAY = "stay"
    VANISH = "vanish"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Clocks:
    """How the register's times were read."""

    zone: str = "UTC"
    assumed: bool = False
    """Whether nobody said the zone of times that have none, so that they were read as UTC."""

    shifted: int = 0
    """Hours that creation times were put back, because only so they agree with the changes."""

    future: int = 0
    """Times after the register was taken, which were left out."""

    unread: int = 0
    """Filled cells that no time could be read from."""


@dataclass(frozen=True, slots=True)
class Taken:
    """When, and from which copy. `period` None: cannot tell."""

    period: Period | None
    """Of all rows; of several populations, that of the one with most rows."""

    rests: Ground
    rows: int = 0
    """Rows of the leak of which anything is known."""

    consistent: float = 0.0
    """Share of them that fit the period; of several populations, each its own."""

    populations: tuple[Population, ...] = ()
    misfits: tuple[Misfits, ...] = ()
    against: tuple[Against, ...] = ()
    """Around the period, for the plot."""

    newest: Newest | None = None
    lacking: tuple[Lacking, ...] = ()
    deletion: Deletion = Deletion.CANNOT_TELL
    source: str | None = None
    """The copy that fits, by name, or the place that canaries name; None: cannot tell."""

    copies: tuple[Copied, ...] = ()
    """All known copies that fit, the exact ones first, of these the likeliest."""

    scheduled: int = 0
    """Sorts of copies that the controller told of."""

    clocks: Clocks = Clocks()
    marked: tuple[Sighting, ...] = ()
    """The canaries that are in it, as far as they say anything of when and where."""

    planted: datetime | None = None
    """When the newest of them were made, where the period begins then."""

    @property
    def places(self) -> tuple[str, ...]:
        """The places that canaries name."""
        return tuple(dict.fromkeys(one.source for one in self.marked))

    @property
    def before(self) -> datetime | None:
        """Copied before then, for certain; None where nothing says so."""
        return self.period.before if self.period else None
