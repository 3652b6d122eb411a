"""How the report tells when the data were copied."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tocsin.dating import findings
from tocsin.report import dated, timeline
from tocsin.report.chart import LIGHT
from tocsin.report.sheet import index
from tocsin.terms.finding import Locus
from tocsin.terms.period import (
    Against,
    Binding,
    Clocks,
    Copied,
    Ground,
    Lacking,
    Misfit,
    Misfits,
    Newest,
    Period,
    Population,
    Taken,
    Why,
)

AFTER = datetime(2014, 6, 7, 0, 2, tzinfo=UTC)
NIGHT = Period(AFTER, AFTER + timedelta(hours=1))
BINDINGS = (
    Binding(41, Why.CHANGED, AFTER, "email"),
    Binding(7, Why.REPLACED, AFTER + timedelta(hours=1), "phone"),
)
TAKEN = Taken(
    NIGHT,
    Ground.CHANGES,
    rows=900,
    consistent=0.99,
    populations=(Population(NIGHT, 900, 891, 0, 899, BINDINGS),),
    misfits=(Misfits(Misfit.CLOCK, 9),),
    against=(
        Against(AFTER - timedelta(hours=9), 12),
        Against(AFTER, 0),
        Against(AFTER + timedelta(hours=1), 3),
    ),
    newest=Newest(AFTER, 40, 0.25, AFTER + timedelta(hours=3), None),
    lacking=(Lacking("country FR", 100, 0, 50, 40),),
    source="nightly export",
    copies=(Copied("nightly export", "mail house", AFTER + timedelta(minutes=12)),),
    scheduled=2,
)


def said(taken: Taken) -> str:
    """All that the section says, on one line."""
    section = dated.section(taken, index(findings.of(taken, (Locus("9f86d0"),))))
    cells = [cell.words for sheet in section.sheets for row in sheet.rows for cell in row]
    return " ".join(
        [section.lead, *(sheet.caption for sheet in section.sheets), *cells, *section.remarks]
    )


def test_the_contract_has_its_keys() -> None:
    told = dated.plain(TAKEN)

    assert isinstance(told, dict)
    assert told["earliest"] == "2014-06-07T00:02:00+00:00"
    assert told["latest"] == "2014-06-07T01:02:00+00:00"
    assert (told["consistent"], told["source"]) == (0.99, "nightly export")


def test_what_cannot_be_told_is_null_and_a_sentence() -> None:
    nothing = Taken(None, Ground.NOTHING)

    assert dated.plain(nothing) is None
    assert dated.section(nothing, index(())).lead == dated.CANNOT_TELL
    assert not timeline.plotted(nothing)


def test_the_rows_that_bind_are_named_by_number_with_their_reason() -> None:
    assert "41 It shows the email that was set then 2014-06-07 00:02:00 UTC" in said(TAKEN)


def test_nothing_of_it_is_left_out() -> None:
    told = said(TAKEN)

    assert all(
        words in told
        for words in ("nightly export", "Country FR", "clock", "40 customers", "99%", "of chance")
    )


def test_every_finding_has_its_limit() -> None:
    told = findings.of(TAKEN, (Locus("9f86d0"),))

    assert [one.key for one in told] == [
        "taken",
        "taken.misfits",
        "taken.newest",
        "taken.lacking",
        "taken.source",
    ]
    assert all(one.limit for one in told)


def test_a_zone_that_was_assumed_is_said() -> None:
    assumed = replace(TAKEN, clocks=Clocks(assumed=True))

    assert "Nobody said the zone" in findings.of(assumed, (Locus("9f86d0"),))[0].limit


def test_several_copies_are_told_with_a_period_each() -> None:
    older = Population(Period(AFTER - timedelta(days=90), AFTER - timedelta(days=89)), 40, 40)
    stitched = replace(TAKEN, populations=(*TAKEN.populations, older))

    (told,) = (f for f in findings.of(stitched, (Locus("9f86d0"),)) if f.key == "taken.populations")

    assert "2 copies" in told.says
    assert "Rows scattered through it" in told.says


def test_copies_that_cannot_be_told_apart_name_no_source() -> None:
    two = (*TAKEN.copies, replace(TAKEN.copies[0], name="backup"))
    ambiguous = replace(TAKEN, source=None, copies=two)

    (told,) = (f for f in findings.of(ambiguous, (Locus("9f86d0"),)) if f.key == "taken.source")

    assert "cannot tell them apart: nightly export, backup" in told.says


def test_the_plot_is_the_same_each_time_and_says_itself() -> None:
    assert timeline.draw(TAKEN, LIGHT) == timeline.draw(TAKEN, LIGHT)
    assert "12 on 2014-06-06 15:02:00 UTC, 0 between" in timeline.alternative(TAKEN)
