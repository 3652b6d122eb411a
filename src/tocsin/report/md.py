r"""Markdown: the report as text for a ticket or a wiki, with nothing in it that acts.

Our words and those out of files are escaped alike, so no name becomes a link, a picture, a tag
or a new column. (CommonMark 0.31, backslash escapes; GFM tables.)

>>> escape("[pay](http://x.example) | <b>")
'\\[pay\\](http\\://x.example) \\| \\<b\\>'
"""

from __future__ import annotations

import re

from tocsin.report.sheet import Cell, Numbered, Part, Section, Sheet, Telling
from tocsin.report.telling import tell
from tocsin.report.visible import visible
from tocsin.terms.established import Established

ACTING = re.compile(r"[\\`*_\[\]{}<>|~&$#!@]|:(?=//)|(?<=www)\.|^[-+=](?=\s|$)", re.IGNORECASE)
"""What begins something in Markdown or in HTML, links without brackets included."""


def write(established: Established) -> bytes:
    """Write the page as UTF-8; the same value gives the same bytes."""
    telling = tell(established)
    parts = [
        _head(telling),
        *(_section(section) for section in telling.answers),
        "## Findings: what each number rests on",
        *(_part(part) for part in telling.parts),
        *(_section(section) for section in telling.evidence),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def escape(untrusted: str) -> str:
    """Make a text inert: hidden characters written out, acting ones escaped."""
    shown = visible(untrusted)
    return ACTING.sub(lambda match: "\\" + match.group(), shown)


def _head(telling: Telling) -> str:
    headline = telling.headline
    figures = [
        f"- {escape(figure.label)}: **{escape(figure.words)}** ({escape(figure.note)})"
        for figure in telling.figures
    ]
    paragraphs = [
        f"# {escape(headline.sentence)}",
        f"{escape(headline.strength)}{_reference(headline.finding)}",
        f"**Limit.** {escape(headline.limit)}",
        "\n".join(figures),
        f"Case {escape(telling.case)}. {escape('. '.join(telling.lines))}.",
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _reference(finding: int | None) -> str:
    return f" [F{finding}](#finding-{finding})" if finding else ""


def _section(section: Section) -> str:
    parts = [f"## {escape(section.title)}", escape(section.lead)]
    parts.extend(_table(sheet) for sheet in section.sheets)
    if len(section.remarks) > 1:
        parts.append("\n".join(f"- {escape(remark)}" for remark in section.remarks))
    else:
        parts.extend(escape(remark) for remark in section.remarks)
    return "\n\n".join(part for part in parts if part)


def _table(sheet: Sheet) -> str:
    titles = " | ".join(escape(column.title) for column in sheet.columns)
    rules = " | ".join("---:" if column.numeric else "---" for column in sheet.columns)
    lines = [f"{escape(sheet.caption)}:", "", f"| {titles} |", f"| {rules} |"]
    lines.extend(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in sheet.rows)
    if sheet.legend:
        lines.append("")
        lines.extend(f"- {sign.symbol} {sign.word}: {escape(sign.means)}" for sign in sheet.legend)
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    words = escape(cell.words)
    if cell.sign:
        words = f"{cell.sign.symbol} **{words}**"
    note = f" ({escape(cell.note)})" if cell.note else ""
    return f"{words}{_reference(cell.finding)}{note}"


def _part(part: Part) -> str:
    return "\n\n".join((f"### {escape(part.title)}", *(_finding(one) for one in part.findings)))


def _finding(one: Numbered) -> str:
    limit = escape(one.finding.limit)
    if one.limit_of:
        limit = f"as of{_reference(one.limit_of)}"
    lines = [
        f"#### Finding {one.number}",
        "",
        f"{escape(one.finding.says)} ({one.certainty})",
        "",
        *([f"- Limit: {limit}"] if limit else []),
        f"- Rests on: {escape('; '.join(one.basis))}",
    ]
    return "\n".join(lines)
