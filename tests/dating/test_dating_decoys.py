"""Decoys look like the register's customers, and are none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.dating import alike, decoys, fictional
from tocsin.dating.decoys import Reached
from tocsin.dating.pool import Pool
from tocsin.edges.duckdb import DuckdbEngine
from tocsin.kinds import normal, phone
from tocsin.terms.canary import Cells
from tocsin.terms.table import Column

KINDS = {
    "no": "customer_number",
    "given": "given_name",
    "family": "family_name",
    "sex": "sex",
    "street": "postal_address",
    "code": "postcode",
    "land": "country",
    "tel": "phone",
    "mail": "email",
    "hash": "password_hash",
    "born": "birth_date",
    "since": "time",
    "changed": "time",
    "iban": "iban",
    "remark": "free_text",
    "tier": "unknown",
    "gone": "time",
}
COLUMNS = tuple(Column(name, kind, 1.0, 1) for name, kind in KINDS.items())
PLACE = {name: place for place, name in enumerate(KINDS)}
GIVEN = (("Ada", "f"), ("Ben", "m"), ("Zoë", "f"), ("Guy", "m"))
FAMILY = ("Martin", "Petit", "Durand", "Moreau", "Simon")


def customer(n: int) -> Cells:
    (given, sex), family = GIVEN[n % 4], FAMILY[n % 5]
    return (
        f"C{200000 + 7 * n}", given, family, sex, f"{n + 1} rue de la Gare", f"{75000 + n % 20}", "FR",
        f"06 12 34 {n % 100:02d} {n * 7 % 100:02d}", f"{given[0].lower()}{family.lower()}{n}@post.example",
        f"{n:032x}", f"19{50 + n % 40}-03-0{1 + n % 9}", f"2012-05-02 11:{n % 60:02d}:07",
        f"2012-05-02 11:{n % 60:02d}:59", f"FR76{n:023d}", f"Dog called {n}", "gold" if n % 2 else "plain",
        "2013-01-01 00:00:00" if n == 3 else None,
    )  # fmt: skip


REGISTER = tuple(map(customer, range(60)))
POOL = Pool(COLUMNS, REGISTER, deleted="gone")


def drawn(seed: int, wanted: int = 40) -> tuple[Cells, ...]:
    return decoys.draw(POOL, Reached(("box.example", "mail.example")), wanted, Random(seed))


def cell(row: Cells, name: str) -> str | None:
    return row[PLACE[name]]


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckdbEngine]:
    made = DuckdbEngine()
    yield made
    made.close()


def table(engine: DuckdbEngine, name: str, rows: tuple[Cells, ...]) -> pa.Table:
    cells = {f"c{at}": pa.array(v, pa.string()) for at, v in enumerate(zip(*rows, strict=True))}
    return engine.table(name, pa.table({"row": list(range(len(rows)))} | cells))


@settings(max_examples=15, deadline=None)
@given(st.integers())
def test_what_is_somebodys_own_is_made_anew(seed: int) -> None:
    taken = {name: {cell(row, name) for row in REGISTER} for name in ("tel", "mail", "hash")}
    for decoy in drawn(seed):
        assert all(cell(decoy, name) not in held for name, held in taken.items())
        assert cell(decoy, "mail").endswith(("@box.example", "@mail.example"))
        assert cell(decoy, "iban") is None
        assert cell(decoy, "remark") is None


@settings(max_examples=15, deadline=None)
@given(st.integers())
def test_a_decoy_is_like_the_registers_rows(seed: int) -> None:
    for decoy in drawn(seed):
        assert re.fullmatch("C2[0-9]{5}", cell(decoy, "no"))
        assert re.fullmatch("(06|0[1-5]) [0-9]{2} [0-9]{2} [0-9]{2} [0-9]{2}", cell(decoy, "tel"))
        assert re.fullmatch("[0-9]+ rue de la Gare", cell(decoy, "street"))
        assert (cell(decoy, "given"), cell(decoy, "sex")) in GIVEN
        assert cell(decoy, "family") in FAMILY
        assert re.fullmatch("[0-9a-f]{32}", cell(decoy, "hash"))
        assert cell(decoy, "since") <= cell(decoy, "changed")
        assert cell(decoy, "tier") in ("gold", "plain")
        assert cell(decoy, "gone") is None


def test_an_address_cannot_be_guessed_from_the_name() -> None:
    for decoy in drawn(1, wanted=100):
        local = cell(decoy, "mail").partition("@")[0]
        assert len(re.findall("[0-9]", local)) >= 2


def test_who_draws_anew_draws_others() -> None:
    assert not set(drawn(1)) & set(drawn(2))


def test_nobody_lends_what_few_have() -> None:
    rare = (*REGISTER, ("C1", "Ada", "Zwetschkenbaum", "f", *customer(4)[4:]))
    made = decoys.draw(Pool(COLUMNS, rare), Reached(("box.example",)), 900, Random(1))

    assert made
    assert not any("Zwetschkenbaum" in (cell(decoy, "family") or "") for decoy in made)


def test_a_customer_of_yesterday_lends_nothing() -> None:
    assert customer(3) in REGISTER
    assert customer(3) not in POOL.lenders()


def test_with_telephone_numbers_of_ones_own_those_are_taken_in_the_lenders_style() -> None:
    own = Reached(("box.example",), ("480000001", "480000002"))

    phones = {cell(decoy, "tel") for decoy in decoys.draw(POOL, own, 60, Random(1))}

    assert phones == {"04 80 00 00 01", "04 80 00 00 02"}


def test_without_numbers_none_has_one() -> None:
    made = decoys.draw(POOL, Reached(("box.example",)), 60, Random(1), numbered=False)

    assert {cell(decoy, "no") for decoy in made} == {None}


SHARED = {"mail": ("mail",), "tel": ("tel",), "no": ("no",), "name": ("given", "family"), "place": ("street", "code")}  # fmt: skip
FREE = ("C9", "Ida", "Ott", "f", "9999 rue Z", "13001", "FR", "0199005688", "i@box.example", *REGISTER[0][9:])  # fmt: skip


def test_who_is_like_a_customer_in_anything_of_ones_own_is_told(engine: DuckdbEngine) -> None:
    drafts = [FREE]
    for names in SHARED.values():
        like = {PLACE[name]: REGISTER[0][PLACE[name]] for name in names}
        drafts.append(tuple(like.get(place, value) for place, value in enumerate(FREE)))
    asked = decoys.ask(
        normal.normal_leak(table(engine, "drafts", tuple(drafts)), COLUMNS),
        normal.normal_register(table(engine, "register", REGISTER), COLUMNS, "no", "gone"),
    )

    assert {row["row"] for row in engine.answer(asked)} == set(range(1, len(drafts)))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["0{}", "+33{}", "+33 (0){}", "0033{}"]),
    st.sampled_from(["612345678", "612 34 56 78", "6.12.34.56.78", "1-42-34-56-78"]),
    st.integers(),
)
def test_a_fictional_number_keeps_the_style_and_lies_in_a_free_range(
    way: str, digits: str, seed: int
) -> None:
    written = way.format(digits)
    made = fictional.number(written, phone.normal_of(written) or "", "FR", Random(seed))

    assert made is not None
    assert re.sub("[0-9]", "0", made[-9:]) == re.sub("[0-9]", "0", written[-9:])
    assert phone.normal_of(made).startswith(("19900", "26191", "35301", "46571", "53649", "63998"))


def test_where_a_country_keeps_no_numbers_free_there_is_none() -> None:
    assert fictional.number("0475 12 34 56", "475123456", "BE", Random(1)) is None


@pytest.mark.parametrize(
    ("own", "other", "shape"),
    [
        ("12 rue des Lilas", "7, av. Foch", "[0-9]+, av. Foch"),
        (
            "12 rue des Lilas, 75011 Paris",
            "Kerkstraat 7, 1000 Brussel",
            "Kerkstraat [0-9]+, 75011 Paris",
        ),
        ("12 rue des Lilas, 75011 Paris", "Kerkstraat 7", None),
        ("12 rue des Lilas", None, None),
    ],
)
def test_an_address_is_the_others_street_in_the_lenders_town(
    own: str, other: str | None, shape: str | None
) -> None:
    made = alike.address(own, other, Random(1))

    assert made is None if shape is None else re.fullmatch(shape, made or "")
