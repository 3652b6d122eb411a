r"""Sieve: which rows may hold a number in one of the disguises: one pass over all cells, in the engine.

Each cell is held against the shapes by itself. No shape has a bar in it, so a row's cells with a bar between would give the
same rows; but over a whole row an automaton meets so many states that it forgets and begins anew: it takes three times as long.

A row that the sieve keeps need hold nothing; one that it passes over holds none in a disguise known here. Shapes are
read by RE2 (DuckDB) and Java (Spark) alike. Cells of a column of hashes that have the form of one are left out: a
hash holds such runs of digits by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import ibis
import ibis.expr.types as ir

from tocsin.exposure import said
from tocsin.exposure.sought import NUMBERS, WORDS, by_name
from tocsin.kinds import iban
from tocsin.kinds.folding import trim
from tocsin.terms.table import Column

BAR = "|"
"""Between cells. No number is written with it."""

HASH = "^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{56,128}|[$*{].*)$"
"""A cell of a column of hashes that is left out."""

HASHED_DIGITS = "^(?:[2-5][0-9a-fA-F])+$"
"""Such a cell whose bytes all are ASCII digits or capitals: in hexadecimal, a number has the form of a hash."""

_D = "[0-9OoIl]"
_CC = "|".join(iban.COUNTRIES_OF)
_CC_TURNED = "|".join(country[::-1] for country in iban.COUNTRIES_OF)
_EDGE = "(?:^|[^0-9A-Za-z])"

DIGITS = f"{_EDGE}[A-Za-z]{{0,8}}(?:00[0-25-9]|0?[1-9OoIl])(?:[ ./_,;-]{{0,3}}{_D}){{12}}"
"""Thirteen digits, be they stuck to a word; not those that begin with 003 or 004, as telephone numbers of Europe do."""

SINGLE = f"{_EDGE}[0-9A-Za-z](?:[ ./_-][0-9A-Za-z]){{8}}"
"""Single characters, a blank between."""

_CHECK = (
    f"(?:[0-9]{_D}|[OoIl][0-9]|[OI]{{2}}|[OoIl]{{2}}[^0-9A-Za-z|]{{0,3}}[0-9A-Za-z]{{0,3}}[0-9])"
)
"""Two check digits; where both are letters a digit stands soon behind: else 'Gilles' would begin like one."""

IBAN_LIKE = (
    f"{_EDGE}(?:(?i:iban|compte|konto|rekening|rib))?(?i:{_CC}){_CHECK}"
    "(?:[^0-9A-Za-z|]{0,3}[0-9A-Za-z]{4}){2}[^0-9A-Za-z|]{0,3}[0-9A-Za-z]{3}"
)
IBAN_TURNED = f"(?:[0-9A-Za-z]{{4}}[ ./_-]?){{2}}{_D}{{2}}(?i:{_CC_TURNED})(?:[^0-9A-Za-z]|$)"
"""From right to left: the country comes last."""

BELGIAN = "[0-9]{2}[.][0-9]{2}[.][0-9]{2}-[0-9]{3}[.][0-9]{2}"
"""A Belgian number in its official writing."""

CORSICAN = f"2[ ./_-]?[ABab][ ./_-]?{_D}{{3}}[ ./_-]?{_D}{{3}}"
"""Within a French number of somebody born in Corsica: a letter stands among its digits."""

OTHER_DIGITS = "[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]"
"""Digits of the scripts that are much used, and wide ones."""

UNSEEN = "(?:[0-9A-Za-z][\u00a0\u00ad\u2000-\u200f\u202f\u2060\ufeff][0-9A-Za-z]+){2}"
"""Blanks that do not break and invisible characters, twice between letters or digits."""

ESCAPED = "(?:(?:\\\\x|0x|%|\\\\u00|&#x?)[0-9A-Fa-f]{2,3};?[ ,]?){8}|(?:%2[0D]|&nbsp;)[0-9A-Za-z]{1,6}(?:%2[0D]|&nbsp;)"
HEXADECIMAL = "(?:[2-5][0-9A-Fa-f]){9}"
"""Nine bytes of ASCII digits, capitals and blanks. Of random hexadecimal one place in ten thousand begins so."""

HEX_LIKE = f"(?:^|[^0-9A-Za-z])(?:0x)?{HEXADECIMAL}"
BASE64 = "(?:[I-X][CDEFSTUVijklyz01][ABEFIJMNQRUVYZcdghklopstwx014589][0-9A-Za-z+/_-]){3}"
"""Nine ASCII digits, capitals and blanks in base64: the first two bits of each byte are known, and more."""

SIEVE = "|".join(
    f"(?:{shape})"
    for shape in (
        DIGITS,
        SINGLE,
        IBAN_LIKE,
        IBAN_TURNED,
        BELGIAN,
        CORSICAN,
        OTHER_DIGITS,
        UNSEEN,
        ESCAPED,
        HEX_LIKE,
        BASE64,
        f"(?i:{WORDS})",
        said.SIFTED,
    )
)

PIECE = "^ *[A-Za-z]{0,4}[0-9][0-9A-Za-z .-]* *$"
"""A cell that may be a piece of a number split over neighbouring columns."""

BEGUN = f"^ *(?i:{_CC})(?:[0-9]{_D}|[OoIl][0-9]|[OI]{{2}})[0-9A-Za-z .-]*$"
REST = "^[0-9A-Za-z .-]{2,30}$"
"""The first piece of an IBAN, and any further one: banks' own letters may leave no digit at its beginning."""

