"""The verbs on canaries: canary plant, canary list, canary check."""

from __future__ import annotations

import csv
import getpass
import io
import re
import secrets
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.case import AsJson, Described
from tocsin.cli.console import existing, giving, named, out, progress, say, write_json
from tocsin.cli.later import later
from tocsin.terms.case import Role
from tocsin.terms.errors import Refused

with later():
    from tocsin import wiring
    from tocsin.dating import decoys
    from tocsin.desk import canaries, intake, planting, registers
    from tocsin.report import canaries as telling

if TYPE_CHECKING:
    from tocsin.desk.canaries import Seen
    from tocsin.desk.planting import Learned
    from tocsin.ports import Vault
    from tocsin.terms.canary import Canary, Planting

Book = Annotated[
    Path,
    typer.Argument(metavar="BOOK", help="A book of canaries, or a case.", show_default=False),
]

DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")
MOST = 500
"""Canaries of one planting: more than a system can hide, or a person look after."""


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    group = typer.Typer(
        help="Made-up customers, each put in one place only: where they are seen names it.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command()(plant)
    group.command("list")(list_)
    group.command()(check)
    app.add_typer(group, name="canary")


def plant(
    book: Book,
    source: Annotated[
        str,
        typer.Option(
            "--for", metavar="PLACE", help="Where they are to be put: a system, export or partner."
        ),
    ],
    domain: Annotated[
        list[str],
        typer.Option(
            metavar="DOMAIN",
            help="A domain of your own where their mail arrives; repeatable. One that does not show your name.",
        ),
    ],
    phone: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER",
            help="A telephone number of your own; repeatable. Else numbers that nobody has, if the country keeps some.",
        ),
    ] = None,
    count: Annotated[int, typer.Option(min=1, max=MOST, metavar="N", help="How many.")] = 3,
    register: Annotated[
        str | None,
        typer.Option(
            metavar="URI", help="The register they are to look like; else the one of the case."
        ),
    ] = None,
    map_: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="What the columns are, in TOML.")
    ] = None,
    table: Annotated[
        str | None, typer.Option(metavar="NAME", help="The table of customers.")
    ] = None,
    key: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column that names a customer.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", metavar="FILE", help="Where the rows go, as CSV; stdout otherwise."),
    ] = None,
) -> None:
    """Make customers up, to be put into one system, export or partner's feed.

    Where there is no book yet, it is made: a directory, encrypted as a case is, that may be shared.
    """
    place = source.strip()
    if not place:
        raise Refused("The canaries need a place.", remedy="Name it: --for 'mail house feed'.")
    domains = tuple(dict.fromkeys(_domain(one) for one in domain))
    reached = decoys.Reached(domains, tuple(_phone(one) for one in phone or ()))
    if output and output.exists():
        raise Refused(f"{output} is there already.", remedy="Name another file.")
    if register is None and not book.exists():
        raise Refused("There is no register to learn from.", remedy="Name one with --register URI.")
    chance = secrets.SystemRandom()
    with progress() as told:
        if register is None:
            with wiring.working(book, told) as desk:
                own = registers.in_case(desk)
                if own is None:
                    raise Refused(
                        "There is no register in this case to learn from.",
                        remedy="Name one with --register URI.",
                    )
                of = planting.of_case(desk, own)
                columns, made = _names(of), planting.make(desk, of, count, reached, chance)
        else:
            said = Described(map_=map_, table=table, key=key).said()
            with wiring.scratch(told, register=register) as aside:
                of = planting.of_source(aside, register, said, wiring.connected(aside))
                columns, made = _names(of), planting.make(aside, of, count, reached, chance)
    by = f"{getpass.getuser()}@{socket.gethostname()}"
    new = _planting(place, by, columns, made)
    with giving(output) as give, _held(book) as vault:
        canaries.keep(vault, (new,))
        give(_csv(columns, made))
    if output:
        output.chmod(0o600)
    _advise(book, new, domains, output)


def _names(of: Learned) -> tuple[str, ...]:
    return tuple(column.name for column in of.columns)


def _planting(source: str, by: str, columns: tuple[str, ...], made: tuple[Canary, ...]) -> Planting:
    from tocsin.terms.canary import Planting

    return Planting(source, wiring.clock(), by, columns, made)


def _domain(said: str) -> str:
    low = said.strip().lower().removeprefix("@")
    if not DOMAIN.fullmatch(low):
        raise Refused(f"{said!r} is no domain.", remedy="Write it as post.example.")
    return low


