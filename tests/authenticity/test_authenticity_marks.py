"""What programs left on the file: it may speak for a copy of this system, hardly against one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.authenticity import column_names, dump_time, file_marks
from tocsin.authenticity.evidence import Evidence
from tocsin.terms.period import Ground, Period, Taken
from tocsin.terms.register import CopyMap

FEED = {"line ends": "CRLF", "encoding": "cp1252", "delimiter": ";", "missing values": "empty"}
DUMP = {"tool": "MySQL dump 10.13", "host": "db1", "database": "shop", "line ends": "LF"}
RECEIVED = datetime(2014, 6, 10, tzinfo=UTC)


def of(marks: dict[str, str], *copies: dict[str, str], source: str = "") -> float:
    known = tuple(CopyMap(f"copy {n}", marks=one) for n, one in enumerate(copies))
    return file_marks.weigh(Evidence(marks=tuple(marks.items()), copies=known, source=source)).log10


def test_a_file_with_the_marks_of_a_known_copy_is_this_systems() -> None:
    assert of(FEED, FEED) == 0.5


def test_a_dump_of_the_very_host_and_database_says_more() -> None:
    assert of(DUMP, DUMP) == 1.0


@pytest.mark.parametrize("name", FEED)
def test_one_other_mark_and_it_is_not_that_copy(name: str) -> None:
    assert of(FEED | {name: "another"}, FEED) == 0.0


def test_marks_of_every_second_file_say_nothing() -> None:
    plain = {"line ends": "LF", "encoding": "utf-8", "delimiter": ",", "quote": '"'}

    assert of(plain, plain) == 0.0


def test_a_file_that_was_saved_anew_is_not_another_systems() -> None:
    assert of({"line ends": "LF", "encoding": "utf-8", "delimiter": ","}, FEED, DUMP) == 0.0


@pytest.mark.parametrize(
    ("dumped", "log"), [("PostgreSQL", 0.0), ("MySQL", -0.5), ("unknown", 0.0)]
)
def test_a_dump_of_another_database_system_is_less_likely_this_ones(
    dumped: str, log: float
) -> None:
    assert of({"written for": dumped}, source="postgresql") == log


def test_a_file_register_says_nothing_of_dumps() -> None:
    assert of({"written for": "MySQL"}, source="parquet") == 0.0


MARKS = st.dictionaries(st.sampled_from([*FEED, *DUMP, "written for"]), st.text(max_size=5))


@given(MARKS, st.lists(MARKS, max_size=3), st.sampled_from(["postgresql", "mysql", "csv", ""]))
def test_marks_are_bounded(
    marks: dict[str, str], copies: list[dict[str, str]], source: str
) -> None:
    assert -0.5 <= of(marks, *copies, source=source) <= 1.0


def test_a_heading_in_the_order_of_a_known_copys_is_this_systems() -> None:
    heading = ("ref_abonne", "nom_usage", "voie", "code_insee", "optin_mag")

    found = column_names.weigh(Evidence(columns=heading, exports=(("x", *heading),)))

    assert found.log10 > 0


def told(completed: datetime, after: datetime | None, before: datetime | None) -> float:
    taken = Taken(Period(after, before), Ground.CHANGES, 600, 0.99) if after or before else None
    marks = (("dump completed", f"{completed:%Y-%m-%d %H:%M:%S}"),)
    return dump_time.weigh(Evidence(RECEIVED, taken, marks=marks)).log10


DAYS = st.integers(0, 2_000)


@settings(deadline=None)
@given(DAYS, DAYS, DAYS)
def test_a_dumps_own_time_never_speaks_for_a_copy_of_now(ago: int, first: int, long: int) -> None:
    after = RECEIVED - timedelta(days=first + 1)

    assert told(RECEIVED - timedelta(days=ago), after, after + timedelta(days=long + 1)) in (
        0.0,
        -1.0,
    )


def test_a_dump_of_long_ago_whose_rows_agree_is_of_an_earlier_time() -> None:
    assert told(datetime(2013, 1, 5, 2, tzinfo=UTC), datetime(2013, 1, 4, tzinfo=UTC), None) == -1.0


def test_a_time_before_its_rows_existed_is_not_believed() -> None:
    assert told(datetime(2012, 1, 5, tzinfo=UTC), datetime(2013, 1, 4, tzinfo=UTC), None) == 0.0


@pytest.mark.parametrize("said", ["yesterday", "0000-00-00 00:00:00", ""])
def test_what_is_no_time_is_silent(said: str) -> None:
    found = dump_time.weigh(Evidence(RECEIVED, marks=(("dump completed", said),)))

    assert found.because == "no time of a dump stands in the file"
