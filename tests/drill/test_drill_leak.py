"""The leaks: their bytes, their note, and the truth beside them."""

import csv
import io
import json
import re

import phonenumbers
import pyarrow.compute as pc
import pytest

from tocsin.drill import SORTS, Company, Leak, damage, leak
from tocsin.drill.dump import HEADER
from tocsin.drill.history import as_of
from tocsin.drill.moments import COPIED
from tocsin.terms.errors import Refused

REGISTERED = {
    "nom": "nom", "prenom": "prenom", "adresse": "adresse", "cp": "code_postal", "ville": "ville",
    "telephone": "telephone", "email": "email", "password": "mot_de_passe",
    "instructions": "instructions_livraison",
}  # fmt: skip


def number_of(phone: str) -> str:
    """The national significant number of a phone, by another road than the drill's own."""
    country = "BE" if re.match(r"(\+32|0032|02\D?9|03\D?[01]|044)", phone) else "FR"
    return str(phonenumbers.parse(phone, country).national_number)


def content(made: Leak) -> bytes:
    assert made.csv is not None
    return b"".join(made.csv)


def records(made: Leak) -> list[list[str]]:
    text = io.StringIO(content(made).decode("cp1252"), newline="")
    return list(csv.reader(text, delimiter=";"))[1:]


def whole(made: Leak) -> list[dict[str, str]]:
    rows = [record for record in records(made) if len(record) == len(HEADER)]
    return [dict(zip(HEADER, row, strict=True)) for row in rows]


@pytest.mark.parametrize("sort", SORTS)
def test_the_same_seed_makes_the_same_leak(firm: Company, sort: str) -> None:
    one, two = leak(firm, sort, 400, 5), leak(firm, sort, 400, 5)

    assert (one.note, one.facts) == (two.note, two.facts)
    assert one.truth.equals(two.truth)
    assert list(one.csv or ()) == list(two.csv or ())


def test_another_seed_makes_another_leak(firm: Company) -> None:
    one, two = leak(firm, "genuine", 400, 5), leak(firm, "genuine", 400, 6)

    assert content(one) != content(two)


def test_an_unknown_sort_is_refused(firm: Company) -> None:
    with pytest.raises(Refused, match="no leak of the sort"):
        leak(firm, "borrowed", 400, 5)


def test_a_leak_larger_than_the_web_accounts_is_refused(firm: Company) -> None:
    with pytest.raises(Refused, match="too few web accounts"):
        leak(firm, "genuine", 7_500, 5)


def test_a_leak_of_one_row_is_refused(firm: Company) -> None:
    with pytest.raises(Refused, match="cannot be made"):
        leak(firm, "genuine", 1, 5)


@pytest.mark.parametrize("sort", ["genuine", "fabricated"])
def test_whole_rows_by_country_are_counted_exactly(
    request: pytest.FixtureRequest, sort: str
) -> None:
    made: Leak = request.getfixturevalue(sort)
    belgian = sum(len(row["cp"]) == 4 for row in whole(made))

    assert len(whole(made)) == 4_000
    assert belgian == 357
    assert made.facts["rows_by_country"] == {"FR": 3_643, "BE": 357}


def test_the_file_is_a_semicolon_csv_in_windows_1252_with_crlf(genuine: Leak) -> None:
    first = content(genuine).split(b"\r\n")[0]

    assert first.decode("cp1252").split(";") == list(HEADER)
    assert "é".encode("cp1252") in content(genuine)
    assert content(genuine).endswith(b"\r\n")


def test_each_record_of_the_file_is_a_row_of_the_truth(genuine: Leak) -> None:
    found = records(genuine)
    truth = genuine.truth.to_pylist()

    assert len(found) == len(truth)
    assert [len(record) == len(HEADER) for record in found] == [t["row"] is not None for t in truth]
    assert [t["row"] for t in truth if t["row"] is not None] == list(range(4_000))


def test_a_cut_record_has_too_few_fields_and_is_told(genuine: Leak) -> None:
    cut = [record for record in records(genuine) if len(record) < len(HEADER)]

    assert len(cut) == genuine.facts["truncated"] == 1


