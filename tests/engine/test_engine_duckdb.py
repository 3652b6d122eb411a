"""What holds of DuckDB alone: memory is bounded, and nothing is written to disk in clear."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tocsin.edges.duckdb import DuckdbEngine
from tocsin.terms.errors import Broken, Refused, Unavailable


def test_a_question_beyond_memory_is_unavailable_and_leaves_nothing_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOCSIN_MEMORY", "20MB")
    engine = DuckdbEngine()
    numbers = engine.table("numbers", pa.table({"n": np.arange(1_000_000)}))

    with pytest.raises(Unavailable, match="TOCSIN_MEMORY"):
        engine.keep(numbers.mutate(text=numbers.n.cast("string") + "x" * 50))

    engine.close()
    assert list(tmp_path.iterdir()) == []


def test_a_large_answer_beyond_memory_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_MEMORY", "20MB")
    engine = DuckdbEngine()
    numbers = engine.table("numbers", pa.table({"n": np.arange(1_000_000)}))
    question = numbers.mutate(text=numbers.n.cast("string") + "x" * 50).order_by("text")

    with pytest.raises(Unavailable):
        engine.stream(question).read_all()
    engine.close()


def test_a_memory_that_is_no_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_MEMORY", "a lot")

    with pytest.raises(Refused, match="Write it as 4GB"):
        DuckdbEngine()


def test_an_error_of_the_engine_quotes_no_cell() -> None:
    engine = DuckdbEngine()
    words = engine.table("words", pa.table({"c0": ["anna@post.example"]}))

    with pytest.raises(Broken) as told:
        engine.answer(words.select(n=words.c0.cast("int64")))

    engine.close()
    assert "anna" not in str(told.value)


HALF_READ = """
import pyarrow as pa
import pyarrow.parquet as pq
from tocsin.edges.duckdb import DuckdbEngine
engine = DuckdbEngine()
stream = engine.stream(engine.table("n", pa.table({"n": list(range(300_000))})))
stream.read_next_batch()
engine.close()
"""


def test_a_closed_engine_is_silent_at_exit_even_with_an_answer_half_read() -> None:
    ended = subprocess.run([sys.executable, "-c", HALF_READ], capture_output=True, check=True)

    assert ended.stderr == b""


def test_a_file_that_is_not_readable_by_leave_is_not_read(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "other.parquet")
    with closing(DuckdbEngine()) as engine, pytest.raises(duckdb.PermissionException):
        engine.lying(tmp_path / "other.parquet")
