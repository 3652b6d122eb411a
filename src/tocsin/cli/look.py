"""The verbs that need no case: read, link, note."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.allowed import Allowed, asked_password
from tocsin.cli.case import AsJson, EngineName
from tocsin.cli.console import existing, named, out, progress, say, write_json
from tocsin.cli.grouped import grouped
from tocsin.cli.later import later
from tocsin.terms.limits import Allowance
from tocsin.terms.moment import moment
from tocsin.terms.register import RegisterMap

with later():
    from tocsin import wiring
    from tocsin.cli import show, waterfall
    from tocsin.desk import intake, looking

if TYPE_CHECKING:
    from tocsin.desk.seeing import Seen


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    for verb in (read, link, note):
        app.command()(verb)


@grouped
def read(
    allowed: Allowed,
    file: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Any files.", show_default=False)
    ],
    json: AsJson = False,
) -> None:
    """Say what is in these files: tables, kinds, rejects."""
    paths = tuple(existing(path) for path in file)
    allowance = allowed.allowance()
    found = _seen(paths, allowance)
    if any(seen.reading.locked for seen in found) and not json and (said := asked_password()):
        found = _seen(paths, replace(allowance, passwords=(*allowance.passwords, said)))
    if json:
        write_json(show.as_read(found))
    else:
        out.print(show.shown_readings(found))
    raise typer.Exit(1 if any(not seen.reading.whole for seen in found) else 0)


def _seen(paths: tuple[Path, ...], allowance: Allowance) -> tuple[Seen, ...]:
    """What is in each file; one that is named twice is read once, and told twice."""
    files = {named(path): partial(wiring.FILES.open, path) for path in paths}
    with progress() as told, wiring.looking(told, allowance) as eye:
        seen = dict(zip(files, eye.look_at(files), strict=True))
    return tuple(seen[named(path)] for path in paths)


def link(
    leak: Annotated[
        Path, typer.Argument(metavar="LEAK", help="The leaked table.", show_default=False)
    ],
    register: Annotated[
        str,
        typer.Argument(
            metavar="REGISTER", help="The register, as for tocsin register.", show_default=False
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", metavar="FILE", help="LINKS.parquet, to be written.")
    ],
    key: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="The register's column that names a customer."),
    ] = None,
    explain: Annotated[
        int | None, typer.Option(metavar="ROW", help="A row of the leak, from 0: why it is linked.")
    ] = None,
    engine: EngineName = "duckdb",
    json: AsJson = False,
) -> None:
    """Say which leaked row is which customer."""
    path = existing(leak)
    with progress() as told, wiring.scratch(told, engine, register) as desk:
        said = RegisterMap(key=key, keyless=True)
        links = looking.link(desk, path, register, said, wiring.connected(desk))
        why = looking.explained(desk, links, explain) if explain is not None else None
        looking.keep(desk, links, output)
    summary = links.counts
    if json:
        write_json(asdict(summary) | ({"explained": why} if why else {}))
    else:
        say(
            f"{summary.linked:,} of {summary.rows:,} rows are linked; {summary.ambiguous:,} fit two customers."
        )
        if why:
            out.print(waterfall.shown(why))
        say(f"The links are in {output}.")


def note(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A ransom note.", show_default=False)
    ],
    received: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it came, with its zone; else now.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Say what a ransom note claims, asks and threatens."""
    at = moment(received) if received else wiring.clock()
    path = existing(file)
    with wiring.FILES.open(path) as stream:
        content = stream.read(intake.ENCLOSED)
    read_note = intake.heard(intake.words(wiring.parser(), content, named(path)), at)
    if json:
        write_json(read_note)
    else:
        out.print(show.shown_note(read_note, at))
