"""Postal addresses: street, house number, and in some the postcode and town behind them.

The house number stands before the street in France and behind it in Belgium, the Netherlands and
Germany. Boxes and flats ('bus 3', 'bte 2', 'apt 4') are not kept: one side often lacks them. Of a
range ('14-16') the first number is kept. 'straße', 'strasse' and 'str.' become 'straat': nobody
can say of 'str.' which it was, and one spelling is all that comparing needs.

>>> parts_of("12 bis, av. de la République, 75011 Paris")
('avenue de la republique', '12bis', '75011')
>>> parts_of("Kerkstraat 14 bus 3 - 1000 Brussel")
('kerkstraat', '14', '1000')
>>> normal_of("Rue X 5, B-1000 Bruxelles")
'rue x 5 b 1000 bruxelles'
"""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from tocsin.kinds.base import Kind
from tocsin.kinds.folding import (
    bare_ends,
    fold,
    fold_of,
    or_null,
    replaced,
    replaced_of,
    trim,
    trim_of,
    without_common,
    without_rare,
)
from tocsin.terms.scope import Category

LINE_ENDS = (("\r\n", ", "), ("\n", ", "), ("\r", ", "), ("\t", ", "), ("\u00a0", " "))

_COUNTRY = "(?:be?|fr?|d|nl|lu?|ch)"

TAIL = (
    f"(?: *[,;-] *(?:{_COUNTRY} ?-? ?)?[0-9]{{4,5}}| {_COUNTRY}-[0-9]{{4,5}}| [0-9]{{5}})"
    "(?: ?[a-z]{2})?(?: *,? *[a-z][^0-9]*(?:[0-9]{1,2}[^0-9]*)?)?$"
)
"""Postcode and town at the end: behind a comma or dash, or of five digits."""

TAIL_BEHIND_NUMBER = "[0-9] ?[a-z]?( [0-9]{4} [a-z][^0-9]*)$"
"""Four digits without a comma are a postcode only behind a house number: streets have years."""

_BOXES = (
    "(?:bus|bte|boite|bt|box|appt?|apt|apartment|appartement|etage|etg|escalier|esc|batiment|bat|"
    "verdieping|verd)"
)
BOX = f" {_BOXES} [0-9a-z]+(?: .*)?$|/ ?[0-9a-z]+$"
"""Box, flat, floor, staircase and what follows."""

BOXED = f" {_BOXES} |/"
"""What every address with a box holds, quickly told."""

BEFORE = "^([0-9]+(?: ?(?:bis|ter|quater|[a-h]))?)(?:[ /](?:a )?[0-9]+)* "
"""A house number before its street, with its suffix, and the rest of a range."""

BEHIND = " ([0-9]+(?: ?(?:bis|ter|quater|[a-z]))?)(?:[ /][0-9]+)*$"
"""A house number behind its street."""

FIRST_WORDS = (
    ("av|ave", "avenue"), ("bd|bld|blvd|boul", "boulevard"), ("r", "rue"), ("pl", "place"),
    ("imp", "impasse"), ("all", "allee"), ("ch|che|chem", "chemin"), ("rte", "route"),
    ("sq", "square"), ("crs", "cours"), ("fg|fbg", "faubourg"), ("pass", "passage"),
    ("res", "residence"), ("chee|chse|chauss", "chaussee"), ("stwg", "steenweg"),
)  # fmt: skip
"""Sorts of street as abbreviated in France (La Poste, norme NF Z10-011) and Belgium."""

INNER_WORDS = (
    (" st ", " saint "), (" ste ", " sainte "), (" gal ", " general "), (" mal ", " marechal "),
    (" dr ", " docteur "), (" pdt ", " president "), (" cdt ", " commandant "),
)  # fmt: skip
"""Words within a street's name, as above."""

SPELLED = {short: word for shorts, word in FIRST_WORDS for short in shorts.split("|")}
"""Each abbreviation at the beginning, and its word."""

SHORT_FIRST = "^(" + "|".join(SPELLED) + ") "
SHORT_WITHIN = " (?:st|ste|gal|mal|dr|pdt|cdt) |str(?:asse)?$"

