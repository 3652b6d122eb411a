"""Clerical: the rows that a person should look at, because the answer would move a number in the scope.

Fellegi and Sunter's third answer, neither a link nor none: "clerical review". A row is in doubt where
linking left it to chance: its best record just reached the threshold or just missed it, or two
people fit it equally well. For each such row the present answer is set beside the likeliest other one, and
it is counted which numbers would differ: rows without a link, ambiguous rows, accounts, people, former
customers, people by country. The chance that the present answer is wrong times the numbers that
would move is what a judgement is worth; those worth most come first.

The chance of a record is its share of the odds of all records of the row, and of nobody:
2**weight / (1 + the sum of 2**weight). It is asked row by row: that two rows in doubt
are of one unreached person, or that a second account outvotes the first on its country, is not seen.

>>> items = weigh([
...     {"leak_row": 7, "register_id": "12", "weight": 2.0, "probability": 0.8, "chance": 0.8,
...      "pattern": "name=same", "asked": True, "fate": "unlinked", "doubt": 0.8, "worth": 2.4,
...      "unlinked": True, "ambiguous": False, "accounts": True, "people": True,
...      "former": False, "by_country": False}])
>>> items[0].moves, items[0].candidates[0].chance
(('people', 'accounts', 'unlinked'), 0.8)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from tocsin.linkage.blocking import Keep
from tocsin.linkage.explain import Fate
from tocsin.terms.answer import Row, whole
from tocsin.terms.judgement import AT_MOST

CANDIDATES = 3
"""Records shown for a row: more are not told apart by looking either."""

LEAST = 0.01
"""Chance of being wrong from which an answer is in doubt: what is said to be 99% certain is let stand."""

MOVES = ("people", "former", "by_country", "accounts", "unlinked", "ambiguous")
"""The numbers of `terms.scope.Scope` that a judgement may move."""

LARGEST = 60.0
"""Bits above which odds are not told apart: their sum stays a number that every engine holds."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that the row may be of."""

    record: str = field(repr=False)
    weight: float
    probability: float
    """Held against nobody else."""

    chance: float
    """Beside the row's other records, and nobody."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row to be judged: what it is said to be now, and what else it may be."""

    row: int
    fate: Fate
    candidates: tuple[Candidate, ...]
    """The one that is asked about first: the present record, or else the likeliest."""

    moves: tuple[str, ...]
    """Numbers that would be others if the present answer is wrong: of `MOVES`."""

    doubt: float
    """Chance that the present answer is wrong."""

    worth: float
    """That chance times the numbers that would move."""


@dataclass(frozen=True, slots=True)
class Open:
    """How much is left to judge."""

    rows: int
    more_people: int
    """People who would be added if each row in doubt that counts for nobody is of its likeliest."""

    fewer_people: int
    """People who would be taken away if each link in doubt is wrong."""


def doubts(
    doubtful: ir.Table, links: ir.Table, ambiguous: ir.Table, register: ir.Table, keep: Keep
) -> ir.Table:
    """Find the rows in doubt, kept: a row each, with what is asked of it and what it would move.

    `doubtful` as in `links.Linked`, without the pairs that were judged; `links` has `leak_row` and
    `register_id`; `register` has `id`, `person`, `country` and `deleted` of all records in both.
    """
    pairs = keep(_counted(doubtful, links, ambiguous, register))
    total = (1.0 + pairs.odds.sum()).name("total")
    odds = pairs.group_by("leak_row").aggregate(total, candidates=pairs.count())
    now, other = pairs.filter(pairs.present), _likeliest(pairs.filter(~pairs.present))
    rows = odds
    for which, table in (("now", now), ("other", other)):
        more = table.select("leak_row", **{f"{which}_{c}": table[c] for c in BESIDE})
        rows = rows.left_join(more, "leak_row").drop("leak_row_right")
    return keep(_weighed(rows))


