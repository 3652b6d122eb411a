"""The verb that rehearses: a made-up company, its leak and its note, answered from end to end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.case import AsJson, EngineName, tell
from tocsin.cli.console import giving, out, progress, say
from tocsin.cli.grouped import grouped
from tocsin.cli.later import later
from tocsin.terms.errors import Refused

with later():
    from tocsin import wiring
    from tocsin.cli import show
    from tocsin.desk import account as accounts
    from tocsin.desk import rehearse

PER_DAY = {"d": 1, "h": 24}
"""How many of a unit make a day."""


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(drill)


@dataclass(frozen=True, slots=True)
class Wished:
    """What is to be rehearsed, as it is asked for."""

    leak: Annotated[
        str,
        typer.Option(
            metavar="SORT",
            help="genuine, sample, stale, padded, recycled, fabricated, other-system, mixed or poisoned.",
        ),
    ] = "genuine"
    people: Annotated[
        int, typer.Option(min=0, metavar="N", help="Rows of the leak; 0: all that the copy has.")
    ] = 650_000
    register: Annotated[
        int, typer.Option(min=100, metavar="N", help="Customers of the company.")
    ] = 2_500_000
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed makes the same drill.")] = (
        20140609
    )
    share: Annotated[
        float | None,
        typer.Option(
            metavar="PART",
            help="Of the rows, how many are of the older, genuine or changed part (0 to 1).",
        ),
    ] = None
    age: Annotated[
        str | None,
        typer.Option(metavar="AGE", help="How long before the note it was copied: 400d, 36h."),
    ] = None
    damage: Annotated[
        float, typer.Option(metavar="FACTOR", help="How many times the usual damage; 0: none.")
    ] = 1.0
    knowing: Annotated[
        bool, typer.Option("--knowing", help="Rows are made up by one who knows some customers.")
    ] = False
    only: Annotated[
        str | None, typer.Option(metavar="WHOM", help="Copy only FR, BE, or those with an email.")
    ] = None
    whence: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="NAME",
            help="A copy by plan (nightly-backup, mail-house-feed, auditors-copy); of a recycled leak ours or "
            "another; of another system newsletter, side-site or sister.",
        ),
    ] = None
    no_history: Annotated[
        bool, typer.Option("--no-history", help="The company kept no history of changes.")
    ] = False

    def wish(self) -> rehearse.Wish:
        """The same as the desk takes it."""
        return rehearse.Wish(
            self.leak,
            self.people,
            self.register,
            self.seed,
            replace(
                rehearse.USUAL,
                share=self.share,
                age=_days(self.age),
                damage=self.damage,
                knowing=self.knowing,
                only=self.only,
                whence=self.whence,
                history=not self.no_history,
            ),
        )


def _days(age: str | None) -> float | None:
    """Read an age: '400d' or '36h'."""
    if age is None:
        return None
    number, unit = age[:-1], age[-1:]
    if unit not in PER_DAY or not number.isdecimal():
        raise Refused(f"{age!r} is no age.", remedy="Write 400d for days, or 36h for hours.")
    return int(number) / PER_DAY[unit]


@grouped
def drill(
    wished: Wished,
    dir: Annotated[Path, typer.Argument(metavar="DIR", help="Where to leave it.")] = Path("out"),
    make_only: Annotated[
        bool, typer.Option("--make-only", help="Make it; do not answer it.")
    ] = False,
    engine: EngineName = "duckdb",
    json: AsJson = False,
) -> None:
    """Rehearse the case of June 2014 with made-up people."""
    with progress() as told:
        made = rehearse.make(wiring.FILES, dir, wished.wish(), told)
        if make_only:
            say(f"The drill is in {dir}: note, leak and register, and the truth beside them.")
            return
        with wiring.rehearsing(dir / "case", rehearse.RECEIVED, told, engine) as desk:
            answer = rehearse.answer(desk, made, wiring.connected(desk))
            score = rehearse.scored(desk, made, answer)
            answer = replace(answer, reliability=score.reliability)
            for form in ("html", "json"):
                with giving(dir / f"report.{form}") as give:
                    accounts.report(desk.vault, answer, form, give)
    import msgspec

    with giving(dir / "score.json") as give:
        give(msgspec.json.format(msgspec.json.encode(score), indent=1))
    if json:
        tell(answer, json)
    else:
        from tocsin.drill import judged
        from tocsin.report import terminal

        out.print(terminal.glance(answer), show.shown_score(score))
        for sentence in judged.told(score.judged):
            say(sentence)
        say(f"The report: {dir / 'report.html'}, {dir / 'report.json'}. The case: {dir / 'case'}.")
