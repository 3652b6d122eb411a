"""Findings of exposure: scope, kinds held, and kinds looked for, each with what it does not show.

>>> searched = KindAbsent("iban", cells=1_000, found=0, planted=400, recovered=400, at_most_rows=1)
>>> of(None, (), (searched,), (Locus("9f86d0"),))[0].says
'No IBAN was found in 1,000 filled cells; with 95% confidence at most 1 row holds one in a form like the controls.'
"""

from __future__ import annotations

from tocsin.exposure import known
from tocsin.exposure.scope import UNKNOWN
from tocsin.kinds import KINDS
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.scope import (
    Disguised,
    KindAbsent,
    KindHeld,
    Lost,
    Scope,
)

LINK_LIMIT = (
    "It rests on links between rows and register records, a few of which may be missing or wrong. "
    "Rows without a link hold data of people too, whom the register does not know."
)
FORMER_LIMIT = "Former are those all of whose linked accounts are deleted today, not when copied."
COUNTRY_LIMIT = (
    "The country is the register's, or where it names none the one whose postcodes have that form "
    "(five digits France, four Belgium: other countries write them so too), of most of a person's linked accounts; of as many, the first "
    "in the alphabet. It is not where a person lives today, nor what the note says."
)
KIND_LIMIT = (
    "Rows are counted by the form of what stands in them; that it is true or current is not shown. "
    "People are those behind the rows that link to the register."
)
SCHEME_LIMIT = (
    "The scheme is told by the form of the hashes: other digests of the same length, or one salt "
    "for all accounts, would look the same."
)
SEARCH_LIMIT = (
    "It does not cover numbers in another form than the controls (damaged, cut, encrypted, written "
    "out, in pictures), nor parts of a number, nor data that is not in the exhibits."
)
WORDS_LIMIT = (
    "It is a search for words: of things said in unusual words most are missed, and so is what is said in another language than "
    "French, Dutch, German or English. The sentences are our own, some of them in unusual words; how people really write to this company may be "
    "farther from them."
)
LOST_LIMIT = (
    "Counted are the people behind rows that link to the register; what is held of somebody whom no row links to is not "
    "among it. A kind is lost where its cell could be read; remarks in free text are told by their words."
)
NAMES = {
    "payment_card": "a payment card number",
    "iban": "an IBAN",
    "nir": "a French social security number (NIR)",
    "belgian_national_number": "a Belgian national number",
    "bsn": "a Dutch citizen service number (BSN)",
    "german_tax_id": "a German tax id",
    "ssn": "a US social security number",
    "nino": "a British national insurance number",
    "password": "a password in plain text",
    "allergy": "a remark on an allergy",
    "health": "a remark on health",
    "religion": "a remark on religion",
    "diet": "a remark on a diet",
}
"""What is looked for, one of it."""

SAYS = {kind.name: kind.says for kind in KINDS}


def of(
    scope: Scope | None,
    held: tuple[KindHeld, ...],
    absent: tuple[KindAbsent, ...],
    basis: tuple[Locus, ...],
) -> tuple[Finding, ...]:
    """Tell it all, in the order of the report."""
    told = _scope(scope, basis) if scope is not None else ()
    return (
        *told,
        *(_held(kind, basis) for kind in held),
        *(_searched(kind, basis) for kind in absent),
    )


