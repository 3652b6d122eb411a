"""VAT: value added tax numbers of the European Union and the United Kingdom, with their country.

Each country has its shape and its check digits; those of natural persons in Bulgaria, Latvia and
Slovakia are not told, nor government departments of the United Kingdom. Sole traders have a number
too, and in Spain, Italy and elsewhere it is the person's own. Without its country's letters a number
is not told. The weakest checks let one number in ten pass.
Source: the European Commission's VIES, check digits as python-stdnum has them, which proves them.

>>> normal_of("BE 0428.759.497"), normal_of("nl4495445b01"), normal_of("FR 40 303 265 045")
('BE0428759497', None, 'FR40303265045')
>>> normal_of("BE 428759497"), normal_of("FR41303265045")
('BE0428759497', None)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import ibis
import ibis.expr.types as ir
from stdnum.eu import vat as union
from stdnum.gb import vat as kingdom

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import (
    character,
    digit,
    guarded,
    luhn,
    mod_11_10,
    part,
    weighted,
    without_of,
)
from tocsin.kinds.folding import EDGES, kept, trim_of
from tocsin.terms.scope import Category

MARKS = " .-/"
WRITTEN = "^[A-Za-z]{2}[ .-]?[0-9A-Za-z](?:[ ./-]?[0-9A-Za-z]){1,12}$"
OLD_BELGIAN = "^BE[1-9][0-9]{8}$"
"""As written until 2005; since then with a nought in front."""

Check = Callable[[ir.StringValue], ir.BooleanValue]
SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE"
IRISH = "WABCDEFGHIJKLMNOPQRSTUV"
FRENCH = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CYPRIOT = "01000507091315171921"
"""What the digits 0 to 9 count at every second place, two digits each."""
ITALIAN_PROVINCE = "^..[0-9]{7}(?:0(?:0[1-9]|[1-9][0-9])|100|120|121|888|999)"


def _tight(upper: ir.StringValue) -> ir.StringValue:
    return upper.re_replace("[ ./-]", "")


def _letter(letters: str, place: ir.IntegerValue) -> ir.StringValue:
    return ibis.literal(letters).substr(place, 1)


def _bulgarian(n: ir.StringValue) -> ir.BooleanValue:
    once = weighted(n, range(1, 9), 2) % 11
    return ibis.ifelse(once == 10, weighted(n, range(3, 11), 2) % 11, once) % 10 == digit(n, 10)


def _cypriot(n: ir.StringValue) -> ir.BooleanValue:
    odd = sum(
        ibis.literal(CYPRIOT).substr(digit(n, 2 + p) * 2, 2).cast("int32") for p in (0, 2, 4, 6)
    )
    even = sum(digit(n, 2 + place) for place in (1, 3, 5, 7))
    return _letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (odd + even) % 26) == character(n, 10)


def _czech(n: ir.StringValue) -> ir.BooleanValue:
    left = (11 - weighted(n, range(8, 1, -1), 2) % 11) % 11
    return ibis.ifelse(left == 0, 1, left) % 10 == digit(n, 9)


def _french(n: ir.StringValue) -> ir.BooleanValue:
    siren = part(_tight(n), 4, 9)
    first, second = (
        ibis.literal(FRENCH).find(character(n, 2 + place)).cast("int64") for place in (0, 1)
    )
    key = ibis.ifelse(first < 10, first * 24 + second - 10, first * 34 + second - 100)
    numbers = part(_tight(n).re_replace("[A-Z]", "0"), 2, 2) == (siren % 97 * 100 + 12) % 97
    letters = (siren + 1 + (key - key % 11) / 11) % 11 == key % 11
    fits = ibis.ifelse(_tight(n).re_search("^..[0-9]{2}"), numbers, letters)
    return fits & ((luhn(n, 9, 4) % 10 == 0) | _tight(n).re_search("^.{4}000"))


def _british(n: ir.StringValue) -> ir.BooleanValue:
    left = weighted(n, (8, 7, 6, 5, 4, 3, 2, 10, 1), 2) % 97
    return (left == 0) | (left.isin((42, 55)) & (character(n, 2) != "0"))


def _irish(n: ir.StringValue) -> ir.BooleanValue:
    return _letter(IRISH, weighted(n, range(8, 1, -1), 2) % 23) == character(n, 9)


def _irish_of_two(n: ir.StringValue) -> ir.BooleanValue:
    second = ibis.literal(IRISH).find(character(n, 10)).cast("int32")
    return _letter(IRISH, (weighted(n, range(8, 1, -1), 2) + second * 9) % 23) == character(n, 9)


def _irish_of_old(n: ir.StringValue) -> ir.BooleanValue:
    return _letter(IRISH, (weighted(n, range(7, 2, -1), 4) + digit(n, 2) * 2) % 23) == character(
        n, 9
    )


def _lithuanian(length: int) -> Check:
    def fits(n: ir.StringValue) -> ir.BooleanValue:
        once = weighted(n, [1 + place % 9 for place in range(length - 1)], 2) % 11
        again = weighted(n, [1 + (place + 2) % 9 for place in range(length - 1)], 2) % 11
        return ibis.ifelse(once == 10, again, once) % 10 == digit(n, length + 1)

    return fits


def _dutch(n: ir.StringValue) -> ir.BooleanValue:
    person = weighted(n, (9, 8, 7, 6, 5, 4, 3, 2, -1), 2) % 11 == 0
    trader = (
        2321 * 10**13 % 97 + part(_tight(n), 2, 9) % 97 * 10**4 + 1100 + part(_tight(n), 12, 2)
    ) % 97 == 1
    return (person | trader) & (part(_tight(n), 2, 9) > 0) & (part(_tight(n), 12, 2) > 0)


def _romanian(n: ir.StringValue) -> ir.BooleanValue:
    padded = (ibis.literal("0" * 8) + _tight(n).re_replace("^..", "")).right(10)
    return weighted(padded, (7, 5, 3, 2, 1, 7, 5, 3, 2)) * 10 % 11 % 10 == digit(padded, 9)


def _slovene(n: ir.StringValue) -> ir.BooleanValue:
    check = 11 - weighted(n, range(8, 1, -1), 2) % 11
    return ibis.ifelse(check == 10, 0, check) == digit(n, 9)


def _spanish(number: Callable[[ir.StringValue], ir.IntegerValue]) -> Check:
    return lambda n: _letter(SPANISH, number(n) % 23) == character(n, 10)


def _spanish_firm(n: ir.StringValue) -> ir.BooleanValue:
    return luhn(n.translate("JABCDEFGHI", "0123456789"), 8, 3) % 10 == 0


SHAPES: tuple[tuple[str, str, Check | None], ...] = (
    ("AT", "U[0-9]{8}", lambda n: (luhn(n, 7, 3) + digit(n, 10)) % 10 == 6),
    ("BE", "[01][0-9]{9}", lambda n: ((part(_tight(n), 2, 8) + part(_tight(n), 10, 2)) % 97 == 0) & (part(_tight(n), 2, 10) > 0)),
    ("BE", "[1-9][0-9]{8}", lambda n: (part(_tight(n), 2, 7) + part(_tight(n), 9, 2)) % 97 == 0),
    ("BG", "[0-9]{9}", _bulgarian),
    ("CY", "(?:0[0-9]|1[013-9]|[2-9][0-9])[0-9]{6}[A-Z]", _cypriot),
    ("CZ", "[0-8][0-9]{7}", _czech),
    ("CZ", "[0-9]{9,10}", None),
    ("DE", "[1-9][0-9]{8}", lambda n: mod_11_10(n, 9, 2)),
    ("DK", "[1-9][0-9]{7}", lambda n: weighted(n, (2, 7, 6, 5, 4, 3, 2, 1), 2) % 11 == 0),
    ("EE", "[0-9]{9}", lambda n: weighted(n, (3, 7, 1) * 3, 2) % 10 == 0),
    ("EL", "[0-9]{9}", lambda n: weighted(n, (256, 128, 64, 32, 16, 8, 4, 2), 2) % 11 % 10 == digit(n, 10)),
    ("ES", "[0-9]{8}[A-Z]", _spanish(lambda n: part(_tight(n), 2, 8))),
    ("ES", "[KLM][0-9]{7}[A-Z]", _spanish(lambda n: part(_tight(n), 3, 7))),
    ("ES", "[XYZ][0-9]{7}[A-Z]", _spanish(lambda n: part(_tight(n).translate("XYZ", "012"), 2, 8))),
    ("ES", "[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]", _spanish_firm),
    ("FI", "[0-9]{8}", lambda n: weighted(n, (7, 9, 10, 5, 8, 4, 2, 1), 2) % 11 == 0),
    ("FR", "[0-9A-HJ-NP-Z]{2}[0-9]{9}", _french),
    ("GB", "[0-9]{9}(?:[0-9]{3})?", _british),
    ("HR", "[0-9]{11}", lambda n: mod_11_10(n, 11, 2)),
    ("HU", "[0-9]{8}", lambda n: weighted(n, (9, 7, 3, 1) * 2, 2) % 10 == 0),
    ("IE", "[0-9]{7}[A-W]", _irish),
    ("IE", "[0-9]{7}[A-W][A-W]", _irish_of_two),
    ("IE", "[0-9][A-Z][0-9]{5}[A-W]", _irish_of_old),
    ("IT", "[0-9]{11}", lambda n: (luhn(n, 11, 2) % 10 == 0) & (part(_tight(n), 2, 7) > 0) & _tight(n).re_search(ITALIAN_PROVINCE)),
    ("LT", "[0-9]{7}1[0-9]", _lithuanian(9)),
    ("LT", "[0-9]{10}1[0-9]", _lithuanian(12)),
    ("LU", "[0-9]{8}", lambda n: part(_tight(n), 2, 6) % 89 == part(_tight(n), 8, 2)),
    ("LV", "[4-9][0-9]{10}", lambda n: weighted(n, (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1), 2) % 11 == 3),
    ("MT", "[1-9][0-9]{7}", lambda n: weighted(n, (3, 4, 6, 7, 8, 9, 10, 1), 2) % 37 == 0),
    ("NL", "[0-9]{9}B[0-9]{2}", _dutch),
    ("PL", "[0-9]{10}", lambda n: weighted(n, (6, 5, 7, 2, 3, 4, 5, 6, 7, -1), 2) % 11 == 0),
    ("PT", "[1-9][0-9]{8}", lambda n: (11 - weighted(n, range(9, 1, -1), 2) % 11) % 11 % 10 == digit(n, 10)),
    ("RO", "[1-9][0-9]{1,9}", _romanian),
    ("SE", "[0-9]{10}01", lambda n: luhn(n, 10, 2) % 10 == 0),
    ("SI", "[1-9][0-9]{7}", _slovene),
    ("SK", "[1-9][0-9][2-47-9][0-9]{7}", lambda n: part(_tight(n), 2, 10) % 11 == 0),
    ("XI", "[0-9]{9}(?:[0-9]{3})?", _british),
)  # fmt: skip
"""Country, the shape of what follows its letters, and the check; none where only the shape is told."""

NEAR = frozenset({"BE", "DE", "FR", "GB", "LU", "NL"})
"""Countries whose numbers are told without a header."""

WEAK = f"^(?i:{'|'.join(sorted({country for country, _, _ in SHAPES} - NEAR))})"


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell the whole cell by its check digits, or by its shape alone for countries of `WEAK`.

    The checks of all countries make so long an expression that it is left to `normal`.
    """
    return _checked(cell, [(c, shape, check if c in NEAR else None) for c, shape, check in SHAPES])


