"""Findings of passwords: how they are kept, what a buyer turns back for his money, what follows elsewhere.

>>> found = Recoverable(1_000, 0.75, 0.98)
>>> md5 = Kept("MD5", False, "", 9_000, 9_000, hashes=8_000, accounts=9_000, shared=1_500, common=1_200,
...     made="MD5", largest=(90, 41), recoverable=(found,))
>>> for finding in of(Passwords((md5,), "10,000 commonest passwords of zxcvbn 4.5.0", (2_565, 4_586)), (Locus("9f86d0"),)):
...     print(finding.says)
9,000 rows of the leak keep a password as MD5, unsalted.
Of 9,000 accounts, 1,500 share their hash with another account: without a salt, they have the same password. The largest groups have 90 and 41 accounts.
The hashes of 1,200 accounts (13.3%) are those of one of the 10,000 commonest passwords of zxcvbn 4.5.0: they were made by MD5 alone. The curves expect 8% to 21%.
A buyer who spends 1,000 EUR turns back 75% to 98% of the passwords kept as MD5, unsalted.
The same passwords open about 2,600 to 4,600 accounts with other firms, for a buyer who spends 1,000 EUR.
New passwords are to be kept by Argon2id, 19 MiB of memory and 2 passes, or better; bcrypt of cost 10 or more where that cannot be had.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from tocsin.exposure.curves import BUDGETS, EUROS_PER_HOUR, higher, lower, percent
from tocsin.exposure.hash_speeds import CARD, READ
from tocsin.exposure.passwords_common import WORDS
from tocsin.exposure.passwords_weighed import SETTLED
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.password import Kept, Passwords, Place, Recoverable

SCHEME_LIMIT = "A scheme is told by the form of what stands in the cells: other digests of the same length look the same."
MADE_LIMIT = "The function is shown by the hashes of common passwords; that the others were made by it too is supposed."
SALT_LIMIT = "Whether a salt went in that is kept elsewhere cannot be told: too few of the hashes could repeat."
UNREPEATED_LIMIT = (
    "No two accounts have the same hash, which people’s own choice would give: a salt kept elsewhere went in, "
    "or the hashes are made up."
)
SHARED_LIMIT = "It does not show which password it is, nor whose: only that it is the same."
COMMON_LIMIT = (
    "Hash was held against hash: no password was turned back, and none is kept. The list is in small letters and "
    "mostly of English words; other common passwords are not counted."
)
PEPPER_LIMIT = (
    "Hashes repeat, and yet none is that of a common password: one secret for all accounts (a pepper), or a "
    "function that was not tried, went in. Ranges suppose that a buyer has the secret; without it he turns back none."
)
UNTRIED_LIMIT = (
    "How many are common passwords was not tried, since each account would have to be guessed at, which is what "
    "a thief does."
)
RANGE_LIMIT = (
    "It is a model and no measurement: two published curves of how people choose (as cited at second hand, not "
    f"checked against their fits), the speed of one {CARD} as others measured it (read {READ}), rented at "
    f"{EUROS_PER_HOUR:.2f} EUR an hour. These customers may choose better or worse than those of the curves; a "
    "long random password is not turned back at any price here."
)
GUESSES_LIMIT = (
    "Nobody’s password is known here. At the next log-in, while it is at hand, an estimate of the guesses that it "
    "takes (zxcvbn, say) tells whom to advise to change it elsewhere too; such an estimate is rough itself."
)
UNMEASURED_LIMIT = "Not told is not safe: it says only that no speed was measured that we know of."
ELSEWHERE_LIMIT = (
    "It rests on studies of reuse: 38% use the very same password elsewhere (Wang and others, 2017), 52% one for "
    "several accounts (Google and Harris, 2019, at second hand). Passwords changed a little are not counted; "
    "one person may have several such accounts, or none."
)
TOKEN_LIMIT = "It may be a random number with nothing in it: ask who wrote the system."  # noqa: S105
REGISTER_LIMIT = "That it was copied too is not shown, nor that it was not."
ADVICE = (
    "New passwords are to be kept by Argon2id, 19 MiB of memory and 2 passes, or better; bcrypt of cost 10 or "
    "more where that cannot be had."
)
ADVICE_LIMIT = (
    "Source: OWASP, Password Storage Cheat Sheet (cheatsheetseries.owasp.org; PBKDF2-HMAC-SHA256 of 600,000 "
    "iterations where FIPS 140 is asked for; bcrypt takes 72 bytes at most); NIST SP 800-63B-4 (2025, read at second "
    "hand): hold new passwords against a list of common ones, ask for 15 characters where nothing else is asked "
    "for, force a change only after a breach. A new scheme helps nobody whose hash is out already: those are "
    "reset, old hashes deleted, sessions and tokens ended."
)


EXPECTED = percent((lower(WORDS), higher(WORDS)))
"""Share of passwords among the commonest, as the two curves say: what the count is to be held against."""


def of(passwords: Passwords | None, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Tell it all, the weakest way first; nothing where the leak keeps no password."""
    if passwords is None:
        return ()
    told: list[Finding] = []
    for number, kept in enumerate(passwords.kept):
        key = f"passwords.{number}"
        if kept.place is Place.REGISTER:
            told.append(_register(kept, basis, key))
        elif kept.place is Place.TOKEN:
            told.append(_token(kept, basis, key))
        else:
            told += _kept(kept, passwords, basis, key)
    told += _decides(passwords, basis)
    told += _elsewhere(passwords, basis)
    told.append(Finding(ADVICE, basis, Certainty.PROBABLE, ADVICE_LIMIT, "passwords.advice"))
    return tuple(told)


