"""The verb resets: in which order the passwords of the register are to be reset."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from tocsin.cli.case import AsJson, CaseDir, EngineName
from tocsin.cli.console import giving, out, progress, say, write_json
from tocsin.cli.later import later
from tocsin.terms.errors import Refused

with later():
    from tocsin import wiring
    from tocsin.desk import resets as ordering
    from tocsin.report import resets as written

if TYPE_CHECKING:
    from tocsin.desk.base import Desk
    from tocsin.desk.resets import Resets
    from tocsin.terms.password import Reset

SUFFIXES = (".csv", ".sql")


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(resets)


def resets(
    case: CaseDir,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", metavar="FILE", help="FILE.csv or FILE.sql; without it, the counts only."
        ),
    ] = None,
    dialect: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Of the SQL: postgresql, mysql or sqlite; else the register's own."
        ),
    ] = None,
    engine: EngineName = "duckdb",
    json: AsJson = False,
) -> None:
    """Order the resets of passwords, hardest hit first.

    The file names customers by their key, in clear. Former customers stand apart in it.
    """
    _need_file(output, dialect)
    acting = 0
    # In this order: the ledger is signed before the file appears; a full disk leaves neither.
    with (
        giving(output) if output else nullcontext() as give,
        progress() as told,
        wiring.working(case, told, engine) as desk,
    ):
        script = _dialect(desk, dialect) if output and output.suffix.lower() == ".sql" else None
        found = ordering.resets(desk)
        if give is not None:
            acting = ordering.write(desk, found, script, give)
    if json:
        write_json({"waves": [as_wave(wave) for wave in found.waves]})
    else:
        out.print(shown(found))
    if output is None:
        say(f"Next: tocsin resets {case} -o FILE.csv, or FILE.sql.")
        return
    say(f"The order is in {output}. It names customers: keep it as you keep the register.")
    if acting:
        say(
            f"{acting:,} keys begin as a formula does and have an apostrophe before them, for spreadsheets; "
            "in FILE.sql they stand as they are."
        )


def _need_file(output: Path | None, dialect: str | None) -> None:
    """Make sure that the file is a table or a script, and a dialect one that goes with it."""
    if output is not None and output.suffix.lower() not in SUFFIXES:
        raise Refused(
            "An order of resets is a table or a script.", remedy="Name FILE.csv or FILE.sql."
        )
    if dialect is not None and dialect not in written.DIALECTS:
        raise Refused(
            f"There is no dialect {dialect!r}.",
            remedy=f"Choose one of: {', '.join(written.DIALECTS)}.",
        )
    if dialect is not None and (output is None or output.suffix.lower() != ".sql"):
        raise Refused("A dialect goes with a script.", remedy="Name FILE.sql with -o.")


def _dialect(desk: Desk, said: str | None) -> str:
    """The dialect said, else that of the register's own database."""
    chosen = said or ordering.source(desk)
    if chosen not in written.DIALECTS:
        raise Refused(
            "The register is in no database, so that the dialect of the script is not known.",
            remedy=f"Choose one with --dialect: {', '.join(written.DIALECTS)}.",
        )
    return chosen


def as_wave(wave: Reset) -> dict[str, object]:
    """A wave for machines: counts only."""
    return {
        "wave": wave.wave,
        "why": wave.why,
        "customers": wave.customers,
        "former": wave.former,
    }


def shown(found: Resets) -> Table:
    """The waves as a table: counts only."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Wave", justify="right")
    table.add_column("Customers", justify="right")
    table.add_column("Former", justify="right")
    table.add_column("Because")
    for wave in found.waves:
        table.add_row(str(wave.wave), f"{wave.customers:,}", f"{wave.former:,}", wave.why)
    return table
