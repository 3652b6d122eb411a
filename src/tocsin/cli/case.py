"""The verbs on a case: open, add, correct, register, establish, report, verify, share."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.allowed import Allowed
from tocsin.cli.console import existing, giving, named, out, progress, say, write
from tocsin.cli.grouped import grouped
from tocsin.cli.later import later
from tocsin.terms.case import Role
from tocsin.terms.errors import Refused
from tocsin.terms.moment import moment
from tocsin.terms.register import HistoryMap, RegisterMap
from tocsin.terms.verdict import Answer

with later():
    from tocsin import wiring
    from tocsin.cli import show
    from tocsin.desk import account as accounts
    from tocsin.desk import establish as establishing
    from tocsin.desk import intake, registers, times
    from tocsin.desk import said as saying

if TYPE_CHECKING:
    from tocsin.terms.established import Established

CaseDir = Annotated[
    Path, typer.Argument(metavar="CASE", help="The case directory.", show_default=False)
]
EngineName = Annotated[
    str, typer.Option("--engine", metavar="NAME", help="duckdb (embedded) or spark.")
]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    for verb in (open_, add, correct, register, establish, report, verify, share):
        app.command(name=verb.__name__.rstrip("_"))(verb)


def open_(
    case: CaseDir,
    note: Annotated[
        Path, typer.Option(metavar="FILE", help="The ransom note: the case's first exhibit.")
    ],
    received: Annotated[
        str,
        typer.Option(metavar="TIME", help="When it came, with its zone: 2014-06-10T09:12+02:00."),
    ],
    recipient: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AGE1...",
            help="The age public key of a person who may open the case too; repeatable.",
        ),
    ] = None,
) -> None:
    """Open a new case on a ransom note."""
    at = moment(received)
    path = existing(note)
    with wiring.FILES.open(path) as stream:
        content = stream.read(intake.ENCLOSED)
    if not content:
        raise Refused(f"{note} is empty.", remedy="Name the file that holds the note.")
    intake.heard(intake.words(wiring.parser(), content, named(path)), at)
    with (
        wiring.opened(case, at, tuple(recipient or ())) as vault,
        wiring.FILES.open(path) as stream,
    ):
        exhibit = intake.seal(vault, stream, Role.NOTE, named(Path(path.name)))
        ledger_key = vault.case.ledger_key
    say(f"Case {case.name} is open. The note is exhibit {exhibit.sha256[:12]}.")
    say("Note the ledger's key outside the case, to prove later that it is the same:")
    say(ledger_key)
    say(f"Next: tocsin register {case} URI, tocsin add {case} FILE, tocsin establish {case}.")


@grouped
def add(
    case: CaseDir,
    allowed: Allowed,
    file: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Samples and dumps.", show_default=False)
    ],
    sample: Annotated[
        bool, typer.Option("--sample", help="Rows their holder chose to show: they bound nothing.")
    ] = False,
) -> None:
    """Take files into custody: sealed, encrypted, entered."""
    allowance = allowed.allowance()
    paths = [existing(path) for path in file]
    for path in paths:
        if not path.stat().st_size:
            raise Refused(f"{path} is empty.", remedy="Name a file that holds something.")
    with wiring.case(case) as vault:
        for path in paths:
            with wiring.FILES.open(path) as stream:
                before = vault.head()
                exhibit = intake.seal(
                    vault,
                    stream,
                    Role.SAMPLE if sample else Role.LEAK,
                    named(Path(path.name)),
                )
            known = vault.head() == before
            saying.allow(vault, exhibit, allowance)
            said = "are in custody already," if known else "are sealed"
            say(f"{exhibit.bytes:,} bytes {said} as exhibit {exhibit.sha256[:12]}.")


def correct(
    case: CaseDir,
    exhibit: Annotated[str, typer.Argument(help="Its SHA-256, or how that begins.")],
    column: Annotated[
        list[str],
        typer.Argument(
            metavar="COLUMN=KIND...", help="What a column holds, or 'unknown'.", show_default=False
        ),
    ],
    table: Annotated[str | None, typer.Option(help="The table, where there are several.")] = None,
    why: Annotated[
        str, typer.Option(help="For the ledger; name no person.")
    ] = "a person's judgement",
) -> None:
    """Say what a column holds that was recognised wrongly."""
    kinds = dict(_said_of(word) for word in column)
    with progress() as told, wiring.working(case, told) as desk:
        sealed = intake.corrected(desk, exhibit, table, kinds, why)
    say(f"Exhibit {sealed.sha256[:12]} will be judged so. Next: tocsin establish {case}.")


def _said_of(word: str) -> tuple[str, str]:
    name, equals, kind = word.rpartition("=")
    if not equals or not name:
        raise Refused(f"{word!r} names no column and kind.", remedy="Write COLUMN=KIND.")
    return name, kind


@dataclass(frozen=True, slots=True)
class Described:
    """What a person says of a register; the rest is recognised."""

    map_: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="What the columns are, in TOML.")
    ] = None
    table: Annotated[str | None, typer.Option(metavar="NAME", help="The table of customers.")] = (
        None
    )
    key: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column that names a customer.")
    ] = None
    history: Annotated[
        str | None, typer.Option(metavar="NAME", help="A table, or file, of changes.")
    ] = None
    export: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="An earlier export; repeatable.")
    ] = None

    def said(self) -> RegisterMap:
        """The map, with what was named beside it."""
        said = _map(self.map_) if self.map_ else RegisterMap()
        history = said.history
        if self.history:
            history = replace(history or HistoryMap(self.history), table=self.history)
        return replace(
            said,
            table=self.table or said.table,
            key=self.key or said.key,
            history=history,
            exports=tuple(self.export or ()) or said.exports,
        )


@grouped
def register(
    case: CaseDir,
    uri: Annotated[
        str,
        typer.Argument(
            metavar="URI",
            help="postgresql://, mysql://, sqlite:FILE, FILE.parquet or FILE.csv.",
            show_default=False,
        ),
    ],
    described: Described,
) -> None:
    """Copy the customer register into the case, read-only."""
    said = described.said()
    with progress() as told, wiring.working(case, told) as desk:
        taken = registers.take(desk, uri, said, wiring.connected(desk))
    say(
        f"{taken.facts.rows:,} customers are in the case, with {taken.facts.history:,} earlier values."
    )


def _map(path: Path) -> RegisterMap:
    import msgspec

    try:
        return msgspec.convert(tomllib.loads(existing(path).read_text("utf-8")), RegisterMap)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as fault:
        raise Refused(
            f"{path} is not a register map: {fault}.", remedy="See docs/registers.md."
        ) from None


def establish(case: CaseDir, engine: EngineName = "duckdb", json: AsJson = False) -> None:
    """Say everything that can be said of truth, scope and exposure."""
    with progress() as told, wiring.working(case, told, engine) as desk:
        if warned := times.forewarning(desk.vault):
            say(warned)
        establishing.establish(desk, desk.now())
        answer = accounts.account(desk.vault, desk.now())
    tell(answer, json)
    raise typer.Exit(needs_a_person(answer))


def report(
    case: CaseDir,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORM", help="html, pdf, md or json.")
    ] = "html",
    output: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="Where to; stdout otherwise.")
    ] = None,
) -> None:
    """Tell it as a page, for a board, a lawyer and an engineer."""
    if format_ in {"html", "pdf"} and output is None and out.is_terminal:
        raise Refused(
            "The report is a page, which a terminal does not show.",
            remedy="Name a file for it with -o, or choose --format md.",
        )
    # In this order: the ledger is signed before the file appears; a full disk leaves neither.
    with giving(output) as give, wiring.case(case) as vault:
        accounts.report(vault, accounts.account(vault, wiring.clock()), format_, give)
    if output:
        say(f"The report is in {output}.")


def verify(
    case: CaseDir,
    json: AsJson = False,
    key: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="The ledger's public key, if you noted it elsewhere."),
    ] = None,
    head: Annotated[
        str | None,
        typer.Option(
            metavar="HASH", help="A ledger head that you noted elsewhere: it must be in it."
        ),
    ] = None,
) -> None:
    """Name any byte of the case that was changed, offline."""
    import msgspec

    verification = wiring.verified(case, key, head)
    out.print_json(msgspec.json.encode(verification).decode()) if json else out.print(
        show.shown_verification(verification)
    )
    raise typer.Exit(0 if verification.whole else 1)


def share(
    case: CaseDir,
    recipient: Annotated[
        str,
        typer.Argument(metavar="AGE1...", help="That person's age public key.", show_default=False),
    ],
) -> None:
    """Let another person open the case."""
    wiring.shared(case, recipient)
    say("That person can open the case now.")


def tell(established: Established, as_json: bool) -> None:
    """The answer, as JSON or at a glance."""
    from tocsin.report import OUTPUTS
    from tocsin.report.terminal import glance

    if as_json:
        write(OUTPUTS["json"](established))
    else:
        out.print(glance(established))


def needs_a_person(established: Established) -> int:
    """1 where the verdict is open, an exhibit was not read, or a deadline has passed; else 0."""
    asked = established.asked
    deadline = asked.demand.deadline if asked else None
    passed = bool(asked and deadline and deadline.readings[0].at < asked.now)
    late = established.duties is not None and bool(established.duties.passed())
    unread = any(not reading.whole for reading in established.readings)
    return int(established.verdict.answer is Answer.CANNOT_TELL or unread or passed or late)
