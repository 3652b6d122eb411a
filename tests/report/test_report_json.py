"""The contract's keys, with the contract's meanings."""

from __future__ import annotations

import json
from typing import Any

import pytest
from report_cases import HOSTILE, drill, hostile, nothing, sample

from tocsin.report import OUTPUTS

CONTRACT = {
    "case": ["name", "received", "tool", "ledger_head"],
    "verdict": ["answer", "support", "because"],
    "claims": ["claim", "claimed", "found", "status"],
    "scope": ["rows", "accounts", "people", "former", "unlinked", "by_country"],
    "kinds": ["kind", "category", "rows", "people"],
    "absent": ["kind", "cells", "found", "recall", "at_most_rows"],
    "taken": ["earliest", "latest", "consistent", "source"],
    "passwords": ["scheme", "salted", "rows", "recoverable", "budget_eur"],
    "severity": ["level", "score", "because"],
    "duties": ["key", "does", "to", "deadline", "cite"],
    "findings": ["says", "basis", "certainty", "limit"],
}
"""The contract's keys in its order."""


def told(established: Any) -> Any:
    return json.loads(OUTPUTS["json"](established))


@pytest.mark.parametrize(("part", "keys"), CONTRACT.items())
def test_part_begins_with_the_keys_of_the_contract(part: str, keys: list[str]) -> None:
    value = told(drill())[part]
    first = value[0] if isinstance(value, list) else value
    assert list(first)[: len(keys)] == keys


def test_parts_stand_in_the_order_of_the_contract() -> None:
    parts = list(told(drill()))
    assert [part for part in parts if part in CONTRACT] == list(CONTRACT)


def test_what_the_law_of_today_requires_stands_apart_from_what_bound_then() -> None:
    report = told(drill())
    assert [one["key"] for one in report["duties"]] == ["fr.1978.34"]
    assert report["today"]["duties"][0]["deadline"] == "2026-11-28T09:30:00+01:00"


def test_a_time_of_copying_that_cannot_be_told_is_null() -> None:
    assert told(nothing())["taken"] is None
    assert told(sample())["taken"]["latest"] is None


def test_countries_are_an_object() -> None:
    assert told(drill())["scope"]["by_country"] == {"FR": 557_310, "BE": 55_731}


def test_recall_is_the_share_of_controls_found_again() -> None:
    assert told(drill())["absent"][0]["recall"] == 0.998


def test_claim_is_named_by_what_it_is_about() -> None:
    claims = [claim["claim"] for claim in told(drill())["claims"]]
    assert claims[:4] == ["records.FR", "records.BE", "source", "kind.full_name"]


def test_volume_of_the_six_row_sample_is_untested() -> None:
    claims = {claim["claim"]: claim["status"] for claim in told(sample())["claims"]}
    assert (claims["records.FR"], claims["kind.preference"]) == ("untested", "not-found")


def test_deadline_says_which_readings_have_passed() -> None:
    readings = told(drill())["demand"]["deadline"]["readings"]
    assert [reading["passed"] for reading in readings] == [False, False]


def test_scope_that_could_not_be_put_is_null_and_not_nought() -> None:
    assert told(nothing())["scope"] is None


def test_hostile_name_reads_back_as_it_was() -> None:
    assert told(hostile())["exhibits"][1]["name"] == HOSTILE


def test_half_of_a_surrogate_pair_is_written_and_not_a_crash() -> None:
    from dataclasses import replace

    assert told(replace(drill(), name="a\ud800b"))["case"]["name"] == "a\ud800b"
