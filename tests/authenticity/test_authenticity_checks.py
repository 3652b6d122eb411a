"""The checks of authenticity, put to a real engine on small tables."""

from __future__ import annotations

import pkgutil
from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from tocsin import authenticity
from tocsin.authenticity import (
    CHECKS,
    findings,
    ground,
    inner_fields,
    inner_texts,
    natural_canaries,
    never_registered,
    numbering,
    one_source,
    strong_identifiers,
    verdict,
)
from tocsin.authenticity.beside import COLUMNS, beside
from tocsin.authenticity.check import Asked, Check, Counted, Over, Told
from tocsin.authenticity.evidence import Evidence
from tocsin.authenticity.ground import Ground
from tocsin.kinds.normal import LEAK, NORMAL
from tocsin.terms.finding import Locus
from tocsin.terms.verdict import Answer, Support, Verdict

HASHES = [f"{n:032x}" for n in range(100)]


def person(n: int, **changes: Any) -> dict[str, Any]:
    """A made-up customer, as both normal tables have one."""
    return {
        "email": f"p{n}@post.example",
        "phone": f"6000000{n:02d}",
        "name": f"family{n} given{n}",
        "password_hash": HASHES[n],
        "customer_number": f"K{n:04d}",
    } | changes


def _table(first: dict[str, pa.DataType], rows: list[dict[str, Any]], *more: pa.Field) -> pa.Table:
    names = [pa.field(name, sort) for name, sort in first.items()]
    texts = [pa.field(name, pa.string()) for name in NORMAL]
    return pa.Table.from_pylist(rows, pa.schema([*names, *texts, *more]))


def tied(leak: list[dict[str, Any]], register: list[dict[str, Any]]) -> list[dict[str, int]]:
    """Row and record of one address whose name, phone or number agrees, as linking would tie them."""
    beside = ("name", "phone", "customer_number")
    return [
        {"leak_row": n, "register_id": i}
        for n, row in enumerate(leak)
        for i, record in enumerate(register)
        if row["email"] == record["email"] and any(row[f] == record[f] for f in beside)
    ]


_QUESTIONS: dict[object, str] = {}
"""Compiled once: the tables have the same names each time."""


@cache
def _engine() -> Any:
    return ibis.duckdb.connect()


def _grounded(
    leak: list[dict[str, Any]],
    register: list[dict[str, Any]],
    past: list[tuple[int, str, str]] | None,
    *,
    keeps: bool = False,
) -> tuple[ir.Table, Ground]:
    """The leak, and what it is held against, in the engine."""
    engine = _engine()
    rows = [{"row": n} | row for n, row in enumerate(leak)]
    customers = [{"id": n, "person": n, "deleted": False} | row for n, row in enumerate(register)]
    changes = [{"id": i, "field": f, "value": v} for i, f, v in past or []]
    old = pa.schema([("id", pa.int64()), ("field", pa.string()), ("value", pa.string())])
    two = pa.schema([("leak_row", pa.int64()), ("register_id", pa.int64())])
    customer = pa.field("deleted", pa.bool_()), pa.field("person", pa.int64())

    def made(name: str, rows: Any) -> Any:
        return engine.create_table(name, rows, overwrite=True)

    table = made("leak", _table({"row": pa.int64()}, rows))
    known = made("register", _table({"id": pa.int64()}, customers, *customer))
    earlier = made("past", pa.Table.from_pylist(changes, old))
    links = made("links", pa.Table.from_pylist(tied(leak, register), two))
    common = ground.common(known)
    if "beside" not in _QUESTIONS:
        _QUESTIONS["beside"] = engine.compile(beside(table, links, known, earlier, common))
    engine.con.execute(f"CREATE OR REPLACE TABLE beside AS {_QUESTIONS['beside']}")
    by = engine.table("beside")
    return table, Ground(known, earlier, common, len(changes), by, keeps_deleted=keeps)


