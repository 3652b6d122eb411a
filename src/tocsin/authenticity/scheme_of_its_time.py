"""Scheme of its time: whether the rows' password hashes are of a scheme that their accounts can have had.

Firms change to stronger schemes and not back. So a row may well show a weaker scheme than its record has now:
it is older. It may not show a stronger one than its record ever had (bcrypt, where the register still has MD5),
nor one that the register had ceased to give months before the account was opened. Rows made by somebody who
knows the people and not the register, or of another system of theirs, do.

>>> from tocsin.authenticity.evidence import Schemes
>>> weigh(Evidence(schemes=Schemes(hashes=600, unlike=580, stronger=580))).log10
-2.0
>>> weigh(Evidence(schemes=Schemes(hashes=600, unlike=580))).because
'580 of 600 tied rows have a hash of another scheme than their record, a weaker one: as before a change of scheme'
>>> weigh(Evidence(schemes=Schemes(hashes=600, unlike=3, stronger=3))).log10
0.0
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tocsin.authenticity.base import Tally, bounded, form, strength, total
from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence
from tocsin.terms.verdict import Question, Support

NAME = "scheme of its time"

STRONGER = (
    ("16",),  # MySQL before 4.1, half of an MD5
    ("32",),  # MD5, NTLM
    ("40", "41"),  # SHA-1, MySQL 4.1
    ("56", "64", "96", "128"),  # SHA-2, SHA-3
    ("32:", "40:", "64:", "128:", "1", "apr1", "H", "P", "S"),  # salted; MD5 crypt, phpass
    ("5", "6", "pbkdf2_sha1", "pbkdf2_sha256", "pbkdf2-sha256", "pbkdf2_sha512"),
    ("bcrypt", "bcrypt_sha256", "scrypt", "7", "y", "argon2i", "argon2d", "argon2id"),
)
"""Forms of hashes (`base.form`), the weakest first: what a change of scheme leads from and to. Those of one line
have replaced each other both ways."""

SEVERAL, SHARE = 5, 0.1
"""Rows that cannot be, and their share, from which it speaks: a wrong link makes one."""

LATE_DAYS = 180
"""Days before an account was opened, since when the register must have given no hash of the form."""

SEEN = 20
"""Records of a form in the register's sample, from which it is known when it was given last."""

GENUINE, OTHERWISE = 0.97, 0.50
"""Chance that a row's scheme can be its account's: in a true copy, and in rows made up or another system's, which
has its scheme by accident. Judgement."""

AGAINST = 2.0
"""A register that was put back to an older scheme, or that was taken before the leak, would look the same."""


def ask(
    leak: ir.Table, links: ir.Table, register: ir.Table, past: ir.Table, eras: ir.Table
) -> ir.Table:
    """One row: `stronger` and `late` of the tied rows. `eras` as `given` has them; `register` has `created`."""
    theirs = register.select("id", "created", theirs=_rank(form(register.password_hash)))
    tied = links.join(theirs, [("register_id", "id")])
    rows = leak.filter(leak.password_hash.notnull()).select("row", form=form(leak.password_hash))
    pairs = rows.join(tied, [("row", "leak_row")])
    held = past.filter(past.field == "password_hash")
    earlier = held.group_by("id").aggregate(earlier=_rank(form(held.value)).max())
    seen = pairs.mutate(its=_rank(pairs.form)).left_join(earlier, "id").left_join(eras, "form")
    most = ibis.greatest(seen.theirs, seen.earlier.fill_null(seen.theirs))
    stronger = (seen.its > most).fill_null(False)
    late = (seen.theirs != seen.its) & (seen.created > seen.last + ibis.interval(days=LATE_DAYS))
    return seen.aggregate(stronger=total(stronger), late=total(late.fill_null(False) & ~stronger))


def given(sample: ir.Table) -> ir.Table:
    """When each form of hash was given `last`: `form`, `last`; of records with `password_hash` and `set`."""
    formed = sample.filter(sample.password_hash.notnull(), sample.set.notnull())
    formed = formed.select("set", form=form(formed.password_hash))
    counted = formed.group_by("form").aggregate(last=formed.set.max(), records=formed.count())
    return counted.filter(counted.records >= SEEN).select("form", "last")


def _rank(named: ir.StringValue) -> ir.IntegerValue:
    """How strong a form is; NULL of one that is not known."""
    ranks = ((named.isin(forms), rank) for rank, forms in enumerate(STRONGER))
    return ibis.cases(*ranks, else_=ibis.null("int64"))


OLDER = ", a weaker one: as before a change of scheme"


def weigh(known: Evidence) -> Support:
    """Speak against where rows have hashes that their accounts cannot have had; never for."""
    found = known.schemes
    if found is None or not found.hashes:
        return Support(NAME, 0.0, "no tied row has a password hash beside one of its record")
    if not found.unlike:
        because = (
            f"all {found.hashes:,} tied rows have a hash of the scheme that their record has or had"
        )
        return Support(NAME, 0.0, because)
    wrong = found.stronger + found.late
    because = f"{found.unlike:,} of {found.hashes:,} tied rows have a hash of another scheme than their record"
    if wrong < max(SEVERAL, SHARE * found.hashes):
        why = f", {wrong:,} one that its account cannot have had" if wrong else ""
        return Support(NAME, 0.0, f"{because}{why or OLDER}")
    parts = [
        f"{found.stronger:,} a stronger one than it ever had" if found.stronger else "",
        f"{found.late:,} one that was given no more when the account was opened"
        if found.late
        else "",
    ]
    log = strength(Tally(found.hashes - wrong, found.hashes, GENUINE, OTHERWISE))
    return Support(
        NAME, bounded(log, 0.0, AGAINST), f"{because}, {' and '.join(filter(None, parts))}"
    )


CHECK = Told(NAME, Question.COPIED, weigh=weigh)
