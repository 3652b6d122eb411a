"""The checks of authenticity count the same on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from test_engine_suite import ENGINES, _made

from tocsin.authenticity import CHECKS, digests, ground
from tocsin.authenticity.beside import beside
from tocsin.authenticity.check import Asked, Counted, Over
from tocsin.authenticity.ground import Ground
from tocsin.kinds.normal import NORMAL
from tocsin.ports import Engine


@pytest.fixture(scope="module", params=ENGINES)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    made = _made(request.param, Path(tmp_path_factory.mktemp("nothing")) / "none.parquet")
    yield made
    made.close()


def _person(n: int) -> dict[str, Any]:
    return {
        "email": f"p{n}@{'gmial.com' if n == 1 else 'post.example'}",
        "phone": f"60000000{n}",
        "name": f"family{n} given{n}",
        "street": "rue des lilas",
        "house": str(n),
        "postcode": f"7500{n // 4}",
        "city": "paris",
        "password_hash": f"{n:032x}",
        "customer_number": f"K{n}",
        "free_text": f"code {n}b48, third floor left",
    }


def _table(first: str, rows: list[dict[str, Any]], *more: pa.Field) -> pa.Table:
    texts = [pa.field(name, pa.string()) for name in NORMAL]
    numbered = [{first: n} | row for n, row in enumerate(rows)]
    return pa.Table.from_pylist(numbered, pa.schema([pa.field(first, pa.int64()), *texts, *more]))


def _counts(engine: Engine) -> dict[str, dict[str, Any]]:
    """Eight customers, five of whom a leak of six rows has: one under an earlier phone, one with another hash."""
    people = [_person(n) | {"deleted": n == 2, "person": max(n, 1)} for n in range(8)]
    rows = [_person(n) for n in range(5)] + [_person(9)]
    rows[3] |= {"phone": "699999999"}
    rows[4] |= {"password_hash": "f" * 32, "customer_number": "K7"}
    leak = engine.table("leak", _table("row", rows))
    more = pa.field("deleted", pa.bool_()), pa.field("person", pa.int64())
    register = engine.table("register", _table("id", people, *more))
    changed = pa.table(
        {"id": pa.array([3], pa.int64()), "field": ["phone"], "value": ["699999999"]}
    )
    past = engine.table("past", changed)
    numbers = pa.array(range(5), pa.int64())
    links = engine.table("links", pa.table({"leak_row": numbers, "register_id": numbers}))
    common = ground.common(register)
    by = beside(leak, links, register, past, common)
    held_against = Ground(register, past, common, 1, by, keeps_deleted=True)
    told = {}
    for check in CHECKS:
        if isinstance(check, Asked):
            (told[check.name],) = engine.answer(check.ask(leak, held_against))
        elif isinstance(check, Counted):
            over = leak if check.over is Over.LEAK else by
            (told[check.name],) = engine.answer(over.aggregate(**check.sums(over)))
    keys = ("i" * 64, "o" * 64)
    three = leak.filter(leak.row < 3)
    known = digests.digested(keys, three).select(*digests.COLUMNS)
    sampled = register.select(known=digests.named(keys, register))
    question = digests.ask(digests.digested(keys, leak), known, by, sampled)
    (told["digests"],) = engine.answer(question)
    return {name: dict(answer) for name, answer in told.items()}


COUNTS = {
    "strong identifiers": {"compared": 6, "strangers": 0, "agree": 5},
    "inner fields": {
        "numbered": 5,
        "numbered_agree": 4,
        "known": 5,
        "others": 1,
        "addressed": 0,
        "addressed_agree": 0,
        "common": 0,
    },
    "inner texts": {"texts": 5, "texts_same": 5},
    "never registered": {"addresses": 6, "never": 1, "history": 1},
    "contact details": {"phones": 5, "phones_same": 5, "addresses": 5, "addresses_same": 5},
    "former customers": {"tied": 5, "former": 1},
    "natural canaries": {"tied": 5, "odd": 1, "tagged": 0, "records": 5, "people": 4},
    "public samples": {"addresses": 6, "samples": 0},
    "shapes": {
        "phones": 6,
        "top": 2,
        "places": 4,
        "fitting": 4,
    },
    "numbering and hash scheme": {
        "numbers": 5,
        "numbers_same": 4,
        "rare": 5,
        "rare_same": 4,
        "hashes": 5,
        "forms_same": 5,
    },
    "shared people": {"compared": 6, "strangers": 0, "agree": 5},
    "one source": {"able": 6, "numbered": 1, "others": 0, "tied": 5, "keeps": 1},
    "digests": {
        "keyed": 6,
        "inside": 3,
        "comparable": 3,
        "same": 3,
        "tied": 2,
        "covered": 3,
        "tried": 8,
    },
}


def test_checks_count_the_same_on_every_engine(engine: Engine) -> None:
    assert _counts(engine) == COUNTS