def _asked(check: Asked | Counted, leak: ir.Table, held_against: Ground) -> dict[str, Any]:
    same = (check, held_against.history, held_against.keeps_deleted)
    if same not in _QUESTIONS:
        if isinstance(check, Asked):
            question = check.ask(leak, held_against)
        else:
            over = leak if check.over is Over.LEAK else held_against.beside
            question = over.aggregate(**check.sums(over))
        _QUESTIONS[same] = str(_engine().compile(question))
    (answer,) = _engine().con.sql(_QUESTIONS[same]).to_arrow_table().to_pylist()
    return dict(answer)


def put(
    check: Check,
    leak: list[dict[str, Any]],
    register: list[dict[str, Any]],
    past: list[tuple[int, str, str]] | None = None,
    *,
    keeps: bool = False,
) -> dict[str, Any]:
    """The check's answer on these rows."""
    assert not isinstance(check, Told)
    return _asked(check, *_grounded(leak, register, past, keeps=keeps))


REGISTER = [person(n) for n in range(30)]


def judged(leak: list[dict[str, Any]], past: list[tuple[int, str, str]] | None = None) -> Verdict:
    """The verdict on a leak held against thirty customers."""
    leak_table, held_against = _grounded(leak, REGISTER, past)
    answers: dict[object, dict[str, Any]] = {}

    def weighed(check: Check) -> Support:
        if isinstance(check, Told):
            return check.placed(check.weigh(Evidence()))
        same = check.ask if isinstance(check, Asked) else check
        if same not in answers:
            answers[same] = _asked(check, leak_table, held_against)
        return check.placed(check.weigh(answers[same]))

    return verdict.weigh(tuple(weighed(check) for check in CHECKS))


HISTORY = [(1, "phone", "699999999")]


def test_every_check_of_authenticity_is_listed() -> None:
    rooms = {"base", "beside", "check", "digests", "evidence", "ground", "verdict", "findings"}
    files = {module.name for module in pkgutil.iter_modules(authenticity.__path__)} - rooms
    listed = {vars(authenticity)[name].CHECK.name for name in files if name in vars(authenticity)}

    assert len(CHECKS) == len(files)
    assert listed == {check.name for check in CHECKS}


def test_an_address_with_its_own_phone_agrees() -> None:
    answer = put(strong_identifiers.CHECK, [person(1, name=None)], REGISTER)

    assert answer == {"compared": 1, "strangers": 0, "agree": 1}


def test_an_address_with_a_different_person_does_not_agree() -> None:
    answer = put(strong_identifiers.CHECK, [person(1) | {"name": "x", "phone": "1"}], REGISTER)

    assert answer == {"compared": 1, "strangers": 1, "agree": 0}


def test_phone_of_one_record_and_address_of_another_do_not_agree() -> None:
    answer = put(strong_identifiers.CHECK, [person(1, phone="600000002", name=None)], REGISTER)

    assert answer["agree"] == 0


def test_an_address_alone_is_not_compared() -> None:
    answer = put(strong_identifiers.CHECK, [person(1, phone=None, name=None)], REGISTER)

    assert answer["compared"] == 0


def test_an_earlier_address_with_its_own_name_agrees() -> None:
    old = [(1, "email", "old@post.example")]
    answer = put(strong_identifiers.CHECK, [person(1, email="old@post.example")], REGISTER, old)

    assert answer["agree"] == 1


def test_an_address_of_the_history_was_registered() -> None:
    old = [(1, "email", "old@post.example")]
    answer = put(never_registered.CHECK, [person(1, email="old@post.example")], REGISTER, old)

    assert answer == {"addresses": 1, "never": 0, "history": 1}


def test_an_address_of_a_former_customer_was_registered() -> None:
    answer = put(never_registered.CHECK, [person(1)], [person(1, deleted=True)])

    assert answer["never"] == 0


def test_an_address_written_twice_is_one_stranger() -> None:
    answer = put(never_registered.CHECK, [person(90), person(90)], REGISTER)

    assert (answer["addresses"], answer["never"]) == (1, 1)


def test_a_rare_hash_with_its_customer_number_agrees() -> None:
    answer = put(inner_fields.CHECK, [person(1)], REGISTER)

    assert (answer["numbered"], answer["numbered_agree"]) == (1, 1)


