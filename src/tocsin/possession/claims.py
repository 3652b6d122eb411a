"""Claims: each thing the note asserts, held against what was established.

The rules, by what the claim is about:

- *data were taken*: found where at least half of the rows in hand link to the register, and so are
  customers' data; not found where they do not; untested where no register was held against them. How
  much was taken ('134 GB') a file does not show.
- *records*: a sample its holder chose bounds nothing: untested. In a dump, found where the file
  holds 99% or more of the number, and at least half of those rows link to the register (where one
  was held against it: rows that are nobody's are no records of customers); untested where the rows of unknown country could make up the
  difference; otherwise contradicted, as far as this file goes: the holder may have kept rows back.
- *a kind*: found where a column or a cell holds it (untested where most rows link to nobody); else not found, with the bound that the
  search of every cell gives, if one was made. Of dates of birth only a column told to be of them.
- *the source*: rows do not say where they were copied from: untested. Rows of two countries in
  one table of the same columns agree with a shared database, and are said to.
- *all of it*: on a sample untested; in a dump contradicted where it reaches fewer people than the
  register holds, and found where it reaches 99% of them or more.

>>> from dataclasses import replace
>>> from tocsin.terms.claim import Demand
>>> says = Claim(Subject.RECORDS, "over 592,000 records in France", 1, 592_000, True, "FR")
>>> note = Note((says,), Demand(None, None), "en")
>>> dump = Holding(sample=False, rows=650_000, rows_by_country=(("FR", 592_000), ("BE", 58_000)))
>>> [answer.status.value for answer in weigh(note, dump)]
['found']
>>> [answer.status.value for answer in weigh(note, replace(dump, linked=0))]
['contradicted']
>>> [answer.status.value for answer in weigh(note, Holding(sample=True, rows=6))]
['untested']
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tocsin.possession.countries import NAMES
from tocsin.terms.claim import Claim, ClaimAnswer, Note, Status, Subject
from tocsin.terms.scope import KindAbsent, KindHeld

MET_AT = 0.99
"""Share of a claimed number at which it counts as met: notes round ('592,000' for 591,700), and
of 650,000 rows printed of the case of 2014, 648,231 accounts (99.7%) were later indexed."""

OURS = 0.5
"""Share of the rows counted that must link to the register, for them to count as records of its
customers. A true copy links nearly whole, a made-up list hardly at all; what lies between is mixed,
and half of a claim is not the claim."""

PARTS: dict[str, frozenset[str]] = {
    "full_name": frozenset({"full_name", "given_name", "family_name"}),
    "postal_address": frozenset({"postal_address"}),
    "date": frozenset({"date", "birth_date"}),
}
"""Kinds that answer a claim of another name."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What the desk knows of the file in hand: plain facts, no rows."""

    sample: bool
    """Only rows that their holder chose to show, not what he says he took."""

    rows: int
    """Rows read, rejects not counted."""

    rows_by_country: tuple[tuple[str, int], ...] = ()
    """Rows by country, from the data and never from the note; those without one are not here."""

    linked: int | None = None
    """Rows that link to the register; None where none was held against it."""

    linked_by_country: tuple[tuple[str, int], ...] = ()
    """The same by the country of the linked record."""

    people: int | None = None
    """Distinct people of the register that the rows link to; None where none was held against it."""

    known: int = 0
    """Rows without a link whose e-mail address or phone number is in the register all the same."""

    known_people: int = 0
    """People of the register behind those rows whom no linked row reaches."""

    register_people: int | None = None
    """People in the register; None where there is none."""

    held: tuple[KindHeld, ...] = ()
    absent: tuple[KindAbsent, ...] = ()
    """Kinds looked for in every cell with planted controls, and what the search gives."""

    whole: bool = True
    """Whether all that was handed over was read: else the file may hold more than its rows."""

    together: tuple[str, ...] = ()
    """Countries whose rows stand in one table with the same columns."""

    def rows_of(self, countries: tuple[str, ...]) -> int:
        """Rows of these countries together, or all where none is named."""
        by_country = dict(self.rows_by_country)
        return sum(by_country.get(c, 0) for c in countries) if countries else self.rows

    def linked_of(self, countries: tuple[str, ...]) -> int | None:
        """Linked rows of these countries, or all; None where no register was held against the file."""
        by_country = dict(self.linked_by_country)
        if not countries or self.linked is None:
            return self.linked
        return sum(by_country.get(country, 0) for country in countries)

    @property
    def strange(self) -> bool:
        """Whether most rows are nobody's in the register, nor have an address that is in it."""
        return self.linked is not None and self.linked + self.known < OURS * self.rows

    @property
    def rows_without_country(self) -> int:
        """Rows that the data give no country."""
        return max(self.rows - sum(rows for _, rows in self.rows_by_country), 0)


