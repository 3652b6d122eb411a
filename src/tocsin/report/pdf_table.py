"""PDF tables: a sheet of the report drawn on paper, its head again on every page.

A row that is higher than a page is told one cell under the other, so that nothing of it is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from fpdf.enums import Align, XPos, YPos

from tocsin.report.paper import ALARM, CALM, DOUBT, FIRM, INK, MARGIN, QUIET, Colour, Paper
from tocsin.report.sheet import Cell, Column, Sheet

TONES: dict[str, Colour] = {
    "alarm": ALARM,
    "calm": CALM,
    "doubt": DOUBT,
    "quiet": QUIET,
    "firm": FIRM,
}
"""Colours of the lexicon's tones, as in the style sheet."""

SIZE, LINE = 8.0, 4.0
"""Points of the words in a cell, millimetres of a line."""

SMALL, SMALL_LINE = 6.5, 3.2
"""The same of what stands beneath them."""

REFERENCE = 7.5
"""Millimetres kept behind numbers for the finding they lead to."""

AIR = 2.5
"""Millimetres between two columns."""

MOST_FIXED = 0.6
"""Share of the width that unbroken columns may take; beyond it all are narrowed alike."""

HEAD = 16.0
"""Millimetres of a caption and of the titles beneath it."""

TALL = 230.0
"""Millimetres: a row higher than that fits on no page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words within a cell, all in one hand."""

    text: str
    style: str
    size: float
    high: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands, and how wide its words may be."""

    column: Column
    x: float
    wide: float

    @property
    def align(self) -> Align:
        """Numbers stand to the right."""
        return Align.R if self.column.numeric else Align.L


@dataclass(frozen=True, slots=True)
class Laid:
    """A row laid out: the words of each cell, and the height of the highest."""

    told: list[list[Piece]]
    high: float


class Tables(Paper):
    """Paper that a sheet can be drawn on, and whose places can be led to."""

    _places: dict[str, int]

    def to(self, anchor: str) -> int:
        """A link to a place, which is drawn before or after."""
        if not hasattr(self, "_places"):
            self._places = {}
        if anchor not in self._places:
            self._places[anchor] = self.add_link()
        return self._places[anchor]

    def here(self, anchor: str) -> None:
        """Where that place is."""
        self.set_link(self.to(anchor), y=self.get_y(), page=self.page_no())

    def sheet(self, sheet: Sheet) -> None:
        """Draw a table with its caption, and what its signs mean."""
        grid = self._grid(sheet)
        first = self._laid(sheet.rows[0], grid).high if sheet.rows else 0.0
        self.room(HEAD + min(first, TALL))
        self.ink("", 7.5, QUIET)
        self.down(self.epw, 4.4, self.shown(sheet.caption))
        self._head(grid)
        for row in sheet.rows:
            self._row(row, grid)
        self.ln(1)
        for sign in sheet.legend:
            self.ink("", SMALL, TONES[sign.tone])
            self.down(self.epw, SMALL_LINE, self.shown(f"{sign.symbol} {sign.word}: {sign.means}"))
        self.ln(2.5)

    def _grid(self, sheet: Sheet) -> tuple[Place, ...]:
        """Share the page's width out: numbers and single words as wide as they are, words the rest."""
        columns = sheet.columns
        referred = [
            column.numeric and any(row[at].finding for row in sheet.rows)
            for at, column in enumerate(columns)
        ]
        natural = [
            self._natural(sheet, at) + (REFERENCE if referred[at] else 0)
            for at in range(len(columns))
        ]
        widths = _shared(natural, [one.numeric or one.narrow for one in columns], self.epw)
        places, x = [], MARGIN
        for column, refers, wide in zip(columns, referred, widths, strict=True):
            room = wide - AIR - (REFERENCE if refers else 0)
            places.append(Place(column, x, room))
            x += wide
        return tuple(places)

    def _natural(self, sheet: Sheet, at: int) -> float:
        """How wide a column would be if nothing in it were broken."""
        self.ink("B", 7.5, INK)
        wide = self.get_string_width(self.shown(sheet.columns[at].title))
        for row in sheet.rows:
            for piece in self._pieces(row[at], first=at == 0, numeric=sheet.columns[at].numeric):
                self.ink(piece.style, piece.size, piece.colour)
                wide = max(wide, self.get_string_width(piece.text.partition("\n")[0]))
        return wide + 2 * self.c_margin + AIR + 0.5

    def _pieces(self, cell: Cell, *, first: bool, numeric: bool) -> list[Piece]:
        words = self.shown(cell.words)
        colour = INK
        if cell.sign:
            words, colour = f"{cell.sign.symbol} {words}", TONES[cell.sign.tone]
        if cell.finding and not numeric:
            words += f" F{cell.finding}"
        pieces = [Piece(words, "B" if first or cell.sign else "", SIZE, LINE, colour)]
        if cell.note:
            pieces.append(Piece(self.shown(cell.note), "", SMALL, SMALL_LINE, QUIET))
        return pieces

    def _head(self, grid: tuple[Place, ...]) -> None:
        self.ink("B", 7.5, INK)
        top, low = self.get_y(), self.get_y()
        for place in grid:
            self.set_xy(place.x, top)
            self.multi_cell(
                place.wide,
                LINE,
                place.column.title,
                align=place.align,
                new_x=XPos.LEFT,
                new_y=YPos.NEXT,
            )
            low = max(low, self.get_y())
        self.set_y(low)
        self.rule()

    def _laid(self, row: tuple[Cell, ...], grid: tuple[Place, ...]) -> Laid:
        """A row's words, and how high they stand."""
        told = [
            self._pieces(cell, first=at == 0, numeric=grid[at].column.numeric)
            for at, cell in enumerate(row)
        ]
        high = max(
            sum(self._high(piece, place.wide) for piece in pieces)
            for pieces, place in zip(told, grid, strict=True)
        )
        return Laid(told, high)

    def _row(self, row: tuple[Cell, ...], grid: tuple[Place, ...]) -> None:
        laid = self._laid(row, grid)
        if laid.high > TALL:
            self._spread(laid, grid)
            return
        if laid.high + 2 > self.left:
            self.add_page()
            self._head(grid)
        top = self.get_y()
        for cell, pieces, place in zip(row, laid.told, grid, strict=True):
            link = self.to(f"finding-{cell.finding}") if cell.finding else ""
            self.set_xy(place.x, top)
            for piece in pieces:
                self.ink(piece.style, piece.size, piece.colour)
                self.multi_cell(
                    place.wide,
                    piece.high,
                    piece.text,
                    align=place.align,
                    link=link,
                    new_x=XPos.LEFT,
                    new_y=YPos.NEXT,
                )
            if cell.finding and place.column.numeric:
                self.ink("B", 5.5, FIRM)
                self.set_xy(place.x + place.wide - 0.8, top)
                self.cell(REFERENCE, 3.2, f"F{cell.finding}", link=link)
        self.set_y(top + laid.high + 0.6)
        self.rule()

    def _high(self, piece: Piece, wide: float) -> float:
        """How high it stands; what fits on a line need not be laid out for that."""
        self.ink(piece.style, piece.size, piece.colour)
        if "\n" not in piece.text and self.get_string_width(piece.text) < wide - 2 * self.c_margin:
            return piece.high
        return self.height(wide, piece.high, piece.text)

    def _spread(self, laid: Laid, grid: tuple[Place, ...]) -> None:
        for place, pieces in zip(grid, laid.told, strict=True):
            for piece in pieces:
                self.ink(piece.style, piece.size, piece.colour)
                self.down(self.epw, piece.high, f"{place.column.title}: {piece.text}")
        self.rule()


