"""Intake: a case is opened on a note; files are taken into custody."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from tocsin.desk.base import Desk
from tocsin.desk.exhibits import Read, read
from tocsin.formats.base import Source
from tocsin.formats.encoding import Text
from tocsin.ports import Vault
from tocsin.possession import note as notes
from tocsin.terms.case import Exhibit, Role
from tocsin.terms.claim import Note
from tocsin.terms.errors import Refused

AT_MOST = 1_048_576
"""Bytes of a note that are read: a longer text is not a note."""


def heard(untrusted: bytes, received: datetime) -> Note:
    """Read a ransom note; `Refused` where it is not text, or claims nothing and asks nothing."""
    source = Source(BytesIO(untrusted[:AT_MOST]))
    text = b"".join(Text(source)).decode("utf-8", errors="replace")
    if not notes.legible(text):
        raise Refused(
            "The note is not text: it holds what no text has.",
            remedy="Save what it says as plain text, and name that file.",
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


def readings(desk: Desk) -> tuple[Read, ...]:
    """Every exhibit of the case, as read."""
    return tuple(read(desk, exhibit) for exhibit in desk.vault.exhibits())