def _counted(
    doubtful: ir.Table, links: ir.Table, ambiguous: ir.Table, register: ir.Table
) -> ir.Table:
    """Each pair with what it adds to the scope if the row is linked so, all other links as they are."""
    records = register.select("id", "country", "deleted", whose="person")
    persons = doubtful.select("person").distinct()
    theirs = records.semi_join(persons, records.whose == persons.person)
    linked = links.select("leak_row", linked="register_id")
    met = linked.join(theirs, linked.linked == theirs.id)
    by_account = met.group_by("id", "whose").aggregate(
        account_rows=met.count(), dead=met.deleted.any()
    )
    by_person = by_account.group_by("whose").aggregate(
        person_rows=by_account.account_rows.sum(),
        live=(~by_account.dead).cast("int64").sum(),
    )
    accounts = by_account.select(register_id="id", account_rows="account_rows")
    mine = theirs.join(by_account.select("id", own_rows="account_rows"), "id").select(
        linked="id", my_person="whose", my_deleted="deleted", own_rows="own_rows"
    )
    tied = ambiguous.select("leak_row").distinct().mutate(tied=ibis.literal(value=True))
    pairs = doubtful.join(records.drop("whose").rename(register_id="id"), "register_id")
    for more, on in (
        (linked, "leak_row"),
        (mine, "linked"),
        (accounts, "register_id"),
        (by_person.rename(person="whose"), "person"),
        (tied, "leak_row"),
    ):
        pairs = pairs.left_join(more, on).drop(f"{on}_right")
    return _contributed(pairs)


def _contributed(pairs: ir.Table) -> ir.Table:
    """What the row would add as of this record: an account, a person, a former one, one in a country."""
    present = (pairs.linked == pairs.register_id).fill_null(ibis.literal(value=False))
    of_person = (pairs.my_person == pairs.person).fill_null(ibis.literal(value=False))
    alone = of_person & (pairs.own_rows == 1)
    others_account = pairs.account_rows.fill_null(0) - present.cast("int64")
    others_person = pairs.person_rows.fill_null(0) - of_person.cast("int64")
    others_live = pairs.live.fill_null(0) - (alone & ~pairs.my_deleted).cast("int64")
    reaches = others_person == 0
    revives = ~reaches & (others_live == 0) & ~pairs.deleted
    return pairs.select(
        "leak_row",
        "register_id",
        "person",
        "weight",
        "probability",
        "pattern",
        present=present,
        tied=pairs.tied.fill_null(ibis.literal(value=False)),
        odds=ibis.literal(2.0).pow(ibis.least(pairs.weight, ibis.literal(LARGEST))),
        accounts=(others_account == 0).cast("int64"),
        people=reaches.cast("int64"),
        former=ibis.cases((reaches, pairs.deleted.cast("int64")), (revives, -1), else_=0),
        country=ibis.ifelse(reaches, pairs.country.fill_null("??"), ""),
    )


def _likeliest(pairs: ir.Table) -> ir.Table:
    place = ibis.row_number().over(
        group_by="leak_row", order_by=[pairs.weight.desc(), pairs.register_id]
    )
    ranked = pairs.mutate(place=place)
    return ranked.filter(ranked.place == 0).drop("place")


ADDED = ("accounts", "people", "former", "country")
"""What a pair adds to the scope."""


BESIDE = ("register_id", "person", "odds", "tied", *ADDED)
"""What is asked of a pair that stands beside another."""


