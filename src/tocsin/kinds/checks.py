"""Checks: check digits of many numbers at once, as expressions over digits.

Every function takes texts of so many decimal digits, marks between them at most: ask only behind a
regular expression that holds that. What a check lets pass by chance is told by the kind that uses it.

>>> import ibis, pyarrow as pa
>>> numbers = ibis.memtable({"number": ["732829320", "732829321"]})
>>> ibis.duckdb.connect().to_pyarrow(luhn(numbers.number, 9) % 10 == 0).to_pylist()
[True, False]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from tocsin.kinds.folding import kept, trim, trim_of

DOUBLED = ("0123456789", "0246813579")
"""A digit, and the sum of the digits of its double."""


PUT_BETWEEN = "[ ./-]*"
"""Marks that people write between digits: passed over, so that no text need be tidied first."""

ONE = "[0-9A-Za-z]"


def digit(text: ir.StringValue, place: int) -> ir.IntegerValue:
    """One digit, counted from the left, from 0."""
    return character(text, place).cast("int32")


def character(text: ir.StringValue, place: int) -> ir.StringValue:
    """One letter or digit; written so that SQL names the text once (`substr` does twice)."""
    return text.re_extract(f"^(?:{PUT_BETWEEN}{ONE}){{{place}}}{PUT_BETWEEN}({ONE})", 1)


def part(tight: ir.StringValue, start: int, length: int) -> ir.IntegerValue:
    """Some digits as a number, eighteen at most, of a text without marks."""
    return tight.re_extract(f"^.{{{start}}}(.{{{length}}})", 1).cast("int64")


def weighted(digits: ir.StringValue, weights: Sequence[int], start: int = 0) -> ir.IntegerValue:
    """Sum the digits from `start` on, each times its weight."""
    return reduce(
        add, [digit(digits, start + place) * weight for place, weight in enumerate(weights)]
    )


def luhn(digits: ir.StringValue, length: int, start: int = 0) -> ir.IntegerValue:
    """Sum the digits, every second from the right doubled (ISO/IEC 7812-1); a multiple of 10 fits."""
    doubled = digits.translate(*DOUBLED)
    return reduce(
        add,
        [
            digit(doubled if (length - place) % 2 == 0 else digits, start + place)
            for place in range(length)
        ],
    )


def mod_11_10(digits: ir.StringValue, length: int, start: int = 0) -> ir.BooleanValue:
    """Tell whether the last digit fits by ISO 7064, mod 11,10."""
    check: ir.IntegerValue = ibis.literal(10, "int32")
    for place in range(length - 1):
        check = ((check + digit(digits, start + place) + 9) % 10 + 1) * 2 % 11
    return (check + digit(digits, start + length - 1)) % 10 == 1


def guarded(condition: ir.BooleanValue, then: ir.BooleanValue) -> ir.BooleanValue:
    """`then` where `condition` holds, and false elsewhere, without looking there."""
    return ibis.ifelse(condition, then, ibis.literal(value=False))


def without(text: ir.StringValue, marks: str) -> ir.StringValue:
    """Take the marks that people write between digits out."""
    return reduce(lambda value, mark: value.replace(mark, ""), marks, text)


def without_of(text: str, marks: str) -> str:
    """Give `without` of one value."""
    return text.translate(dict.fromkeys(map(ord, marks)))


def bare(
    cell: ir.StringValue, looks: Callable[[ir.StringValue], ir.BooleanValue], marks: str
) -> ir.StringValue:
    """Give a number without its marks; NULL where the whole cell does not look like one."""
    tidy = trim(cell)
    return kept(looks(tidy), without(tidy, marks))


def bare_of(untrusted: str, shape: str, marks: str, valid: Callable[[str], bool]) -> str | None:
    """Give `bare` of one value: of this shape as written, and valid without its marks."""
    tidy = trim_of(untrusted)
    digits = without_of(tidy, marks)
    return digits if re.search(shape, tidy) and valid(digits) else None


@dataclass(frozen=True, slots=True)
class Lettered:
    """A number of letters and digits, without check digits: its normal form is in capitals without marks.

    The shape as written takes ASCII letters alone, and is asked before the capitals are made: of a German
    sharp s Python makes two letters and an engine one, and of a number with one neither makes a number.
    """

    written: str
    """As people write it, marks between."""

    whole: str
    """In capitals, without marks."""

    marks: str

    def looks(self, cell: ir.StringValue) -> ir.BooleanValue:
        """Tell whether the whole cell has the shape."""
        return cell.re_search(self.written) & self._tight(cell).re_search(self.whole)

    def normal(self, cell: ir.StringValue) -> ir.StringValue:
        """Capitals without marks; NULL where the whole cell is no such number."""
        tidy = trim(cell)
        return kept(self.looks(tidy), self._tight(tidy))

    def normal_of(self, untrusted: str) -> str | None:
        """Give `normal` of one value."""
        tidy = trim_of(untrusted)
        if not re.search(self.written, tidy):
            return None
        number = without_of(tidy.upper(), self.marks)
        return number if re.search(self.whole, number) else None

    def _tight(self, cell: ir.StringValue) -> ir.StringValue:
        return without(cell.upper(), self.marks)
