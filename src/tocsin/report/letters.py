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

from collections.abc import Iterable, Iterator

import pyarrow as pa

from tocsin.report.csv import harmless, lines

SCHEMA = pa.schema([("customer", pa.string()), ("person", pa.int64()), ("kinds", pa.string())])


def csv(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """Write `record`, `person` and `kinds`, a line for each record."""
    return lines(map(_named, batches), SCHEMA)


def _named(batch: pa.RecordBatch) -> pa.RecordBatch:
    keys = harmless(batch.column("record").cast(pa.string()))
    return pa.record_batch([keys, batch.column("person"), batch.column("kinds")], schema=SCHEMA)
