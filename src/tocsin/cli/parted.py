"""The verb that parts a leak: rows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.case import AsJson, CaseDir
from tocsin.cli.console import giving, progress, say, write_json
from tocsin.cli.later import later

with later():
    from tocsin import wiring
    from tocsin.desk import parted
    from tocsin.report import sentences


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(rows)


def rows(
    case: CaseDir,
    output: Annotated[
        Path, typer.Option("-o", metavar="FILE", help="Where the list goes, as CSV.")
    ],
    json: AsJson = False,
) -> None:
    """Say of each row of the leak whether it is of this register: which part of a mixture is genuine."""
    with (
        progress() as told,
        wiring.working(case, told) as desk,
        giving(output) as give,
    ):
        found = parted.parted(desk, give)
    if json:
        write_json({"rows": found.rows, "of_this_register": found.tied})
    many = sentences.count(found.rows, "row")
    say(
        f"{sentences.number(found.tied)} of {many} are tied to a record of this register: {output}."
    )
