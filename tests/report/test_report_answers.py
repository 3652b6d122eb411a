"""Which finding a number leads to, and what is said where there is no answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from report_cases import ASKED, drill, nothing, sample

from tocsin.report.exposed import bars
from tocsin.report.sheet import Index, Section
from tocsin.report.telling import tell
from tocsin.terms.scope import KindAbsent


def section(anchor: str, of: tuple[Section, ...]) -> Section:
    return next(one for one in of if one.anchor == anchor)


def test_ambiguous_rows_rest_on_the_finding_of_unlinked_rows_where_they_have_none() -> None:
    assert Index({"scope.unlinked": 7}).of("scope.ambiguous", "scope.unlinked") == 7


def test_first_finding_of_a_key_stands_for_it() -> None:
    twice = replace(drill(), findings=(*drill().findings, drill().findings[0]))
    assert tell(twice).headline.finding == 1


def test_deadline_that_passed_says_so() -> None:
    late = replace(ASKED, now=ASKED.now + timedelta(days=10))
    notes = [figure.note for figure in tell(replace(drill(), asked=late)).figures]
    assert "passed 6 days 13 hours ago" in notes[-1]


def test_country_that_only_the_note_names_is_shown_with_nobody_found() -> None:
    scope = drill().scope
    assert scope
    shown = bars(replace(scope, by_country=(("FR", 5),)), drill().claims)
    assert [(bar.country, bar.found) for bar in shown] == [("FR", 5), ("BE", 0)]


def test_search_without_controls_has_no_recall() -> None:
    search = KindAbsent("iban", 10, 0, 0, 0, 10)
    (row,) = section("absent", tell(replace(drill(), absent=(search,))).answers).sheets[0].rows
    assert row[2].words == "not tested"


def test_file_that_was_not_read_says_why() -> None:
    unread = replace(drill().readings[0], refused="it is empty")
    told = tell(replace(drill(), readings=(unread, drill().readings[1])))
    words = [row[1].words for row in section("exhibits", told.evidence).sheets[1].rows]
    assert words[0] == "not read, because it is empty"


def test_case_without_anything_says_of_each_question_that_it_has_no_answer() -> None:
    told = tell(nothing())
    assert told.figures == ()
    asked = ["claims", "scope", "kinds", "absent", "taken", "demand", "checks"]
    assert [one.anchor for one in told.answers] == asked


def test_every_section_stands_in_the_contents() -> None:
    told = tell(drill())
    listed = [anchor for topic in told.contents for anchor, _ in topic.places]
    assert sorted(listed) == sorted(
        ["findings", *(one.anchor for one in (*told.answers, *told.evidence))]
    )


def test_every_finding_stands_under_one_part() -> None:
    told = [one.number for part in tell(drill()).parts for one in part.findings]
    assert sorted(told) == list(range(1, len(drill().findings) + 1))


def test_a_limit_is_told_once_and_then_pointed_at() -> None:
    parts = {part.anchor: part.findings for part in tell(drill()).parts}
    first, *others = parts["findings-severity"][:5]
    assert first.limit_of is None
    assert {one.limit_of for one in others} == {first.number}


def test_a_real_case_has_no_truth_to_be_held_against() -> None:
    assert "reliability" not in [one.anchor for one in tell(sample()).answers]


def test_a_drill_says_step_by_step_whether_what_was_said_held() -> None:
    (section,) = [one for one in tell(drill()).answers if one.anchor == "reliability"]
    links, others = section.sheets

    assert [row[0].words for row in links.rows] == ["95% to 99%", "99.9999% and more"]
    assert [row[-1].words for row in others.rows] == ["yes", "no: too much was said"]


def test_rows_that_persons_judged_and_rows_left_to_judge_are_told_with_the_scope() -> None:
    (section,) = [one for one in tell(drill()).answers if one.anchor == "scope"]
    told = {row[0].words: row[1].words for row in section.sheets[0].rows}

    assert (told["Judged by a person"], told["Rows in doubt"]) == ("12", "64")


def test_people_known_by_an_address_alone_are_told_on_the_first_screen() -> None:
    scope = drill().scope
    assert scope
    only = replace(scope, accounts=0, people=0, unlinked=650_000, known=9, known_people=8)

    notes = [figure.note for figure in tell(replace(drill(), scope=only)).figures]

    assert notes[0].endswith("8 more may be, by an address alone")


def test_a_number_claimed_of_two_countries_stands_beside_each_as_of_both() -> None:
    claim = replace(
        drill().claims[0].claim, country=None, together=("BE", "FR"), count=650_000, at_least=False
    )
    told = tell(replace(drill(), claims=(replace(drill().claims[0], claim=claim),)))

    rows = section("scope", told.answers).sheets[1].rows

    assert {row[2].words for row in rows} == {"650,000 of Belgium and France together"}