def test_undamaged_rows_say_what_the_register_said_when_it_was_copied(
    firm: Company, genuine: Leak
) -> None:
    then = {r["customer_no"]: r for r in as_of(firm.register, firm.history, COPIED).to_pylist()}
    truth = [row for row in genuine.truth.to_pylist() if row["row"] is not None]
    wrong = [
        told["row"]
        for told, row in zip(truth, whole(genuine), strict=True)
        if not told["damage"]
        for field, name in REGISTERED.items()
        if row[field] != (then[told["customer_no"]][name] or "")
    ]

    assert wrong == []


def test_some_rows_hold_values_that_the_register_no_longer_has(
    firm: Company, genuine: Leak
) -> None:
    now = {row["customer_no"]: row for row in firm.register.to_pylist()}
    truth = [row for row in genuine.truth.to_pylist() if row["row"] is not None]
    older = [
        told["row"]
        for told, row in zip(truth, whole(genuine), strict=True)
        if not told["damage"] and row["email"] != (now[told["customer_no"]]["email"] or "")
    ]

    assert older


def test_no_account_opened_after_the_copy_is_in_the_leak(firm: Company, genuine: Leak) -> None:
    copied = firm.register.filter(
        pc.is_in(firm.register["customer_no"], value_set=genuine.truth["customer_no"])
    )

    assert pc.max(copied["cree_le"]).as_py() <= COPIED
    assert pc.all(copied["compte_web"]).as_py()
    assert pc.count(copied["supprime_le"]).as_py() > 0


@pytest.mark.parametrize("blow", damage.BLOWS, ids=lambda blow: blow.name)
def test_damage_comes_at_its_stated_rate(genuine: Leak, blow: damage.Blow) -> None:
    struck = pc.sum(pc.match_substring_regex(genuine.truth["damage"], rf"\b{blow.name}\b")).as_py()

    assert struck == round(blow.share * 4_001)
    assert genuine.facts["damage"][blow.name] == struck  # type: ignore[index]


@pytest.mark.parametrize("blow", damage.BLOWS, ids=lambda blow: blow.name)
def test_a_row_told_damaged_differs_from_the_register(
    firm: Company, genuine: Leak, blow: damage.Blow
) -> None:
    then = {r["customer_no"]: r for r in as_of(firm.register, firm.history, COPIED).to_pylist()}
    truth = [row for row in genuine.truth.to_pylist() if row["row"] is not None]
    struck = [
        (row, then[told["customer_no"]])
        for told, row in zip(truth, whole(genuine), strict=True)
        if told["damage"] == blow.name
    ]

    assert struck
    for row, source in struck:
        before = {field: source[name] or "" for field, name in REGISTERED.items()}
        before["id_client"] = str(source["customer_no"])
        assert any(row[field] != before[field] for field in blow.columns)


def test_a_restyled_phone_is_the_same_number(firm: Company, genuine: Leak) -> None:
    then = {r["customer_no"]: r for r in as_of(firm.register, firm.history, COPIED).to_pylist()}
    truth = [row for row in genuine.truth.to_pylist() if row["row"] is not None]
    pairs = [
        (row["telephone"], then[told["customer_no"]]["telephone"])
        for told, row in zip(truth, whole(genuine), strict=True)
        if "phone_style" in told["damage"]
    ]

    assert all(number_of(one) == number_of(other) for one, other in pairs)


def test_the_leak_has_neither_toppings_nor_country(genuine: Leak) -> None:
    assert b"mozzarella" not in content(genuine)
    assert not {"pays", "garnitures"} & set(HEADER)


def test_some_instructions_hold_the_delimiter_quotes_and_line_ends(genuine: Leak) -> None:
    said = " ".join(row["instructions"] for row in whole(genuine))

    assert all(mark in said for mark in (";", '"', "\n", "digicode"))


def test_the_scope_counts_people_and_not_accounts(genuine: Leak) -> None:
    rows = genuine.truth.filter(pc.is_valid(genuine.truth["row"]))
    scope = genuine.facts["scope"]

    assert scope["accounts"] == 4_000  # type: ignore[index]
    assert scope["people"] == len(set(rows["person"].to_pylist())) < 4_000  # type: ignore[index]


