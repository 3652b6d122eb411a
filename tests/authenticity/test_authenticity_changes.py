"""What the rows show of the register's changes: the schemes of hashes, and one moment in what customers changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.authenticity import one_moment, scheme_of_its_time, stitched, verdict
from tocsin.authenticity.evidence import Evidence, Moment, Schemes
from tocsin.kinds.normal import NORMAL
from tocsin.terms.period import Ground, Misfit, Misfits, Period, Population, Taken
from tocsin.terms.verdict import Answer, Question, Support

MD5, SHA1, BCRYPT = "a" * 32, "b" * 40, "$2y$10$" + "c" * 53
THEN = datetime(2014, 6, 1, tzinfo=UTC)


def asked(
    leak: list[str],
    register: list[str],
    *,
    opened: datetime = THEN,
    past: tuple[str, ...] = (),
    last: datetime | None = None,
) -> dict[str, Any]:
    """How many rows have a hash that their account cannot have had; `last`: when MD5 was given last."""
    engine = ibis.duckdb.connect()
    time = pa.timestamp("us", "UTC")
    rows = [{"row": n, "password_hash": hash} for n, hash in enumerate(leak)]
    texts = [pa.field(name, pa.string()) for name in NORMAL]
    records = {"id": range(len(register)), "password_hash": register}
    before = [(n, "password_hash", value) for n, value in enumerate(past)]
    tables = {
        "leak": pa.Table.from_pylist(rows, pa.schema([pa.field("row", pa.int64()), *texts])),
        "links": pa.table({"leak_row": range(len(leak)), "register_id": range(len(leak))}),
        "register": pa.table(records | {"created": pa.array([opened] * len(register), time)}),
        "past": pa.table(
            dict(zip(("id", "field", "value"), zip(*before, strict=True), strict=True))
            if before
            else {
                "id": pa.array([], pa.int64()),
                "field": pa.array([], pa.string()),
                "value": pa.array([], pa.string()),
            }
        ),
        "eras": pa.table({"form": ["32"], "last": pa.array([last], time)}),
    }
    made = {name: engine.create_table(name, table) for name, table in tables.items()}
    (answer,) = engine.to_pyarrow(scheme_of_its_time.ask(**made)).to_pylist()
    return dict(answer)


def test_a_stronger_scheme_than_the_record_ever_had_cannot_be_its() -> None:
    assert asked([BCRYPT, SHA1], [MD5, MD5]) == {"stronger": 2, "late": 0}


def test_a_weaker_scheme_is_of_before_a_change() -> None:
    assert asked([MD5], [BCRYPT]) == {"stronger": 0, "late": 0}


def test_a_scheme_that_the_record_had_before_can_be_its() -> None:
    assert asked([BCRYPT], [MD5], past=(BCRYPT,)) == {"stronger": 0, "late": 0}


def test_a_weaker_scheme_of_an_account_opened_after_it_was_given_up_cannot_be_its() -> None:
    long_before = THEN - timedelta(days=400)

    assert asked([MD5], [BCRYPT], last=long_before) == {"stronger": 0, "late": 1}


@pytest.mark.parametrize("days", [-100, 10, 170])
def test_a_scheme_given_until_about_the_account_was_opened_can_be_its(days: int) -> None:
    last = THEN - timedelta(days=days)

    assert asked([MD5], [BCRYPT], last=last) == {"stronger": 0, "late": 0}


def test_a_scheme_that_nobody_knows_tells_nothing() -> None:
    assert asked(["$new$" + "d" * 40], [MD5]) == {"stronger": 0, "late": 0}


def test_a_form_is_given_until_the_last_password_of_many() -> None:
    days = [THEN + timedelta(days=n) for n in range(30)]
    sample = pa.table(
        {
            "password_hash": [MD5] * 25 + [BCRYPT] * 5,
            "set": pa.array(days, pa.timestamp("us", "UTC")),
        }
    )
    engine = ibis.duckdb.connect()
    told = scheme_of_its_time.given(engine.create_table("sample", sample))

    (found,) = engine.to_pyarrow(told).to_pylist()

    assert (found["form"], found["last"]) == ("32", days[24])


COUNTS = st.integers(0, 10**6)


@given(COUNTS, COUNTS, COUNTS)
def test_schemes_are_only_ever_against_and_bounded(stronger: int, late: int, more: int) -> None:
    unlike = stronger + late
    found = scheme_of_its_time.weigh(
        Evidence(schemes=Schemes(unlike + more, unlike, stronger, late))
    )

    assert -2.0 <= found.log10 <= 0.0
    assert found.silent or unlike >= 5


def micros(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)


PERIOD = Period(THEN, THEN + timedelta(days=2))
EARLIER, LATER = micros(THEN - timedelta(days=50)), micros(THEN + timedelta(days=50))
WITHIN = micros(THEN + timedelta(days=1))


@pytest.mark.parametrize(
    ("since", "at", "counts"),
    [
        (EARLIER, None, "new"),
        (None, LATER, "old"),
        (EARLIER, LATER, "old"),
        (None, EARLIER, "behind"),
        (LATER, None, "ahead"),
        (WITHIN, None, ""),
        (None, WITHIN, ""),
        (None, None, ""),
    ],
)
def test_a_value_is_held_against_the_moment_of_copying(
    since: int | None, at: int | None, counts: str
) -> None:
    times = {"since": pa.array([since], pa.int64()), "at": pa.array([at], pa.int64())}
    expected = dict.fromkeys(("new", "behind", "old", "ahead"), 0) | ({counts: 1} if counts else {})

    assert one_moment.counted(pa.table(times), PERIOD) == Moment(**expected)


def one(new: int, behind: int, old: int, ahead: int) -> float:
    return one_moment.weigh(Evidence(moment=Moment(new, behind, old, ahead))).log10


def test_a_copy_of_some_months_ago_shows_one_moment() -> None:
    assert one(new=40, behind=0, old=12, ahead=0) >= 1.0


def test_a_partners_list_of_whom_one_in_seven_did_not_tell_both_is_no_copy() -> None:
    assert one(new=400, behind=65, old=60, ahead=2) == 0.0


@pytest.mark.parametrize("new", [10, 1_000, 100_000])
def test_a_list_of_today_shows_no_moment_however_long_it_is(new: int) -> None:
    assert one(new=new, behind=0, old=0, ahead=0) == 0.0


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_one_moment_is_only_ever_for_and_bounded(
    new: int, behind: int, old: int, ahead: int
) -> None:
    assert 0.0 <= one(new, behind, old, ahead) <= 1.5


@given(st.integers(5, 10**5), COUNTS, st.integers(5, 10**5), st.integers(0, 100))
def test_another_value_that_does_not_fit_never_strengthens(
    new: int, behind: int, old: int, ahead: int
) -> None:
    assert one(new, behind + 1, old, ahead) <= one(new, behind, old, ahead)


def unfit(rows: int, edited: int) -> float:
    fits = Population(PERIOD, rows, rows - edited)
    taken = Taken(
        PERIOD, Ground.CHANGES, rows, populations=(fits,), misfits=(Misfits(Misfit.EDITED, edited),)
    )
    return stitched.weigh(Evidence(taken=taken)).log10


@pytest.mark.parametrize(
    ("rows", "edited"), [(5, 1), (20, 1), (45, 1), (60, 2), (120, 3), (300, 8)]
)
def test_more_rows_than_are_wrong_in_any_copy_leave_open_whether_it_is_one(
    rows: int, edited: int
) -> None:
    assert unfit(rows, edited) <= -1.0


@pytest.mark.parametrize(("rows", "edited"), [(5, 0), (60, 1), (300, 5), (650_000, 6_500)])
def test_rows_that_are_wrong_in_any_copy_do_not(rows: int, edited: int) -> None:
    assert unfit(rows, edited) == 0.0


def feed(moment: Moment | None, *more: Support) -> Answer:
    """What is said of rows with nothing but names, addresses and e-mail addresses, all of customers'."""
    known = Evidence(moment=moment)
    agrees = Support("strong identifiers", 3.0, "all agree")
    return verdict.weigh((agrees, one_moment.CHECK.placed(one_moment.weigh(known)), *more)).answer


def test_a_feed_is_told_by_the_moment_that_it_shows() -> None:
    assert feed(Moment(new=60, behind=0, old=12, ahead=0)) is Answer.GENUINE


def test_a_feed_of_long_ago_is_told_to_be_old() -> None:
    old = Support("age", -3.0, "before 2013", Question.CURRENT)

    assert feed(Moment(new=60, behind=0, old=12, ahead=0), old) is Answer.STALE


@pytest.mark.parametrize(
    "moment", [None, Moment(500, 0, 0, 0), Moment(400, 60, 60, 3), Moment(2, 0, 300, 0)]
)
def test_a_feed_that_another_list_could_be_cannot_be_told(moment: Moment | None) -> None:
    assert feed(moment) is Answer.CANNOT_TELL