def _phone(said: str) -> str:
    from tocsin.kinds import phone as phones

    national = phones.normal_of(said)
    if national is None:
        raise Refused(f"{said!r} is no telephone number.", remedy="Write it as +32 475 00 00 00.")
    return national


@contextmanager
def _held(book: Path) -> Iterator[Vault]:
    """A case or book that is there, or a new book."""
    if book.exists():
        with wiring.case(book) as vault:
            yield vault
        return
    with wiring.opened(book, wiring.clock(), ()) as vault:
        yield vault
    say(f"{book} is a new book of canaries. Share it with tocsin share {book} AGE1...")
    say("Note its ledger's key outside, to prove later that it is the same:")
    say(vault.case.ledger_key)


def _csv(columns: Sequence[str], made: Sequence[Canary]) -> bytes:
    """The rows as the register has its columns. Every cell is text; an empty one holds nothing."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(columns)
    rows.writerows([cell or "" for cell in canary.cells] for canary in made)
    return text.getvalue().encode()


def _advise(book: Path, new: Planting, domains: Sequence[str], output: Path | None) -> None:
    """What must be done for them to be of use, and to stay secret."""
    many = len(new.canaries)
    say(f"{many:,} made-up customer{'s are' if many > 1 else ' is'} kept in {book}.")
    empty = planting.empty(new.columns, new.canaries)
    if empty:
        say(f"Left empty, for the system to fill as it does: {', '.join(empty)}.")
    say(f"Have all mail to {', '.join(domains)} arrive before they are put anywhere.")
    say("Put them into that one place and no other, not one behind the other.")
    if output:
        say(f"Whoever reads {output} can take them out of a leak: delete it once they are in.")


def list_(
    book: Book,
    show: Annotated[
        bool, typer.Option("--show", help="Show the canaries themselves; this is entered.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Say where canaries were put, when, how many and by whom."""
    with wiring.case(book) as vault:
        kept = canaries.need(vault)
        if show:
            vault.record("canary", (), (), "the canaries were shown")
    if json:
        write_json(telling.listed(kept, show=show))
    else:
        out.print(telling.shown(kept, show=show))


def check(
    book: Book,
    file: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            help="What to look at; else all that the case holds.",
            show_default=False,
        ),
    ] = None,
    other: Annotated[
        Path | None,
        typer.Option(
            "--book", metavar="BOOK", help="Take the canaries of this book into the case first."
        ),
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Say in which rows too; this is entered.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Say which canaries are in a leak, a note or a republication, and what place they name."""
    paths = [existing(path) for path in file or ()]
    if other is not None:
        with wiring.case(other) as vault:
            lent = canaries.need(vault)
        with wiring.case(book) as vault:
            many = canaries.keep(vault, lent)
        say(f"{many:,} canaries are taken into {book}; tocsin establish counts none of them.")
    found = _in_files(book, paths) if paths else _in_case(book)
    if show:
        with wiring.case(book) as vault:
            vault.record("canary", (), (), "the rows of canaries were shown")
    if json:
        write_json(telling.seen(found, show=show))
    else:
        out.print(telling.shown_seen(found, show=show))
    raise typer.Exit(1 if found.found or found.unread else 0)


def _in_case(book: Path) -> Seen:
    with progress() as told, wiring.working(book, told) as desk:
        canaries.need(desk.vault)
        found = canaries.seen(desk, intake.readings(desk)) if desk.vault.exhibits() else None
    if found is None:
        raise Refused(
            "There is nothing to look at.", remedy=f"Name files: tocsin canary check {book} FILE."
        )
    return found


def _in_files(book: Path, paths: Sequence[Path]) -> Seen:
    """Look at files without taking them into the case."""
    with wiring.case(book) as vault:
        known = canaries.need(vault)
    with progress() as told, wiring.scratch(told) as aside:
        for path in paths:
            with wiring.FILES.open(path) as stream:
                intake.seal(aside.vault, stream, Role.LEAK, named(Path(path.name)))
        found = canaries.look(aside, intake.readings(aside), known)
    with wiring.case(book) as vault:
        sealed = tuple(dict.fromkeys(locus.exhibit for locus in found.basis))
        said = "a canary is in it" if found.found else "no canary is in it"
        vault.record("canary", sealed, (), said)
    return found