def test_a_row_without_number_is_compared_by_its_address() -> None:
    answer = put(inner_fields.CHECK, [person(1, customer_number=None)], REGISTER)

    assert (answer["addressed"], answer["addressed_agree"]) == (1, 1)


def test_a_row_with_a_name_alone_is_compared_by_the_name() -> None:
    row = person(1, customer_number=None, email=None)
    answer = put(inner_fields.CHECK, [row], REGISTER)

    assert (answer["addressed"], answer["addressed_agree"]) == (1, 1)


def test_the_hash_of_another_customer_does_not_agree() -> None:
    answer = put(inner_fields.CHECK, [person(1, password_hash=HASHES[2])], REGISTER)

    assert (answer["numbered"], answer["numbered_agree"]) == (1, 0)


def test_an_earlier_hash_agrees() -> None:
    old = [(1, "password_hash", HASHES[77])]
    answer = put(inner_fields.CHECK, [person(1, password_hash=HASHES[77])], REGISTER, old)

    assert answer["numbered_agree"] == 1


def test_a_hash_that_three_customers_share_is_set_aside() -> None:
    register = [person(n, password_hash=HASHES[0]) for n in range(3)]
    answer = put(inner_fields.CHECK, [person(1, password_hash=HASHES[0])], register)

    assert (answer["numbered"], answer["common"]) == (0, 1)


def test_hashes_of_another_form_are_not_compared() -> None:
    register = [person(1, password_hash="$2y$10$" + "a" * 53)]
    answer = put(inner_fields.CHECK, [person(1)], register)

    assert answer["numbered"] == 0


def test_a_number_of_somebody_else_entirely_is_told() -> None:
    answer = put(inner_fields.CHECK, [person(50, customer_number="K0001")], REGISTER)

    assert (answer["known"], answer["others"]) == (1, 1)


def test_a_number_whose_owner_changed_name_but_not_address_is_its_owners() -> None:
    answer = put(inner_fields.CHECK, [person(1, name="wed newly")], REGISTER)

    assert (answer["known"], answer["others"]) == (1, 0)


def test_six_true_rows_are_genuine_and_say_that_they_are_few() -> None:
    found = judged([person(n, customer_number=None) for n in range(6)])

    assert found.answer is Answer.GENUINE
    assert "6 rows, chosen by who sent them" in found.because[0].because
    assert "sample is chosen by who sends it" in found.limit


def test_more_true_rows_support_more_than_six() -> None:
    assert (
        judged([person(n) for n in range(30)]).support
        > judged([person(n) for n in range(6)]).support
    )


def test_two_true_rows_are_too_few_for_more_than_their_bound() -> None:
    assert judged([person(n) for n in range(2)]).support <= 2 * 2 * 0.5 + 0.5


def test_made_up_people_with_numbers_of_others_are_fabricated() -> None:
    leak = [person(n, customer_number=f"K{n - 50:04d}") for n in range(50, 80)]

    assert judged(leak, HISTORY).answer is Answer.FABRICATED


def test_made_up_people_without_numbers_are_fabricated_where_a_history_exists() -> None:
    leak = [person(n, customer_number=None) for n in range(50, 80)]

    assert judged(leak, HISTORY).answer is Answer.FABRICATED


def test_made_up_people_cannot_be_told_without_a_history_or_numbers() -> None:
    leak = [person(n, customer_number=None) for n in range(50, 80)]

    assert judged(leak).answer is Answer.CANNOT_TELL


def test_true_people_with_made_up_hashes_cannot_be_told() -> None:
    leak = [person(n, customer_number=None, password_hash=HASHES[n + 50]) for n in range(30)]

    assert judged(leak, HISTORY).answer is Answer.CANNOT_TELL


def test_true_addresses_with_other_peoples_names_are_not_genuine() -> None:
    leak = [
        person(n, name=f"x{n}", phone=None, customer_number=None, password_hash=None)
        for n in range(30)
    ]

    assert judged(leak, HISTORY).answer is Answer.CANNOT_TELL


def test_an_empty_leak_leaves_every_check_silent_with_a_reason() -> None:
    found = judged([])

    assert all(support.silent and support.because for support in found.because)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.name))
