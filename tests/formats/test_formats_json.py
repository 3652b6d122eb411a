"""JSON: cell for cell as Python's own parser has it, numbers as written; record for record told apart."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from json_as_python import flat
from reading import Got, got

from tocsin.formats import json_document, ndjson
from tocsin.terms.errors import Refused

keys = st.text(st.sampled_from('ab"\\é\n{[,:'), min_size=1, max_size=3)
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(st.sampled_from('a"\\é\n{}[],:😀\u2028 '), max_size=6),
)
values = st.recursive(
    leaves,
    lambda v: st.one_of(st.lists(v, max_size=6), st.dictionaries(keys, v, max_size=4)),
    max_leaves=12,
)
records = st.lists(st.dictionaries(keys, values, min_size=1, max_size=4), min_size=2, max_size=8)


WRONG = "is not JSON: its brackets, commas or colons do not fit"
OFF = "breaks off: its brackets are not closed"


def lines(text: str | bytes) -> Got:
    return got(text.encode() if isinstance(text, str) else text, ndjson.read)


def document(text: str | bytes) -> Got:
    return got(text.encode() if isinstance(text, str) else text, json_document.read)


def names(read: Got, table: int = 0) -> list[str]:
    return [column.name for column in read.reading.tables[table].columns]


def cells(read: Got) -> list[dict[str, str]]:
    """Each row's filled cells by their columns; JSON text written as Python writes it."""
    table = read.reading.tables[0]
    rows = [dict(zip(names(read), row, strict=True)) for row in read.cells(table.name)]
    return [{n: _rewritten(v) for n, v in row.items() if v is not None} for row in rows]


def _rewritten(cell: str) -> str:
    try:
        return json.dumps(json.loads(cell)) if cell[:1] in ("[", "{") else cell
    except ValueError:
        return cell


def same(read: Got, expected: list[dict[str, Any]]) -> bool:
    wanted = [{n: _rewritten(v) for n, v in flat(record).items()} for record in expected]
    if not read.reading.tables:
        return not any(wanted)
    if any(name.endswith(")") for name in names(read)):  # two paths that read the same
        return [sorted(r.values()) for r in cells(read)] == [sorted(r.values()) for r in wanted]
    return read.reading.tables[0].rejected == 0 and cells(read) == wanted


@settings(deadline=None)
@given(records, st.integers(8, 300), st.booleans())
def test_every_cell_of_every_line_is_read_wherever_the_pieces_are_cut(
    expected: list[dict[str, Any]], chunk: int, ascii_only: bool
) -> None:
    text = "\n".join(json.dumps(record, ensure_ascii=ascii_only) for record in expected)

    assert same(got(text.encode(), partial(ndjson.read, chunk=chunk)), expected)


@settings(deadline=None)
@given(records, st.integers(8, 300), st.sampled_from([None, 1]))
def test_every_cell_of_a_list_is_read_wherever_the_pieces_are_cut(
    expected: list[dict[str, Any]], chunk: int, indent: int | None
) -> None:
    text = json.dumps(expected, indent=indent)

    assert same(got(text.encode(), partial(json_document.read, chunk=chunk)), expected)


@settings(deadline=None)
@given(records, st.integers(8, 300), st.sampled_from(["", " ", "\n"]))
def test_every_cell_of_values_in_a_row_is_read_wherever_the_pieces_are_cut(
    expected: list[dict[str, Any]], chunk: int, between: str
) -> None:
    text = between.join(json.dumps(record, indent=1) for record in expected)

    assert same(got(text.encode(), partial(json_document.read, chunk=chunk)), expected)


@pytest.mark.parametrize(
    "number", ["1.10", "12345678901234567890", "-0", "1E400", "0.1e-7", "100000000000000000000.50"]
)
def test_a_number_is_kept_as_written(number: str) -> None:
    assert lines(f'{{"n": {number}}}\n{{"n": 1}}\n').cells()[0] == (number,)


def test_null_and_a_missing_key_are_null_and_an_empty_text_is_not() -> None:
    read = lines('{"a": null, "b": ""}\n{"a": true}\n')

    assert read.cells() == [(None, ""), ("true", None)]


def test_columns_stand_as_in_the_records_though_a_later_one_has_more() -> None:
    read = lines('{"id": 1, "at": {"city": "Gent"}, "x": 1}\n{"at": {"street": "A"}, "y": 2}\n')

    assert names(read) == ["id", "at.city", "at.street", "x", "y"]


def test_a_list_of_up_to_four_is_spread_and_a_longer_one_is_its_json_text() -> None:
    read = lines('{"t": ["a", {"b": 1}]}\n{"t": [1, 2, 3, 4, 5]}\n{"t": [[1]]}\n')

    assert names(read) == ["t", "t[0]", "t[1].b"]
    assert read.cells() == [
        (None, "a", "1"),
        ("[1, 2, 3, 4, 5]", None, None),
        ("[[1]]", None, None),
    ]


