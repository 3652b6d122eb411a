"""PDF: the report on A4, to be printed, sent to counsel and kept; nothing in it is folded.

Drawn on `paper` from the same telling as every other form. A number leads to its finding, the contents to their
sections; there is no other link. The plots are vectors, drawn from the same SVG as the page's.
"""

from __future__ import annotations

import io
import re

from tocsin.report.chart import LIGHT
from tocsin.report.paper import FIRM, INK, MARGIN, QUIET, Colour
from tocsin.report.pdf_table import LINE, SIZE, SMALL, SMALL_LINE, TONES, Tables
from tocsin.report.plots import Plot, plots
from tocsin.report.sheet import Figure, Numbered, Part, Section, Telling, Topic
from tocsin.report.telling import tell
from tocsin.report.visible import visible
from tocsin.terms.established import Established

ACROSS = 4
"""Figures, and topics of the contents, side by side."""

PLOT = 135.0
SQUARE = 95.0
"""Millimetres: how wide a plot stands."""

INDENT = 10.0
"""Millimetres before a finding, for its number."""

CAPTION = 14.0
"""Millimetres of a plot's title and of what stands beneath it."""

SIZES = re.compile(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
"""How wide and how high an SVG is."""

METADATA = re.compile(rb"<metadata>.*?</metadata>", re.DOTALL)
"""What an SVG says of itself, and no paper shows."""


def write(established: Established) -> bytes:
    """The report as a PDF; the same value gives the same bytes."""
    telling = tell(established)
    drawn = plots(established)
    made = established.asked.now if established.asked else established.received
    page = _Report(f"{telling.headline.word}: {telling.case}", telling.case, made, "en", visible)
    page.head(telling)
    for section in telling.answers:
        page.section(section, drawn.get(section.anchor))
    page.findings(telling.parts)
    for section in telling.evidence:
        page.section(section, None)
    return bytes(page.output())


class _Report(Tables):
    """The report, section under section."""

    def head(self, telling: Telling) -> None:
        """The verdict, the few figures, and what stands where."""
        headline = telling.headline
        self.ink("", 8, QUIET)
        for line in ("tocsin  ·  " + telling.case, *telling.lines):
            self.down(self.epw, 4, self.shown(line))
        self.ln(5)
        top = self.get_y()
        tone = TONES[headline.tone]
        for words, style, size, high, colour in (
            (headline.word.upper(), "B", 9, 5, tone),
            (headline.sentence, "B", 17, 7.6, INK),
            (headline.strength, "", 9.5, 4.8, INK),
            (f"Limit. {headline.limit}", "", 8.5, 4.4, QUIET),
        ):
            self.ink(style, size, colour)
            self.set_x(MARGIN + 5)
            self.down(self.epw - 5, high, self.shown(words))
            self.ln(1)
        self.set_fill_color(*tone)
        self.rect(MARGIN, top, 1.4, self.get_y() - top, style="F")
        self.ln(4)
        self._figures(telling.figures)
        self._contents(telling.contents)

    def _figures(self, figures: tuple[Figure, ...]) -> None:
        for begin in range(0, len(figures), ACROSS):
            self._beside(
                [
                    [
                        (one.label, "", 7.0, 3.6, QUIET),
                        (one.words, "B", 12.0, 5.6, TONES.get(one.tone, INK)),
                        (one.note, "", 7.0, 3.4, QUIET),
                    ]
                    for one in figures[begin : begin + ACROSS]
                ],
                [one.anchor for one in figures[begin : begin + ACROSS]],
            )

    def _contents(self, topics: tuple[Topic, ...]) -> None:
        """Each section under what it answers; each entry leads to it."""
        self.rule()
        self.ln(1)
        wide = self.epw / max(len(topics), 1)
        top, low = self.get_y(), self.get_y()
        for at, topic in enumerate(topics):
            x = MARGIN + at * wide
            self.set_xy(x, top)
            self.ink("B", 7.5, INK)
            self.multi_cell(wide - 3, 3.8, topic.title, align="L", new_x="LEFT", new_y="NEXT")
            self.ink("", 7.5, FIRM)
            for anchor, title in topic.places:
                self.set_x(x)
                self.cell(wide - 3, 3.8, title, link=self.to(anchor), new_x="LEFT", new_y="NEXT")
            low = max(low, self.get_y())
        self.set_y(low + 2)
        self.rule()

    def _beside(
        self, columns: list[list[tuple[str, str, float, float, Colour]]], anchors: list[str]
    ) -> None:
        """Small columns of words side by side, each leading to a place."""
        wide = self.epw / len(columns)
        self.rule()
        top, low = self.get_y(), self.get_y()
        for at, column in enumerate(columns):
            self.set_xy(MARGIN + at * wide, top)
            for words, style, size, high, colour in column:
                self.ink(style, size, colour)
                self.multi_cell(
                    wide - 3,
                    high,
                    self.shown(words),
                    align="L",
                    link=self.to(anchors[at]),
                    new_x="LEFT",
                    new_y="NEXT",
                )
            low = max(low, self.get_y())
        self.set_y(low + 2)

    def section(self, section: Section, plot: Plot | None) -> None:
        """One question with its answer."""
        svg = METADATA.sub(b"", plot.draw(LIGHT)) if plot else b""
        high = _height(svg, SQUARE if plot.square else PLOT) if plot else 0.0
        self._title(section.anchor, section.title, high + CAPTION)
        if section.lead:
            self.ink("", 9, INK)
            self.down(self.epw, 4.6, self.shown(section.lead))
            self.ln(2)
        if plot is not None:
            self._plot(plot, svg, high)
        for sheet in section.sheets:
            self.sheet(sheet)
        self.ink("", 7.5, QUIET)
        for remark in section.remarks:
            self.down(self.epw, 3.9, self.shown(remark))
            self.ln(1)

    def _title(self, anchor: str, title: str, beneath: float = 0.0) -> None:
        self.ln(5)
        self.room(32 + beneath)
        self.here(anchor)
        self.ink("B", 12.5, INK)
        self.start_section(self.shown(title))
        self.down(self.epw, 6.5, self.shown(title))
        self.ln(1)

    def _plot(self, plot: Plot, svg: bytes, high: float) -> None:
        self.room(high + CAPTION)
        self.ink("B", 8.5, INK)
        self.down(self.epw, 5, self.shown(plot.title))
        self.image(io.BytesIO(svg), h=high, alt_text=self.shown(plot.alt))
        self.ink("", 7.5, QUIET)
        self.down(self.epw, 4, self.shown(plot.caption))
        self.ln(2)

    def findings(self, parts: tuple[Part, ...]) -> None:
        """All findings, each with what it does not show and what it rests on."""
        self._title("findings", "Findings: what each number rests on")
        for part in parts:
            self.room(20)
            self.ink("B", 9, INK)
            self.down(self.epw, 6, self.shown(part.title))
            for one in part.findings:
                self._finding(one)

    def _finding(self, one: Numbered) -> None:
        limit = f"as of F{one.limit_of}" if one.limit_of else one.finding.limit
        told = [
            (f"{one.finding.says} ({one.certainty})", SIZE, LINE, INK),
            (f"Limit: {limit}" if limit else "", SMALL, SMALL_LINE, QUIET),
            (f"Rests on: {'; '.join(one.basis)}", SMALL, SMALL_LINE, QUIET),
        ]
        self.room(14)
        self.here(f"finding-{one.number}")
        self.ink("B", SIZE, FIRM)
        self.cell(INDENT, LINE, f"F{one.number}")
        for words, size, high, colour in told:
            if words:
                self.ink("", size, colour)
                self.set_x(MARGIN + INDENT)
                self.down(self.epw - INDENT, high, self.shown(words))
        self.ln(1.6)


def _height(svg: bytes, wide: float) -> float:
    """How high a plot stands that is so wide.

    >>> _height(b'<svg viewBox="0 0 400 100">', 120.0)
    30.0
    """
    found = SIZES.search(svg)
    across, high = (float(found[1]), float(found[2])) if found else (1.0, 1.0)
    return wide * high / across
