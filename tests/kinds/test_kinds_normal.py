"""The normal tables: from extract and judged columns to what later rooms work on."""

import datetime
from pathlib import Path

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.kinds import missing, normal, postal_address
from tocsin.kinds.full_name import normal_of as name_of
from tocsin.terms.errors import Refused
from tocsin.terms.table import Column

CORPUS = Path(__file__).parent / "corpus"


def leak(**cells: list[str | None]) -> list[dict[str, object]]:
    """The normal table of a leak whose columns are named after their kinds."""
    engine, table, columns = extract(cells)
    return engine.to_pyarrow(normal.normal_leak(table, columns).order_by("row")).to_pylist()


def extract(
    cells: dict[str, list[object]],
) -> tuple[ibis.BaseBackend, ibis.Table, tuple[Column, ...]]:
    engine = ibis.duckdb.connect()
    rows = len(next(iter(cells.values())))
    places = {f"c{place}": pa.array(values) for place, values in enumerate(cells.values())}
    places = {name: v.cast("string") if v.type == pa.null() else v for name, v in places.items()}
    table = engine.create_table("leak", pa.table({"row": range(rows)} | places))
    columns = tuple(Column(kind, kind.rstrip("2"), share=1.0, filled=rows) for kind in cells)
    return engine, table, columns


def register(
    cells: dict[str, list[object]], key: str | None = None, deleted: str | None = None
) -> pa.Table:
    engine, table, columns = extract(cells)
    return engine.to_pyarrow(normal.normal_register(table, columns, key, deleted).order_by("id"))


def test_a_leaks_table_has_all_columns_in_their_order() -> None:
    _, table, columns = extract({"email": ["anna@post.example"]})

    made = normal.normal_leak(table, columns).schema()

    assert {name: str(dtype) for name, dtype in made.items()} == normal.LEAK


def test_what_the_source_has_not_is_null() -> None:
    (row,) = leak(email=["anna@post.example"])

    assert [name for name, value in row.items() if value is not None] == ["row", "email"]


def test_given_and_family_names_are_joined() -> None:
    (row,) = leak(family_name=["DUPONT"], given_name=["Élodie"])

    assert row["name"] == "dupont elodie"


def test_given_and_family_names_are_kept_apart_too() -> None:
    (row,) = leak(family_name=["VAN DEN BERG"], given_name=["Jean-Éric"])

    assert (row["given"], row["family"], row["name"]) == (
        "eric jean",
        "berg den van",
        "berg den eric jean van",
    )


def test_a_full_name_alone_is_not_taken_apart() -> None:
    (row,) = leak(full_name=["Élodie Dupont"])

    assert (row["given"], row["family"], row["name"]) == (None, None, "dupont elodie")


def test_a_missing_given_name_leaves_the_family_name() -> None:
    (row,) = leak(family_name=["Dupont"], given_name=[None])

    assert row["name"] == "dupont"


def test_names_in_steps_are_the_corpus_names() -> None:
    lines = (CORPUS / "full_name.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t")[0] for line in lines if "\\u" not in line]

    assert [row["name"] for row in leak(full_name=cells)] == [name_of(cell) for cell in cells]


def parts() -> list[list[str | None]]:
    """Address, street, house number, postcode."""
    text = (
        (CORPUS / "postal_address.parts.tsv")
        .read_text(encoding="utf-8")
        .replace("\\u00a0", "\u00a0")
    )
    return [
        [cell.replace("\\n", "\n") or None for cell in line.split("\t")]
        for line in text.splitlines()
    ]


def test_the_engine_takes_addresses_apart_as_the_corpus_says() -> None:
    rows = leak(postal_address=[address for address, *_ in parts()])

    assert [[row["street"], row["house"], row["postcode"]] for row in rows] == [
        rest for _, *rest in parts()
    ]


def test_python_takes_addresses_apart_as_the_corpus_says() -> None:
    assert [list(postal_address.parts_of(address)) for address, *_ in parts()] == [
        rest for _, *rest in parts()
    ]


