"""Form as PDF: the notification on A4, to be read, signed and kept.

Drawn by fpdf2, whose cells take text as it is: no mark-up is read out of what a person or a file wrote, and
nothing in it is a link, a form or a script. The same form gives the same bytes. Letters are DejaVu's, which
come with Matplotlib; what it has no letter for is written out by its code.
"""

from __future__ import annotations

from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont

from tocsin.report.form_text import contradicted, written
from tocsin.report.visible import cut
from tocsin.terms.errors import Broken
from tocsin.terms.form import Block, Form, Line, Source, View

FAMILY = "DejaVu"
FACES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}

MARGIN, ASKED, GAP = 16.0, 58.0, 4.0
"""Millimetres: of the page's edge, of the column of questions, between it and the answers."""

FOOT = 16.0
FOOTING = 100
"""Characters of the line at the foot of a page."""

TALL = 90.0
"""Millimetres: a row higher than that may be broken over pages."""

INK, QUIET, ALARM, DOUBT, RULE = (
    (25, 25, 30),
    (100, 105, 115),
    (165, 20, 25),
    (150, 95, 0),
    (205, 208, 214),
)
PAPER = {ALARM: (253, 240, 240), DOUBT: (253, 247, 232), QUIET: (244, 245, 247)}
"""Colours (RGB) of letters, and of the paper behind a box."""

OPEN = "not answered yet"
UNASKED = "not answered; where it applies"
CONFIRM = "suggested: to be confirmed by a person"
Colour = tuple[int, int, int]


def pdf(view: View, form: Form) -> bytes:
    """The notification as a PDF."""
    page = _Page(view, form.made)
    page.head(view)
    page.box("Said otherwise than found", [contradicted(one) for one in form.contradictions], ALARM)
    changed = [
        f"{one.number} {one.label}: {one.before or OPEN} → {one.now or OPEN}"
        for one in form.changes
    ]
    page.box("Changed since it was notified", changed, DOUBT)
    for block in view.blocks:
        page.block(block)
    page.box("To heed", list(view.remarks), QUIET)
    return bytes(page.output())


class _Page(FPDF):
    """The sheet of paper that all is drawn on, one thing under the other."""

    def __init__(self, view: View, made: datetime) -> None:
        super().__init__(format="A4")
        fonts = _fonts()
        for style, file in FACES.items():
            self.add_font(FAMILY, style, fonts / file)
        face = self.fonts[FAMILY.lower()]
        self._letters = frozenset(face.cmap) if isinstance(face, TTFFont) else frozenset()
        self._foot = self.shown("  ·  ".join((*view.head[1:2], view.title)))
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOT + 4)
        self.set_title(self.shown(view.title))
        self.set_creator("tocsin")
        self.set_producer("tocsin, with fpdf2")
        self.set_creation_date(made)
        self.set_lang(view.language)
        self.add_page()

    def shown(self, untrusted: str) -> str:
        """Text with all written out that hides, acts, or has no letter here."""
        lines = map(written, untrusted.splitlines())
        return "\n".join("".join(map(self._letter, line)) for line in lines)

    def _letter(self, character: str) -> str:
        return character if ord(character) in self._letters else f"\\u{ord(character):04x}"

    def footer(self) -> None:
        """Which paper it is, and which page of how many."""
        self.set_y(-FOOT)
        self._in("", 7, QUIET)
        self.cell(self.epw - 30, 4, cut(self._foot, FOOTING))
        self.cell(30, 4, f"{self.page_no()} / {{nb}}", align="R")

    def head(self, view: View) -> None:
        """Title, and what it says of the whole."""
        self._in("B", 15, INK)
        self._down(self.epw, 7, self.shown(view.title))
        self.ln(1)
        self._in("", 8, QUIET)
        for line in view.head:
            self._down(self.epw, 4, self.shown(line))
        self.ln(3)

    def box(self, title: str, lines: list[str], colour: Colour) -> None:
        """Lines that must not be missed, on tinted paper."""
        if not lines:
            return
        self._room(24)
        self._in("B", 9, colour)
        self.set_fill_color(*PAPER[colour])
        self._down(self.epw, 6, title, fill=True)
        self._in("", 8, INK)
        for line in lines:
            self._down(self.epw, 4.2, f"•  {self.shown(line)}", fill=True)
        self.ln(4)

    def block(self, block: Block) -> None:
        """A section: its title, and a row a question."""
        self._room(28)
        self.ln(2)
        self._in("B", 11, INK)
        self._down(self.epw, 6, self.shown(block.title))
        self._rule()
        for line in block.lines:
            self._row(line)

    def _row(self, line: Line) -> None:
        """What is asked on the left; on the right what is answered, and on what it rests."""
        left, right, small = self.shown(line.asks), self.shown(line.answer), self.shown(line.beside)
        note, colour = _note(line)
        wide = self.epw - ASKED - GAP
        self._in("", 8, INK)
        asked = self._height(ASKED, 4, left)
        self._in("", 9, INK)
        tall = self._height(wide, 4.6, right) if right else 0.0
        self._in("", 7, QUIET)
        tall += sum(self._height(wide, 3.6, text) for text in (note, small) if text)
        if max(asked, tall) < TALL:
            self._room(max(asked, tall) + 4)
        top, page = self.get_y(), self.page_no()
        self._in("", 8, QUIET)
        self.multi_cell(ASKED, 4, left, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        beneath = self.get_y()
        self.set_y(top)
        for text, size, high, ink in (
            (note, 7, 3.6, colour),
            (right, 9, 4.6, INK),
            (small, 7, 3.6, QUIET),
        ):
            if text:
                self._in("B" if text is note else "", size, ink)
                self.set_x(MARGIN + ASKED + GAP)
                self.multi_cell(wide, high, text, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        if self.page_no() == page:
            self.set_y(max(beneath, self.get_y()))
        self.ln(1)
        self._rule()

    def _rule(self) -> None:
        self.set_draw_color(*RULE)
        self.set_line_width(0.15)
        self.line(MARGIN, self.get_y(), MARGIN + self.epw, self.get_y())
        self.ln(1.2)

    def _room(self, high: float) -> None:
        """Go on a new page where so much no longer fits on this one."""
        if self.get_y() + high > self.h - FOOT - 4:
            self.add_page()

    def _in(self, style: str, size: float, colour: Colour) -> None:
        self.set_font(FAMILY, style, size)
        self.set_text_color(*colour)

    def _down(self, wide: float, high: float, text: str, fill: bool = False) -> None:
        self.multi_cell(wide, high, text, align="L", fill=fill, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _height(self, wide: float, high: float, text: str) -> float:
        told = self.multi_cell(
            wide, high, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return cast(float, told)


def _note(line: Line) -> tuple[str, Colour]:
    if line.source is Source.OPEN:
        return (OPEN, ALARM) if line.needed else (UNASKED, QUIET)
    return (CONFIRM, DOUBT) if line.source is Source.SUGGESTED else ("", QUIET)


def _fonts() -> Path:
    """The folder of fonts in Matplotlib, which need not be loaded for that."""
    found = find_spec("matplotlib")
    places = found.submodule_search_locations if found else None
    if not places:
        raise Broken("The letters of the PDF are missing.", remedy="Install Matplotlib again.")
    return Path(places[0]) / "mpl-data" / "fonts" / "ttf"
