"""Spark: the engine for what one machine cannot hold; local by default, or a cluster.

Spark spills to disk, so it is told to encrypt what it spills, with a key of its own for each session.
It is the extra `spark`, and needs Java 17. A session of SPARK_REMOTE keeps the settings of its server.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.dataset as pads

from tocsin.terms.answer import Row
from tocsin.terms.errors import Unavailable

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

REMOTE = "SPARK_REMOTE"
"""The environment variable that names a Spark Connect server, as Spark itself has it."""

QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}
"""Nothing is said, and nothing is heard from beyond the loopback."""

SETTINGS = {
    "spark.io.encryption.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.catalogImplementation": "in-memory",
}
"""What is spilled, shuffled or cached on disk is encrypted; tables travel as Arrow."""

BATCH = 100_000
"""Rows of a batch of a large answer."""


ibis.options.sql.fuse_selects = False
"""As in `duckdb`: engines make one of nested selects themselves."""


@ibis.udf.scalar.builtin(name="conv")  # type: ignore[untyped-decorator]
def _conv(digits: str, given: int, wanted: int) -> dt.string:
    """Spark's own function: a number written to another base."""


class SparkEngine:
    """An `Engine` on Spark: `local[*]`, a master's URL, or the server SPARK_REMOTE names."""

    name = "spark"

    def __init__(self, master: str | None = None) -> None:
        self._session = _session(master)
        self._ibis = ibis.pyspark.connect(self._session)
        self._numbers = itertools.count()

    def table(self, name: str, source: pa.Table | pads.Dataset) -> ir.Table:
        """Make a source known; it goes through this process, since only it can decrypt."""
        table = source if isinstance(source, pa.Table) else source.to_table()
        known = f"{name}_{next(self._numbers)}"
        with _answering():
            return self._known(known, self._session.createDataFrame(table))

    def lying(self, path: Path) -> ir.Table:
        """Make a file known that the executors read themselves: on a cluster, on storage they share."""
        with _answering():
            frame = self._session.read.parquet(str(path))
            quoted = ("`" + name.replace("`", "``") + "`" for name in frame.columns)
            places = (f"{name} AS c{i}" for i, name in enumerate(quoted))
            numbered = frame.selectExpr("_metadata.row_index AS row", *places)
            return self._known(f"lying_{next(self._numbers)}", numbered)

    def keep(self, question: ir.Table) -> ir.Table:
        """Work a question once, in the executors' memory and, encrypted, on their disks."""
        with _answering():
            worked = self._asked(question).localCheckpoint(eager=True)
            return self._known(f"kept_{next(self._numbers)}", worked)

    def passing(self) -> AbstractContextManager[None]:
        """Nothing to do: Spark forgets what no question names any more."""
        return nullcontext()

    def answer(self, question: ir.Table) -> tuple[Row, ...]:
        """Give the rows of a small answer."""
        with _answering():
            return tuple(self._asked(question).toArrow().to_pylist())

    def stream(self, question: ir.Table) -> pa.RecordBatchReader:
        """Give the rows of a large answer, in batches, all of them brought to this process at once."""
        schema = question.schema().to_pyarrow()
        with _answering():
            return self._asked(question).toArrow().cast(schema).to_reader(BATCH)

    def similarity(self, left: ir.StringValue, right: ir.StringValue) -> ir.FloatingValue:
        """One less the edit distance by the longer length."""
        longer = ibis.greatest(left.length(), right.length(), 1)
        return 1.0 - left.levenshtein(right) / longer

    def number(self, text: ir.StringValue) -> ir.IntegerValue:
        """The first 63 bits of its MD5, whose hexadecimal digits are put in the other order."""
        digits = text.hexdigest("md5")
        highest = digits.substr(14, 1).translate("89abcdef", "01234567")
        others = [digits.substr(15, 1), *(digits.substr(at, 2) for at in range(12, -2, -2))]
        return _conv(ibis.literal("").join([highest, *others]), 16, 10).cast("int64")

    def close(self) -> None:
        """Forget everything, and end the session."""
        self._session.stop()

    def _asked(self, question: ir.Table) -> DataFrame:
        return self._session.sql(self._ibis.compile(question))

    def _known(self, name: str, frame: DataFrame) -> ir.Table:
        frame.createOrReplaceTempView(name)
        return self._ibis.table(name)


def _session(master: str | None) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Unavailable("Spark is not installed.", remedy="Install tocsin[spark].") from None
    remote = os.environ.get(REMOTE)
    if remote and master is None:
        with _answering():
            return SparkSession.builder.remote(remote).getOrCreate()
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise Unavailable(
            "Spark needs Java, and none is found.", remedy="Install Java 17 or newer."
        )
    asked = SparkSession.builder.appName("tocsin").master(master or "local[*]")
    local = master is None or master.startswith("local")
    for key, value in ({**SETTINGS, **QUIET} if local else SETTINGS).items():
        asked = asked.config(key, value)
    with _answering():
        return asked.getOrCreate()


@contextmanager
def _answering() -> Iterator[None]:
    """Spark's own errors may carry values: only their sort is told."""
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, OSError, RuntimeError) as error:
        raise Unavailable(
            f"Spark did not answer ({type(error).__name__}).",
            remedy="Look at the cluster, or use --engine duckdb.",
        ) from None
