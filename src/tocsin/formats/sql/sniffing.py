r"""Sniffing: whether a text is an SQL script, and not prose or a table that mentions SQL.

A script begins with a statement, or with comments before one, and somewhere in its head a statement
makes a table or gives it rows. A text that begins otherwise is a script only if most of its lines are.

>>> is_script(b"-- a dump\nSET x = 1;\nINSERT INTO `users` VALUES (1,'a');\n")
True
>>> is_script(b"We did INSERT INTO users VALUES (1) and laughed.\nPay.\n")
False
"""

from __future__ import annotations

import re

_NAME = rb"(?:[`\"\[]?[\w$#\x80-\xff][^`\"\]\n(;,]{0,127}[`\"\]]?)(?:\.[`\"\[]?[^`\"\]\n(;,.]{1,128}[`\"\]]?){0,3}"
_DATA = re.compile(
    rb"^[ \t]*(?:/\*!\d+ )?(?:"
    rb"CREATE\s+(?:(?:OR\s+REPLACE|GLOBAL|LOCAL|TEMP|TEMPORARY|UNLOGGED|COLUMN|ROW)\s+)*TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?"
    + _NAME + rb"\s*(?:\(|PARTITION\s+OF|LIKE\b|AS\b)"
    rb"|(?:INSERT|REPLACE)\s+(?:(?:IGNORE|LOW_PRIORITY|DELAYED|HIGH_PRIORITY|OR\s+\w+)\s+)*(?:INTO\s+)?"
    + _NAME + rb"\s*(?:\([^()']{1,20000}\)\s*)?(?:OVERRIDING\s+\w+\s+VALUE\s+)?VALUES?\s*\("
    rb"|(?:INSERT|REPLACE)\s+(?:(?:IGNORE|OR\s+\w+)\s+)*INTO\s+" + _NAME + rb"\s*(?:\([^()']{1,20000}\)\s*)?(?:SELECT|SET)\s+\S"
    rb"|INSERT\s+ALL\s+(?:WHEN\b|INTO\s)"
    rb"|COPY\s+" + _NAME + rb"\s*(?:\([^()']{1,20000}\)\s*)?FROM\s+stdin\b"
    rb")",
    re.MULTILINE | re.IGNORECASE,
)  # fmt: skip
_TOOLS = re.compile(
    rb"\A\s*(?:/\*M!999999\\- enable the sandbox mode \*/\s*)?-- (?:(?:MySQL|MariaDB) dump \d|phpMyAdmin SQL Dump|"
    rb"Adminer \d[^\n]{0,60} dump|PostgreSQL database)|\A\s*--\s*\r?\n-- PostgreSQL database",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    rb"(?:CREATE|INSERT|REPLACE|DROP|ALTER|COPY|SET|USE|BEGIN|START|PRAGMA|LOCK|GO|EXEC|IF|DELIMITER|TRUNCATE|DELETE|"
    rb"DECLARE|COMMIT|PRINT|REM|PROMPT|SPOOL|CONNECT|GRANT|COMMENT|SELECT|UPDATE|WITH|ANALYZE|CALL|WHENEVER)\b|/\*M?!\d|"
    rb"\\(?:connect|restrict|c|set)\b|\.(?:mode|separator|import|read)\b|@@?\w",
    re.IGNORECASE,
)
_BLANK = re.compile(
    rb"(?:[\s\0;]++|--[^\n]*+(?:\n|\Z)|#[^\n]*+(?:\n|\Z)|/\*(?!M?!\d)(?:[^*]++|\*(?!/))*+\*/)*+"
)
_LINE = re.compile(
    rb"^[ \t]*(?:INSERT\s|\(|\)|CREATE\s|[`\"\[]\w+|COPY\s|--|/\*|\*/|;|GO\s*$|SET\s|\\\.)",
    re.IGNORECASE,
)

MOST = 0.5
"""Share of the lines that must look like SQL where a text does not begin with it. Our choice."""


def is_script(text: bytes) -> bool:
    """Whether a text that begins so (UTF-8) is an SQL script."""
    if _TOOLS.search(text):
        return True
    if not _DATA.search(text):
        return False
    begin = _BLANK.match(text)
    if begin and _STATEMENT.match(text, begin.end()):
        return True
    lines = [line for line in text[: 64 << 10].splitlines() if line.strip()]
    return sum(_LINE.match(line) is not None for line in lines) >= MOST * len(lines)
