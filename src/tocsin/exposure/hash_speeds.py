r"""Hash speeds: how many guesses a second one rented graphics card makes at a password of a scheme.

Measured by others with hashcat on one RTX 4090, and kept as dated data in `hash_speeds.csv`, each with
its source. A slow scheme's speed falls as its cost rises: twice the iterations, half the guesses.
Where nobody measured a scheme, no speed is told.

>>> round(speed("MD5 (or another 128-bit digest)", "").per_second / 1e9)
164
>>> speed("bcrypt", "$2y$12$"), speed("yescrypt", "")
(Speed(per_second=1974.0, cost='cost 12'), None)
>>> speed("PBKDF2-SHA256", "pbkdf2_sha256$600000$")
Speed(per_second=14761.4, cost='600,000 iterations')
>>> speed("Argon2id", "$argon2id$v=19$m=19456,t=2,p=1").cost
'19 MiB of memory, 2 passes'
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.kinds.schemes.base import CRYPT_64

CARD = "NVIDIA RTX 4090"
"""The card of which most speeds are published, and the commonest to be had for rent in 2026. A newer
one (RTX 5090) is a third faster, and dearer by as much."""

READ = "2026-11-23"
"""The day on which the table was read from its sources."""

SETTINGS = (
    "^(?:bcrypt(?:_sha256)?[$][$]|[$](?:wp[$])?)2[abxy]?[$][0-9]{2}[$]"
    "|^(?:argon2)?[$]argon2(?:id|i|d)[$](?:v=[0-9]{1,10}[$])?m=[0-9]{1,10},t=[0-9]{1,10},p=[0-9]{1,10}"
    "|^[$][56][$]rounds=[0-9]{1,10}[$]"
    "|^[$][PHS][$][./0-9A-Za-z]"
    "|^pbkdf2_sha[0-9]{1,3}[$][0-9]{1,10}[$]"
    "|^[$]pbkdf2(?:-sha[0-9]{1,3})?[$][0-9]{1,10}[$]"
    "|^pbkdf2:[a-z0-9]+:[0-9]{1,10}[$]"
    "|^SCRAM-SHA-256[$][0-9]{1,10}:"
    "|^[$]scrypt[$]ln=[0-9]{1,10},r=[0-9]{1,10},p=[0-9]{1,10}"
    "|^scrypt:[0-9]{1,10}:[0-9]{1,10}:[0-9]{1,10}[$]"
)
"""What a hash says of its cost: the letters before its salt. For both engines. Longer numbers are nobody's cost."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Guesses a second of one card, and the cost as a person reads it ('' where a scheme has none)."""

    per_second: float
    cost: str


@dataclass(frozen=True, slots=True)
class Family:
    """Schemes that are guessed alike: which measurement tells their speed, and their usual cost."""

    schemes: str
    """A regular expression for their names, as `kinds.schemes` says them."""

    mode: int
    """hashcat's number of the measurement."""

    usual: int = 1
    """The work of a hash that does not say its own: what the scheme prescribes."""


