"""Identifiers: the query, Python and python-stdnum agree on random, valid and nearly valid numbers."""

import random
import re
from collections.abc import Callable
from types import ModuleType

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from stdnum import bic as bic_rule
from stdnum import luhn
from stdnum.be import bis, nn
from stdnum.de import idnr
from stdnum.eu import vat as union
from stdnum.fr import nir as nir_rule
from stdnum.fr import siren as siren_rule
from stdnum.fr import siret as siret_rule
from stdnum.gb import vat as kingdom
from stdnum.nl import bsn as bsn_rule
from stdnum.us import ssn as ssn_rule

from tocsin.kinds import (
    belgian_national_number,
    bic,
    bsn,
    german_tax_id,
    nir,
    siren,
    siret,
    ssn,
    vat,
)

ENGINE = ibis.duckdb.connect()
Rule = Callable[[str], bool]


def normal_forms(kind: ModuleType, cells: list[str]) -> list[object]:
    table = ENGINE.create_table(
        "t", pa.table({"row": range(len(cells)), "c": cells}), overwrite=True
    )
    return ENGINE.to_pyarrow(
        table.select("row", x=kind.normal(table.c)).order_by("row").x
    ).to_pylist()


def belgian(number: str) -> bool:
    """Of years up to 25 only: python-stdnum takes no year to come, which a normal form cannot know."""
    return nn.is_valid(number) or bis.is_valid(number)


RULES: dict[str, tuple[ModuleType, str, Rule]] = {
    "nir": (
        nir,
        "[12][0-9]{2}(0[1-9]|1[0-2])([0-9]{2}|2[AB])[0-9]{3}[0-9]{3}[0-9]{2}",
        nir_rule.is_valid,
    ),
    "belgian": (
        belgian_national_number,
        "([01][0-9]|2[0-5])(0[1-9]|1[0-2]|2[1-9]|4[1-9])(0[1-9]|[12][0-9])[0-9]{5}",
        belgian,
    ),
    "bsn": (bsn, "[0-9]{8,9}", bsn_rule.is_valid),
    "german": (german_tax_id, "[1-9][0-9]{10}", idnr.is_valid),
    "ssn": (ssn, "[0-9]{9}|[0-9]{3}-[0-9]{2}-[0-9]{4}", ssn_rule.is_valid),
    "siren": (siren, "[0-9]{9}", siren_rule.is_valid),
    "siret": (siret, "[0-9]{14}|356000000[0-9]{5}", siret_rule.is_valid),
    "bic": (bic, "[A-Z]{8}|[A-Z]{6}[0-9A-Z]{5}", bic_rule.is_valid),
}


@settings(max_examples=6, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("name", RULES)
def test_the_check_is_python_stdnums(name: str, data: st.DataObject) -> None:
    kind, shape, rule = RULES[name]
    number = st.from_regex(f"^(?:{shape})$", fullmatch=True)
    random_ones = data.draw(st.lists(number, min_size=20, max_size=40))
    cells = random_ones + [one for cell in random_ones for one in made_valid(cell, rule)]

    forms = normal_forms(kind, cells)

    assert forms == [kind.normal_of(cell) for cell in cells]
    assert [form is not None for form in forms] == [rule(cell) for cell in cells]


def made_valid(number: str, rule: Rule) -> list[str]:
    """The number with other last digits, so that it is valid; none where none is."""
    ends = [f"{number[:-2]}{end:02d}" for end in range(100)]
    return [end for end in ends if rule(end)][:1]


PROVED = [(country, shape) for country, shape, check in vat.SHAPES if check is not None]


@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.large_base_example, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_vat_check_digits_are_python_stdnums(data: st.DataObject) -> None:
    cells = []
    for country, shape in PROVED:
        number = st.from_regex(f"^{shape}$", fullmatch=True).map(country.__add__)
        random_ones = data.draw(st.lists(number, min_size=3, max_size=3))
        cells += random_ones
        cells += [one for cell in random_ones for one in with_other_digits(cell, rule_of(cell))]

    forms = normal_forms(vat, cells)

    assert forms == [vat.normal_of(cell) for cell in cells]
    told = [form is not None for form in forms]
    differ = {
        cell for cell, is_one in zip(cells, told, strict=True) if is_one != rule_of(cell)(cell)
    }
    assert all(cell.startswith("SK") for cell in differ)


def rule_of(number: str) -> Rule:
    return kingdom.is_valid if number.startswith("GB") else union.is_valid


def with_other_digits(number: str, rule: Rule) -> list[str]:
    """A valid number that differs in one character at most, if there is one."""
    tried = (
        number[:place] + other + number[place + 1 :]
        for place in range(2, len(number))
        for other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )
    shapes = [shape for country, shape, _ in vat.SHAPES if country == number[:2]]
    return [
        one for one in tried if rule(one) and any(re.fullmatch(shape, one[2:]) for shape in shapes)
    ][:1]


def test_random_numbers_pass_as_often_as_the_docstrings_say() -> None:
    chance = random.Random(20140609)
    share = {
        kind.KIND.name: sum(
            kind.normal_of("".join(chance.choices("0123456789", k=length))) is not None
            for _ in range(20_000)
        )
        / 20_000
        for kind, length in [
            (nir, 15),
            (belgian_national_number, 11),
            (bsn, 9),
            (german_tax_id, 11),
            (siren, 9),
            (siret, 14),
        ]
    }

    assert share["nir"] < 1 / 97
    assert share["belgian_national_number"] < 1 / 300
    assert 1 / 12 < share["bsn"] < 1 / 10
    assert share["german_tax_id"] < 1 / 30
    assert 1 / 11 < share["siren"] < 1 / 9
    assert 1 / 120 < share["siret"] < 1 / 85


def test_a_number_in_ten_passes_luhn() -> None:
    assert sum(luhn.is_valid(f"{n:09d}") for n in range(10_000)) == 1_000
