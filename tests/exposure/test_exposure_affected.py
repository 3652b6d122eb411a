"""Who is affected is held against an earlier answer, and against who was told, by the register's own keys."""

from __future__ import annotations

from collections.abc import Iterator

import ibis.expr.types as ir
import pyarrow as pa
import pytest

from tocsin.edges.duckdb import DuckdbEngine
from tocsin.exposure import affected
from tocsin.terms.changed import People

Row = tuple[str, int, str]
"""A record, its person, what the person lost."""


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckdbEngine]:
    made = DuckdbEngine()
    yield made
    made.close()


def table(engine: DuckdbEngine, name: str, rows: list[Row]) -> ir.Table:
    record, person, kinds = zip(*rows, strict=True)
    return engine.table(
        name, pa.table({"record": record, "person": pa.array(person, pa.int64()), "kinds": kinds})
    )


def people(engine: DuckdbEngine, before: list[Row], after: list[Row]) -> People:
    with engine.passing():
        earlier, later = table(engine, "earlier", before), table(engine, "later", after)
        counts = engine.answer(affected.ask_counts(affected.beside(later, earlier)))
        (gone,) = engine.answer(affected.ask_gone(earlier, later))
    return affected.weigh(counts, gone)


def owed(engine: DuckdbEngine, told: list[Row], after: list[Row]) -> set[Row]:
    with engine.passing():
        earlier, later = table(engine, "told", told), table(engine, "later", after)
        beside = engine.keep(affected.beside(later, earlier.select("record", "kinds")))
        more = engine.table("more", affected.more(engine.answer(affected.ask_counts(beside))))
        rows = engine.answer(affected.ask_more(beside, more, later))
    return {(str(row["record"]), int(str(row["person"])), str(row["kinds"])) for row in rows}


def test_the_same_people_with_the_same_kinds_are_nothing_new(engine: DuckdbEngine) -> None:
    rows = [("a", 1, "email phone"), ("b", 2, "email")]

    assert people(engine, rows, rows) == People(before=2, after=2, new=0, gone=0, more=0)


def test_a_person_keeps_a_record_though_the_register_numbers_people_anew(
    engine: DuckdbEngine,
) -> None:
    found = people(
        engine, [("a", 1, "email"), ("b", 2, "email")], [("a", 70, "email"), ("b", 1, "email")]
    )

    assert (found.new, found.gone, found.more) == (0, 0, 0)


def test_who_was_not_there_is_new_and_who_is_not_there_any_more_is_gone(
    engine: DuckdbEngine,
) -> None:
    found = people(
        engine, [("a", 1, "email"), ("b", 2, "email")], [("b", 2, "email"), ("c", 3, "email")]
    )

    assert (found.before, found.after, found.new, found.gone) == (2, 2, 1, 1)


def test_a_second_account_makes_nobody_a_new_person(engine: DuckdbEngine) -> None:
    found = people(engine, [("a", 1, "email")], [("a", 1, "email"), ("b", 1, "email")])

    assert (found.after, found.new, found.more) == (1, 0, 0)


def test_more_kinds_are_counted_by_kind_and_only_of_whom_was_there(engine: DuckdbEngine) -> None:
    found = people(
        engine,
        [("a", 1, "email"), ("b", 2, "email phone"), ("c", 3, "email iban")],
        [
            ("a", 1, "email phone iban"),
            ("b", 2, "email phone iban"),
            ("c", 3, "email"),
            ("d", 4, "iban"),
        ],
    )

    assert (found.new, found.more, found.kinds) == (1, 2, (("iban", 2), ("phone", 1)))


def test_of_two_people_who_are_one_now_both_lost_kinds_are_known(engine: DuckdbEngine) -> None:
    before = [("a", 1, "email phone"), ("b", 2, "iban email")]
    after = [("a", 1, "email phone iban"), ("b", 1, "email phone iban")]

    assert people(engine, before, after).more == 0


def test_who_was_told_of_all_is_not_told_again(engine: DuckdbEngine) -> None:
    rows = [("a", 1, "email phone"), ("b", 2, "email")]

    assert owed(engine, rows, rows) == set()


def test_who_lost_more_is_told_of_that_alone_and_the_new_of_all(engine: DuckdbEngine) -> None:
    told = [("a", 1, "email"), ("b", 2, "email phone")]
    after = [("a", 1, "email phone"), ("b", 2, "email"), ("c", 3, "email iban")]

    assert owed(engine, told, after) == {("a", 1, "phone"), ("c", 3, "email iban")}


def test_two_letters_to_one_person_count_together(engine: DuckdbEngine) -> None:
    told = [("a", 1, "email"), ("a", 1, "phone")]

    assert owed(engine, told, [("a", 1, "email phone")]) == set()


def test_a_letter_to_one_account_is_a_letter_to_the_person(engine: DuckdbEngine) -> None:
    after = [("a", 1, "email phone"), ("b", 1, "email phone")]

    assert owed(engine, [("b", 9, "email")], after) == {("a", 1, "phone"), ("b", 1, "phone")}


def test_a_name_within_another_is_another_kind(engine: DuckdbEngine) -> None:
    assert owed(engine, [("a", 1, "birth_date")], [("a", 1, "birth_date date")]) == {
        ("a", 1, "date")
    }


def test_the_records_of_links_come_with_what_their_person_lost(engine: DuckdbEngine) -> None:
    with engine.passing():
        links = engine.table("links", pa.table({"leak_row": [0, 1], "register_id": [10, 11]}))
        register = engine.table("register", pa.table({"id": [10, 11, 12], "person": [1, 1, 1]}))
        lost = engine.table("lost", pa.table({"person": [1], "kinds": ["email phone"]}))
        rows = engine.answer(affected.ask(links, register, lost))

    found = {(row["record"], row["person"], row["kinds"]) for row in rows}
    assert found == {("10", 1, "email phone"), ("11", 1, "email phone")}