def test_questions_compile_for_spark(check: Check) -> None:
    register = ibis.table({"id": "string"} | NORMAL | {"deleted": "boolean"}, "register")
    past = ibis.table({"id": "string", "field": "string", "value": "string"}, "past")
    leak, common = ibis.table(LEAK, "leak"), ground.common(register)
    by = ibis.table(COLUMNS, "beside")
    if isinstance(check, Told):
        return
    if isinstance(check, Counted):
        over = leak if check.over is Over.LEAK else by
        question = over.aggregate(**check.sums(over))
    else:
        question = check.ask(leak, Ground(register, past, common, 0, by))

    assert "SELECT" in ibis.to_sql(question, "pyspark").upper()


def test_what_stands_beside_has_the_columns_that_it_names() -> None:
    whose = {"person": "int64", "deleted": "boolean"}
    register = ibis.table({"id": "int64"} | NORMAL | whose, "register")
    past = ibis.table({"id": "int64", "field": "string", "value": "string"}, "past")
    links = ibis.table({"leak_row": "int64", "register_id": "int64"}, "links")
    by = beside(ibis.table(LEAK, "leak"), links, register, past, ground.common(register))

    assert {name: str(sort) for name, sort in by.schema().items()} == COLUMNS


def test_a_silent_check_is_a_finding_too() -> None:
    told = findings.of(judged([]), (Locus("9f86d0"),))

    assert [finding.key for finding in told] == [
        "verdict",
        *(f"verdict.{check.name.replace(' ', '_')}" for check in CHECKS),
    ]


def test_what_a_customer_wrote_and_is_found_again_agrees() -> None:
    texts = [person(n, free_text=f"code {n}b48, third floor left") for n in range(30)]
    answer = put(inner_texts.CHECK, texts[:6], texts)

    assert (answer["texts"], answer["texts_same"]) == (6, 6)


def test_a_short_text_is_not_compared() -> None:
    texts = [person(n, free_text="ring twice") for n in range(30)]

    assert put(inner_texts.CHECK, texts[:6], texts)["texts"] == 0


def test_the_same_people_under_other_numbers_are_of_another_system() -> None:
    leak = [person(n, customer_number=f"S{n}", password_hash=None) for n in range(20)]
    answer = put(numbering.CHECK, leak, REGISTER)

    assert (answer["numbers"], answer["numbers_same"]) == (20, 0)
    assert numbering.weigh(answer).log10 <= -2.0


def test_other_numbers_beside_the_right_hashes_were_put_there() -> None:
    leak = [person(n, customer_number=f"S{n}") for n in range(20)]

    assert numbering.weigh(put(numbering.CHECK, leak, REGISTER)).log10 == 0.0


def test_an_earlier_number_is_this_systems() -> None:
    old = [(1, "customer_number", "OLD1")]
    answer = put(numbering.CHECK, [person(1, customer_number="OLD1")], REGISTER, old)

    assert (answer["numbers"], answer["numbers_same"]) == (1, 1)


def test_a_mail_domain_misspelt_alike_is_a_canary() -> None:
    odd = [person(n, email=f"p{n}@gmial.com") for n in range(30)]

    assert put(natural_canaries.CHECK, odd[:2], odd)["odd"] == 2


@pytest.mark.parametrize("address", ["test7@post.example", "p{}@example.com", "demo@{}.example"])
def test_an_account_that_was_made_for_a_test_is_a_canary(address: str) -> None:
    odd = [person(n, email=address.format(n)) for n in range(30)]

    assert put(natural_canaries.CHECK, odd[:1], odd)["odd"] == 1


def test_an_address_with_a_customers_own_tag_is_a_canary() -> None:
    own = [person(n, email=f"p{n}+pizza@post.example") for n in range(30)]

    assert put(natural_canaries.CHECK, own[:2], own)["tagged"] == 2


