"""Drill: how long making the company and each leak takes, at full size, and the memory it needs.

.venv/bin/python bench/drill.py [REGISTER] [PEOPLE]
"""

from __future__ import annotations

import resource
import sys
import time

from tocsin.drill import SORTS, company, leak

SEED = 20140609


def main(register: int = 2_500_000, people: int = 650_000) -> None:
    """Print wall seconds and processor seconds of each part, and the peak so far."""
    clock = _Clock()
    firm = company(SEED, register)
    clock.tell(f"company of {register:,}")
    for sort in SORTS:
        made = leak(firm, sort, people, SEED)
        size = sum(map(len, made.csv or ()))
        clock.tell(f"{sort} leak of {people:,}, {size / 1e6:,.0f} MB")


class _Clock:
    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.wall, self.worked = time.perf_counter(), time.process_time()

    def tell(self, what: str) -> None:
        wall, worked = time.perf_counter() - self.wall, time.process_time() - self.worked
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(f"{what:45} {wall:6.1f} s wall {worked:6.1f} s cpu {peak:6.2f} GiB peak")
        self.start()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
