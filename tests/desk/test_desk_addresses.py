"""A leak of addresses and little else: nobody is linked by an address alone, and it is told who is known."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module", params=["email", "email;password"])
def said(
    request: pytest.FixtureRequest,
    registered: Path,
    drilled: Callable[[str], Path],
    tocsin: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """The report on some columns of a true copy."""
    drill, folder = drilled("genuine"), tmp_path_factory.mktemp("addresses")
    case, kept = shutil.copytree(registered, folder / "case"), request.param.split(";")
    with (drill / "leak.csv").open(encoding="windows-1252", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["email"]]
    with (folder / "leak.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, kept, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    tocsin("add", case, folder / "leak.csv")
    return dict(json.loads(tocsin("establish", case, "--json").stdout))


def test_nearly_every_row_is_linked_or_known(said: dict[str, Any]) -> None:
    scope = said["scope"]

    assert scope["rows"] - scope["unlinked"] + scope["known"] >= 0.95 * scope["rows"]


def test_known_rows_are_never_among_the_linked(said: dict[str, Any]) -> None:
    scope = said["scope"]

    assert scope["known"] <= scope["unlinked"]


def test_they_are_told_with_a_basis_and_a_limit(said: dict[str, Any]) -> None:
    found = [finding for finding in said["findings"] if finding["key"] == "scope.known"]

    assert len(found) == (said["scope"]["known"] > 0)
    assert all(finding["basis"] and finding["limit"] for finding in found)


def test_the_records_are_not_said_to_be_nobodys(said: dict[str, Any]) -> None:
    whole = next(claim for claim in said["claims"] if claim["claim"] == "whole")

    assert int(whole["found"].split(" ")[0].replace(",", "")) > 0