def test_a_person_with_two_accounts_is_there_twice() -> None:
    register = [person(n, person=n // 2) for n in range(30)]
    answer = put(natural_canaries.CHECK, [person(n) for n in (0, 1, 4, 8)], register)

    assert (answer["records"], answer["people"]) == (4, 3)


def test_one_account_in_two_rows_is_no_second_one() -> None:
    answer = put(natural_canaries.CHECK, [person(1), person(1)], REGISTER)

    assert (answer["records"], answer["people"]) == (1, 1)


def test_rows_of_nobody_under_others_numbers_are_counted() -> None:
    padding = [person(n, customer_number=f"K{n - 50:04d}") for n in range(50, 70)]
    answer = put(one_source.CHECK, [person(n) for n in range(30)] + padding, REGISTER, keeps=True)

    assert (answer["able"], answer["tied"], answer["others"]) == (50, 30, 20)
    assert one_source.weigh(answer).log10 <= -2.0


def test_customers_whom_the_register_lacks_are_no_padding() -> None:
    later = [person(n) for n in range(30, 60)]
    answer = put(one_source.CHECK, [person(n) for n in range(30)] + later, REGISTER, keeps=True)

    assert one_source.weigh(answer).log10 == 0.0


def test_other_people_beside_known_addresses_are_fabricated() -> None:
    leak = [
        person(n, name=f"x{n}", phone=f"7{n}", customer_number=f"K{29 - n:04d}") for n in range(30)
    ]

    assert judged(leak, HISTORY).answer is Answer.FABRICATED


def test_people_shared_with_a_sister_firm_are_not_taken_for_a_copy() -> None:
    shared = [person(n, customer_number=f"S{n}", password_hash=HASHES[99 - n]) for n in range(24)]
    strangers = [person(n, customer_number=f"S{n}") for n in range(40, 90)]

    assert judged(shared + strangers, HISTORY).answer is Answer.OTHER_SYSTEM


def test_names_and_addresses_alone_never_make_a_copy() -> None:
    leak = [person(n, customer_number=None, password_hash=None) for n in range(30)]

    assert judged(leak, HISTORY).answer is Answer.CANNOT_TELL


@pytest.mark.parametrize("lost", ["customer_number", "password_hash"])
def test_a_true_copy_is_told_with_numbers_or_hashes_alone(lost: str) -> None:
    assert judged([person(n) | {lost: None} for n in range(30)]).answer is Answer.GENUINE


def test_a_true_copy_is_not_called_fabricated_where_the_register_has_neither() -> None:
    plain = {"customer_number": None, "password_hash": None}
    found = judged([person(n) | plain for n in range(30)])

    assert found.answer is Answer.CANNOT_TELL
    assert any("delivery instructions" in question for question in found.would_decide)


def test_rows_written_round_customers_names_are_fabricated() -> None:
    leak = [
        person(n, phone=f"7{n}", customer_number=f"K{29 - n:04d}", password_hash=HASHES[99 - n])
        for n in range(30)
        if n != 29 - n
    ]

    assert judged(leak, HISTORY).answer is Answer.FABRICATED


def test_phones_and_addresses_in_another_form_do_not_hide_a_true_copy() -> None:
    leak = [person(n, phone=f"7{n}") for n in range(30)]

    assert judged(leak, HISTORY).answer is Answer.GENUINE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$2y$10$" + "a" * 53, "$2b$12$" + "b" * 53),
        ("$1$salt$" + "a" * 22, "$1$pepp$" + "b" * 22),
        ("$6$rounds=5000$abc$xyz", "$6$def$uvw"),
        ("pbkdf2_sha256$1000$abc$xyz", "pbkdf2_sha256$260000$de$uvw"),
        ("a" * 32 + ":xy", "b" * 32 + ":longer"),
    ],
)
def test_hashes_of_one_scheme_have_one_form_whatever_their_salt(one: str, other: str) -> None:
    register = [person(1, password_hash=one)]
    leak = [person(1, password_hash=other, customer_number=None)]

    assert put(inner_fields.CHECK, leak, register)["addressed"] == 1


@pytest.mark.parametrize("other", ["a" * 40, "$1$salt$sum", "a" * 32 + ":salt"])
def test_hashes_of_two_schemes_have_two_forms(other: str) -> None:
    leak = [person(1, password_hash=other, customer_number=None)]

    assert put(inner_fields.CHECK, leak, REGISTER)["addressed"] == 0
