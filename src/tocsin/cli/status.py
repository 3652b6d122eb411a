"""The verb that counts down: status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.cli.case import AsJson, CaseDir
from tocsin.cli.console import existing, out, write_json
from tocsin.cli.later import later
from tocsin.terms.errors import Refused
from tocsin.terms.status import Urgency

with later():
    from tocsin import wiring
    from tocsin.desk import status as statuses
    from tocsin.desk import told
    from tocsin.report import sentences, visible

if TYPE_CHECKING:
    from datetime import datetime

    from tocsin.terms.status import Due, Status

SIGNS = {
    Urgency.PASSED: ("!", "bold red"),
    Urgency.SOON: ("▲", "bold yellow"),
    Urgency.LATER: ("●", ""),
    Urgency.UNTIMED: ("○", ""),
}
"""Symbol and colour: red has passed, yellow is due within a day; a colour repeats what a word says."""

CLAIMANT = "claimant"

LARGEST = 1 << 20
"""Bytes of a file of facts: a larger one is something else."""


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(status)


def status(
    case: CaseDir,
    facts: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Facts that only a person can say, in TOML as for tocsin duties; they are kept.",
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Say what is due next, in whose hands, and what it waits for."""
    text = _text(existing(facts)) if facts else None
    with wiring.case(case) as vault:
        now = wiring.clock()
        if text is not None:
            told.tell(vault, text, statuses.answered(vault, now), now)
        found = statuses.status(vault, now)
    if json:
        write_json(as_json(found))
    else:
        out.print(shown(found))
    raise typer.Exit(1 if found.passed() else 0)


def as_json(found: Status) -> dict[str, object]:
    """The countdown for machines; times left are in seconds, negative once passed."""
    return {
        "case": found.case,
        "now": found.now,
        "due": [
            {
                "sort": due.sort,
                "key": due.key,
                "does": due.does,
                "to": due.to,
                "hands": due.hands,
                "deadline": due.ends,
                "latest_1182": due.latest,
                "left": int((due.ends - found.now).total_seconds()) if due.ends else None,
                "state": due.urgency(found.now).value,
                "provisional": due.provisional,
                "open": due.open,
                "speed": due.speed,
                "cite": due.cite,
                "blocked": due.blocked,
                "beside": due.beside,
            }
            for due in found.due
        ],
        "done": [{"does": does, "at": at} for does, at in found.done],
        "remarks": found.remarks,
    }


def shown(found: Status) -> RenderableType:
    """The countdown as a table, the next first; what several wait for is said once, beneath."""
    if not found.due:
        return Text("Nothing is due that tocsin knows of.", style="green")
    waited = list(dict.fromkeys(line for due in found.due for line in due.blocked))
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column("Left", no_wrap=True)
    table.add_column("What, in whose hands, by when", overflow="fold")
    for due in found.due:
        table.add_row(_left(due, found.now), _what(due, waited))
    parts: list[RenderableType] = [table]
    if waited:
        parts.append(Text("What they wait for: tocsin status CASE --facts FILE", style="bold"))
        parts += [_line(f"{number}. {line}") for number, line in enumerate(waited, 1)]
    parts += [Text(f"✓ {does}, {sentences.when(at)}", style="green") for does, at in found.done]
    return Group(*parts, *(_line(remark, "dim") for remark in found.remarks))


def _left(due: Due, now: datetime) -> Text:
    urgency = due.urgency(now)
    sign, style = SIGNS[urgency]
    if due.sort == CLAIMANT:
        style = "dim"
    if due.ends is None:
        return Text(f"{sign} {'open' if due.open else 'now'}", style=style)
    left = sentences.lapse(due.ends - now)
    words = f"passed\n  {left} ago" if urgency is Urgency.PASSED else left
    return Text(f"{sign} {words}", style=style)


def _what(due: Due, waited: list[str]) -> Text:
    to = f", to {due.to}" if due.to else ""
    text = Text(visible.visible(f"{due.does}{to}"))
    text.append(f"\n→ {due.hands}", style="bold" if due.sort != CLAIMANT else "")
    if due.ends is not None:
        text.append(f"\n{_when(due, due.ends)}")
    small = (due.speed if due.ends is None else "", due.cite, due.beside)
    for line in small:
        if line:
            text.append(f"\n{visible.visible(line)}", style="dim")
    if due.blocked:
        numbers = ", ".join(str(waited.index(line) + 1) for line in due.blocked)
        text.append(f"\nwaits for {numbers}", style="yellow")
    return text


def _when(due: Due, end: datetime) -> str:
    when = f"{sentences.short_day(end)} {end.year}, {end:%H:%M} ({sentences.offset(end)})"
    if due.latest and due.latest != end:
        when += f", by Regulation 1182/71 {due.latest:%H:%M}"
    return f"{when}, counted from the claim for now" if due.provisional else when


def _line(words: str, style: str = "") -> Text:
    return Text(visible.visible(words), style=style)


def _text(path: Path) -> str:
    with wiring.FILES.open(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(f"{path} is no file of facts.", remedy="See tocsin duties --help.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path} is no text in UTF-8.", remedy="Save it as UTF-8.") from None
