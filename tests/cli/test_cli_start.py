"""How the command line starts: what answers is loaded when it is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("ibis", "pyarrow", "numpy", "duckdb", "pandas", "msgspec")


def loaded(*arguments: str) -> set[str]:
    """Which heavy libraries a command has loaded at its end."""
    script = f"""
import sys
sys.argv = ["tocsin", *{arguments!r}]
from tocsin.cli import main
try:
    main()
finally:
    print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["establish", "--help"], ["read", "no-such-file"]]
)
def test_help_and_refusals_load_nothing_that_takes_long(arguments: list[str]) -> None:
    assert loaded(*arguments) == set()


def test_no_verb_loads_pandas() -> None:
    assert "pandas" not in loaded("read", __file__)
