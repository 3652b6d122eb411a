"""IBANs: a European account number of its country's length whose two check digits fit.

Source: the SWIFT IBAN registry (ISO 13616), release 101, for lengths and sorts of characters; check
digits by ISO 7064 mod 97-10.

>>> normal_of("be68 5390 0754 7034"), normal_of("BE68539007547035")
('BE68539007547034', None)
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import first, nth_candidate
from tocsin.terms.scope import Category

COUNTRIES = """
AD=4!n4!n12!c AL=8!n16!c AT=5!n11!n AZ=4!a20!c BA=3!n3!n8!n2!n BE=3!n7!n2!n BG=4!a4!n2!n8!c
BY=4!c4!n16!c CH=5!n12!c CY=3!n5!n16!c CZ=4!n16!n DE=8!n10!n DK=4!n9!n1!n EE=2!n14!n
ES=4!n4!n1!n1!n10!n FI=3!n11!n FO=4!n9!n1!n FR=5!n5!n11!c2!n GB=4!a6!n8!n GE=2!a16!n GI=4!a15!c
GL=4!n9!n1!n GR=3!n4!n16!c HR=7!n10!n HU=3!n4!n1!n15!n1!n IE=4!a6!n8!n IS=4!n2!n6!n10!n
IT=1!a5!n5!n12!c LI=5!n12!c LT=5!n11!n LU=3!n13!c LV=4!a13!c MC=5!n5!n11!c2!n MD=2!c18!c
ME=3!n13!n2!n MK=3!n10!c2!n MT=4!a5!n18!c NL=4!a10!n NO=4!n6!n1!n PL=8!n16!n PT=4!n4!n11!n2!n
RO=4!a16!c RS=3!n13!n2!n SE=3!n16!n1!n SI=5!n8!n2!n SK=4!n6!n10!n SM=1!a5!n5!n12!c TR=5!n1!n16!c
UA=6!n19!c VA=3!n15!n XK=4!n10!n2!n
"""
"""Country and its digits (n), letters (a) and either (c) behind the check digits."""

COUNTRIES_OF = tuple(entry.partition("=")[0] for entry in COUNTRIES.split())
"""The countries that have IBANs."""


def _pattern(country: str, structure: str) -> str:
    """One country's IBANs, single blanks or hyphens allowed between groups of four."""
    sorts = {"n": "[0-9]", "a": "[A-Z]", "c": "[0-9A-Z]"}
    characters = "".join(
        sort * int(count) for count, sort in re.findall("([0-9]+)!([nac])", structure)
    )
    groups = [characters[start : start + 4] for start in range(0, len(characters), 4)]
    written = "".join("[ -]?" + _run([sorts[sort] for sort in group]) for group in groups)
    return f"{country}[0-9]{{2}}{written}"


def _run(characters: list[str]) -> str:
    """`[0-9][0-9][0-9]` as `[0-9]{3}`."""
    if len(set(characters)) == 1:
        return f"{characters[0]}{{{len(characters)}}}"
    return "".join(characters)


IBAN = "|".join(_pattern(*entry.split("=")) for entry in COUNTRIES.split())


def _by_length() -> str:
    """All countries' IBANs by their length alone: short enough to be written often."""
    lengths: dict[int, list[str]] = {}
    for entry in COUNTRIES.split():
        country, structure = entry.split("=")
        lengths.setdefault(sum(map(int, re.findall("[0-9]+", structure))), []).append(country)
    return "|".join(
        f"(?:{'|'.join(countries)})[0-9]{{2}}(?:[ -]?[0-9A-Z]{{4}}){{{length // 4}}}"
        + (f"[ -]?[0-9A-Z]{{{length % 4}}}" if length % 4 else "")
        for length, countries in lengths.items()
    )


BY_LENGTH = _by_length()
WHOLE = f"^(?:{IBAN})$"

WORTH_A_LOOK = "[A-Za-z]{2}[0-9]{2}[ -]?[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4}"
"""What every candidate holds; cells without it are passed over."""

LOOKED_AT = 3
"""Candidates looked at in one cell, the first ones; a fourth is not."""

CHUNK, CHUNKS = 17, 4
"""Four chunks of seventeen digits hold 34 characters written as two digits each."""

VALUES = tuple((chr(ord("A") + place), str(10 + place)) for place in range(26))
"""Letters count 10 to 35."""


def _tight(account: ir.StringValue) -> ir.StringValue:
    return account.replace(" ", "").replace("-", "")


def _turned(tight: ir.StringValue) -> ir.StringValue:
    """Country and check digits behind, letters as numbers, noughts before them."""
    turned = tight.re_replace("^.{4}", "") + first(tight, 4)
    for letter, value in VALUES:
        turned = turned.replace(letter, value)
    return ibis.literal("0" * CHUNK * CHUNKS) + turned


def _fits(turned: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the number is 1 modulo 97, chunk by chunk."""
    total = sum(
        first(turned.right(CHUNK * (CHUNKS - chunk)), CHUNK).cast("int64")
        % 97
        * pow(10, CHUNK * (CHUNKS - 1 - chunk), 97)
        for chunk in range(CHUNKS)
    )
    return total % 97 == 1


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the whole cell is one IBAN."""
    upper = cell.upper()
    return ibis.ifelse(
        upper.re_search(WHOLE), _fits(_turned(_tight(upper))), ibis.literal(value=False)
    )


def within(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell whether the cell holds an IBAN anywhere, its first candidates looked at."""
    upper = cell.upper()
    found = [upper.re_extract(nth_candidate(BY_LENGTH, place), 1) for place in range(LOOKED_AT)]
    held = ibis.array(found).filter(looks)  # the check is written once
    return ibis.ifelse(cell.re_search(WORTH_A_LOOK), held.length() > 0, ibis.literal(value=False))


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Upper case without blanks; NULL where the whole cell is no IBAN."""
    return ibis.ifelse(looks(cell), _tight(cell.upper()), ibis.null("string"))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    upper = untrusted.upper()
    if not re.search(WHOLE, upper):
        return None
    tight = upper.replace(" ", "").replace("-", "")
    number = "".join(str(int(character, 36)) for character in tight[4:] + tight[:4])
    return tight if int(number) % 97 == 1 else None


KIND = Kind(
    name="iban",
    says="bank account numbers (IBAN)",
    category=Category.FINANCIAL,
    headers=(
        "iban",
        "bank account",
        "compte bancaire",
        "rekeningnummer",
        "bankrekening",
        "kontonummer",
        "cuenta",
        "rib",
        "bankverbindung",
        "numero de compte",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
)
