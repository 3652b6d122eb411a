"""What hides in free text is found in five languages, alike in the engine and in Python."""

import ibis
import pyarrow as pa
import pytest

from tocsin.kinds import hidden

SAID = [
    ("Code porte 12B4, 2e étage", {"door_code"}),
    ("digicode: A1729#", {"door_code"}),
    ("De sleutel ligt onder de mat", {"key"}),
    ("clé sous le paillasson", {"key"}),
    ("appelez le 06 12 34 56 78 en arrivant", {"phone"}),
    ("bel +32 475 12 34 56", {"phone"}),
    ("écrire à anna@post.example", {"email"}),
    ("Allergique aux noix", {"allergy"}),
    ("bitte glutenfrei", {"allergy"}),
    ("je suis enceinte, merci de monter", {"health"}),
    ("Kunde im Rollstuhl", {"health"}),
    ("uniquement halal", {"religion"}),
    ("zonder varkensvlees a.u.b.", {"religion"}),
    ("Sans porc, je suis diabétique", {"religion", "health"}),
    ("Sonner 2 fois", set()),
    ("Livrer avant 20 h, 3e étage gauche", set()),
    ("commande 4711 du 13/06/2014", set()),
    ("bien cuite, sans olives", set()),
    ("Bel bij de buren op nummer 14", set()),
    ("", set()),
]


@pytest.mark.parametrize(("text", "found"), SAID)
def test_a_text_tells_what_hides_in_it(text: str, found: set[str]) -> None:
    assert hidden.hints_of(text) == found


def test_the_engine_counts_the_rows_that_python_finds() -> None:
    engine = ibis.duckdb.connect()
    table = engine.create_table("t", pa.table({"c": [text for text, _ in SAID]}))

    (answer,) = engine.to_pyarrow(hidden.ask(table, ["c"])).to_pylist()

    assert {hint.name: rows for hint, rows in hidden.weigh(answer)} == {
        hint.name: sum(hint.name in found for _, found in SAID) for hint in hidden.HINTS
    }


def test_a_row_with_a_hint_in_two_columns_counts_once() -> None:
    engine = ibis.duckdb.connect()
    table = engine.create_table("t", pa.table({"a": ["halal", None], "b": ["halal", "x"]}))

    (answer,) = engine.to_pyarrow(hidden.ask(table, ["a", "b"])).to_pylist()

    assert [(hint.name, rows) for hint, rows in hidden.weigh(answer)] == [("religion", 1)]
