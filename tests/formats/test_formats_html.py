"""HTML: every table of a page; spans, headings, tables in tables."""

from __future__ import annotations

import pytest
from reading import Got, got

from tocsin.formats import html

ROWS = "<tr><td>1<td>a@x.example<tr><td>2<td>b@x.example"


def names(read: Got, table: int = 0) -> list[str]:
    return [column.name for column in read.reading.tables[table].columns]


def test_a_row_of_th_heads_the_columns() -> None:
    read = got(f"<html><body><table><tr><th>nr<th>x{ROWS}</table></body></html>".encode())

    assert (read.reading.format, names(read)) == ("html", ["nr", "x"])
    assert read.cells("table 1") == [("1", "a@x.example"), ("2", "b@x.example")]


def test_a_title_above_the_heading_is_a_reject() -> None:
    read = got(f"<table>\n<tr><td colspan=2>Export\n<tr><td>id<td>mail{ROWS}</table>".encode())

    assert names(read) == ["id", "mail"]
    assert read.rejects == [("line 2", "stands above the heading of its table")]


def test_a_cell_that_spans_rows_stands_in_each_of_them() -> None:
    read = got(b"<table><tr><td rowspan=2>Gent<td>1<tr><td>2<tr><td>Lille<td>3</table>")

    assert read.cells("table 1") == [("Gent", "1"), ("Gent", "2"), ("Lille", "3")]


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    read = got(
        b"<table><tr><td>outer<td><table><tr><td>in</table></table><table><tr><td>next</table>"
    )

    assert read.cells("table 1") == [("outer", None)]
    assert read.cells("table 2") == [("in",)]
    assert read.cells("table 3") == [("next",)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a &amp; b", "a & b"),
        ("x<br>y", "x\ny"),
        ("&nbsp;", None),
        ("  a\n  b ", "a b"),
        ("<b>a</b>b", "ab"),
        ("<script>alert(1)</script>x", "x"),
        ("=cmd|x", "=cmd|x"),
    ],
)
def test_a_cell_is_its_text(cell: str, text: str | None) -> None:
    assert got(f"<table><tr><td>k<td>{cell}</table>".encode()).cells("table 1") == [("k", text)]


def test_text_is_decoded_as_it_is_declared() -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1250"><table><tr><td>Łódź</table>'

    assert got(page.encode("cp1250")).cells("table 1") == [("Łódź",)]


def test_rows_beyond_those_held_are_read_and_wider_ones_rejected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "HELD", 3)

    read = got(f"<table>{'<tr><td>1<td>2' * 5}<tr><td>1<td>2<td>3<tr><td>9</table>".encode())

    assert (read.reading.tables[0].rows, read.cells("table 1")[-1]) == (6, ("9", None))
    assert [reason for _, reason in read.rejects] == ["has more cells than the table has columns"]


def test_a_page_without_a_table_is_no_table() -> None:
    assert not html.sniff(b"<html><body><p>hello</p></body></html>")


def test_a_cell_that_spans_a_million_rows_and_columns_is_no_trap() -> None:
    read = got(b"<table><tr><td rowspan=999999999 colspan=999999>a<td>b<tr><td>c</table>")

    assert read.reading.tables[0].rows == 2


def test_a_row_of_more_cells_than_columns_are_read_is_refused() -> None:
    reading = got(b"<table><tr>" + b"<td>1" * 5_000 + b"</table>").reading

    assert reading.refused == (
        "It has a row of more than 4,096 cells. Allow more with --limit columns=N."
    )
