"""The verbs on what is new: since, letters."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from tocsin.cli.case import AsJson, CaseDir
from tocsin.cli.console import existing, giving, out, progress, say, write_json
from tocsin.cli.later import later
from tocsin.terms.errors import Refused
from tocsin.terms.moment import moment

with later():
    from tocsin import wiring
    from tocsin.desk import informed
    from tocsin.desk import since as desk_since
    from tocsin.report import lexicon, sentences, terminal
    from tocsin.report import since as telling

if TYPE_CHECKING:
    from tocsin.desk.informed import Left

LARGEST = 64 << 20
"""Bytes of a file of keys: some millions of them."""


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    for verb in (since, letters):
        app.command()(verb)


def since(
    case: CaseDir,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="ENTRY|TIME",
            help="The answer that stood at this entry of the ledger, or at this time; else the one before the newest.",
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Say what the newest answer says otherwise than an earlier one."""
    at = _at(since) if since else None
    with progress() as told, wiring.working(case, told) as desk:
        before, after = desk_since.chosen(desk_since.answers(desk.vault), at)
        found = desk_since.compared(desk, before, after, desk.now())
    if json:
        write_json(telling.plain(found))
    else:
        out.print(Group(*(p for one in telling.section(found) for p in terminal.section(one))))


def _at(said: str) -> int | datetime:
    return int(said) if said.isdecimal() and said.isascii() else moment(said)


def letters(
    case: CaseDir,
    output: Annotated[
        Path | None,
        typer.Option("-o", metavar="FILE", help="Write who is still to be told of what, as CSV."),
    ] = None,
    sent: Annotated[
        bool, typer.Option("--sent", help="They have now been told; with --only, some of them.")
    ] = False,
    why: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="How they were told, for the ledger; name no person."),
    ] = None,
    only: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keys of customers who were told, one a line."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Say who is still to be told of what: nobody twice of the same.

    The file has a line for each customer record: its key, a number of the person, the kinds of data.
    """
    if sent and not (why and why.strip()):
        raise Refused(
            "It needs a reason.", remedy="Say with --why how they were told; name no person in it."
        )
    if only and not sent:
        raise Refused("--only says who was told.", remedy="Give --sent and --why with it.")
    keys = _keys(only) if only else None
    with progress() as told, wiring.working(case, told) as desk:
        if sent:
            many = informed.inform(desk, why or "", keys)
            say(f"{many:,} people are kept as told.")
        left = informed.left(desk)
        if output:
            # In this order: the file appears whole, or not at all.
            with giving(output) as give:
                informed.write(desk, left, give)
    if json:
        write_json({"people": left.people, "kinds": dict(left.kinds)})
    else:
        out.print(shown(left))
    if output:
        say(f"The list is in {output}. It names customers: keep it as you keep the register.")
    raise typer.Exit(1 if left.people else 0)


def _keys(path: Path) -> tuple[str, ...]:
    with wiring.FILES.open(existing(path)) as file:
        content = file.read(LARGEST + 1)
    try:
        lines = content.decode("utf-8-sig").splitlines() if len(content) <= LARGEST else []
    except UnicodeDecodeError:
        lines = []
    keys = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if not keys:
        raise Refused(f"{path} is no list of keys.", remedy="Write one a line, in UTF-8.")
    return keys


def shown(left: Left) -> RenderableType:
    """How many are still to be told, and of what."""
    if not left.people:
        return Text("Everybody affected has been told of all that is known.")
    grid = Grid(box=box.SIMPLE_HEAD)
    grid.add_column("To be told of")
    grid.add_column("People", justify="right")
    for name, people in left.kinds:
        grid.add_row(sentences.capital(lexicon.kind(name)), sentences.number(people))
    many = sentences.count(left.people, "person is", "people are")
    return Group(Text(f"{many} still to be told."), grid)