def test_former_customers_are_those_with_no_open_account(firm: Company, genuine: Leak) -> None:
    deleted = dict(
        zip(
            firm.register["customer_no"].to_pylist(),
            firm.register["supprime_le"].is_valid().to_pylist(),
            strict=True,
        )
    )
    people: dict[int, list[bool]] = {}
    for row in genuine.truth.to_pylist():
        if row["row"] is not None:
            people.setdefault(row["person"], []).append(deleted[row["customer_no"]])

    assert genuine.facts["scope"]["former"] == sum(map(all, people.values()))  # type: ignore[index]


@pytest.mark.parametrize("sort", ["genuine", "sample", "fabricated"])
def test_the_facts_can_be_written_as_json(request: pytest.FixtureRequest, sort: str) -> None:
    made: Leak = request.getfixturevalue(sort)

    assert json.loads(json.dumps(made.facts))["sort"] == sort


def test_no_email_of_a_fabricated_leak_was_ever_in_the_register(
    firm: Company, fabricated: Leak
) -> None:
    changes = firm.history.filter(pc.equal(firm.history["champ"], "email"))
    known = {
        (mail or "").lower()
        for column in (firm.register["email"], changes["ancien"], changes["nouveau"])
        for mail in column.to_pylist()
    }

    assert [row["email"] for row in whole(fabricated) if row["email"] in known] == []


def test_no_phone_of_a_fabricated_leak_was_ever_in_the_register(
    firm: Company, fabricated: Leak
) -> None:
    changes = firm.history.filter(pc.equal(firm.history["champ"], "telephone"))
    known = {
        number_of(phone)
        for column in (firm.register["telephone"], changes["ancien"], changes["nouveau"])
        for phone in column.drop_null().to_pylist()
    }
    made_up = {number_of(r["telephone"]) for r in whole(fabricated) if r["telephone"]}

    assert len(made_up) > 3_500
    assert not made_up & known


def test_an_address_made_up_that_exists_is_made_another(firm: Company) -> None:
    made = leak(firm, "fabricated", 4_000, 1)
    whole(made)
    again = leak(firm, "fabricated", 4_000, 1)
    known = Company(
        firm.register.set_column(
            firm.register.column_names.index("email"),
            "email",
            pc.if_else(True, whole(again)[0]["email"].upper(), firm.register["email"]),
        ),
        firm.history,
        firm.people,
    )

    first = whole(leak(known, "fabricated", 4_000, 1))[0]["email"]
    assert first.startswith("nouveau-0.")


def test_customer_numbers_of_a_fabricated_leak_belong_to_others(
    firm: Company, fabricated: Leak
) -> None:
    known = set(firm.register["customer_no"].to_pylist())
    hits = sum(int(row["id_client"]) in known for row in whole(fabricated))

    assert hits > 1_000
    assert fabricated.truth["customer_no"].null_count == 4_000


def test_the_sample_shows_six_accounts_as_they_stood(firm: Company, sample: Leak) -> None:
    then = {r["customer_no"]: r for r in as_of(firm.register, firm.history, COPIED).to_pylist()}
    six = [then[number] for number in sample.facts["sample"]]  # type: ignore[attr-defined]
    shown = re.findall(
        r"Name: (.+)\nAddress: (.+)\nPhone: (.+)\nE-mail: (.+)\nPassword: (.+)", sample.note
    )

    assert sample.csv is None
    assert [row["pays"] for row in six] == ["FR"] * 3 + ["BE"] * 3
    assert shown == [
        (
            f"{row['prenom']} {row['nom']}",
            f"{row['adresse']}, {row['code_postal']} {row['ville']}",
            row["telephone"],
            row["email"],
            row["mot_de_passe"],
        )
        for row in six
    ]


def test_the_dump_that_follows_a_sample_holds_the_same_six(genuine: Leak, sample: Leak) -> None:
    assert genuine.note == sample.note
    assert set(sample.facts["sample"]) <= set(genuine.truth["customer_no"].to_pylist())  # type: ignore[call-overload]


def test_the_note_of_the_full_drill_states_the_facts_of_the_case(firm: Company) -> None:
    told = leak(firm, "sample", 650_000, 5).note

    for fact in (
        "over 592,000", "over 58,000", "share the same vulnerable database", "we have it all",
        "full name", "favourite toppings", "delivery instructions", "EUR 30,000",
        "Monday 16 June, 8 pm CET", "publish", ".invalid",
    ):  # fmt: skip
        assert fact in told
