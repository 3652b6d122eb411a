"""Bare quotes: inside a quoted field, and neither doubled nor escaped, as careless programs write them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from tocsin.formats.dialect.rows import LINE
from tocsin.terms.table import Dialect


def are_loose(lines: Sequence[str], dialect: Dialect) -> bool:
    """Whether more fields hold bare quotes, that should end them but do not, than doubled ones."""
    if not dialect.quote or dialect.escape or len(dialect.delimiter) > 1:
        return False
    strict = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True)
    try:
        for _ in strict:
            pass
    except csv.Error as fault:
        if "expected after" not in str(fault):
            return False
    else:
        return False
    text = "".join(lines).encode()
    fields: list[bytes] = loose_fields(dialect.delimiter, dialect.quote).findall(text)
    quotes = dialect.quote.encode()
    bare = sum(field.replace(quotes * 2, b"").count(quotes) > 0 for field in fields)
    return bare > len(fields) - bare and bare > text.count(quotes * 2) / 4


def doubled(lines: list[str], dialect: Dialect) -> list[str]:
    """The lines with the quotes inside quoted fields doubled."""
    quote = (dialect.quote or "").encode()
    fields = loose_fields(dialect.delimiter, dialect.quote or "")
    text = fields.sub(
        lambda f: quote + f[1].replace(quote, quote * 2) + quote, "".join(lines).encode()
    )
    return LINE.findall(text.decode())


def loose_fields(delimiter: str, quote: str) -> re.Pattern[bytes]:
    """Fields (as group 1, without their quotes) that hold quotes inside: none of these ends a field."""
    d, q = re.escape(delimiter).encode(), re.escape(quote).encode()
    begin, end = rb"(?:(?<=%b)|(?<=[\r\n])|\A)" % d, rb"(?=%b|[\r\n]|\Z)" % d
    inner = rb"[^%b\r\n]*(?:%b(?!%b|[\r\n]|\Z)[^%b\r\n]*)+" % (q, q, d, q)
    return re.compile(begin + q + rb"(%b)" % inner + q + end)
