"""Inner fields: what no outsider could put beside a person, password hash and customer number.

Three things are compared, each row by the strongest key it has:

- the row's customer number leads to a record: is the password hash that record's?
- the row has no number; its e-mail address (or else its name) leads to a record: is the hash its?
- the row's customer number and name lead to a record: is it that person's, or somebody else's
  entirely (name, e-mail and phone all different)? The latter speaks against a true copy.

Only hashes of the same form are compared, and only rare ones: the hash of a password that many
customers share is no secret. Earlier hashes of the history count as agreement. Hashes that disagree
say little, for a company that resets all passwords after the theft makes them disagree.

>>> answer = {"numbered": 0, "numbered_agree": 0, "addressed": 6, "addressed_agree": 6,
...           "common": 0, "known": 0, "others": 0}
>>> weigh(answer).log10
3.0
>>> weigh(answer | {"addressed_agree": 0}).log10
-1.0
>>> weigh(answer | {"addressed": 0, "known": 500, "others": 499}).log10
-3.0
>>> weigh(answer | {"addressed": 0, "addressed_agree": 0, "common": 6}).because
'the password hashes are all of passwords that many customers share, and no customer number can be held against a name'
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tocsin.authenticity.base import (
    CAP,
    Tally,
    bounded,
    form,
    held,
    met,
    sample,
    strength,
    total,
)
from tocsin.authenticity.check import Asked
from tocsin.authenticity.ground import Ground
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "inner fields"

FIELDS = ("name", "email", "phone", "password_hash", "customer_number")
"""The columns it reads."""

HASH_GENUINE = 0.70
"""Chance that a true copy's hash is the record's, now or earlier: passwords change, few histories
keep old ones. Judgement."""

NUMBERED_OTHERWISE = 0.01
"""Chance for an outsider to state a customer number with that customer's rare hash. He would need
the number, which the company issues, and the password besides. Judgement."""

ADDRESSED_OTHERWISE = 0.20
"""Chance for an outsider to state an address with its owner's rare hash. Where hashes are unsalted,
a password reused elsewhere gives the same hash; Das and others (The tangled web of password reuse,
NDSS 2014) found about half of people reusing one, and the outsider must hold it in clear from
another leak. Judgement: under half of that half."""

HASH_AGAINST = 1.0
"""The most that disagreeing hashes say: a general reset, a new scheme or a pepper makes them differ
in a true copy."""

NUMBER_GENUINE, NUMBER_OTHERWISE = 0.98, 0.05
"""Chance that a claimed number that exists is of the person named beside it: in a true copy nearly
always; a number made up falls on somebody else, save for some seen on receipts. Judgement."""

NUMBER_FOR, NUMBER_AGAINST = 3.0, 3.0
"""Numbers stand on letters and receipts, so they alone do not reach the cap; and a system that
numbers its customers anew makes them all disagree, so neither do they against."""


def ask(leak: ir.Table, ground: Ground) -> ir.Table:
    """One row: rows compared and agreeing by number and by address, common ones, numbers of others."""
    common = leak.password_hash.isin(ground.common.password_hash)
    rows = leak.select("row", *FIELDS, rare=(leak.password_hash.notnull() & ~common))
    numbered = held(rows, "customer_number")
    unnumbered = rows.filter(rows.customer_number.isnull(), rows.rare)
    unaddressed = held(unnumbered.filter(unnumbered.email.isnull()), "name")
    by_number = _by_number(numbered, ground)
    addressed = ibis.union(
        _hashes(held(unnumbered, "email"), ground, "email"), _hashes(unaddressed, ground, "name")
    )
    shared = rows.filter(rows.password_hash.notnull() & ~rows.rare)
    parts = (
        by_number.aggregate(
            numbered=total(by_number.form),
            numbered_agree=total(by_number.hash),
            known=total(by_number.named),
            others=total(by_number.named & ~by_number.person),
        ),
        addressed.aggregate(addressed=total(addressed.form), addressed_agree=total(addressed.hash)),
        shared.aggregate(common=shared.count()),
    )
    return parts[0].cross_join(parts[1]).cross_join(parts[2])


def _ever(condition: ir.BooleanValue) -> ir.BooleanScalar:
    """Whether it holds of one of a row's pairs at least."""
    return condition.any().fill_null(False)


