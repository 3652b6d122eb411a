"""The index of a register: few rows looked up in it are answered as if all had been gone through."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as pads
import pytest

from tocsin.desk.registers import Prepared
from tocsin.terms.errors import Refused

Tocsin = Callable[..., subprocess.CompletedProcess[str]]

SAID = ("verdict", "claims", "scope", "kinds", "absent")


@pytest.fixture(scope="module")
def looked_up(
    tocsin: Tocsin, drilled: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """The report of the drill's six rows, on a case whose register is indexed."""
    drill, case = drilled("sample"), tmp_path_factory.mktemp("indexed") / "case"
    firm = drill / "company"
    note = ("--note", drill / "note.txt", "--received", "2014-06-10T09:12+02:00")
    history = ("--history", firm / "history.parquet")
    tocsin("open", case, *note)
    tocsin("register", case, firm / "register.parquet", *history)
    return dict(json.loads(tocsin("establish", case, "--json").stdout))


@pytest.mark.parametrize("said", SAID)
def test_six_rows_are_answered_alike_with_an_index_and_without(
    looked_up: dict[str, Any], told: Callable[[str], dict[str, Any]], said: str
) -> None:
    assert looked_up[said] == told("sample")[said]


def test_the_register_of_a_case_is_indexed(looked_up: dict[str, Any]) -> None:
    assert "index" in {entry["act"] for entry in looked_up["custody"]}


class Earlier:
    """A register as it was prepared before records had places."""

    digest = "9f86d0"

    def table(self, name: str) -> pads.Dataset:
        return pads.dataset(pa.table({"id": [1], "email": ["a@post.example"]}))


def test_a_register_prepared_by_an_earlier_version_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refused, match="Take it again"):
        Prepared(None, Earlier()).near(None, None, 6)  # type: ignore[arg-type]
