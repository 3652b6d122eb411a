"""Comparisons: what each field of a leaked row, held against a register record, is worth in bits.

Fellegi and Sunter, "A Theory for Record Linkage", JASA 64 (1969): for every level of agreement,
m is how often it happens between a row and its own record, u how often between a row and somebody
else's; the weight of the level is log2(m/u). What is missing on either side is worth nothing, either
way. The m and u here are priors for a leak nobody has labelled; each says what it rests on.

>>> round(EMAIL.level("same").bits, 1)
19.8
>>> round(EMAIL.level("differs").bits, 1)
-4.1
>>> EMAIL.level("missing").bits
0.0
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tocsin.kinds import full_name
from tocsin.linkage.levels import Comparison, Condition, Level, Similarity, filled, like, same


def _names(*words: str) -> Condition:
    """Names that agree as one of these words of `kinds.full_name.agreement` says."""

    def when(pairs: ir.Table, _similarity: Similarity) -> ir.BooleanValue:
        return pairs.names_agree.isin(words)

    return when


def _name_close(pairs: ir.Table, similarity: Similarity) -> ir.BooleanValue:
    """Nearly the same letters, or the same words but for a slip in one; never two given names."""
    alike = similarity(pairs.leak_name, pairs.register_name) >= NAME_CLOSE
    return (alike & (pairs.names_agree != "given")) | _names("spelling", "slip")(pairs, similarity)


def _name_in_part(pairs: ir.Table, similarity: Similarity) -> ir.BooleanValue:
    leak, register = pairs.leak_name, pairs.register_name
    alike = similarity(leak, register) >= NAME_LOOSE
    within = leak.contains(register) | register.contains(leak)
    return alike | within | _names("part", "family", "other")(pairs, similarity)


def _names_beside(pairs: ir.Table) -> ir.Table:
    """Say how names agree, once for each two that differ."""
    names = ("leak_name", "register_name")
    differ = pairs.filter(pairs.leak_name != pairs.register_name).select(*names).distinct()
    told = full_name.agreement(differ, *names, "names_agree")
    return pairs.left_join(told, names).drop(*(f"{name}_right" for name in names))


def _postcode_without_street(pairs: ir.Table, similarity: Similarity) -> ir.BooleanValue:
    return same("postcode")(pairs, similarity) & ~filled("street")(pairs, similarity)


EMAIL_CLOSE = 0.85
"""Two edits in an address of fourteen characters: a slip of the hand, or another domain's ending."""


EMAIL_SLIPS = 3.5
"""Edits, at most three, whatever the length: longer addresses of namesakes are alike all the same."""


def _email_close(pairs: ir.Table, similarity: Similarity) -> ir.BooleanValue:
    """Whether addresses differ by slips, and not in their digits alone: by these namesakes are told apart."""
    leak, register = pairs.leak_email, pairs.register_email
    alike = similarity(leak, register)
    edits = (1.0 - alike) * ibis.greatest(leak.length(), register.length())
    mine, theirs = (address.re_replace("[0-9]+", "") for address in (leak, register))
    return (alike >= EMAIL_CLOSE) & (edits < EMAIL_SLIPS) & (mine != theirs)


EMAIL = Comparison(
    "email",
    ("email",),
    (
        Level("same", "the e-mail address is the same", 0.90, 1e-6, same("email")),
        Level("close", "the e-mail addresses differ by a slip", 0.04, 1e-3, _email_close),
        Level("differs", "the e-mail addresses differ", 0.06, 1.0, filled("email")),
    ),
)
"""u of 'same' is one in a million and not one in a billion: addresses are built from names, so that
who makes rows up meets real addresses. Alone it therefore does not link in a register of millions.
m: 3 to 6% of customers change their address within some years (the drill's assumption)."""

NAME_CLOSE = 0.87
"""One edit in eight letters, two in sixteen; 'jean' and 'jeanne' of one surname stay below."""

NAME_LOOSE = 0.7
"""Something of the name is right: neither for nor against."""

NAME = Comparison(
    "name",
    ("name",),
    (
        Level("same", "the name is the same", 0.90, 1e-3, same("name")),
        Level("close", "the names differ by a slip", 0.06, 2e-3, _name_close),
        Level(
            "short",
            "the names are the same but for an initial, a nickname or a word",
            0.01,
            2e-3,
            _names("initial", "nickname", "contained"),
        ),
        Level(
            "given",
            "the family name is the same and the given name is another",
            0.004,
            0.05,
            _names("given"),
        ),
        Level("loose", "the names agree in part", 0.02, 0.02, _name_in_part),
        Level("differs", "the names differ", 0.004, 1.0, filled("name")),
    ),
    _names_beside,
)
"""u of 'same' is that of a very common full name (the commonest are borne by 0.05 to 0.1% of people);
where the e-mail address does not already say so, `score` puts the name's own frequency in its place.
m of 'differs': leaks rarely hold another name for the same account (marriage, a company's name)."""

PHONE_CLOSE = 0.77
"""Two digits of nine, or two that changed places."""

