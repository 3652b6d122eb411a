"""The form on paper, as a sheet to copy from and as a file of answers: whole, legible, inert."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import pypdfium2
import pytest

from form_cases import established, form, known, sent, verdict
from tocsin.law.form import answers
from tocsin.law.form.views import VIEWS
from tocsin.report import form_pdf, form_text
from tocsin.terms.facts import Times
from tocsin.terms.form import Form, View
from tocsin.terms.verdict import Answer

HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script>\u202egnp.\x1b[31m (x) Tj /JavaScript <b>漢"
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters that no output may hold as they are; the line end is ours."""


def view(of: Form, name: str = "edpb", language: str = "en") -> View:
    return VIEWS[name](of, language)


def hostile() -> Form:
    said = {"systems": HOSTILE, "organisation": HOSTILE, "people_number": 5}
    return form(said, known(established(name=HOSTILE)))


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = (page.get_textpage().get_text_range() for page in document)
    return " ".join(" ".join(pages).split())


@pytest.fixture(scope="module")
def paper() -> str:
    of = form({"people_number": 5, "systems": "Long. " * 2_000})
    return text_of(form_pdf.pdf(view(of), of))


def test_the_paper_has_every_field_that_is_shown(paper: str) -> None:
    for entry in form().entries:
        assert f"{entry.number} {entry.label}" in paper
    assert "rests on F3" in paper


def test_the_paper_says_first_what_is_said_otherwise_than_found(paper: str) -> None:
    assert paper.index("a person says 5; found: 611") < paper.index("1.1 The notification")


def test_a_long_answer_goes_on_over_pages_and_nothing_of_it_is_lost(paper: str) -> None:
    assert paper.count("Long.") == 2_000
    assert re.search(r"1 / [5-9]", paper)


def test_the_same_form_is_the_same_paper() -> None:
    of = form()

    assert form_pdf.pdf(view(of), of) == form_pdf.pdf(view(of), of)


def test_what_a_stranger_wrote_is_inert_on_paper() -> None:
    of = hostile()
    pdf = form_pdf.pdf(view(of), of)

    assert b"/JavaScript" not in pdf
    assert b"/JS" not in pdf
    assert b"/URI" not in pdf
    assert b"/AA" not in pdf
    assert r"\u202egnp" in text_of(pdf)
    assert r"\u6f22" in text_of(pdf)


@pytest.mark.parametrize("name", VIEWS)
def test_what_a_stranger_wrote_is_inert_on_the_sheet(name: str) -> None:
    of = hostile()
    sheet = form_text.sheet(view(of, name, {"edpb": "en"}.get(name, "fr")), of).decode()

    assert ACTS.findall(sheet) == []
    assert r"\u202e" in sheet


def test_on_the_sheet_an_answer_stands_in_lines_of_its_own() -> None:
    of = form({"systems": "the shop\nits copy", "reporter_contact": "+32 2 555 00 00"})
    lines = form_text.sheet(view(of), of).decode().splitlines()

    at = lines.index("63 Systems, services and places involved")
    assert lines[at + 1 : at + 3] == ["    the shop", "    its copy"]
    assert "    +32 2 555 00 00" in lines


def test_the_sheet_says_what_changed() -> None:
    of = form({"systems": "the shop"}, earlier=sent(form()))

    assert (
        "63 Systems, services and places involved: ? -> the shop"
        in form_text.sheet(view(of), of).decode()
    )


def test_the_file_of_answers_asks_for_nothing_as_long_as_all_is_a_comment() -> None:
    file = form_text.answers(hostile()).decode()

    assert tomllib.loads(file) == {}
    assert ACTS.findall(file) == []


def uncommented(of: Form) -> dict[str, object]:
    file = form_text.answers(of).decode()
    return tomllib.loads(re.sub(r"^# (\w+ = )", r"\1", file, flags=re.MULTILINE))


@pytest.mark.parametrize("answer", [Answer.GENUINE, Answer.CANNOT_TELL])
def test_with_its_marks_of_comment_taken_away_it_is_read_as_answers(answer: Answer) -> None:
    asked = uncommented(form(of=known(verdict(answer))))
    given = answers.said(asked)

    assert given.eea is True
    assert answer is not Answer.GENUINE or given.values[60] == ("g",)


def test_awareness_is_no_answer_of_the_file_but_a_command() -> None:
    of = form(of=known(times=Times(established().received)))

    assert "#   tocsin aware CASE" in form_text.answers(of).decode()
    assert "aware" not in uncommented(of)


def test_a_case_name_cannot_end_its_comment() -> None:
    of = replace(form(), case='x\nsystems = "mine"')

    assert tomllib.loads(form_text.answers(of).decode()) == {}
