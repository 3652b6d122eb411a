r"""Marks: what a dump's comments tell of the tool, the server and the hour.

Export tools write at the head which server they read, and at the foot when they were done; what they
write in is the exporter's language. All of it is the claimant's word, and kept short.

>>> marks = Comments()
>>> marks.hear(b"-- MySQL dump 10.13  Distrib 5.7.33, for Linux (x86_64)")
>>> marks.hear(b"-- Host: db1    Database: shop")
>>> marks.hear(b"-- Dump completed on 2014-06-13 10:00:00")
>>> marks.told()
(('tool', 'MySQL dump 10.13  Distrib 5.7.33, for Linux (x86_64)'), ('host', 'db1'), ('database', 'shop'), ('dump completed', '2014-06-13 10:00:00'))
"""

from __future__ import annotations

import re
from collections import Counter

LONGEST = 120
"""Characters of a mark."""

HEARD = 2_000
"""Bytes of a comment that are looked at."""

_SAYS: tuple[tuple[str, bytes], ...] = (
    ("tool", rb"((?:MySQL|MariaDB) dump \S+.*)|(phpMyAdmin SQL Dump)|(Adminer [\d.]+.*)|(Dumped by pg_dump.*)"
             rb"|(HeidiSQL\b.*)|(SQLyog\b.*)|(Navicat\b.*)|(DBeaver\b.*)|(mydumper\b.*)|(Sequel (?:Pro|Ace) .*)"
             rb"|(MySQL Administrator dump.*)|(pg_dumpall\b.*)|(PostgreSQL database (?:cluster )?dump)\s*$"
             rb"|(DbVisualizer\b.*)|(Toad\b.*)|(SQL Developer\b.*)|(DataGrip\b.*)|(db2look\b.*)"),
    ("tool version", rb"^version (\d\S*)"),
    ("server version", rb"^(?:Server version|Server-Version|Serverversie|Version du serveur|"
                       rb"Versi\S+n del servidor|Versione del server|Dumped from database version)\s*:?\s*(\S.*)"),
    ("PHP version", rb"^(?:PHP[ -]Version|Version de PHP|PHP-versie|Versi\S+n de PHP)\s*:?\s*(\d\S*)"),
    ("host", rb"^(?:Host|H\S+te|Servidor|Serveur)\s*:\s*(.*?)(?:\s{2,}|$)"),
    ("database", rb"(?:^|\s)(?:Database|Base de donn\S+es|Datenbank|Databank|Base de datos)\s*:\s*[`']?(.*?)[`']?\s*$"),
    ("dump completed", rb"^(?:Dump completed on|Completed on)\s*(\d.*)"),
    ("dump completed", rb"^(Dump completed)$"),
    ("dump started", rb"^(?:Started on|Generation Time|G\S+n\S+r\S+ le|Erstellungszeit|Gegenereerd op|"
                     rb"Tiempo de generaci\S+n|File created -|Dump generated on|Date|Export date)\s*:?\s*(\w.*\d.*)"),
    ("dump started", rb"^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?)$"),
    ("script date", rb"Script Date: (\d.*?\d)\s*\*"),
    ("script date", rb"Script Date: (.*?M)\b"),
)  # fmt: skip

_COMPILED = tuple((name, re.compile(p, re.MULTILINE | re.IGNORECASE)) for name, p in _SAYS)
_LINE = re.compile(rb"^\s*(?:--+|#+|/\*+!?|\*+|REM\b)?[ \t]*|[ \t]*(?:\*+/)?\s*$", re.MULTILINE)


class Comments:
    """Gathers marks; the first of a sort stays, and the last if it differs."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._last: dict[str, str] = {}
        self._passed: Counter[str] = Counter()

    def hear(self, comment: bytes) -> None:
        """Take in one comment."""
        short = comment[:HEARD]
        text = _LINE.sub(b"", short)
        for name, says in _COMPILED:
            found = says.search(short if name == "script date" else text)
            if found:
                value = next(group for group in found.groups() if group is not None)
                self.note(name, value)

    def note(self, name: str, value: bytes) -> None:
        """Keep a mark."""
        told = value.decode("utf-8", "replace").strip()[:LONGEST]
        told = "".join(letter if letter.isprintable() else " " for letter in told)
        if told:
            self._first.setdefault(name, told)
            self._last[name] = told

    def passed_over(self, verb: str) -> None:
        """Count a statement that was not read."""
        self._passed[verb] += 1

    def told(self) -> tuple[tuple[str, str], ...]:
        """All marks, in the order they were met."""
        marks: list[tuple[str, str]] = []
        for name, value in self._first.items():
            marks.append((name, value))
            if self._last[name] != value:
                marks.append((f"last {name}", self._last[name]))
        if self._passed:
            counts = (f"{verb} {n:,}" for verb, n in self._passed.most_common())
            marks.append(("statements passed over", ", ".join(counts)))
        return tuple(marks)