PHONE = Comparison(
    "phone",
    ("phone",),
    (
        Level("same", "the phone number is the same", 0.92, 7.6e-6, same("phone")),
        Level(
            "close",
            "the phone numbers differ by a digit or two",
            0.04,
            1e-3,
            like("phone", PHONE_CLOSE),
        ),
        Level("differs", "the phone numbers differ", 0.08, 1.0, filled("phone")),
    ),
)
"""u = 2**-17: made-up numbers of nine digits meet real ones, and households share one."""

STREET_CLOSE = 0.8
"""One edit in five letters: street names are spelled carelessly."""

ADDRESS = Comparison(
    "address",
    ("postcode", "street", "house"),
    (
        Level("same", "the address is the same", 0.80, 1e-6, same("postcode", "street", "house")),
        Level(
            "close",
            "the streets differ by a slip, in the same postcode at the same number",
            0.05,
            3e-6,
            like("street", STREET_CLOSE, "postcode", "house"),
        ),
        Level("street", "the street and postcode are the same", 0.03, 1e-5, same("postcode", "street")),
        Level("postcode", "the postcode is the same", 0.80, 2e-3, _postcode_without_street),
        Level("area", "the postcode is the same and the street is not", 0.03, 2e-3, same("postcode")),
        Level(
            "house", "the street and number are the same, the postcode is not", 0.02, 1e-3,
            same("street", "house"),
        ),
        Level("differs", "the addresses differ", 0.08, 1.0, filled("postcode", "street")),
    ),
)  # fmt: skip
"""u of 'postcode' is one in 500: popular postcodes hold that share of a chain's customers; a million
doors for 'same'. m of 'differs': about a tenth of people move each year (INSEE, Statbel), fewer report it."""

CUSTOMER_NUMBER = Comparison(
    "customer_number",
    ("customer_number",),
    (
        Level("same", "the customer number is the same", 0.98, 1e-3, same("customer_number")),
        Level("differs", "the customer numbers differ", 0.004, 1.0, filled("customer_number")),
    ),
)
"""Numbers that run on can be guessed: who makes rows up hits a record every time. `score` therefore
ties the weight of 'same' to the size of the register. A number never changes, so 'differs' is strong."""

PASSWORD_HASH = Comparison(
    "password_hash",
    ("password_hash",),
    (
        Level("same", "the password hash is the same", 0.90, 0.03, same("password_hash")),
        Level("differs", "the password hashes differ", 0.10, 1.0, filled("password_hash")),
    ),
)
"""u of 'same' is above that of the commonest password (about 1% in published lists), since without salt
equal passwords have equal hashes; `score` puts the hash's own frequency in its place where it is known."""

IDENTITY_CLOSE = 0.85
"""One wrong digit in seven."""

IDENTITY = Comparison(
    "identity",
    ("identity",),
    (
        Level("same", "the identity number is the same", 0.93, 1e-7, same("identity")),
        Level(
            "close",
            "the identity numbers differ by a slip",
            0.04,
            1e-4,
            like("identity", IDENTITY_CLOSE),
        ),
        Level("differs", "the identity numbers differ", 0.03, 1.0, filled("identity")),
    ),
)
"""A number that a state, or the same source as the register's, gave one person. u of 'same': who makes
rows up makes numbers up too, of which one in ten million is somebody's."""


def _turned(pairs: ir.Table, _similarity: Similarity) -> ir.BooleanValue:
    """Whether day and month stand in each other's place."""
    leak, register = pairs.leak_birth_date, pairs.register_birth_date
    turned = leak.substr(0, 5) + leak.substr(8, 2) + "-" + leak.substr(5, 2)
    return turned == register


BORN_CLOSE = 0.9
"""One digit of eight, with the two strokes between them."""

BIRTH_DATE = Comparison(
    "birth_date",
    ("birth_date",),
    (
        Level("same", "the birth date is the same", 0.92, 5e-5, same("birth_date")),
        Level("turned", "day and month of birth are exchanged", 0.02, 1e-4, _turned),
        Level("close", "the birth dates differ by a digit", 0.04, 2e-3, like("birth_date", BORN_CLOSE)),
        Level("differs", "the birth dates differ", 0.02, 1.0, filled("birth_date")),
    ),
)  # fmt: skip
"""u of 'same': one day of sixty years is one in 22,000. A birth date never changes, but is mistyped."""

CITY_CLOSE = 0.8
"""One letter in five."""

CITY = Comparison(
    "city",
    ("city",),
    (
        Level("same", "the town is the same", 0.80, 1e-2, same("city")),
        Level("close", "the towns differ by a slip", 0.08, 1.2e-2, like("city", CITY_CLOSE)),
        Level("differs", "the towns differ", 0.12, 1.0, filled("city")),
    ),
)
"""Counted only where the address says nothing for the pair: a postcode is in its town. u of 'same': a
large town holds one customer in a hundred; capitals more, where also more namesakes live."""

COMPARISONS: tuple[Comparison, ...] = (
    EMAIL,
    NAME,
    PHONE,
    ADDRESS,
    CUSTOMER_NUMBER,
    PASSWORD_HASH,
    IDENTITY,
    BIRTH_DATE,
    CITY,
)
"""In the order of the pattern."""

FIELDS: tuple[str, ...] = tuple(dict.fromkeys(field for c in COMPARISONS for field in c.fields))
"""The columns of normal tables that linking looks at."""
