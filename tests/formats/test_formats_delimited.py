"""Delimited text: cell for cell, reject for reject."""

from __future__ import annotations

import csv
import io
import string
from functools import partial

import ftfy
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from reading import got

from tocsin.formats import delimited

HEADER = ("customer_number", "last_name", "remarks")

cells = st.text(
    st.one_of(
        st.sampled_from("aé€\"',;\t|: \r\n\0\u202e😀=\\"),
        st.characters(codec="utf-8", exclude_categories=["Cs"]),
    ),
    max_size=12,
)


def written(rows: list[tuple[str, ...]], delimiter: str, quoting: int, end: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows(rows)
    return out.getvalue().encode()


@settings(deadline=None)
@given(
    rows=st.lists(st.tuples(cells, cells), min_size=0, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
    chunk=st.sampled_from([64, 1 << 20]),
)
@example(rows=[("a\r", "b")], delimiter=";", quoting=csv.QUOTE_ALL, end="\r\n", chunk=64)
def test_what_was_written_reads_back_cell_for_cell(
    rows: list[tuple[str, str]], delimiter: str, quoting: int, end: str, chunk: int
) -> None:
    # Twelve plain records first, so that the dialect is not itself in doubt.
    plain = [(str(i), f"name{i}", "ring twice") for i in range(12)]
    dirty = [(str(i), *row) for i, row in enumerate(rows, start=100)]
    if quoting == csv.QUOTE_MINIMAL and end == "\n":  # Python leaves a carriage return bare here
        assume(not any("\r" in cell for row in rows for cell in row))
    assume(all(ftfy.fix_encoding(cell) == cell for row in rows for cell in row))

    told = got(
        written([HEADER, *plain, *dirty], delimiter, quoting, end),
        partial(delimited.read, chunk=chunk),
    )

    empty = "" if quoting == csv.QUOTE_ALL else None
    assert told.rejects == []
    assert told.cells() == [tuple(cell or empty for cell in row) for row in (*plain, *dirty)]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab\";\n\r\\'"), max_size=80), st.sampled_from([16, 1 << 20]))
def test_every_record_is_a_row_or_a_reject_however_quotes_stray(tail: str, chunk: int) -> None:
    head = "customer_number;last_name\n" + "".join(f"{i};x\n" for i in range(200))

    told = got((head + tail).encode(), partial(delimited.read, chunk=chunk))

    table = told.reading.tables[0]
    lines = [line for line in tail.replace("\r", "\n").split("\n") if line]
    assert table.rows >= 200
    assert table.rows + table.rejected <= 200 + len(lines)
    assert table.rejected == len(table.rejects)


def test_a_record_with_too_few_fields_is_a_reject_with_its_line() -> None:
    told = got(b"id;name;city\n1;Anna;Gent\n2;Be\n3;Cleo;Lille\n")

    assert told.rejects == [("line 3", "has 2 of 3 fields")]
    assert told.cells() == [("1", "Anna", "Gent"), ("3", "Cleo", "Lille")]


def test_a_record_with_too_many_fields_is_a_reject_with_its_line() -> None:
    told = got(b"id;name;city\n1;Anna;Gent\n2;Bert;Gent;Gent\n3;Cleo;Lille\n")

    assert told.rejects == [("line 3", "has 4 of 3 fields")]


def test_a_stray_quote_costs_its_own_record_and_no_other() -> None:
    told = got(b'id;name\n1;Anna\n2;"Be\n3;Cleo\n4;"Dirk"\n5;Els\n')

    assert told.rejects == [("line 3", "opens a quote that it does not close")]
    assert told.cells() == [("1", "Anna"), ("3", "Cleo"), ("4", "Dirk"), ("5", "Els")]


def test_a_quote_left_open_at_the_end_of_the_file_is_a_reject() -> None:
    told = got(b'id;name\n1;Anna\n2;Bert\n3;"Cl')

    assert told.rejects == [("line 4", "opens a quote that it does not close")]


def test_a_quote_inside_a_word_is_a_letter() -> None:
    assert got(b'id;name\n1;Anna\n2;5" pipe\n3;Cleo\n').cells()[1] == ("2", '5" pipe')


def test_lines_are_counted_through_cells_that_span_them() -> None:
    told = got(b'id;name\n1;"An\nna"\n\n2;Bert\n3\n')

    assert told.rejects == [("line 6", "has 1 of 2 fields")]


def test_a_cell_may_span_more_lines_than_a_chunk_holds() -> None:
    remark = "ring twice\n" * 50
    text = b"id;name\n1;Anna\n2;Bert\n" + f'3;"{remark}"\n4;Dirk\n'.encode()

    told = got(text, partial(delimited.read, chunk=32))

    assert told.cells()[2:] == [("3", remark), ("4", "Dirk")]


def test_at_most_a_thousand_rejects_are_kept_and_all_are_counted() -> None:
    told = got(b"id;name\n" + b"1;Anna\n" * 5000 + b"1\n" * 1500)

    table = told.reading.tables[0]
    assert (len(table.rejects), table.rejected, table.rows) == (1000, 1500, 5000)


def test_an_empty_field_is_missing_and_an_empty_pair_of_quotes_is_not() -> None:
    assert got(b'id;name\n1;\n2;""\n3;Cleo\n').cells()[:2] == [("1", None), ("2", "")]


