"""The verb on the three times of a case: aware."""

from __future__ import annotations

import getpass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.cli.case import AsJson, CaseDir
from tocsin.cli.console import out, write_json
from tocsin.cli.later import later
from tocsin.terms.errors import Refused
from tocsin.terms.moment import moment

with later():
    from tocsin import wiring
    from tocsin.desk import times as timing
    from tocsin.report import sentences, visible

if TYPE_CHECKING:
    from datetime import datetime

    from tocsin.desk.times import Decisions

CLOCK = timedelta(hours=72)
"""Art. 33(1) GDPR, shown as elapsed hours; `tocsin status` has the other readings."""


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(aware)


def aware(
    case: CaseDir,
    at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="When, with its zone: 2026-11-20T16:40+01:00."),
    ] = None,
    because: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What made the company certain; kept encrypted."),
    ] = None,
    opened: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="When the investigation was opened, with its zone."),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose decision it is, if not yours.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Record when the company became aware, or show the three times.

    Awareness is a person's decision. A later one is kept beside an earlier one, and holds.
    """
    if at and because is None:
        raise Refused(
            "Awareness needs a reason.",
            remedy="Say in a sentence what made the company certain: --because TEXT.",
        )
    if because is not None and not (at or opened):
        raise Refused("A reason needs its time.", remedy="Give it with --at TIME.")
    aware_at, opened_at = (moment(said) if said else None for said in (at, opened))
    with wiring.case(case) as vault:
        now = wiring.clock()
        if aware_at or opened_at:
            whose = by or getpass.getuser()
            timing.decide(vault, now, whose, because or "", aware_at, opened_at)
        received, held = vault.case.received, timing.decisions(vault)
    if json:
        write_json(_as_json(received, held))
    else:
        out.print(_shown(received, held, now))
    raise typer.Exit(0 if held.aware else 1)


def _as_json(received: datetime, held: Decisions) -> dict[str, object]:
    return {
        "claim_received": received,
        "investigation_opened": held.opened[-1].at if held.opened else None,
        "aware": held.aware[-1].at if held.aware else None,
        "decisions": {"investigation_opened": held.opened, "aware": held.aware},
    }


def _shown(received: datetime, held: Decisions, now: datetime) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for title in ("Time", f"When ({sentences.offset(received)})", "72 hours end"):
        table.add_column(title, no_wrap=True)
    table.add_row("Claim", _short(received, received), _end(received, received, now))
    reasons: list[Text] = []
    for name, decided in (("Investigation", held.opened), ("Aware", held.aware)):
        if not decided:
            table.add_row(name, Text("nobody has decided", style="bold yellow"), "")
        for at, one in enumerate(decided, 1):
            holds = at == len(decided)
            table.add_row(
                name if holds else f"  {name.lower()}, before",
                _short(one.at, received),
                _end(one.at, received, now) if holds else "",
                style="" if holds else "dim",
            )
            why = f"decided by {one.by}" + (f", because: {one.because}" if one.because else "")
            said = f"{name}, {_short(one.at, received)}: {why}"
            reasons.append(Text(visible.visible(said), style="" if holds else "dim"))
    return Group(table, *reasons)


def _end(at: datetime, zone: datetime, now: datetime) -> Text:
    end = at + CLOCK
    style = "bold red" if end < now else ""
    return Text.assemble(_short(end, zone), "\n", (sentences.remaining(end, now), style))


def _short(at: datetime, zone: datetime) -> str:
    there = at.astimezone(zone.tzinfo)
    return f"{sentences.short_day(there)} {there.year}, {there:%H:%M}"
