"""The report on paper: nothing is lost, whatever its length, and each number leads to its finding."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pypdfium2
import pytest
from report_cases import drill, nothing, on_paper, written
from report_parts import TODAY

from tocsin.report import OUTPUTS


def paper(**changed: object) -> bytes:
    return OUTPUTS["pdf"](replace(drill(), **changed))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def drilled() -> bytes:
    return written("pdf", drill)


def test_all_that_a_page_folds_stands_on_paper(drilled: bytes) -> None:
    words = " ".join(on_paper(drilled).split())
    assert "If it happened on 25 November 2026" in words
    assert "The rules, and what they leave open" in words
    assert all(f"F{number} " in words for number in range(1, len(drill().findings) + 1))


def test_sections_stand_in_the_outline(drilled: bytes) -> None:
    document = pypdfium2.PdfDocument(drilled)
    titles = [mark.get_title() for mark in document.get_toc()]
    assert titles[:2] == ["What is new", "What the note claims, and what was found"]
    assert titles[-1] == "What this report is not"


def test_numbers_are_links_within_the_paper(drilled: bytes) -> None:
    assert drilled.count(b"/Subtype /Link") > 100
    assert b"/URI" not in drilled


def test_a_row_higher_than_a_page_is_told_whole() -> None:
    endless = replace(TODAY.owed[0], contents=("Long. " * 1_500,) * 3)
    words = on_paper(paper(duties=replace(TODAY, owed=(endless,)), today=None))
    assert words.count("Long.") > 300
    assert "…" in words  # cut, as everywhere, at the longest sentence


def test_a_case_without_anything_is_a_paper_too() -> None:
    assert "CANNOT TELL" in on_paper(OUTPUTS["pdf"](nothing()))


def test_what_draws_the_paper_is_not_loaded_for_anything_else() -> None:
    code = "import sys, tocsin.report; print({'fpdf', 'matplotlib'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
