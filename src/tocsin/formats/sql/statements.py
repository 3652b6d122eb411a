"""Statements: a dump read one statement after another, and none of them executed.

CREATE TABLE and ALTER TABLE ... ADD give columns; INSERT, REPLACE and COPY give rows. What a SET says of
charset and escapes is heeded. All else is passed over and counted by its verb: its end is found, and
nothing is done.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.formats.sql import copies, inserts, schema
from tocsin.formats.sql.names import Head, Name
from tocsin.formats.sql.schema import Field
from tocsin.formats.sql.script import Script
from tocsin.formats.sql.words import Piece, Unreadable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VERBS = _words(
    "ALTER ANALYZE ATTACH BEGIN CALL CHECKPOINT CLOSE CLUSTER COMMENT COMMIT CONNECT CREATE DBCC DEALLOCATE "
    "DECLARE DELETE DENY DESCRIBE DETACH DISCARD DO DROP ECHO END EXEC EXECUTE EXIT EXPLAIN EXPORT FETCH FLUSH GO "
    "GRANT HANDLER IF IMPORT INSTALL KILL LOAD LOCK MERGE NOTIFY OPEN OPTIMIZE PRAGMA PREPARE PRINT PROMPT PURGE "
    "QUIT RAISERROR REFRESH REINDEX RELEASE REM RENAME RESET RETURN REVOKE ROLLBACK RUN RUNSTATS SAVEPOINT SECURITY "
    "SELECT SET SHOW SOURCE SPOOL START TERMINATE TRUNCATE UNLOCK UPDATE UPSERT USE VACUUM VALUES WHENEVER WITH "
    "XA ELSE REORG SIGNAL LISTEN UNLISTEN WAITFOR WHILE THROW CONN DISCONNECT SHUTDOWN BACKUP RESTORE COPY"
)
"""Words with which a statement begins that is passed over. Anything else is no SQL."""

_KINDS = _words(
    "TABLE VIEW INDEX SEQUENCE DATABASE SCHEMA TRIGGER FUNCTION PROCEDURE PROC EVENT USER ROLE TYPE DOMAIN "
    "EXTENSION PACKAGE RULE AGGREGATE TABLESPACE SYNONYM CAST COLLATION OPERATOR LANGUAGE POLICY PUBLICATION "
    "SUBSCRIPTION SERVER LOGIN FULLTEXT STATISTICS CONSTRAINT DEFAULT SESSION SYSTEM DATA TABLES INFILE"
)
_ROUTINES = _words("TRIGGER FUNCTION PROCEDURE PROC EVENT PACKAGE RULE AGGREGATE")
_LINES = _words("REM PROMPT SPOOL WHENEVER EXIT ECHO SOURCE QUIT")
"""SQL*Plus's and its like: commands that a line ends."""

_ANEW = frozenset(("INSERT", "CREATE", "COPY", "REPLACE"))
_ANEW_ON_SQL_SERVER = _ANEW | {
    "SET",
    "GO",
    "PRINT",
    "USE",
    "EXEC",
    "ALTER",
    "DECLARE",
    "DROP",
    "IF",
}
"""Words with which a new statement begins where a line begins, though nothing ended the one before."""

_ENDS_OTHERWISE = frozenset(("IF", "LOOP", "WHILE", "REPEAT", "FOR"))
_DELIMITER = re.compile(rb"DELIMITER[ \t]+(\S+)[^\n]*(?:\n|\Z)", re.IGNORECASE)


def read(script: Script) -> None:
    """Read the dump to its end."""
    more = True
    while more:
        try:
            more = script.blank()
            if more:
                _statement(script)
        except Unreadable as fault:
            script.reject(None, script.tape.at, str(fault))
            script.afresh()


