"""Arrow without pandas: in a process of its own, since there it is decided once."""

from __future__ import annotations

import subprocess
import sys

AFTERWARDS = """
with arrow_alone():
    import pyarrow.dataset
import pandas
print(pandas.DataFrame({"a": [1]}).a[0])
"""


def said(script: str) -> str:
    begun = "import sys; from tocsin.edges.arrow_alone import arrow_alone, with_pandas\n"
    done = subprocess.run(
        [sys.executable, "-c", begun + script], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_arrow_makes_values_and_opens_datasets_without_loading_pandas() -> None:
    script = """
with arrow_alone():
    import pyarrow as pa, pyarrow.dataset
pa.array([1])
print('pandas' in sys.modules)
"""

    assert said(script) == "False"


def test_whoever_asks_for_pandas_after_arrow_has_it() -> None:
    assert said(AFTERWARDS) == "1"


def test_where_spark_wants_pandas_it_is_found_inside_too() -> None:
    assert said("with arrow_alone():\n with_pandas()\n import pandas\n print(1)") == "1"
