"""The verb for leaks that were known before: known."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.allowed import Allowed
from tocsin.cli.case import CaseDir
from tocsin.cli.console import existing, named, progress, say
from tocsin.cli.grouped import grouped
from tocsin.cli.later import later
from tocsin.terms.errors import Refused

with later():
    from tocsin import wiring
    from tocsin.desk import known as knowing

LONGEST = 80
"""Letters of a name, which the report prints."""


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(known)


@grouped
def known(
    case: CaseDir,
    allowed: Allowed,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The earlier leak.", show_default=False)
    ],
    as_: Annotated[
        str, typer.Option("--as", metavar="NAME", help="What the report calls it: 'leak of 2012'.")
    ],
) -> None:
    """Tell of a leak that was known before, to see whether this one is it again.

    Only keyed digests of its rows are kept, no row.
    """
    name = as_.strip()
    if not 0 < len(name) <= LONGEST or not name.isprintable():
        raise Refused(
            "That is no name for a leak.",
            remedy=f"Use up to {LONGEST} letters: --as 'leak of 2012'.",
        )
    allowance = allowed.allowance()
    path = existing(file)
    with (
        progress() as told,
        wiring.working(case, told) as desk,
        desk.files.open(path) as stream,
    ):
        reference = knowing.know(desk, stream, named(Path(path.name)), name, allowance)
    say(f"{reference.rows:,} rows are known as {reference.name!r}, by digests alone.")
    say(f"Next: tocsin establish {case}.")