FAMILIES: tuple[Family, ...] = (
    Family("^MD5 [(]or |^MD5 [(]LDAP", 0),
    Family("^MD5 with|^salted MD5|^MD5 with the user", 20),
    Family("^SHA-1 [(]or |^SHA-1 [(]LDAP", 100),
    Family("^SHA-?1 with|^salted SHA-1|^SQL Server 200[05]$|^Oracle 11g$", 120),
    Family("^MySQL 4.1", 4500),
    Family("^SHA-(?:224|256) [(]or |^SHA-256 [(]LDAP", 1400),
    Family("^SHA-?(?:224|256) with|^salted SHA-256", 1420),
    Family("^SHA-(?:384|512) [(]or |^SHA-(?:384|512) [(]LDAP", 1700),
    Family("^SHA-?(?:384|512) with|^salted SHA-(?:384|512)|^SQL Server 2012$", 1710),
    Family("^NTLM", 1000),
    Family("^MD5 crypt|^Apache MD5", 500, 1_000),
    Family("^phpass", 400, 8_192),
    Family("^Drupal 7", 7900, 32_768),
    Family("^SHA-256 crypt", 7400, 5_000),
    Family("^SHA-512 crypt", 1800, 5_000),
    Family("^PBKDF2-SHA1 [(]Atlassian", 12000, 10_000),
    Family("^PBKDF2-SHA1", 12000, 1_000),
    Family("^PBKDF2 [(]ASP.NET Identity 3", 10900, 10_000),
    Family("^PostgreSQL SCRAM", 10900, 4_096),
    Family("^PBKDF2-SHA(?:224|256)", 10900, 1_000),
    Family("^PBKDF2-SHA(?:384|512)", 12100, 1_000),
    Family("bcrypt", 3200, 32),
    Family("^scrypt", 8900, 131_072),
    Family("^Argon2", 34000, 196_608),
)
"""The first that fits. Salted digests are taken at their slower order (salt before password); what is
built on a digest by a maker of databases is as fast as that. A hash that hides its cost (ASP.NET, phpass
cut short) is taken at the least that its maker ever wrote: what is claimed safe must not rest on a guess."""

SCRYPT, ARGON2 = 8900, 34000
"""Those whose cost is of memory too."""

ITERATED = (1800, 7400, 10900, 12000, 12100)
"""Those whose hash writes its iterations in full."""

BCRYPT, BCRYPT_12 = 3200, 28400
"""bcrypt is measured at cost 5 and at cost 12, where cards do a third better than halving eight times
says: from 12 on the second counts."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A line of `hash_speeds.csv`."""

    per_second: float
    work: int
    """Iterations of one guess; of scrypt N x r x p, of Argon2 KiB of memory x passes."""


@cache
def measured() -> dict[int, Measured]:
    """The table, by hashcat's number."""
    return {
        int(line["mode"]): Measured(float(line["per_second"]), int(line["work"]))
        for line in lines()
    }


def lines() -> list[dict[str, str]]:
    """The table as it is written: `mode`, `name`, `work`, `per_second`, `hashcat`, `source`, `read`."""
    text = files("tocsin.exposure").joinpath("hash_speeds.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def speed(scheme: str, settings: str) -> Speed | None:
    """Guesses a second at hashes of a scheme with these `SETTINGS`; None where none was measured."""
    family = next((one for one in FAMILIES if re.search(one.schemes, scheme)), None)
    if family is None:
        return None
    work, says = _cost(family, settings)
    known = measured()[family.mode]
    per_second = known.per_second * known.work / work
    if family.mode == BCRYPT and work >= measured()[BCRYPT_12].work:
        long = measured()[BCRYPT_12]
        per_second = long.per_second * long.work / work
    return Speed(round(per_second, 1), says)


def _cost(family: Family, settings: str) -> tuple[int, str]:
    """The work of one guess, and how it is said."""
    if family.usual == 1:
        return 1, ""
    numbers = [int(number) for number in re.findall("[0-9]+", settings)]
    if family.mode == BCRYPT:
        cost = numbers[-1] if numbers else 5
        return int(2 ** min(cost, 31)), f"cost {cost}" if numbers else "cost not said"
    if family.mode == ARGON2 and len(numbers) >= 3:
        memory, passes, _ = numbers[-3:]
        return max(memory * passes, 1), f"{memory / 1024:.0f} MiB of memory, {passes} passes"
    if family.mode == SCRYPT and len(numbers) >= 3:
        first, r, p = numbers[-3:]
        n = 2 ** min(first, 63) if "ln=" in settings else first
        return max(n * r * p, 1), f"N={n}, r={r}, p={p}"
    if settings[:3] in ("$P$", "$H$", "$S$"):
        iterations = 2 ** min(CRYPT_64.index(settings[-1]), 31)
        return iterations, f"{iterations:,} iterations"
    if numbers and family.mode in ITERATED:
        return max(numbers[-1], 1), f"{numbers[-1]:,} iterations"
    taken = "as usual" if family.mode in (SCRYPT, ARGON2) else f"as {family.usual:,} iterations"
    return family.usual, f"cost not said, taken {taken}"
