"""Numbers and passwords looked for in every cell, and the controls that prove the search."""

from __future__ import annotations

import random
from functools import partial
from types import SimpleNamespace
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban as iban_rule
from stdnum import luhn as luhn_rule
from stdnum.be import nn
from stdnum.de import idnr
from stdnum.fr import nir
from stdnum.nl import bsn
from stdnum.us import ssn

from tocsin.exposure import absent, controls, findings, said, sieve
from tocsin.exposure.absent import Looked
from tocsin.exposure.controls import Control
from tocsin.exposure.disguises import DISGUISES
from tocsin.exposure.made_up import MAKERS
from tocsin.exposure.searching import FOUND, Search, kinds
from tocsin.terms.errors import Broken
from tocsin.terms.finding import Certainty, Locus
from tocsin.terms.scope import Disguised, KindAbsent
from tocsin.terms.table import Column

COLUMNS = (Column("mail"), Column("phone", "phone"), Column("note"), Column("more"))
CARD, IBAN = "4111 1111 1111 1111", "BE68 5390 0754 7034"
BASIS = (Locus("9f86d0"),)
HASH = "5d41402abc4b2a76b9719d911017c592"

Cells = tuple[str | None, ...]


def extract(*rows: Cells) -> pa.Table:
    """A raw extract of as many columns as the rows have."""
    width = len(rows[0]) if rows else len(COLUMNS)
    cells = {f"c{n}": pa.array([row[n] for row in rows], pa.string()) for n in range(width)}
    return pa.table({"row": pa.array(range(len(rows)), pa.int64())} | cells)


CLEAN = extract(
    ("a@post.example", "01 42 34 56 78", "code 12A45, 2e étage", None), ("b", None, "", "")
)


def search(table: pa.Table, columns: tuple[Column, ...] = COLUMNS) -> Search:
    """A search through what the sieve keeps of a table."""
    engine = ibis.duckdb.connect()
    through = Search(columns)
    through.feed(engine.to_pyarrow(absent.ask(engine.create_table("t", table), columns)))
    return through


def found_in(*cells: str | None, columns: tuple[Column, ...] = COLUMNS) -> set[str]:
    """The kinds found in one row, its other cells empty."""
    row = (*cells, *(None,) * (len(columns) - len(cells)))
    return set(search(extract(row), columns).found()["kind"].to_pylist())


@pytest.mark.parametrize(("value", "kind"), [(CARD, "payment_card"), (IBAN, "iban")])
def test_a_number_inside_a_note_is_found(value: str, kind: str) -> None:
    assert found_in(None, "1", f"payé avec {value}, merci") == {kind}


@pytest.mark.parametrize(
    "written",
    [
        "commande 4512789 du 12/06/2014",
        "4111 1111 1111 1112",
        "tel 0033 7 08 32 30 66",
        "2014-06-09 12:34:56",
        "111222333",
        "85073003328",
        "AB123456C",
        "536-90-4399",
        "4111 1111/1111 1111",
        "mot de passe oublié",
        "password reset needed",
        "a@b.example;c@d.example",
        "a@b.example;President;0;1;1961-08-26",
        "0.5866336822509766",
        "1,4242424242424242",
        HASH,
    ],
)
def test_what_is_no_number_or_passes_by_chance_is_not_told(written: str) -> None:
    assert found_in(written) == set()


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("BSN 111222333", "bsn"),
        ("rijksregister 85073003328", "belgian_national_number"),
        ("85.07.30-033.28", "belgian_national_number"),
        ("national insurance AB123456C", "nino"),
        ("SSN: 536-90-4399", "ssn"),
        ("Steuer-ID 36 574 261 809", "german_tax_id"),
        ("2 95 10 99 126 111 93", "nir"),
        ("1 84 05 2A 004 017 17", "nir"),
        ("mdp: Soleil75!", "password"),
        ("anna@post.example:hunter22", "password"),
    ],
)
def test_a_word_beside_it_or_its_official_writing_tells_a_weak_number(
    written: str, kind: str
) -> None:
    assert found_in(None, None, written) == {kind}


