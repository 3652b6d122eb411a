"""Answer: what an engine gives back to a small question: a few rows, with counts in them.

>>> whole({"rows": 3, "sum": None}, "rows"), whole({"rows": 3, "sum": None}, "sum")
(3, 0)
"""

from __future__ import annotations

from collections.abc import Mapping

Row = Mapping[str, object]
"""One row of a small answer: a value for each of its columns."""


def whole(answer: Row, name: str) -> int:
    """Read a count of the answer; a sum over no rows is NULL, which is nought."""
    value = answer[name]
    return 0 if value is None else int(str(value))
