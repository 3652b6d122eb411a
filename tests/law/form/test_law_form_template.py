"""The template as data: its hundred fields, and rules that look only at fields before them."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass

import pytest

from tocsin.kinds import KINDS
from tocsin.law.form import data, labels
from tocsin.law.form.template import BY_KEY, BY_NUMBER, FIELDS, SECTIONS
from tocsin.terms.template import Chosen, Circumstances, Field, Given, Need, Rule, Sort


def chosen(rule: Rule) -> list[Chosen]:
    """The fields that a rule looks at."""
    if isinstance(rule, Chosen):
        return [rule]
    parts = [getattr(rule, part.name) for part in fields(rule)] if is_dataclass(rule) else []
    return [one for part in parts if isinstance(part, Rule) for one in chosen(part)]


def given(rule: Rule) -> list[Given]:
    if isinstance(rule, Given):
        return [rule]
    parts = [getattr(rule, part.name) for part in fields(rule)] if is_dataclass(rule) else []
    return [one for part in parts if isinstance(part, Rule) for one in given(part)]


def test_it_has_a_hundred_fields_each_once() -> None:
    assert len(FIELDS) == len(BY_NUMBER) == len(BY_KEY) == 100


def test_forty_two_are_mandatory_forty_six_conditional_and_twelve_optional() -> None:
    needs = Counter(field.need for field in FIELDS)

    assert needs[Need.MANDATORY] == 42
    assert needs[Need.SHOWN] + needs[Need.APPLICABLE] == 46
    assert needs[Need.OPTIONAL] == 12


def test_they_stand_in_the_order_of_their_numbers_and_sections() -> None:
    assert [field.number for field in FIELDS] == sorted(BY_NUMBER)
    assert list(dict.fromkeys(field.section for field in FIELDS)) == list(SECTIONS)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: str(field.number))
def test_a_rule_looks_at_options_of_fields_before_it(field: Field) -> None:
    for one in chosen(field.shown):
        assert one.number < field.number
        assert set(one.letters) <= {option.letter for option in BY_NUMBER[one.number].options}


def test_a_rule_on_a_circumstance_names_one_that_there_is() -> None:
    names = {one.name for one in fields(Circumstances)}

    assert {one.name for field in FIELDS for one in given(field.shown)} <= names


def test_choices_have_options_and_nothing_else_has() -> None:
    choices = {field.number for field in FIELDS if field.sort in (Sort.CHOICE, Sort.CHOICES)}

    assert choices == {field.number for field in FIELDS if field.options}


def test_what_leaves_an_answer_for_later_is_never_the_first_option() -> None:
    assert not [field.number for field in FIELDS if field.options and field.options[0].later]


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_every_field_section_and_option_has_its_words_in_each_language(language: str) -> None:
    told = [labels.label(number, language) for number in BY_NUMBER]
    told += [labels.title(section, language) for section in SECTIONS]
    told += [labels.option(one.words, language) for field in FIELDS for one in field.options]

    assert all(told)


def test_every_kind_of_data_is_one_of_the_template() -> None:
    letters = {option.letter for option in BY_KEY["data"].options}

    assert {data.letter(kind.name) for kind in KINDS} <= letters
