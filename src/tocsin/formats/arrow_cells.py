"""Arrow cells: typed columns, as Parquet and Arrow files have them, written as text.

Numbers as they are, without an exponent's noise that was not there; truth as true and false; times as ISO 8601,
those with a zone in UTC with a Z; bytes as text where they are UTF-8, else `0x` and hexadecimal; NaN, which
pandas writes for a missing value, as NULL; a structure as a column for each of its fields, a list as JSON.

>>> cells(pa.table({"a": [{"b": 1, "c": [1, None]}], "d": [1.0]})).to_pylist()
[{'a.b': '1', 'a.c': '[1, null]', 'd': '1'}]
"""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.compute as pc

from tocsin.formats.grid import distinct

DEEPEST = 8
"""Structures within structures that are spread; what lies deeper is JSON."""


def cells(table: pa.Table) -> pa.Table:
    """The same table as text, its structures spread over columns."""
    for _ in range(DEEPEST):
        if not any(pa.types.is_struct(field.type) for field in table.schema):
            break
        table = table.flatten()
    columns = [_text(column.combine_chunks()) for column in table.columns]
    return pa.Table.from_arrays(columns, names=list(distinct(table.column_names)))


def _text(column: pa.Array) -> pa.Array:
    """One column as text."""
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.chunks else pa.array([], column.type)
    sort = column.type
    if pa.types.is_dictionary(sort):
        return _text(column.dictionary_decode())
    if isinstance(column, pa.ExtensionArray):
        return _text(column.storage)
    if pa.types.is_null(sort):
        return pa.nulls(len(column), pa.string())
    if pa.types.is_floating(sort):
        return pc.cast(pc.if_else(pc.is_nan(column), None, column), pa.string())
    if pa.types.is_timestamp(sort) and sort.tz:
        plain = pc.cast(column, pa.timestamp(sort.unit))
        return pc.binary_join_element_wise(_text(plain), "Z", "")
    if pa.types.is_timestamp(sort) or pa.types.is_time(sort):
        said = pc.cast(column, pa.string())
        return pc.replace_substring_regex(said, r"\.0+$", "")
    if _is_bytes(sort):
        return _bytes(column)
    try:
        return pc.cast(column, pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return pa.array([None if v is None else _json(v) for v in column.to_pylist()], pa.string())


def _is_bytes(sort: pa.DataType) -> bool:
    return bool(
        pa.types.is_binary(sort)
        or pa.types.is_large_binary(sort)
        or pa.types.is_fixed_size_binary(sort)
        or pa.types.is_binary_view(sort)
    )


def _bytes(column: pa.Array) -> pa.Array:
    """Bytes as text where all of the column is UTF-8; else each cell as what it is."""
    try:
        return pc.cast(pc.cast(column, pa.binary()), pa.string())
    except pa.ArrowInvalid:
        return pa.array(
            [None if v is None else of_bytes(v) for v in column.to_pylist()], pa.string()
        )


def of_bytes(value: bytes) -> str:
    """Bytes as text if they are UTF-8 without control characters; else in hexadecimal.

    >>> of_bytes("é".encode()), of_bytes(bytes([255, 0]))
    ('é', '0xff00')
    """
    try:
        said = value.decode()
    except UnicodeDecodeError:
        return f"0x{value.hex()}"
    binary = any(letter < " " and letter not in "\t\r\n" for letter in said)
    return f"0x{value.hex()}" if binary else said


def _json(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
