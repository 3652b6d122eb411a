"""How two values of a kind agree: the same word in Python, on DuckDB and on Spark."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Agreement, OfPairs
from tocsin.kinds import full_name, nicknames

Told = list[tuple[str | None, str | None, str | None]]

NAMES: Told = [
    ("dupont jean", "dupont jean", "same"),
    ("dupont jean", None, None),
    ("anna berg den van", "anna berg", "spelling"),
    ("anna berg den van", "anna vandenberg", "spelling"),
    ("dupont jean pierre", "dupont jeanpierre", "spelling"),
    ("anna mueller", "anna muller", "spelling"),
    ("dijk jan", "dyk jan", "spelling"),
    ("dupont jean mr", "dupont jean", "spelling"),
    ("bob martin", "martin robert", "nickname"),
    ("janssens wim", "janssens willem", "nickname"),
    ("bob", "robert", "nickname"),
    ("dupont jean", "dupond jean", "slip"),
    ("jean martin", "jean matrin", "slip"),
    ("dupont jean", "dupont jean pierre", "contained"),
    ("dupont jeanne", "dupont jeanne martin", "contained"),
    ("dupont j", "dupont jean", "initial"),
    ("dupont j p", "dupont jean pierre", "initial"),
    ("dupont", "dupont jean", "part"),
    ("dupont jean", "dupont marie", "given"),
    ("dupont louis", "dupont louise", "given"),
    ("dupont michel", "dupont michele", "given"),
    ("dupont marie", "lefebvre marie", "family"),
    ("dupont marie", "marie martin", "family"),
    ("dupont jean", "marie peeters", "differs"),
]


@pytest.mark.parametrize(("left", "right", "word"), NAMES)
def test_two_names_agree_as_said(left: str, right: str | None, word: str | None) -> None:
    assert full_name.agreement_of(left, right) == word


@pytest.mark.parametrize(("left", "right", "word"), NAMES)
def test_names_agree_alike_either_way_round(left: str, right: str | None, word: str | None) -> None:
    assert full_name.agreement_of(right, left) == word


def test_no_nickname_joins_people_who_may_live_together() -> None:
    apart = ["jean=jeanne", "louis=louise", "paul=paula", "michel=michael", "francois=francis"]

    assert not {"emile=emilie", "julien=jules", *apart} & set(nicknames.PAIRS)


TOLD: list[tuple[Agreement, Told]] = [(full_name.agreement, NAMES)]

each = pytest.mark.parametrize(("agreement", "told"), TOLD)


@each
def test_duckdb_says_the_word(agreement: Agreement, told: Told, pairs_on_duckdb: OfPairs) -> None:
    assert pairs_on_duckdb(agreement, [(a, b) for a, b, _ in told]) == [word for *_, word in told]


@pytest.mark.spark
@each
def test_spark_says_the_word(agreement: Agreement, told: Told, pairs_on_spark: OfPairs) -> None:
    assert pairs_on_spark(agreement, [(a, b) for a, b, _ in told]) == [word for *_, word in told]


def changed(text: str, draw: Callable[[st.SearchStrategy[int]], int], letters: str) -> str:
    """A text with one to three characters put in, left out or put in another's place."""
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        new = letters[draw(st.integers(0, len(letters) - 1))]
        how = draw(st.integers(0, 3))
        text = (
            text[:at] + new + text[at:],
            text[:at] + text[at + 1 :],
            text[:at] + new + text[at + 1 :],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
        )[how]
    return text


@st.composite
def names(draw: st.DrawFn) -> tuple[str, str]:
    """Two normal names, the second made of the first."""
    words = [
        "jean",
        "jeanne",
        "bob",
        "robert",
        "dupont",
        "martin",
        "van",
        "den",
        "berg",
        "j",
        "mueller",
        "dijk",
    ]
    first = draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
    second = draw(st.permutations(first))[: draw(st.integers(1, 4))]
    second += draw(st.lists(st.sampled_from(words), max_size=2))
    slip = changed(" ".join(second), draw, "aeijnt ")
    return full_name.normal_of(" ".join(first)) or "x", full_name.normal_of(slip) or "x"


@settings(max_examples=12, deadline=None)
@given(st.lists(names(), min_size=60, max_size=120))
def test_duckdb_and_python_agree_on_any_two_names(
    pairs_on_duckdb: OfPairs, pairs: list[tuple[str, str]]
) -> None:
    told = [full_name.agreement_of(a, b) for a, b in pairs]

    assert pairs_on_duckdb(full_name.agreement, pairs) == told
