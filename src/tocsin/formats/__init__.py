"""How is this file read? One format a file; the first whose content fits, in the order of `FORMATS`.

The order is the policy: what is told most surely first, and plain text, which anything may be, last.
"""

from __future__ import annotations

from typing import BinaryIO

from tocsin.formats import delimited, free_text
from tocsin.formats.base import Emit, Format, Source
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading

FORMATS: tuple[Format, ...] = (delimited.FORMAT, free_text.FORMAT)

EMPTY = "The file is empty."
UNKNOWN = "The file is in no format that tocsin reads: it is neither a table nor text."


def read(untrusted: BinaryIO, emit: Emit) -> Reading:
    """Read a file by the format its content shows; `emit` takes its rows as they come.

    A file that cannot be read is a Reading with `refused`; what was emitted of it is then void.
    """
    source = Source(untrusted)
    if not source.head:
        return Reading(None, None, None, refused=EMPTY)
    found = next((form for form in FORMATS if form.sniff(source.head)), None)
    if found is None:
        return Reading(None, None, None, refused=UNKNOWN)
    try:
        return found.read(source, emit)
    except Refused as refusal:
        return Reading(found.name, None, None, refused=refusal.sentence)