def test_the_word_may_stand_in_another_cell_or_head_the_column() -> None:
    assert found_in("BSN", None, "111222333") == {"bsn"}
    assert found_in("111222333", columns=(Column("bsn_nr"), Column("x"))) == set()


def test_a_card_split_over_columns_wants_a_second_witness() -> None:
    assert found_in(None, None, "4111 1111", "1111 1111") == set()
    assert found_in("carte", None, "4111 1111", "1111 1111") == {"payment_card"}
    assert found_in("exp 09/15", None, "4111 1111", "1111 1111") == {"payment_card"}


def test_an_iban_split_over_columns_wants_none() -> None:
    assert found_in(None, None, "BE68 5390", "0754 7034") == {"iban"}


def test_columns_that_are_known_are_not_put_together() -> None:
    assert found_in("BE68 5390", "0754 7034") == set()
    assert sieve.apart(COLUMNS) == ((2, 3),)


def test_a_number_from_right_to_left_wants_a_second_witness() -> None:
    assert found_in(CARD[::-1].replace("1114", "1114")) == set()
    assert found_in("carte " + "4012888888881881"[::-1]) == {"payment_card"}


def test_two_cards_in_a_row_are_one_row() -> None:
    assert search(extract((CARD, None, CARD, None))).found().num_rows == 1


def test_the_digits_of_an_iban_are_no_card() -> None:
    assert found_in(f"{IBAN[:4]} {IBAN[5:]} svp") == {"iban"}


def test_a_hash_is_not_searched_but_one_made_of_digits_in_hexadecimal_is() -> None:
    columns = (Column("password", "password_hash"), Column("x"))
    digits = b"4111111111111111".hex()

    assert found_in(HASH, columns=columns) == set()
    assert found_in(digits, columns=columns) == {"payment_card"}


def test_a_column_of_other_numbers_passes_by_chance_and_is_told_apart() -> None:
    lot = random.Random(3)
    orders = [f"45{lot.randrange(10**14):014}" for _ in range(200)]
    through = search(extract(*((order, None, None, None) for order in orders)))

    assert through.found().num_rows == 0
    assert 5 <= through.by_chance() <= 40


def test_a_column_of_cards_is_counted_as_such_and_its_other_cells_are_searched() -> None:
    columns = (Column("carte", "payment_card"), Column("x"))

    assert found_in(CARD, columns=columns) == set()
    assert found_in(f"voir {CARD}", columns=columns) == {"payment_card"}
    assert found_in("2 95 10 99 126 111 93", columns=columns) == {"nir"}


def test_a_column_of_cards_is_not_taken_for_one_of_other_numbers() -> None:
    lot = random.Random(3)
    cards = ["".join(MAKERS["payment_card"](lot)) for _ in range(60)]

    assert search(extract(*((card, None, None, None) for card in cards))).found().num_rows == 60


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("payment_card", luhn_rule),
        ("iban", SimpleNamespace(is_valid=partial(iban_rule.is_valid, check_country=False))),
        ("nir", nir),
        ("belgian_national_number", nn),
        ("bsn", bsn),
        ("german_tax_id", idnr),
        ("ssn", ssn),
    ],
)
def test_every_control_is_true_by_another_rule(kind: str, rule: Any) -> None:
    lot = random.Random(5)

    assert all(rule.is_valid("".join(MAKERS[kind](lot))) for _ in range(50))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(sorted(MAKERS)), st.sampled_from(DISGUISES[:14]))
def test_a_number_is_found_in_every_disguise_that_one_cell_holds(
    seed: int, kind: str, disguise: Any
) -> None:
    lot = random.Random(seed)
    dressed = disguise.dress(MAKERS[kind](lot), lot)
    witness = lot.choice(controls.WITNESSED[kind]).format(control="").strip()

    through = Search(COLUMNS)
    through.feed(extract((dressed, None, witness, None)))

    assert kind in through.found()["kind"].to_pylist()


def planted_and_found(seed: int, table: pa.Table = CLEAN) -> tuple[tuple[Control, ...], pa.Table]:
    """Controls in a copy, and what the search finds of them."""
    copy, planted = controls.plant(table, seed, sieve.apart(COLUMNS), each=2)
    return planted, search(copy).found()


