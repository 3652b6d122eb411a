"""Letters: who is still to be told of which kinds of data, as a table for whoever writes the letters.

A customer's key is the register's own: what a spreadsheet would take for a formula gets an apostrophe
before it.

>>> rows = pa.record_batch({"record": ["a1", "=b"], "person": [7, 8], "kinds": ["email phone", "iban"]})
>>> print(b"".join(csv([rows])).decode())
"customer","person","kinds"
"a1",7,"email phone"
"'=b",8,"iban"
<BLANKLINE>
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from tocsin.report.resets import FORMULA

SCHEMA = pa.schema([("customer", pa.string()), ("person", pa.int64()), ("kinds", pa.string())])


def csv(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """Write `record`, `person` and `kinds`, a line for each record."""
    from pyarrow.csv import CSVWriter

    buffer = io.BytesIO()
    with CSVWriter(buffer, SCHEMA) as writer:
        for batch in batches:
            keys = batch.column("record").cast(pa.string())
            acts = pc.match_substring_regex(keys, FORMULA)
            harmless = pc.if_else(acts, pc.binary_join_element_wise("'", keys, ""), keys)
            columns = [harmless, batch.column("person"), batch.column("kinds")]
            writer.write_batch(pa.record_batch(columns, schema=SCHEMA))
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    if rest := buffer.getvalue():
        yield rest
