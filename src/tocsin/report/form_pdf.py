"""Form as PDF: the notification on A4, to be read, signed and kept.

Drawn on `paper`: what a person or a file wrote is text there, and nothing else.
"""

from __future__ import annotations

from fpdf.enums import XPos, YPos

from tocsin.report.form_text import contradicted, written
from tocsin.report.paper import ALARM, DOUBT, INK, MARGIN, QUIET, Colour, Paper
from tocsin.terms.form import Block, Form, Line, Source, View

ASKED, GAP = 58.0, 4.0
"""Millimetres: of the page's edge, of the column of questions, between it and the answers."""

TALL = 90.0
"""Millimetres: a row higher than that may be broken over pages."""

PAPER = {ALARM: (253, 240, 240), DOUBT: (253, 247, 232), QUIET: (244, 245, 247)}
"""Colours (RGB) of the paper behind a box."""

OPEN = "not answered yet"
UNASKED = "not answered; where it applies"
CONFIRM = "suggested: to be confirmed by a person"


def pdf(view: View, form: Form) -> bytes:
    """The notification as a PDF."""
    foot = "  ·  ".join((*view.head[1:2], view.title))
    page = _Page(view.title, foot, form.made, view.language, written)
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


class _Page(Paper):
    """The notification, block under block."""

    def head(self, view: View) -> None:
        """Title, and what it says of the whole."""
        self.ink("B", 15, INK)
        self.down(self.epw, 7, self.shown(view.title))
        self.ln(1)
        self.ink("", 8, QUIET)
        for line in view.head:
            self.down(self.epw, 4, self.shown(line))
        self.ln(3)

    def box(self, title: str, lines: list[str], colour: Colour) -> None:
        """Lines that must not be missed, on tinted paper."""
        if not lines:
            return
        self.room(24)
        self.ink("B", 9, colour)
        self.set_fill_color(*PAPER[colour])
        self.down(self.epw, 6, title, fill=True)
        self.ink("", 8, INK)
        for line in lines:
            self.down(self.epw, 4.2, f"•  {self.shown(line)}", fill=True)
        self.ln(4)

    def block(self, block: Block) -> None:
        """A section: its title, and a row a question."""
        self.room(28)
        self.ln(2)
        self.ink("B", 11, INK)
        self.down(self.epw, 6, self.shown(block.title))
        self.rule()
        for line in block.lines:
            self._row(line)

    def _row(self, line: Line) -> None:
        """What is asked on the left; on the right what is answered, and on what it rests."""
        left, right, small = self.shown(line.asks), self.shown(line.answer), self.shown(line.beside)
        note, colour = _note(line)
        wide = self.epw - ASKED - GAP
        self.ink("", 8, INK)
        asked = self.height(ASKED, 4, left)
        self.ink("", 9, INK)
        tall = self.height(wide, 4.6, right) if right else 0.0
        self.ink("", 7, QUIET)
        tall += sum(self.height(wide, 3.6, text) for text in (note, small) if text)
        if max(asked, tall) < TALL:
            self.room(max(asked, tall) + 4)
        top, page = self.get_y(), self.page_no()
        self.ink("", 8, QUIET)
        self.multi_cell(ASKED, 4, left, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        beneath = self.get_y()
        self.set_y(top)
        for text, size, high, ink in (
            (note, 7, 3.6, colour),
            (right, 9, 4.6, INK),
            (small, 7, 3.6, QUIET),
        ):
            if text:
                self.ink("B" if text is note else "", size, ink)
                self.set_x(MARGIN + ASKED + GAP)
                self.multi_cell(wide, high, text, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        if self.page_no() == page:
            self.set_y(max(beneath, self.get_y()))
        self.ln(1)
        self.rule()


def _note(line: Line) -> tuple[str, Colour]:
    if line.source is Source.OPEN:
        return (OPEN, ALARM) if line.needed else (UNASKED, QUIET)
    return (CONFIRM, DOUBT) if line.source is Source.SUGGESTED else ("", QUIET)
