"""The verbs of the clerical queue: queue, judge."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.case import AsJson, CaseDir
from tocsin.cli.console import out, progress, say, write_json
from tocsin.cli.later import later
from tocsin.terms.errors import Refused
from tocsin.terms.judgement import AT_MOST, Ruling

with later():
    from tocsin import wiring
    from tocsin.cli import doubts
    from tocsin.desk import waiting

if TYPE_CHECKING:
    from tocsin.desk.base import Desk
    from tocsin.desk.waiting import InHand, Waiting
    from tocsin.linkage.clerical import Doubt

UNDECIDED = "undecided"
"""The word that takes a judgement back."""

RULINGS = {ruling.value: ruling for ruling in Ruling}

KEYS = {"s": Ruling.SAME, "d": Ruling.DIFFERENT, "n": Ruling.NOBODY}
"""What is pressed at the queue; besides, a number, k and q."""


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    for verb in (queue, judge):
        app.command()(verb)


def queue(
    case: CaseDir,
    most: Annotated[
        int, typer.Option("--most", min=1, max=10_000, metavar="N", help="Rows to show.")
    ] = AT_MOST,
    json: AsJson = False,
) -> None:
    """Show the rows to be judged by a person.

    Those whose judgement would change a count, those that matter most first.

    What row and records say is shown on a terminal only; --json has the records' keys.
    """
    with progress() as told, wiring.working(case, told) as desk:
        found = waiting.waiting(desk, waiting.in_hand(desk), most)
    if json:
        write_json(as_queue(found))
    else:
        out.print(doubts.shown_queue(found, values=out.is_terminal))
    raise typer.Exit(1 if found.doubts else 0)


def as_queue(found: Waiting) -> dict[str, object]:
    """The queue for machines: no value of a person but the register's own key."""
    return {
        "rows": found.open.rows,
        "more_people": found.open.more_people,
        "fewer_people": found.open.fewer_people,
        "queue": found.doubts,
    }


def judge(
    case: CaseDir,
    row: Annotated[
        int | None,
        typer.Argument(
            metavar="ROW", help="A row of the leak; else the queue, one by one.", show_default=False
        ),
    ] = None,
    ruling: Annotated[
        str | None,
        typer.Argument(
            metavar="RULING",
            help="same, different or nobody; undecided takes it back.",
            show_default=False,
        ),
    ] = None,
    record: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The register's key of the record; else the one in question."
        ),
    ] = None,
    why: Annotated[
        str | None, typer.Option(metavar="TEXT", help="For the ledger; name no person.")
    ] = None,
) -> None:
    """Decide which record a row is of, or that it is of none."""
    if row is None:
        _at_the_queue(case, why)
        return
    if ruling is None or ruling not in (*RULINGS, UNDECIDED):
        raise Refused(
            "That is no ruling." if ruling else "A row needs a ruling.",
            remedy=f"Choose one of: {', '.join((*RULINGS, UNDECIDED))}.",
        )
    if not why or not why.strip():
        raise Refused(
            "A judgement needs a reason.", remedy="Give one with --why TEXT; name no person in it."
        )
    with progress() as told, wiring.working(case, told) as desk:
        at = waiting.in_hand(desk)
        if ruling == UNDECIDED:
            waiting.withdraw(desk, at, row, why)
        else:
            waiting.decide(desk, at, row, RULINGS[ruling], record, why)
    say(f"Row {row:,} will be taken so. Next: tocsin establish {case}.")


def _at_the_queue(case: CaseDir, why: str | None) -> None:
    """One row after the other, until the queue or the person is at an end."""
    if not (sys.stdin.isatty() and out.is_terminal):
        raise Refused(
            "The queue is worked through at a terminal.",
            remedy="Name a row and a ruling: tocsin judge CASE ROW RULING --why TEXT.",
        )
    decided = 0
    with wiring.working(case) as desk:
        with progress() as told:
            told("Linking rows to customers", 0, 0)
            at = waiting.in_hand(desk)
            found = waiting.waiting(desk, at)
        for place, doubt in enumerate(found.doubts, 1):
            out.print(doubts.shown_doubt(found, doubt, f"{place} of {len(found.doubts)}"))
            verdict = _asked(doubt)
            if verdict is None:
                break
            decided += _kept(desk, at, doubt, verdict, why)
    left = f" Next: tocsin establish {case}." if decided else ""
    say(f"{decided:,} of {found.open.rows:,} rows in doubt are judged.{left}")


Verdict = tuple[Ruling | None, int]
"""A ruling, or none for now, and the place of the record among the row's."""


def _asked(doubt: Doubt) -> Verdict | None:
    """What the person says of a row; None to stop."""
    several = len(doubt.candidates) > 1
    others = f"1-{len(doubt.candidates)} same as that one, " if several else ""
    offer = f"[s same as the first, {others}d not the first, n nobody's, k skip, q quit]"
    while True:
        said = str(typer.prompt(offer, prompt_suffix=" ", err=True)).strip().lower()
        if said == "q":
            return None
        if said == "k":
            return None, 0
        if said in KEYS:
            return KEYS[said], 0
        if said.isdecimal() and 1 <= int(said) <= len(doubt.candidates):
            return Ruling.SAME, int(said) - 1
        say("That is none of these.")


def _kept(desk: Desk, at: InHand, doubt: Doubt, verdict: Verdict, why: str | None) -> int:
    ruling, place = verdict
    if ruling is None:
        return 0
    record = None if ruling is Ruling.NOBODY else doubt.candidates[place].record
    reason = why or str(typer.prompt("Why? Name no person", prompt_suffix=" ", err=True))
    waiting.decide(desk, at, doubt.row, ruling, record, reason)
    return 1