PIECES = [
    "12", "12 bis", "3B", "14-16", "5/3", "rue", "av.", "R", "bd", "des Lilas", "St Jean", "Général", "Kerkstr.",
    "Kerkstraat", "Hauptstraße", "bus 3", "bte 2", ", 75011 Paris", " - 1000 Brussel", "B-4000 Liège", "du 8 mai 1945", "/",
    "str", "ch", ",",
]  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" ".join),
        min_size=30,
        max_size=60,
    )
)
def test_the_engine_and_python_take_any_address_apart_alike(addresses: list[str]) -> None:
    rows = leak(postal_address=addresses)  # type: ignore[arg-type]

    assert [(row["street"], row["house"], row["postcode"]) for row in rows] == [
        postal_address.parts_of(address) if missing.present_of(address) else (None, None, None)
        for address in addresses
    ]


def test_spelling_out_abbreviations_twice_changes_nothing() -> None:
    streets = [street for _, street, _, _ in parts() if street]

    assert [postal_address.spelled_of(street) for street in streets] == streets


def test_a_postcode_column_goes_before_the_address_line() -> None:
    (row,) = leak(postal_address=["12 rue des Lilas, 75011 Paris"], postcode=["75012"])

    assert row["postcode"] == "75012"


def test_an_empty_postcode_is_taken_from_the_address_line() -> None:
    (row,) = leak(postal_address=["12 rue des Lilas, 75011 Paris"], postcode=[""])

    assert row["postcode"] == "75011"


@pytest.mark.parametrize(
    ("code", "country"), [("75011", "FR"), ("1050", "BE"), ("1012 AB", "NL"), ("x", None)]
)
def test_without_a_country_column_the_postcode_tells_it(code: str, country: str | None) -> None:
    assert leak(postcode=[code])[0]["country"] == country


def test_a_country_column_is_not_overruled_by_the_postcode() -> None:
    assert leak(postcode=["75011"], country=["Deutschland"])[0]["country"] == "DE"


def test_of_two_columns_of_a_kind_the_fuller_counts() -> None:
    engine, table, _ = extract({"a": ["anna@post.example"], "b": ["jan@post.example"]})
    columns = (Column("a", "email", 1.0, 5), Column("b", "email", 1.0, 9))

    assert engine.to_pyarrow(normal.normal_leak(table, columns).email).to_pylist() == [
        "jan@post.example"
    ]


def test_a_registers_key_is_the_named_column_in_its_own_type() -> None:
    made = register({"uuid": [7], "customer_number": ["K1"]}, key="uuid")

    assert (made.schema.field("id").type, made["id"].to_pylist()) == (pa.int64(), [7])


def test_a_registers_key_is_else_the_customer_number() -> None:
    assert register({"customer_number": ["K1"]})["id"].to_pylist() == ["K1"]


def test_a_registers_key_is_else_the_row() -> None:
    assert register({"email": ["anna@post.example"]})["id"].to_pylist() == [0]


def test_a_key_that_is_no_column_is_refused() -> None:
    with pytest.raises(Refused, match="no column 'nummer'"):
        register({"email": ["anna@post.example"]}, key="nummer")


@pytest.mark.parametrize("word", ["NULL", "\\N", "n/a", "N/A", "none", "-", "--", "nan", "inconnu"])
@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("full_name", "name"),
        ("postal_address", "street"),
        ("city", "city"),
        ("customer_number", "customer_number"),
        ("preference", "preference"),
        ("free_text", "free_text"),
        ("email", "email"),
        ("phone", "phone"),
        ("postcode", "postcode"),
        ("password_hash", "password_hash"),
        ("birth_date", "birth_date"),
        ("country", "country"),
        ("nir", "identity"),
    ],
)
def test_a_word_for_a_missing_value_is_null(kind: str, column: str, word: str) -> None:
    assert leak(**{kind: [word]})[0][column] is None


def test_a_missing_value_of_one_name_column_is_not_joined_to_the_other() -> None:
    (row,) = leak(family_name=["Dupont"], given_name=["NULL"])

    assert row["name"] == "dupont"


@pytest.mark.parametrize("cell", ["0000-00-00", "0000-00-00 00:00:00", "00/00/0000"])
def test_a_date_of_noughts_is_null(cell: str) -> None:
    assert leak(birth_date=[cell])[0]["birth_date"] is None


