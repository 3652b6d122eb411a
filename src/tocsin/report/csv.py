r"""CSV: tables for spreadsheets and programs, written batch by batch, in which no text acts.

>>> keys = pa.array(["a", "=b", "-5"])
>>> print(b"".join(lines([pa.record_batch({"customer": harmless(keys)})])).decode())
"customer"
"a"
"'=b"
"'-5"
<BLANKLINE>
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

FORMULA = "^[=+@\t\r-]"
"""How a cell begins that a spreadsheet works out (OWASP, CSV injection)."""


def acting(texts: pa.Array) -> pa.Array:
    """Say of each text whether it begins as a formula does."""
    return pc.match_substring_regex(texts, FORMULA)


def harmless(texts: pa.Array) -> pa.Array:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return pc.if_else(acting(texts), pc.binary_join_element_wise("'", texts, ""), texts)


def lines(batches: Iterable[pa.RecordBatch], schema: pa.Schema | None = None) -> Iterator[bytes]:
    """Write batches with a head. Of none, the head alone where the schema is said, else nothing."""
    from pyarrow.csv import CSVWriter

    buffer = io.BytesIO()
    writer = CSVWriter(buffer, schema) if schema is not None else None
    for batch in batches:
        writer = writer or CSVWriter(buffer, batch.schema)
        writer.write_batch(batch)
        yield _drained(buffer)
    if writer is not None:
        writer.close()
        if rest := _drained(buffer):
            yield rest


def _drained(buffer: io.BytesIO) -> bytes:
    written = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return written
