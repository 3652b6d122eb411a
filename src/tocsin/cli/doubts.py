"""Doubts: the rows to be judged, as a list, or with what row and records say side by side."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.desk.waiting import SHOWN, Values, Waiting
from tocsin.linkage.clerical import Candidate, Doubt
from tocsin.linkage.explain import Fate, levels
from tocsin.report.lexicon import country
from tocsin.report.sentences import count, listed, percent
from tocsin.report.visible import NAME, visible

FATES = {
    Fate.LINKED: "linked",
    Fate.AMBIGUOUS: "fits several",
    Fate.UNLINKED: "not linked",
}
"""What the row is said to be now."""

MOVES = {
    "people": "people",
    "former": "former customers",
    "by_country": "people by country",
    "accounts": "accounts",
    "unlinked": "rows not linked",
    "ambiguous": "ambiguous rows",
}
"""The numbers of the scope that a judgement moves."""

FIELDS = {"email": "e-mail", "house": "house number"}
"""A field in words, where its name is not."""

SAME, NEARLY, DIFFERS, BEFORE = ("=", "green"), ("~", "cyan"), ("≠", "yellow"), ("<", "cyan")
"""What stands beside a record's value: as in the row, nearly so, another, or so at an earlier time."""


def shown_queue(found: Waiting, values: bool) -> RenderableType:
    """All rows of the queue; with values, each as it is judged, the row beside its records."""
    if not found.doubts:
        return Text("No row is in doubt: a judgement would change no count.")
    head = [Text(_head(found)), Text()]
    if not values:
        return Group(*head, _list(found.doubts))
    of = len(found.doubts)
    each = (shown_doubt(found, doubt, f"{n} of {of}") for n, doubt in enumerate(found.doubts, 1))
    return Group(*head, *each)


def _head(found: Waiting) -> str:
    more = found.open.rows - len(found.doubts)
    beyond = f", the first {len(found.doubts):,} here" if more else ""
    return (
        f"{count(found.open.rows, 'row')} in doubt{beyond}: there may be up to "
        f"{count(found.open.more_people, 'person', 'people')} more, or "
        f"{count(found.open.fewer_people, 'person', 'people')} fewer."
    )


def _list(doubts: tuple[Doubt, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for title in ("Row", "Now", "Records", "Chance", "Bits", "Agrees", "Would change"):
        numeric = title in {"Row", "Records", "Chance", "Bits"}
        table.add_column(title, justify="right" if numeric else "left", overflow="fold")
    for doubt in doubts:
        first = doubt.candidates[0]
        table.add_row(
            f"{doubt.row:,}",
            FATES[doubt.fate],
            str(len(doubt.candidates)),
            percent(first.chance),
            f"{first.weight:+.1f}",
            _agrees(first),
            _moves(doubt),
        )
    return table


def _agrees(candidate: Candidate) -> str:
    met = [(name, level) for name, level in levels(candidate.pattern).items() if level != "missing"]
    return ", ".join(f"{name.replace('_', ' ')} {level}" for name, level in met)


def _moves(doubt: Doubt) -> str:
    return ", ".join(move.replace("by_", "") for move in doubt.moves)


def shown_doubt(found: Waiting, doubt: Doubt, place: str) -> RenderableType:
    """One row as it is judged: what it says, what its records say, and what the answer would change."""
    title = Text.assemble(
        (f"Row {doubt.row:,}", "bold"), f"  {FATES[doubt.fate]}", (f"  {place}", "dim")
    )
    would = (
        f"With a chance of {percent(doubt.doubt)} this is wrong; then "
        f"{listed([MOVES[move] for move in doubt.moves])} would be another number."
    )
    return Group(title, Text(would, style="dim"), _beside(found, doubt))


def _beside(found: Waiting, doubt: Doubt) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column("")
    table.add_column("leaked row", overflow="fold")
    for number, candidate in enumerate(doubt.candidates, 1):
        linked = " (linked)" if doubt.fate is Fate.LINKED and number == 1 else ""
        title = Text(f"{number}: {visible(candidate.record, NAME)}{linked}\n")
        title.append(f"{percent(candidate.chance)}, {candidate.weight:+.1f} bits", style="dim")
        table.add_column(title, overflow="fold")
    row = found.rows.get(doubt.row, {})
    records = [found.records.get(candidate.record, {}) for candidate in doubt.candidates]
    for name in SHOWN:
        if name in row or any(name in record for record in records):
            cells = [
                _cell(name, record, _sign(name, row, record, found, candidate))
                for candidate, record in zip(doubt.candidates, records, strict=True)
            ]
            table.add_row(FIELDS.get(name, name.replace("_", " ")), _said(name, row), *cells)
    return table


def _said(name: str, values: Values) -> Text:
    if name not in values:
        return Text("")
    value = country(values[name]) if name == "country" else values[name]
    return Text(visible(value, NAME))


def _sign(
    name: str, row: Values, record: Values, found: Waiting, candidate: Candidate
) -> tuple[str, str] | None:
    """How the record's value stands to the row's; nothing where there are no two."""
    if name not in row:
        return None
    if row[name] == record.get(name):
        return SAME
    if row[name] in found.before.get((candidate.record, name), frozenset()):
        return BEFORE
    if name not in record:
        return None
    level = levels(candidate.pattern).get(name)
    return DIFFERS if level in (None, "differs") else NEARLY


def _cell(name: str, record: Values, sign: tuple[str, str] | None) -> Text:
    said = _said(name, record)
    if sign is None:
        return Text("  ") + said
    mark, style = sign
    earlier = " (earlier as in the row)" if sign == BEFORE else ""
    return Text(f"{mark} ", style=style) + said + Text(earlier, style="dim")
