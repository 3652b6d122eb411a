"""What a few rows can show, and what to ask for."""

from __future__ import annotations

from tocsin.authenticity import CHECKS, age, inner_fields, verdict
from tocsin.report.hour0 import ASKED, hour0
from tocsin.report.sheet import Index, Section
from tocsin.terms.verdict import Question, Support

INNER = Support("inner fields", 3.0, "six hashes agree", inner=True)
STRONG = Support("strong identifiers", 2.7, "six rows agree")
AGE = Support("age", 0.0, "unknown", Question.CURRENT, age.CHECK.would_decide)


def told(*supports: Support, rows: int) -> Section:
    (section,) = hour0(verdict.weigh(supports), rows, Index())
    return section


def cells(section: Section, sheet: int, column: int) -> list[str]:
    return [row[column].words for row in section.sheets[sheet].rows]


def test_six_rows_are_told_never_to_show_how_many_there_are() -> None:
    section = told(INNER, STRONG, AGE, rows=6)

    assert section.title == "What 6 rows can show, and what would decide"
    assert "never how many more there are" in section.lead


def test_a_question_nobody_answered_is_open_and_has_its_question_to_put() -> None:
    section = told(INNER, STRONG, AGE, rows=6)

    assert cells(section, 0, 1) == ["Yes, these rows were", "Open"]
    assert cells(section, 1, 1) == [age.CHECK.would_decide]


def test_a_question_that_leans_is_still_open() -> None:
    section = told(Support("strong identifiers", -0.9, "one row"), rows=2)

    assert cells(section, 0, 1)[0].startswith("Open; rather no")


def test_what_only_the_company_knows_is_asked_for_first() -> None:
    silent = [check.placed(Support(check.name, 0.0, "nothing to compare")) for check in CHECKS]
    section = told(*silent, rows=3)

    assert cells(section, 1, 1)[0] == inner_fields.CHECK.would_decide
    assert len(cells(section, 1, 1)) <= verdict.QUESTIONS


def test_nothing_is_told_where_no_check_was_asked() -> None:
    assert hour0(verdict.weigh(()), 6, Index()) == ()


def test_every_question_has_its_words() -> None:
    assert set(ASKED) == set(Question)


def test_how_old_rows_are_that_were_not_copied_is_no_question() -> None:
    against = [
        Support(name, -2.0, "none agrees") for name in ("strong identifiers", "inner fields")
    ]
    current = Support("age", 3.0, "of last week", Question.CURRENT)
    section = told(*against, current, rows=600)

    assert cells(section, 0, 1)[-1].startswith("Does not arise")
