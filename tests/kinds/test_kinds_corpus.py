"""One corpus file a kind proves that every engine, and Python, give the same normal form."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.kinds import KINDS
from tocsin.kinds.base import Kind
from tocsin.kinds.folding import fold, fold_of

CORPUS = Path(__file__).parent / "corpus"
Ask = Callable[[list[str], Callable[[ir.StringValue], ir.Value]], list[object]]


def cases(kind: Kind) -> list[tuple[str, str | None]]:
    """Inputs and normal forms; `\\n`, `\\t` and `\\u....` stand for their characters."""
    lines = (CORPUS / f"{kind.name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(unescaped(cell), normal or None) for cell, normal in (ln.split("\t") for ln in lines)]


def unescaped(cell: str) -> str:
    cell = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), cell)
    return cell.replace("\\n", "\n").replace("\\t", "\t")


@pytest.fixture(scope="module")
def on_duckdb() -> Ask:
    engine = ibis.duckdb.connect()

    def ask(cells: list[str], worked: Callable[[ir.StringValue], ir.Value]) -> list[object]:
        table = engine.create_table(
            "t", pa.table({"row": range(len(cells)), "c": cells}), overwrite=True
        )
        return engine.to_pyarrow(
            table.select("row", x=worked(table.c)).order_by("row").x
        ).to_pylist()

    return ask


@pytest.fixture(scope="module")
def on_spark() -> Ask:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    from pyspark.sql import SparkSession

    try:
        session = (
            SparkSession.builder.master("local[1]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
    except Exception:
        pytest.skip("Spark does not start here (no Java?)")
    engine = ibis.pyspark.connect(session)

    def ask(cells: list[str], worked: Callable[[ir.StringValue], ir.Value]) -> list[object]:
        rows = pa.table({"row": list(range(len(cells))), "c": cells}).to_pylist()
        session.createDataFrame(rows, schema="row bigint, c string").createOrReplaceTempView("t")
        table = ibis.table({"row": "int64", "c": "string"}, "t")
        sql = ibis.to_sql(table.select("row", x=worked(table.c)).order_by("row"), dialect="pyspark")
        return [row.x for row in session.sql(str(sql)).collect()] if engine else []

    return ask


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_python_gives_the_normal_form_of_the_corpus(kind: Kind) -> None:
    wrong = {
        cell: kind.normal_of(cell) for cell, form in cases(kind) if kind.normal_of(cell) != form
    }

    assert not wrong


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_duckdb_gives_the_normal_form_of_the_corpus(kind: Kind, on_duckdb: Ask) -> None:
    cells, forms = zip(*cases(kind), strict=True)

    assert on_duckdb(list(cells), kind.normal) == list(forms)


@pytest.mark.spark
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_spark_gives_the_normal_form_of_the_corpus(kind: Kind, on_spark: Ask) -> None:
    cells, forms = zip(*cases(kind), strict=True)

    assert on_spark(list(cells), kind.normal) == list(forms)


@pytest.mark.spark
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_spark_and_duckdb_see_the_same_shapes(kind: Kind, on_spark: Ask, on_duckdb: Ask) -> None:
    cells = [cell.strip() for other in KINDS for cell, _ in cases(other) if cell.strip()]

    assert on_spark(cells, kind.looks) == on_duckdb(cells, kind.looks)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_normal_form_is_its_own_normal_form(kind: Kind) -> None:
    for _, form in cases(kind):
        if form is not None:
            assert kind.normal_of(form) == form


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_most_of_a_kinds_own_corpus_looks_like_it(kind: Kind, on_duckdb: Ask) -> None:
    own = [cell.strip() for cell, form in cases(kind) if form is not None]

    seen = on_duckdb(own, kind.looks)

    assert sum(map(bool, seen)) >= 0.6 * len(own)


def test_no_email_hash_card_or_iban_is_taken_for_another_of_them(on_duckdb: Ask) -> None:
    strong = [
        kind for kind in KINDS if kind.name in ("email", "password_hash", "payment_card", "iban")
    ]
    for kind in strong:
        own = [cell.strip() for cell, form in cases(kind) if form is not None]
        for other in strong:
            if other is not kind:
                assert not any(on_duckdb(own, other.looks))


LATIN = st.characters(min_codepoint=0x20, max_codepoint=0x24F)


@settings(max_examples=12, deadline=None)
@given(
    cells=st.lists(
        st.text(LATIN | st.sampled_from("ßŒæḿ\u0301\u00a0\u200fİı"), max_size=24),
        min_size=30,
        max_size=60,
    )
)
@pytest.mark.parametrize(
    "name",
    [
        "email",
        "phone",
        "full_name",
        "postal_address",
        "postcode",
        "country",
        "password_hash",
        "customer_number",
        "preference",
        "free_text",
        "city",
    ],
)
def test_duckdb_and_python_agree_on_any_latin_text(
    name: str, cells: list[str], on_duckdb: Ask
) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)

    assert on_duckdb(cells, kind.normal) == [kind.normal_of(cell) for cell in cells]


def test_every_latin_letter_folds_to_ascii_alike(on_duckdb: Ask) -> None:
    points = (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))
    letters = [chr(point) for point in points if unicodedata.decomposition(chr(point))]

    assert on_duckdb(letters, fold) == [fold_of(letter) for letter in letters]
