"""The verdict on a drill: every question with how it stands, and which rows are of the register."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import ibis
import pyarrow as pa
import pytest

from tocsin.desk import verdicts
from tocsin.desk.linking import Linkage

Told = Callable[[str], dict[str, Any]]


def check(report: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (one for one in report["verdict"]["because"] if one["check"] == name)
    return dict(found)


def test_every_question_stands_somewhere(told: Told) -> None:
    assert set(told("genuine")["verdict"]["questions"]) == {
        "copied",
        "fresh",
        "own",
        "whole",
        "current",
    }


@pytest.mark.parametrize("name", ["inner fields", "inner texts", "sign-up times"])
def test_what_nobody_outside_knows_speaks_for_a_true_copy(told: Told, name: str) -> None:
    assert check(told("genuine"), name)["log10"] >= 1.0


ONLY_AGAINST = (
    "scheme of its time",
    "password repeats",
    "distributions",
    "names and places",
    "shapes",
    "copies of several days",
)


@pytest.mark.parametrize("sort", ["genuine", "sample"])
@pytest.mark.parametrize("name", ONLY_AGAINST)
def test_what_real_rows_do_not_show_is_not_found_in_a_true_copy(
    told: Told, name: str, sort: str
) -> None:
    assert check(told(sort), name)["log10"] == 0.0


def test_every_check_gives_its_reason(told: Told) -> None:
    assert all(one["because"] for one in told("fabricated")["verdict"]["because"])


def test_tied_rows_are_those_that_are_linked(told: Told) -> None:
    report = told("genuine")
    scope = report["scope"]

    assert report["verdict"]["ours"]["tied"] == scope["rows"] - scope["unlinked"]


def test_not_one_made_up_row_is_the_registers(told: Told) -> None:
    assert told("fabricated")["verdict"]["ours"]["most"] == 0


def test_six_true_rows_are_genuine_and_there_is_something_to_ask_for(told: Told) -> None:
    verdict = told("sample")["verdict"]

    assert verdict["answer"] == "genuine"
    assert verdict["would_decide"]


def test_each_row_is_told_to_be_the_registers_or_not() -> None:
    engine = ibis.duckdb.connect()
    leak = engine.create_table("leak", pa.table({"row": pa.array([0, 1], pa.int64())}))
    links = pa.table({"leak_row": pa.array([1], pa.int64()), "register_id": ["K7"]})
    linkage = SimpleNamespace(leak=leak, links=engine.create_table("links", links))
    told = verdicts.rows(cast("Linkage", linkage)).order_by("row")

    assert engine.to_pyarrow(told).to_pylist() == [
        {"row": 0, "genuine": False},
        {"row": 1, "genuine": True},
    ]