KNOWN = frozenset(
    {
        "phone", "postcode", "date", "birth_date", "time", "customer_number", "order_number", "amount", "ip",
        "coordinates", "siren", "siret", "vat", "email", "password_hash", "url", "country", "sex", "token", "card_expiry",
        "cvv", "bic",
    }
)  # fmt: skip
"""Kinds of columns whose cells are taken for what they are, and not for pieces of a number."""

OF_ITSELF = frozenset(one.name for one in NUMBERS)
"""Kinds whose columns are counted as what they hold (`held`): only their other cells are searched."""


def apart(columns: Sequence[Column]) -> tuple[tuple[int, ...], ...]:
    """Runs of two and more neighbouring columns that a number may be split over.

    >>> apart([Column("a"), Column("b"), Column("c", "phone"), Column("d"), Column("e", "city"), Column("f")])
    ((0, 1), (3, 4, 5))
    """
    runs: list[list[int]] = [[]]
    for place, column in enumerate(columns):
        if column.kind in KNOWN or column.kind in OF_ITSELF:
            runs.append([])
        else:
            runs[-1].append(place)
    return tuple(tuple(run) for run in runs if len(run) > 1)


def suspects(extract: ir.Table, columns: Sequence[Column]) -> ir.Table:
    """The rows of an extract (`row`, `c0`, `c1` ...) that may hold a number, with their cells."""
    if not columns:
        return extract.filter(ibis.literal(value=False))
    seen: list[ir.BooleanValue] = []
    for place, column in enumerate(columns):
        cell = extract[f"c{place}"]
        if column.kind == "password_hash":
            seen.append(cell.re_search(HASHED_DIGITS))
            cell = ibis.ifelse(cell.re_search(HASH), "", cell)
        if column.kind in OF_ITSELF:
            own = by_name(column.kind).kind.looks(trim(cell))
            cell = ibis.ifelse(own.fill_null(ibis.literal(value=False)), "", cell)
        seen.append(cell.re_search(SIEVE))
    for run in apart(columns):
        for one, other in pairwise(run):
            left, right = extract[f"c{one}"], extract[f"c{other}"]
            seen.append(left.re_search(PIECE) & right.re_search(PIECE))
            seen.append(left.re_search(BEGUN) & right.re_search(REST))
    met = [one.fill_null(ibis.literal(value=False)) for one in seen]
    return extract.filter(ibis.or_(*met))
