"""What hides in free text is found in five languages, alike in the engine and in Python."""

from pathlib import Path

import ibis
import pyarrow as pa
import pytest

from tocsin.kinds import hidden
from tocsin.kinds.hints import HINTS, Measured
from tocsin.terms.scope import Category

LABELLED = Path(__file__).parents[1] / "exposure" / "data" / "remarks.tsv"
SENTENCES = [line.split("\t") for line in LABELLED.read_text(encoding="utf-8").splitlines()[1:]]

SAID = [
    ("Code porte 12B4, 2e étage", {"door_code"}),
    ("digicode: A1729#", {"door_code"}),
    ("De sleutel ligt onder de mat", {"access"}),
    ("clé sous le paillasson", {"access"}),
    ("appelez le 06 12 34 56 78 en arrivant", {"phone_in_text"}),
    ("bel +32 475 12 34 56", {"phone_in_text"}),
    ("écrire à anna@post.example", {"email_in_text"}),
    ("Demander Mme Petit", {"name_in_text"}),
    ("Allergique aux noix", {"allergy"}),
    ("bitte glutenfrei", {"allergy"}),
    ("je suis enceinte, merci de monter", {"health"}),
    ("Kunde im Rollstuhl", {"health"}),
    ("uniquement halal", {"diet"}),
    ("zonder varkensvlees a.u.b.", {"diet"}),
    ("Sans porc, je suis diabétique", {"diet", "health"}),
    ("Livrer après l'iftar", {"religion"}),
    ("en vacances jusqu'au 12", {"absence"}),
    ("Si absent, laisser devant la porte", set()),
    ("Face à l'hôpital, à côté de la mosquée", set()),
    ("Sonner 2 fois", set()),
    ("Livrer avant 20 h, 3e étage gauche", set()),
    ("commande 4711 du 13/06/2014", set()),
    ("code promo PIZZA20, code postal 75011", set()),
    ("bien cuite, sans olives", set()),
    ("double jambon, chorizo, ananas", set()),
    ("Bel bij de buren op nummer 14", set()),
    ("", set()),
]


def flagged(rows: list[tuple[int, str | None, str | None]]) -> list[dict[str, bool]]:
    """What the engine says of rows with two columns of free text."""
    engine = ibis.duckdb.connect()
    numbers, left, right = ([row[n] for row in rows] for n in range(3))
    cells = {
        "row": pa.array(numbers),
        "a": pa.array(left, pa.string()),
        "b": pa.array(right, pa.string()),
    }
    told = engine.to_pyarrow(hidden.ask(engine.create_table("t", pa.table(cells)), ["a", "b"]))
    return sorted(told.to_pylist(), key=lambda row: row["row"])


@pytest.mark.parametrize(("text", "found"), SAID)
def test_a_text_tells_what_hides_in_it(text: str, found: set[str]) -> None:
    assert hidden.hints_of(text) == found


def test_the_engine_finds_what_python_finds() -> None:
    texts = [text for text, _ in SAID] + [text for *_, text in SENTENCES]
    told = {row["row"]: row for row in flagged([(n, text, None) for n, text in enumerate(texts)])}

    for row, text in enumerate(texts):
        said = {hint.name for hint in HINTS if row in told and told[row][hint.name]}
        assert said == hidden.hints_of(text), text


def test_two_columns_of_a_row_are_one_row_and_what_is_empty_says_nothing() -> None:
    told = flagged([(0, "halal", "halal"), (1, None, "vegan"), (2, None, None), (3, "", "x")])

    assert [(row["row"], row["diet"]) for row in told] == [(0, True), (1, True)]


def test_each_sort_was_measured_on_the_sentences_kept_aside() -> None:
    for hint in HINTS:
        aside = [
            (text, hint.name in sorts.split(","))
            for half, _, sorts, text in SENTENCES
            if half == "aside"
        ]
        told = [(there, hint.name in hidden.hints_of(text)) for text, there in aside]
        odd = [
            text
            for half, _, sorts, text in SENTENCES
            if half == "unusual" and hint.name in sorts.split(",")
        ]
        measured = Measured(
            sum(there for there, _ in told),
            sum(there and got for there, got in told),
            sum(got for _, got in told),
            len(odd),
            sum(hint.name in hidden.hints_of(text) for text in odd),
        )

        assert hint.measured == measured, hint.name
        assert measured.precision >= 0.95, hint.name
        assert measured.recall >= 0.9, hint.name


def test_the_labelled_sentences_are_a_thousand_in_four_languages_half_of_them_kept_aside() -> None:
    halves = [half for half, *_ in SENTENCES if half in ("build", "aside")]

    assert len(halves) >= 1_000
    assert {language for _, language, _, _ in SENTENCES} == {"fr", "nl", "de", "en"}
    assert 0.45 < halves.count("aside") / len(halves) < 0.55
    assert {sort for _, _, sorts, _ in SENTENCES for sort in sorts.split(",")} - {"-"} == {
        hint.name for hint in HINTS
    }


def test_a_diet_is_told_apart_from_religion() -> None:
    (diet,) = (hint for hint in HINTS if hint.name == "diet")

    assert diet.category is Category.SPECIAL
    assert "religion" not in hidden.hints_of("uniquement halal, sans porc")


def test_an_example_keeps_its_shape_and_no_letter_or_digit() -> None:
    told = hidden.examples(["digicode 45B12", "Élodie : code 77-88", "rien"])

    assert told["door_code"] == ("xxxxxxxx 99x99", "xxxx 99-99")


def test_examples_are_taken_of_the_first_and_the_last_row_of_each_sort() -> None:
    engine = ibis.duckdb.connect()
    texts = ["halal", None, "code 4512", "vegan", "halal"]
    cells = pa.table({"row": range(5), "a": pa.array(texts, pa.string())})
    said = hidden.ask(engine.create_table("t", cells), ["a"])
    (answer,) = engine.to_pyarrow(hidden.ask_examples(said)).to_pylist()

    assert hidden.rows_of(answer) == (0, 2, 4)
