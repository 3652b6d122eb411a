"""Each output, as a file a person can read and review."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from report_cases import drill, on_paper, sample, written
from rich.console import Console

from tocsin.report import OUTPUTS
from tocsin.report.terminal import glance
from tocsin.terms.established import Established

CASES = {"drill": drill, "sample": sample}
PLOT = re.compile(r"data:image/svg\+xml;base64,[A-Za-z0-9+/=]+")
"""The plot is tested by itself: its bytes are no reading, and change with the library."""

SCREEN = 40
"""Lines of a terminal, of which few have fewer."""

Golden = Callable[[str, str], None]
Case = Callable[[], Established]


def drawn(what: object, width: int = 100) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, color_system=None, legacy_windows=False)
    console.print(what)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("case", CASES)
def test_output_is_as_reviewed(case: str, output: str, golden: Golden) -> None:
    told = written(output, CASES[case])
    if output == "pdf":
        golden(f"report/{case}.pdf.txt", on_paper(told))
    else:
        golden(f"report/{case}.{output}", PLOT.sub("data:the-plot", told.decode()))


@pytest.mark.parametrize("case", CASES)
def test_glance_is_as_reviewed(case: str, golden: Golden) -> None:
    golden(f"report/{case}-glance.txt", drawn(glance(CASES[case]())))


def test_glance_has_two_screens_at_most() -> None:
    assert len(drawn(glance(drill()), 80).splitlines()) <= 2 * SCREEN


@pytest.mark.parametrize("output", OUTPUTS)
def test_same_value_gives_the_same_bytes(output: str) -> None:
    assert OUTPUTS[output](sample()) == written(output, sample)
