"""Form as text: the sheet from which an authority's form is filled by copy and paste, and a file of answers.

On the sheet, what is to be pasted stands in lines of its own, indented; what is not said yet has a question
mark. In the file of answers, in TOML, each open field stands as a comment with its choices: a person takes
the mark of comment away and writes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tocsin.report.visible import visible
from tocsin.terms.form import Contradiction, Form, Line, Question, Source, View

WIDTH = 96
OPEN = "?"
CONFIRM = "to be confirmed"
LONGEST = 20_000
"""Characters shown of an answer: as long as one may be."""


def sheet(view: View, form: Form) -> bytes:
    """The sheet to copy from."""
    return ("\n".join(_sheet(view, form)) + "\n").encode()


def _sheet(view: View, form: Form) -> Iterator[str]:
    yield visible(view.title)
    yield "=" * min(len(view.title), WIDTH)
    yield from (visible(line) for line in view.head)
    yield from _parted("Said otherwise than found", map(contradicted, form.contradictions))
    changes = (
        f"{one.number} {one.label}: {one.before or OPEN} -> {one.now or OPEN}"
        for one in form.changes
    )
    yield from _parted("Changed since it was notified", changes)
    for block in view.blocks:
        yield ""
        yield visible(block.title)
        yield "-" * min(len(block.title), WIDTH)
        for line in block.lines:
            yield ""
            mark = state(line)
            yield f"{visible(line.asks)} ({mark})" if mark else visible(line.asks)
            yield from _answer(line.answer)
            if line.beside:
                yield from _wrapped(f"[{line.beside}]", "  ")
    yield from _parted("To heed", view.remarks)


def state(line: Line) -> str:
    """What has still to be done about a line, in a word or two."""
    if line.source is Source.OPEN:
        return "open" if line.needed else "open, where it applies"
    return CONFIRM if line.source is Source.SUGGESTED else ""


def written(untrusted: str) -> str:
    r"""A line of an answer, with what hides or acts written out; a phone number keeps its plus.

    It is read on paper or pasted into an authority's form, where no spreadsheet takes it for a formula.

    >>> written("+32 2 555 00 00"), written("a\u202eb")
    ('+32 2 555 00 00', 'a\\u202eb')
    """
    return visible(f" {untrusted}", LONGEST + 1)[1:]


def contradicted(one: Contradiction) -> str:
    """A contradiction in a sentence."""
    numbers = ", ".join(f"F{rests.number}" for rests in one.basis)
    found = f"{one.found} ({numbers})" if numbers else one.found
    return f"{one.number} {one.label}: a person says {one.said}; found: {found}"


def _parted(title: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    told = [*lines]
    if not told:
        return
    yield ""
    yield title
    yield "-" * len(title)
    for line in told:
        yield from _wrapped(line, "  ", "- ")


def _answer(answer: str) -> Iterator[str]:
    """An answer as it is pasted: not wrapped, its own line breaks kept."""
    for line in answer.splitlines() or [OPEN]:
        yield f"    {written(line)}"


def _wrapped(text: str, indent: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        visible(text, LONGEST),
        WIDTH,
        initial_indent=first or indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def answers(form: Form) -> bytes:
    """A file of answers, in TOML, with each question as a comment."""
    return ("\n".join(_answers(form)) + "\n").encode()


def _answers(form: Form) -> Iterator[str]:
    yield f"# Answers to the notification of {visible(form.case)}; then: tocsin form CASE --answers FILE"
    yield "# Take away the mark of comment where you answer. A choice is its letter; several are a list."
    for blocks, title in ((True, "Needed"), (False, "Where it applies")):
        asked = [question for question in form.questions if question.blocks is blocks]
        if asked:
            yield ""
            yield f"# {title}"
        for question in asked:
            yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    yield ""
    number = f"{question.number} " if question.number else ""
    yield f"# {number}{question.asks}"
    if question.options:
        offered = "; ".join(f"{option.letter} {option.words}" for option in question.options)
        yield from textwrap.wrap(offered, WIDTH, initial_indent="#   ", subsequent_indent="#   ")
    if question.how:
        yield f"#   {question.how}"
        return
    yield f"# {question.key} = {_suggested(question)}" + (
        "  # suggested" if question.suggested else ""
    )


def _suggested(question: Question) -> str:
    """What stands there to be confirmed or written over."""
    if question.number is None:
        return "true"
    quoted = [f'"{_quoted(one)}"' for one in question.suggested]
    if question.several:
        return f"[{', '.join(quoted)}]"
    return quoted[0] if quoted else '""'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
