"""Hour 0: what the rows in hand can show, what they cannot, and the few questions that would decide.

The same for two rows in a note and for a whole dump; of few rows the bounds are told first, for it is
then that somebody must decide what to ask.
"""

from __future__ import annotations

from tocsin.report import sentences
from tocsin.report.sheet import Cell, Column, Index, Section, Sheet
from tocsin.terms.verdict import Answer, Ours, Question, Standing, Verdict

FEW = 20
"""Rows up to which it is said first what so few cannot show."""

DECIDED, LEANING = 2.0, 0.3
"""Sums (log10) from which a question counts as answered, and from which it leans: as in `authenticity.verdict`."""

ASKED: dict[Question, tuple[str, str, str]] = {
    Question.COPIED: (
        "Was it copied from this register?",
        "yes, these rows were",
        "no, they were made up or put together elsewhere",
    ),
    Question.FRESH: (
        "Is it seen here first?",
        "yes, a good part was not in the leaks known before",
        "no, these are rows of a leak known before",
    ),
    Question.OWN: (
        "Is it out of this system?",
        "yes, by what only this system has",
        "no, out of another one with people in common",
    ),
    Question.WHOLE: (
        "Is all of it of one source?",
        "yes, nearly all rows are tied to a record",
        "no, it is padded, or put together",
    ),
    Question.CURRENT: (
        "Is it of now?",
        "yes, of the last three months",
        "no, it was copied longer ago",
    ),
}
"""Each question, and its answers for what is above and below nought."""


def hour0(verdict: Verdict, rows: int | None, index: Index) -> tuple[Section, ...]:
    """Tell how the questions stand and which to put; nothing of an answer that knew no questions."""
    if not verdict.standings:
        return ()
    few = rows is not None and 0 < rows <= FEW
    title = "What these rows can show, and what would decide"
    lead = "A question that is open is not answered either way."
    if few and rows is not None:
        title = f"What {sentences.count(rows, 'row')} can show, and what would decide"
        lead = (
            f"{sentences.capital(sentences.count(rows, 'row'))}, chosen by who sent "
            f"{'it' if rows == 1 else 'them'}, can show where they come from, and never how many more there are. "
            "Whoever sends more lets you test what these cannot."
        )
    sheets = [_questions(verdict, index)]
    if verdict.would_decide:
        sheets.append(_to_put(verdict.would_decide))
    remarks = (_counted(verdict.ours),) if verdict.ours and verdict.ours.rows and not few else ()
    return (Section("questions", title, lead, tuple(sheets), remarks),)


def _questions(verdict: Verdict, index: Index) -> Sheet:
    return Sheet(
        "The five questions",
        (
            Column("Question"),
            Column("As it stands"),
            Column("Weight", numeric=True),
            Column("Checks"),
        ),
        tuple(
            (
                Cell(ASKED[standing.question][0]),
                Cell(_stands(standing, verdict.answer)),
                Cell(sentences.signed(standing.log10), index.of("verdict")),
                Cell(_spoke(standing)),
            )
            for standing in verdict.standings
        ),
    )


NOT_COPIED = (Answer.FABRICATED, Answer.OTHER_SYSTEM)


def _stands(standing: Standing, answer: Answer) -> str:
    """How a question stands; how old rows are that were not copied is no question."""
    _, above, below = ASKED[standing.question]
    if standing.question is Question.CURRENT and answer in NOT_COPIED:
        return "Does not arise: the rows were not copied from this register"
    if abs(standing.log10) < LEANING:
        return "Open"
    said = above if standing.log10 > 0 else below
    return sentences.capital(said if abs(standing.log10) >= DECIDED else f"open; rather {said}")


def _spoke(standing: Standing) -> str:
    return (
        f"{sentences.count(standing.speaking, 'check')} spoke"
        if standing.speaking
        else "all silent"
    )


def _to_put(questions: tuple[str, ...]) -> Sheet:
    return Sheet(
        "What to ask for, the most telling first",
        (Column("", narrow=True), Column("Question")),
        tuple((Cell(str(number)), Cell(asked)) for number, asked in enumerate(questions, start=1)),
    )


def _counted(ours: Ours) -> str:
    """How many rows are of this register.

    >>> _counted(Ours(650, 396, 408, 445, 400))
    'Of 650 rows, about 408 are of this register (396 to 445); 400 are tied to a record and can be named.'
    """
    return (
        f"Of {sentences.count(ours.rows, 'row')}, about {ours.likely:,} are of this register "
        f"({ours.least:,} to {ours.most:,}); {ours.tied:,} are tied to a record and can be named."
    )
