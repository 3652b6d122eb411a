"""HTML: every table of a page as a table; so too the `.xls` that web shops write, which is HTML.

A cell that spans rows stands in each of them; one that spans columns in the first of them. A row of `th` heads the columns,
else a heading is looked for as in a workbook. A table within a cell is a table of its own, and no text
of that cell. What stands outside tables is not read, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from tocsin.formats import markup
from tocsin.formats.base import Emit, Format, Source
from tocsin.formats.grid import Grid, distinct
from tocsin.formats.heading_row import ABOVE_HEADING, LOOKED_AT, heading_of
from tocsin.formats.json.text import beginning
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Limits
from tocsin.terms.table import Reading, Table

BEGINS = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|meta|style|table|div|p|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
GENERATOR = re.compile(
    rb"""<meta[^>]+name\s*=\s*["']?(?:generator|progid)["']?[^>]+content\s*=\s*["']?([^"'>]{1,100})""",
    re.IGNORECASE,
)

SPAN = 1_000
"""Columns or rows that a cell may span (HTML Living Standard, section 4.9.11, has 1,000 and 65,534)."""

HELD = 20_000
"""Rows of a table held until its width is taken as settled."""

WIDER = "has more cells than the table has columns"


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is HTML with a table in it."""
    text = beginning(head)
    return bool(BEGINS.match(text)) and b"<table" in text.lower()


def read(source: Source, emit: Emit) -> Reading:
    """Read its tables; memory is that of the largest row, and of `HELD` rows."""
    opening = beginning(source.head)
    named = CHARSET.search(opening[:4096])
    text = markup.Text(source, named[1].decode() if named else "", mend=False)
    page = _Page(emit, source.limits)
    parser = etree.HTMLPullParser(
        events=("start", "end"),
        tag=("table", "tr"),
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        for piece in text:
            parser.feed(piece)
            page.take(parser)
        parser.close()
        page.take(parser)
    except etree.ParserError:
        pass
    except etree.XMLSyntaxError as fault:
        page.broken = f"line {fault.lineno or 0:,}"
    tables = page.close()
    if not tables:
        raise Refused("It is HTML in which no table holds a row.", remedy="")
    writer = GENERATOR.search(opening[:8192])
    marks = (
        ("declared encoding", text.declared),
        ("written by", writer[1].decode("utf-8", "replace") if writer else ""),
        ("outside tables", "not read"),
    )
    return Reading("html", text.encoding, None, tables, marks=tuple(m for m in marks if m[1]))


@dataclass(slots=True)
class _Open:
    """A table that is open."""

    number: int
    rows: list[tuple[int, bool, list[str | None]]] = field(default_factory=list)
    """Line, whether all cells are `th`, and the cells."""

    spans: dict[int, tuple[int, str | None]] = field(default_factory=dict)
    """By column: for how many rows more a cell covers it."""

    grid: Grid | None = None


class _Page:
    """The tables of a page while they are read."""

    def __init__(self, emit: Emit, limits: Limits) -> None:
        self._emit, self._limits = emit, limits
        self._open: list[_Open] = []
        self._waiting: list[_Open] = []
        self._done: list[Table] = []
        self._count = 0
        self.broken = ""

    def take(self, parser: etree.HTMLPullParser) -> None:
        """What was opened and closed since."""
        for event, element in parser.read_events():
            if element.tag == "table" and event == "start":
                self._count += 1
                self._open.append(_Open(self._count))
            elif element.tag == "table":
                self._closed()
                element.clear(keep_tail=False)
            elif event == "end" and self._open:
                self._row(self._open[-1], element)
                element.clear(keep_tail=False)
                above = element.getparent()
                while above is not None and element.getprevious() is not None:
                    del above[0]

    def close(self) -> tuple[Table, ...]:
        """All tables, those too that the page does not close."""
        if self.broken and self._open:
            self._open[-1].rows.append((0, False, []))
        while self._open:
            self._closed()
        return tuple(self._done)

    def _closed(self) -> None:
        """A table is over; it is told once no table around it is being told."""
        if not self._open:
            return
        self._waiting.append(self._open.pop())
        if any(table.grid for table in self._open):
            return
        for table in sorted(self._waiting, key=lambda t: (t.grid is None, t.number)):
            grid = table.grid or self._settle(table)
            if grid:
                self._done.append(grid.close())
        self._waiting = []

    def _row(self, table: _Open, row: etree._Element) -> None:
        """One row: its cells where they stand, with what spans from above and from the left."""
        cells: list[str | None] = []
        heads = bool(len(row))

        def covered() -> None:
            while len(cells) in table.spans:
                left, said = table.spans.pop(len(cells))
                if left > 1:
                    later[len(cells)] = (left - 1, said)
                cells.append(said)

        later: dict[int, tuple[int, str | None]] = {}
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            covered()
            heads = heads and cell.tag == "th"
            said = " ".join("".join(_texts(cell)).split(" ")).strip() or None
            if len(cells) >= self._limits.columns:
                raise Refused(
                    f"It has a row of more than {self._limits.columns:,} cells.",
                    remedy="Allow more with --limit columns=N.",
                )
            down = _span(cell.get("rowspan"))
            for place in range(_span(cell.get("colspan"))):
                if len(cells) >= self._limits.columns:
                    break
                shown = None if place else said
                if down > 1:
                    later[len(cells)] = (down - 1, shown)
                cells.append(shown)
        covered()
        table.spans = later | table.spans
        if any(cell is not None for cell in cells):
            self._keep(table, row.sourceline or 0, heads, cells)

    def _keep(self, table: _Open, line: int, heads: bool, cells: list[str | None]) -> None:
        if table.grid:
            self._put(table.grid, table.rows[0][2], line, cells)
            return
        table.rows.append((line, heads, cells))
        if len(table.rows) >= HELD and not any(other.grid for other in self._open):
            self._settle(table)

    def _settle(self, table: _Open) -> Grid | None:
        """Fix the columns, and let the rows go that were held; None for a table without a row."""
        rows = [row for row in table.rows if row[2]]
        if not rows:
            return None
        width = max(len(cells) for _, _, cells in rows)
        even = [cells + [None] * (width - len(cells)) for _, _, cells in rows]
        above, names = heading_of(even[:LOOKED_AT], width)
        for place, (_, heads, _) in enumerate(rows[:LOOKED_AT]):
            if not heads:
                break
            above = place
            names = distinct(cell or f"column {n + 1}" for n, cell in enumerate(even[place]))
        grid = table.grid = Grid(f"table {table.number}", names, self._emit, self._limits.cell)
        for line, _, _ in rows[: max(above, 0)]:
            grid.reject(f"line {line:,}", ABOVE_HEADING)
        for cells in even[above + 1 :]:
            grid.add(cells)
        if self.broken:
            grid.reject(self.broken, "is not HTML; what follows was not read")
            self.broken = ""
        table.rows = [(0, False, even[0])]
        return grid

    def _put(self, grid: Grid, first: list[str | None], line: int, cells: list[str | None]) -> None:
        if len(cells) > len(first):
            grid.reject(f"line {line:,}", WIDER)
        else:
            grid.add(cells + [None] * (len(first) - len(cells)))


def _span(said: str | None) -> int:
    return (
        min(int(said), SPAN) or 1
        if said and said.isascii() and said.isdigit() and len(said) < 9
        else 1
    )


def _texts(cell: etree._Element) -> Iterator[str]:
    """The text of a cell, without what is no text; a line break stays one."""
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            if element.tag == "br":
                yield "\n"
            if element.tag not in ("script", "style", "table"):
                yield re.sub(r"\s+", " ", element.text or "").replace("\xa0", " ")
        elif element is not cell:
            yield re.sub(r"\s+", " ", element.tail or "").replace("\xa0", " ")


SAMPLE = b"""<html><meta charset="latin-1"><table><tr><th>a<th>b<tr><td rowspan=2>1<td>x<br>y<table><tr><td>z
</table><tr><td>&eacute;</table>"""


def prepare() -> None:
    """Take a small page."""
    markup.prepare()
    read(Source(BytesIO(SAMPLE)), lambda _name, _batch: None)


FORMAT = Format("html", "HTML tables", sniff, read, prepare, text=True)
