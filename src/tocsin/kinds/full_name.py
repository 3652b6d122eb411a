"""Full names: folded, every token (particles too) sorted, so that order and case do not matter.

'DUPONT Jean', 'Jean Dupont' and 'dupont, jean' are one; so are 'Van den Berg, Anna' and 'Anna van
den Berg'. Letters of other scripts than Latin are not transliterated: such a name is NULL.

How two normal names agree is one word, the strongest that holds: 'same'; 'spelling', but for particles,
titles, ä or ae, ij or y, ß or ss, and words joined ('jean pierre', 'jeanpierre'); 'nickname'; 'slip', one
mistake of the hand, but not from one given name to another; 'contained', two words or more are shared and
one side has more (double names, second given names); 'initial'; 'part', one side is a single word of the
other; 'given', the given names differ (people of one household: no agreement); 'family', the family
names differ beside one given name (marriage); 'other', something else is shared; 'differs'. Which word is
a given name the lists of `words` say, so 'given' and 'family' are told only where they know them. A
father and a son of one name, and 'j dupont' of several, are not told apart.

>>> [agreement_of("bob martin", other) for other in ("martin robert", "b martin", "martin", "martin paul")]
['nickname', 'initial', 'part', 'given']
>>> agreement_of("anna berg den van", "anna vandenberg"), agreement_of("anna mueller", "anna muller")
('spelling', 'spelling')
>>> agreement_of("dupont jean", "dupont jean pierre"), agreement_of("dupont marie", "marie martin")
('contained', 'family')
>>> agreement_of("dupont jean", "dupond jean"), agreement_of("dupont louis", "dupont louise")
('slip', 'given')
>>> normal_of("Élodie LE CŒUR-D'Arc")
'arc coeur d elodie le'
>>> normal_of("李小龍") is None
True
"""

from __future__ import annotations

import re
from functools import cache

import ibis
import ibis.expr.types as ir

from tocsin.kinds import nicknames, slips, tokens
from tocsin.kinds.base import Kind
from tocsin.kinds.folding import (
    FOLDING,
    bare_ends,
    fold,
    fold_of,
    or_null,
    replaced,
    replaced_of,
)
from tocsin.kinds.words import lists
from tocsin.terms.scope import Category

NAME = "^[\\p{L}\\p{M}][\\p{L}\\p{M}' ’.,-]+$"
"""Letters and the marks between them; no digit."""

LONGEST = 80
"""Characters of a name. Not said in the pattern: counted repeats of letter classes are slow."""

SEVERAL = "[\\p{L}.][ ,]+[\\p{L}’']"


def lettered_name(cell: ir.StringValue) -> ir.BooleanValue:
    """Letters only, of the length of a name."""
    return (cell.length() <= LONGEST) & cell.re_search(NAME)


def looks(cell: ir.StringValue) -> ir.BooleanValue:
    """Two words or more, of letters only."""
    return lettered_name(cell) & cell.re_search(SEVERAL)


def lettered(folded: ir.StringValue) -> ir.StringValue:
    """Only letters, words apart by one blank."""
    untidy = folded.re_search("[^a-z ]|^ | $|  ")
    return ibis.ifelse(untidy, bare_ends(folded.re_replace("[^a-z]+", " ")), folded)


def sorted_words(words: ir.StringValue) -> ir.StringValue:
    """Put the words in alphabetical order; NULL where there is none."""
    several = words.split(" ").sort().join(" ")
    return or_null(ibis.ifelse(words.contains(" "), several, words))


def sorted_two(one: ir.StringValue, other: ir.StringValue) -> ir.StringValue:
    """Give `sorted_words` of two texts of sorted words, of which one or both may be NULL."""
    both = (one + " " + other).coalesce(one, other)
    alone = ~one.contains(" ") & ~other.contains(" ")
    pair = ibis.least(one, other) + " " + ibis.greatest(one, other)
    return ibis.ifelse(alone, pair, sorted_words(both))


STEPS = (*FOLDING, lettered, sorted_words)


def normal(cell: ir.StringValue) -> ir.StringValue:
    """Folded tokens, sorted."""
    return sorted_words(bare_ends(fold(cell).re_replace("[^a-z]+", " ")))


def normal_of(untrusted: str) -> str | None:
    """Give `normal` of one value."""
    words = re.findall("[a-z]+", fold_of(untrusted))
    return " ".join(sorted(words)) or None


PARTICLES = (
    "de|du|des|d|la|le|les|l|van|der|den|het|ter|ten|te|t|op|aan|von|zu|zum|zur|vom|of|da|do|dos|das|del|della|di|e|y|el|"
    "mr|mrs|ms|miss|mme|mlle|melle|monsieur|madame|mademoiselle|dhr|mevr|mw|mevrouw|herr|frau|dr|prof|ing|ir|sir|jr|sr|"
    "epouse|epse|ep|nee|veuve|vve|wwe|geb|geboren|et|en|und|and"
)
"""Particles of family names, titles, and words between two names of one person: no side need have them."""

PARTICLE = f"(?:^| )(?:{PARTICLES})(?: (?:{PARTICLES}))*(?: |$)"
"""A run of them. (Of a word's edge, '\\\\b', Spark's SQL makes another character.)"""

ONE_SOUND = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ij", "y"), ("ss", "s"))
"""Umlauts and letters that are written in two ways; folding made 'ä' an 'a'."""

INITIALS = "^[a-z](?: [a-z])*$"

ALONE = "^[a-z]+$"
"""One word."""


def core(name: ir.StringValue) -> ir.StringValue:
    """Without particles and titles, in one spelling; the words keep their order."""
    plain = bare_ends(replaced(name.re_replace(PARTICLE, " "), ONE_SOUND))
    return ibis.ifelse(plain == "", name, plain)


