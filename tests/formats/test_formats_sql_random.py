"""SQL dumps: random tables written in each system's quoting read back cell for cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import ftfy
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from reading import got

from tocsin.formats import sql

cells = st.one_of(
    st.none(),
    st.text(
        st.one_of(
            st.sampled_from("a'\"\\`,;()-#/*$[]{}\n\r\t N\0é€😀%_"),
            st.characters(codec="utf-8", exclude_categories=["Cs"]),
        ),
        max_size=14,
    ),
    st.sampled_from(
        [
            "),(1,'",
            "');\nINSERT INTO t VALUES ('",
            "\\.",
            "\\N",
            "NULL",
            "$$",
            "*/",
            "x'--",
            "\\'",
            "]]",
        ]
    ),
)
tables = st.lists(st.tuples(cells, cells), min_size=1, max_size=40)


def mysql(text: str) -> str:
    for letter, written in (
        ("\\", "\\\\"),
        ("'", "\\'"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\0", "\\0"),
        ("\x1a", "\\Z"),
    ):
        text = text.replace(letter, written)
    return f"'{text}'"


def standard(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def doubled(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def national(text: str) -> str:
    return "N" + standard(text)


def escaped(text: str) -> str:
    return "E" + mysql(text).replace("\\0", "\\000").replace("\\Z", "\x1a")


def dollars(text: str) -> str:
    return f"$tag${text}$tag$"


def chosen(text: str) -> str:
    return standard(text) if "]'" in text or text.endswith("]") else f"q'[{text}]'"


def hexadecimal(text: str) -> str:
    return f"X'{text.encode().hex()}'"


def joined(text: str) -> str:
    return "||chr(10)||".join(standard(part) for part in text.split("\n"))


WRITERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "MySQL": ("-- MySQL dump 10.13\n", mysql),
    "MySQL, doubled": ("-- MySQL dump 10.13\n", doubled),
    "MySQL, without escapes": (
        "-- MySQL dump 10.13\nSET sql_mode='NO_BACKSLASH_ESCAPES';\n",
        standard,
    ),
    "PostgreSQL": ("-- PostgreSQL database dump\n", standard),
    "PostgreSQL, escaped": ("-- PostgreSQL database dump\n", escaped),
    "PostgreSQL, in dollars": ("-- PostgreSQL database dump\n", dollars),
    "SQLite": ("PRAGMA foreign_keys=OFF;\n", standard),
    "SQL Server": ("SET ANSI_NULLS ON\nGO\n", national),
    "Oracle": ("SET DEFINE OFF;\nREM INSERTING into T\n", chosen),
    "Oracle, joined": ("SET DEFINE OFF;\nREM INSERTING into T\n", joined),
}
BETWEEN = ["),(", "), (", "),\n(", ");\nINSERT INTO t VALUES (", ");\n\nINSERT INTO t VALUES\n("]


def plain(row: tuple[str | None, ...]) -> bool:
    """Whether a row is left as it is: no mojibake that is undone."""
    return all(cell is None or ftfy.fix_encoding(cell) == cell for cell in row)


@pytest.mark.parametrize("writer", WRITERS)
@settings(deadline=None, max_examples=120)
@given(table=tables, between=st.sampled_from(BETWEEN), piece=st.sampled_from([64, 700, sql.PIECE]))
def test_what_was_written_reads_back(
    writer: str, table: list[tuple[str | None, ...]], between: str, piece: int
) -> None:
    head, write = WRITERS[writer]
    assume(all(map(plain, table)))
    rows = [(str(i), *row) for i, row in enumerate(table * 4)]
    written = between.join(",".join("NULL" if c is None else write(c) for c in row) for row in rows)

    told = got(
        f"{head}INSERT INTO t VALUES ({written});\n".encode(), partial(sql.read, piece=piece)
    )

    assert (told.cells("t"), told.rejects) == (rows, [])


@settings(deadline=None, max_examples=300)
@given(table=tables, piece=st.sampled_from([64, sql.PIECE]), end=st.sampled_from(["\n", "\r\n"]))
def test_what_was_copied_reads_back(
    table: list[tuple[str | None, ...]], piece: int, end: str
) -> None:
    assume(all(map(plain, table)))
    escapes = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
    lines = ["\t".join("\\N" if c is None else c.translate(escapes) for c in row) for row in table]
    copy = "".join(line + end for line in ["COPY t (a, b) FROM stdin;", *lines, "\\."])

    told = got(f"-- PostgreSQL database dump\n{copy}".encode(), partial(sql.read, piece=piece))

    assert (told.cells("t"), told.rejects) == (table, [])


@settings(deadline=None, max_examples=100)
@given(blobs=st.lists(st.binary(max_size=12), min_size=1, max_size=30))
def test_bytes_written_in_hexadecimal_read_back(blobs: list[bytes]) -> None:
    written = "),(".join(f"X'{blob.hex()}'" for blob in blobs)
    told = got(f"PRAGMA x;\nINSERT INTO t VALUES ({written});\n".encode(), sql.read)
    for (cell,), blob in zip(told.cells("t"), blobs, strict=True):
        assert cell == "0x" + blob.hex() or (cell or "").encode() == blob or "Ã" in blob.decode()
