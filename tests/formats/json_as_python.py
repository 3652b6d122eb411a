"""Flattens JSON the slow way, value by value: what the fast way is held against."""

from __future__ import annotations

import json
from typing import Any

from tocsin.formats.json.flatten import SHORT


class Raw(str):
    """A number as written."""

    __slots__ = ()


def values(text: str) -> Any:
    """JSON as Python, numbers as written."""
    return json.loads(text, parse_float=Raw, parse_int=Raw)


def flat(record: Any, texts: dict[int, str] | None = None) -> dict[str, str]:
    """The cells of a record by their paths, NULLs left out."""
    cells: dict[str, str] = {}
    _lay(record, "", cells, 0)
    return cells


def _lay(value: Any, path: str, cells: dict[str, str], depth: int) -> None:
    if isinstance(value, dict) and value:
        for key, below in value.items():
            _lay(below, f"{path}.{key}" if path else key, cells, depth + 1)
    elif isinstance(value, list) and value and (depth == 0 or _short(value)):
        for place, below in enumerate(value):
            _lay(below, f"{path}[{place}]", cells, depth + 1)
    elif value is not None:
        cells[path or "value"] = _said(value)


def _short(values_: list[Any]) -> bool:
    return len(values_) <= SHORT and not any(isinstance(v, list) for v in values_)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str(value)
    return json.dumps(value)
