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

from tocsin import wiring
from tocsin.desk import nearby
from tocsin.desk.establish import establish
from tocsin.desk.registers import Prepared
from tocsin.terms.errors import Refused

Tocsin = Callable[..., subprocess.CompletedProcess[str]]

SAID = ("verdict", "claims", "scope", "kinds", "absent")


@pytest.fixture(scope="module")
def gone_through(
    tocsin: Tocsin, drilled: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """The report of the drill's six rows, for which nothing was looked up."""
    drill, case = drilled("sample"), tmp_path_factory.mktemp("whole") / "case"
    firm = drill / "company"
    note = ("--note", drill / "note.txt", "--received", "2014-06-10T09:12+02:00")
    tocsin("open", case, *note)
    tocsin(
        "register", case, firm / "register.parquet", "--history", firm / "history.parquet",
        "--map", firm / "copies.toml",
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearby, "FEW", 0)
        with wiring.working(case) as desk:
            establish(desk, desk.now())
    return dict(json.loads(tocsin("establish", case, "--json").stdout))


@pytest.mark.parametrize("said", SAID)
def test_six_rows_are_answered_alike_with_the_index_and_without(
    gone_through: dict[str, Any], told: Callable[[str], dict[str, Any]], said: str
) -> None:
    assert gone_through[said] == told("sample")[said]


class Earlier:
    """A register as it was prepared before records had places."""

    digest = "9f86d0"

    def table(self, name: str) -> pads.Dataset:
        return pads.dataset(pa.table({"id": [1], "email": ["a@post.example"]}))


def test_a_register_prepared_by_an_earlier_version_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refused, match="Take it again"):
        Prepared(None, Earlier()).near(None, None, 6)  # type: ignore[arg-type]
