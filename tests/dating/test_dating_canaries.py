"""Canaries are seen through what a leak does to rows, and nobody else is taken for one."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import md5, sha256
from typing import Any

import ibis
import pyarrow as pa
import pytest

from tocsin.dating import canaries, sightings
from tocsin.edges.duckdb import DuckdbEngine
from tocsin.kinds import normal
from tocsin.terms.canary import Canary, Planting, Sighting
from tocsin.terms.finding import Certainty, Locus
from tocsin.terms.table import Column

COLUMNS = tuple(
    Column(name, kind, 1.0, 1)
    for name, kind in (
        ("no", "customer_number"),
        ("name", "full_name"),
        ("street", "postal_address"),
        ("tel", "phone"),
        ("mail", "email"),
        ("hash", "password_hash"),
    )
)
PLANTED = (
    "D0101087",
    "Aimée Belvin",
    "78 route de l'Église",
    "01.99.00.56.88",
    "belvin.aimee82@post.example",
    "e75922426c2be5b05d0c0d3df0228abb",
)
STRANGER = ("D0101088", "Zoe Abelard", "3 rue X", "0712345678", "zoe@post.example", "ab" * 16)
BASIS = (Locus("ab" * 32, "table 'dump', 9 rows"),)
AT = datetime(2013, 5, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckdbEngine]:
    made = DuckdbEngine()
    yield made
    made.close()


@functools.cache
def planting(source: str = "mail house feed", *cells: tuple[str, ...]) -> Planting:
    engine = ibis.duckdb.connect()
    rows = cells or (PLANTED,)
    columns = {f"c{at}": list(values) for at, values in enumerate(zip(*rows, strict=True))}
    table = engine.create_table("drafts", pa.table({"row": list(range(len(rows)))} | columns))
    known = engine.to_pyarrow(
        canaries.known_by(normal.normal_leak(table, COLUMNS)).order_by("row")
    ).to_pylist()
    made = tuple(Canary(row, canaries.marks(k)) for row, k in zip(rows, known, strict=True))
    return Planting(source, AT, "ada@desk", tuple(c.name for c in COLUMNS), made)


def seen(engine: DuckdbEngine, rows: list[tuple[str | None, ...]], of: Planting) -> list[Any]:
    with engine.passing():
        cells = {
            f"c{at}": pa.array(values, pa.string())
            for at, values in enumerate(zip(*rows, strict=True))
        }
        leak = engine.table("leak", pa.table({"row": list(range(len(rows)))} | cells))
        marks = engine.table("marks", canaries.table([of]))
        answers = engine.answer(canaries.ask(normal.normal_leak(leak, COLUMNS), marks))
    return sorted(map(canaries.row, answers))


def changed(**cells: str | None) -> tuple[str | None, ...]:
    return tuple(
        cells.get(column.name, cell) for column, cell in zip(COLUMNS, PLANTED, strict=True)
    )


SEEN = {
    "as planted": (PLANTED, True),
    "in other letters and blanks": (changed(mail=" Belvin.Aimee82@POST.example "), True),
    "by its hash": (changed(mail=None), True),
    "its address cut": (changed(mail="belvin.aimee82@post.exam", hash=None), False),
    "its phone in another style": (changed(mail=None, hash=None, tel="+33 (0)1 99 00 56 88"), False),
    "by name and street": (changed(mail=None, hash=None, no=None, name="BELVIN AIMEE", tel=None), False),
    "its name garbled": (changed(mail=None, hash=None, name="AimÃ©e Belvin"), False),
    "not by its name alone": (changed(no=None, street=None, tel=None, mail=None, hash=None), None),
    "not by its phone alone": (changed(name=None, street=None, no=None, mail=None, hash=None), None),
    "not by what stands before the @ alone": (
        changed(name=None, street=None, no=None, tel=None, mail="belvin.aimee82@mail.example", hash=None),
        None,
    ),
    "not a stranger": (STRANGER, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(engine: DuckdbEngine) -> dict[str, bool]:
    found = seen(engine, [row for row, _ in SEEN.values()], planting())
    return {list(SEEN)[row]: exact for row, _, exact in found}


@pytest.mark.parametrize("case", SEEN)
def test_a_canary_is_recognised(told: dict[str, bool], case: str) -> None:
    assert told.get(case) is SEEN[case][1]


LINES: dict[str, dict[int, bool]] = {
    "x;belvin.aimee82@post.example;y": {0: True},
    "<BELVIN.AIMEE82@POST.EXAMPLE>": {0: True},
    "proof: belvin.aimee82 (at) post[.]example": {0: False},
    "belvin.aimee82%40post dot example": {0: False},
    "belvin . aimee 82 @ post . example": {0: False},
    "xbelvin.aimee82@post.example": {},
    "belvin.aimee823@post.example": {},
    "belvin.aimee@post.example 82": {},
}


@pytest.mark.parametrize("line", LINES)
def test_a_canary_is_seen_in_a_line_of_text(line: str) -> None:
    assert canaries.met(line, canaries.addresses([planting()])) == LINES[line]


def test_lines_are_sought_by_the_domains_however_written(engine: DuckdbEngine) -> None:
    every = [*LINES, "post", "posted an example", "post@example"]
    lines = engine.table("lines", pa.table({"row": list(range(len(every))), "line": every}))

    found = engine.answer(canaries.ask_lines(lines, ["post.example"]))

    assert {row["row"] for row in found} >= set(range(len(LINES)))
    assert len(found) < len(every)


def test_an_address_handed_on_as_a_digest_is_known_by_it(engine: DuckdbEngine) -> None:
    address = PLANTED[4].encode()
    told = [md5(address).hexdigest().upper(), f" {sha256(address).hexdigest()}", "ab" * 16, None]
    columns = (Column("mail"), Column("hash", "password_hash"), Column("name", "full_name"))
    rows = {"row": [0, 1, 2, 3], "c0": told, "c1": told[::-1], "c2": told}
    digests = engine.table("digests", canaries.digests(canaries.addresses([planting()])))

    asked = canaries.ask_digests(engine.table("cells", pa.table(rows)), columns, digests)

    assert {(row["row"], row["canary"]) for row in engine.answer(asked)} == {
        (n, 0) for n in range(4)
    }


def test_what_was_seen_names_the_place_and_counts_canaries_and_rows() -> None:
    plantings = [
        planting("feed", PLANTED, STRANGER),
        planting("backup"),
    ]

    feed, backup = sightings.weigh(
        [(0, "a 1", True), (0, "a 9", False), (1, "a 9", False)], plantings
    )

    assert feed == Sighting("feed", AT, planted=2, seen=2, rows=2, exact=True)
    assert backup == Sighting("backup", AT, planted=1, seen=0, rows=0, exact=False)


def test_a_finding_names_the_place_and_neither_row_nor_canary() -> None:
    of = [planting("feed"), planting("backup")]
    named, unseen = sightings.findings(sightings.weigh([(0, "x 812", True)], of), BASIS)

    assert "'feed'" in named.says
    assert "'backup'" in unseen.says
    assert named.certainty is Certainty.ESTABLISHED
    assert not any(secret in repr((named, unseen)) for secret in ("812", "belvin", *PLANTED))


def test_a_canary_that_is_only_damaged_is_probable() -> None:
    (named,) = sightings.findings(sightings.weigh([(0, "x 812", False)], [planting()]), BASIS)

    assert named.certainty is Certainty.PROBABLE


def test_neither_canary_nor_place_is_in_a_repr() -> None:
    of = planting()

    assert not any(secret in repr(of) for secret in (*PLANTED, "mail house feed"))
    assert not any(secret in repr(replace(of.canaries[0])) for secret in PLANTED)
