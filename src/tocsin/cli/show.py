"""Show: readings, notes and verifications as tables for people and as the contract's JSON."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from tocsin.desk.seeing import Seen
from tocsin.ledger.fault import Verified
from tocsin.report import answers
from tocsin.report.sentences import capital, count
from tocsin.report.sheet import Index
from tocsin.report.terminal import section
from tocsin.report.visible import NAME, visible
from tocsin.terms.claim import Note
from tocsin.terms.established import Asked
from tocsin.terms.table import Dialect, Member

if TYPE_CHECKING:
    from tocsin.drill.score import Score

SHOWN = 5
"""Rejects shown of a table; `--json` counts them all."""

SHOWN_MARKS = 12
"""Marks of a file shown; `--json` has them all."""


def as_read(found: tuple[Seen, ...]) -> dict[str, object]:
    """The contract's `read --json`."""
    return {"exhibits": [_exhibit(seen) for seen in found]}


def _exhibit(seen: Seen) -> dict[str, object]:
    reading = seen.reading
    return {
        "name": seen.exhibit.name,
        "sha256": seen.exhibit.sha256,
        "bytes": seen.exhibit.bytes,
        "format": reading.format,
        "encoding": reading.encoding,
        "dialect": _dialect(reading.dialect),
        "tables": [
            {
                "name": table.name,
                "rows": table.rows,
                "rejects": table.rejected,
                "repaired": table.repaired,
                "rejected": [{"where": r.where, "reason": r.reason} for r in table.rejects],
                "columns": [
                    {
                        "name": c.name,
                        "kind": c.kind,
                        "share": round(c.share, 6),
                        "filled": c.filled,
                        "judged_by": c.judged_by,
                    }
                    | ({"mixed": {k: round(share, 6) for k, share in c.mixed}} if c.mixed else {})
                    for c in table.columns
                ],
            }
            for table in reading.tables
        ],
        "refused": reading.refused,
        "marks": _marks(reading.marks),
        "members": [_member(member) for member in reading.members],
    }


def _member(member: Member) -> dict[str, object]:
    return {
        "name": member.path,
        "sha256": member.sha256,
        "bytes": member.bytes,
        "format": member.format,
        "encoding": member.encoding,
        "dialect": _dialect(member.dialect),
        "refused": member.refused,
        "marks": _marks(member.marks),
    }