def test_of_a_key_given_twice_the_last_counts_and_it_is_told() -> None:
    read = lines('{"a": 1, "a": 2}\n{"a": 3, "a": null}\n')

    assert read.cells() == [("2",), (None,)]
    assert ("keys given twice", "2") in read.reading.marks


def test_half_a_surrogate_pair_becomes_the_replacement_sign_and_is_told() -> None:
    read = lines('{"a": "x\\ud800"}\n{"a": "\\ud83d\\ude00"}\n')

    assert read.cells() == [("x\ufffd",), ("😀",)]
    assert ("half surrogate pairs", "1") in read.reading.marks


def test_extended_json_is_read_without_its_wrappers_and_dates_as_dates() -> None:
    read = lines(
        '{"_id": {"$oid": "5f"}, "n": {"$numberLong": "12"}, "d": {"$date": {"$numberLong": "1402660800000"}}}\n'
        '{"_id": {"$oid": "60"}, "n": {"$numberDecimal": "1.10"}, "d": {"$date": "2014-06-13T12:00:00Z"}}\n'
        '{"_id": {"$oid": "61"}, "n": 3, "d": {"$date": 1402660800000}}\n'
    )

    assert names(read) == ["_id", "n", "d"]
    assert read.cells() == [
        ("5f", "12", "2014-06-13T12:00:00.000Z"),
        ("60", "1.10", "2014-06-13T12:00:00Z"),
        ("61", "3", "2014-06-13T12:00:00.000Z"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"a": 1', "is not JSON: its brackets, commas or colons do not fit"),
        ('{"a": 1}}', "is not JSON: its brackets, commas or colons do not fit"),
        ('{"a": [1, 2}', "is not JSON: its brackets, commas or colons do not fit"),
        ('{"a": 1,}', "is not JSON: its brackets, commas or colons do not fit"),
        ('{"a" 1}', "is not JSON: its brackets, commas or colons do not fit"),
        ('{"a": 1} {"a": 2}', "is not JSON: its brackets, commas or colons do not fit"),
        ('{"a": "x}', "opens a text that it does not close"),
        ('{"a": NaN}', "holds a word that is neither a number, true, false nor null"),
        ('{"a": 01}', "holds a word that is neither a number, true, false nor null"),
        ('{"a": "x\ty"}', "holds a control character within a text"),
        ('{"a": "\\x"}', "holds a backslash that escapes nothing"),
        ('{"a": ["\\u12G4", [[[["\\u12G4"]]]]]}', "holds a backslash that escapes nothing"),
        ("[" * 40_000 + "]" * 40_000, "is nested more than 1,000 deep"),
    ],
    ids=lambda said: said[:40],
)
def test_a_line_that_is_wrong_is_a_reject_and_those_around_it_are_rows(
    line: str, reason: str
) -> None:
    read = lines(f'{{"a": 0}}\n{line}\n{{"a": 9}}\n')

    assert read.rejects == [("line 2", reason)]
    assert read.cells() == [("0",), ("9",)]


def test_blank_lines_a_mark_and_windows_line_ends_do_no_harm() -> None:
    read = got(b'\xef\xbb\xbf{"a": 1}\r\n\r\n{"a": "2"}\r\n  \r\n')

    assert (read.reading.format, read.cells()) == ("ndjson", [("1",), ("2",)])
    assert ("line ends", "CRLF") in read.reading.marks


def test_a_line_beyond_the_limit_is_a_reject_and_reading_goes_on() -> None:
    long = '{"a": "' + "x" * (17 << 20) + '"}'

    read = lines(f'{{"a": 0}}\n{long}\n{{"a": 9}}\n')

    assert read.rejects == [("line 2", "has more than 16 MiB")]
    assert read.cells() == [("0",), ("9",)]


def test_each_list_of_objects_is_a_table_named_by_its_keys() -> None:
    read = got(b'{"v": 2, "data": {"people": [{"id": 1}], "orders": [{"no": "x"}, {"no": "y"}]}}')

    assert [(t.name, t.rows) for t in read.reading.tables] == [
        ("data.people", 1),
        ("data.orders", 2),
        ("document", 1),
    ]
    assert read.cells("document") == [("2",)]


def test_objects_under_their_ids_are_a_table_with_the_id_as_key() -> None:
    read = got(b'{"users": {"-a": {"n": "A"}, "-b": {"n": "B", "m": 1}, "-\\u00e9": {"n": "C"}}}')

    assert names(read) == ["key", "n", "m"]
    assert read.cells("users") == [("-a", "A", None), ("-b", "B", "1"), ("-é", "C", None)]


def test_one_object_is_one_row() -> None:
    assert got(b'{"name": "Anna", "at": {"city": "Gent"}}').cells() == [("Anna", "Gent")]


