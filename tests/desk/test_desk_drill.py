"""The drill, answered from end to end and held against its truth."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Told = Callable[[str], dict[str, Any]]


def claim(report: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = (c for c in report["claims"] if c["claim"] == name)
    return dict(found)


def test_a_true_copy_is_genuine(told: Told) -> None:
    assert told("genuine")["verdict"]["answer"] == "genuine"


def test_a_made_up_leak_is_fabricated(told: Told) -> None:
    assert told("fabricated")["verdict"]["answer"] == "fabricated"


def test_not_one_made_up_row_is_linked(told: Told) -> None:
    scope = told("fabricated")["scope"]

    assert (scope["accounts"], scope["people"], scope["unlinked"]) == (0, 0, scope["rows"])


def test_made_up_rows_bear_out_no_claim_of_customers(told: Told) -> None:
    assert claim(told("fabricated"), "records.FR")["status"] == "contradicted"


@pytest.mark.parametrize("unit", ["rows", "accounts", "people", "former", "unlinked"])
def test_scope_is_the_truth_in_each_unit(told: Told, truth: Told, unit: str) -> None:
    assert told("genuine")["scope"][unit] == truth("genuine")["scope"][unit]


def test_people_by_country_are_the_truth(told: Told, truth: Told) -> None:
    assert told("genuine")["scope"]["by_country"] == truth("genuine")["scope"]["by_country"]


def test_links_reach_the_goal_against_the_truth(drilled: Callable[[str], Path]) -> None:
    score = json.loads((drilled("genuine") / "score.json").read_text())

    assert 2 * score["right"] / (score["linked"] + score["owed"]) >= 0.99
    assert score["countries"] == score["linked"]


def test_records_are_found_in_a_dump_that_holds_them(told: Told) -> None:
    assert claim(told("genuine"), "records.FR")["status"] == "found"


def test_toppings_are_claimed_and_not_found(told: Told) -> None:
    assert claim(told("genuine"), "kind.preference")["status"] == "not-found"


def test_all_of_it_is_contradicted_by_a_dump_of_a_sixth(told: Told) -> None:
    assert claim(told("genuine"), "whole")["status"] == "contradicted"


def test_on_six_chosen_rows_volume_is_untested(told: Told) -> None:
    sample = told("sample")

    assert [claim(sample, name)["status"] for name in ("records.FR", "records.BE", "whole")] == [
        "untested",
        "untested",
        "untested",
    ]


def test_on_six_chosen_rows_toppings_are_not_found(told: Told) -> None:
    assert claim(told("sample"), "kind.preference")["status"] == "not-found"


def test_six_true_rows_are_six_people(told: Told, truth: Told) -> None:
    scope = told("sample")["scope"]

    assert scope["people"] == 6
    assert {unit: scope[unit] for unit in truth("sample")["scope"]} == truth("sample")["scope"]


def test_the_kinds_that_the_leak_holds_are_named(told: Told) -> None:
    assert {held["kind"] for held in told("genuine")["kinds"]} == {
        "customer_number",
        "full_name",
        "postal_address",
        "postcode",
        "city",
        "phone",
        "email",
        "password_hash",
        "free_text",
        "date",
    }


@pytest.mark.parametrize("kind", ["payment_card", "iban"])
def test_what_is_absent_is_bounded_by_controls(told: Told, kind: str) -> None:
    (search,) = (a for a in told("genuine")["absent"] if a["kind"] == kind)

    assert search["found"] == 0
    assert search["recall"] >= 0.99
    assert search["at_most_rows"] >= 1


def test_no_finding_says_none_of_a_kind_looked_for(told: Told) -> None:
    said = [f["says"] for f in told("genuine")["findings"] if "card" in f["says"].lower()]

    assert said
    assert not any("none" in sentence.lower().split() for sentence in said)


def test_every_finding_has_a_basis_and_a_limit(told: Told) -> None:
    bare = [f["says"] for f in told("genuine")["findings"] if not f["basis"] or not f["limit"]]

    assert bare == []


def test_the_demand_has_its_worth_and_both_readings_of_its_deadline(told: Told) -> None:
    findings = json.dumps(told("genuine")["demand"])

    assert "30000" in findings
    assert "40641" in findings
    assert "2014-06-16T20:00:00+02:00" in findings
    assert "2014-06-16T20:00:00+01:00" in findings


def test_the_report_has_the_keys_of_the_contract(told: Told) -> None:
    report = told("genuine")

    parts = ["case", "verdict", "claims", "scope", "kinds", "absent", "taken", "passwords"]
    parts += ["severity", "duties", "findings"]
    assert [key for key in report if key in parts] == parts
    assert report["case"].keys() >= {"name", "received", "tool", "ledger_head"}
    assert report["verdict"].keys() >= {"answer", "support", "because"}
    assert report["claims"][0].keys() >= {"claim", "claimed", "found", "status"}
    assert report["kinds"][0].keys() >= {"kind", "category", "rows", "people"}
    assert report["absent"][0].keys() >= {"kind", "cells", "found", "recall", "at_most_rows"}
    assert report["taken"].keys() >= {"earliest", "latest", "consistent", "source"}
    of_passwords = {"scheme", "salted", "rows", "recoverable", "budget_eur"}
    assert report["passwords"][0].keys() >= of_passwords
    assert report["severity"].keys() >= {"level", "score", "because"}
    assert report["duties"][0].keys() >= {"key", "does", "to", "deadline", "cite"}
    assert report["findings"][0].keys() >= {"says", "basis", "certainty", "limit"}


def test_nothing_is_done_twice(
    drilled: Callable[[str], Path], tocsin: Callable[..., Any], tmp_path: Path
) -> None:
    case = shutil.copytree(drilled("genuine") / "case", tmp_path / "case")
    before = (case / "ledger.jsonl").read_bytes()

    assert tocsin("establish", case).returncode in {0, 1}
    assert (case / "ledger.jsonl").read_bytes() == before


def test_an_answered_case_verifies(
    drilled: Callable[[str], Path], tocsin: Callable[..., Any]
) -> None:
    assert tocsin("verify", drilled("sample") / "case").returncode == 0
