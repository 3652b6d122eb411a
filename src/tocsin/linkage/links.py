"""Links: at most one register record for each row of a leak, and the rows that fit two equally well.

In two stages, so that a register is searched only for the rows that still need it. First the
rows whose e-mail address is in the register, held against those records alone; a row is settled
where one record stands clearly out. Then the rest, against every record that shares any block with it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tocsin.linkage import blocking, score
from tocsin.linkage.blocking import Keep
from tocsin.linkage.borne import BORNE
from tocsin.linkage.comparisons import COMPARISONS, FIELDS, Similarity

Near = Callable[[ir.Table], ir.Table]
"""From rows of a leak to the records of the register that are near them."""

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

    commonplace: ir.Table
    """`block`, `values`, `records`: values too common to lead anywhere, by block."""


def link(
    leak: ir.Table, owned: ir.Table, shared: Near, size: int, similarity: Similarity, keep: Keep
) -> Linked:
    """Link the rows of a leak to the records of a register, all in normal form.

    `owned` has at least the records that share an e-mail address with the leak, and `shared` gives
    at least those that share any of `kinds.keys.KEYS` with the rows that are left. Records have
    `person`, and how often their values are `borne`. `size` is that of the whole register.
    """
    weighed = _Weighed(size, similarity, keep)

    common = keep(blocking.common(owned, blocking.EMAIL))
    first = weighed.best(weighed.pairs(_beside(leak, owned.anti_join(common, "email"))))
    settled = first.filter(~first.tied, first.weight >= SETTLED)

    rest = keep(leak.anti_join(settled, leak.row == settled.leak_row))
    others = shared(rest)
    found = blocking.candidates(rest, others, (blocking.EMAIL, *blocking.REST), keep)
    pairs = weighed.pairs(_compared(found.pairs(), rest, others))
    second = weighed.best(pairs)

    return Linked(
        ibis.union(_links(settled), _links(second.filter(~second.tied, second.weight >= LINKED))),
        second.filter(second.tied, second.weight >= LINKED).select("leak_row"),
        _links(pairs.filter(pairs.weight >= DOUBTFUL), "person"),
        found.commonplace(),
    )


def _rows(leak: ir.Table) -> ir.Table:
    """Name the leak's side of a pair."""
    return leak.select(leak_row="row", **{f"leak_{f}": leak[f] for f in FIELDS})


def _records(register: ir.Table) -> ir.Table:
    """Name the register's side of a pair."""
    fields = {f"register_{f}": register[f] for f in FIELDS}
    return register.select("person", *BORNE, register_id="id", **fields)


def _beside(leak: ir.Table, register: ir.Table) -> ir.Table:
    """Make pairs of a row and a record of one e-mail address, ready for comparison."""
    rows, records = _rows(leak), _records(register)
    return rows.join(records, rows.leak_email == records.register_email)


def _compared(pairs: ir.Table, rest: ir.Table, register: ir.Table) -> ir.Table:
    """Make pairs of the remaining rows and the records that share any block, ready for comparison."""
    return pairs.join(_rows(rest), "leak_row").join(_records(register), "register_id")


@dataclass(frozen=True, slots=True)
class _Weighed:
    """How pairs are weighed: the register's size, the engine's likeness, and where answers are kept."""

    size: int
    similarity: Similarity
    keep: Keep

    def pairs(self, pairs: ir.Table) -> ir.Table:
        """Weigh pairs, kept: `leak_row`, `register_id`, `person`, `weight` and the levels."""
        levels = score.levels(pairs, self.similarity)
        weighed = score.weigh(levels, self.size)
        return self.keep(weighed.select("leak_row", "register_id", "person", "weight", *AT))

    def best(self, narrow: ir.Table) -> ir.Table:
        """Find the best record of each row, kept, and whether another person's is as good (`tied`)."""
        top = narrow.group_by("leak_row").aggregate(top=narrow.weight.max())
        near = narrow.join(top, "leak_row").filter(lambda t: t.weight >= t.top - APART)
        chosen = near.group_by("leak_row").aggregate(
            chosen=near.register_id.min(where=near.weight == near.top),
            tied=near.person.min() != near.person.max(),
        )
        return self.keep(
            narrow.join(chosen, "leak_row").filter(lambda t: t.register_id == t.chosen)
        )


def _links(chosen: ir.Table, *more: str) -> ir.Table:
    return chosen.select(
        "leak_row",
        "register_id",
        *more,
        "weight",
        probability=score.told(chosen.weight),
        pattern=score.pattern(chosen),
    )