def core_of(name: str) -> str:
    """Give `core` of one name."""
    plain = replaced_of(re.sub(PARTICLE, " ", name), ONE_SOUND)
    return re.sub("^ | $", "", plain) or name


@cache
def _given() -> frozenset[str]:
    """Given names as `core` spells them."""
    return frozenset(replaced_of(name, ONE_SOUND) for name in lists().given)


@cache
def _nicknames() -> frozenset[str]:
    """Pairs of nicknames as `core` spells them."""
    return frozenset(replaced_of(pair, ONE_SOUND) for pair in nicknames.PAIRS)


def agreement(pairs: ir.Table, left: str, right: str, into: str) -> ir.Table:
    """Put beside pairs of normal names, in two columns, how they agree; NULL where one is missing."""
    table = pairs.mutate(_l=or_null(pairs[left]), _r=or_null(pairs[right]))
    table = table.mutate(_same=table._l == table._r)
    for side in ("_l", "_r"):  # names that are plainly the same are worked no further
        differs = ibis.ifelse(table._same, ibis.null("string"), table[side])
        table = table.mutate(**{f"{side}core": core(differs)})
    table = tokens.apart(table, "_lcore", "_rcore")
    table = table.mutate(_nick=table._lo + "=" + table._ro)
    for column, words in (
        ("_lo", _given()),
        ("_ro", _given()),
        ("_both", _given()),
        ("_nick", _nicknames()),
    ):
        table = _listed(table, column, words)
    table = table.mutate(_joined=_joined(table._l, table._r))
    table = slips.beside(table, "_lo", "_ro", "_slip")
    return table.select(*pairs.columns, **{into: _word(table)})


def _listed(table: ir.Table, column: str, words: frozenset[str]) -> ir.Table:
    """Put beside a column whether it is one of many words: a join, for which one literal is enough."""
    line = ibis.literal(",".join(sorted(words))).name("_words").as_table()
    # Taken apart in a query of its own: else an engine does it while it plans, which takes it longer
    listed = line.select(_word=line["_words"].split(",").unnest())
    found = table.left_join(listed, table[column] == listed._word)
    return found.mutate(**{f"{column}listed": found._word.notnull()}).drop("_word")


def _joined(left: ir.StringValue, right: ir.StringValue) -> ir.BooleanValue:
    """Whether names of unlike numbers of words have the same letters."""
    tight = [replaced(name.replace(" ", ""), ONE_SOUND) for name in (left, right)]
    unlike = (left.length() - left.replace(" ", "").length()) != (
        right.length() - right.replace(" ", "").length()
    )
    near = (tight[0].length() == tight[1].length()) & unlike
    return ibis.ifelse(near, slips.letters(tight[0]) == slips.letters(tight[1]), False)


def _word(table: ir.Table) -> ir.StringValue:
    lo, ro, shared = table._lo, table._ro, table._shared
    both_given = table._lolisted & table._rolisted
    alone = lo.re_search(ALONE) & ro.re_search(ALONE)
    initials = (lo.re_search(INITIALS) & (lo == table._rfirst)) | (
        ro.re_search(INITIALS) & (ro == table._lfirst)
    )
    contained = (lo == "") | (ro == "")
    return ibis.cases(
        (table._same, "same"),
        (table._same.isnull(), ibis.null("string")),
        ((lo == "") & (ro == ""), "spelling"),
        (table._joined, "spelling"),
        (table._nicklisted, "nickname"),
        (contained & (shared > 1), "contained"),
        (contained, "part"),
        (initials & (alone | (shared > 0)), "initial"),
        (table._slip & ~both_given & (alone | (shared == 0)), "slip"),
        (shared == 0, "differs"),
        (both_given, "given"),
        (alone & table._bothlisted, "family"),
        else_="other",
    )


def agreement_of(left: str | None, right: str | None) -> str | None:
    """Give the word of `agreement` for one pair."""
    if not left or not right:
        return None
    if left == right:
        return "same"
    mine, other, both = tokens.apart_of(core_of(left), core_of(right))
    shared = len(both.split(" ")) if both else 0
    given = [text in _given() for text in (mine, other)]
    tight = [replaced_of(name.replace(" ", ""), ONE_SOUND) for name in (left, right)]
    alone = all(re.search(ALONE, text) for text in (mine, other))
    initial = [" ".join(word[:1] for word in text.split(" ")) for text in (mine, other)]
    if not mine and not other:
        return "spelling"
    if left.count(" ") != right.count(" ") and sorted(tight[0]) == sorted(tight[1]):
        return "spelling"
    if f"{mine}={other}" in _nicknames():
        return "nickname"
    if not mine or not other:
        return "contained" if shared > 1 else "part"
    if (shared or alone) and (
        (re.search(INITIALS, mine) and mine == initial[1])
        or (re.search(INITIALS, other) and other == initial[0])
    ):
        return "initial"
    if slips.slipped_of(mine, other) and not all(given) and (alone or not shared):
        return "slip"
    if not shared:
        return "differs"
    if all(given):
        return "given"
    return "family" if alone and both in _given() else "other"


KIND = Kind(
    name="full_name",
    says="full names",
    category=Category.IDENTITY,
    headers=(
        "name",
        "nom",
        "naam",
        "full name",
        "nom complet",
        "volledige naam",
        "fullname",
        "customer name",
        "nom client",
        "nom prenom",
        "prenom nom",
        "nom et prenom",
        "klant",
        "klantnaam",
        "client",
        "kundenname",
        "nombre completo",
        "nombre y apellidos",
        "customer",
        "contact",
    ),
    looks=looks,
    normal=normal,
    normal_of=normal_of,
    needs_header=True,
)