def test_the_search_finds_nearly_all_of_its_controls_in_twenty_disguises() -> None:
    planted, found = planted_and_found(1)
    searched = absent.weigh(Looked(2, 4, {}), found, planted)

    assert [one.kind for one in searched] == list(kinds())
    assert all(one.recall >= 0.97 for one in searched)
    assert all(len(one.disguises) == 20 for one in searched if one.kind != "password")


def test_a_leak_without_rows_still_has_its_controls() -> None:
    planted, found = planted_and_found(1, extract())

    assert all(one.recall >= 0.97 for one in absent.weigh(Looked(0, 0, {}), found, planted))


def test_a_number_needs_no_neighbours_where_there_are_none() -> None:
    _, planted = controls.plant(CLEAN, 1, (), each=1)

    assert {one.disguise for one in planted if one.kind == "iban"} == {
        one.name for one in DISGUISES
    } - {"split"}


def test_into_a_column_that_is_spared_nothing_is_planted() -> None:
    copy, _ = controls.plant(CLEAN, 1, each=1, spared=(0, 1, 2))

    assert set(copy["c0"].to_pylist()) == {"a@post.example", "b"}


def test_the_same_seed_plants_the_same_copy_and_another_seed_another() -> None:
    first, second, other = (controls.plant(CLEAN, seed, each=1)[0] for seed in (7, 7, 8))

    assert first.equals(second)
    assert not first.equals(other)


def test_planting_leaves_the_extract_as_it_was() -> None:
    before = CLEAN.to_pylist()
    controls.plant(CLEAN, 1, each=1)

    assert CLEAN.to_pylist() == before


@given(st.integers(0, 10**6))
@settings(max_examples=40)
def test_a_password_said_is_found(seed: int) -> None:
    assert said.holds(said.made(random.Random(seed)))


def test_without_controls_nothing_is_said() -> None:
    with pytest.raises(Broken):
        absent.weigh(Looked(2, 4, {}), pa.table({"row": [], "kind": []}, schema=FOUND), ())


def test_rows_not_looked_into_may_all_hold_one() -> None:
    planted = [Control("iban", "dots", witnessed=False)] * 400
    found = pa.table({"row": range(400), "kind": ["iban"] * 400}, schema=FOUND)
    (iban,) = absent.weigh(Looked(9_000, 9_000, {}, unread=50), found, planted, ("iban",))

    assert (iban.unread, iban.at_most_rows) == (50, 51)


def test_the_number_itself_is_in_no_repr() -> None:
    through = search(extract((CARD, None, None, None)))
    seen = list(through._seen([CARD, None, None, None], turned=False))

    assert seen
    assert "4111" not in repr(seen)


def searched(found: int = 0, recovered: int = 400, **more: Any) -> Any:
    """The finding of a search."""
    of = KindAbsent("payment_card", 5_000_000, found, 400, recovered, 7, **more)
    return findings.of(None, (), (of,), BASIS)[0]


def test_what_was_found_is_not_called_absent() -> None:
    told = searched(found=1_204).says

    assert "stands in 1,204 rows" in told
    assert "not absent" in told


def test_what_was_not_found_is_told_with_the_tests_recall_and_its_bound() -> None:
    told = searched(at_least=0.991).says

    assert "tests that find at least 99.1% of such values" in told
    assert "at most 7 rows hold one" in told


def test_what_needs_a_second_witness_is_told_apart() -> None:
    ways = (Disguised("with dots", 380, 380), Disguised("from right to left", 20, 19, True))
    limit = searched(disguises=ways).limit

    assert "From right to left" in limit
    assert "19 of 20" in limit
    assert "380 of 380" in limit


def test_what_was_not_counted_is_told() -> None:
    limit = searched(by_chance=31, unread=12).limit

    assert "31 rows not counted" in limit
    assert "12 suspicious rows not looked into" in limit


def test_a_search_that_recovered_nothing_leaves_the_matter_open() -> None:
    told = searched(recovered=0)

    assert told.certainty is Certainty.UNRESOLVED
    assert "cannot be told" in told.says


@pytest.mark.parametrize("found", [0, 3])
def test_no_finding_of_a_search_says_none(found: int) -> None:
    assert "none" not in searched(found=found).says.lower()