STREETS = (
    "(?i)(?:^|[ ,0-9])(?:rue|avenue|av|ave|bd|bld|boulevard|place|pl|chemin|ch|all[ée]e|impasse|route|rte|quai|"
    "square|cours|passage|faubourg|chauss[ée]e|chee|sentier|hameau|lotissement|r[ée]sidence|villa|calle|"
    "avenida|plaza|carrer|ronda|paseo|pasaje|camino|carretera|glorieta|rambla|traves[ií]a|via|viale|piazza|rua|largo|strada)[ .]"
    "|(?:straat|laan|steenweg|weg|plein|dreef|lei|kaai|gracht|stra(?:ss|ß)e|str[.]|platz|ring|allee|"
    "gatan|v[äa]gen|gr[äa]nd|torget|stigen|vej|gade|veien|katu|polku|tie|kuja|"
    "gasse|baan|steeg|hof|boulevard|singel|kade|dijk|pad|plantsoen|hage|damm|ufer|chaussee|markt)"
    " *,? *(?:[0-9]|$)"
    "|[0-9a-z] (?:street|st|road|rd|lane|ln|drive|dr|court|ct|way|close|crescent|gardens|grove|terrace|mews|"
    "circle|cir|parkway|pkwy|highway|hwy|trail|trl|avenue|ave|boulevard|blvd|place|plaza|walk|row|"
    "walks|views?|hills?|parks?|squares?|streets|roads?|ways?|passage|loop|run|turnpike|pike|expressway|freeway)"
    "[.]?(?:$|[ ,])"
    "|^(?:flat|studio|apartment|unit|suite) [0-9]+[a-z]?[, \\n]"
    "|^P[.]? ?O[.]? ?Box [0-9]|^postbus [0-9]|^postfach [0-9]|^(?:bp|b[.]p[.]) ?[0-9]"
)
"""Words for streets: before the name in French and Spanish, in its end in Dutch and German, behind
it in English; boxes at the post."""

NUMBERED = (
    "^[0-9]{1,5}(?: ?[a-zA-Z]| ?bis| ?ter)?,? [\\p{L}]{3}|"
    "^[\\p{L}][^0-9_,;:()]+[, ] ?[0-9]{1,4} ?[a-zA-Z]?(?:[ ,/-].*)?$"
)
"""A house number before words or behind them: an address where the column is one of addresses."""


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a word for a street, or a number before or behind words."""
    return cell.re_search(STREETS) | cell.re_search(NUMBERED)


def weak(cell: ir.StringValue) -> ir.BooleanValue:
    """Tell a number and words, but no word for a street."""
    return cell.re_search(NUMBERED) & ~cell.re_search(STREETS)


UNACCENTED = (without_common, without_rare)
"""Steps from `flat` to the folded line that the parts are read from."""


def flat(cell: ir.StringValue) -> ir.StringValue:
    """In one line, lower case."""
    return ibis.ifelse(
        cell.re_search("[\r\n\t\u00a0]"), replaced(trim(cell), LINE_ENDS), trim(cell)
    ).lower()


def tail(line: ir.StringValue) -> ir.StringValue:
    """Postcode and town at a folded line's end; empty where there is none."""
    found = line.re_extract(f"({TAIL})", 1)
    tailed = ibis.ifelse(found == "", line.re_extract(TAIL_BEHIND_NUMBER, 1), found)
    return ibis.ifelse(line.re_search("[^0-9][0-9]{4}"), tailed, "")


def postcode(tail: ir.StringValue) -> ir.StringValue:
    """Find the postcode in a tail; NULL where there is none."""
    return or_null(ibis.ifelse(tail == "", "", tail.re_extract("([0-9]{4,5})", 1)))


def body(line: ir.StringValue, tail: ir.StringValue) -> ir.StringValue:
    """Give the line without its tail and box: letters, digits and single blanks."""
    rest = ibis.ifelse(tail == "", line, line.substr(0, line.length() - tail.length()))
    untidy = rest.re_search("[^a-z0-9 ]|^ | $|  ")
    return ibis.ifelse(untidy, bare_ends(rest.re_replace("[^a-z0-9/]+", " ")), rest)


