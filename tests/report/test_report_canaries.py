"""Plantings and sightings are told; what canaries are made of only to who asks, and to no report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from rich.console import Console, RenderableType

from tocsin.report import canaries
from tocsin.report.sheet import Index
from tocsin.terms.canary import Canary, Planting, Sighting
from tocsin.terms.finding import Finding

AT = datetime(2013, 5, 2, 9, tzinfo=UTC)
SECRET = ("Aimée Belvin", "belvin.aimee82@post.example")
PLANTED = Planting(
    "mail \x1b[31mhouse",
    AT,
    "ada@desk",
    ("name", "mail"),
    (Canary(SECRET, (("email", SECRET[1]),)),),
)
SEEN = Sighting("feed", AT, planted=3, seen=2, rows=4)
DAMAGED = Sighting("export", AT, planted=1, seen=1, rows=1, exact=False)
UNSEEN = Sighting("backup", AT, planted=3, seen=0, rows=0, exact=False)


@dataclass(frozen=True)
class Spot:
    exhibit: str
    table: str
    row: int
    exact: bool = True


@dataclass(frozen=True)
class Looked:
    places: tuple[Spot, ...]
    sightings: tuple[Sighting, ...]
    findings: tuple[Finding, ...] = ()
    unread: int = 0


def drawn(part: RenderableType) -> str:
    console = Console(width=200, record=True, file=None, no_color=True)
    with console.capture() as said:
        console.print(part)
    return said.get()


@pytest.mark.parametrize("show", [False, True])
def test_what_a_canary_is_made_of_is_shown_only_to_who_asks(show: bool) -> None:
    told = (
        repr(canaries.listed([PLANTED], show=show)),
        drawn(canaries.shown([PLANTED], show=show)),
    )

    assert all((secret in said) is show for secret in SECRET for said in told)
    assert all("ada@desk" in said for said in told)


@pytest.mark.parametrize("show", [False, True])
def test_the_rows_are_shown_only_to_who_asks(show: bool) -> None:
    found = Looked((Spot("ab" * 32, "clients", 812),), (SEEN,))

    told = canaries.seen(found, show=show)

    assert ("places" in told) is show
    assert ("812" in repr(told)) is show
    assert ("row 812" in drawn(canaries.shown_seen(found, show=show))) is show


def test_what_was_not_read_is_said_beside_no_canary_was_seen() -> None:
    found = Looked((), (UNSEEN,), unread=2)

    told = drawn(canaries.shown_seen(found, show=False))

    assert "No canary was seen." in told
    assert "2 files were not read" in told
    assert canaries.seen(found, show=False)["unread"] == 2


def test_a_place_that_moves_a_cursor_is_written_out() -> None:
    assert "\x1b" not in drawn(canaries.shown([PLANTED], show=False))


def test_the_section_tells_the_places_seen_first_with_their_findings() -> None:
    index = Index({"canaries.1": 7, "canaries.2": 8, "canaries.unseen": 9})

    (section,) = canaries.section((UNSEEN, SEEN, DAMAGED), index)

    (sheet,) = section.sheets
    told = [(row[0].words, row[2].words, row[2].finding, row[2].note) for row in sheet.rows]
    assert told == [("feed", "2", 7, ""), ("export", "1", 8, "damaged"), ("backup", "0", 9, "")]


def test_without_plantings_there_is_no_section() -> None:
    assert canaries.section((), Index()) == ()


@pytest.mark.parametrize(
    ("sighting", "says"),
    [
        (SEEN, "2 of the 3 canaries that were put into 'feed' on 2 May 2013 are in it"),
        (DAMAGED, "The canary that was put into 'export' on 2 May 2013 is in it"),
        (UNSEEN, "None of the 3 canaries that were put into 'backup' on 2 May 2013 are in it"),
        (Sighting("feed", AT, 3, 3, 3), "All 3 canaries that were put into 'feed' on 2 May 2013 are in it"),
        (Sighting("feed", AT, 3, 1, 1), "1 of the 3 canaries that were put into 'feed' on 2 May 2013 is in it"),
    ],
)  # fmt: skip
def test_a_sighting_says_itself_in_a_sentence(sighting: Sighting, says: str) -> None:
    assert sighting.says == says
