"""Passwords: how those in a leak are kept, and which share of them a buyer can turn back for his money.

No password is among these values, and none is ever made: they are counts, shares and names of schemes.

>>> found = Recoverable(1_000, 0.10, 0.25)
>>> kept = Kept("bcrypt", salted=True, cost="cost 12", rows=650_000, decides=650_000, recoverable=(found,))
>>> kept.at(1_000) is found, str(kept)
(True, 'bcrypt, cost 12, salted')
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Place(Enum):
    """Where it is kept."""

    LEAK = "leak"
    BESIDE = "beside it in the leak"
    """In another column of the same rows."""

    TOKEN = "token beside it in the leak"  # noqa: S105  (no password)
    """In a column of tokens, some of which are made of the password. It decides nothing."""

    REGISTER = "register"
    """In a column of the register which the leak does not show."""


@dataclass(frozen=True, slots=True)
class Recoverable:
    """The share of passwords that a buyer turns back who spends so much: both ends, 0 to 1."""

    budget_eur: int
    low: float
    high: float
    guesses: tuple[float, float] = (0.0, 0.0)
    """At each account, that the money pays: for the lower and for the higher end. They differ where it is not
    known whether a salt went in."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One way in which passwords are kept: a scheme with its cost, in one place."""

    scheme: str
    salted: bool | None
    """None: not known. A bare digest shows no salt, and too few of them are equal to tell."""

    cost: str
    """As a person reads it: 'cost 12', '600,000 iterations'; '' where the scheme has none."""

    rows: int
    decides: int
    """Rows in which nothing weaker stands beside it: those whose passwords it keeps or loses."""

    place: Place = Place.LEAK
    column: str = ""
    """Of the register, its own name for it; never a leak's."""

    hashes: int = 0
    """Distinct ones."""

    accounts: int = 0
    """Distinct pairs of hash and e-mail address; a row without an address is one."""

    shared: int = 0
    """Accounts whose hash another account has too: with no salt, the same password."""

    largest: tuple[int, ...] = ()
    """Accounts of the hashes that most accounts share, the largest first."""

    common: int | None = None
    """Accounts whose hash is that of one of the commonest passwords; None: not tried."""

    made: str = ""
    """The function by which those of the commonest were matched: 'MD5'. '' where none was."""

    plain: bool = False
    """Whether the passwords stand there as they are."""

    recoverable: tuple[Recoverable, ...] = ()
    """For each budget, the smallest first; empty where nobody measured how fast it is guessed."""

    def at(self, budget_eur: int) -> Recoverable | None:
        """The range for one budget."""
        return next((one for one in self.recoverable if one.budget_eur == budget_eur), None)

    def __str__(self) -> str:
        """Name the scheme, its cost, and what is known of its salt."""
        salt = {True: "salted", False: "unsalted", None: "salt not known"}[self.salted]
        return ", ".join(
            part for part in (self.scheme, self.cost, "" if self.plain else salt) if part
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """A point of the two curves: so many guesses at an account find this share, lower and higher end."""

    guesses: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Passwords:
    """All the ways in which the passwords of a leak are kept, the weakest first."""

    kept: tuple[Kept, ...]
    listed: str = ""
    """The list of commonest passwords, with its source and version."""

    elsewhere: tuple[int, int] | None = None
    """Accounts with other firms that the same passwords open, for a buyer who spends the middle budget."""

    salt_column: bool = False
    """Whether the leak has a column that is headed as one of salts."""

    curve: tuple[Reach, ...] = ()
    """The two curves that the ranges are read from, for a plot: from one guess up."""

    @property
    def in_leak(self) -> tuple[Kept, ...]:
        """Those that the leak shows."""
        return tuple(kept for kept in self.kept if kept.place is not Place.REGISTER)


@dataclass(frozen=True, slots=True)
class Reset:
    """One wave of resets: customers whose passwords are to be reset before those of later waves."""

    wave: int
    """From 1."""

    place: int
    """Among all the reasons there may be, those without anybody included."""

    why: str
    customers: int
    former: int
    """Former customers whom the same reason concerns: there is nothing to reset, but they are told."""