def weigh(note: Note, held: Holding) -> tuple[ClaimAnswer, ...]:
    """Answer each claim of the note, in its order. Where no row was read, nothing is tested."""
    if not held.rows:
        because = "No table of people is in hand: no file was given, or none could be read."
        return tuple(
            ClaimAnswer(claim, "no rows to look at", Status.UNTESTED, because)
            for claim in note.claims
        )
    answers = tuple(ANSWERS[claim.subject](claim, held) for claim in note.claims)
    return answers if held.whole else tuple(map(_as_far_as_read, answers))


def _as_far_as_read(answer: ClaimAnswer) -> ClaimAnswer:
    """An answer on a part of the evidence: what is not in it may be in the rest."""
    if answer.status in (Status.FOUND, Status.UNTESTED):
        return answer
    because = "Part of what was handed over was not read: what is missing may be there."
    return replace(answer, status=Status.UNTESTED, because=because)


def _taken(claim: Claim, held: Holding) -> ClaimAnswer:
    """Whether the rows in hand show that data of the customers were taken."""
    if claim.count is not None:
        because = "A file shows what it holds, not how much was taken: the traffic that left would."
        return ClaimAnswer(claim, _count(held.rows, "row"), Status.UNTESTED, because)
    if held.linked is None:
        because = "No rows were held against the register."
        return ClaimAnswer(claim, "nothing that shows it", Status.UNTESTED, because)
    found = f"{held.linked:,} of {_count(held.rows, 'row')} linked to the register"
    if held.strange:
        because = "The rows in hand do not show that the register was copied."
        return ClaimAnswer(claim, found, Status.NOT_FOUND, because)
    if held.linked < OURS * held.rows:
        because = (
            f"{held.known:,} more have an e-mail address or phone number that is in it, as rows copied"
            " from elsewhere could have."
        )
        return ClaimAnswer(claim, found, Status.UNTESTED, because)
    because = "The rows in hand are customers' data."
    return ClaimAnswer(claim, found, Status.FOUND, because)


def _records(claim: Claim, held: Holding) -> ClaimAnswer:
    """Whether the file holds as many records as claimed."""
    countries = claim.together or ((claim.country,) if claim.country else ())
    count = held.rows_of(countries)
    where = f" of {' and '.join(NAMES.get(c, c) for c in countries)}" if countries else ""
    found = f"{_count(count, 'row')}{where}"
    if claim.count is None:
        return ClaimAnswer(claim, found, Status.UNTESTED, "The claim states no number.")
    if held.sample:
        because = "A sample that its holder chose bounds nothing: he may hold far more, or no more."
        if held.register_people is not None and claim.count > held.register_people / MET_AT:
            because += (
                f" The register holds {held.register_people:,} people in all, fewer than claimed:"
                " ask which system the claim can speak of."
            )
        return ClaimAnswer(claim, found, Status.UNTESTED, because)
    enough = MET_AT * claim.count
    asked = f"{'over ' if claim.at_least else ''}{claim.count:,}"
    if count >= enough:
        met = ClaimAnswer(claim, found, Status.FOUND, "")
        known = 0 if countries else held.known
        borne = _borne_out(met, held.linked_of(countries), known, count, asked)
        return borne if countries else _in_its_unit(borne, held)
    if countries and count + held.rows_without_country >= enough:
        because = (
            f"The file holds {count:,} rows{where}, and {held.rows_without_country:,} whose country"
            f" is not known, against {asked} claimed: those could make up the difference."
        )
        return ClaimAnswer(claim, found, Status.UNTESTED, because)
    because = (
        f"The file in hand holds {count:,} rows{where}, not the {asked} claimed. This contradicts"
        " the claim of this file only: its holder may have kept rows back."
    )
    return ClaimAnswer(claim, found, Status.CONTRADICTED, because)


def _borne_out(
    answer: ClaimAnswer, linked: int | None, known: int, count: int, asked: str
) -> ClaimAnswer:
    """Enough rows are there; whether they are rows of the register's customers."""
    because = f"As many as the {asked} claimed."
    if linked is None:
        return replace(answer, because=because)
    found = f"{answer.found}, {linked:,} of them linked to the register"
    if linked >= OURS * count:
        return replace(answer, found=found, because=because)
    if linked + known >= OURS * count:
        because += (
            f" {linked:,} link to the register; {known:,} more have an e-mail address or phone number"
            " that is in it, which is too little for a link."
        )
        return replace(answer, found=found, because=because)
    because += (
        f" {f'Only {linked:,} of them link' if linked else 'Not one of them links'} to anybody in the register:"
        " as records of these customers"
        " the claim is not borne out. They could be of a system that the register does not cover."
    )
    return ClaimAnswer(answer.claim, found, Status.CONTRADICTED, because)


