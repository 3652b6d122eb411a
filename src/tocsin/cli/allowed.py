"""Allowed: what a person lets the reader of untrusted files do: limits, and passwords for what is locked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.console import existing
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance, limits

PasswordFile = Annotated[
    Path | None,
    typer.Option(help="Passwords to try on locked files, one a line. They stay on this machine."),
]
Limit = Annotated[
    list[str] | None,
    typer.Option(help="NAME=NUMBER: read beyond a limit that a refusal named; repeatable."),
]

LONGEST = 1 << 20
"""Bytes of a file of passwords: a larger one is another file."""


def allowance(password_file: Path | None, limit: list[str] | None) -> Allowance:
    """What these options allow; `Refused` where they are none."""
    return Allowance(limits(tuple(limit or ())), _passwords(password_file))


def _passwords(path: Path | None) -> tuple[bytes, ...]:
    if path is None:
        return ()
    content = existing(path).read_bytes()
    if len(content) > LONGEST:
        raise Refused(f"{path} is no file of passwords.", remedy="Write one password a line.")
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
