"""One suite for every engine: what the port promises, and the same links row for row.

Gaps, with their reasons, stand in `GAPS`: a gap that closes fails here until it is taken out.
"""

from __future__ import annotations

import importlib.util
import random
import shutil
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq
import pytest

from tocsin.edges.duckdb import DuckdbEngine
from tocsin.edges.spark import SparkEngine
from tocsin.exposure import known
from tocsin.kinds import normal
from tocsin.linkage import borne, link, people
from tocsin.ports import Engine
from tocsin.terms.answer import Row

NO_SPARK = not (importlib.util.find_spec("pyspark") and shutil.which("java"))
ENGINES = [
    "duckdb",
    pytest.param(
        "spark",
        marks=[pytest.mark.spark, pytest.mark.skipif(NO_SPARK, reason="needs pyspark and Java")],
    ),
]

GAPS = {("duckdb", "letters"): "DuckDB's edit distance counts bytes, not letters, of accented text"}

FIELDS = tuple(normal.NORMAL)
DAMAGED = ("email", "phone", "name", "street", "house", "postcode", "password_hash", "customer_number")  # fmt: skip


def _made(name: str, readable: Path) -> Engine:
    return DuckdbEngine([readable]) if name == "duckdb" else SparkEngine("local[1]")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("it's lying") / "customers.parquet"
    customers = {"the `name`": ["jean", None, "jeanne"], "number": [7, 8, 9]}
    pq.write_table(pa.table(customers), path, row_group_size=2)
    return path


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, file: Path) -> Iterator[Engine]:
    made = _made(request.param, file)
    yield made
    made.close()


WORDS = pa.table({"row": pa.array([0, 1, 2], pa.int64()), "c0": ["jean", None, "jeanne"]})


def test_a_table_gives_its_rows(engine: Engine) -> None:
    assert rows(engine.answer(engine.table("words", WORDS))) == WORDS.to_pylist()


def test_a_dataset_gives_its_rows(engine: Engine, tmp_path: Path) -> None:
    pq.write_table(WORDS, tmp_path / "words.parquet")
    known = engine.table("words", pads.dataset(tmp_path / "words.parquet"))

    assert rows(engine.answer(known)) == WORDS.to_pylist()


def test_a_file_is_read_where_it_lies_with_its_rows_numbered(engine: Engine, file: Path) -> None:
    known = engine.lying(file)

    assert rows(engine.answer(known.filter(known.c1 > 7).order_by("row"))) == [
        {"row": 1, "c0": None, "c1": 8},
        {"row": 2, "c0": "jeanne", "c1": 9},
    ]


def test_the_same_name_twice_is_two_tables(engine: Engine) -> None:
    first = engine.table("words", WORDS)
    engine.table("words", WORDS.slice(0, 1))

    assert len(engine.answer(first)) == 3


def test_what_is_kept_is_what_was_asked(engine: Engine) -> None:
    words = engine.table("words", WORDS)

    kept = engine.keep(words.filter(words.c0.notnull()).select("row"))

    assert rows(engine.answer(kept)) == [{"row": 0}, {"row": 2}]


def test_a_large_answer_comes_in_the_types_of_the_question(engine: Engine) -> None:
    words = engine.table("words", WORDS)
    question = words.select("row", length=words.c0.length().cast("int32"), one=ibis.literal("x"))

    read = engine.stream(question).read_all()

    assert read.schema == question.schema().to_pyarrow()


def test_a_question_may_be_put_while_a_large_answer_is_read(engine: Engine) -> None:
    words = engine.table("words", WORDS)
    stream = engine.stream(words)
    stream.read_next_batch()

    assert len(engine.answer(words)) == 3


@pytest.mark.parametrize(
    ("left", "right", "likeness"),
    [("jean", "jean", 1.0), ("jean", "jeanne", 4 / 6), ("abc", "xyz", 0.0), ("", "", 1.0)],
)
def test_likeness_is_one_less_the_edit_distance_by_length(
    engine: Engine, left: str, right: str, likeness: float
) -> None:
    assert like(engine, left, right) == pytest.approx(likeness)


def test_likeness_to_nothing_is_nothing(engine: Engine) -> None:
    assert like(engine, "jean", None) is None


def test_likeness_counts_letters(engine: Engine) -> None:
    same = like(engine, "é", "e") == pytest.approx(0.0)

    assert same is not ((engine.name, "letters") in GAPS)


def like(engine: Engine, left: str, right: str | None) -> object:
    pair = engine.table("pair", pa.table({"a": [left], "b": pa.array([right], pa.string())}))
    (answer,) = engine.answer(pair.select(likeness=engine.similarity(pair.a, pair.b)))
    return answer["likeness"]


