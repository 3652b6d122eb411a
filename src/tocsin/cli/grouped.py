"""Grouped: options that travel together, declared once as a dataclass, and asked for one by one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import wraps


def grouped(verb: Callable[..., None]) -> Callable[..., None]:
    """Let a verb take dataclasses: each field of one becomes an option of the command line.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Wish:
    ...     people: int = 3
    >>> def drill(folder: str, wish: Wish) -> None:
    ...     print(folder, wish)
    >>> inspect.signature(grouped(drill))
    <Signature (*, folder: str, people: int = 3) -> None>
    >>> grouped(drill)(folder="out", people=5)
    out Wish(people=5)
    """
    taken = inspect.signature(verb, eval_str=True)
    groups: dict[str, Callable[..., object]] = {
        p.name: p.annotation
        for p in taken.parameters.values()
        if isinstance(p.annotation, type) and is_dataclass(p.annotation)
    }
    fields = {
        name: inspect.signature(group, eval_str=True).parameters for name, group in groups.items()
    }
    asked = [
        option.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in taken.parameters.values()
        for option in fields.get(parameter.name, {parameter.name: parameter}).values()
    ]

    @wraps(verb)
    def called(**given: object) -> None:
        for name, group in groups.items():
            given[name] = group(**{field: given.pop(field) for field in fields[name]})
        verb(**given)

    called.__signature__ = taken.replace(parameters=asked)  # type: ignore[attr-defined]
    called.__annotations__ = {option.name: option.annotation for option in asked}
    return called
