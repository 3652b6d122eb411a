"""Moments: times in any form a register writes them, as instants in UTC, a whole column at once.

A cell says less than an instant: '2014-06-07' is a whole day, and an hour of autumn comes twice. So
each is read as the earliest or (`late`) as the first after the latest instant that it can mean: what
was set then was there since the one at the earliest, what was replaced then until the other at the
latest. Cells that state no zone are read in the one given.

>>> paris = read(pa.array(["2014-06-07 02:14", "2014-06-07T00:14:00Z", "07/06/2014 02:14:00.5"]), "Europe/Paris")
>>> [str(at) for at in paris.at.to_pylist()]
['2014-06-07 00:14:00+00:00', '2014-06-07 00:14:00+00:00', '2014-06-07 00:14:00.500000+00:00']
>>> paris.naive, paris.unread
(2, 0)
>>> twice = pa.array(["2014-10-26 02:30:00", "2014-06-07", "0000-00-00 00:00:00", "soon"])
>>> [str(at) for at in read(twice, "Europe/Paris", late=True).at.to_pylist()]
['2014-10-26 01:30:01+00:00', '2014-06-07 22:00:00+00:00', 'None', 'None']
>>> [str(at) for at in read(pa.array([1402100040, 1402100040123]), None).at.to_pylist()]
['2014-06-07 00:14:00+00:00', '2014-06-07 00:14:00.123000+00:00']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.kinds.date import MONTH_OF
from tocsin.kinds.headers import header_words
from tocsin.terms.errors import Refused

Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

INSTANT = pa.timestamp("us", "UTC")
"""How tables of ours hold a time."""

CREATED = (
    "created", "created at", "created on", "created date", "created time", "create time", "create date",
    "creation date", "creation time", "date created", "date creation", "date de creation", "cree le", "cree",
    "inscription", "date inscription", "date d inscription", "inscrit le", "registered", "registered at",
    "registered on", "registration date", "signup date", "signup", "signed up", "signed up at", "joined",
    "joined at", "date joined", "opened", "opened at", "aangemaakt", "aangemaakt op", "registratiedatum",
    "ingeschreven op", "erstellt", "erstellt am", "angelegt", "angelegt am", "registriert am", "anlagedatum",
    "member since", "customer since", "klant sinds", "client depuis", "kunde seit", "fecha alta", "creado",
    "creado el", "date added", "added at", "inserted at", "insert date", "ctime",
)  # fmt: skip
"""Words above the column that says when a customer was opened, as `header_words` folds them."""

UPDATED = (
    "updated", "updated at", "updated on", "update time", "update date", "date updated", "last update",
    "last updated", "modified", "modified at", "modified on", "last modified", "modification date", "modifie le",
    "modifie", "date modification", "date de modification", "mis a jour", "mis a jour le", "mise a jour",
    "date mise a jour", "maj le", "date maj", "gewijzigd", "gewijzigd op", "bijgewerkt op", "geaendert",
    "geaendert am", "geandert am", "aktualisiert am", "changed at", "changed on", "actualizado", "modificado", "mtime",
)  # fmt: skip
"""Words above the column that says when a record was last changed."""

CHANGED = (
    *UPDATED, "at", "on", "when", "date", "time", "timestamp", "datetime", "ts", "moment", "change le", "changed",
    "change date", "change time", "date change", "date changement", "date du changement", "quand", "le",
    "datum", "tijdstip", "wijzigingsdatum", "zeitpunkt", "aenderungsdatum", "zeit", "fecha", "event time",
    "logged at", "recorded at", "valid to", "valid until", "created at", "cree le",
)  # fmt: skip
"""Words above the column of a history that says when the change was."""

FIRST, LAST = 31_536_000_000_000, 4_102_444_800_000_000
"""From 1971 to 2100, in microseconds since 1970. What lies outside stands for nothing: '0000-00-00',
'1900-01-01', '1970-01-01', '9999-12-31'."""

_CLOCK = (
    r"(?:[T ,]+(?P<h>[0-9]{1,2})[:.h](?P<i>[0-9]{2})(?:[:.](?P<s>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?"
    r" ?(?P<half>[AaPp]\.?[Mm]\.?)?)? ?(?P<z>Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?$"
)
_NUMBER, _YEAR = "[0-9]{1,2}", "[0-9]{4}"
SHAPES = (
    rf"^(?P<y>{_YEAR})[-/.](?P<m>{_NUMBER})[-/.](?P<d>{_NUMBER}){_CLOCK}",
    rf"^(?P<d>{_NUMBER})[-/.](?P<m>{_NUMBER})[-/.](?P<y>{_YEAR}){_CLOCK}",
    r"^(?P<y>[12][0-9]{3})(?P<m>[01][0-9])(?P<d>[0-3][0-9])"
    r"(?:[T ]?(?P<h>[0-2][0-9])(?P<i>[0-5][0-9])(?P<s>[0-5][0-9])(?:\.(?P<f>[0-9]{1,9}))?)?(?P<z>Z)?$",
    rf"^(?:\p{{L}}+,? )?(?P<d>{_NUMBER})[- .]+(?P<m>\p{{L}}{{3,9}})\.?[- ]+(?P<y>{_YEAR}|[0-9]{{2}}){_CLOCK}",
    rf"^(?:\p{{L}}+,? )?(?P<m>\p{{L}}{{3,9}})\.? +(?P<d>{_NUMBER}),? +(?P<y>{_YEAR}){_CLOCK}",
)
"""Year first, day first, together, and with the month's name either way."""

