"""The form arranged as an authority's own: nothing in it that the form does not say, nothing lost."""

from __future__ import annotations

import pytest

from form_cases import form, known, sent, verdict
from tocsin.kinds import KINDS
from tocsin.kinds.hints import HINTS
from tocsin.law.form import data, texts
from tocsin.law.form.template import BY_NUMBER
from tocsin.law.form.views import LANGUAGES, VIEWS, cnil
from tocsin.terms.form import Form, Source, View
from tocsin.terms.verdict import Answer

SAME = {"fr": {"date", "religion"}, "nl": {"postcode"}, "de": set[str]()}
"""Kinds that are called in a language as in English."""

EVERY = [(name, language) for name, languages in LANGUAGES.items() for language in languages]


def lines(view: View) -> dict[str, tuple[str, Source]]:
    return {line.asks: (line.answer, line.source) for block in view.blocks for line in block.lines}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_view_says_the_number_of_people_and_that_more_is_open(
    name: str, language: str
) -> None:
    told = lines(VIEWS[name](form(), language))

    assert any(answer.startswith("611") for answer, _ in told.values())
    assert Source.OPEN in {source for _, source in told.values()}


@pytest.mark.parametrize("language", LANGUAGES["edpb"])
def test_the_template_has_a_line_for_every_field_that_is_shown(language: str) -> None:
    of = form()

    told = lines(VIEWS["edpb"](of, language))

    assert [asks.split(" ", 1)[0] for asks in told] == [str(entry.number) for entry in of.entries]


def test_each_line_of_the_cnil_comes_from_fields_that_there_are() -> None:
    behind = [number for _, asked in cnil.BLOCKS for one in asked for number in one.fields]

    assert set(behind) <= set(BY_NUMBER)


def test_a_word_of_the_cnil_stands_for_a_letter_that_there_is() -> None:
    for _, asked in cnil.BLOCKS:
        for one in asked:
            if one.words:
                (number, *more) = one.fields
                letters = {option.letter for option in BY_NUMBER[number].options}
                assert not more
                assert set(one.words) <= letters


def test_the_cnil_is_told_in_its_own_words_where_ours_lead_to_one() -> None:
    told = lines(VIEWS["cnil"](form({"cause": "d"}), "fr"))

    assert told["Cause"] == ("acte externe malveillant", Source.PERSON)
    assert told["Violation avérée ou supposée"] == ("avérée", Source.FINDINGS)


def test_the_gravity_of_the_cnil_is_left_to_a_person() -> None:
    told = lines(VIEWS["cnil"](form({"severity": "b"}), "fr"))

    assert told["Gravité (négligeable, limitée, importante, maximale)"] == ("", Source.OPEN)


def test_the_belgian_view_says_which_languages_are_taken() -> None:
    assert any("French, Dutch or German" in remark for remark in VIEWS["apd"](form(), "nl").remarks)


def test_a_choice_is_told_in_the_language_of_the_labels_under_its_letter() -> None:
    told = lines(VIEWS["apd"](form({"cause": "d"}), "nl"))

    assert told["61 Oorzaak van de inbreuk"] == ("d) extern, kwaadwillig", Source.PERSON)


def test_a_word_that_the_cnil_has_none_for_is_ours_in_french() -> None:
    told = lines(VIEWS["cnil"](form({"incident": ["e"]}), "fr"))

    assert told["Origine"][0] == "une faille exploitée, connue ou non"


@pytest.mark.parametrize(
    ("language", "asks", "begins", "many"),
    [
        ("fr", "71 Les données, en toutes lettres", "Données présentes", "noms complets (611)"),
        ("nl", "71 De gegevens, in woorden", "Aanwezige gegevens", "volledige namen (611)"),
    ],
)
def test_a_text_drawn_from_findings_is_composed_in_the_language_of_the_labels(
    language: str, asks: str, begins: str, many: str
) -> None:
    answer, source = lines(VIEWS["apd"](form(), language))[asks]

    assert answer.startswith(begins)
    assert many in answer
    assert source is Source.FINDINGS


def test_a_text_that_a_person_wrote_is_told_as_it_was_written() -> None:
    told = lines(VIEWS["apd"](form({"data_described": "Alles."}), "nl"))

    assert told["71 De gegevens, in woorden"] == ("Alles.", Source.PERSON)


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_verdict_can_be_told_in_every_language(answer: Answer, language: str) -> None:
    told = lines(VIEWS["edpb"](form(of=known(verdict(answer))), language))

    (found,) = [said for asks, (said, _) in told.items() if asks.startswith("51 ")]
    assert found
    assert "The leak is genuine" not in found


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_kind_and_every_sort_of_remark_has_its_words_in_every_language(language: str) -> None:
    names = [one.name for one in (*KINDS, *HINTS)]

    assert [name for name in names if texts.kind(name, language) == data.words(name)] == [
        name for name in names if name in SAME[language]
    ]


@pytest.mark.parametrize("name", VIEWS)
def test_a_withdrawal_asks_little_in_every_view(name: str) -> None:
    of: Form = form(earlier=sent(form()), withdrawn="It was a drill.")

    view = VIEWS[name](of, LANGUAGES[name][0])

    assert sum(len(block.lines) for block in view.blocks) < 25
    assert "withdrawn" in view.head[0]
