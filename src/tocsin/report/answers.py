"""Answers: what the report tells of the verdict, the claims and the demand, each part a section.

Each function takes what was established and the index of findings, and gives sheets in words.
A part that could not be put to the data says so; it never becomes a nought.
"""

from __future__ import annotations

from tocsin.report import sentences
from tocsin.report.lexicon import STATUSES, VERDICTS
from tocsin.report.sheet import Cell, Column, Headline, Index, Section, Sheet
from tocsin.terms.claim import Deadline, Demand
from tocsin.terms.established import Asked, Established, Worth
from tocsin.terms.verdict import Answer, Question, Support, Verdict


def headline(established: Established, index: Index) -> Headline:
    """Say the verdict in one sentence, its strength, and its limit."""
    verdict = established.verdict
    word, that, tone = VERDICTS[verdict.answer]
    if established.sample and established.scope:
        rows = sentences.count(established.scope.rows, "row")
        word, that = (
            f"{word}: a sample of {rows}",
            that.replace("the leak", f"the sample of {rows}", 1),
        )
    speaking = sum(not support.silent for support in verdict.because)
    of_checks = f"{speaking} of {sentences.count(len(verdict.because), 'check')} spoke."
    if verdict.answer is Answer.CANNOT_TELL:
        sentence = f"The evidence in hand cannot tell whether {that}."
        strength = of_checks
    else:
        how_strong = sentences.capital(sentences.strength(verdict.support))
        sentence = f"{how_strong} evidence that {that}."
        strength = f"What the checks saw is {_odds(verdict)}. {of_checks}"
    return Headline(word, sentence, tone, strength, verdict.limit, index.of("verdict"))


ODDS = {
    Answer.STALE: ("of an earlier time", "of now"),
    Answer.OTHER_SYSTEM: ("out of another system", "out of this one"),
    Answer.RECYCLED: ("rows of the earlier leak", "seen here first"),
    Answer.MIXED: ("a mixture", "of one source"),
}
"""What an answer weighs against what, where that is not a true copy against none."""


def _odds(verdict: Verdict) -> str:
    """How much likelier what was seen is under the account that the answer is named after."""
    if verdict.answer not in ODDS:
        return sentences.odds(verdict.support)
    this, that = ODDS[verdict.answer]
    told = sentences.odds(-abs(verdict.support))
    return told.partition(" likelier")[0] + f" likelier if it is {this} than if it is {that}"


def claims(established: Established, index: Index) -> Section:
    """Tell what the note claims, line by line, and what became of each."""
    rows = tuple(
        (
            Cell(
                sentences.capital(answer.claim.claimed),
                note=f"line {answer.claim.line} of the note",
            ),
            Cell(STATUSES[answer.status].word, sign=STATUSES[answer.status]),
            Cell(sentences.capital(answer.found), index.of(f"claims.{at}"), note=answer.because),
        )
        for at, answer in enumerate(established.claims)
    )
    if not rows:
        return Section("claims", "What the note claims", "No claim was read from a note.")
    return Section(
        "claims",
        "What the note claims, and what was found",
        sheets=(
            Sheet(
                "Claims, in the order of the note",
                (Column("Claimed"), Column("Status", narrow=True), Column("Found")),
                rows,
                legend=tuple(STATUSES.values()),
            ),
        ),
    )


def checks(supports: tuple[Support, ...], index: Index) -> Section:
    """Tell how the verdict came about, check by check; and to which question, where there are several."""
    several = len({support.question for support in supports}) > 1
    spoke, silent = (
        tuple(_check(one, index, several) for one in supports if one.silent is silent)
        for silent in (False, True)
    )
    columns = (
        Column("Check"),
        *((Column("Question", narrow=True),) if several else ()),
        Column("Weight", numeric=True),
        Column("Support"),
        Column("Because"),
    )
    lead = "plus speaks for a genuine leak, minus against, 0 is silence."
    if several:
        lead = "plus speaks for a true copy that is new, of this system, whole and of now; minus against; 0 is silence."
    return Section(
        "checks",
        "How the verdict was reached",
        f"Each check weighs what it saw: {lead} One step is a factor of ten.",
        (
            *((Sheet("Checks that spoke", columns, spoke),) if spoke else ()),
            *((Sheet("Checks that were silent", columns, silent, folded=True),) if silent else ()),
        ),
        () if supports else ("No check could be made.",),
    )


def _check(support: Support, index: Index, several: bool) -> tuple[Cell, ...]:
    return (
        Cell(sentences.capital(support.check.replace("_", " "))),
        *((Cell(QUESTIONS[support.question]),) if several else ()),
        Cell(
            sentences.signed(support.log10),
            index.of(f"verdict.{support.check.replace(' ', '_')}"),
        ),
        Cell("silent" if support.silent else sentences.strength(support.log10)),
        Cell(support.because),
    )


QUESTIONS = {
    Question.COPIED: "copied?",
    Question.FRESH: "new?",
    Question.OWN: "this system?",
    Question.WHOLE: "whole?",
    Question.CURRENT: "of now?",
}
"""The five questions, in a word each."""


def demand(asked: Asked | None, index: Index) -> Section:
    """Tell what is asked, what that is worth, what is threatened, and by when."""
    if asked is None:
        return Section("demand", "The demand and its deadline", "No demand was read from a note.")
    at = index.of("demand.asked")
    wanted = asked.demand
    rows = [
        ("Asked", _sum(wanted), at),
        ("Worth", _worth(asked.worth), at) if asked.worth else None,
        ("Threat", sentences.listed(wanted.threats), index.of("demand.threats"))
        if wanted.threats
        else None,
        ("Channels named", sentences.listed(wanted.channels), at) if wanted.channels else None,
    ]
    terms = Sheet(
        "The demand",
        (Column("Term"), Column("As read")),
        tuple(
            (Cell(row[0]), Cell(sentences.capital(row[1]), row[2]))
            for row in rows
            if row is not None
        ),
    )
    if wanted.deadline is None:
        return Section(
            "demand", "The demand and its deadline", "The note sets no deadline.", (terms,)
        )
    return Section(
        "demand",
        "The demand and its deadline",
        "Plan by the earliest reading." if len(wanted.deadline.readings) > 1 else "",
        (terms, _readings(wanted.deadline, asked, index)),
        (wanted.deadline.ambiguity,) if wanted.deadline.ambiguity else (),
    )


def _sum(wanted: Demand) -> str:
    if wanted.asked is None and wanted.illegible is not None:
        return f"the sum on line {wanted.illegible} of the note is no amount of money"
    return sentences.money(wanted.asked) if wanted.asked else "no sum"


def _readings(deadline: Deadline, asked: Asked, index: Index) -> Sheet:
    rows = tuple(
        (
            Cell(
                sentences.when(instant.at),
                index.of("demand.deadline", "deadline"),
                note=sentences.stamp(instant.at),
            ),
            Cell(sentences.capital(instant.reading)),
            Cell(sentences.capital(sentences.remaining(instant.at, asked.now))),
        )
        for instant in deadline.readings
    )
    return Sheet(
        f"Deadline, line {deadline.line} of the note, as of {sentences.when(asked.now)}",
        (Column("Moment"), Column("Reading"), Column("State")),
        rows,
    )


def _worth(worth: Worth | None) -> str:
    return f"about {_whole(worth)} at the rate of {worth.day} ({worth.source})" if worth else ""


def _whole(worth: Worth) -> str:
    return f"{worth.currency} {round(worth.amount):,}"
