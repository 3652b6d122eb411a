"""Delimited text as it arrives: titles above, notes below, tables in a row, ragged records, any delimiter."""

from __future__ import annotations

from functools import partial

import pytest
from reading import Got, got

from tocsin.formats import delimited

HEADER = "id;name;city;since\n"
ROWS = [f"{i};Anna Claes;Gent;2014-06-{i}\n" for i in range(10, 30)]
TABLE = HEADER + "".join(ROWS)
CELLS = [tuple(row.strip().split(";")) for row in ROWS]


def read(text: str) -> Got:
    return got(text.encode())


def outside(told: Got) -> str | None:
    return dict(told.reading.marks).get("outside the tables")


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("Customers\n", "1 line: 1"),
        ("Customers of the shop\nas of June\n\n", "2 lines: 1-2"),
        ("Customers;;;\n;;;\n", "2 lines: 1-2"),
        ("# made by a tool\n# 2014\n", "2 lines: 1-2"),
    ],
)
def test_titles_above_a_table_are_neither_rows_nor_rejects(title: str, places: str) -> None:
    told = read(title + TABLE)

    assert told.cells() == CELLS
    assert [c.name for c in told.reading.tables[0].columns] == ["id", "name", "city", "since"]
    assert told.rejects == []
    assert outside(told) == places


@pytest.mark.parametrize(
    ("note", "places"),
    [
        ("\nSource: the shop\nand others\n", "2 lines: 23-24"),
        ("(20 rows)\n", "1 line: 22"),
        ("# end\n", "1 line: 22"),
    ],
)
def test_notes_below_a_table_are_neither_rows_nor_rejects(note: str, places: str) -> None:
    told = read(TABLE + note)

    assert told.cells() == CELLS
    assert told.rejects == []
    assert outside(told) == places


def test_comments_between_records_are_neither_rows_nor_rejects() -> None:
    told = read(HEADER + "".join(f"{row}# checked\n" for row in ROWS))

    assert (told.cells(), told.rejects) == (CELLS, [])


def test_a_heading_that_comes_again_is_no_row() -> None:
    told = read(TABLE + HEADER + "".join(ROWS))

    assert told.cells() == CELLS * 2
    assert outside(told) == "1 line: 22"


def test_a_heading_of_two_records_names_each_column_once() -> None:
    told = read("id;name;city;since\n(number);(text);(text);(date)\n" + "".join(ROWS))

    names = [column.name for column in told.reading.tables[0].columns]
    assert names == ["id (number)", "name (text)", "city (text)", "since (date)"]
    assert told.cells() == CELLS


SECOND = "order;item\n1;pizza\n2;cola\n3;water\n"
WIDER = "a;b;c;d;e\n1;2;3;4;5\n6;7;8;9;0\n1;1;1;1;1\n"
SAME = "order;item;price;paid\n7;pizza;9.50;yes\n8;cola;1.50;no\n9;water;1.00;no\n"


@pytest.mark.parametrize("between", ["\n", "\n\n", "\nOrders\n", "\r\n", ""])
@pytest.mark.parametrize("second", [SECOND, WIDER])
@pytest.mark.parametrize("chunk", [64, 1 << 20])
def test_another_table_is_a_table_of_its_own(between: str, second: str, chunk: int) -> None:
    told = got((TABLE + between + second).encode(), partial(delimited.read, chunk=chunk))

    names, *rows = (tuple(line.split(";")) for line in second.splitlines())
    assert [table.name for table in told.reading.tables] == ["table", "table 2"]
    assert told.cells() == CELLS
    assert tuple(c.name for c in told.reading.tables[1].columns) == names
    assert told.cells("table 2") == rows
    assert told.rejects == []


def test_another_table_of_the_same_width_is_told_by_its_heading() -> None:
    told = read(TABLE + "\n" + SAME)

    assert [table.rows for table in told.reading.tables] == [20, 3]
    assert told.reading.tables[1].columns[0].name == "order"


