"""Console: what people see: tables on stdout, progress and problems on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from tocsin.cli.later import later
from tocsin.terms.errors import Refused

with later():
    from tocsin import wiring

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

Told = Callable[[str, int, int], None]


def problem(sentence: str) -> None:
    """One sentence about what went wrong; it may name a hostile file."""
    from tocsin.report.visible import visible

    err.print(
        f"tocsin: {visible(sentence)}", style="red", markup=False, soft_wrap=not err.is_terminal
    )


def say(sentence: str) -> None:
    """One sentence about what was done."""
    from tocsin.report.visible import visible

    for line in sentence.splitlines():
        err.print(visible(line), markup=False, soft_wrap=not err.is_terminal)


@contextmanager
def progress() -> Iterator[Told]:
    """Progress bars on stderr, only on a terminal."""
    if not err.is_terminal:
        yield lambda doing, done, total: None
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def told(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                for earlier in tasks.values():
                    bars.update(earlier, total=1, completed=1, visible=False)
                tasks[doing] = bars.add_task(doing, total=total or None)
            bars.update(tasks[doing], completed=done)

        yield told


def named(path: Path) -> str:
    """A path as text, whatever bytes it is made of: those that are no text stand by their codes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def existing(path: Path) -> Path:
    """The path of a file that can be read; `Refused` otherwise."""
    if not path.exists():
        raise Refused(f"There is no file {path}.", remedy="Check the path.")
    if path.is_dir():
        raise Refused(f"{path} is a directory.", remedy="Name the files in it.")
    if not path.is_file():
        raise Refused(f"{path} is no file.", remedy="Save what it gives in a file, and name that.")
    return path


def write_json(value: object) -> None:
    """To stdout, as a line of JSON."""
    import msgspec

    write(msgspec.json.encode(value) + b"\n")


def write(content: bytes) -> None:
    """To stdout, as it is."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


@contextmanager
def giving(path: Path | None) -> Iterator[Callable[[bytes], object]]:
    """To a file, which appears whole once the block has ended well; or to stdout, at once."""
    if path is None:
        yield write
        return
    with wiring.giving(path) as file:
        yield file.write
