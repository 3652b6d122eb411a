"""Arrow without pandas: in a process of its own, since there it is decided once."""

from __future__ import annotations

import subprocess
import sys


def said(script: str) -> str:
    begun = "import sys; from tocsin.edges.arrow_alone import arrow_alone; arrow_alone();"
    done = subprocess.run(
        [sys.executable, "-c", begun + script], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_arrow_makes_values_and_opens_datasets_without_loading_pandas() -> None:
    script = "import pyarrow as pa, pyarrow.dataset; pa.array([1]); print('pandas' in sys.modules)"

    assert said(script) == "False"


def test_arrow_that_was_loaded_before_makes_values_of_numbers_without_loading_pandas() -> None:
    script = (
        "import sys, numpy, pyarrow as pa; from tocsin.edges.arrow_alone import arrow_alone; arrow_alone();"
        "made = pa.array(numpy.arange(3)); import colorsys; made.to_numpy(zero_copy_only=False);"
        "pa.array([True]).to_numpy(zero_copy_only=False); print('pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )

    assert done.stdout.strip() == "False"


def test_whoever_asks_for_pandas_after_arrow_has_it() -> None:
    script = "import pyarrow.dataset, pandas; print(pandas.DataFrame({'a': [1]}).a[0])"

    assert said(script) == "1"


def test_a_table_of_a_few_rows_in_ibis_which_asks_for_pandas_can_be_made() -> None:
    script = "import pyarrow.dataset, ibis; print(ibis.memtable({'a': [1]}).columns)"

    assert said(script) == "('a',)"
