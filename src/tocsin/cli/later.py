"""Later: modules that a command line names at its top, and loads when a verb uses them.

Help, a misspelt option or a file that is not there is answered without the engine, Arrow and all else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType


class _Later(MetaPathFinder):
    """Finds our modules as the usual way does, to be loaded at the first use of what is in them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module, lazily; others than ours are loaded as ever."""
        found = PathFinder.find_spec(fullname, path) if fullname.startswith("tocsin.") else None
        if found and found.loader and not found.submodule_search_locations:
            found.loader = LazyLoader(found.loader)
            return found
        return None


@contextmanager
def later() -> Iterator[None]:
    """What is imported inside as `from tocsin... import module` is loaded when it is used.

    >>> with later():
    ...     from tocsin.terms import errors
    >>> errors.Refused.exit_code
    2
    """
    finder = _Later()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