DAY_FIRST = 1
"""Which of them may have to be turned: '06/13/2014' in a column says that all of it has the month first."""

EPOCH = r"^[0-9]{9,10}(?:[0-9]{3}|[0-9]{6}|[0-9]{9})?(?:\.[0-9]+)?$"
"""Seconds since 1970, or thousandths, millionths, billionths of one."""


NEVER = r"^(?:0+[-/.]0+[-/.]0+.*|0|[Nn][Uu][Ll][Ll])?$"
"""What stands for no time."""


@dataclass(frozen=True, slots=True)
class Read:
    """A column of times: `at` (timestamp[us, UTC], NULL where none); cells without zone; cells not understood."""

    at: pa.Array
    naive: int
    unread: int


def read(cells: pa.Array, zone: str | None, late: bool = False) -> Read:
    """Read a column of any type; `Refused` where the zone is not known. Without one, UTC."""
    if pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_decode()
    sort = cells.type
    if pa.types.is_timestamp(sort):
        granule = {"s": 1_000_000, "ms": 1_000, "us": 1, "ns": 1}[sort.unit]
        wall = cells.cast(pa.timestamp("us", sort.tz), safe=False).cast(pa.int64())
        known = np.full(len(cells), sort.tz is not None)
        return _instants(wall, np.full(len(cells), granule), known, zone, late, 0)
    if pa.types.is_date(sort):
        wall = cells.cast(pa.timestamp("us")).cast(pa.int64())
        whole_day = np.full(len(cells), 86_400_000_000)
        return _instants(wall, whole_day, np.zeros(len(cells), dtype=bool), zone, late, 0)
    if pa.types.is_integer(sort) or pa.types.is_floating(sort) or pa.types.is_decimal(sort):
        cells = cells.cast(pa.float64(), safe=False).cast(pa.int64(), safe=False).cast(pa.string())
    elif not (pa.types.is_string(sort) or pa.types.is_large_string(sort)):
        return Read(pa.nulls(len(cells), INSTANT), 0, len(cells) - cells.null_count)
    return _texts(cells.cast(pa.string()), zone, late)


def column(names: Sequence[str], words: Sequence[str], said: str | None) -> str | None:
    """Name the column that holds a time: as said (`Refused` where there is none such), else by its header.

    >>> column(("nom", "Cree_Le", "x"), CREATED, None), column(("nom",), CREATED, None)
    ('Cree_Le', None)
    """
    if said is not None and said not in names:
        raise Refused(f"There is no column {said!r}.", f"Name one of: {', '.join(names)}.")
    folded = {header_words(name): name for name in reversed(names)}
    return said or next((folded[word] for word in words if word in folded), None)


def _texts(cells: pa.Array, zone: str | None, late: bool) -> Read:
    tidy = pc.utf8_trim_whitespace(cells)
    count = len(tidy)
    wall, granule = np.zeros(count, dtype=np.int64), np.ones(count, dtype=np.int64)
    known, found = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    for number, shape in enumerate(SHAPES):
        if found.all():
            break
        parts = pc.extract_regex(tidy, shape)
        here = np.asarray(pc.is_valid(parts)) & ~found
        if here.any():
            at = np.flatnonzero(here)
            told = {f.name: parts.field(f.name).take(pa.array(at)) for f in parts.type}
            wall[at], granule[at], known[at] = _told(told, turns=number == DAY_FIRST)
            found |= here
    counted = np.asarray(pc.fill_null(pc.match_substring_regex(tidy, EPOCH), False)) & ~found
    if counted.any():
        at = np.flatnonzero(counted)
        wall[at], granule[at] = _since_1970(tidy.take(pa.array(at)))
        known |= counted
        found |= counted
    empty = np.asarray(pc.fill_null(pc.match_substring_regex(tidy, NEVER), True))
    return _instants(
        pa.array(wall, mask=~found), granule, known, zone, late, int((~found & ~empty).sum())
    )


