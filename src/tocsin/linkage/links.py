"""Links: at most one register record for each row of a leak, and the rows that fit two equally well.

In stages, so that a register is searched only for the rows that still need it: first by e-mail
address, then by the numbers that are nearly one person's own, then by all other keys. A row is settled
where one record stands clearly out; what a row shares with others by weaker keys cannot change that.
The rows that no stage settles are judged by all the records that any stage found, and by how rare
their names and passwords are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from tocsin.kinds import keys
from tocsin.kinds.beside import PAIR, Beside
from tocsin.linkage import blocking, learned, score
from tocsin.linkage.blocking import Keep
from tocsin.linkage.borne import BORNE
from tocsin.linkage.comparisons import COMPARISONS
from tocsin.linkage.levels import Similarity
from tocsin.linkage.near import Known, Near, Shared, compared

LINKED = math.log2(0.95 / 0.05)
"""The weight from which a pair is a link: probability 0.95."""

DOUBTFUL = -math.log2(0.95 / 0.05)
"""The weight below which a pair is not worth a person's look: probability 0.05."""

SETTLED = 8.0
"""The weight at which a row is linked by its e-mail address and not looked at again (probability 0.996)."""

APART = 1.0
"""Records within one bit of the best are as likely as it: which of them it is, is not decided."""

AT = tuple(f"at_{comparison.name}" for comparison in COMPARISONS)
"""The columns with the levels of a pair."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking gives, in the engine."""

    links: ir.Table
    """`leak_row`, `register_id`, `weight` (bits), `probability`, `pattern`; one a leak row at most."""

    ambiguous: ir.Table
    """`leak_row`: rows that fit records of two people equally well, and so are not linked."""

    doubtful: ir.Table
    """As `links`, and `person`: every pair of a row not settled by its e-mail address that is at least
    as likely as `DOUBTFUL`, linked or not. What a person may have to judge."""

    learned: ir.Table
    """As `learned.ask` gives it, one row: `bits`, what the other rows tell in every weight, and the rest."""

    commonplace: ir.Table
    """`block`, `values`, `records`: values too common to lead anywhere, by block."""


def link(
    leak: ir.Table,
    owned: ir.Table,
    shared: Shared,
    size: int,
    similarity: Similarity,
    keep: Keep,
    *,
    few: bool = False,
) -> Linked:
    """Link the rows of a leak to the records of a register, both in normal form.

    `owned` has at least the records that share an e-mail address with the leak, and `shared` gives
    at least those that share any of `kinds.keys.stages` with the rows that are left. Records have
    `person`, and how often their values are `borne`. `size` is that of the whole register; whether the
    rows are `few` is said by who counted them.
    """
    known = Known(leak, owned, shared, size, keep)
    return link_near(known, similarity, keep, few=few, learning=False)


