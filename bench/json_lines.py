"""How fast NDJSON is read, in CPU time, beside Python's own parser on the same bytes.

`python bench/json_lines.py [MIB]`
"""

from __future__ import annotations

import io
import json
import random
import sys
import time

from tocsin.formats import ndjson
from tocsin.formats.base import Source


def made(size: int) -> bytes:
    """Lines of made-up customers."""
    chance = random.Random(1)
    lines, length = [], 0
    while length < size:
        number = chance.randrange(10**9)
        line = json.dumps(
            {
                "id": number,
                "email": f"user{number}@mail.example",
                "name": chance.choice(("Anna Désir", 'Bob "x" Y', "Chloé", "Dirk")),
                "active": chance.random() < 0.5,
                "phone": None if chance.random() < 0.3 else f"06{number:09}",
                "address": {"street": f"Rue {number % 999}", "geo": {"lat": 50.61, "lon": 3.25}},
                "tags": ["a", "b"][: chance.randrange(3)],
                "total": round(chance.random() * 100, 2),
            },
            ensure_ascii=False,
        ).encode()
        lines.append(line)
        length += len(line) + 1
    return b"\n".join(lines) + b"\n"


def main() -> None:
    """Print megabytes per second of CPU time."""
    content = made(int(sys.argv[1] if len(sys.argv) > 1 else 64) << 20)
    ndjson.prepare()
    begun = time.process_time()
    ndjson.read(Source(io.BytesIO(content)), lambda _name, _batch: None)
    ours = time.process_time() - begun
    begun = time.process_time()
    for line in content.splitlines():
        json.loads(line)
    theirs = time.process_time() - begun
    for name, seconds in (("tocsin, to columns", ours), ("json.loads, to objects", theirs)):
        print(f"{name}: {len(content) / seconds / 1e6:.0f} MB/s of CPU time")


if __name__ == "__main__":
    main()
