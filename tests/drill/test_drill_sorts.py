"""What each sort of leak is, held against the company it is said to come from."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import tomllib
from datetime import datetime, timedelta

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tocsin.drill import SORTS, Company, How, Leak, company, copies, leak
from tocsin.drill.copied import EVERY
from tocsin.drill.elsewhere import SYSTEMS
from tocsin.drill.history import as_of
from tocsin.drill.moments import COPIED, INSTANT, NOTED
from tocsin.terms.errors import Refused
from tocsin.terms.register import RegisterMap

SEED = 5
ROWS = 600


def lines(content: bytes | None) -> list[dict[str, str]]:
    text = io.StringIO((content or b"").decode("cp1252"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def made(firm: Company, sort: str, people: int = ROWS, **how: object) -> Leak:
    return leak(firm, sort, people, SEED, How(**how))  # type: ignore[arg-type]


def printed(cell: str) -> str:
    return cell.encode("cp1252", "replace").decode("cp1252")


def rows(of: Leak) -> list[dict[str, str]]:
    found = lines(b"".join(of.csv or ()))
    return [row for row in found if None not in row.values()]


def truth(of: Leak) -> list[dict]:
    return [row for row in of.truth.to_pylist() if row["row"] is not None]


DIGESTS = {
    "genuine": "caa6eb66fb6651cf",
    "sample": "d09b9e7f7d2b2fd3",
    "fabricated": "df92e308c4a4ad10",
}
"""Of dump and note, as they were before there were other sorts."""


@pytest.mark.parametrize("sort", DIGESTS)
def test_the_leaks_of_the_case_keep_their_bytes(firm: Company, sort: str) -> None:
    loot = leak(firm, sort, 4_000, 20140609)
    digest = hashlib.sha256(b"".join(loot.csv or ()) + loot.note.encode()).hexdigest()

    assert digest.startswith(DIGESTS[sort])


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("people", [2, 3, 6, 49])
def test_a_leak_of_few_rows_is_made_of_every_sort(firm: Company, sort: str, people: int) -> None:
    loot = made(firm, sort, people)

    assert loot.truth.num_rows == (6 if sort == "sample" else people)
    assert len(rows(loot)) == (0 if sort == "sample" else people)
    assert json.loads(json.dumps(loot.facts))["sort"] == sort


@pytest.mark.parametrize("sort", SORTS)
def test_each_whole_record_of_every_sort_is_a_row_of_the_truth(firm: Company, sort: str) -> None:
    loot = made(firm, sort)

    assert sort == "sample" or len(rows(loot)) == len(truth(loot)) == ROWS


@pytest.mark.parametrize(
    ("sort", "how", "answer"),
    [
        ("genuine", {}, "genuine"),
        ("genuine", {"age": 200.0}, "stale"),
        ("stale", {}, "stale"),
        ("stale", {"age": 2.0}, "genuine"),
        ("padded", {}, "mixed"),
        ("recycled", {}, "recycled"),
        ("recycled", {"whence": "another"}, "recycled"),
        ("fabricated", {"knowing": True}, "fabricated"),
        ("other-system", {}, "other-system"),
        ("mixed", {}, "mixed"),
        ("poisoned", {}, "genuine"),
    ],
)
def test_the_truth_says_what_a_verdict_should_be(
    firm: Company, sort: str, how: dict[str, object], answer: str
) -> None:
    facts = made(firm, sort, **how).facts

    assert facts["verdict"] == answer
    assert "cannot-tell" in facts["acceptable"]  # type: ignore[operator]


def test_padding_so_small_that_no_row_is_genuine_is_fabricated(firm: Company) -> None:
    assert made(firm, "padded", 2, share=0.1).facts["verdict"] == "fabricated"


@pytest.mark.parametrize("age", [2.0, 90.0, 400.0, 1_000.0])
def test_a_stale_copy_holds_what_was_registered_then(firm: Company, age: float) -> None:
    loot = made(firm, "stale", age=age, damage=0.0)
    at = NOTED - timedelta(days=age)
    then = {r["customer_no"]: r for r in as_of(firm.register, firm.history, at).to_pylist()}

    assert loot.facts["copied_at"] == at.isoformat()
    assert [
        told["row"]
        for told, row in zip(truth(loot), rows(loot), strict=True)
        if row["email"] != (then[told["customer_no"]]["email"] or "")
        or row["telephone"] != (then[told["customer_no"]]["telephone"] or "")
    ] == []


def test_damage_is_a_factor(firm: Company) -> None:
    twice, none = made(firm, "genuine", damage=2.0), made(firm, "genuine", damage=0.0)

    assert twice.facts["damage"]["capitals"] == round(2 * 0.08 * 601)  # type: ignore[index]
    assert set("".join(none.truth["damage"].to_pylist())) <= set("unencodable")
    assert none.facts["truncated"] == 0


def test_a_padded_leak_has_its_share_of_true_rows_among_the_others(firm: Company) -> None:
    told = truth(made(firm, "padded", share=0.3))
    genuine = [row["row"] for row in told if row["copied_at"] is not None]

    assert len(genuine) == 180
    assert genuine[0] < 60
    assert genuine[-1] > 540
    assert all(row["customer_no"] is None for row in told if row["copied_at"] is None)


def test_one_who_knows_has_real_addresses_and_names_and_nothing_else(firm: Company) -> None:
    loot = made(firm, "fabricated", knowing=True, share=0.25)
    known = {row["customer_no"]: row for row in firm.register.to_pylist()}
    pairs = [
        (row, known[told["customer_no"]])
        for told, row in zip(truth(loot), rows(loot), strict=True)
        if told["customer_no"] is not None
    ]

    assert len(pairs) == 150
    assert all(row["email"] == real["email"].lower() for row, real in pairs)
    assert all(row["nom"] == printed(real["nom"]) for row, real in pairs)
    assert all(row["cp"] == real["code_postal"] for row, real in pairs)
    assert not any(row["password"] == real["mot_de_passe"] for row, real in pairs)
    assert sum(row["id_client"] == str(real["customer_no"]) for row, real in pairs) < 3
    assert loot.facts["genuine_rows"] == 0


@pytest.mark.parametrize("system", SYSTEMS)
def test_another_system_has_its_own_columns_and_some_of_the_customers(
    firm: Company, system: str
) -> None:
    loot = made(firm, "other-system", whence=system, share=0.4)
    found, told = rows(loot), truth(loot)

    assert list(found[0]) == list(SYSTEMS[system].values())
    assert sum(row["customer_no"] is not None for row in told) == 240
    assert loot.facts["genuine_rows"] == 0
    assert loot.facts["copies"] == []


def test_a_sister_chain_has_its_own_hashes(firm: Company) -> None:
    found = rows(made(firm, "other-system", whence="sister"))

    assert all(re.fullmatch(r"\$2y\$10\$[./A-Za-z0-9]{53}", row["mot_de_passe"]) for row in found)


def test_a_shared_customer_wrote_mostly_the_same_there(firm: Company) -> None:
    loot = made(firm, "other-system", whence="sister", share=1.0)
    known = {row["customer_no"]: row for row in firm.register.to_pylist()}
    pairs = [(r, known[t["customer_no"]]) for t, r in zip(truth(loot), rows(loot), strict=True)]
    mails = sum(row["email"] == real["email"].lower() for row, real in pairs)

    assert 0.8 < mails / ROWS < 0.9
    assert all(row["prenom"] == real["prenom"] for row, real in pairs)


@pytest.mark.parametrize("whose", ["ours", "another"])
def test_a_recycled_leak_is_an_earlier_one_in_other_clothes(firm: Company, whose: str) -> None:
    loot = made(firm, "recycled", whence=whose, damage=0.0)
    before = lines(b"".join(loot.earlier or ()))
    mail, secret = ("mail", "md5") if whose == "ours" else ("email", "mot_de_passe")
    known = {(row[mail].lower(), row[secret]) for row in before}
    found = rows(loot)
    now = [(row["email"], row["password"]) for row in found]

    assert len(before) == ROWS
    assert set(now) == known
    assert max(row["date_inscription"] for row in found) > "2014-06-05"


def test_a_recycled_leak_may_have_other_rows_besides(firm: Company) -> None:
    loot = made(firm, "recycled", share=0.7)

    assert len(lines(b"".join(loot.earlier or ()))) == loot.facts["genuine_rows"] == 420


def test_a_stitched_copy_is_of_two_days_one_after_the_other(firm: Company) -> None:
    loot = made(firm, "mixed", share=0.25, age=300.0)
    told = truth(loot)
    older = [row["row"] for row in told if row["copied_at"] < COPIED]

    assert older == list(range(150))
    assert len({row["customer_no"] for row in told}) == ROWS
    assert [copy["rows"] for copy in loot.facts["copies"]] == [150, 450]  # type: ignore[attr-defined]
    assert loot.facts["copied_at"] is None


def test_a_poisoned_copy_has_swapped_hashes_wrong_times_and_rows_of_nobody(firm: Company) -> None:
    loot = made(firm, "poisoned", share=0.3, damage=0.0)
    then = {r["customer_no"]: r for r in as_of(firm.register, firm.history, COPIED).to_pylist()}
    words = " ".join(loot.truth["damage"].to_pylist())

    assert {word: words.count(word) for word in ("hash_swapped", "time_wrong", "planted")} == {
        "hash_swapped": 60,
        "time_wrong": 60,
        "planted": 60,
    }
    for told, row in zip(truth(loot), rows(loot), strict=True):
        if told["customer_no"] is not None:
            own = row["password"] == then[told["customer_no"]]["mot_de_passe"]
            assert own or "hash_swapped" in told["damage"]


def test_every_row_of_a_copy_may_be_asked_for_and_a_filter(firm: Company) -> None:
    web = pc.and_(firm.register["compte_web"], pc.equal(firm.register["pays"], "BE"))
    belgians = firm.register.filter(
        pc.and_(web, pc.less_equal(firm.register["cree_le"], pa.scalar(COPIED, INSTANT)))
    )
    whole = made(firm, "genuine", EVERY, only="BE")

    assert set(whole.truth["customer_no"].to_pylist()) == set(belgians["customer_no"].to_pylist())
    assert set(whole.truth["country"].to_pylist()) == {"BE"}


def test_a_copy_of_those_with_an_address_has_no_other(firm: Company) -> None:
    found = rows(made(firm, "genuine", EVERY, only="email", damage=0.0))

    assert all(row["email"] for row in found)


@pytest.mark.parametrize("name", [copy.name for copy in copies.COPIES])
def test_a_copy_by_plan_is_of_its_moment(firm: Company, name: str) -> None:
    facts = made(firm, "genuine", whence=name, age=9.0).facts
    at = datetime.fromisoformat(str(facts["copied_at"]))

    assert at in [one for copy, one in copies.within(at, NOTED) if copy.name == name]
    assert facts["source"] == name


def test_the_mail_house_gets_neither_numbers_nor_hashes(firm: Company) -> None:
    loot = made(firm, "genuine", whence="mail-house-feed")
    found = rows(loot)

    assert list(found[0]) == ["NOM", "PRENOM", "ADRESSE", "CODE_POSTAL", "VILLE", "EMAIL"]
    assert len(found) == ROWS
    assert "Password" not in loot.note


def test_the_schedule_is_a_register_map() -> None:
    said = msgspec.convert(tomllib.loads(copies.file()), RegisterMap)

    assert (said.times, said.copies) == (copies.times(), copies.plan())


def test_the_leak_of_the_case_is_no_copy_by_plan() -> None:
    assert COPIED not in [at for _, at in copies.within(COPIED - timedelta(1), NOTED)]


@pytest.mark.parametrize("history", [True, False])
@pytest.mark.parametrize("age", [3.0, 100.0, 700.0])
def test_what_an_oracle_knows_has_the_true_moment_in_it(
    firm: Company, age: float, history: bool
) -> None:
    (copy,) = made(firm, "genuine", age=age, history=history).facts["copies"]  # type: ignore[misc]

    assert copy["after"] <= copy["at"] < copy["before"]


def test_without_a_history_an_oracle_knows_no_more(firm: Company) -> None:
    def span(history: bool) -> timedelta:
        (copy,) = made(firm, "genuine", age=500.0, history=history).facts["copies"]  # type: ignore[misc]
        return datetime.fromisoformat(copy["before"]) - datetime.fromisoformat(copy["after"])

    assert span(True) <= span(False)


@pytest.mark.parametrize(
    ("sort", "how"),
    [
        ("genuine", {"share": 0.5}),
        ("fabricated", {"share": 0.5}),
        ("stale", {"knowing": True}),
        ("padded", {"only": "FR"}),
        ("genuine", {"only": "NL"}),
        ("other-system", {"whence": "nightly-backup"}),
        ("padded", {"share": 1.5}),
        ("genuine", {"damage": -1.0}),
        ("stale", {"age": 9_000.0}),
        ("genuine", {"age": -1.0}),
        ("genuine", {"whence": "auditors-copy", "age": 1_200.0}),
    ],
)
def test_what_a_sort_cannot_be_is_refused(firm: Company, sort: str, how: dict[str, object]) -> None:
    with pytest.raises(Refused):
        made(firm, sort, **how)


def test_only_a_copy_can_be_whole(firm: Company) -> None:
    with pytest.raises(Refused, match="number of rows"):
        made(firm, "padded", EVERY)


def test_no_address_of_any_sort_can_exist(firm: Company) -> None:
    for sort in SORTS:
        for row in rows(made(firm, sort, 60)):
            mail = row.get("email") or ""
            assert not mail or re.search(r"\.(example|invalid)\s*$", mail.lower()), sort


def test_a_small_company_is_refused_where_it_had_too_few_customers_then() -> None:
    with pytest.raises(Refused, match="too few web accounts"):
        leak(company(7, 200), "stale", 150, SEED, How(age=2_000.0))


@pytest.mark.parametrize("seed", range(5, 11))
def test_the_six_of_a_sample_are_those_of_the_dump_whoever_changed_since(seed: int) -> None:
    small = company(seed, 500)
    how = How(age=700.0)

    assert leak(small, "sample", 60, seed, how).note == leak(small, "genuine", 60, seed, how).note


def test_a_recycled_leak_without_a_row_of_the_earlier_one_is_refused(firm: Company) -> None:
    with pytest.raises(Refused, match="earlier"):
        made(firm, "recycled", 2, share=0.1)