def _scope(scope: Scope, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    countries = "; ".join(f"{_country(code)} {people:,}" for code, people in scope.by_country)
    probable = Certainty.PROBABLE
    told = [
        Finding(
            f"The leak holds {_counted(scope.rows, 'row')}.",
            basis,
            limit="Rows are neither accounts nor people. Rejected rows are not among them.",
            key="scope.rows",
        ),
        Finding(
            f"They link to {_counted(scope.accounts, 'account')} of the register.",
            basis,
            probable,
            LINK_LIMIT,
            "scope.accounts",
        ),
        Finding(
            f"Behind these accounts stand {_people(scope.people)}.",
            basis,
            probable,
            LINK_LIMIT,
            "scope.people",
        ),
        Finding(
            f"Of these people, {scope.former:,} are former customers.",
            basis,
            probable,
            FORMER_LIMIT,
            "scope.former",
        ),
        Finding(
            f"{_counted(scope.unlinked, 'row')} cannot be linked to the register, {scope.ambiguous:,} "
            "of them because two records fit equally well.",
            basis,
            probable,
            "A row without a link may be damaged, of somebody unknown to the register, or made up.",
            "scope.unlinked",
        ),
        *known.of(scope, basis),
    ]
    if countries:
        says = f"People by country: {countries}."
        told.append(Finding(says, basis, probable, COUNTRY_LIMIT, "scope.by_country"))
    return tuple(told)


def _held(kind: KindHeld, basis: tuple[Locus, ...]) -> Finding:
    scheme = f" ({kind.scheme})" if kind.scheme else ""
    return Finding(
        f"{_counted(kind.rows, 'row')} of the leak {'holds' if kind.rows == 1 else 'hold'} "
        f"{SAYS[kind.kind]}{scheme}; {_people(kind.people)} of the register "
        f"{'stands' if kind.people == 1 else 'stand'} behind them.",
        basis,
        Certainty.PROBABLE,
        f"{KIND_LIMIT} {SCHEME_LIMIT}" if kind.scheme else KIND_LIMIT,
        f"kinds.{kind.kind}",
    )


def _searched(search: KindAbsent, basis: tuple[Locus, ...]) -> Finding:
    one = NAMES[search.kind]
    bare = one.partition(" ")[2]
    bound = _counted(search.at_most_rows, "row")
    hold = "holds" if search.at_most_rows == 1 else "hold"
    tests = (
        f" by tests that find at least {search.at_least:.1%} of such values"
        if search.at_least
        else ""
    )
    certainty = Certainty.PROBABLE
    if not search.recovered:
        says = (
            f"Whether the leak holds any {bare} cannot be told: the search found not one of its "
            f"{search.planted:,} controls."
        )
        certainty = Certainty.UNRESOLVED
    elif search.found and search.kind in WORDED:
        says = (
            f"{_counted(search.found, 'row')} {'holds' if search.found == 1 else 'hold'} {one}, among {search.cells:,} "
            f"filled cells: the kind is not absent. With 95% confidence at most {bound} {hold} one."
        )
    elif search.found:
        says = (
            f"What has the form and check digits of {one} stands in "
            f"{_counted(search.found, 'row')}, among {search.cells:,} filled cells: the kind is not "
            f"absent. With 95% confidence at most {bound} {hold} one in a form like the controls."
        )
    else:
        says = (
            f"No {bare} was found in {search.cells:,} filled cells{tests}; with 95% confidence at most "
            f"{bound} {hold} one in a form like the controls."
        )
    return Finding(says, basis, certainty, _proved(search), f"absent.{search.kind}")


WORDED = frozenset({"allergy", "health", "religion", "diet", "password"})
"""What is told by words, and has no check digits."""


def _proved(search: KindAbsent) -> str:
    """How the search was proved, and what it does not cover."""
    if search.kind in WORDED and search.kind != "password":
        return (
            f"The same words found {search.recovered:,} of {search.planted:,} labelled sentences ({search.recall:.1%}), which "
            f"were written down beforehand as of this sort. {WORDS_LIMIT}"
        )
    told = (
        f"The same search found {search.recovered:,} of {search.planted:,} controls planted in a "
        f"copy ({search.recall:.1%}). "
    )
    ways = [way for way in search.disguises if not way.witnessed]
    chancy = [way for way in search.disguises if way.witnessed]
    if ways and chancy:
        told += (
            f"They were written in {len(search.disguises)} ways. {_listed(chancy)}, where chance would give false finds, "
            f"a word for it or an expiry date stood in the row: without one it is not told ({_of(chancy)} of those were "
            f"found, {_of(ways)} of the others). "
        )
    elif chancy:
        told += "A word for it stood in the row of each: this number has check digits too weak, or none, to be told without. "
    if search.by_chance:
        told += f"{_counted(search.by_chance, 'row')} not counted: in a column of other numbers, some of which pass by chance. "
    if search.unread:
        told += f"{_counted(search.unread, 'suspicious row')} not looked into, being too many: each may hold one. "
    chance = "A number of another sort may have the form by chance. " if search.found else ""
    return told + chance + SEARCH_LIMIT


def _listed(ways: list[Disguised]) -> str:
    says = list(dict.fromkeys(way.says for way in ways))
    listed = says[0] if len(says) == 1 else f"{', '.join(says[:-1])} and {says[-1]}"
    return listed[0].upper() + listed[1:]


def _of(ways: list[Disguised]) -> str:
    return f"{sum(way.recovered for way in ways):,} of {sum(way.planted for way in ways):,}"


def of_lost(lost: Lost | None, basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Tell what each person lost: the commonest combination, and how many lost how many kinds.

    >>> from tocsin.terms.scope import Combination
    >>> told = Lost(96, (("email", 95),), (Combination(("email", "phone"), 90),), 6, 2)
    >>> of_lost(told, (Locus("9f86d0"),))[0].says
    'Of 96 people, 90 lost the same 2 kinds of data, the commonest combination; there are 3 combinations in all.'
    """
    if lost is None or not lost.combinations:
        return ()
    first = lost.combinations[0]
    many = len(lost.combinations) + lost.other_combinations
    combinations = "there is no other" if many == 1 else f"there are {many:,} combinations in all"
    says = (
        f"Of {_people(lost.people)}, {first.people:,} lost the same {_counted(len(first.kinds), 'kind')} of data, "
        f"the commonest combination; {combinations}."
    )
    return (Finding(says, basis, Certainty.PROBABLE, LOST_LIMIT, "lost"),)


def _country(code: str) -> str:
    return "country not known" if code == UNKNOWN else code


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _counted(count: int, unit: str) -> str:
    return f"{count:,} {unit}" if count == 1 else f"{count:,} {unit}s"
