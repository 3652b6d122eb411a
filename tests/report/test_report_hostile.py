"""What comes from a file is inert in every output: tag, formula, turned line, terminal's colour, markup."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_cases import LEAK, drill, hostile, nothing, on_paper, written
from rich.console import Console

from tocsin.report import OUTPUTS
from tocsin.report.telling import tell
from tocsin.report.terminal import glance, section
from tocsin.report.visible import NAME, visible
from tocsin.terms.established import Established

ACTS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
"""Characters that no output may hold as they are; the line end is ours."""


def on_a_terminal(established: Established) -> str:
    """The glance, and each section as the verbs that tell of one draw it."""
    stream = io.StringIO()
    console = Console(file=stream, width=100, color_system=None)
    console.print(glance(established))
    told = tell(established)
    for one in (*told.answers, *told.evidence):
        console.print(*section(one), sep="\n")
    return stream.getvalue()


def as_words(output: str, told: bytes) -> str:
    return on_paper(told) if output == "pdf" else told.decode()


def told(output: str, established: Established) -> str:
    if output == "terminal":
        return on_a_terminal(established)
    return as_words(output, OUTPUTS[output](established))


@cache
def harmed(output: str) -> str:
    """The hostile case, told."""
    if output == "terminal":
        return on_a_terminal(hostile())
    return as_words(output, written(output, hostile))


EVERY = [*OUTPUTS, "terminal"]


@pytest.mark.parametrize("output", EVERY)
def test_no_character_that_hides_or_acts_is_left(output: str) -> None:
    assert ACTS.findall(harmed(output)) == []


@pytest.mark.parametrize("output", ["html", "md", "json"])
def test_script_in_a_name_is_no_tag(output: str) -> None:
    assert not re.search(r"(?<!\\)<script", harmed(output))


@pytest.mark.parametrize("output", EVERY)
def test_turned_line_and_colour_are_shown_as_what_they_are(output: str) -> None:
    text = re.sub(r"\s", "", harmed(output)).replace("\\\\", "\\")
    assert "\\u202e" in text
    assert "\\x1b" in text or "\\u001b" in text


def test_nothing_on_paper_acts_and_its_only_links_lead_within_it() -> None:
    paper = written("pdf", hostile)
    for word in (
        b"/JavaScript",
        b"/JS",
        b"/URI",
        b"/AA",
        b"/OpenAction /",
        b"/Launch",
        b"/SubmitForm",
    ):
        assert word not in paper


def test_markup_of_the_terminal_is_text() -> None:
    assert "[bold]" in re.sub(r"\s", "", on_a_terminal(replace(drill(), name="[bold]x[/bold]")))


def test_link_in_a_name_is_no_link_in_markdown() -> None:
    assert not re.search(r"(?<!\\)\]\(http", harmed("md"))


def test_bare_address_in_a_name_is_no_link_in_markdown() -> None:
    text = told("md", replace(drill(), name="http://evil.example www.evil.example"))
    assert "http\\://evil" in text
    assert "www\\.evil" in text


def test_bar_in_a_name_makes_no_column_in_markdown() -> None:
    rows = [line for line in harmed("md").splitlines() if line.startswith("| “=cmd")]
    assert rows
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {6, 5}


class Cells(HTMLParser):
    """Text of each table cell."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def test_no_name_in_a_table_pastes_into_a_spreadsheet_as_a_formula() -> None:
    cells = Cells()
    cells.feed(harmed("html"))
    numbers = re.compile(r"\+[0-9.]+(F\d+)?")
    names = [cell.strip() for cell in cells.cells if not numbers.fullmatch(cell.strip())]
    assert [name for name in names if name.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("output", ["html", "md", "pdf", "terminal"])
def test_endless_name_is_cut(output: str) -> None:
    endless = replace(LEAK, name="Ж" * 100_000)
    readings = drill().readings
    text = told(
        output, replace(nothing(), exhibits=(drill().exhibits[0], endless), readings=readings)
    )
    assert text.count("Ж") == 2 * NAME  # among the files, and among the readings


@given(st.text())
def test_visible_text_is_printable_and_of_bounded_length(text: str) -> None:
    shown = visible(text, 50)
    assert shown.isprintable()
    assert len(shown) <= 51 * 10


@given(st.text(), st.text())
def test_two_names_that_differ_look_different_save_for_white_space(one: str, other: str) -> None:
    blank = re.compile(r"[^\S\x00-\x1f\x7f-\x9f\u2028\u2029]")
    if blank.sub(" ", one) != blank.sub(" ", other):
        assert visible(one) != visible(other)