def _kept(
    kept: Kept, passwords: Passwords, basis: tuple[Locus, ...], key: str
) -> Iterable[Finding]:
    others = any(one.place is Place.LEAK for one in passwords.kept)
    where = " in a column beside it" if kept.place is Place.BESIDE and others else ""
    how = "in plain text" if kept.plain else f"as {kept}"
    keep = "row of the leak keeps" if kept.rows == 1 else "rows of the leak keep"
    limit = " ".join((_scheme_limit(kept), *_salt_limit(kept, passwords)))
    says = f"{kept.rows:,} {keep} a password {how}{where}."
    yield Finding(says, basis, Certainty.PROBABLE, limit, key)
    if kept.shared and not kept.salted:
        yield Finding(_shared(kept), basis, Certainty.PROBABLE, SHARED_LIMIT, f"{key}.shared")
    if kept.common is not None and not kept.plain:
        says = _common(kept, passwords.listed)
        yield Finding(says, basis, Certainty.PROBABLE, COMMON_LIMIT, f"{key}.common")
    yield _range(kept, basis, f"{key}.recoverable")
    yield from _guesses(kept, basis, f"{key}.guesses")


def _scheme_limit(kept: Kept) -> str:
    return MADE_LIMIT if kept.made and kept.made == kept.scheme else SCHEME_LIMIT


def _salt_limit(kept: Kept, passwords: Passwords) -> Iterable[str]:
    if kept.plain:
        return
    if passwords.salt_column:
        yield "The leak has a column headed as one of salts: what is in it was copied with the hashes."
    if kept.salted is None:
        yield SALT_LIMIT
    elif kept.salted is False and not kept.common and kept.accounts >= SETTLED:
        yield PEPPER_LIMIT
    elif kept.salted and kept.common is None and kept.hashes == kept.accounts and not kept.cost:
        yield UNREPEATED_LIMIT
    if kept.salted:
        yield UNTRIED_LIMIT


def _shared(kept: Kept) -> str:
    share = f"Of {kept.accounts:,} accounts, {kept.shared:,} share their hash with another account"
    groups = ""
    if len(kept.largest) > 1:
        *some, last = (f"{size:,}" for size in kept.largest)
        groups = f" The largest groups have {', '.join(some)} and {last} accounts."
    elif kept.largest:
        groups = f" The largest group has {kept.largest[0]:,} accounts."
    if kept.salted is None:
        return f"{share}.{groups}"
    return f"{share}: without a salt, they have the same password.{groups}"


def _common(kept: Kept, listed: str) -> str:
    if not kept.common:
        return f"No hash is that of one of the {listed}, by any function tried."
    share = f" ({kept.common / kept.accounts:.1%})" if kept.accounts else ""
    are = "hash of 1 account" if kept.common == 1 else f"hashes of {kept.common:,} accounts"
    verb = "is that" if kept.common == 1 else "are those"
    made = "it was" if kept.common == 1 else "they were"
    expected = (
        f" The curves expect {EXPECTED}." if kept.accounts >= SETTLED and not kept.salted else ""
    )
    return f"The {are}{share} {verb} of one of the {listed}: {made} made by {kept.made} alone.{expected}"


