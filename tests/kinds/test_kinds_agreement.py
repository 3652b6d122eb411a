"""How two values of a kind agree: the same word in Python, on DuckDB and on Spark."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Agreement, OfPairs
from tocsin.kinds import birth_date, city, email, full_name, nicknames, phone, postcode, streets
from tocsin.kinds.base import Kind

Twin = Callable[[str | None, str | None], str | None]
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


EMAILS: Told = [
    ("jean@post.example", "jean@post.example", "same"),
    ("jean@post.example", None, None),
    ("jean+pizza@post.example", "jean@post.example", "mailbox"),
    ("jean.dupont@gmail.com", "jeandupont@googlemail.com", "mailbox"),
    ("jean.dupont@post.example", "jeandupont@post.example", "slip"),
    ("jean.dupont@gmail.com", "jean.dupont@gmial.com", "domain"),
    ("jean@hotmail.com", "jean@hotmail.con", "domain"),
    ("jean@hotmail.com", "jean@hotmail.fr", "domain"),
    ("jean@gmail.com", "jean@ymail.com", "local"),
    ("jean@gmail.com", "jean@post.example", "local"),
    ("jean.dupont@post.example", "jean.dupnot@post.example", "slip"),
    ("jean1@post.example", "jean2@post.example", "differs"),
    ("jdupont@post.example", "pdupont@post.example", "differs"),
    ("jean@post.example", "marie@post.example", "differs"),
]

BIRTH_DATES: Told = [
    ("1974-06-07", "1974-06-07", "same"),
    ("1974-06-07", None, None),
    ("1974-06-07", "1974-07-06", "swapped"),
    ("1974-06-07", "1974-06-08", "slip"),
    ("1974-06-07", "1947-06-07", "slip"),
    ("1974-06-07", "1984-06-07", "slip"),
    ("1974-06-07", "1974-06-21", "month"),
    ("1974-06-07", "1981-11-23", "differs"),
]

PHONES: Told = [
    ("475123456", "475123456", "same"),
    ("475123456", None, None),
    ("475123456", "475123457", "slip"),
    ("475123456", "475132456", "slip"),
    ("475123456", "32475123456", "tail"),
    ("475123456", "612345678", "differs"),
]

POSTCODES: Told = [
    ("75011", "75011", "same"),
    ("75011", None, None),
    ("01000", "1000", "slip"),
    ("75011", "75101", "slip"),
    ("75011", "75999", "area"),
    ("75011", "1000", "differs"),
]

TOWNS: Told = [
    ("bruxelles", "bruxelles", "same"),
    ("bruxelles", None, None),
    ("bruxelles", "brxuelles", "slip"),
    ("bruxelles", "bruxelles laeken", "contained"),
    ("bruxelles", "gent", "differs"),
]


def test_no_nickname_joins_people_who_may_live_together() -> None:
    apart = ["jean=jeanne", "louis=louise", "paul=paula", "michel=michael", "francois=francis"]

    assert not {"emile=emilie", "julien=jules", *apart} & set(nicknames.PAIRS)


STREETS: Told = [
    ("rue de la loi", "rue de la loi", "same"),
    ("rue de la loi", None, None),
    ("rue de la loi", "loi", "core"),
    ("rue de la loi", "wetstraat", "core"),
    ("avenue louise", "louizalaan", "core"),
    ("high street", "high st", "core"),
    ("rue charles de gaulle", "rue de gaulle charles", "core"),
    ("rue de la loi", "place de la loi", "sort"),
    ("rue des peupliers", "rue des peuplers", "slip"),
    ("rue du 8 mai", "rue du 9 mai", "differs"),
    ("rue du general de gaulle", "rue de gaulle", "contained"),
    ("rue de la loi", "rue des lilas", "differs"),
    ("steenweg", "rue", "differs"),
]

HOUSES: Told = [
    ("12", "12", "same"),
    ("12", None, None),
    ("12bis", "12", "number"),
    ("12", "14", "differs"),
]

TOLD: dict[str, tuple[Agreement, Twin, Told]] = {
    "names": (full_name.agreement, full_name.agreement_of, NAMES),
    "addresses of e-mail": (email.agreement, email.agreement_of, EMAILS),
    "birth dates": (birth_date.agreement, birth_date.agreement_of, BIRTH_DATES),
    "telephone numbers": (phone.agreement, phone.agreement_of, PHONES),
    "postcodes": (postcode.agreement, postcode.agreement_of, POSTCODES),
    "towns": (city.agreement, city.agreement_of, TOWNS),
    "streets": (streets.agreement, streets.agreement_of, STREETS),
    "house numbers": (streets.numbers_agreement, streets.numbers_agreement_of, HOUSES),
}

each = pytest.mark.parametrize(("agreement", "twin", "told"), TOLD.values(), ids=TOLD.keys())


@each
def test_python_says_the_word(agreement: Agreement, twin: Twin, told: Told) -> None:
    assert [(a, b, twin(a, b)) for a, b, _ in told] == told


@each
def test_the_word_is_the_same_either_way_round(
    agreement: Agreement, twin: Twin, told: Told
) -> None:
    assert [(a, b, twin(b, a)) for a, b, _ in told] == told


@each
def test_duckdb_says_the_word(
    agreement: Agreement, twin: Twin, told: Told, pairs_on_duckdb: OfPairs
) -> None:
    assert pairs_on_duckdb(agreement, [(a, b) for a, b, _ in told]) == [word for *_, word in told]


@pytest.mark.spark
@each
def test_spark_says_the_word(
    agreement: Agreement, twin: Twin, told: Told, pairs_on_spark: OfPairs
) -> None:
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


def alike(kind: Kind, first: list[str], letters: str) -> st.SearchStrategy[tuple[str, str]]:
    """Two normal values of a kind, the second a few slips from one like the first."""

    @st.composite
    def two(draw: st.DrawFn) -> tuple[str, str]:
        one, other = draw(st.sampled_from(first)), draw(st.sampled_from(first))
        near = kind.normal_of(changed(draw(st.sampled_from([one, other])), draw, letters))
        return one, near or one

    return two()


def lines(told: Told) -> st.SearchStrategy[tuple[str, str]]:
    """Two streets or numbers, the second a few slips from one like the first."""

    @st.composite
    def two(draw: st.DrawFn) -> tuple[str, str]:
        one, other = draw(st.sampled_from(values(told))), draw(st.sampled_from(values(told)))
        near = changed(draw(st.sampled_from([one, other])), draw, "abesu 12")
        return one, " ".join(near.split()) or one

    return two()


def values(told: Told) -> list[str]:
    return sorted({value for a, b, _ in told for value in (a, b) if value})


MADE: dict[str, st.SearchStrategy[tuple[str, str]]] = {
    "names": names(),
    "addresses of e-mail": alike(email.KIND, values(EMAILS), "aj1.+g"),
    "birth dates": alike(birth_date.KIND, values(BIRTH_DATES), "0127"),
    "telephone numbers": alike(phone.KIND, values(PHONES), "0123"),
    "postcodes": alike(postcode.KIND, values(POSTCODES), "017"),
    "towns": alike(city.KIND, values(TOWNS), "abl x"),
    "streets": lines(STREETS),
    "house numbers": lines(HOUSES),
}


@pytest.mark.parametrize("sort", MADE)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_duckdb_and_python_agree_on_any_two_values(
    sort: str, data: st.DataObject, pairs_on_duckdb: OfPairs
) -> None:
    agreement, twin, _ = TOLD[sort]
    pairs = data.draw(st.lists(MADE[sort], min_size=60, max_size=100))

    assert pairs_on_duckdb(agreement, pairs) == [twin(a, b) for a, b in pairs]
