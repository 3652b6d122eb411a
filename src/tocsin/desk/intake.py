"""Intake: a case is opened on a note; files are taken into custody."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import BinaryIO

import pyarrow as pa

from tocsin.desk import volumes
from tocsin.desk.base import Desk
from tocsin.desk.exhibits import Pieces, Read, piece, read
from tocsin.desk.said import correct
from tocsin.formats import plain
from tocsin.formats.base import Source
from tocsin.formats.encoding import Text, is_text
from tocsin.kinds import recognise
from tocsin.ports import Parser, Vault
from tocsin.possession import note as notes
from tocsin.terms.case import Exhibit, Role
from tocsin.terms.claim import Note
from tocsin.terms.errors import Refused

AT_MOST = 1_048_576
"""Bytes of a note's words that are read: a longer text is not a note."""

ENCLOSED = 32 << 20
"""Bytes of a file that a note may come in: a mail with its attachments, a PDF, a photograph of one."""


AS_TEXT = "Save what it says as plain text, and name that file."

SHORTEST = 6
"""Digits of a digest that name an exhibit within a case."""


def words(parser: Parser, untrusted: bytes, name: str) -> bytes:
    """The words of a note: the file itself where it is plain text; what a mail, a PDF or an archive says.

    Text that was padded with NULs, as some programs leave it, is read without them.
    """
    if plain(untrusted):
        return untrusted
    from tocsin.formats import free_text  # with all that tells a sample in a text

    lines: list[str] = []

    def sink(table: str, batches: pa.RecordBatchReader) -> None:
        if table.rpartition("/")[2] == free_text.TEXT:
            for batch in batches:
                lines.extend(line or "" for line in batch["c0"].to_pylist())

    reading = parser.parse(BytesIO(untrusted), name, sink)
    if reading.refused:
        unpadded = untrusted.replace(b"\0", b"")
        if is_text(unpadded):
            return unpadded
        raise Refused(f"The note could not be read: {reading.refused}", remedy=AS_TEXT)
    return "\n".join(lines).encode()


def heard(untrusted: bytes, received: datetime) -> Note:
    """Read a ransom note; `Refused` where it is not text, or claims nothing and asks nothing."""
    source = Source(BytesIO(untrusted[:AT_MOST]))
    text = b"".join(Text(source)).decode("utf-8", errors="replace")
    if not notes.legible(text):
        raise Refused(
            "The note is not text: it holds what no text has.",
            remedy=AS_TEXT,
        )
    note = notes.read(text, received)
    if not notes.asserts(note):
        raise Refused(
            "The note claims nothing and asks nothing that tocsin can read.",
            remedy="Check that it is the right file, in plain text.",
        )
    return note


def seal(vault: Vault, stream: BinaryIO, role: Role, name: str) -> Exhibit:
    """Take a file into custody; an empty one is refused."""
    exhibit = vault.take(stream, role, name, why=f"taken into custody as a {role.value}")
    if not exhibit.bytes:
        raise Refused(f"{name} is empty.", remedy="Name a file that holds something.")
    return exhibit


def corrected(
    desk: Desk, exhibit: str, table: str | None, kinds: dict[str, str], why: str
) -> Exhibit:
    """Take a person's judgement of what columns of an exhibit hold; `Refused` where they are not there."""
    sealed = _named(desk.vault, exhibit)
    reading = next(r.reading for r in readings(desk) if r.exhibit.sha256 == sealed.sha256)
    if not reading.tables:
        raise Refused(
            f"Exhibit {exhibit} has no table: {reading.refused or 'none was found in it.'}",
            remedy="Name an exhibit whose columns were read.",
        )
    tables = reading.tables
    chosen = [t for t in tables if table in (None, t.name)]
    if len(chosen) != 1:
        raise Refused(
            f"Exhibit {exhibit} has {len(chosen) or 'no'} such tables.",
            remedy="Name one with --table: " + ", ".join(repr(t.name) for t in tables) + ".",
        )
    recognise.correct(chosen[0].columns, kinds)
    correct(desk.vault, sealed, chosen[0].name, kinds, why)
    return sealed


def _named(vault: Vault, exhibit: str) -> Exhibit:
    """The exhibit whose digest begins so."""
    found = [sealed for sealed in vault.exhibits() if sealed.sha256.startswith(exhibit.lower())]
    if len(found) != 1 or len(exhibit) < SHORTEST:
        raise Refused(
            f"{exhibit!r} names no exhibit of this case, or several.",
            remedy=f"Give the first {SHORTEST} or more digits of its SHA-256.",
        )
    return found[0]


def readings(desk: Desk) -> tuple[Read, ...]:
    """Every exhibit of the case, as read; one that was cut into pieces, at its first."""
    exhibits = desk.vault.exhibits()
    first: dict[str, Pieces] = {}
    later: dict[str, str] = {}
    for by_name in _told_apart(exhibits):
        for whole in volumes.joined(by_name):
            pieces = tuple(by_name[name] for name in whole.pieces)
            first[pieces[0].sha256] = Pieces(whole.name, pieces)
            later |= {piece.sha256: whole.name for piece in pieces[1:]}
    return tuple(
        piece(desk, exhibit, later[exhibit.sha256])
        if exhibit.sha256 in later
        else read(desk, exhibit, first.get(exhibit.sha256))
        for exhibit in exhibits
    )


def _told_apart(exhibits: tuple[Exhibit, ...]) -> list[dict[str, Exhibit]]:
    """Exhibits by name; of those of one name, the first together with the other firsts, and so on."""
    rounds: list[dict[str, Exhibit]] = []
    for exhibit in exhibits:
        place = next((named for named in rounds if exhibit.name not in named), None)
        if place is None:
            rounds.append(place := {})
        place[exhibit.name] = exhibit
    return rounds