def _weighed(rows: ir.Table) -> ir.Table:
    """The present answer beside the likeliest other one: what would move, and how likely."""
    linked = rows.now_register_id.notnull()
    # A link may be wrong in two ways: of nobody (odds 1), or of another record.
    to_other = rows.other_register_id.notnull() & (~linked | (rows.other_odds >= 1.0))
    present_odds = ibis.ifelse(linked, rows.now_odds, 1.0)
    tied = (~linked) & rows.other_tied.fill_null(ibis.literal(value=False))

    def both(name: str) -> tuple[ir.Value, ir.Value]:
        nought = "" if name == "country" else 0
        now, other = rows[f"now_{name}"].fill_null(nought), rows[f"other_{name}"].fill_null(nought)
        return now, ibis.ifelse(to_other, other, nought)

    added = {name: both(name) for name in ADDED}
    moved = {
        "people": added["people"][0] != added["people"][1],
        "former": added["former"][0] != added["former"][1],
        "by_country": added["country"][0] != added["country"][1],
        "accounts": added["accounts"][0] != added["accounts"][1],
        "unlinked": linked != to_other,
        "ambiguous": tied,
    }
    doubt = 1.0 - present_odds / rows.total
    worth = doubt * reduce(add, (moves.cast("int64") for moves in moved.values()))
    asked = ibis.ifelse(linked, rows.now_register_id, rows.other_register_id)
    gained = ~linked & (added["people"][1] > 0)
    told = rows.select(
        "leak_row",
        "total",
        asked=asked,
        fate=ibis.cases(
            (linked, Fate.LINKED.value), (tied, Fate.AMBIGUOUS.value), else_=Fate.UNLINKED.value
        ),
        doubt=doubt,
        worth=worth,
        gained=ibis.ifelse(gained, rows.other_person, ibis.null("int64")),
        lost=ibis.ifelse(linked & (added["people"][0] > 0), rows.now_person, ibis.null("int64")),
        **moved,
    )
    return told.filter(told.doubt >= LEAST, told.worth > 0)


def ask_open(found: ir.Table) -> ir.Table:
    """One row: `rows` in doubt, and people at most `gained` and `lost`."""
    return found.aggregate(
        rows=found.count(), gained=found.gained.nunique(), lost=found.lost.nunique()
    )


def weigh_open(answer: Row) -> Open:
    """The counts as a term."""
    return Open(whole(answer, "rows"), whole(answer, "gained"), whole(answer, "lost"))


def chances(doubtful: ir.Table) -> ir.Table:
    """Put `chance` beside each pair: its share of the odds of its row's records, and of nobody."""
    odds = ibis.literal(2.0).pow(ibis.least(doubtful.weight, ibis.literal(LARGEST)))
    weighed = doubtful.mutate(odds=odds)
    sums = weighed.group_by("leak_row").aggregate(total=weighed.odds.sum())
    beside = weighed.join(sums, "leak_row")
    return beside.mutate(chance=beside.odds / (1.0 + beside.total)).drop("odds", "total")


def ask(found: ir.Table, doubtful: ir.Table, most: int = AT_MOST) -> ir.Table:
    """The rows worth most, each with its likeliest records: `most` rows times `CANDIDATES` at most."""
    first = found.order_by(found.worth.desc(), found.doubt.desc(), found.leak_row).limit(most)
    columns = ("leak_row", "register_id", "weight", "probability", "pattern")
    pairs = first.join(doubtful.select(*columns), "leak_row")
    asked = pairs.register_id == pairs.asked
    pairs = pairs.mutate(
        asked=asked,
        chance=ibis.literal(2.0).pow(ibis.least(pairs.weight, ibis.literal(LARGEST))) / pairs.total,
        place=ibis.row_number().over(
            group_by="leak_row", order_by=[asked.desc(), pairs.weight.desc(), pairs.register_id]
        ),
    )
    shown = pairs.filter(pairs.place < CANDIDATES).drop("total", "place", "gained", "lost")
    return shown.mutate(register_id=shown.register_id.cast("string"))


def weigh(answer: Iterable[Row]) -> tuple[Doubt, ...]:
    """The rows to be judged, those worth most first."""
    by_row: dict[int, list[Row]] = {}
    for pair in answer:
        by_row.setdefault(whole(pair, "leak_row"), []).append(pair)
    found = [_doubt(row, pairs) for row, pairs in by_row.items()]
    return tuple(sorted(found, key=lambda one: (-one.worth, -one.doubt, one.row)))


def _doubt(row: int, pairs: list[Row]) -> Doubt:
    first = pairs[0]
    candidates = sorted(
        pairs, key=lambda p: (not p["asked"], -float(str(p["weight"])), str(p["register_id"]))
    )
    return Doubt(
        row,
        Fate(first["fate"]),
        tuple(
            Candidate(
                str(pair["register_id"]),
                float(str(pair["weight"])),
                float(str(pair["probability"])),
                float(str(pair["chance"])),
                str(pair["pattern"]),
            )
            for pair in candidates
        ),
        tuple(name for name in MOVES if first[name]),
        float(str(first["doubt"])),
        float(str(first["worth"])),
    )
