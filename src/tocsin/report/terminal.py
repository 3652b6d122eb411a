"""Terminal: what a report says on its first page, as tables for a terminal, drawn by rich.

Words are handed over as `Text`, never as markup, with all that could move a cursor written out.
Colour repeats what symbol and word already say.
"""

from __future__ import annotations

from dataclasses import replace

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from tocsin.report.sheet import Cell, Headline, Section, Sheet, Telling
from tocsin.report.telling import tell
from tocsin.report.visible import visible
from tocsin.terms.established import Established

TONES = {
    "alarm": "bold red",
    "calm": "bold green",
    "doubt": "bold yellow",
    "quiet": "dim",
    "firm": "",
}
"""Styles for the lexicon's tones: red says that the claimant is right, green that he is not."""


def glance(established: Established) -> RenderableType:
    """Draw the verdict, its limit, the few figures and the claims: two screens at most."""
    telling = tell(established)
    claims = [_shortened(one) for one in telling.answers if one.anchor == "claims"]
    return Group(
        *_head(telling), *(part for one in claims for part in section(one)), _line(REST, "dim")
    )


REST = "All of it, each number with the finding it rests on: tocsin report CASE -o report.html"
"""Where the rest is told."""


def _shortened(claims: Section) -> Section:
    """Claims without their lines in the note."""
    sheets = tuple(
        replace(
            sheet,
            caption="",
            rows=tuple((replace(row[0], note=""), *row[1:]) for row in sheet.rows),
        )
        for sheet in claims.sheets
    )
    return replace(claims, sheets=sheets)


def _line(words: str, style: str = "") -> Text:
    return Text(visible(words), style=style)


def _head(telling: Telling) -> list[RenderableType]:
    figures = Table.grid(padding=(0, 2))
    for figure in telling.figures:
        words = _line(figure.words, TONES.get(figure.tone) or "bold")
        figures.add_row(_line(figure.label, "dim"), words, _line(figure.note, "dim"))
    return [
        _line(telling.case, "bold"),
        *(_line(line, "dim") for line in telling.lines),
        _verdict(telling.headline),
        Padding(figures, (0, 1)),
    ]


def _verdict(headline: Headline) -> Panel:
    style = TONES[headline.tone]
    said = Group(
        _line(headline.sentence, style),
        _line(headline.strength) + _reference(headline.finding),
        Text.assemble(("Limit: ", "bold"), visible(headline.limit)),
    )
    title = Text(headline.word.upper(), style=style)
    return Panel(said, title=title, title_align="left", border_style=style)


def _reference(finding: int | None) -> Text:
    return Text(f" F{finding}" if finding else "", style="dim cyan")


def section(of: Section) -> list[RenderableType]:
    """Draw one section: its title, its tables, and what must be said beside them."""
    parts: list[RenderableType] = [Text(), _line(of.title, "bold underline")]
    if of.lead:
        parts.append(_line(of.lead))
    parts.extend(_table(sheet) for sheet in of.sheets)
    parts.extend(_line(remark, "dim") for remark in of.remarks)
    return parts


def _table(sheet: Sheet) -> Table:
    title = _line(sheet.caption, "dim") if sheet.caption else None
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1))
    for column in sheet.columns:
        table.add_column(
            _line(column.title),
            justify="right" if column.numeric else "left",
            no_wrap=column.numeric or column.narrow,
            overflow="fold",
        )
    for row in sheet.rows:
        table.add_row(*(_cell(cell) for cell in row))
    return table


def _cell(cell: Cell) -> Text:
    text = _line(cell.words)
    if cell.sign:
        text = Text(f"{cell.sign.symbol} {visible(cell.words)}", style=TONES[cell.sign.tone])
    text.append_text(_reference(cell.finding))
    if cell.note:
        text.append("\n" + visible(cell.note), style="dim")
    return text