def _statement(script: Script) -> None:
    tape = script.tape
    if _ends(script):
        tape.at += len(script.delimiter)
        return
    first = tape.text[tape.at : tape.at + 1]
    if first in b";":
        tape.at += 1
        return
    if first in b"\\./!@":
        named = re.match(rb"\\c(?:onnect)?\s+[\"']?([^\s\"']+)", _upto_line_end(script))
        if named:
            script.comments.note("database", named[1])
        _line(script, "\\" if first == b"\\" else "line command")
        return
    kind, start, end = script.look(lambda text, at, ended: script.words.next(text, at, ended))
    word = tape.text[start:end].decode("ascii", "replace").upper() if kind == "word" else ""
    match word:
        case "INSERT":
            _insert(script)
        case "REPLACE" | "INTO":
            _passed(script, inserts.insert(script))
        case "CREATE":
            _create(script)
        case "COPY":
            if not copies.copy(script):
                _pass_over(script, "COPY")
        case "ALTER":
            _alter(script)
        case "DROP":
            _drop(script)
        case "SET" | "USE" | "DELIMITER" | "PRAGMA":
            _setting(script, word)
        case "BEGIN":
            _begin(script, end - start)
        case "GO" | "END" | "THEN" | "ELSE":
            tape.at = end
        case _ if word in _LINES:
            script.comments.hear(_upto_line_end(script)) if word == "REM" else None
            _line(script, word)
        case _ if word in VERBS:
            _pass_over(script, word)
        case _:
            raise Unreadable("is no statement")


def _insert(script: Script) -> None:
    """INSERT; Oracle's INSERT ALL, whose INTOs are each like one."""

    def after_all(text: bytes, at: int, ended: bool) -> int:
        head = Head(script.words, text, at, ended)
        head.on()
        return head.at if head.took("ALL", "FIRST") else 0

    into = script.look(after_all)
    if into:
        script.tape.at = into
        return
    _passed(script, inserts.insert(script))


def _passed(script: Script, verb: str) -> None:
    """Find the end of an INSERT; count it where it was not read."""
    if verb:
        _pass_over(script, verb)
    else:
        _rest(script)


def _create(script: Script) -> None:
    kinds = script.look(lambda text, at, ended: _kinds(script, text, at, ended))
    if "TABLE" not in kinds:
        routine = next((k for k in kinds if k in _ROUTINES), None)
        kind = routine or next((k for k in kinds if k in _KINDS), "")
        _pass_over(script, f"CREATE {kind}".strip(), routine=routine is not None)
        return
    table, fields, end = script.look(lambda text, at, ended: _table(script, text, at, ended))
    script.tape.at = end
    if fields:
        inserts.make(script, table, fields)
        _rest(script)
    else:
        _pass_over(script, "CREATE TABLE AS", counted=not fields)


def _kinds(script: Script, text: bytes, at: int, ended: bool) -> list[str]:
    """The words up to the one that says what is created."""
    head = Head(script.words, text, at, ended)
    head.on()
    words: list[str] = []
    while len(words) < 12:
        kind, start, end = head.on()
        if kind == "end":
            break
        word = text[start:end].decode("ascii", "replace").upper()
        words.append(word)
        if word in _KINDS and word not in ("USER", "DEFAULT", "FULLTEXT"):
            break
    return words


def _table(script: Script, text: bytes, at: int, ended: bool) -> tuple[Name, list[Field], int]:
    """Name and columns of a CREATE TABLE, and where they end; no columns where it gives none."""
    head = Head(script.words, text, at, ended)
    while not head.took("TABLE"):
        head.on()
    if head.took("IF"):
        head.took("NOT")
        head.took("EXISTS")
    table = head.name()
    like: Name | None = None
    if head.took("PARTITION"):
        head.took("OF")
        like = head.name()
    elif head.took("LIKE"):
        like = head.name()
    elif head.sign() == b"(":
        start = head.at
        pieces = head.parentheses()
        inside = [text[s:e].upper() for _, s, e in pieces[1:2]]
        if inside == [b"LIKE"]:
            inner = Head(script.words, text, start, ended)
            inner.on()
            inner.on()
            like = inner.name()
        elif inside != [b"SELECT"]:
            return table, schema.columns(text, pieces), head.at
    source = inserts.known(script, like) if like else None
    return table, list(source.fields) if source else [], head.at