def _marks(marks: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Marks by their name; where one comes again, all it says."""
    told: dict[str, str] = {}
    for name, value in marks:
        told[name] = f"{told[name]}; {value}" if name in told else value
    return told


def _dialect(dialect: Dialect | None) -> dict[str, object] | None:
    if dialect is None:
        return None
    return {
        "delimiter": dialect.delimiter,
        "quote": dialect.quote,
        "escape": dialect.escape,
        "header": dialect.header,
    }


def shown_readings(found: tuple[Seen, ...]) -> RenderableType:
    """What is in the files, a table a table."""
    return Group(*(part for seen in found for part in _shown_reading(seen)))


def _shown_reading(seen: Seen) -> list[RenderableType]:
    reading = seen.reading
    title = Text.assemble((visible(seen.exhibit.name), "bold"), f"  {seen.exhibit.bytes:,} bytes")
    if reading.refused:
        members = [_shown_member(member) for member in reading.members]
        return [title, Text(f"  {visible(reading.refused)}", style="red"), *members]
    how = ", ".join(visible(word) for word in (reading.format, reading.encoding) if word)
    parts: list[RenderableType] = [title, Text(f"  {how}", style="dim")]
    parts += [_shown_mark(*mark) for mark in reading.marks[:SHOWN_MARKS]]
    parts += [_shown_member(member) for member in reading.members]
    for table in reading.tables:
        counts = f"{table.rows:,} rows, {table.rejected:,} rejected"
        mended = f", {count(table.repaired, 'cell')} repaired" if table.repaired else ""
        parts.append(
            Text.assemble("  ", (visible(table.name, NAME), "bold"), f": {counts}{mended}")
        )
        grid = Grid()
        grid.add_column("column")
        grid.add_column("kind")
        grid.add_column("share", justify="right")
        grid.add_column("filled", justify="right")
        for column in table.columns:
            known = column.kind != "unknown"
            grid.add_row(
                Text(visible(column.name, NAME)),
                Text(column.kind, style="" if known else "dim"),
                f"{column.share:.1%}" if known else "",
                f"{column.filled:,}",
            )
        parts.append(grid)
        parts += [
            Text(f"  rejected: {visible(reject.where)}: {visible(reject.reason)}", style="yellow")
            for reject in table.rejects[:SHOWN]
        ]
    return parts


def _shown_mark(name: str, value: str) -> Text:
    return Text(f"  {visible(name, NAME)}: {visible(value)}", style="dim")


def _shown_member(member: Member) -> Text:
    """A file within the file: what it is, or why it was not read."""
    path = (f"  {visible(member.path, NAME)}", "bold" if not member.refused else "")
    if member.refused:
        return Text.assemble(path, "  ", (visible(member.refused), "red"))
    how = ", ".join(visible(word) for word in (member.format, member.encoding) if word)
    return Text.assemble(path, (f"  {member.bytes:,} bytes, {how}", "dim"))


def shown_note(note: Note, received: datetime) -> RenderableType:
    """What a note claims, asks and threatens; its deadline as seen from its receipt."""
    claims = Grid(title="What the note claims", title_justify="left", box=box.SIMPLE_HEAD)
    claims.add_column("Line", justify="right")
    claims.add_column("Claim")
    for claim in note.claims:
        claims.add_row(str(claim.line), Text(visible(capital(claim.claimed))))
    nothing = Text("The note claims nothing of the data that could be read.")
    asked = answers.demand(Asked(note.demand, None, received), Index())
    return Group(claims if note.claims else nothing, *section(asked))


def shown_verification(verified: Verified) -> RenderableType:
    """What a verification looked at, what is wrong, what it does not show."""
    counts = ", ".join(
        (
            count(verified.entries, "entry", "entries"),
            count(verified.checkpoints, "signed checkpoint"),
            count(verified.exhibits, "exhibit"),
            count(verified.steps, "result"),
        )
    )
    verdict = (
        Text("Nothing was changed.", style="bold green")
        if verified.whole
        else Text(f"{count(len(verified.faults), 'fault')}.", style="bold red")
    )
    return Group(
        verdict,
        Text(f"Checked: {counts}; {count(verified.bytes, 'byte')}."),
        *(
            Padding(Text(visible(str(fault)), style="red"), (0, 0, 0, 2))
            for fault in verified.faults
        ),
        *(Text("What this does not show:", style="dim") for _ in verified.unchecked[:1]),
        *(
            Padding(Text(visible(unchecked), style="dim"), (0, 0, 0, 2))
            for unchecked in verified.unchecked
        ),
        Text(f"Ledger key {verified.ledger_key}\nLedger head {verified.head}", style="dim"),
    )


def shown_score(score: Score) -> RenderableType:
    """The drill's links against its truth."""
    if not score.owed:
        return Text(
            f"Against the drill's truth: no row is owed a link; {score.linked:,} were linked."
        )
    return Text(
        f"Against the drill's truth: {score.right:,} of {score.owed:,} links right, "
        f"{score.linked - score.right:,} wrong; precision {_share(score.precision)}, "
        f"recall {_share(score.recall)}, F1 {_share(score.f1)}; the country is right in "
        f"{score.countries:,} of {score.linked:,} links."
        if score.linked
        else f"Against the drill's truth: 0 of {score.owed:,} links."
    )


def _share(share: float | None) -> str:
    """Six digits, cut and not rounded: one wrong link in 650,000 is seen."""
    return "not known" if share is None else f"{int(share * 1e6) / 1e6:.6f}"
