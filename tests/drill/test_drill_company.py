"""The register, its history and the truth of who is who."""

import re
import unicodedata

import numpy as np
import phonenumbers
import pyarrow.compute as pc
import pytest

from tocsin.drill import Company, company, phones
from tocsin.drill.history import as_of
from tocsin.drill.moments import COPIED, EXPORTED, FIRST
from tocsin.terms.errors import Refused


def folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(sorted(re.findall("[a-z]+", plain)))


def number_of(phone: str) -> str:
    """The national significant number of a phone, by another road than the drill's own."""
    country = "BE" if re.match(r"(\+32|0032|02\D?9|03\D?[01]|044)", phone) else "FR"
    return str(phonenumbers.parse(phone, country).national_number)


def accounts(firm: Company) -> list[dict]:
    rows = firm.register.append_column("person", firm.people["person"]).to_pylist()
    for row in rows:
        row["number"] = number_of(row["telephone"]) if row["telephone"] else None
        row["name"] = folded(f"{row['prenom']} {row['nom']}")
    return rows


def test_the_same_seed_makes_the_same_company() -> None:
    one, two = company(7, 500), company(7, 500)

    assert one.register.equals(two.register)
    assert one.history.equals(two.history)
    assert one.people.equals(two.people)


def test_another_seed_makes_another_company() -> None:
    assert not company(7, 500).register.equals(company(8, 500).register)


@pytest.mark.parametrize("size", [0, 99, 15_000_001])
def test_a_register_of_a_size_that_cannot_be_made_is_refused(size: int) -> None:
    with pytest.raises(Refused, match="cannot be made"):
        company(7, size)


def test_customer_numbers_rise_with_gaps_in_the_order_of_creation(firm: Company) -> None:
    steps = np.diff(firm.register["customer_no"].to_numpy())

    assert steps.min() == 1
    assert steps.max() > 1
    assert firm.register["cree_le"].to_pylist() == sorted(firm.register["cree_le"].to_pylist())


def test_about_an_eighth_of_the_customers_is_belgian(firm: Company) -> None:
    belgian = pc.mean(pc.equal(firm.register["pays"], "BE")).as_py()

    assert belgian == pytest.approx(0.12, abs=0.02)


def test_no_phone_can_be_anybodys() -> None:
    lines = np.repeat(np.arange(4), 500)
    valid = [
        number
        for outsider in (False, True)
        for number, line in zip(
            phones.numbers(lines, outsider=outsider).tolist(), lines, strict=True
        )
        if phonenumbers.is_valid_number(
            phonenumbers.parse(f"+{33 if line in (1, 3) else 32}{number}")
        )
    ]

    assert valid == []


def test_no_phone_as_the_register_writes_it_can_be_anybodys(firm: Company) -> None:
    written = zip(
        firm.register["telephone"].to_pylist(), firm.register["pays"].to_pylist(), strict=True
    )
    parsed = [phonenumbers.parse(phone, country) for phone, country in written if phone]

    assert len(parsed) > 7_000
    assert not any(map(phonenumbers.is_valid_number, parsed))


def test_phones_are_written_in_every_local_style(firm: Company) -> None:
    shapes = {re.sub(r"\d", "9", phone or "") for phone in firm.register["telephone"].to_pylist()}

    assert {"99 99 99 99 99", "9999/99.99.99", "+99 9 99 99 99 99", "99/999.99.99"} <= shapes


def test_every_mail_domain_is_one_that_cannot_exist(firm: Company) -> None:
    changes = firm.history.filter(pc.equal(firm.history["champ"], "email"))
    emails = [
        *firm.register["email"].drop_null().to_pylist(),
        *changes["ancien"].to_pylist(),
        *changes["nouveau"].to_pylist(),
    ]

    assert [mail for mail in emails if not re.search(r"\.(example|invalid)$", mail.lower())] == []


def test_an_email_written_in_one_way_belongs_to_one_account(firm: Company) -> None:
    emails = firm.register["email"].drop_null()

    assert pc.count_distinct(emails).as_py() == len(emails)


