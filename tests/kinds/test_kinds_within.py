"""Payment cards and IBANs anywhere in a cell, and their check digits against python-stdnum's."""

from collections.abc import Callable

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban as stdnum_iban
from stdnum import luhn

from tocsin.kinds import iban, payment_card

ENGINE = ibis.duckdb.connect()
ENGINE.raw_sql(
    "SET lambda_syntax = 'ENABLE_SINGLE_ARROW'"
)  # Ibis 12 writes lambdas as DuckDB 1 did


def seen(worked: Callable[[ir.StringValue], ir.Value], *cells: str) -> list[object]:
    table = ENGINE.create_table(
        "t", pa.table({"row": range(len(cells)), "c": cells}), overwrite=True
    )
    return ENGINE.to_pyarrow(table.select("row", x=worked(table.c)).order_by("row").x).to_pylist()


@pytest.mark.parametrize(
    "cell",
    [
        "4111111111111111",
        "carte 4111 1111 1111 1111 exp 12/25",
        "carte:4111-1111-1111-1111.",
        "4111 1111 1111 1111 123",
        "378282246310005 (amex)",
        "3782 822463 10005",
        "1234567890123 puis 4111111111111111",
        "4111111111111112, 4111111111111113, 4111111111111111",
        "+33612345678 4111111111111111",
        "klantnr 2014061300012 kaart\n4111111111111111",
    ],
)
def test_a_card_is_found_in_text(cell: str) -> None:
    assert seen(payment_card.within, cell) == [True]


@pytest.mark.parametrize(
    "cell",
    [
        "4111111111111112",
        "x4111111111111111",
        "4111111111111111x",
        "14111111111111111",
        "41111111111111110000",
        "9111 1111 1111 1111",
        "06 12 34 56 78 01 23 45 67",
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "",
    ],
)
def test_no_card_is_found_where_none_is(cell: str) -> None:
    assert seen(payment_card.within, cell) == [False]


@pytest.mark.parametrize(
    "cell",
    [
        "BE68539007547034",
        "iban be68 5390 0754 7034 svp",
        "FR76 3000 6000 0112 3456 7890 189 MERCI",
        "BE68539007547035 / BE68539007547034",
        "remboursement:NL91ABNA0417164300.",
    ],
)
def test_an_iban_is_found_in_text(cell: str) -> None:
    assert seen(iban.within, cell) == [True]


@pytest.mark.parametrize(
    "cell",
    [
        "BE68539007547035",
        "BE6853900754703",
        "BE685390075470341234",
        "xBE68539007547034",
        "sonner 2 fois",
        "",
    ],
)
def test_no_iban_is_found_where_none_is(cell: str) -> None:
    assert seen(iban.within, cell) == [False]


@pytest.mark.parametrize("kind", [iban, payment_card], ids=["iban", "payment_card"])
def test_a_null_cell_holds_none(kind: object) -> None:
    table = ENGINE.create_table("n", pa.table({"c": pa.array([None], pa.string())}), overwrite=True)

    assert ENGINE.to_pyarrow(
        table.select(x=kind.within(table.c).coalesce(False)).x
    ).to_pylist() == [False]


@settings(max_examples=15, deadline=None)
@given(numbers=st.lists(st.from_regex("4[0-9]{15}", fullmatch=True), min_size=20, max_size=40))
def test_the_check_digit_is_python_stdnums(numbers: list[str]) -> None:
    assert seen(payment_card.looks, *numbers) == [luhn.is_valid(number) for number in numbers]


@settings(max_examples=15, deadline=None)
@given(
    accounts=st.lists(
        st.from_regex(
            "(FR[0-9]{12}[0-9A-Z]{11}[0-9]{2}|GB[0-9]{2}[A-Z]{4}[0-9]{14}|PL[0-9]{26})",
            fullmatch=True,
        ).map(lambda account: account[:2] + stdnum_iban.calc_check_digits(account) + account[4:]),
        min_size=10,
        max_size=20,
    )
)
def test_ibans_with_stdnums_check_digits_are_ibans(accounts: list[str]) -> None:
    off = [
        account[:2] + f"{(int(account[2:4]) + 1) % 97:02d}" + account[4:] for account in accounts
    ]

    assert seen(iban.looks, *accounts, *off) == [True] * len(accounts) + [False] * len(off)


def test_lengths_and_structures_are_stdnums() -> None:
    from stdnum import numdb

    registry = numdb.get("iban")
    ours = dict(entry.split("=") for entry in iban.COUNTRIES.split())

    assert ours == {country: registry.info(country + "00")[0][1]["bban"] for country in ours}