@pytest.mark.parametrize(
    "cell",
    [
        "😀 Zoé",
        "a\0b",
        "\u202eevil",
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "\x1b[31m",
        "<b>",
        " x ",
        "007",
    ],
)
def test_a_strange_cell_stays_as_it_is(cell: str) -> None:
    told = got(f'id;name\n1;Anna\n2;"{cell}"\n3;Cleo\n'.encode())

    assert told.cells()[1] == ("2", cell)


def test_mojibake_is_undone_and_counted() -> None:
    told = got("id;name\n1;FranÃ§ois\n2;Zoé\n3;FranÃ§ois\n".encode())

    assert [name for _, name in told.cells()] == ["François", "Zoé", "François"]
    assert told.reading.tables[0].repaired == 2


def test_filled_cells_are_counted_by_column() -> None:
    table = got(b'id;name\n1;\n2;""\n3;Cleo\n').reading.tables[0]

    assert [(c.name, c.filled) for c in table.columns] == [("id", 3), ("name", 1)]


def test_header_names_may_be_twice_the_same_or_empty() -> None:
    table = got(b"id;name;name;\n1;A;B;C\n2;D;E;F\n").reading.tables[0]

    assert [c.name for c in table.columns] == ["id", "name", "name", ""]


def test_a_header_shorter_than_the_records_leaves_columns_unnamed() -> None:
    told = got(b"id;name\n1;Anna;x\n2;Bert;y\n3;Cleo;z\n")

    assert [c.name for c in told.reading.tables[0].columns] == ["id", "name", ""]
    assert (told.rejects, len(told.cells())) == ([], 3)


def test_a_header_alone_is_a_table_without_rows() -> None:
    told = got(b"customer_number;name;city\r\n")

    assert (told.reading.format, told.reading.tables[0].rows, told.cells()) == ("csv", 0, [])


def test_names_without_a_header_are_rows() -> None:
    told = got(b"Anna;Claes;Gent\nBert;Maes;Lille\nCleo;Roy;Paris\n")

    assert told.reading.dialect
    assert not told.reading.dialect.header
    assert len(told.cells()) == 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_delimiter_and_quote_are_told_by_content(delimiter: str, quote: str) -> None:
    row = delimiter.join(
        f"{quote}{cell}{quote}" for cell in ("{}", "Rue 5, 7501{}", "a{}@x.example")
    )
    text = "".join(row.format(i, i, i) + "\n" for i in range(9))

    dialect = got(text.encode()).reading.dialect

    assert dialect
    assert (dialect.delimiter, dialect.quote) == (delimiter, quote)


def test_decimal_commas_do_not_make_the_comma_the_delimiter() -> None:
    dialect = got(b"1,5;2,3\n2,5;3,3\n7,5;0,3\n").reading.dialect

    assert dialect
    assert dialect.delimiter == ";"


def test_addresses_and_passwords_between_colons_are_a_table() -> None:
    dialect = got(b"a@x.example:secret\nb@x.example:hunter\nc@x.example:qwerty\n").reading.dialect

    assert dialect
    assert dialect.delimiter == ":"


def test_a_backslash_may_keep_a_quote_in_its_field() -> None:
    told = got(b'"1","say \\"hi\\" now",\\N\n"2","b","c"\n"3","d","e"\n')

    assert told.cells()[0] == ("1", 'say "hi" now', None)


def test_the_file_s_own_marks_are_told() -> None:
    marks = dict(got(b'\xef\xbb\xbfid;name\r\n1;"Anna"\r\n2;\\N\r\n3;Cleo\r\n').reading.marks)

    assert marks == {
        "line ends": "CRLF",
        "quoting": "minimal",
        "missing values": "empty or \\N",
        "byte order mark": "utf-8",
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(string.ascii_letters), id="a letter a line"),
        pytest.param("a@x.example\nb@x.example\nc@x.example\n", id="an address a line"),
        pytest.param(
            "https://a.example\nhttps://b.example\nhttps://c.example\n", id="web addresses"
        ),
        pytest.param("12:30\n08:15\n23:59\n", id="times"),
        pytest.param("2014-06-09\n2014-06-10\n", id="dates"),
        pytest.param('"a;b;c"\n"d;e;f"\n', id="quoted lines"),
    ],
)
def test_lines_that_are_one_value_each_are_a_table_of_one_column(text: str) -> None:
    told = got(text.encode())

    assert told.reading.format == "csv"
    assert told.cells() == [(line.strip('"'),) for line in text.split("\n") if line]


def test_a_column_alone_may_have_a_heading() -> None:
    told = got(b"time\n05:40\n21:30\n17:45")

    assert told.reading.tables[0].columns[0].name == "time"
    assert told.cells() == [("05:40",), ("21:30",), ("17:45",)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We took it, all of it.\nPay, or we publish.\n", id="prose"),
        pytest.param("Name: Anna\nPhone: 1\n\nName: Bert\nPhone: 2\n", id="labelled lines"),
    ],
)
def test_prose_and_labelled_lines_are_no_delimited_text(text: str) -> None:
    assert got(text.encode()).reading.format == "text"


def test_a_table_of_more_columns_than_allowed_is_refused() -> None:
    told = got((";".join("a" * 10_001) + "\n").encode() * 2)

    assert (told.reading.refused or "").startswith(
        "It has 10,001 columns; more than 4,096 are not read."
    )
