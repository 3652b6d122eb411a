"""Which rows of a leak are of this register, row by row, through the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest


@pytest.mark.parametrize("sort", ["genuine", "fabricated"])
def test_each_row_is_told_as_the_truth_has_it(
    sort: str, drilled: Callable[[str], Path], tocsin: Callable[..., Any], tmp_path: Path
) -> None:
    drill = drilled(sort)
    case = shutil.copytree(drill / "case", tmp_path / "case")
    truth = pq.read_table(drill / "truth.parquet", columns=["row", "customer_no"]).to_pylist()

    assert tocsin("rows", case, "-o", tmp_path / "rows.csv").returncode == 0

    told = pc.read_csv(tmp_path / "rows.csv").to_pylist()
    assert told == [
        {"row": one["row"], "of_this_register": one["customer_no"] is not None}
        for one in truth
        if one["row"] is not None
    ]
