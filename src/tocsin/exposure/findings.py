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
from tocsin.terms.scope import KindAbsent, KindHeld, Scope

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
NAMES = {"payment_card": "payment card number", "iban": "IBAN"}
NAMES_WITH = {"payment_card": "a payment card number", "iban": "an IBAN"}
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
    name = NAMES[search.kind]
    bound = _counted(search.at_most_rows, "row")
    hold = "holds" if search.at_most_rows == 1 else "hold"
    if not search.recovered:
        says = (
            f"Whether the leak holds any {name} cannot be told: the search found not one of its "
            f"{search.planted:,} controls."
        )
        certainty = Certainty.UNRESOLVED
    elif search.found:
        says = (
            f"What has the form and check digits of {NAMES_WITH[search.kind]} stands in "
            f"{_counted(search.found, 'row')}, among {search.cells:,} filled cells: the kind is not "
            f"absent. With 95% confidence at most {bound} {hold} one in a form like the controls."
        )
        certainty = Certainty.PROBABLE
    else:
        says = (
            f"No {name} was found in {search.cells:,} filled cells; with 95% confidence at most "
            f"{bound} {hold} one in a form like the controls."
        )
        certainty = Certainty.PROBABLE
    proved = (
        f"The same search found {search.recovered:,} of {search.planted:,} controls planted in a "
        f"copy ({search.recall:.1%}). "
    )
    chance = "A number of another sort may have the form by chance. " if search.found else ""
    return Finding(says, basis, certainty, proved + chance + SEARCH_LIMIT, f"absent.{search.kind}")


def _country(code: str) -> str:
    return "country not known" if code == UNKNOWN else code


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _counted(count: int, unit: str) -> str:
    return f"{count:,} {unit}" if count == 1 else f"{count:,} {unit}s"