def _hashes(rows: ir.Table, ground: Ground, key: str) -> ir.Table:
    """Rows whose key leads to a record: whether a hash there is of the same `form`, or the same `hash`."""
    pairs = met(rows, ground.register, ground.past, key, "password_hash")
    return pairs.group_by("row").aggregate(
        form=_ever(form(pairs.password_hash) == form(pairs.their_password_hash)),
        hash=_ever(pairs.password_hash == pairs.their_password_hash),
    )


def _by_number(rows: ir.Table, ground: Ground) -> ir.Table:
    """Rows whose number leads to a record: what its hash says, if it is rare, and its person.

    `named`: the number exists and there are names on both sides; `person`: something agrees.
    """
    pairs = met(rows, ground.register, ground.past, "customer_number", *FIELDS[:-1])
    claims = pairs.name.notnull() & (pairs.email.notnull() | pairs.phone.notnull())
    same = (pairs[f] == pairs[f"their_{f}"] for f in ("name", "email", "phone"))
    return pairs.group_by("row").aggregate(
        form=_ever(pairs.rare & (form(pairs.password_hash) == form(pairs.their_password_hash))),
        hash=_ever(pairs.rare & (pairs.password_hash == pairs.their_password_hash)),
        named=_ever(claims & pairs.now & pairs.their_name.notnull()),
        person=_ever(ibis.or_(*(agrees.fill_null(False) for agrees in same))),
    )


def weigh(answer: Row) -> Support:
    """Weigh hashes and numbers; both ways the stronger alone, for they are of the same rows."""
    numbered, addressed = whole(answer, "numbered"), whole(answer, "addressed")
    known, others = whole(answer, "known"), whole(answer, "others")
    if not numbered + addressed + known:
        return Support(NAME, 0.0, _silence(whole(answer, "common")))
    agree = whole(answer, "numbered_agree") + whole(answer, "addressed_agree")
    hashes = bounded(
        strength(
            Tally(whole(answer, "numbered_agree"), numbered, HASH_GENUINE, NUMBERED_OTHERWISE),
            Tally(whole(answer, "addressed_agree"), addressed, HASH_GENUINE, ADDRESSED_OTHERWISE),
        ),
        CAP,
        HASH_AGAINST,
    )
    numbers = bounded(
        strength(Tally(known - others, known, NUMBER_GENUINE, NUMBER_OTHERWISE)),
        NUMBER_FOR,
        NUMBER_AGAINST,
    )
    parts = []
    if numbered + addressed:
        parts.append(
            f"in {agree:,} of {numbered + addressed:,} rows compared the password hash is that of "
            f"the same record ({numbered:,} by customer number, {addressed:,} by address or name)"
        )
    if known:
        parts.append(
            f"of {known:,} customer numbers that exist, {others:,} belong to somebody else entirely"
        )
    few = sample(max(numbered + addressed, known))
    return Support(NAME, _together(hashes, numbers), "; ".join(parts) + few)


def _together(hashes: float, numbers: float) -> float:
    if hashes * numbers > 0:
        return max(hashes, numbers, key=abs)
    return round(hashes + numbers, 1)


def _silence(common: int) -> str:
    if common:
        hashes = "the password hashes are all of passwords that many customers share"
    else:
        hashes = "no password hash can be held against a record"
    return f"{hashes}, and no customer number can be held against a name"


CHECK = Asked(
    NAME,
    Question.COPIED,
    "Ask for rows with their customer numbers and password hashes, of customers whom you name.",
    inner=True,
    ask=ask,
    weigh=weigh,
)