def test_some_people_have_two_accounts_with_one_name_and_phone(firm: Company) -> None:
    seen: dict[int, set] = {}
    twice = 0
    for row in accounts(firm):
        twice += row["person"] in seen
        seen.setdefault(row["person"], set()).add((row["name"], row["number"]))

    assert twice == 240
    assert max(map(len, seen.values())) == 1


def test_no_two_people_share_both_name_and_phone(firm: Company) -> None:
    people: dict[tuple, set[int]] = {}
    for row in accounts(firm):
        if row["number"] is not None:
            people.setdefault((row["name"], row["number"]), set()).add(row["person"])

    assert max(map(len, people.values())) == 1


def test_a_household_shares_family_name_address_and_phone_and_is_two_people(firm: Company) -> None:
    homes: dict[tuple, list[dict]] = {}
    for row in accounts(firm):
        if row["number"] is not None:
            key = (row["nom"].lower(), row["adresse"], row["code_postal"], row["number"])
            homes.setdefault(key, []).append(row)
    mates = [rows for rows in homes.values() if len({row["person"] for row in rows}) > 1]

    assert len(mates) == pytest.approx(480, abs=10)
    assert all(len({row["name"] for row in rows}) == len(rows) for rows in mates)


@pytest.mark.parametrize(
    ("column", "share"), [("telephone", 0.08), ("email", 0.01), ("instructions_livraison", 0.65)]
)
def test_cells_are_empty_as_often_as_stated(firm: Company, column: str, share: float) -> None:
    assert firm.register[column].null_count / 8_000 == pytest.approx(share, abs=0.015)


def test_web_accounts_and_only_they_have_a_password(firm: Company) -> None:
    assert firm.register["mot_de_passe"].is_valid().equals(firm.register["compte_web"])


def test_a_few_names_are_hard(firm: Company) -> None:
    names = " ".join(firm.register["prenom"].to_pylist() + firm.register["nom"].to_pylist())

    assert all(mark in names for mark in ("\U0001f355", "\u200f", "=HYPERLINK", "O'F", "Ż"))


def test_an_account_changes_and_closes_only_after_it_was_opened(firm: Company) -> None:
    rows = firm.register.to_pylist()
    opened = {row["customer_no"]: row["cree_le"] for row in rows}

    assert all(FIRST <= row["cree_le"] <= row["modifie_le"] < EXPORTED for row in rows)
    assert all(row["supprime_le"] is None or row["supprime_le"] > row["cree_le"] for row in rows)
    assert all(
        opened[change["customer_no"]] < change["change_le"] < EXPORTED
        for change in firm.history.to_pylist()
    )


def test_the_history_leads_from_each_old_value_to_the_registers(firm: Company) -> None:
    now = {row["customer_no"]: row for row in firm.register.to_pylist()}
    last: dict[tuple, str | None] = {}
    broken = 0
    for change in firm.history.to_pylist():
        key = (change["customer_no"], change["champ"])
        broken += last.get(key, change["ancien"]) != change["ancien"]
        last[key] = change["nouveau"]

    assert broken == 0
    assert all(now[number][field] == value for (number, field), value in last.items())


def test_the_register_as_of_a_moment_undoes_what_came_later(firm: Company) -> None:
    then = {r["customer_no"]: r for r in as_of(firm.register, firm.history, COPIED).to_pylist()}
    replayed = {r["customer_no"]: r for r in firm.register.to_pylist() if r["cree_le"] <= COPIED}
    undone = 0
    for change in reversed(firm.history.to_pylist()):
        if change["change_le"] > COPIED and change["customer_no"] in replayed:
            replayed[change["customer_no"]][change["champ"]] = change["ancien"]
            undone += 1
    for row in replayed.values():
        if row["supprime_le"] is not None and row["supprime_le"] > COPIED:
            row["supprime_le"] = None

    assert undone > 10
    assert len(replayed) < firm.register.num_rows
    assert then == replayed
