"""Canaries: what the terminal, the report and machines are told of plantings and sightings.

Where canaries are and what was seen of them is told; what they are made of only where somebody asks for
it, and no report ever does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from tocsin.report import sentences
from tocsin.report.plain import Json
from tocsin.report.sheet import Cell, Column, Index, Section, Sheet
from tocsin.report.visible import NAME, visible
from tocsin.terms.canary import Planting, Sighting
from tocsin.terms.finding import Finding


class Spot(Protocol):
    """A row in which a canary was seen."""

    @property
    def exhibit(self) -> str:
        """Its SHA-256."""
        ...

    @property
    def table(self) -> str:
        """In it."""
        ...

    @property
    def row(self) -> int:
        """From 0."""
        ...

    @property
    def exact(self) -> bool:
        """Whether as planted."""
        ...


class Looked(Protocol):
    """What was seen."""

    @property
    def places(self) -> Sequence[Spot]:
        """Where."""
        ...

    @property
    def sightings(self) -> tuple[Sighting, ...]:
        """One for each planting."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What they say."""
        ...

    @property
    def unread(self) -> int:
        """Exhibits not read, or not whole."""
        ...


def listed(plantings: Sequence[Planting], *, show: bool) -> list[dict[str, object]]:
    """Plantings for machines; what they are made of only with `show`."""
    return [
        {"place": one.source, "at": one.at, "canaries": len(one.canaries), "by": one.by}
        | ({"rows": [_row(one, place) for place in range(len(one.canaries))]} if show else {})
        for one in plantings
    ]


def _row(one: Planting, place: int) -> dict[str, str]:
    cells = zip(one.columns, one.canaries[place].cells, strict=True)
    return {name: cell for name, cell in cells if cell is not None}


def shown(plantings: Sequence[Planting], *, show: bool) -> RenderableType:
    """Plantings for people."""
    grid = Grid(box=box.SIMPLE_HEAD)
    for title in ("Place", "Planted"):
        grid.add_column(title)
    grid.add_column("Canaries", justify="right")
    grid.add_column("By")
    for one in plantings:
        day = sentences.stamp(one.at)
        grid.add_row(Text(visible(one.source)), day, str(len(one.canaries)), visible(one.by))
    parts: list[RenderableType] = [grid]
    for one in plantings if show else ():
        parts.append(Text(visible(one.source), "bold"))
        for place in range(len(one.canaries)):
            pairs = _row(one, place).items()
            said = "; ".join(f"{visible(n, NAME)}: {visible(c)}" for n, c in pairs)
            parts.append(Text(f"  {said}"))
    return Group(*parts)


def seen(found: Looked, *, show: bool) -> dict[str, object]:
    """Sightings for machines; the rows only with `show`."""
    told: dict[str, object] = {
        "canaries": plain(found.sightings),
        "unread": found.unread,
        "findings": [
            {
                "says": one.says,
                "basis": [{"exhibit": at.exhibit, "where": at.where} for at in one.basis],
                "certainty": one.certainty.value,
                "limit": one.limit,
            }
            for one in found.findings
        ],
    }
    if show:
        told["places"] = [
            {"exhibit": one.exhibit, "table": one.table, "row": one.row, "exact": one.exact}
            for one in found.places
        ]
    return told


def plain(sightings: Sequence[Sighting]) -> list[Json]:
    """Sightings as JSON has them."""
    return [
        {
            "place": one.source,
            "planted_at": one.planted_at.isoformat(),
            "planted": one.planted,
            "seen": one.seen,
            "rows": one.rows,
            "exact": one.exact,
        }
        for one in sightings
    ]


def shown_seen(found: Looked, *, show: bool) -> RenderableType:
    """Sightings for people: each finding with its limit."""
    named = any(one.seen for one in found.sightings)
    head = Text(
        *(("Canaries were seen.", "bold red") if named else ("No canary was seen.", "bold"))
    )
    parts: list[RenderableType] = [head]
    if found.unread:
        of = sentences.count(found.unread, "file was", "files were")
        parts.append(
            Text(f"  {of} not read, or not all of it: nothing is known of that.", "yellow")
        )
    for one in found.findings:
        parts.append(Text(f"  {visible(one.says)} ({one.certainty.value})"))
        parts.append(Text(f"    {visible(one.limit)}", style="dim"))
    for spot in found.places if show else ():
        damaged = "" if spot.exact else ", damaged"
        where = f"exhibit {spot.exhibit[:12]}, table {visible(spot.table, NAME)}, row {spot.row}"
        parts.append(Text(f"  {where}{damaged}"))
    return Group(*parts)


def section(sightings: Sequence[Sighting], index: Index) -> tuple[Section, ...]:
    """The report's section: where canaries had been put, and which were seen; none without plantings."""
    if not sightings:
        return ()
    found = [one for one in sightings if one.seen]
    ranked = (*found, *(one for one in sightings if not one.seen))
    rows = tuple(
        (
            Cell(one.source, note=f"since {sentences.day(one.planted_at)}"),
            Cell(sentences.number(one.planted)),
            Cell(
                sentences.number(one.seen),
                index.of(f"canaries.{place}" if one.seen else "canaries.unseen"),
                note="" if one.exact or not one.seen else "damaged",
            ),
        )
        for place, one in enumerate(ranked, 1)
    )
    columns = (Column("Put into"), Column("Planted", numeric=True), Column("Seen", numeric=True))
    return (
        Section(
            "canaries",
            "Which place the canaries name",
            "Made-up customers were put into these places, each into one only. Rows that are theirs "
            "are nobody’s: they are in none of the numbers, and nobody is written to.",
            (Sheet("Canaries by the place they were put into", columns, rows),),
            (
                "A canary names the place that rows were copied from, or one fed from it; not who copied them.",
            ),
        ),
    )
