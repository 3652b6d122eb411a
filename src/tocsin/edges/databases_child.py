"""Databases' child: runs one query on a server in a process of its own, and sends back Arrow.

connectorx reads in bulk and with bounded memory, but it tries a refused login for 30 seconds, and
its library writes to the error stream, user names and values of rows included. So it runs here,
where nobody but the parent reads that stream, and the parent ends it at the first refusal.

In (standard input): a JSON object of `uri`, `query` and `before` (statements for the session).
Out (standard output): the line 'ok', then an Arrow IPC stream; without 'ok' nothing was read.
The exit code is 0 only when all rows have been sent.
"""

from __future__ import annotations

import json
import os
import sys

ROWS = 20_000
"""Rows of a batch: with 12 columns about 3 MiB."""


def main() -> None:
    """Run the query that stands on standard input."""
    order = json.load(sys.stdin)
    os.environ["RUST_LOG"] = "error"  # the parent listens for it
    import connectorx
    import pyarrow as pa

    try:
        reader = connectorx.read_sql(
            order["uri"],
            order["query"],
            return_type="arrow_stream",
            pre_execution_query=order["before"],
            batch_size=ROWS,
        )
        schema = reader.schema
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # nobody listens from here on
        os.write(1, b"ok\n")
        with os.fdopen(1, "wb", closefd=False) as out, pa.ipc.new_stream(out, schema) as sink:
            for batch in reader:
                sink.write_batch(batch)
    except BaseException:  # the library's panics are no Exceptions
        os._exit(1)
    os._exit(0)  # without the library's teardown, which can write to what is closed


if __name__ == "__main__":
    main()
