"""The verb that needs no case and no data: duties, from a file of facts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.case import AsJson
from tocsin.cli.console import existing, giving, out, say, write_json
from tocsin.cli.later import later
from tocsin.terms.errors import Refused
from tocsin.terms.moment import moment

with later():
    from tocsin import wiring
    from tocsin.desk import duties as desk_duties
    from tocsin.law import calendar
    from tocsin.report import duties as told
    from tocsin.report import terminal

LARGEST = 1 << 20
"""Bytes of a file of facts: a larger one is something else."""


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(duties)


def duties(
    facts: Annotated[
        Path,
        typer.Argument(metavar="FACTS.toml", help="What is known and decided.", show_default=False),
    ],
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the deadlines as a calendar.")
    ] = None,
    now: Annotated[
        str | None, typer.Option(metavar="TIME", help="As of when, with its zone; else now.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Say what the law requires on these facts, and by when.

    The file is TOML. What it does not say is told as a question. Its names:

    \b
    [times]        claim_received, investigation_opened, began, classified,
                   aware = { at, who, because }
    [risk]         level = "unlikely", "likely" or "high"; because
    [people]       FR = 592000, BE = 58000 ...
    [[companies]]  name, country, part = "controller" or "processor",
                   decides, region = "DE-BY"
    [[given]]      duty, at, to: a message that was sent
    [demand]       amount, currency
    kinds = [...]  as tocsin read names them
    sectors = [...]  nis2-essential, nis2-important, dora,
                   electronic-communications, us-health, us-finance, us-listed
    true or false: compromised, special, weak_passwords, unintelligible,
                   key_taken, risk_averted, disproportionate,
                   processor_involved, significant, insured, cards
    """  # noqa: D301  (Click keeps lines as they are after \b)
    at = moment(now) if now else wiring.clock()
    found = desk_duties.of_file(_text(existing(facts)), at)
    if ics is not None:
        with giving(ics) as give:
            give(calendar.written(found))
    if json:
        write_json({"duties": told.plain(found), **told.plain_beside(found)})
    else:
        for part in terminal.section(told.section(found)):
            out.print(part)
        if ics is not None:
            say(f"The deadlines are in {ics}.")
    raise typer.Exit(1 if found.passed() else 0)


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise Refused(f"{path} is no file of facts: it is too large.", remedy="Name a TOML file.")
    with wiring.FILES.open(path) as stream:
        content = stream.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path} is no text in UTF-8.", remedy="Save it as UTF-8.") from None