def test_blank_lines_between_records_make_no_other_table() -> None:
    told = read(HEADER + "".join(f"{row}\n" for row in ROWS))

    assert [table.rows for table in told.reading.tables] == [20]


def test_more_tables_than_a_report_has_are_not_told_apart() -> None:
    told = read("\n".join([TABLE, *[SECOND, WIDER] * 100]))

    assert len(told.reading.tables) == delimited.MOST_TABLES


@pytest.mark.parametrize(
    "delimiter",
    [",", ";", "\t", "|", "^", "~", "||", "::", "|~|", " | ", "§", "\x01", "\x1f", ", "],
)
@pytest.mark.parametrize("chunk", [64, 1 << 20])
def test_any_delimiter_is_read_cell_for_cell(delimiter: str, chunk: int) -> None:
    rows = [
        ("id", "name", "remarks", "mail"),
        *((str(i), "Anna", f'"ring{delimiter}twice {i}"', f"a{i}@x.example") for i in range(30)),
    ]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)

    told = got(text.encode(), partial(delimited.read, chunk=chunk))

    assert told.rejects == []
    assert told.cells() == [tuple(cell.strip('"') for cell in row) for row in rows[1:]]


def test_columns_set_apart_by_blanks_are_read() -> None:
    told = read(
        "NAME        CITY      PHONE\nJan P       Gent      012345\nAn Claes    Lille     099999\n"
    )

    assert told.cells() == [("Jan P", "Gent", "012345"), ("An Claes", "Lille", "099999")]


@pytest.mark.parametrize(
    "drawn",
    [
        " id | name | city\n----+------+-------\n  1 | Anna | Gent\n  2 | Bert |\n(2 rows)\n",
        "+----+------+------+\n| id | name | city |\n+----+------+------+\n"
        "|  1 | Anna | Gent |\n|  2 | Bert |      |\n+----+------+------+\n",
        "| id | name | city |\n|----|------|------|\n| 1 | Anna | Gent |\n| 2 | Bert | |\n",
    ],
)
def test_a_table_drawn_with_bars_is_read_without_them(drawn: str) -> None:
    told = read(drawn)

    assert [c.name for c in told.reading.tables[0].columns] == ["id", "name", "city"]
    assert told.cells() == [("1", "Anna", "Gent"), ("2", "Bert", None)]


def test_a_delimiter_at_each_line_s_end_makes_no_column() -> None:
    told = read("".join(row.strip() + ";\n" for row in [HEADER, *ROWS]))

    assert told.cells() == CELLS
    assert ("delimiter at the line's end", "always") in told.reading.marks


def test_what_stands_after_such_a_delimiter_is_a_reject() -> None:
    lines = [row.strip() + ";\n" for row in [HEADER, *ROWS * 60]]

    told = read("".join([*lines, "40;Bert;Lille;2014-06-09;x\n"]))

    assert told.rejects == [("line 1202", "has 5 of 4 fields")]


@pytest.mark.parametrize("surplus", [";", ";;;"])
def test_empty_fields_too_many_at_the_end_mean_nothing(surplus: str) -> None:
    told = read(TABLE + f"40;Bert;Lille;2014-06-09{surplus}\n" + ROWS[0])

    assert told.cells()[20:] == [("40", "Bert", "Lille", "2014-06-09"), CELLS[0]]
    assert told.rejects == []


REMARKS = "id;name;since;remarks\n" + "".join(
    f"{i};Anna;2014-06-{i};{'' if i % 2 else 'ring twice'}\n" for i in range(10, 30)
)


def test_a_record_that_lacks_a_field_often_empty_is_a_row() -> None:
    told = read(REMARKS + "40;Bert;2014-06-09\n")

    assert told.cells()[20] == ("40", "Bert", "2014-06-09", None)
    assert ("rows that end early", "1") in told.reading.marks


