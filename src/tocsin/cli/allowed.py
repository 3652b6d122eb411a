"""Allowed: what a person lets the reader of untrusted files do: limits, and passwords for what is locked."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.console import existing
from tocsin.cli.later import later
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance, limits

with later():
    from tocsin import wiring
    from tocsin.formats import encoding

LONGEST = 1 << 20
"""Bytes of a file of passwords: a larger one is another file."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is allowed, as it is asked for."""

    password_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Passwords to try on what is locked, one a line; they stay here."
        ),
    ] = None
    limit: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=N", help="Read beyond a limit that a refusal named; repeatable."
        ),
    ] = None

    def allowance(self) -> Allowance:
        """What these options allow; `Refused` where they are none."""
        return Allowance(limits(tuple(self.limit or ())), _passwords(self.password_file))


def _passwords(path: Path | None) -> tuple[bytes, ...]:
    if path is None:
        return ()
    with wiring.FILES.open(existing(path)) as file:
        content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise Refused(f"{path} is no file of passwords.", remedy="Write one password a line.")
    if found := encoding.mark(content):
        content = content[found[1] :].decode(found[0], "replace").encode()
    return tuple(dict.fromkeys(line for line in content.splitlines() if line))


def asked_password() -> bytes:
    """A password asked for on the terminal, unseen; nothing where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return b""
    said: str = typer.prompt(
        "A file is locked. Its password, or nothing",
        default="",
        hide_input=True,
        show_default=False,
        err=True,
    )
    return said.encode()
