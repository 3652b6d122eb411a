r"""Style: in whose SQL a dump is written, told from its beginning.

It decides what a text alone does not show: whether a backslash escapes, whether double quotes hold
a string or a name, what begins a comment. Signs that only one system writes are counted over the
head of the file; the system with most wins. Without any, a backslash escapes if the strings of the
head only end where strings may end when it does.

>>> told(b"-- MySQL dump 10.13\nINSERT INTO `t` VALUES (1);").system
'MySQL'
>>> told(b"INSERT INTO t VALUES ('O\\'Neil', 'C:', 1);").escapes
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Style:
    """The rules by which one system reads SQL."""

    system: str
    """Whose: 'MySQL', 'PostgreSQL' ...; 'SQL' where nothing tells."""

    escapes: bool = False
    """A backslash in an ordinary string escapes."""

    strings: bytes = b"'"
    """What a string may be put in; double quotes are names where they are not here."""

    hashes: bool = False
    """`#` begins a comment."""

    nested: bool = False
    """Comments may lie in comments."""

    dollars: bool = False
    """`$tag$ ... $tag$` is a string."""

    chosen: bool = False
    """`q'[ ... ]'` is a string."""

    brackets: bool = False
    """`[name]` is a name."""

    conditional: bool = False
    """`/*!40101 ... */` is read as if it were no comment."""


MYSQL = Style("MySQL", escapes=True, strings=b"'\"", hashes=True, conditional=True)
POSTGRESQL = Style("PostgreSQL", nested=True, dollars=True)
SQLITE = Style("SQLite", brackets=True)
SQL_SERVER = Style("SQL Server", nested=True, brackets=True)
ORACLE = Style("Oracle", chosen=True)
DB2 = Style("DB2")
ANY = Style("SQL", brackets=True)

_SIGNS: tuple[tuple[Style, int, bytes], ...] = (
    (MYSQL, 9, rb"^(?:--|/\*) *(?:MySQL|MariaDB) dump|phpMyAdmin|^-- Adminer|HeidiSQL|SQLyog|mydumper"),
    (MYSQL, 3, rb"/\*M?!\d|(?:ENGINE|TYPE) ?= ?(?:InnoDB|MyISAM)|\bAUTO_INCREMENT\b|^UNLOCK TABLES|^DELIMITER "),
    (MYSQL, 2, rb"(?:INTO|TABLE|EXISTS) `|_binary '|\b(?:TINYINT|MEDIUMTEXT|LONGTEXT|UNSIGNED)\b"),
    (POSTGRESQL, 9, rb"^-- PostgreSQL database|^-- Dumped by pg_dump|^\\(?:connect|restrict) "),
    (POSTGRESQL, 5, rb"^COPY .+ FROM stdin|client_encoding|standard_conforming_strings|pg_catalog"),
    (POSTGRESQL, 2, rb"'::[a-z]|\bcharacter varying\b|\b(?:BIG)?SERIAL\b|\bBYTEA\b|\bE'|WITHOUT TIME ZONE"),
    (SQLITE, 5, rb"^PRAGMA |\bsqlite_sequence\b|\bAUTOINCREMENT\b|\bunistr\("),
    (SQLITE, 2, rb"^BEGIN TRANSACTION;"),
    (SQL_SERVER, 5, rb"\[dbo\]\.|^SET IDENTITY_INSERT|^SET (?:ANSI_NULLS|QUOTED_IDENTIFIER)|/\*{6} Object:"),
    (SQL_SERVER, 3, rb"^GO\s*$|\bIDENTITY ?\(|(?:INTO|TABLE|INSERT) \[|\b(?:NVARCHAR\(MAX|UNIQUEIDENTIFIER)\b"),
    (ORACLE, 5, rb"\bVARCHAR2\b|^SET DEFINE OFF|^INSERT ALL\b|^REM INSERTING|\bto_(?:date|timestamp) ?\('|\bN?q'[\[{(<!|]"),
    (ORACLE, 3, rb"\bNUMBER ?\(|^/\s*$|\bFROM dual\b|\bchr ?\(1[03]\)|\bSYSDATE\b"),
    (DB2, 6, rb"^CONNECT (?:TO \w+|RESET);|\bDB2\b|\bUSERSPACE\d|\bVARGRAPHIC\b|\bSYSPROC\.|\bdb2look\b|\bSYSIBM\b"),
)  # fmt: skip
"""What each system or its tools write and others hardly do, with its weight. Ours, from the
systems' manuals; a sign counts at most three times."""

_COMPILED = tuple((s, w, re.compile(p, re.MULTILINE | re.IGNORECASE)) for s, w, p in _SIGNS)
_ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\'(\s*[^\s,);|:+\]]|'|\s*,(?!\s*[-'(\dNn]))")
_ENDING = re.compile(rb"(?<!\\)(?:\\\\)*\\'\s*[,);]")
_MODE = re.compile(rb"\bsql_mode\s*=\s*'([^']*)'", re.IGNORECASE)
_CONFORMING = re.compile(rb"\bstandard_conforming_strings\s*(?:=|TO)\s*'?(on|off)", re.IGNORECASE)


def told(head: bytes) -> Style:
    """The style of a dump whose text begins so (UTF-8)."""
    weights: dict[Style, int] = {}
    for style, weight, sign in _COMPILED:
        seen = sum(1 for _ in zip(range(3), sign.finditer(head), strict=False))
        weights[style] = weights.get(style, 0) + weight * seen
    best = max(weights, key=lambda style: weights[style])
    style = best if weights[best] else ANY
    if style is ANY:
        style = replace(style, escapes=_escapes(head))
    return style


def _escapes(head: bytes) -> bool:
    r"""Whether `\'` stands more often within strings than it can end them."""
    return len(_ESCAPED.findall(head)) > len(_ENDING.findall(head))


def set_by(statement: bytes, style: Style) -> Style:
    """The style after a SET statement: some switch escapes and double quotes.

    >>> set_by(b"SET sql_mode='ANSI,NO_BACKSLASH_ESCAPES'", MYSQL).escapes
    False
    """
    mode = _MODE.search(statement)
    if mode and style.system == MYSQL.system:
        modes = set(mode[1].upper().split(b","))
        names = bool(modes & {b"ANSI", b"ANSI_QUOTES", b"ORACLE", b"MSSQL", b"POSTGRESQL", b"DB2"})
        return replace(
            style,
            escapes=b"NO_BACKSLASH_ESCAPES" not in modes,
            strings=b"'" if names else MYSQL.strings,
        )
    conforming = _CONFORMING.search(statement)
    if conforming and style.system == POSTGRESQL.system:
        return replace(style, escapes=conforming[1].lower() == b"off")
    return style