def test_a_birth_date_is_read_day_first() -> None:
    assert leak(birth_date=["06/07/1974"])[0]["birth_date"] == "1974-07-06"


def test_a_birth_date_is_read_month_first_where_other_rows_of_the_column_are() -> None:
    rows = leak(birth_date=["06/07/1974", "06/13/1974", "12/31/1980"])

    assert [row["birth_date"] for row in rows] == ["1974-06-07", "1974-06-13", "1980-12-31"]


def test_a_date_is_a_birth_date_where_its_header_says_so() -> None:
    engine, table, _ = extract({"c0": ["06/07/1974"]})
    made = normal.normal_leak(table, (Column("birth_day", "date", 1.0, 1),))

    assert engine.to_pyarrow(made.birth_date).to_pylist() == ["1974-07-06"]


def test_a_date_whose_header_says_nothing_of_birth_is_no_birth_date() -> None:
    engine, table, _ = extract({"c0": ["06/07/1974"]})
    made = normal.normal_leak(table, (Column("created", "date", 1.0, 1),))

    assert engine.to_pyarrow(made.birth_date).to_pylist() == [None]


def test_a_town_has_one_name_in_every_language() -> None:
    rows = leak(city=["Bruxelles", "BRUSSEL", "Brussels"])

    assert [row["city"] for row in rows] == ["bruxelles"] * 3


def test_an_identity_number_stands_behind_its_kind() -> None:
    (row,) = leak(belgian_national_number=["85.07.30-033.28"])

    assert row["identity"] == "belgian_national_number:85073003328"


def test_of_two_identity_numbers_the_one_with_check_digits_counts() -> None:
    (row,) = leak(passport=["EM123456"], belgian_national_number=["85.07.30-033.28"])

    assert row["identity"] == "belgian_national_number:85073003328"


NOW = datetime.datetime(2014, 6, 13, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("cells", "deleted"),
    [
        ([True, False, None], [True, False, False]),
        ([1, 0, None], [True, False, False]),
        ([NOW, None, NOW], [True, False, True]),
        (["2014-06-13", "", "0000-00-00 00:00:00"], [True, False, False]),
        (["oui", "non", None], [True, False, False]),
    ],
)
def test_a_registers_deleted_customers_are_told_whatever_the_type(
    cells: list[object], deleted: list[bool]
) -> None:
    made = register({"gone": cells}, deleted="gone")

    assert made["deleted"].to_pylist() == deleted


def test_a_register_without_such_a_column_has_no_deleted_customers() -> None:
    assert register({"email": ["anna@post.example"]})["deleted"].to_pylist() == [False]


def test_whole_numbers_that_a_frame_made_floats_lose_their_point() -> None:
    assert register({"postcode": [75011.0, None]})["postcode"].to_pylist() == ["75011", None]


def test_the_past_is_in_normal_form_and_under_normal_names() -> None:
    engine = ibis.duckdb.connect()
    changes = {
        "customer": [1, 1, 2, 2, 3],
        "column": ["mail", "tel", "pwd", "toppings_count", "mail"],
        "was": [
            "Anna@Post.example",
            "06 12 34 56 78",
            "5F4DCC3B5AA765D61D8327DEB882CF99",
            "3",
            None,
        ],
    }
    table = engine.create_table("history", pa.table(changes))
    kinds = {"mail": "email", "tel": "phone", "pwd": "password_hash", "toppings_count": "unknown"}

    made = engine.to_pyarrow(
        normal.past(table, "customer", "column", "was", kinds).order_by("id", "field")
    )

    assert [tuple(row.values()) for row in made.to_pylist()] == [
        (1, "email", "anna@post.example", None, None),
        (1, "phone", "612345678", None, None),
        (2, "password_hash", "5f4dcc3b5aa765d61d8327deb882cf99", None, None),
    ]


def test_a_history_of_unknown_fields_has_no_past() -> None:
    engine = ibis.duckdb.connect()
    table = engine.create_table("history", pa.table({"i": [1], "f": ["x"], "o": ["y"]}))

    made = engine.to_pyarrow(normal.past(table, "i", "f", "o", {"x": "unknown"}))

    assert (made.num_rows, made.column_names) == (0, list(normal.PAST))