def _range(kept: Kept, basis: tuple[Locus, ...], key: str) -> Finding:
    if kept.plain:
        says = "A password in plain text needs no turning back: whoever has the leak has it."
        return Finding(says, basis, Certainty.PROBABLE, SCHEME_LIMIT, key)
    if not kept.recoverable:
        says = f"What a buyer turns back of the passwords kept as {kept} cannot be told."
        return Finding(says, basis, Certainty.UNRESOLVED, UNMEASURED_LIMIT, key)
    return Finding(
        f"A buyer who spends {ranges(kept.recoverable)} of the passwords kept as {kept}.",
        basis,
        Certainty.PROBABLE,
        RANGE_LIMIT,
        key,
    )


def _guesses(kept: Kept, basis: tuple[Locus, ...], key: str) -> Iterable[Finding]:
    """How good a password must be to be out of reach: what an estimate at the next log-in is held against."""
    middle = kept.at(BUDGETS[1])
    if kept.plain or middle is None or not middle.guesses[1]:
        return
    most = power(middle.guesses[1])
    yield Finding(
        f"{BUDGETS[1]:,} EUR pay for about {most} guesses at each account: a password that takes more is out of "
        "that buyer’s reach.",
        basis,
        Certainty.PROBABLE,
        GUESSES_LIMIT,
        key,
    )


def power(number: float) -> str:
    """Write a number so that its size is seen.

    >>> power(27_332.3), power(3_400_000.0), power(1.4769e18)
    ('27,000', '3,400,000', '1.5 x 10^18')
    """
    if number < 1e7:
        return f"{rounded(round(number)):,}"
    digits = math.floor(math.log10(number))
    return f"{number / 10**digits:.1f} x 10^{digits}"


def ranges(recoverable: Iterable[Recoverable]) -> str:
    """Say what is turned back for each budget.

    >>> ranges([Recoverable(100, 0.05, 0.16), Recoverable(1_000, 0.1, 0.25)])
    '100 EUR turns back 5% to 16%, 1,000 EUR 10% to 25%'
    """
    first, *others = (
        (f"{one.budget_eur:,} EUR", percent((one.low, one.high))) for one in recoverable
    )
    return ", ".join((" turns back ".join(first), *(" ".join(other) for other in others)))


def _decides(passwords: Passwords, basis: tuple[Locus, ...]) -> Iterable[Finding]:
    """Where several columns keep a row's password, that the weakest decides."""
    beside = [one for one in passwords.kept if one.place in (Place.LEAK, Place.BESIDE)]
    strong = [one for one in beside if one.decides < one.rows]
    weak = [one for one in beside if one.decides and one not in strong]
    if not strong or not weak:
        return
    spared = sum(one.rows - one.decides for one in strong)
    names = "; ".join(str(one) for one in weak)
    yield Finding(
        f"In {spared:,} rows a weaker hash, or the password itself, stands beside a stronger one, and decides: "
        f"{names}.",
        basis,
        Certainty.PROBABLE,
        "That both are of the same password is supposed: it may have been changed between them.",
        "passwords.weakest",
    )


def _token(kept: Kept, basis: tuple[Locus, ...], key: str) -> Finding:
    says = (
        f"{kept.rows:,} rows have beside it what has the form of {kept.scheme}, in a column of tokens. If it is "
        "made of the password, as at Ashley Madison in 2015, it decides."
    )
    return Finding(says, basis, Certainty.UNRESOLVED, TOKEN_LIMIT, key)


def _register(kept: Kept, basis: tuple[Locus, ...], key: str) -> Finding:
    reach = f" Of those a buyer who spends {ranges(kept.recoverable)}." if kept.recoverable else ""
    says = (
        f"The register keeps passwords of {kept.rows:,} customers as {kept} in its column "
        f"{kept.column!r}, which the leak does not show.{reach}"
    )
    return Finding(says, basis, Certainty.UNRESOLVED, f"{REGISTER_LIMIT} {SCHEME_LIMIT}", key)


def _elsewhere(passwords: Passwords, basis: tuple[Locus, ...]) -> Iterable[Finding]:
    if passwords.elsewhere is None:
        return
    low, high = (rounded(end) for end in passwords.elsewhere)
    yield Finding(
        f"The same passwords open about {low:,} to {high:,} accounts with other firms, for a buyer who spends "
        f"{BUDGETS[1]:,} EUR.",
        basis,
        Certainty.PROBABLE,
        f"{ELSEWHERE_LIMIT} {RANGE_LIMIT}",
        "passwords.elsewhere",
    )


def rounded(number: int) -> int:
    """Round to two figures: more would say what nobody knows.

    >>> rounded(184_275), rounded(7), rounded(0)
    (180000, 7, 0)
    """
    return round(number, 2 - len(str(abs(number)))) if number else 0