PERSONS = ("customers", "people")
"""Units that are of human beings: of these the file may hold fewer than rows."""


def _in_its_unit(answer: ClaimAnswer, held: Holding) -> ClaimAnswer:
    """Say of a claim of customers that is met in rows how many people those are, where they are fewer."""
    claim, people = answer.claim, held.people
    short = people is not None and claim.count and people < MET_AT * claim.count
    if answer.status is not Status.FOUND or claim.unit not in PERSONS or not short:
        return answer
    because = (
        f"{answer.because} It is met in rows alone: as people they are {people:,}, for several rows and"
        " accounts are of one person."
    )
    return replace(answer, because=because)


def _kind(claim: Claim, held: Holding) -> ClaimAnswer:
    """Whether the file holds a kind of data."""
    wanted = PARTS.get(claim.kind or "", frozenset({claim.kind}))
    holds = [kind for kind in held.held if kind.kind in wanted and kind.rows > 0]
    if not holds:
        return _not_held(claim, held)
    most = max(holds, key=lambda kind: (kind.kind == "birth_date", kind.rows))
    found = f"in {most.rows:,} of {_count(held.rows, 'row')}"
    if most.kind == "date":
        because = f"Dates stand {found}; nothing shows that they are dates of birth."
        return ClaimAnswer(claim, found, Status.UNTESTED, because)
    beside = []
    if most.scheme:
        beside.append(f"They are hashes ({most.scheme}), not passwords in clear.")
    if held.strange:
        beside.append("Most rows link to nobody in the register: they need not be customers' data.")
    return ClaimAnswer(claim, found, Status.FOUND, " ".join(beside))


def _not_held(claim: Claim, held: Holding) -> ClaimAnswer:
    """A kind that no column holds: what was looked at, and how far that reaches."""
    search = next((kind for kind in held.absent if kind.kind == claim.kind), None)
    found = f"not in the {_count(held.rows, 'row')} read"
    if search is None:
        because = "No column of the file in hand holds it; free text was not searched for it."
    elif search.found:
        found = f"in {_count(search.found, 'row')}"
        because = f"No column holds it, but the search of every cell found it {found}."
        return ClaimAnswer(claim, found, Status.FOUND, because)
    else:
        because = (
            f"Looked for in {search.cells:,} cells; the search recovers {search.recall:.0%} of"
            f" planted controls, so at most {_count(search.at_most_rows, 'row')} can hold it in"
            " such a form (95%)."
        )
    if held.sample:
        because += " A sample may leave out what its holder has."
    return ClaimAnswer(claim, found, Status.NOT_FOUND, because)


def _source(claim: Claim, held: Holding) -> ClaimAnswer:
    """What the rows can say of their source: agree with it at most."""
    if len(held.together) < 2:
        because = "Rows do not say which system they were copied from."
        return ClaimAnswer(claim, "nothing that shows it", Status.UNTESTED, because)
    countries = " and ".join(NAMES.get(country, country) for country in held.together)
    found = f"rows of {countries} in one table"
    because = (
        f"Consistent, not shown: rows of {countries} stand in one table with the same columns,"
        " which one database would give, and so would a file put together from two."
    )
    return ClaimAnswer(claim, found, Status.UNTESTED, because)


def _whole(claim: Claim, held: Holding) -> ClaimAnswer:
    """Whether the file reaches everybody in the register."""
    register = held.register_people
    people = None if held.people is None else held.people + held.known_people
    if held.sample or people is None or not register:
        because = (
            "A sample that its holder chose bounds nothing: it cannot show that he has the rest."
            if held.sample
            else "Without the register nobody can say what 'all' would be."
        )
        return ClaimAnswer(claim, _count(held.rows, "row"), Status.UNTESTED, because)
    found = f"{people:,} of the {register:,} people in the register"
    if held.known_people:
        found += f", {held.known_people:,} of them by an address alone"
    if people >= MET_AT * register:
        return ClaimAnswer(claim, found, Status.FOUND, "The file reaches nearly all of them.")
    because = (
        f"The file reaches {people / register:.0%} of them. This contradicts the claim of this file"
        " only: its holder may have kept rows back."
    )
    return ClaimAnswer(claim, found, Status.CONTRADICTED, because)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


ANSWERS = {
    Subject.TAKEN: _taken,
    Subject.RECORDS: _records,
    Subject.KIND: _kind,
    Subject.SOURCE: _source,
    Subject.WHOLE: _whole,
}
"""The rule for each subject a claim can have."""
