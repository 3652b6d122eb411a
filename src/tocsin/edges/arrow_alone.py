"""Arrow alone: without pandas, in a process of our own.

Arrow looks for pandas when it makes its first value, and loads it where it is installed, as it is
for Spark: a quarter of a second and 40 MiB, for data frames that nothing here takes or gives. Once it
was told that there is none it does not look again; whoever asks after it has pandas.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Absent(MetaPathFinder):
    """Says that pandas is not there, until some other module is looked for: Arrow asks twice in a row."""

    def __init__(self) -> None:
        self._asked = False

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """No module of that name; of others, nothing is known here."""
        if fullname == "pandas":
            self._asked = True
            raise ModuleNotFoundError(fullname, name=fullname)
        if self._asked:
            sys.meta_path.remove(self)
        return None


@cache
def arrow_alone() -> None:
    """Let Arrow be the first that looks for pandas, and not find it. To be called before it makes a value.

    Where Arrow is loaded it is asked for a value at once: of one made of numbers it would look again later.
    """
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _Absent())
    if arrow := sys.modules.get("pyarrow"):
        arrow.array([None])