def link_near(
    near: Near, similarity: Similarity, keep: Keep, *, few: bool = False, learning: bool = True
) -> Linked:
    """Link the rows of a leak to the records of a register, searched a stage at a time.

    With `few` rows all stages are one: each is a question, which then costs more than what it spares.
    With `learning`, what the leak's rows tell of each other is in their weights.
    """
    search = _Search(near, Weighing(near.size, similarity, keep))
    settled, found = search.at_once() if few else search.in_stages()
    known = found.drop("person", "weight").join(near.people(found), "register_id")
    kept = (*found.columns, *BORNE)
    last = keep(score.weigh(known, near.size).select(*kept))
    if learning:
        top = keep(best(last).drop("tied", "chosen").select(settled.columns))
        bits = keep(learned.ask(ibis.union(settled, top), near.leak, near.size))
        last = keep(score.weigh(last.drop("weight").cross_join(bits), near.size).select(*kept))
    else:
        bits = keep(learned.nothing(near.leak))
    settled, last = (_with(table, bits) for table in (settled, last))
    top = keep(best(last))
    every = ibis.union(settled, top.filter(~top.tied).select(settled.columns))
    tied = top.filter(top.tied, top.weight >= LINKED)
    return Linked(
        _links(every.filter(every.weight >= LINKED)),
        tied.select("leak_row"),
        _links(last.filter(last.weight >= DOUBTFUL), "person"),
        bits,
        search.commonplace(),
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """The search of a register for the rows of a leak."""

    near: Near
    weighed: Weighing
    _common: list[ir.Table] = field(default_factory=list)

    def at_once(self) -> tuple[ir.Table, ir.Table]:
        """Pairs by any key, of all rows; none is settled before."""
        keep, every = self.weighed.keep, keys.all_keys(self.near.size)
        found = self._pairs(keep(self.near.left(None)), every, every)
        nothing = found.filter(ibis.literal(value=False))
        return nothing, found

    def in_stages(self) -> tuple[ir.Table, ir.Table]:
        """The pairs of the rows that one stage settles, and all pairs of the others."""
        keep = self.weighed.keep
        email, numbers, others = keys.stages(self.near.size)
        by_email = _settled(keep(best(self.weighed.beside(self.near.beside()))))
        rest = keep(self.near.left(by_email))
        found = self._pairs(rest, numbers, email + numbers)
        by_number = _settled(keep(best(found)))
        rest = keep(rest.anti_join(by_number, rest.row == by_number.leak_row))
        found = _together(found, self._pairs(rest, others, others), rest)
        return ibis.union(by_email, by_number), found

    def _pairs(
        self, rows: ir.Table, stage: tuple[keys.Key, ...], blocks: tuple[keys.Key, ...]
    ) -> ir.Table:
        records = self.near.sharing(rows, stage)
        candidates = blocking.candidates(rows, records, blocks, self.weighed.keep)
        self._common.append(candidates.commonplace())
        return self.weighed.pairs(compared(candidates.pairs(), rows, records))

    def commonplace(self) -> ir.Table:
        """As `Linked.commonplace`, of all that was searched."""
        first, *others = self._common
        return ibis.union(first, *others) if others else first


def _with(pairs: ir.Table, bits: ir.Table) -> ir.Table:
    """Add to the weights what was learned of all rows."""
    return pairs.mutate(weight=(pairs.weight + bits.bits.as_scalar()).round(3))


def _settled(top: ir.Table) -> ir.Table:
    """Of the best records those that stand clearly out."""
    return top.filter(~top.tied, top.weight >= SETTLED).drop("tied", "chosen")


def _together(before: ir.Table, pairs: ir.Table, rest: ir.Table) -> ir.Table:
    """Make one table of the pairs of the rows that are left, each pair once."""
    earlier = before.semi_join(rest, before.leak_row == rest.row)
    more = pairs.anti_join(earlier, ["leak_row", "register_id"])
    return ibis.union(earlier, more)


def best(pairs: ir.Table) -> ir.Table:
    """Find the best record of each row, and whether another person's is as good (`tied`)."""
    top = pairs.group_by("leak_row").aggregate(top=pairs.weight.max())
    near = pairs.join(top, "leak_row").filter(lambda t: t.weight >= t.top - APART)
    chosen = near.group_by("leak_row").aggregate(
        chosen=near.register_id.min(where=near.weight == near.top),
        tied=near.person.min() != near.person.max(),
    )
    return pairs.join(chosen, "leak_row").filter(lambda t: t.register_id == t.chosen)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How pairs are weighed: the register's size, the engine's likeness, and where answers are kept."""

    size: int
    similarity: Similarity
    keep: Keep

    def pairs(self, pairs: ir.Table) -> ir.Table:
        """Weigh pairs, kept: `leak_row`, `register_id`, `person`, `weight` and the levels."""
        return self._kept(score.levels(pairs, self.similarity))

    def beside(self, pairs: Beside) -> ir.Table:
        """The same of pairs of which most are alike: nothing that is dear is asked of those."""
        alike, apart = score.levels_alike(pairs.alike), score.levels(pairs.apart, self.similarity)
        told = (*PAIR, "person", *AT)
        return self._kept(ibis.union(alike.select(*told), apart.select(*told)))

    def _kept(self, levels: ir.Table) -> ir.Table:
        weighed = score.weigh(levels, self.size)
        return self.keep(weighed.select(*PAIR, "person", "weight", *AT))


def _links(chosen: ir.Table, *more: str) -> ir.Table:
    return chosen.select(
        "leak_row",
        "register_id",
        *more,
        "weight",
        probability=score.told(chosen.weight),
        pattern=score.pattern(chosen),
    )