@pytest.mark.parametrize("text", ["", "jean", "zoé\nlefèvre", "x" * 70])
def test_the_number_of_a_text_is_of_its_md5(engine: Engine, text: str) -> None:
    table = engine.table("text", pa.table({"text": [text]}))
    (answer,) = engine.answer(table.select(number=engine.number(table.text)))

    assert answer["number"] == int.from_bytes(md5(text.encode()).digest()[:8], "little") % 2**63


def test_nothing_has_no_number(engine: Engine) -> None:
    table = engine.table("text", pa.table({"text": pa.array([None], pa.string())}))
    (answer,) = engine.answer(table.select(number=engine.number(table.text)))

    assert answer["number"] is None


def test_every_engine_gives_the_same_links(engine: Engine) -> None:
    assert _links(engine) == LINKS


def test_every_engine_gives_the_same_people(engine: Engine) -> None:
    _, register = _town()
    found = engine.answer(people.ask(engine.table("register", register), engine.keep))

    assert {str(r["id"]): r["person"] for r in found} == PEOPLE


def test_every_engine_knows_the_same_rows_by_their_addresses(engine: Engine) -> None:
    register = pa.table(
        {"id": [1, 2, 3], "person": [1, 2, 2], "email": ["a@x", "b@x", "c@x"], "phone": ["1", None, "3"]}
    )  # fmt: skip
    leak = pa.table({"row": [0, 1, 2], "email": ["a@x", "b@x", None], "phone": [None, None, "3"]})
    links = pa.table({"leak_row": [0], "register_id": [1]})
    tables = (engine.table(n, t) for n, t in (("l", leak), ("k", links), ("r", register)))

    (answer,) = engine.answer(known.ask(*tables))

    assert known.weigh(answer) == (2, 1)


def rows(answer: tuple[Row, ...]) -> list[dict[str, object]]:
    return sorted((dict(r) for r in answer), key=lambda r: str(r["row"]))


def _town() -> tuple[pa.Table, pa.Table]:
    """Two hundred made-up customers, some sharing doors and names, and a damaged leak of half."""
    dice = random.Random(1)
    given = ["anna", "jean", "marie", "luc", "zoe"]
    register: list[dict[str, str | None]] = []
    for n in range(200):
        name = f"{dice.choice(given)} f{dice.randrange(60)}"
        record: dict[str, str | None] = {
            "email": f"{name.replace(' ', '.')}@post.example",
            "phone": f"6{dice.randrange(10**8):08d}",
            "name": name,
            "street": f"rue {dice.choice('abcdefgh') * 6}",
            "house": str(dice.randrange(9)),
            "postcode": f"7500{dice.randrange(4)}",
            "password_hash": f"{dice.randrange(50):032x}",
            "customer_number": f"D{n:06d}",
        }
        if n % 20 == 1:
            record |= {f: register[-1][f] for f in ("name", "phone", "street", "house", "postcode")}
        register.append(record)
    leak = [dict(record) for record in dice.sample(register, 100)]
    for row in leak:
        for field in dice.sample(DAMAGED, 4):
            row[field] = None if dice.random() < 0.8 else f"{row[field]}x"
    return _normal(leak, "row", range(100)), _normal(register, "id", (f"k{n:03d}" for n in range(200)))  # fmt: skip


def _normal(rows: list[dict[str, str | None]], key: str, keys: object) -> pa.Table:
    columns = {field: pa.array([row.get(field) for row in rows], pa.string()) for field in FIELDS}
    return pa.table({key: pa.array(keys)} | columns)


def _links(engine: Engine) -> list[dict[str, object]]:
    leak, register = _town()
    rows, records = engine.table("leak", leak), engine.table("register", register)
    known = engine.keep(borne.beside(records.mutate(person=records.id)))
    found = link(rows, known, lambda _: known, 2_500_000, engine.similarity, engine.keep)
    linked = engine.stream(found.links).read_all().to_pylist()
    unsure = engine.answer(found.ambiguous)
    return sorted((*linked, *(dict(r) for r in unsure)), key=lambda r: r["leak_row"])


def _reference() -> tuple[list[dict[str, object]], dict[str, object]]:
    engine = DuckdbEngine()
    try:
        _, register = _town()
        found = engine.answer(people.ask(engine.table("register", register), engine.keep))
        return _links(engine), {str(r["id"]): r["person"] for r in found}
    finally:
        engine.close()


LINKS, PEOPLE = _reference()


def test_the_town_has_links_and_doubts() -> None:
    assert 60 < sum("weight" in r for r in LINKS) < 100
    assert len(set(PEOPLE.values())) < len(PEOPLE)
