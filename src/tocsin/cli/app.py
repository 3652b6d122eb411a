"""App: the verbs in one app, and every ending in one sentence and its exit code."""

from __future__ import annotations

import os
import sys
import traceback

import typer

from tocsin.cli import (
    canary,
    case,
    drill,
    duties,
    form,
    judge,
    known,
    look,
    parted,
    resets,
    since,
    status,
    times,
)
from tocsin.cli.console import problem, say
from tocsin.terms.errors import Broken, Refused, TocsinError

app = typer.Typer(
    name="tocsin",
    help="The desk that answers when somebody writes: we stole your customers' data, pay or we publish.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
drill.add_to(app)
case.add_to(app)
judge.add_to(app)
canary.add_to(app)
known.add_to(app)
look.add_to(app)
parted.add_to(app)
duties.add_to(app)
times.add_to(app)
form.add_to(app)
resets.add_to(app)
status.add_to(app)
since.add_to(app)


def main() -> None:
    """Run one verb; no ending is a traceback."""
    sys.exit(_ended())


def _ended() -> int:
    try:
        return int(app(standalone_mode=False, prog_name="tocsin") or 0)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.TyperException as misuse:
        return _misused(misuse)
    except (typer.Abort, KeyboardInterrupt):
        problem("Stopped. What was whole before is whole now.")
        return 130
    except TocsinError as error:
        problem(str(error))
        return error.exit_code
    except Exception as fault:
        return _broken(fault)


def _misused(misuse: typer.TyperException) -> int:
    """A verb or option that does not exist; or no verb at all, which is answered with the help."""
    said = misuse.format_message()
    if "Usage:" in said:
        say(said)
    else:
        context = getattr(misuse, "ctx", None)
        verb = context.command_path if context else "tocsin"
        problem(f"{said.rstrip('.')}. See {verb} --help.".replace("?.", "?"))
    return Refused.exit_code


def _broken(fault: Exception) -> int:
    """Say where we broke, never what the data were: an exception's text may hold a cell."""
    if os.environ.get("TOCSIN_DEBUG"):
        _traced(fault)
    where = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{os.path.basename(where.filename)}:{where.lineno}"  # noqa: PTH119
    problem(
        f"tocsin broke ({type(fault).__name__} at {place}); the case is as it was. "
        "This is our fault: please report it. TOCSIN_DEBUG=1 shows the way there, and no data."
    )
    return Broken.exit_code


def _traced(fault: BaseException) -> None:
    """The way to a fault, line by line, and to those that led to it: without a word of theirs."""
    before = fault.__cause__ or fault.__context__
    if before is not None:
        _traced(before)
    for line in traceback.format_tb(fault.__traceback__):
        say(line.rstrip())
    say(type(fault).__name__)
