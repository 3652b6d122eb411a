"""Links: at most one register record for each row of a leak, and the rows that fit two equally well.

In two stages, so that a register's column is read only as often as rows still need it. First the
rows whose e-mail address is in the register, held against those records alone; a row is settled
where one record stands clearly out. Then the rest, against every record that shares any block with it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tocsin.linkage import blocking, score
from tocsin.linkage.blocking import Candidates, Keep
from tocsin.linkage.comparisons import COMPARISONS, FIELDS, Similarity

LINKED = math.log2(0.95 / 0.05)
"""The weight from which a pair is a link: probability 0.95."""

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

    commonplace: ir.Table
    """`block`, `values`, `records`: values too common to lead anywhere, by block."""


def link(
    leak: ir.Table, register: ir.Table, size: int, similarity: Similarity, keep: Keep
) -> Linked:
    """Link the rows of a leak to the records of a register, both in normal form.

    `size` is the number of register records. Without a column `person`, each record is a person.
    """
    register = register if "person" in register.columns else register.mutate(person=register.id)
    register = keep(
        register.select("id", "person", *FIELDS)
    )  # it is read ten times, decrypted once
    weighed = _Weighed(size, similarity, keep)

    by_email = blocking.candidates(leak, register, blocking.EMAIL, keep)
    first = weighed.best(_beside(leak, by_email.usable(register)))
    settled = first.filter(~first.tied, first.weight >= SETTLED)

    rest = keep(leak.anti_join(settled, leak.row == settled.leak_row))
    found = tuple(blocking.candidates(rest, register, block, keep) for block in blocking.REST)
    second = weighed.best(_compared(rest, register, by_email, found, keep))

    return Linked(
        ibis.union(_links(settled), _links(second.filter(~second.tied, second.weight >= LINKED))),
        second.filter(second.tied, second.weight >= LINKED).select("leak_row"),
        ibis.union(by_email.commonplace(), *(each.commonplace() for each in found)),
    )


def _rows(leak: ir.Table) -> ir.Table:
    """Name the leak's side of a pair."""
    return leak.select(leak_row="row", **{f"leak_{f}": leak[f] for f in FIELDS})


def _records(register: ir.Table) -> ir.Table:
    """Name the register's side of a pair."""
    fields = {f"register_{f}": register[f] for f in FIELDS}
    return register.select("person", register_id="id", **fields)


def _beside(leak: ir.Table, register: ir.Table) -> ir.Table:
    """Make pairs of a row and a record of one e-mail address, ready for comparison."""
    rows, records = _rows(leak), _records(register)
    return rows.join(records, rows.leak_email == records.register_email)


def _compared(
    rest: ir.Table,
    register: ir.Table,
    by_email: Candidates,
    found: tuple[Candidates, ...],
    keep: Keep,
) -> ir.Table:
    """Pairs of the remaining rows with every record that shares a block, and how common their values are."""
    pairs = keep(
        ibis.union(by_email.pairs(rest), *(each.pairs(rest) for each in found), distinct=True)
    )
    ids = pairs.select(id="register_id").distinct()
    records = keep(register.select("id", "person", *FIELDS).semi_join(ids, "id"))
    compared = pairs.join(_rows(rest), "leak_row").join(_records(records), "register_id")
    for field in ("name", "password_hash"):
        compared = _with_borne(compared, rest, register, field)
    return compared


def _with_borne(pairs: ir.Table, rest: ir.Table, register: ir.Table, field: str) -> ir.Table:
    """Put beside each pair how many register records bear the row's value (NULL where none does)."""
    wanted = rest.select(field).filter(rest[field].notnull()).distinct()
    bearers = register.select(field).semi_join(wanted, field)
    borne = bearers.group_by(**{f"leak_{field}": field}).aggregate(
        **{f"{field}_borne": bearers.count()}
    )
    return pairs.left_join(borne, f"leak_{field}").drop(f"leak_{field}_right")


@dataclass(frozen=True, slots=True)
class _Weighed:
    """How pairs are weighed: the register's size, the engine's likeness, and where answers are kept."""

    size: int
    similarity: Similarity
    keep: Keep

    def best(self, pairs: ir.Table) -> ir.Table:
        """Find the best record of each row, kept: levels, `weight`, and whether another person's is as good (`tied`)."""
        levels = score.levels(pairs, self.similarity)
        weighed = score.weigh(levels, self.size)
        narrow = self.keep(weighed.select("leak_row", "register_id", "person", "weight", *AT))
        top = narrow.group_by("leak_row").aggregate(top=narrow.weight.max())
        near = narrow.join(top, "leak_row").filter(lambda t: t.weight >= t.top - APART)
        chosen = near.group_by("leak_row").aggregate(
            chosen=near.register_id.min(where=near.weight == near.top),
            tied=near.person.min() != near.person.max(),
        )
        return self.keep(
            narrow.join(chosen, "leak_row").filter(lambda t: t.register_id == t.chosen)
        )


def _links(chosen: ir.Table) -> ir.Table:
    return chosen.select(
        "leak_row",
        "register_id",
        "weight",
        probability=score.told(chosen.weight),
        pattern=score.pattern(chosen),
    )