def test_lists_in_a_list_are_rows_by_their_places() -> None:
    read = got(b'[["Anna", 1], ["Bert", 2, [3]]]')

    assert names(read) == ["[0]", "[1]", "[2][0]"]
    assert read.cells() == [("Anna", "1", None), ("Bert", "2", "3")]


@pytest.mark.parametrize(
    ("text", "rows", "rejects"),
    [
        ('[{"a": 1}, {"a": 2', 1, [("byte 11", f"{OFF}; what follows was not read")]),
        ('[{"a": 1}, {"a": 2},', 2, [("byte 20", OFF)]),
        ('[{"a": 1}, {"a": 2}', 2, [("byte 19", OFF)]),
        ('[{"a": 1},, {"a": 2}]', 2, [("byte 9", "is no value, but a comma says that there is one")]),
        ('[{"a": 1}, {"a": 2]', 1, [("byte 11", f"{WRONG}; what follows was not read")]),
        ('[{"a": 1}, {"a": {"b": 2}, {"a": 3}, {"a": 4}]', 3, [("byte 11", WRONG)]),
        ('[{"a": 1}, {"a": 2}}, {"a": 3}]', 2, [("byte 11", WRONG)]),
        ('[{"a": 1}, {"a": 2]}, {"a": 3}]', 2, [("byte 11", WRONG)]),
    ],
)  # fmt: skip
def test_a_damaged_list_keeps_its_other_records(
    text: str, rows: int, rejects: list[tuple[str, str]]
) -> None:
    read = got(text.encode())

    assert (read.reading.tables[0].rows, read.rejects) == (rows, rejects)


def test_what_stands_after_the_end_is_a_reject() -> None:
    assert got(b'[{"a": 1}] x').rejects == [
        ("after row 1", "what begins at byte 11 stands after the end of the document")
    ]


def test_values_nested_too_deep_are_refused_in_a_sentence() -> None:
    with pytest.raises(Refused, match=r"nested more than 1,000 deep"):
        document("[" * 100_000 + "]" * 100_000)


def test_keys_met_late_stand_as_json_in_the_last_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.formats.json.columns.HELD", 10)
    text = "".join(f'{{"a": {i}}}\n' for i in range(9)) + '{"a": 9, "new": {"b": [1]}}\n'

    read = got(text.encode(), partial(ndjson.read, chunk=16))

    assert names(read) == ["a", "other keys"]
    assert read.cells()[-1] == ("9", '{"new": {"b": [1]}}')


def test_more_keys_than_columns_are_read_stand_as_json_in_the_last_column() -> None:
    text = "".join(f'{{"id": {i}, "k{i}": "v"}}\n' for i in range(5_000))

    read = lines(text)

    assert names(read)[-1] == "other keys"
    assert read.cells()[-1][-1] == '{"k4999": "v"}'


@pytest.mark.parametrize(
    "text",
    [
        b"[2014-06-13 12:00] login failed\n[2014-06-13 12:01] login\n",
        b"[section]\nkey=value\n",
        b"{name} wrote: hello\n",
        b"{'a': 1}\n",
    ],
)
def test_what_only_begins_with_a_bracket_is_no_json(text: bytes) -> None:
    assert not json_document.sniff(text)
    assert not ndjson.sniff(text)


def test_a_text_that_is_not_closed_is_a_reject() -> None:
    assert document('"abc').rejects == [("byte 0", f"{OFF}; what follows was not read")]


def test_brackets_stand_around_a_table_as_they_like_and_no_record_is_lost() -> None:
    tables = got(b'{"b": 1, {: [{"a": 1}]}, "c": 2}', json_document.read).reading.tables

    assert [table.rows for table in tables] == [1, 0]
    assert tables[1].rejected == 1


def test_a_stray_backslash_escapes_no_quote_of_the_next_line() -> None:
    assert document(b'{"r":[\\\n"c":{}]}').rejects == [("byte 0", WRONG)]


marks = st.sampled_from(
    [
        '{"a":',
        "{:[{",
        '{:{"a":{"b":1},"c":{"b":1},"d":{"b":1}}',
        *"{}[]:,",
        '"a"',
        "1",
        "\n",
        '"',
        "\\",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(marks, max_size=24).map("".join), st.integers(1, 40))
def test_brackets_of_any_sort_in_any_order_end_in_a_reading_or_a_refusal(
    text: str, chunk: int
) -> None:
    for read in (ndjson.read, json_document.read):
        for size in (chunk, 1 << 20):
            with suppress(Refused):
                got(text.encode(), partial(read, chunk=size))


def test_a_table_behind_a_colon_without_a_key_is_read_and_the_rest_is_a_reject() -> None:
    untrusted = b'{: {"x": {"n": 1}, "y": {"n": 2}, "z": {"n": 3}}, "l": 1}'

    tables = got(untrusted, json_document.read).reading.tables

    assert sum(table.rows for table in tables) == 3
    assert sum(table.rejected for table in tables) == 1