@pytest.mark.parametrize("cut", ["40;Bert;2014-0", "40;Bert", "4"])
def test_a_record_that_was_cut_off_is_a_reject(cut: str) -> None:
    told = read(REMARKS + cut + "\n")

    assert told.rejects == [("line 22", f"has {cut.count(';') + 1} of 4 fields")]


def test_where_records_often_end_early_each_that_fits_is_a_row() -> None:
    told = read(TABLE + "40;Bert\n41;Cleo;Lille\n" * 10)

    assert told.cells()[20:22] == [("40", "Bert", None, None), ("41", "Cleo", "Lille", None)]
    assert told.rejects == []


ADDRESSES = "id,address,since\n" + "".join(
    f'{i},"{i}, rue Haute",2014-06-{i}\n' for i in range(10, 30)
)


def test_a_bare_delimiter_in_the_one_free_text_is_a_part_of_it() -> None:
    told = read(ADDRESSES + "40,12, rue Neuve,2014-06-09\n")

    assert told.cells()[20] == ("40", "12, rue Neuve", "2014-06-09")


def test_an_empty_field_that_shifts_the_others_is_left_out() -> None:
    told = read(ADDRESSES + '40,,"12, rue Neuve",2014-06-09\n')

    assert told.cells()[20] == ("40", "12, rue Neuve", "2014-06-09")


def test_fields_too_many_that_two_columns_could_hold_are_a_reject() -> None:
    table = "id;street;remarks\n" + "".join(
        f"{i};rue Haute {i};ring twice\n" for i in range(10, 30)
    )

    told = read(table + "40;rue Neuve 1;ring;once\n")

    assert told.rejects == [("line 22", "has 4 of 3 fields")]


def test_a_record_with_another_delimiter_is_a_row_if_it_fits() -> None:
    told = read(TABLE + "40,Bert,Lille,2014-06-09\n")

    assert told.cells()[20] == ("40", "Bert", "Lille", "2014-06-09")


def test_a_quote_too_many_inside_a_record_is_a_letter() -> None:
    told = read(TABLE + '40;"Bert;Lille;2014-06-09\n' + ROWS[0])

    assert told.cells()[20:] == [("40", '"Bert', "Lille", "2014-06-09"), CELLS[0]]


def test_rows_made_out_keep_their_place() -> None:
    told = read(
        TABLE + "40;Bert;Lille;2014-06-09;\n" + "".join(ROWS) + '41;"Bert;Lille;2014-06-09\n'
    )

    assert [row[0] for row in told.cells()][20] == "40"
    assert [row[0] for row in told.cells()][-1] == "41"


def test_quotes_left_bare_inside_quoted_fields_do_not_end_them() -> None:
    table = "id;name;city\n" + "".join(f'"{i}";"Jo "Jojo" Lu; Jr";"Gent"\n' for i in range(9))

    told = read(table)

    assert told.cells() == [(str(i), 'Jo "Jojo" Lu; Jr', "Gent") for i in range(9)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    assert read(TABLE.replace("\n", end)).cells() == CELLS


def test_lines_may_end_in_several_ways() -> None:
    told = read(TABLE.replace("\n", "\r\n", 5).replace("\n", "\r", 9))

    assert [row[:2] for row in told.cells()][:1] == [("10", "Anna Claes")]
    assert len(told.cells()) == 20


@pytest.mark.parametrize("chunk", [32, 100, 1 << 20])
def test_backslashes_may_keep_delimiters_and_line_ends_in_their_field(chunk: int) -> None:
    rows = "".join(f"{i}\tAnna\\\tClaes\tring\\\ntwice\t\\N\n" for i in range(9))

    told = got(rows.encode(), partial(delimited.read, chunk=chunk))

    assert told.cells() == [(str(i), "Anna\tClaes", "ring\ntwice", None) for i in range(9)]


def test_what_is_no_table_and_no_text_of_lines_is_left_to_others() -> None:
    assert read('{"a": 1}\n{"a": 2}\n').reading.format != "csv"
