"""Numbering: whether the customer numbers are this register's, for the people beside them.

A side site, a partner or a sister firm has its own numbers for the same people. So has a file into
which somebody put numbers of his own. Where people agree and their numbers do not, the rows are not
out of this system, or were numbered anew.

>>> none = dict.fromkeys(("rare", "rare_same", "hashes", "forms_same"), 0)
>>> weigh(none | {"numbers": 600, "numbers_same": 598}).log10
3.0
>>> weigh(none | {"numbers": 600, "numbers_same": 0}).log10
-3.0
>>> weigh(none | {"numbers": 2, "numbers_same": 0}).log10
-1.0
>>> weigh(none | {"numbers": 0, "numbers_same": 0, "hashes": 500, "forms_same": 0}).log10
-1.5
>>> weigh(none | {"numbers": 0, "numbers_same": 0, "hashes": 500, "forms_same": 500}).log10
0.3
>>> weigh(none | {"numbers": 600, "numbers_same": 0, "rare": 400, "rare_same": 390}).log10
0.0
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tocsin.authenticity.base import Tally, bounded, sample, strength, total
from tocsin.authenticity.check import Counted, Over
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "numbering and hash scheme"

NUMBER_OWN, NUMBER_OTHER = 0.97, 0.03
"""Chance that the number is the person's in this register: out of this system, and out of another. The
second is for systems that take over some numbers. Judgement."""

NUMBERS = 3.0
"""What numbers say at most, either way: a system can be numbered anew."""

FORM_OWN, FORM_OTHER = 0.95, 0.40
"""Chance that a hash has the form of the record's, or of one that it had: systems of one firm often
share a scheme, and a scheme may have changed since. Judgement."""

FORM_FOR, FORM_AGAINST = 0.3, 1.5

OURS = 0.3
"""Share of rare password hashes that are the record's own, above which other numbers beside them do not
speak for another system: they were put there."""


def sums(beside: ir.Table) -> Mapping[str, ir.Scalar]:
    """Count `numbers` and `hashes` compared, and those that are the record's, or of its form."""
    return {
        "numbers": total(beside.same_customer_number.notnull()),
        "numbers_same": total(beside.same_customer_number),
        "rare": total(beside.rare & beside.same_password_hash.notnull()),
        "rare_same": total(beside.rare & beside.same_password_hash),
        "hashes": total(beside.same_form.notnull()),
        "forms_same": total(beside.same_form),
    }


def weigh(answer: Row) -> Support:
    """Weigh numbers and schemes together."""
    numbers, same = whole(answer, "numbers"), whole(answer, "numbers_same")
    hashes, alike = whole(answer, "hashes"), whole(answer, "forms_same")
    by_number = bounded(strength(Tally(same, numbers, NUMBER_OWN, NUMBER_OTHER)), NUMBERS, NUMBERS)
    by_form = bounded(strength(Tally(alike, hashes, FORM_OWN, FORM_OTHER)), FORM_FOR, FORM_AGAINST)
    parts = []
    if numbers:
        parts.append(f"{same:,} of {numbers:,} tied rows have the customer number of their record")
    if hashes:
        parts.append(
            f"{alike:,} of {hashes:,} a password hash of the form that the record has or had"
        )
    if not parts:
        return Support(NAME, 0.0, "no tied row has a customer number or a password hash to compare")
    if by_number < 0 and whole(answer, "rare_same") > OURS * whole(answer, "rare"):
        parts.append("yet the hashes are the records' own: somebody put other numbers beside them")
        return Support(NAME, 0.0, "; ".join(parts))
    log = bounded(by_number + by_form, NUMBERS, NUMBERS)
    return Support(NAME, log, "; ".join(parts) + sample(max(numbers, hashes)))


CHECK = Counted(
    NAME,
    Question.OWN,
    "Ask for rows with the number by which the system knows a customer.",
    over=Over.BESIDE,
    sums=sums,
    weigh=weigh,
)