def _alter(script: Script) -> None:
    """ALTER TABLE t ADD column type; all else of it is passed over."""

    def added(text: bytes, at: int, ended: bool) -> tuple[Name, list[Field], bool]:
        head = Head(script.words, text, at, ended)
        head.on()
        if not head.took("TABLE"):
            return (), [], False
        head.took("ONLY")
        if head.took("IF"):
            head.took("EXISTS")
        table = head.name()
        fields: list[Field] = []
        while head.took("ADD"):
            head.took("COLUMN")
            if head.took("IF"):
                head.took("NOT")
                head.took("EXISTS")
            entries, sign = _entries(head, text)
            fields += [f for e in entries if (f := schema.entry(text, e))]
            if sign != b",":
                break
            head.on()
        return table, fields, True

    table, fields, is_table = script.look(added)
    sheet = inserts.known(script, table) if fields else None
    if sheet:
        names = {field.name.lower() for field in sheet.fields}
        new = [
            replace(f, default=None) if sheet.height else f
            for f in fields
            if f.name.lower() not in names
        ]
        if new and script.tables.widen(sheet, new) is None:
            raise Unreadable(f"has more than {script.limits.columns:,} columns")
    _pass_over(script, "ALTER TABLE" if is_table else "ALTER", counted=not sheet)


def _entries(head: Head, text: bytes) -> tuple[list[list[Piece]], bytes]:
    """What one ADD adds: a column, or several in parentheses; and what ends it."""
    entry: list[Piece] = []
    if head.sign() == b"(":
        inner = head.parentheses()
        return [list(e) for e in schema.entries(text, inner[1:-1])], head.sign()
    depth = 0
    while True:
        kind, start, end = piece = head.peek()
        sign = text[start:end] if kind == "op" else b""
        if kind == "end" or (not depth and sign in (b",", b";")) or len(entry) > 1000:
            return [entry] if entry else [], sign
        if not depth and kind == "word" and text[start:end].upper() == b"GO":
            return [entry] if entry else [], sign
        depth += (sign == b"(") - (sign == b")")
        entry.append(piece)
        head.on()


def _drop(script: Script) -> None:
    """DROP TABLE: a table without rows is gone; rows stay, for they were copied."""

    def dropped(text: bytes, at: int, ended: bool) -> tuple[str, Name]:
        head = Head(script.words, text, at, ended)
        head.on()
        kind = head.word()
        head.on()
        if kind != "TABLE":
            return kind if kind in _KINDS else "", ()
        if head.took("IF"):
            head.took("EXISTS")
        return kind, head.name()

    kind, table = script.look(dropped)
    sheet = inserts.known(script, table) if table else None
    if sheet:
        script.tables.forget(sheet)
    _pass_over(script, f"DROP {kind}".strip())


def _setting(script: Script, word: str) -> None:
    """SET, USE, PRAGMA and DELIMITER: what they say of how to go on is heeded."""
    tape = script.tape
    line = _upto_line_end(script)
    found = _DELIMITER.match(line)
    if found:
        script.delimiter = found[1][:16]
        tape.at += len(line)
        return
    if word == "SET":
        script.heed(line[:1000])
    elif word == "USE":
        named = re.match(rb"USE\s+[`\"\[]?([\w$\x80-\xff-]+)", line, re.IGNORECASE)
        if named and script.style.conditional:
            script.database = named[1]
        if named:
            script.comments.note("database", named[1])
    _pass_over(script, word)


def _begin(script: Script, size: int) -> None:
    """BEGIN TRANSACTION; or the beginning of a block, whose statements are read."""
    head = script.look(lambda text, at, ended: Head(script.words, text, at + size, ended).peek())
    following = script.tape.text[head[1] : head[2]].upper()
    if following in (
        b";",
        b"TRANSACTION",
        b"TRAN",
        b"WORK",
        b"IMMEDIATE",
        b"EXCLUSIVE",
        b"DEFERRED",
    ):
        _pass_over(script, "BEGIN")
    else:
        script.tape.at += size


