"""SQL dumps: tables read out of a script in any of the usual systems' SQL, never executed.

One pass, in bounded memory. `statements` goes through the script; `inserts` and `copies` read rows, in
`runs` where many are alike, else value by value in `values`; `schema` gives columns; `tables` holds and
hands out. Cells are as the loaded database would show them: strings without quotes and escapes, numbers
as written, bytes as text where they are text, else in hexadecimal.
"""

from __future__ import annotations

import codecs
from io import BytesIO

from tocsin.formats.base import Emit, Format, Source
from tocsin.formats.encoding import is_text, opening
from tocsin.formats.sql import sniffing, statements, style
from tocsin.formats.sql.charsets import CODECS
from tocsin.formats.sql.script import Script, Stopped
from tocsin.formats.sql.tables import HELD
from tocsin.formats.sql.tape import PIECE
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading

HEAD = 64 << 10
"""Bytes of text from which it is told whether it is SQL."""

STYLE = 24 << 10
"""Bytes of text from which the system is told: exports show it in their first lines."""


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is an SQL script with tables or rows in it."""
    return is_text(head[:8192]) and sniffing.is_script(opening(head, HEAD))


def read(source: Source, emit: Emit, piece: int = PIECE, held: int = HELD) -> Reading:
    """Read it in one pass; memory is a few times `piece` and `held`, whatever the size of the file."""
    script = Script(source, emit, style.told(opening(source.head, STYLE)), piece, held)
    try:
        statements.read(script)
    except Stopped:
        script.reject(None, script.tape.at, "reading stopped here: too much of it is unreadable")
    tables = script.tables.done(script.unplaced)
    if not tables and script.unplaced.count:
        raise Refused("It looks like SQL, and no table could be read from it.", remedy="")
    return Reading("sql", _encoding(script), None, tables, marks=_marks(script))


def _encoding(script: Script) -> str:
    mark = script.tape.mark
    if mark and mark[0] != "utf-8":
        return mark[0]
    return " and ".join(sorted(script.tables.encodings)) or "utf-8"


def _marks(script: Script) -> tuple[tuple[str, str], ...]:
    tape = script.tape
    ends = (("CRLF", tape.returns), ("LF", tape.feeds))
    return (
        ("written for", script.style.system),
        *script.comments.told(),
        ("line ends", " and ".join(name for name, count in ends if count) or "none"),
    )


SAMPLE = b"""CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'a\\n'),(2,'it''s'),(3,NULL),
(4,'Zo\xc3\xa9'),(5,''),(6,'a'),(7,'a'),(8,'a'),(9,'a''b'),(10,'\xc3\x83\xc2\xa9'),(11,X'ff');
COPY t FROM stdin;
1\ta\\tb
\\.
"""
"""A script that takes the paths on which something is loaded; in UTF-8, since `charset` is loaded for the rest."""


def prepare() -> None:
    """Load what Python and pyarrow load at first use."""
    for codec in CODECS.values():
        codecs.lookup(codec)
    read(Source(BytesIO(SAMPLE)), lambda _name, _batch: None)


FORMAT = Format("sql", "SQL script", sniff, read, prepare, text=True)
