"""Passwords: what the report tells of them: how they are kept, what a buyer turns back, what follows.

Ranges, never one figure. No password stands here, nor a hash.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.report import sentences
from tocsin.report.plain import Json
from tocsin.report.sheet import Cell, Column, Index, Section, Sheet
from tocsin.terms.password import Kept, Passwords, Place, Recoverable

TITLE = "How the passwords are kept"
WHERE: dict[Place, str] = {
    Place.LEAK: "in the leak",
    Place.BESIDE: "in the leak, beside it",
    Place.TOKEN: "in the leak, a token",
    Place.REGISTER: "in the register only",
}
OWN = (Place.LEAK, Place.BESIDE)
NOT_TOLD = "not told"
"""Where nobody measured how fast a scheme is guessed."""


def section(passwords: Passwords | None, index: Index) -> Section:
    """Tell how passwords are kept, and for which share of them a buyer's money reaches."""
    if passwords is None:
        return Section(
            "passwords", TITLE, "No column of passwords or of their hashes was recognised."
        )
    return Section(
        "passwords",
        TITLE,
        "A hash is turned back by guessing. How far guessing reaches is told for a buyer of the data by what "
        "he spends, as a range.",
        (
            _ways(passwords, index),
            *_reach(passwords, index),
            *_equal(passwords, index),
        ),
        tuple(_remarks(passwords)),
    )


def _ways(passwords: Passwords, index: Index) -> Sheet:
    rows = tuple(
        (
            Cell(one.scheme, index.of(f"passwords.{n}"), note=_how(one)),
            Cell(_where(one)),
            Cell(sentences.number(one.rows)),
            Cell("" if one.place is Place.REGISTER else sentences.number(one.decides)),
        )
        for n, one in enumerate(passwords.kept)
    )
    columns = (
        Column("Scheme"),
        Column("Where"),
        Column("Rows", numeric=True),
        Column("Weakest in rows", numeric=True),
    )
    return Sheet("Ways in which passwords are kept, the weakest first", columns, rows)


def _how(one: Kept) -> str:
    salt = {True: "salted", False: "unsalted", None: "salt not known"}[one.salted]
    return ", ".join(part for part in (one.cost, "" if one.plain else salt) if part)


def _where(one: Kept) -> str:
    return f"{WHERE[one.place]}, column {one.column!r}" if one.column else WHERE[one.place]


def _reach(passwords: Passwords, index: Index) -> tuple[Sheet, ...]:
    told = [(n, one) for n, one in enumerate(passwords.kept) if one.place is not Place.TOKEN]
    budgets = next((one.recoverable for _, one in told if one.recoverable), ())
    if not budgets:
        return ()
    rows = tuple(
        (
            Cell(one.scheme, note=_how(one)),
            *(
                Cell(range_of(share), index.of(f"passwords.{n}.recoverable", f"passwords.{n}"))
                for share in one.recoverable
            ),
            *(Cell(NOT_TOLD) for _ in budgets if not one.recoverable),
        )
        for n, one in told
    )
    columns = (
        Column("Scheme"),
        *(Column(f"{one.budget_eur:,} EUR", numeric=True) for one in budgets),
    )
    return (Sheet("Share of passwords turned back, for a buyer who spends", columns, rows),)


def range_of(share: Recoverable) -> str:
    """Write a share as a range in whole percent.

    >>> range_of(Recoverable(1_000, 0.104, 0.252)), range_of(Recoverable(1_000, 1.0, 1.0))
    ('10% to 25%', '100%')
    """
    low, high = f"{share.low:.0%}", f"{share.high:.0%}"
    return low if low == high else f"{low} to {high}"


def _equal(passwords: Passwords, index: Index) -> tuple[Sheet, ...]:
    """Accounts with the same hash, and those of common passwords: where no salt went in."""
    told = [
        (n, one)
        for n, one in enumerate(passwords.kept)
        if one.salted is not True and not one.plain and one.place is not Place.REGISTER
    ]
    if not told:
        return ()
    rows = tuple(
        (
            Cell(one.scheme, note=f"of {sentences.count(one.accounts, 'account')}"),
            Cell(sentences.number(one.shared), index.of(f"passwords.{n}.shared", f"passwords.{n}")),
            Cell(", ".join(map(sentences.number, one.largest)) or "none"),
            Cell(
                "not tried" if one.common is None else sentences.number(one.common),
                index.of(f"passwords.{n}.common"),
                note=f"{one.common / one.accounts:.1%}" if one.common and one.accounts else "",
            ),
        )
        for n, one in told
    )
    columns = (
        Column("Scheme"),
        Column("Share a hash", numeric=True),
        Column("Largest groups"),
        Column("A common password", numeric=True),
    )
    return (Sheet("Accounts with equal hashes", columns, rows),)


def _remarks(passwords: Passwords) -> list[str]:
    told = []
    if passwords.listed and any(one.common is not None for one in passwords.kept):
        told.append(
            f"“A common password”: one of the {passwords.listed}. Hash was held against hash; no password "
            "was turned back, and none is kept."
        )
    if any(one.salted and not one.plain for one in passwords.kept):
        told.append(
            "Salted hashes were not held against the list: each account would have to be guessed at."
        )
    if passwords.salt_column:
        told.append(
            "A column of the leak is headed as one of salts: they were copied with the hashes."
        )
    told.append(
        "The order in which to reset them, hardest hit first: tocsin resets CASE -o FILE.csv, or FILE.sql."
    )
    return told


def plain(passwords: Passwords | None) -> list[Json]:
    """For machines: a line for each scheme and budget; where no speed was measured, `recoverable` is null.

    Of the leak's own columns; what may be made of a password, and what only the register keeps, is beside them.

    >>> kept = Kept("MD5", False, "", 9, 9, recoverable=(Recoverable(100, 0.71, 0.98),))
    >>> [line] = plain(Passwords((kept,)))
    >>> [line[key] for key in ("scheme", "salted", "rows", "recoverable", "budget_eur")]
    ['MD5', False, 9, [0.71, 0.98], 100]
    """
    if passwords is None:
        return []
    return _lines([one for one in passwords.kept if one.place in OWN])


def _lines(kept: Sequence[Kept]) -> list[Json]:
    return [
        {
            "scheme": one.scheme,
            "salted": one.salted,
            "rows": one.rows,
            "recoverable": None if share is None else [round(share.low, 4), round(share.high, 4)],
            "budget_eur": None if share is None else share.budget_eur,
            **_plain(one),
        }
        for one in kept
        for share in (one.recoverable or (None,))
    ]


def _plain(one: Kept) -> dict[str, Json]:
    """What the contract does not ask for."""
    return {
        "cost": one.cost,
        "place": one.place.name.lower(),
        "column": one.column,
        "decides": one.decides,
        "hashes": one.hashes,
        "accounts": one.accounts,
        "shared": one.shared,
        "largest": list(one.largest),
        "common": one.common,
        "made": one.made,
        "plain": one.plain,
    }


def plain_beside(passwords: Passwords | None) -> dict[str, Json]:
    """For machines, what is said of all of them together: accounts elsewhere, the list of common ones."""
    if passwords is None:
        return {}
    return {
        "passwords_elsewhere": list(passwords.elsewhere) if passwords.elsewhere else None,
        "passwords_listed": passwords.listed,
        "passwords_not_shown": _lines([one for one in passwords.kept if one.place not in OWN]),
    }
