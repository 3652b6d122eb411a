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

with later():
    from tocsin import wiring
    from tocsin.cli import show
    from tocsin.desk import account as accounts
    from tocsin.desk import rehearse


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(drill)


@dataclass(frozen=True, slots=True)
class Wished:
    """What is to be rehearsed, as it is asked for."""

    leak: Annotated[str, typer.Option(metavar="SORT", help="genuine, sample or fabricated.")] = (
        "genuine"
    )
    people: Annotated[int, typer.Option(min=50, metavar="N", help="Rows of the leak.")] = 650_000
    register: Annotated[
        int, typer.Option(min=100, metavar="N", help="Customers of the company.")
    ] = 2_500_000
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed makes the same drill.")] = (
        20140609
    )


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
    wish = rehearse.Wish(wished.leak, wished.people, wished.register, wished.seed)
    with progress() as told:
        made = rehearse.make(wiring.FILES, dir, wish, told)
        if make_only:
            say(f"The drill is in {dir}: note, leak and register, and the truth beside them.")
            return
        with wiring.rehearsing(dir / "case", rehearse.RECEIVED, told, engine) as desk:
            answer = rehearse.answer(desk, made, wiring.connected(desk))
            score = rehearse.scored(desk, made)
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
        from tocsin.report import terminal

        out.print(terminal.glance(answer), show.shown_score(score))
        say(f"The report: {dir / 'report.html'}, {dir / 'report.json'}. The case: {dir / 'case'}.")