def _told(parts: dict[str, pa.Array], turns: bool) -> tuple[Ints, Ints, Bools]:
    """From the parts of a written time: the microseconds on its clock, its fineness, and whether it is UTC."""
    count = len(parts["y"])
    year, day = _whole(parts["y"]), _whole(parts["d"])
    month = (
        _months(parts["m"]) if pc.any(pc.utf8_is_alpha(parts["m"])).as_py() else _whole(parts["m"])
    )
    year = np.where(year < 100, np.where(year < 70, 2000, 1900) + year, year)
    if turns and (month > 12).sum() > (day > 12).sum():
        month, day = day, month
    hour, minute, second = (_whole(parts.get(name), count) for name in ("h", "i", "s"))
    if "half" in parts:
        half = pc.fill_null(pc.utf8_lower(pc.utf8_slice_codeunits(parts["half"], 0, 1)), "")
        hour = np.where(np.asarray(pc.not_equal(half, "")), hour % 12, hour)
        hour = hour + 12 * np.asarray(pc.equal(half, "p"))
    fraction = parts["f"] if "f" in parts else pa.nulls(count, pa.string())
    digits = pc.fill_null(fraction, "")
    micro = _whole(pc.utf8_slice_codeunits(pc.utf8_rpad(digits, 6, "0"), 0, 6))
    fine = 10 ** np.maximum(0, 6 - np.asarray(pc.utf8_length(digits), dtype=np.int64))
    day_there = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = months.astype("datetime64[D]").astype(np.int64) + day - 1
    wall = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000 + micro
    has = {name: _filled(parts.get(name), count) for name in ("h", "s", "z")}
    granule = np.where(has["s"], fine, np.where(has["h"], 60_000_000, 86_400_000_000))
    wall = np.where(day_there & (hour < 24), wall, 0)
    return wall - _offsets(parts.get("z"), count), granule, has["z"]


def _since_1970(cells: pa.Array) -> tuple[Ints, Ints]:
    whole = pc.replace_substring_regex(cells, r"\..*$", "")
    length = np.asarray(pc.utf8_length(whole), dtype=np.int64)
    number = _whole(whole)
    power = (length - 9) // 3 * 3  # beyond seconds: 0, 3, 6 or 9 digits more
    return number * 10 ** np.maximum(6 - power, 0) // 10 ** np.maximum(
        power - 6, 0
    ), 10 ** np.maximum(6 - power, 0)


def _instants(
    wall: pa.Array, granule: Ints, known: Bools, zone: str | None, late: bool, unread: int
) -> Read:
    """Turn microseconds on the clock into instants; `known` are UTC already."""
    there = np.asarray(pc.is_valid(wall))
    clock = np.asarray(pc.fill_null(wall, 0))
    there &= (clock >= FIRST) & (clock < LAST)
    clock = np.where(there, clock + (granule if late else 0), FIRST)
    naive = there & ~known
    if zone is not None and naive.any():
        at = np.flatnonzero(naive)
        fold = "latest" if late else "earliest"
        try:
            local = pc.assume_timezone(
                pa.array(clock[at]).cast(pa.timestamp("us")), zone, ambiguous=fold, nonexistent=fold
            )
        except pa.ArrowInvalid:
            raise Refused(
                f"The zone {zone!r} is not known.", "Write it as 'Europe/Paris'."
            ) from None
        clock[at] = np.asarray(local.cast(pa.int64()))
    return Read(pa.array(clock, mask=~there).cast(INSTANT), int(naive.sum()), unread)


def _whole(cells: pa.Array | None, count: int = 0) -> Ints:
    """Digits as numbers; 0 where there are none."""
    if cells is None:
        return np.zeros(count, dtype=np.int64)
    missing = pc.equal(pc.fill_null(cells, ""), "")
    return np.asarray(pc.if_else(missing, "0", cells).cast(pa.int64()))


def _filled(cells: pa.Array | None, count: int) -> Bools:
    if cells is None:
        return np.zeros(count, dtype=bool)
    return np.asarray(pc.not_equal(pc.fill_null(cells, ""), ""))


def _months(names: pa.Array) -> Ints:
    """The number of a month by its name; 0 for another word."""
    low = pc.dictionary_encode(pc.utf8_lower(names))
    numbers = [
        next((int(n) for n, begins in MONTH_OF.items() if re.search(begins, name)), 0)
        for name in low.dictionary.to_pylist()
    ]
    found: Ints = np.array([*numbers, 0])[np.asarray(pc.fill_null(low.indices, len(numbers)))]
    return found


def _offsets(zones: pa.Array | None, count: int) -> Ints:
    """Microseconds that a written zone is ahead of UTC: 'Z', '+02:00', '-0530', '+02'."""
    if zones is None:
        return np.zeros(count, dtype=np.int64)
    said = pc.dictionary_encode(pc.fill_null(zones, ""))
    ahead = [
        int(zone[0] + "1")
        * (int(zone[1:3]) * 60 + int(zone[-2:] if len(zone) > 3 else 0))
        * 60_000_000
        if zone[:1] in ("+", "-")
        else 0
        for zone in said.dictionary.to_pylist()
    ]
    offsets: Ints = np.array(ahead, dtype=np.int64)[np.asarray(said.indices)]
    return offsets
