"""A second dump that is posted later: only what is new is worked, and the answers speak of both."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Acts = Counter[str]


@pytest.fixture(scope="module")
def answered_twice(
    registered: Path,
    drilled: Callable[[str], Path],
    tocsin: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is said of the first half of a leak, and then of both."""
    drill, folder = drilled("genuine"), tmp_path_factory.mktemp("twice")
    case = shutil.copytree(registered, folder / "case")
    header, *rows = (drill / "leak.csv").read_bytes().splitlines(keepends=True)
    (folder / "first.csv").write_bytes(header + b"".join(rows[:300]))
    (folder / "second.csv").write_bytes(header + b"".join(rows[300:]))
    tocsin("add", case, folder / "first.csv")
    first = json.loads(tocsin("establish", case, "--json").stdout)
    tocsin("add", case, folder / "second.csv")
    second = json.loads(tocsin("establish", case, "--json").stdout)
    return first, second


def acts(report: dict[str, Any]) -> Acts:
    """How often each act stands in the ledger."""
    return Counter(entry["act"] for entry in report["custody"])


def test_the_second_answer_is_of_the_rows_of_both(
    answered_twice: tuple[dict[str, Any], dict[str, Any]], told: Callable[[str], dict[str, Any]]
) -> None:
    first, second = answered_twice

    assert first["scope"]["rows"] < 310
    assert second["scope"]["people"] == told("genuine")["scope"]["people"]
    assert second["scope"]["by_country"] == told("genuine")["scope"]["by_country"]


def test_findings_rest_on_both_dumps(
    answered_twice: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    first, second = answered_twice

    def basis(report: dict[str, Any]) -> set[str]:
        found = next(f for f in report["findings"] if f["key"] == "scope.rows")
        return {locus["exhibit"] for locus in found["basis"]}

    assert basis(first) < basis(second)


def test_only_what_changed_is_worked_again(
    answered_twice: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    first, second = answered_twice

    new = acts(second) - acts(first)

    assert new["register"] == 0
    assert (new["add"], new["link"], new["establish"]) == (1, 1, 1)
    assert acts(second)["link"] == 2


def test_what_was_read_before_is_not_read_again(
    answered_twice: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    _, second = answered_twice
    reading = [entry for entry in second["custody"] if entry["act"] == "read"]

    assert len({tuple(entry["inputs"]) for entry in reading}) == len(reading) == 3
