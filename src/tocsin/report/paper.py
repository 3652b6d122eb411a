"""Paper: the A4 sheet that PDFs are drawn on, by fpdf2, one thing under the other.

Its cells take text as it is: no mark-up is read out of what a person or a file wrote, and nothing in it is an
address, a form or a script. The same value gives the same bytes. Letters are DejaVu's, which come with Matplotlib;
what it has no letter for is written out by its code.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont

from tocsin.report.visible import cut
from tocsin.terms.errors import Broken

FAMILY = "DejaVu"
FACES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}

MARGIN, FOOT = 16.0, 16.0
"""Millimetres of the page's edge, and of its foot."""

FOOTING = 100
"""Characters of the line at the foot of a page."""

Colour = tuple[int, int, int]

INK, QUIET, ALARM, DOUBT, CALM, FIRM, RULE = (
    (25, 25, 30),
    (100, 105, 115),
    (165, 20, 25),
    (150, 95, 0),
    (21, 96, 63),
    (31, 79, 134),
    (205, 208, 214),
)
"""Colours (RGB)."""


class Paper(FPDF):
    """The sheet, with its foot on every page."""

    def __init__(
        self, title: str, foot: str, made: datetime, language: str, show: Callable[[str], str]
    ) -> None:
        super().__init__(format="A4")
        self._show = show
        fonts = _fonts()
        for style, file in FACES.items():
            self.add_font(FAMILY, style, fonts / file)
        face = self.fonts[FAMILY.lower()]
        self._letters = frozenset(face.cmap) if isinstance(face, TTFFont) else frozenset()
        self._foot = self.shown(foot)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOT + 4)
        self.set_title(self.shown(title))
        self.set_creator("tocsin")
        self.set_producer("tocsin, with fpdf2")
        self.set_creation_date(made)
        self.set_lang(language)
        self.add_page()

    def shown(self, untrusted: str) -> str:
        """Text with all written out that hides, acts, or has no letter here."""
        lines = map(self._show, untrusted.splitlines())
        return "\n".join("".join(map(self._letter, line)) for line in lines)

    def _letter(self, character: str) -> str:
        return character if ord(character) in self._letters else f"\\u{ord(character):04x}"

    def footer(self) -> None:
        """Which paper it is, and which page of how many."""
        self.set_y(-FOOT)
        self.ink("", 7, QUIET)
        self.cell(self.epw - 30, 4, cut(self._foot, FOOTING))
        self.cell(30, 4, f"{self.page_no()} / {{nb}}", align="R")

    def ink(self, style: str, size: float, colour: Colour) -> None:
        """Choose how the next words are written."""
        self.set_font(FAMILY, style, size)
        self.set_text_color(*colour)

    def down(self, wide: float, high: float, text: str, *, fill: bool = False) -> None:
        """Write words, so wide, in lines so high; go on beneath them at the margin."""
        self.multi_cell(wide, high, text, align="L", fill=fill, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def height(self, wide: float, high: float, text: str) -> float:
        """How high such words would stand."""
        told = self.multi_cell(
            wide, high, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        return cast(float, told)

    def rule(self) -> None:
        """Draw a line from margin to margin."""
        self.set_draw_color(*RULE)
        self.set_line_width(0.15)
        self.line(MARGIN, self.get_y(), MARGIN + self.epw, self.get_y())
        self.ln(1.2)

    @property
    def left(self) -> float:
        """Millimetres that are left on this page."""
        return self.h - FOOT - 4 - self.get_y()

    def room(self, high: float) -> None:
        """Go on on a new page where so much no longer fits on this one."""
        if high > self.left:
            self.add_page()


def _fonts() -> Path:
    """The folder of fonts in Matplotlib, which need not be loaded for that."""
    found = find_spec("matplotlib")
    places = found.submodule_search_locations if found else None
    if not places:
        raise Broken("The letters of the PDF are missing.", remedy="Install Matplotlib again.")
    return Path(places[0]) / "mpl-data" / "fonts" / "ttf"
