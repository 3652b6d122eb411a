"""Arrow alone: without pandas, in a process of our own.

Arrow looks for pandas when it makes its first value, and loads it where it is installed, as it is
for Spark: a quarter of a second and 40 MiB, for data frames that nothing here takes or gives. Once it
was told that there is none it does not look again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Absent(MetaPathFinder):
    """Says that pandas is not there."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """No module of that name; of others, nothing is known here."""
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname, name=fullname)
        return None


_absent = _Absent()


@contextmanager
def arrow_alone() -> Iterator[None]:
    """Inside, nobody finds pandas who has not got it yet."""
    sys.meta_path.insert(0, _absent)
    try:
        yield
    finally:
        with_pandas()


def with_pandas() -> None:
    """Let it be found again: Spark wants it."""
    while _absent in sys.meta_path:
        sys.meta_path.remove(_absent)