def unboxed(body: ir.StringValue) -> ir.StringValue:
    """Without box, flat and floor."""
    return ibis.ifelse(body.re_search(BOXED), body.re_replace(BOX, ""), body)


def numbered(body: ir.StringValue) -> ir.StringValue:
    """Find the house number with the blank that parts it from the street; empty where there is none."""
    return ibis.ifelse(
        body.re_search("^[0-9]"), body.re_extract(BEFORE, 0), body.re_extract(BEHIND, 0)
    )


def house(numbered: ir.StringValue) -> ir.StringValue:
    """Give the house number with its suffix; of a range, the first."""
    before = numbered.re_extract(BEFORE, 1)
    found = ibis.ifelse(numbered.startswith(" "), numbered.re_extract(BEHIND, 1), before)
    return found.replace(" ", "")


def street(body: ir.StringValue, numbered: ir.StringValue) -> ir.StringValue:
    """Give the street without its house number; empty where there is none."""
    rest = ibis.ifelse(
        numbered.startswith(" "),
        body.left(body.length() - numbered.length()),
        body.substr(numbered.length()),
    )
    return ibis.ifelse(rest.re_search("^[0-9/ ]+$"), "", rest)


def abbreviated(street: ir.StringValue) -> ir.StringValue:
    """Find the abbreviation that a street begins with; empty where there is none."""
    return street.re_extract(SHORT_FIRST, 1)


def spelled(street: ir.StringValue, first: ir.StringValue) -> ir.StringValue:
    """Spell the abbreviation out that the street begins with."""
    whole = first.cases(*SPELLED.items(), else_=first) + street.substr(first.length())
    return ibis.ifelse(first == "", street, whole)


def spelled_within(street: ir.StringValue) -> ir.StringValue:
    """Spell the other abbreviations out."""
    out = replaced(street, INNER_WORDS).re_replace("str(?:asse)?$", "straat")
    return ibis.ifelse(street.re_search(SHORT_WITHIN), out, street)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Folded words and numbers in their order; the parts are for comparing."""
    return or_null(bare_ends(fold(cell).re_replace("[^a-z0-9]+", " ")))


def parts_of(untrusted: str) -> tuple[str | None, str | None, str | None]:
    """Street, house number and postcode of one address."""
    folded = fold_of(replaced_of(trim_of(untrusted), LINE_ENDS))
    ends = ""
    if re.search("[^0-9][0-9]{4}", folded):
        found = re.search(TAIL, folded)
        behind = re.search(TAIL_BEHIND_NUMBER, folded)
        ends = found[0] if found else behind[1] if behind else ""
    code = re.search("[0-9]{4,5}", ends)
    kept = re.sub("[^a-z0-9/]+", " ", folded.removesuffix(ends)).strip(" ")
    kept = re.sub(BOX, "", kept)
    place = BEFORE if re.search("^[0-9]", kept) else BEHIND
    number = re.search(place, kept)
    way = re.sub("^[0-9/ ]+$", "", re.sub(place, "", kept))
    return (
        spelled_of(way) or None,
        number[1].replace(" ", "") if number else None,
        code[0] if code else None,
    )


def spelled_of(street: str) -> str:
    """Give `spelled` of one value."""
    out = re.sub("str(?:asse)?$", "straat", replaced_of(street, INNER_WORDS))
    for short, word in FIRST_WORDS:
        out = re.sub(f"^(?:{short}) ", f"{word} ", out)
    return out


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    return re.sub("[^a-z0-9]+", " ", fold_of(untrusted)).strip(" ") or None


KIND = Kind(
    name="postal_address",
    says="postal addresses",
    category=Category.LOCATION,
    headers=(
        "address",
        "adresse",
        "adres",
        "street",
        "rue",
        "straat",
        "strasse",
        "direccion",
        "anschrift",
        "calle",
        "adresse postale",
        "street address",
        "address line",
        "adresse livraison",
        "addr",
        "voie",
        "straatnaam",
        "domicilio",
        "address1",
        "adresse1",
        "leveradres",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    weak=weak,
)
