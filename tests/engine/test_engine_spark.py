"""What holds of Spark alone: what it lacks is said in a sentence."""

from __future__ import annotations

import sys

import pytest

from tocsin.edges.spark import SparkEngine
from tocsin.terms.errors import Unavailable


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)

    with pytest.raises(Unavailable, match=r"Install tocsin\[spark\]"):
        SparkEngine()


def test_without_java_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="needs pyspark")
    for name in ("JAVA_HOME", "SPARK_REMOTE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(Unavailable, match="Java"):
        SparkEngine()
