"""Times in all the forms that registers write them, read as instants."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.kinds import moments
from tocsin.kinds.moments import read
from tocsin.terms.errors import Refused

NIGHT = datetime(2014, 6, 7, 0, 14, tzinfo=UTC)

times = st.datetimes(datetime(1971, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001


def one(cell: object, zone: str | None = "Europe/Paris", *, late: bool = False) -> datetime | None:
    (at,) = read(pa.array([cell]), zone, late).at.to_pylist()
    return at


@pytest.mark.parametrize(
    "cell",
    [
        "2014-06-07 02:14:00",
        "2014-06-07T02:14",
        "2014-06-07T00:14:00Z",
        "2014-06-07 00:14:00 UTC",
        "2014-06-07T02:14:00.000+02:00",
        "2014-06-07 02:14:00+02",
        "2014-06-06T18:44:00-0530",
        "07/06/2014 02:14",
        "7.6.2014 02:14:00",
        "07-06-2014 2:14 AM",
        "20140607021400",
        "20140607T001400Z",
        "07-JUN-14 02.14.00 AM",
        "7 juin 2014 02:14",
        "Jun  7 2014  2:14AM",
        "1402100040",
        "1402100040000",
        "1402100040000000",
        " 2014-06-07 02:14:00 ",
        1402100040,
        1402100040000,
        1402100040.0,
        NIGHT,
    ],
)
def test_a_time_is_read_in_any_form(cell: object) -> None:
    assert one(cell) == NIGHT


@given(times)
def test_what_is_written_is_read_again(at: datetime) -> None:
    forms = [at.isoformat(), f"{at:%Y-%m-%d %H:%M:%S.%f}", f"{at:%d/%m/%Y %H:%M:%S.%f}"]

    assert read(pa.array(forms), None).at.to_pylist() == [at] * len(forms)


@given(times)
def test_late_is_never_before_early(at: datetime) -> None:
    cells = pa.array([f"{at:%Y-%m-%d}", f"{at:%Y-%m-%d %H:%M}", f"{at:%Y-%m-%d %H:%M:%S}"])

    early, late = (read(cells, "Europe/Paris", late).at.to_pylist() for late in (False, True))

    assert all(one < other for one, other in zip(early, late, strict=True))


def test_an_hour_that_comes_twice_is_the_first_early_and_the_second_late() -> None:
    twice = "2014-10-26 02:30:00"

    assert one(twice) == datetime(2014, 10, 26, 0, 30, tzinfo=UTC)
    assert one(twice, late=True) == datetime(2014, 10, 26, 1, 30, 1, tzinfo=UTC)


def test_a_day_is_from_its_beginning_to_its_end() -> None:
    assert one("2014-06-07", late=True) - one("2014-06-07") == timedelta(days=1)  # type: ignore[operator]


@pytest.mark.parametrize(
    "cell",
    ["0000-00-00", "0000-00-00 00:00:00", "1970-01-01", "9999-12-31", "1900-01-01", "", None],
)
def test_what_stands_for_no_time_is_none_and_not_held_against_it(cell: str | None) -> None:
    told = read(pa.array([cell], pa.string()), "Europe/Paris")

    assert (told.at.to_pylist(), told.unread) == ([None], 0)


def test_what_is_no_time_is_counted() -> None:
    told = read(pa.array(["soon", "12", "2014-06-07"]), None)

    assert (told.unread, told.naive) == (2, 1)


def test_a_column_with_the_month_first_is_read_so() -> None:
    told = read(pa.array(["06/07/2014", "06/13/2014"]), None).at.to_pylist()

    assert [at.day for at in told] == [7, 13]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_columns_of_times_need_no_reading(unit: str) -> None:
    seconds = pa.array([int(NIGHT.timestamp())]).cast(pa.timestamp("s", "UTC"))

    assert read(seconds.cast(pa.timestamp(unit, "UTC")), None).at.to_pylist() == [NIGHT]


def test_a_zone_that_is_not_known_is_refused() -> None:
    with pytest.raises(Refused, match="Atlantis"):
        read(pa.array(["2014-06-07 02:14"]), "Atlantis")


@pytest.mark.parametrize(
    "header", ["cree_le", "Created At", "date_inscription", "registeredAt", "Aangemaakt op"]
)
def test_the_time_of_creation_is_found_by_its_header(header: str) -> None:
    assert moments.column(["id", header], moments.CREATED, None) == header