def _upto_line_end(script: Script) -> bytes:
    """The text from here to the end of the line, or of its first thousand bytes."""
    tape = script.tape
    while tape.unread < 1000 and tape.text.find(b"\n", tape.at) < 0 and tape.grow():
        pass
    end = tape.text.find(b"\n", tape.at, tape.at + 1000) + 1
    return tape.text[tape.at : end or tape.at + 1000]


def _ends(script: Script) -> bool:
    """Whether what ends a statement stands here."""
    tape = script.tape
    while tape.unread < len(script.delimiter) and tape.grow():
        pass
    return tape.text.startswith(script.delimiter, tape.at)


def _alone(script: Script, size: int) -> bool:
    """Whether the piece of this size that stands here has the rest of its line for itself."""
    return not _upto_line_end(script)[size:].strip()


def _line(script: Script, verb: str) -> None:
    """Pass over a command that a line ends."""
    tape = script.tape
    script.comments.passed_over(verb)
    while (end := tape.text.find(b"\n", tape.at)) < 0:
        tape.at = len(tape.text)
        if not tape.grow():
            return
    tape.at = end + 1


def _rest(script: Script) -> None:
    """Find the end of a statement that was read."""
    _pass_over(script, "", counted=False, begun=True)


def _pass_over(
    script: Script, verb: str, *, routine: bool = False, counted: bool = True, begun: bool = False
) -> None:
    """Find the end of a statement; nothing of it is done."""
    if counted:
        object_ = _object(script) if verb in ("TRUNCATE", "LOAD", "COMMENT") else ""
        script.comments.passed_over(f"{verb} {object_}".strip())
    tape = script.tape
    anew = _ANEW_ON_SQL_SERVER if script.style.system == "SQL Server" else _ANEW
    slashed = routine and script.style.chosen
    """Only a line with a slash alone ends it, as in Oracle; or, without, what begins anew after its END."""

    depth = blocks = 0
    previous = ""
    body = False
    line_begins = begun
    while True:
        if tape.at >= len(tape.text) and not tape.grow():
            return
        if not slashed and _ends(script) and (script.delimiter != b";" or max(depth, blocks) <= 0):
            tape.at += len(script.delimiter)
            return
        kind, start, end = script.look(lambda text, at, ended: script.words.piece(text, at, ended))
        size = end - start
        if kind == "word":
            word = tape.text[start:end].decode("ascii", "replace").upper()
            if line_begins and depth <= 0:
                if word == "GO" and _alone(script, 2):
                    return
                if word in anew and (not routine or (slashed and body and blocks <= 0)):
                    return
            if routine:
                if word in ("BEGIN", "CASE") and previous != "END":
                    blocks += 1
                    body = True
                elif word == "END":
                    blocks -= 1
                elif word in _ENDS_OTHERWISE and previous == "END":
                    blocks += 1
            previous, line_begins = word, False
        elif kind == "space":
            line_begins = line_begins or b"\n" in tape.text[start:end]
        elif kind == "comment":
            script.comments.hear(tape.text[start:end])
            line_begins = line_begins or tape.text[end - 1 : end] == b"\n"
        else:
            sign = tape.text[start:end]
            if sign == b"/" and line_begins and _alone(script, 1):
                tape.at += 1
                return
            depth += (sign == b"(") - (sign == b")")
            previous, line_begins = "", False
        tape.at += size


def _object(script: Script) -> str:
    """What a statement is about, as far as that is a word of SQL."""

    def second(text: bytes, at: int, ended: bool) -> str:
        head = Head(script.words, text, at, ended)
        head.on()
        return head.word()

    word = script.look(second)
    return word if word in _KINDS else ""
