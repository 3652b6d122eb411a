"""Limits: how much of an untrusted file is read before it is taken for a trap.

Each is far beyond what customer data need, and each can be set: `tocsin read --limit depth=12`.
A file beyond a limit is refused with the limit in the sentence, never cut short in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from tocsin.terms.errors import Refused


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may meet in one exhibit."""

    depth: int = 8
    """Archives within archives. A dump in a zip in a mail in a mailbox is four."""

    members: int = 10_000
    """Files in an exhibit, all its archives together."""

    tables: int = 2_000
    """Tables in an exhibit. A large shop has some 400."""

    columns: int = 4_096
    """Columns of a table: the most that MariaDB allows; a spreadsheet's 16,384 are mostly empty."""

    cell: int = 16 << 20
    """Bytes of a cell, a line or a record."""

    unpacked: int = 256 << 30
    """Bytes that an exhibit may unpack to."""

    ratio: int = 200
    """Bytes unpacked for each byte of the exhibit, beyond `free`. Text packs to a fifth, a dump of
    much alike to a hundredth; deflate ends at 1,032 (its own limit), bombs live near it."""

    free: int = 1 << 30
    """Bytes that any exhibit may unpack to, however small it is."""

    in_memory: int = 512 << 20
    """Bytes of a file whose format can only be read as a whole."""


USUAL = Limits()
"""Where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a person allows the reader of an exhibit: how far it may go, and what may open it."""

    limits: Limits = USUAL
    passwords: tuple[bytes, ...] = field(default=(), repr=False)
    """To be tried on what is locked; kept in the case only, encrypted."""


DIGITS = 18
"""Digits of a limit: more are a slip."""

PLAIN = Allowance()
"""Where nobody says anything."""


def limits(settings: tuple[str, ...]) -> Limits:
    """The limits with these set otherwise; `Refused` for what is no limit.

    >>> limits(("depth=12",)).depth
    12
    """
    names = [field.name for field in fields(Limits)]
    told: dict[str, int] = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        number = value.isascii() and value.isdigit() and len(value) <= DIGITS and int(value)
        if name not in names or not number:
            raise Refused(
                f"{setting!r} sets no limit.",
                remedy=f"Write NAME=NUMBER, with one of: {', '.join(names)}.",
            )
        told[name] = number
    return replace(USUAL, **told)