def _checked(
    cell: ir.StringValue, shapes: Sequence[tuple[str, str, Check | None]]
) -> ir.BooleanValue:
    upper = cell.upper()
    tight = _tight(upper)
    checks = [
        (tight.re_search(f"^{country}{shape}$"), check(upper))
        for country, shape, check in shapes
        if check
    ]
    bare = "|".join(f"{country}{shape}" for country, shape, check in shapes if not check)
    alone = (tight.re_search(f"^(?:{bare})$"), ibis.literal(value=True))
    return guarded(cell.re_search(WRITTEN), ibis.cases(*checks, alone, else_=False))


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Country and number without blanks; NULL where the whole cell is no such number."""
    tidy = cell.re_replace(EDGES, "")
    tight = _tight(tidy.upper())
    old = tight.re_search(OLD_BELGIAN)
    number = ibis.ifelse(old, tight.re_replace("^BE", "BE0"), tight)
    return kept(_checked(tidy, SHAPES), number)


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    tidy = trim_of(untrusted)
    tight = without_of(tidy.upper(), MARKS)
    if not re.search(WRITTEN, tidy):
        return None
    for country, shape, check in SHAPES:
        if re.search(f"^{country}{shape}$", tight):
            fits = check is None or _fits_of(country, tight)
            return re.sub("^BE(?=.{9}$)", "BE0", tight) if fits else None
    return None


def _fits_of(country: str, tight: str) -> bool:
    if country == "SK":
        return int(tight[2:]) % 11 == 0
    return kingdom.is_valid(tight) if country == "GB" else union.is_valid(tight)


KIND = Kind(
    name="vat",
    says="VAT numbers",
    category=Category.IDENTITY,
    headers=(
        "vat",
        "vat number",
        "vat no",
        "tva",
        "numero tva",
        "no tva",
        "tva intracommunautaire",
        "numero tva intracommunautaire",
        "btw",
        "btw nummer",
        "btwnummer",
        "ust id",
        "ustid",
        "ustidnr",
        "ust idnr",
        "umsatzsteuer id",
        "cif",
        "nif",
        "partita iva",
        "p iva",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    by_chance=1 / 10,
    weak=WEAK,
)
