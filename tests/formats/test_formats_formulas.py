"""Formulas: the stored value is the cell; where there is none, the formula's own text is; never a result of ours."""

from __future__ import annotations

import io
import time

import pytest
from reading import got
from workbooks import ods_cells, xlsx

from tocsin.formats.formulas import of_cells, of_tables

HEAD = ("customer_id", "sum")


def formula(text: str, about: str = "", value: str = "", how: str = "") -> str:
    return f'<c r="AT"{about}><f{how}>{text}</f>{value}</c>'


def text_cell(text: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def ods_formula(text: str, about: str = "", within: str = "") -> str:
    return f'<table:table-cell table:formula="{text}"{about}>{within}</table:table-cell>'


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (formula("A1+B1"), "=A1+B1"),
        (formula("A1+B1", value="<v></v>"), "=A1+B1"),
        (formula("A1+B1", value="<v/>"), "=A1+B1"),
        (formula("A1&amp;&quot;&lt;x&gt;&quot;"), '=A1&"<x>"'),
        (formula("cmd|'/c calc'!A0"), "=cmd|'/c calc'!A0"),
        (formula("A1+B1", value="<v>3</v>"), "3"),
        (formula("A1+B1", value="<v>0</v>"), "0"),
        (formula("T(A1)", ' t="str"', "<v></v>"), None),
        (formula("1/0", ' t="e"', "<v>#DIV/0!</v>"), None),
        (formula("SUM(A1:A2)", how=' t="array" ref="AT"'), "=SUM(A1:A2)"),
    ],
)
def test_a_formula_of_xlsx_is_its_stored_value_else_its_text(
    cell: str, expected: str | None
) -> None:
    assert got(xlsx({"s": (HEAD, (1, cell), (2, 5))})).cells("s")[0] == ("1", expected)


def test_cells_that_share_a_formula_have_it_as_it_stands_for_each() -> None:
    first = formula("A2*$A$2", how=' t="shared" ref="B2:B3" si="0"')

    read = got(xlsx({"s": (HEAD, (1, first), (2, '<c r="AT"><f t="shared" si="0"/></c>'))}))

    assert read.cells("s") == [("1", "=A2*$A$2"), ("2", "=A3*$A$2")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (ods_formula("of:=[.A1]+[.B1]"), "=A1+B1"),
        (ods_formula("of:=SUM([$Other.A1:.B2])"), "=SUM($Other.A1:B2)"),
        (ods_formula("of:=[.A1]&amp;&quot;x&quot;"), '=A1&"x"'),
        (
            ods_formula(
                "of:=[.A1]", ' office:value-type="float" office:value="3"', "<text:p>3</text:p>"
            ),
            "3",
        ),
        (ods_formula("of:=[.A1]", ' office:value-type="string"', "<text:p>x</text:p>"), "x"),
    ],
)
def test_a_formula_of_ods_is_its_stored_value_else_its_text(cell: str, expected: str) -> None:
    content = ods_cells(
        (text_cell("id"), text_cell("sum")),
        (text_cell("k1"), cell),
        (text_cell("k2"), text_cell("z")),
    )

    assert got(content).cells("s")[0] == ("k1", expected)


def test_formulas_are_counted_as_a_mark_of_the_file() -> None:
    rows = (HEAD, (1, formula("1+1", value="<v>2</v>")), (2, formula("A1")), (3, formula("A2")))

    marks = got(xlsx({"s": rows})).reading.marks

    assert ("formulas", "s: 3") in marks
    assert ("formulas without a stored value", "s: 2") in marks


def test_a_column_of_formulas_alone_and_rows_below_all_values_are_read() -> None:
    rows = (("customer_id", None, "sum"), (1, None, formula("A2")), (), (None, None, formula("A3")))

    assert got(xlsx({"s": rows})).cells("s") == [("1", None, "=A2"), (None, None, "=A3")]


def test_a_sheet_of_nothing_but_formulas_is_a_table() -> None:
    assert got(xlsx({"s": ((formula("A2"), formula("A3")),)})).cells("s") == [("=A2", "=A3")]


def test_a_formula_stands_where_it_is_in_a_sheet_that_begins_further_in() -> None:
    rows = ((), (None, *HEAD), (None, 1, formula("A1")), (None, 2, 5))

    assert got(xlsx({"s": rows})).cells("s") == [("1", "=A1"), ("2", "5")]


def test_a_formula_that_is_repeated_stands_in_each_of_its_cells() -> None:
    content = ods_cells(
        (text_cell("a"), text_cell("b")),
        (ods_formula("of:=1", ' table:number-columns-repeated="2"'),),
    )

    assert got(content).cells("s")[-1] == ("=1", "=1")


def test_formulas_are_of_the_sheet_that_the_workbook_names() -> None:
    read = got(xlsx({"one": (("a", "b"), (1, 2)), "two": ((formula("A9"),),)}))

    assert read.cells("two") == [("=A9",)]


@pytest.mark.parametrize("size", [1, 7, 100])
def test_a_part_is_read_alike_in_pieces_of_any_size(size: int) -> None:
    class Slow(io.BytesIO):
        def read(self, _most: int | None = -1) -> bytes:
            return super().read(size)

    sheet = b'<row><c r="A1"><f>B1</f><v>1</v></c><c r="B1"><f>C1</f></c></row>' * 3
    table = (
        b'<table:table><table:table-row><table:table-cell table:formula="of:=1"/></table:table-row>'
    )

    assert of_cells(Slow(sheet)) == of_cells(io.BytesIO(sheet))
    assert of_tables(Slow(table)) == of_tables(io.BytesIO(table))


@pytest.mark.parametrize(
    "untrusted", [b"<c ", b'<c r="', b"<c><f>", b'<c><f a="', b"<table:table-cell a='"]
)
def test_tags_that_never_end_do_not_take_long(untrusted: bytes) -> None:
    part = untrusted * (2_000_000 // len(untrusted))
    before = time.process_time()

    of_cells(io.BytesIO(part))
    of_tables(io.BytesIO(part))

    assert time.process_time() - before < 3