def _shared(natural: list[float], fixed: list[bool], total: float) -> list[float]:
    """Widths that fill so much: what is fixed as it is, the rest shared out by what would be needed.

    >>> _shared([20.0, 90.0, 10.0], [False, False, True], 100.0)
    [20.0, 70.0, 10.0]
    >>> _shared([20.0, 30.0, 10.0], [False, False, True], 100.0)
    [20.0, 70.0, 10.0]
    """
    kept = sum(wide for wide, fix in zip(natural, fixed, strict=True) if fix)
    loose = [wide for wide, fix in zip(natural, fixed, strict=True) if not fix]
    if not loose or kept > total * MOST_FIXED:
        return [wide * total / sum(natural) for wide in natural]
    rest = total - kept
    if sum(loose) > rest:
        even = rest / len(loose)
        small = [wide for wide in loose if wide <= even]
        left, many = rest - sum(small), sum(wide > even for wide in loose)
        weights = [wide**0.5 for wide in loose if wide > even]
        shared = iter([left * weight / sum(weights) for weight in weights] if many else [])
        given = iter([float(wide) if wide <= even else next(shared) for wide in loose])
    else:
        spare = rest - sum(loose)
        widest = max(range(len(loose)), key=lambda at: loose[at])
        given = iter([wide + (spare if at == widest else 0.0) for at, wide in enumerate(loose)])
    return [wide if fix else next(given) for wide, fix in zip(natural, fixed, strict=True)]
