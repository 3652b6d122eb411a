"""The verbs on the notification: form, notified."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.cli.case import AsJson, CaseDir
from tocsin.cli.console import existing, giving, out, say
from tocsin.cli.grouped import grouped
from tocsin.cli.later import later
from tocsin.terms.errors import Refused
from tocsin.terms.moment import moment

with later():
    from tocsin import wiring
    from tocsin.desk import account as accounts
    from tocsin.desk import form as forms
    from tocsin.desk import told as telling
    from tocsin.report import form_pdf, form_text, sentences, visible

if TYPE_CHECKING:
    from tocsin.terms.form import Form, View

FORMS = ("text", "json", "pdf", "toml")
LARGEST = 1 << 20
"""Bytes of a file of answers: a larger one is another file."""

LARGEST_FORM = 4 << 20
"""Bytes of a form that was sent: ours have some 100,000."""


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    for verb in (form, notified):
        app.command()(verb)


@dataclass(frozen=True, slots=True)
class Told:
    """How the form is to be told."""

    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORM",
            help="text (to copy from), json, pdf, or toml: a file of answers to fill in.",
        ),
    ] = None
    view: Annotated[
        str, typer.Option(metavar="NAME", help="edpb, cnil or apd: whose form it is arranged as.")
    ] = "edpb"
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Of the labels: en, fr, nl or de.")
    ] = None
    output: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="Where to; stdout otherwise.")
    ] = None
    json: AsJson = False

    def form(self) -> str | None:
        """The form asked for; `Refused` where there is no such one."""
        asked = "json" if self.json and self.format_ is None else self.format_
        if asked is not None and asked not in FORMS:
            raise Refused(
                f"There is no form {asked!r}.", remedy=f"Choose one of: {', '.join(FORMS)}."
            )
        if asked is None and self.output:
            suffix = self.output.suffix.removeprefix(".")
            return {"txt": "text"}.get(suffix, suffix) if suffix in (*FORMS, "txt") else "text"
        if asked == "pdf" and self.output is None and out.is_terminal:
            raise Refused("A terminal does not show a PDF.", remedy="Name a file for it with -o.")
        return asked


@grouped
def form(
    case: CaseDir,
    told: Told,
    answers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Answers of a person, in TOML; they are kept."),
    ] = None,
    withdraw: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Withdraw what was notified, for this reason."),
    ] = None,
) -> None:
    """Fill in the notification; ask what is missing.

    It is the EDPB's common template, filled from the findings, each field with what it rests on.
    Ends with 1 while an answer is missing, or is said otherwise than found.
    """
    asked, given = told.form(), _answers(answers) if answers else None
    with giving(told.output) as give, wiring.case(case) as vault:
        now = wiring.clock()
        established = accounts.account(vault, now)
        said = forms.answered(vault, given) if given is not None else None
        facts = telling.facts(vault, now)
        filled = forms.form(vault, established, now, withdrawn=withdraw, told=said, facts=facts)
        arranged = forms.arranged(filled, told.view, told.language)
        if said is not None:  # only once nothing more can be refused
            forms.keep(vault, said)
        if asked is None:
            out.print(_shown(filled))
        else:
            forms.give(vault, _written(asked, filled, arranged), asked, give)
    if told.output:
        say(f"The notification is in {told.output}.")
    raise typer.Exit(0 if filled.complete and not filled.contradictions else 1)


def notified(
    case: CaseDir,
    form: Annotated[
        Path,
        typer.Argument(
            metavar="FORM.json",
            help="What was sent, as tocsin form --format json wrote it.",
            show_default=False,
        ),
    ],
    at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it was sent, with its zone; else now.")
    ] = None,
    reference: Annotated[
        str, typer.Option(metavar="TEXT", help="What the authority calls it; kept encrypted.")
    ] = "",
) -> None:
    """Record that the notification was sent.

    The next one is a follow-up, and says what has changed.
    """
    sent = moment(at) if at else None
    with wiring.FILES.open(existing(form)) as file:
        content = file.read(LARGEST_FORM + 1)
    with wiring.case(case) as vault:
        now = wiring.clock()
        one = forms.notify(vault, content, sent or now, now, reference)
    left = len([question for question in one.form.questions if question.blocks])
    owed = f" {sentences.count(left, 'answer')} must still follow." if left else ""
    say(f"The {one.form.notice.value} of {sentences.when(one.at)} is recorded.{owed}")


def _answers(path: Path) -> dict[str, object]:
    with wiring.FILES.open(existing(path)) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(f"{path} is no file of answers.", remedy="Write one with --format toml.")
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        where = f": {fault}" if isinstance(fault, tomllib.TOMLDecodeError) else ""
        raise Refused(
            f"{path} is no TOML{where}.", remedy="Write one with --format toml."
        ) from None


def _written(asked: str, filled: Form, arranged: View) -> bytes:
    if asked == "json":
        return forms.as_json(filled)
    if asked == "pdf":
        return form_pdf.pdf(arranged, filled)
    if asked == "toml":
        return form_text.answers(filled)
    return form_text.sheet(arranged, filled)


def _shown(filled: Form) -> RenderableType:
    """What stands in the way: the state, what was said otherwise, and what is asked."""
    state = "complete" if filled.complete else "incomplete"
    filled_in = sum(bool(entry.value) for entry in filled.entries)
    head = Text.assemble(
        (filled.notice.value.capitalize(), "bold"),
        ", ",
        (state, "bold green" if filled.complete else "bold yellow"),
        f": {filled_in} of {len(filled.entries)} fields shown are filled in.",
    )
    parts: list[RenderableType] = [head]
    parts += [
        _line(f"! {form_text.contradicted(one)}", "bold red") for one in filled.contradictions
    ]
    parts += [
        _line(f"~ {one.number} {one.label}: {one.before or '?'} -> {one.now or '?'}", "yellow")
        for one in filled.changes
    ]
    parts.append(_asked(filled))
    parts += [_line(remark, "dim") for remark in filled.remarks]
    parts.append(
        _line("The questions as a file to fill in: tocsin form CASE --format toml -o FILE")
    )
    return Group(*parts)


def _asked(filled: Form) -> RenderableType:
    needed = [question for question in filled.questions if question.blocks]
    if not needed:
        return Text("Nothing more is needed.", style="green")
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    table.add_column("No.", justify="right", no_wrap=True)
    table.add_column("A person must say", overflow="fold")
    table.add_column("Suggested", overflow="fold")
    for question in needed:
        suggested = ", ".join(question.suggested)
        shown = visible.visible(suggested, 60) or question.how
        table.add_row(str(question.number or ""), Text(question.asks), Text(shown, style="yellow"))
    return table


def _line(words: str, style: str = "") -> Text:
    return Text(visible.visible(words), style=style)
