"""Phones: numbers that look French or Belgian and cannot be anybody's.

They lie in ranges that the numbering plans leave unassigned, as libphonenumber's metadata has
them: in France 07 00 to 07 29 and 04 0x, in Belgium 044x for mobiles and 02 9xx, 03 0xx and 03 1xx
for land lines. A test holds samples of every range against libphonenumber.

Within a range the even numbers are the company's customers', the odd ones are what an outsider
makes up, so that a made-up leak has not one phone of the register in it.

>>> numbers(np.array([Range.FR_MOBILE, Range.BE_LAND, Range.FR_MOBILE])).tolist()
[718541018, 29541018, 707082036]
>>> written(np.array([707082036]), np.array([1])).to_pylist()
['07 07 08 20 36']
>>> read(pa.array(["+33 (0)7 14 73 75 74", "0032440123456", "02/912.34.56"])).tolist()
[714737574, 440123456, 29123456]
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill.weave import Country, Ints, mosaic

MOBILE_SHARE = 0.75
"""Share of customers who leave a mobile number. An assumption."""


class Range(IntEnum):
    """The four ranges, in the order of `FIRST`."""

    BE_LAND = 0
    FR_LAND = 1
    BE_MOBILE = 2
    FR_MOBILE = 3


FIRST = (29_000_000, 400_000_000, 440_000_000, 700_000_000)
"""The first number of each range, as a national significant number. Ascending."""

SIZE = (3_000_000, 10_000_000, 10_000_000, 30_000_000)
"""How many numbers each range holds."""

STRIDE = 9_270_509
"""Step from one number given out to the next, modulo half a range. It shares no factor with 2, 3
or 5, hence none with any range, so every number comes once before any comes again."""

_FR_SHAPE = r"^(\d)(\d\d)(\d\d)(\d\d)(\d\d)$"
_BE_MOBILE_SHAPE = r"^(\d{3})(\d\d)(\d\d)(\d\d)$"
_BE_LAND_SHAPE = r"^(\d)(\d{3})(\d\d)(\d\d)$"

_FR_STYLES = (
    r"0\1\2\3\4\5",
    r"0\1 \2 \3 \4 \5",
    r"0\1.\2.\3.\4.\5",
    r"0\1-\2-\3-\4-\5",
    r"+33\1\2\3\4\5",
    r"+33 \1 \2 \3 \4 \5",
    r"0033\1\2\3\4\5",
    r"+33 (0)\1 \2 \3 \4 \5",
)
_BE_STYLES = (
    r"0\1\2\3\4",
    r"0\1/\2.\3.\4",
    r"0\1 \2 \3 \4",
    r"0\1/\2\3\4",
    r"+32\1\2\3\4",
    r"+32 \1 \2 \3 \4",
    r"0032\1\2\3\4",
    r"+32 (0)\1 \2 \3 \4",
)

SHAPES = (_BE_LAND_SHAPE, _FR_SHAPE, _BE_MOBILE_SHAPE, _FR_SHAPE)
"""How a number of each Range falls into groups."""

STYLES = (_BE_STYLES, _FR_STYLES, _BE_STYLES, _FR_STYLES)
"""The local ways to write the groups of each Range."""

STYLE_ODDS = (0.34, 0.24, 0.12, 0.06, 0.1, 0.06, 0.04, 0.04)
"""How often each style is used. An assumption; the plain one is what a web form suggests."""


def ranges(rng: np.random.Generator, country: npt.NDArray[np.integer]) -> Ints:
    """Draw a Range for each row of a Country."""
    mobile = rng.random(len(country)) < MOBILE_SHARE
    return np.select(
        [(country == Country.FR) & mobile, country == Country.FR, mobile],
        [Range.FR_MOBILE, Range.FR_LAND, Range.BE_MOBILE],
        Range.BE_LAND,
    ).astype(np.int64)


def numbers(line: Ints, *, outsider: bool = False) -> Ints:
    """Give each row of a Range a national significant number of its own."""
    given = np.empty(len(line), dtype=np.int64)
    for number in Range:
        here = line == number
        count, half = np.count_nonzero(here), SIZE[number] // 2
        given[here] = FIRST[number] + 2 * (np.arange(1, count + 1) * STRIDE % half) + outsider
    return given


def style(rng: np.random.Generator, count: int) -> Ints:
    """How each of so many rows is to be written."""
    return rng.choice(len(STYLE_ODDS), size=count, p=STYLE_ODDS)


def range_of(number: Ints) -> Ints:
    """Find the Range a number of ours lies in."""
    return np.searchsorted(FIRST, number, side="right") - 1


def written(number: Ints, styles: Ints) -> pa.Array:
    """National significant numbers in these local styles."""
    digits = pa.array(number).cast(pa.string())

    def write(shape: str, pattern: str, at: Ints) -> pa.Array:
        return pc.replace_substring_regex(digits.take(pa.array(at)), shape, pattern)

    makers: list[Callable[[Ints], pa.Array]] = [
        partial(write, SHAPES[which], pattern) for which in Range for pattern in STYLES[which]
    ]
    return mosaic(range_of(number) * len(STYLE_ODDS) + styles, makers)


def read(text: pa.Array) -> Ints:
    """Read the national significant numbers back from any of the styles."""
    bare = pc.replace_substring_regex(text, r"^(\+|00)3[23]|\(0\)|[^0-9+]", "")
    return np.asarray(pc.replace_substring_regex(bare, r"^0", "").cast(pa.int64()))
