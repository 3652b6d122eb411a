"""Judged: the links once a person's judgements are applied.

`same` makes the link, whatever its weight. The record is then taken: a row that fitted two people
equally well, one of them this record's, is the other's, unless that one is taken too, or the row
repeats the judged one word for word (it may be a copy of it). `different` takes away that record
and lets the next best stand, on the same terms as every link. `nobody` takes away all. A row that
nobody judged, and whose tie no judgement touches, stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import ibis
import ibis.expr.types as ir

from tocsin.linkage import pairing
from tocsin.linkage.blocking import Keep
from tocsin.linkage.comparisons import FIELDS
from tocsin.linkage.links import APART, LINKED, Weighing, best
from tocsin.terms.answer import Row, whole
from tocsin.terms.judgement import Ruling

JUDGED = {"leak_row": "int64", "ruling": "string", "record": "string"}
"""The columns of a table of judgements: `record` is the register's key as text."""

COLUMNS = ("leak_row", "register_id", "weight", "probability", "pattern")
"""The columns of links."""


@dataclass(frozen=True, slots=True)
class Found:
    """What linking found, before anybody judged it: as in `links.Linked`."""

    links: ir.Table
    ambiguous: ir.Table
    doubtful: ir.Table


@dataclass(frozen=True, slots=True)
class Changed:
    """What judgements did to the rows of a leak."""

    judged: int
    made: int
    """Rows linked that were not."""

    removed: int
    """Rows not linked that were."""

    moved: int
    """Rows linked to another record than before."""

    followed: int
    """Of all these, rows that nobody judged, and whose tie a judgement of another row broke."""


def apply(
    found: Found, judged: ir.Table, rows: ir.Table, records: ir.Table, how: Weighing
) -> Found:
    """Apply `JUDGED` to what was found; `records` has every record that is named, or near a row."""
    keep = how.keep
    same = keep(_named(judged, records, Ruling.SAME))
    not_so = _named(judged, records, Ruling.DIFFERENT)
    settled = judged.filter(judged.ruling != Ruling.DIFFERENT.value).select("leak_row").distinct()
    taken = _taken(found, same, judged, rows, records, keep)
    out = ibis.union(not_so, taken)
    again = keep(
        ibis.union(not_so, taken).select("leak_row").distinct().anti_join(settled, "leak_row")
    )

    pairs = _pairs(found, again, rows, records, how).anti_join(out, ["leak_row", "register_id"])
    top = keep(best(keep(pairs)))
    named = pairing.weighed(same, rows, records, how.size, how.similarity)
    touched = keep(ibis.union(again, settled, distinct=True))
    chosen = top.filter(~top.tied, top.weight >= LINKED)
    return Found(
        ibis.union(
            found.links.anti_join(touched, "leak_row").select(*COLUMNS),
            named.select(*COLUMNS),
            chosen.select(*COLUMNS),
        ),
        ibis.union(
            found.ambiguous.anti_join(touched, "leak_row").select("leak_row"),
            top.filter(top.tied, top.weight >= LINKED).select("leak_row"),
        ),
        found.doubtful.anti_join(settled, "leak_row").anti_join(out, ["leak_row", "register_id"]),
    )


def _named(judged: ir.Table, records: ir.Table, ruling: Ruling) -> ir.Table:
    """The pairs of these judgements, in the register's own type of key: `leak_row`, `register_id`."""
    chosen = judged.filter(judged.ruling == ruling.value).select("leak_row", "record")
    known = records.select(register_id="id", record=records.id.cast("string"))
    return chosen.join(known, "record").select("leak_row", "register_id")


def _taken(
    found: Found, same: ir.Table, judged: ir.Table, rows: ir.Table, records: ir.Table, keep: Keep
) -> ir.Table:
    """Find the pairs of ambiguous rows with a person whom a judgement gave to another row."""
    owners = same.join(records.select(register_id="id", person="person"), "register_id")
    given = keep(_with_words(owners.select("leak_row", "person"), rows))
    free = found.ambiguous.anti_join(judged, "leak_row")
    tied = found.doubtful.semi_join(free, "leak_row")
    top = tied.group_by("leak_row").aggregate(top=tied.weight.max())
    tied = tied.join(top, "leak_row").filter(lambda t: t.weight >= t.top - APART)
    tied = keep(_with_words(tied.select("leak_row", "register_id", "person"), rows))
    lost = tied.semi_join(given, "person").anti_join(given, ["person", "words"])
    left = tied.anti_join(lost, ["leak_row", "register_id"]).select("leak_row").distinct()
    return lost.semi_join(left, "leak_row").select("leak_row", "register_id")


def _with_words(pairs: ir.Table, rows: ir.Table) -> ir.Table:
    """Put beside pairs all that a row says in the fields that are compared, as one text: `words`."""
    told = [rows[field].fill_null("") for field in FIELDS]
    words = reduce(lambda one, next: one + "\n" + next, told)
    return pairs.join(rows.select(leak_row="row", words=words), "leak_row")


def _pairs(
    found: Found, again: ir.Table, rows: ir.Table, records: ir.Table, how: Weighing
) -> ir.Table:
    """All pairs of the rows that are decided again; of those settled at first sight, looked for now."""
    columns = (*COLUMNS[:2], "person", *COLUMNS[2:])
    known = found.doubtful.semi_join(again, "leak_row").select(*columns)
    new = again.anti_join(found.doubtful, "leak_row")
    asked = how.keep(rows.semi_join(new, rows.row == new.leak_row))
    looked = pairing.near(asked, records, how.size)
    weighed = pairing.weighed(looked, asked, records, how.size, how.similarity)
    return ibis.union(known, weighed.select(*columns))


def ask(before: Found, after: Found, judged: ir.Table) -> ir.Table:
    """One row: how many rows were `judged`, and of how many the link was `made`, `removed`, `moved`."""
    was = before.links.select("leak_row", was="register_id")
    is_ = after.links.select("leak_row", now="register_id")
    both = was.outer_join(is_, "leak_row")
    row = ibis.coalesce(both.leak_row, both.leak_row_right)
    changed = both.select(
        leak_row=row,
        made=both.was.isnull(),
        removed=both.now.isnull(),
        moved=(both.was != both.now).fill_null(ibis.literal(value=False)),
    )
    changed = changed.filter(changed.made | changed.removed | changed.moved)
    unjudged = changed.anti_join(judged, "leak_row")
    counts = changed.aggregate(
        made=changed.made.cast("int64").sum(),
        removed=changed.removed.cast("int64").sum(),
        moved=changed.moved.cast("int64").sum(),
    )
    told = judged.aggregate(judged=judged.leak_row.nunique()).cross_join(counts)
    return told.cross_join(unjudged.aggregate(followed=unjudged.count()))


def weigh(answer: Row) -> Changed:
    """The counts as a term."""
    names = ("judged", "made", "removed", "moved", "followed")
    return Changed(*(whole(answer, name) for name in names))
