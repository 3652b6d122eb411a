"""Which kind is each column of? By its cells and its header, over made-up tables."""

import hashlib
import pkgutil

import ibis
import pyarrow as pa
import pytest

from tocsin import kinds
from tocsin.kinds import KINDS, recognise
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column

CELLS = {
    "email": [f"anna.{n}@post.example" for n in range(200)],
    "tel": [f"06 12 34 {n // 10:02d} {n % 10}0" for n in range(200)],
    "nom": ["Dupont", "De Smet", "Peeters", "Lefèvre"] * 50,
    "prenom": ["Anna", "Jean-Éric", "Zoë", "Jan"] * 50,
    "naam": ["Anna Peeters", "Jan De Smet", "Zoë Lefèvre", "An Claes"] * 50,
    "adresse": [f"{n} rue des Lilas" for n in range(200)],
    "cp": ["75011", "1050", "69003", "13001"] * 50,
    "ville": ["Paris", "Bruxelles", "Lyon", "Marseille 3"] * 50,
    "pays": ["FR", "BE", "FR", "FR"] * 50,
    "mot_de_passe": [hashlib.md5(str(n).encode()).hexdigest() for n in range(200)],
    "id_client": [f"{n:08d}" for n in range(200)],
    "garnitures": ["olives", "chorizo", "jambon; olives", "ananas"] * 50,
    "instructions_livraison": ["Sonner 2 fois", "code 12B4", "bel bij de buren", ""] * 50,
    "date_creation": [f"2013-06-{1 + n % 28:02d} 12:00:00" for n in range(200)],
    "numero_carte": ["4111 1111 1111 1111", "5555555555554444"] * 100,
    "iban": ["BE68 5390 0754 7034", "DE89370400440532013000"] * 100,
}
KINDS_OF = dict(
    zip(
        CELLS,
        [
            "email",
            "phone",
            "family_name",
            "given_name",
            "full_name",
            "postal_address",
            "postcode",
            "city",
            "country",
            "password_hash",
            "customer_number",
            "preference",
            "free_text",
            "date",
            "payment_card",
            "iban",
        ],
        strict=True,
    )
)


def judged(cells: dict[str, list[object]]) -> tuple[Column, ...]:
    """Ask and weigh, then confirm over all rows."""
    rows = len(next(iter(cells.values())))
    places = {f"c{place}": values for place, values in enumerate(cells.values())}
    engine = ibis.duckdb.connect()
    table = engine.create_table(
        "leak", pa.table({"row": pa.array(range(rows), pa.int64())} | places)
    )
    sample = recognise.sample(table)
    read = engine.to_pyarrow(recognise.read_ask(sample, list(places))).to_pylist()
    worth = recognise.worth_asking(read, list(places))
    answer = engine.to_pyarrow(recognise.ask(sample, list(places), worth)).to_pylist()
    columns = recognise.weigh(answer, read, list(cells))
    exact = engine.to_pyarrow(recognise.confirm_ask(table, columns)).to_pylist()[0]
    return recognise.confirm_weigh(exact, columns)


def kind_of(header: str, values: list[object]) -> str:
    return judged({header: values})[0].kind


def test_each_kind_is_recognised_in_a_table_that_holds_them_all() -> None:
    assert {column.name: column.kind for column in judged(CELLS)} == KINDS_OF


def test_every_kind_is_in_that_table() -> None:
    assert set(KINDS_OF.values()) == {kind.name for kind in KINDS}


@pytest.mark.parametrize(
    "header",
    [
        "email",
        "tel",
        "adresse",
        "cp",
        "pays",
        "mot_de_passe",
        "date_creation",
        "numero_carte",
        "iban",
    ],
)
def test_a_strong_shape_needs_no_header(header: str) -> None:
    assert kind_of("", CELLS[header]) == KINDS_OF[header]


@pytest.mark.parametrize(
    "header",
    ["nom", "prenom", "naam", "ville", "id_client", "garnitures", "instructions_livraison"],
)
def test_a_weak_shape_without_a_header_stays_unknown(header: str) -> None:
    assert kind_of("c1", CELLS[header]) == "unknown"


def test_a_header_does_not_outvote_the_cells() -> None:
    assert kind_of("nom", CELLS["email"]) == "email"


def test_bare_integers_without_a_hint_stay_unknown() -> None:
    assert kind_of("montant", [612345600 + n for n in range(200)]) == "unknown"


def test_bare_integers_that_repeat_are_no_customer_numbers() -> None:
    assert kind_of("id_client", [1000, 1001] * 100) != "customer_number"


def test_a_tables_own_key_gives_way_to_a_named_customer_number() -> None:
    columns = judged({"id": list(range(200)), "klantnummer": [f"K{n}" for n in range(200)]})

    assert [column.kind for column in columns] == ["unknown", "customer_number"]


def test_a_tables_own_key_is_the_customer_number_where_no_other_is() -> None:
    assert kind_of("id", list(range(200))) == "customer_number"


def test_a_language_column_is_no_country() -> None:
    assert kind_of("langue", ["FR", "NL"] * 100) == "unknown"


def test_a_mixed_column_says_its_share() -> None:
    column = judged({"email": ["anna@post.example", "n/a", "jan@post.example", ""] * 50})[0]

    assert (column.kind, round(column.share, 3), column.filled) == ("email", 0.667, 150)


def test_rows_unlike_the_first_are_asked_too() -> None:
    late = [""] * 2_100 + CELLS["email"] * 10

    assert kind_of("", late) == "email"


def test_an_empty_column_is_unknown() -> None:
    assert kind_of("email", ["", None] * 10) == "unknown"


@pytest.mark.parametrize("header", ["email", "nom", "cp"])
def test_a_table_without_rows_is_unknown(header: str) -> None:
    assert kind_of(header, pa.array([], pa.string())) == "unknown"


def test_typed_columns_of_a_register_are_recognised() -> None:
    import datetime

    columns = judged(
        {
            "customer_id": list(range(1, 201)),
            "code_postal": [75011, 1050] * 100,
            "created_at": [datetime.datetime(2013, 1, 1, tzinfo=datetime.UTC)] * 200,
            "active": [True, False] * 100,
        }
    )

    assert [column.kind for column in columns] == ["customer_number", "postcode", "date", "unknown"]


def test_a_persons_map_corrects_a_column_and_says_so() -> None:
    (column,) = recognise.correct((Column("x"),), {"x": "city"})

    assert (column.kind, column.judged_by) == ("city", "person")


@pytest.mark.parametrize("wrong", [{"y": "city"}, {"x": "shoe size"}])
def test_a_map_that_names_what_is_not_there_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Refused):
        recognise.correct((Column("x"),), wrong)


@pytest.mark.parametrize(
    "header", ["supprime_le", "deleted_at", "verwijderd", "Gelöscht", "account_closed"]
)
def test_the_column_of_the_deleted_is_told_by_its_header(header: str) -> None:
    assert recognise.deleted_column((Column("email"), Column(header))) == header


def test_a_register_without_such_a_column_has_none() -> None:
    assert recognise.deleted_column((Column("email"), Column("created_at"))) is None


def test_every_file_of_a_kind_is_listed() -> None:
    rooms = {"base", "folding", "headers", "history", "normal", "recognise"}
    files = {module.name for module in pkgutil.iter_modules(kinds.__path__)} - rooms
    missing = files - {kind.name for kind in KINDS}

    assert not missing, f"add {min(missing)}.KIND to KINDS in kinds/__init__.py"
