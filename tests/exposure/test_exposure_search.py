"""Cards and IBANs looked for in every cell, and the controls that prove the search."""

from __future__ import annotations

from typing import Any

import ibis
import pyarrow as pa
import pytest
from stdnum import iban as iban_rule
from stdnum import luhn as luhn_rule

from tocsin.exposure import absent, controls, findings
from tocsin.exposure.controls import Planted
from tocsin.terms.errors import Broken
from tocsin.terms.finding import Certainty, Locus
from tocsin.terms.scope import KindAbsent
from tocsin.terms.table import Column

COLUMNS = (Column("mail"), Column("phone"), Column("note"))
CARD, IBAN = "4111 1111 1111 1111", "BE68 5390 0754 7034"
BASIS = (Locus("9f86d0"),)


def extract(*rows: tuple[str | None, str | None, str | None]) -> pa.Table:
    """A raw extract of three columns."""
    cells = {f"c{n}": pa.array([row[n] for row in rows], pa.string()) for n in range(3)}
    return pa.table({"row": pa.array(range(len(rows)), pa.int64())} | cells)


CLEAN = extract(("a@post.example", "01 42 34 56 78", "code 12A45, 2e étage"), ("b", None, ""))


def connected() -> Any:
    """An engine that takes the lambdas of `kinds` as Ibis writes them."""
    engine = ibis.duckdb.connect()
    engine.raw_sql("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
    return engine


def searched_for(table: pa.Table, seed: int = 1) -> tuple[dict[str, Any], Planted]:
    """What the search says of an extract and of a planted copy."""
    engine = connected()
    copy, planted = controls.plant(table, seed)
    lines = absent.lines(engine.create_table("extract", table), COLUMNS)
    planted_lines = absent.lines(engine.create_table("copy", copy), COLUMNS, "control")
    (row,) = engine.to_pyarrow(absent.ask(lines, planted_lines)).to_pylist()
    return dict(row), planted


def answer(table: pa.Table) -> dict[str, Any]:
    """What the search says of an extract."""
    return searched_for(table)[0]


def test_filled_cells_are_counted_and_empty_ones_are_not() -> None:
    assert answer(CLEAN)["cells"] == 4


@pytest.mark.parametrize(("value", "key"), [(CARD, "rows_with_card"), (IBAN, "rows_with_iban")])
def test_a_number_inside_a_note_is_found(value: str, key: str) -> None:
    assert answer(extract((None, "1", f"paid with {value}, thanks")))[key] == 1


def test_a_number_that_only_two_cells_together_make_is_not_found() -> None:
    assert answer(extract(("4111 1111", "1111 1111", None)))["rows_with_card"] == 0


def test_a_row_with_two_cards_is_one_row() -> None:
    assert answer(extract((CARD, CARD, None)))["rows_with_card"] == 1


def test_an_empty_extract_is_weighed_as_no_cells_and_no_rows() -> None:
    recovered = {"cards_recovered": 400, "ibans_recovered": 400}
    card, _ = absent.weigh(answer(extract()) | recovered, Planted(400, 400))

    assert (card.cells, card.found, card.at_most_rows) == (0, 0, 0)


def test_the_search_finds_nearly_all_of_its_controls() -> None:
    found, planted = searched_for(CLEAN)

    assert found["cards_recovered"] >= 0.95 * planted.cards
    assert found["ibans_recovered"] >= 0.95 * planted.ibans


def test_the_same_seed_plants_the_same_copy() -> None:
    assert controls.plant(CLEAN, 7)[0].equals(controls.plant(CLEAN, 7)[0])


def test_another_seed_plants_another_copy() -> None:
    assert not controls.plant(CLEAN, 7)[0].equals(controls.plant(CLEAN, 8)[0])


def test_a_leak_without_rows_still_has_its_controls() -> None:
    found, planted = searched_for(extract())

    assert found["cards_recovered"] >= 0.95 * planted.cards


def test_planting_leaves_the_extract_as_it_was() -> None:
    before = CLEAN.to_pylist()
    controls.plant(CLEAN, 1)

    assert CLEAN.to_pylist() == before


def test_every_control_has_true_check_digits_by_another_rule() -> None:
    copy, _ = controls.plant(extract(), 3)
    made = [next(filter(None, row[1:-1])) for row in zip(*copy.to_pydict().values(), strict=True)]

    assert all(luhn_rule.is_valid(card.replace(" ", "").replace("-", "")) for card in made[:400])
    assert all(iban_rule.is_valid(account, check_country=False) for account in made[400:])


def test_some_controls_stand_in_the_text_of_their_cell() -> None:
    copy, _ = controls.plant(extract(("a note", "a note", "a note")), 3)
    texts = [cell for name in ("c0", "c1", "c2") for cell in copy[name].to_pylist()]
    beside = [cell for cell in texts if "a note" in cell and cell != "a note"]

    assert 200 < len(beside) < 600


def test_without_controls_nothing_is_said() -> None:
    with pytest.raises(Broken):
        absent.weigh(answer(CLEAN), Planted(0, 0))


def searched(found: int = 0, recovered: int = 400, at_most_rows: int = 1) -> str:
    """What the finding says."""
    search = KindAbsent("payment_card", 5_000_000, found, 400, recovered, at_most_rows)
    return findings.of(None, (), (search,), BASIS)[0].says


def test_what_was_found_is_not_called_absent() -> None:
    assert "stands in 1,204 rows" in searched(found=1_204, at_most_rows=1_300)
    assert "not absent" in searched(found=1_204, at_most_rows=1_300)


def test_what_was_not_found_is_told_with_its_bound() -> None:
    assert "at most 7 rows hold one" in searched(at_most_rows=7)


def test_a_search_that_recovered_nothing_leaves_the_matter_open() -> None:
    search = KindAbsent("iban", 10, 0, 400, 0, 10)

    assert findings.of(None, (), (search,), BASIS)[0].certainty is Certainty.UNRESOLVED
    assert "cannot be told" in searched(recovered=0)


@pytest.mark.parametrize("found", [0, 3])
def test_no_finding_of_a_search_says_none(found: int) -> None:
    assert "none" not in searched(found=found).lower()
