"""Rows, accounts, people and kinds, counted by a real engine on small tables."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tocsin.exposure import absent, findings, held, lost, scope
from tocsin.kinds import hidden
from tocsin.kinds.hints import HINTS
from tocsin.kinds.normal import LEAK, NORMAL
from tocsin.terms.finding import Locus
from tocsin.terms.scope import Category, KindHeld, Scope
from tocsin.terms.table import Column

TEXTS = [pa.field(name, pa.string()) for name in NORMAL]
REGISTER = pa.schema(
    [
        pa.field("id", pa.int64()),
        *TEXTS,
        pa.field("deleted", pa.bool_()),
        pa.field("person", pa.int64()),
    ]
)


def account(id: int, person: int, country: str | None = "FR", deleted: bool = False) -> Any:
    """An account of the register."""
    return {"id": id, "person": person, "country": country, "deleted": deleted}


class World:
    """An engine with a leak of so many rows, its links (row n to account `links[n]`), a register."""

    def __init__(
        self, rows: list[Any], links: dict[int, int], register: list[Any], ambiguous: Any = ()
    ) -> None:
        self.engine = ibis.duckdb.connect()
        self.engine.raw_sql("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
        leak = pa.schema([pa.field("row", pa.int64()), *TEXTS])
        numbered = [{"row": n} | row for n, row in enumerate(rows)]
        self.leak = self.put("leak", pa.Table.from_pylist(numbered, leak))
        ints = pa.int64()
        self.links = self.put(
            "links",
            pa.table(
                {
                    "leak_row": pa.array(links.keys(), ints),
                    "register_id": pa.array(links.values(), ints),
                }
            ),
        )
        self.ambiguous = self.put("ambiguous", pa.table({"leak_row": pa.array(ambiguous, ints)}))
        self.register = self.put("register", pa.Table.from_pylist(register, REGISTER))

    def put(self, name: str, table: pa.Table) -> ir.Table:
        return self.engine.create_table(name, table)

    def answer(self, question: ir.Table) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.engine.to_pyarrow(question).to_pylist()
        return rows

    def scope(self) -> Scope:
        (counts,) = self.answer(scope.ask(self.leak, self.links, self.ambiguous, self.register))
        return scope.weigh(counts, self.answer(scope.ask_countries(self.links, self.register)))


def test_one_person_with_two_accounts_is_one() -> None:
    found = World([{}, {}], {0: 1, 1: 2}, [account(1, 7), account(2, 7)]).scope()

    assert (found.accounts, found.people) == (2, 1)


def test_two_rows_of_one_account_are_one_account() -> None:
    found = World([{}, {}], {0: 1, 1: 1}, [account(1, 7)]).scope()

    assert (found.rows, found.accounts, found.unlinked) == (2, 1, 0)


def test_a_person_with_one_account_left_is_not_former() -> None:
    register = [account(1, 7, deleted=True), account(2, 7)]

    assert World([{}, {}], {0: 1, 1: 2}, register).scope().former == 0


def test_a_person_all_of_whose_linked_accounts_are_deleted_is_former() -> None:
    register = [account(1, 7, deleted=True), account(2, 7)]

    assert World([{}], {0: 1}, register).scope().former == 1


def test_rows_without_a_link_are_counted_and_the_ambiguous_among_them() -> None:
    found = World([{}, {}, {}], {0: 1}, [account(1, 7)], ambiguous=[2]).scope()

    assert (found.unlinked, found.ambiguous) == (2, 1)


def test_a_person_of_two_countries_counts_once_where_most_accounts_are() -> None:
    register = [account(1, 7, "BE"), account(2, 7, "FR"), account(3, 7, "FR")]

    assert World([{}] * 3, {0: 1, 1: 2, 2: 3}, register).scope().by_country == (("FR", 1),)


def test_a_person_of_two_countries_alike_counts_in_the_first_of_the_alphabet() -> None:
    register = [account(1, 7, "FR"), account(2, 7, "BE")]

    assert World([{}] * 2, {0: 1, 1: 2}, register).scope().by_country == (("BE", 1),)


def test_a_known_country_goes_before_an_unknown_one() -> None:
    register = [account(1, 7, None), account(2, 7, None), account(3, 7, "BE"), account(4, 8, None)]

    assert World([{}] * 4, {0: 1, 1: 2, 2: 3, 3: 4}, register).scope().by_country == (
        ("??", 1),
        ("BE", 1),
    )


def test_a_leak_without_links_is_of_nobody_known() -> None:
    found = World([{}], {}, [account(1, 7)]).scope()

    assert (found.accounts, found.people, found.former, found.unlinked) == (0, 0, 0, 1)


COLUMNS = (Column("m", "email"), Column("d", "date"), Column("g", "given_name"), Column("x"))


def kinds_of(rows: list[Any], dates: list[str | None], links: dict[int, int]) -> Any:
    """The kinds a leak holds: kind, rows, people."""
    world = World(rows, links, [account(1, 7), account(2, 7), account(3, 8)])
    cells = {
        f"c{n}": pa.array(dates if n == 1 else ["x"] * len(rows), pa.string()) for n in range(4)
    }
    extract = world.put("extract", pa.table({"row": pa.array(range(len(rows)))} | cells))
    names = held.kinds(COLUMNS)
    masks = lost.of_rows(held.flags(world.leak, extract, COLUMNS), names)
    people = lost.of_people(masks, world.links, world.register)
    in_rows, in_people = (
        lost.of_kinds(lost.counts(world.answer(question)), names)
        for question in (lost.ask_rows(masks), lost.ask_people(people))
    )
    return [(kind.kind, kind.rows, kind.people) for kind in held.weigh(in_rows, in_people)]


def test_kinds_are_counted_in_rows_and_in_people() -> None:
    rows = [{"email": "a", "name": "n"}, {"email": "b"}, {"name": "n"}]
    found = kinds_of(rows, ["2014-06-09", " ", None], {0: 1, 1: 2, 2: 3})

    assert found == [("email", 2, 1), ("date", 1, 1), ("full_name", 2, 2)]


def test_a_kind_without_a_row_is_not_held() -> None:
    assert kinds_of([{}], [None], {}) == []


def test_a_normal_column_without_a_raw_one_is_no_kind_of_the_leak() -> None:
    assert kinds_of([{"country": "FR", "postcode": "75011"}], [None], {0: 1}) == []


def test_a_column_of_cards_holds_those_whose_check_digits_fit() -> None:
    columns = (Column("carte", "payment_card"),)
    world = World([{}, {}, {}], {}, [])
    cells = ["4111 1111 1111 1111", "4111111111111112", None]
    extract = world.put("extract", pa.table({"row": range(3), "c0": pa.array(cells, pa.string())}))
    held_in = world.answer(held.flags(world.leak, extract, columns).order_by("row"))

    assert [row["payment_card"] for row in held_in] == [True, False, False]


def test_questions_compile_for_spark() -> None:
    leak = ibis.table(LEAK, "leak")
    links = ibis.table({"leak_row": "int64", "register_id": "string"}, "links")
    columns = {"id": "string"} | NORMAL | {"deleted": "boolean", "person": "int64"}
    register = ibis.table(columns, "register")
    extract = ibis.table({"row": "int64"} | {f"c{n}": "string" for n in range(4)}, "extract")
    names = (*held.kinds(COLUMNS), *(hint.name for hint in HINTS))
    said = hidden.ask(extract, ["c3"])
    masks = lost.of_rows(
        held.flags(leak, extract, COLUMNS), names, (said, tuple(hint.name for hint in HINTS))
    )
    people = lost.of_people(masks, links, register)
    ambiguous = ibis.table({"leak_row": "int64"}, "ambiguous")
    questions = (
        scope.ask(leak, links, ambiguous, register),
        scope.ask_countries(links, register),
        lost.ask_rows(masks),
        lost.ask_people(people),
        lost.ask_each(people, names),
        absent.ask(extract, COLUMNS),
        absent.ask_suspects(extract, COLUMNS),
        hidden.ask_examples(said),
    )

    assert all("SELECT" in ibis.to_sql(question, "pyspark") for question in questions)


def test_scope_is_told_with_thousands_and_with_its_limits() -> None:
    found = Scope(650_000, 648_231, 640_000, 1_200, 1_769, 12, (("FR", 590_000), ("BE", 50_000)))
    told = findings.of(found, (), (), (Locus("9f86d0"),))

    assert told[2].says == "Behind these accounts stand 640,000 people."
    assert told[5].says == "People by country: FR 590,000; BE 50,000."
    assert all(finding.limit and finding.key for finding in told)


def test_a_kind_held_is_told_with_its_scheme_and_its_limit() -> None:
    kind = KindHeld("password_hash", Category.CREDENTIAL, 1_500, 1, "MD5, unsalted")
    (told,) = findings.of(None, (kind,), (), (Locus("9f86d0"),))

    assert told.says.startswith(
        "1,500 rows of the leak hold password hashes (MD5, unsalted); 1 person"
    )
    assert "form of the hashes" in told.limit
