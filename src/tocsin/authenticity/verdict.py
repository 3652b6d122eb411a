"""Verdict: the supports summed by question, the answer they bear, and what would change it.

The answers are tried in the order of proof:

- *recycled*, where the rows are those of an earlier leak, whatever else agrees: they would agree;
- a true copy is said only where two checks speak for it, one of them by what nobody outside can know,
  none speaks clearly against, and the sum reaches the threshold. Then it is *mixed* where many rows are
  not of this register, *other-system* where it is not out of this one, *stale* where it was copied long
  before, else *genuine*; where one of these is likely but not enough, it cannot be told;
- where the rows as a whole do not bear it but those tied to customers do, it is *mixed*;
- *other-system*, where people agree and what only this system has does not;
- *fabricated*, where two checks speak against a copy, none clearly for it, and no other system is likely;
  rows written round customers' names, with details that are nobody's, are no other system's.

Else it cannot be told, which is an answer. The strength is of the evidence, not a probability that the
leak is genuine: that would need to know how often such notes are true, which nobody does.

>>> from dataclasses import replace
>>> support = Support("inner fields", 3.0, "six hashes agree", inner=True)
>>> other = Support("strong identifiers", 2.7, "six rows agree")
>>> weigh((support, other)).answer
<Answer.GENUINE: 'genuine'>
>>> weigh((support,)).answer, weigh((other, replace(other, check="contact details"))).answer
(<Answer.CANNOT_TELL: 'cannot-tell'>, <Answer.CANNOT_TELL: 'cannot-tell'>)
>>> old = Support("age", -3.0, "before 2012", Question.CURRENT)
>>> weigh((support, other, old)).answer, weigh((support, other, replace(old, log10=-1.0))).answer
(<Answer.STALE: 'stale'>, <Answer.CANNOT_TELL: 'cannot-tell'>)
>>> words(5.7), words(-2.0), words(-3.0, Question.CURRENT)
... # doctest: +NORMALIZE_WHITESPACE
('very strong support for a true copy', 'moderately strong support against a true copy',
 'strong support for a copy of an earlier time')
"""

from __future__ import annotations

from tocsin.authenticity import contact_details, shared_people
from tocsin.terms.verdict import Answer, Ours, Question, Standing, Support, Verdict

SCALE = (
    (6.0, "extremely strong"),
    (4.0, "very strong"),
    (3.0, "strong"),
    (2.0, "moderately strong"),
    (1.0, "moderate"),
    (0.3, "weak"),
)
"""From which ratio on (log10) which words: the verbal scale of the European Network of Forensic
Science Institutes, Guideline for evaluative reporting in forensic science (2015), with its steps
at 2, 10, 100, 1,000, 10,000 and a million."""

THRESHOLD = 2.0
"""Where the scale begins to say 'moderately strong': the findings are a hundred times likelier under
one account. A desk decides on it whether to tell an authority and the public; less is too little."""

SPEAKS = 0.3
"""A check speaks from twice as likely on, where the scale begins."""

CONTRADICTS = 1.0
"""Where the scale says 'moderate'. A check that speaks so against the others leaves the matter open:
it may be a padded leak, or people of an older leak with inner fields made up."""

AT_LEAST = 2
"""Checks that must speak one way. One may be mistaken for a reason of its own."""

INNER = 1.0
"""What checks of inner fields must say together for a true copy. Who gathers customers' names, addresses
and phones elsewhere can make all other checks agree: a sister firm's list is such a gathering."""

OUTWEIGHS = 3.0
"""What inner fields must say for it not to matter that other things differ: a register that is smaller than
what was copied, or writes addresses in another way, makes those speak against a true copy."""

MOSTLY = 0.5
"""Share of the rows that must be tied to customers, for the leak to be called after them."""

ENOUGH = 20
"""Rows below which nothing is called fabricated: of six strangers nobody can say whether they were made up
or are another firm's customers."""

QUESTIONS = 5
"""Questions to put that are named at most."""

GENUINE_LIMIT = (
    "It does not show how many rows are held beyond those seen: a sample is chosen by who sends it. "
    "It does not show how the copy was made, or that the claimant made it. "
    "Rows taken from customers' own accounts, one by one, would look the same."
)
UNDATED_LIMIT = (
    " Nothing in the rows shows that the copy is recent: names, addresses and even password hashes of an "
    "older leak of this register would look the same."
)
LIMITS = {
    Answer.STALE: (
        "It shows when these rows were copied, not that nothing was copied since: a claimant may show "
        "old rows and hold new ones."
    ),
    Answer.OTHER_SYSTEM: (
        "It does not show which system: a side site, a newsletter, a partner, a sister firm, or another "
        "firm with customers in common. Whether this firm is responsible for it is not a question of data."
    ),
    Answer.RECYCLED: (
        "It shows that these rows were known before, not that the claimant has no others. The people in "
        "them are no less exposed."
    ),
    Answer.FABRICATED: (
        "Fabricated means here: not copied from this register as it is, nor as its history knows it. "
        "It does not exclude a true copy of another system, of a partner's list or of a register older "
        "than the history, nor that some rows are true."
    ),
    Answer.MIXED: (
        "It shows that some rows are of this register and some are not of it, or not of the same copy. "
        "Rows that are not tied may be of another system, or of customers whom the register does not know yet; rows that are tied are real, whatever stands "
        "beside them."
    ),
    Answer.CANNOT_TELL: (
        "It does not show that the leak is false, nor that it is true. "
        "More rows, a register with its history, or fields that only the company knows could decide it."
    ),
}

ASKED_FIRST = (
    Question.COPIED,
    Question.CURRENT,
    Question.FRESH,
    Question.OWN,
    Question.WHOLE,
)
"""In which order questions are put: whether data of today are held decides most of what is to be done."""

AFTER_COPIED = (
    (Question.WHOLE, Answer.MIXED),
    (Question.OWN, Answer.OTHER_SYSTEM),
    (Question.CURRENT, Answer.STALE),
)
"""What a true copy may yet be, in the order of proof."""


def weigh(
    supports: tuple[Support, ...],
    tied: tuple[Support, ...] = (),
    ours: Ours | None = None,
) -> Verdict:
    """Give the answer that the checks bear.

    `tied` are the supports of the same checks over the rows that are tied to customers alone, where
    they were asked; `ours` says how many rows those are.
    """
    answer, question, of = _answered(supports, tied, ours)
    standings = tuple(
        standing(supports, q) for q in Question if any(s.question is q for s in supports)
    )
    limit = GENUINE_LIMIT if answer is Answer.GENUINE else LIMITS[answer]
    if answer is Answer.GENUINE and standing(supports, Question.CURRENT).log10 < SPEAKS:
        limit += UNDATED_LIMIT
    return Verdict(
        answer,
        standing(of, question).log10,
        supports,
        limit,
        standings,
        _would_decide(answer, supports, ours),
        ours,
    )


def standing(supports: tuple[Support, ...], question: Question) -> Standing:
    """Sum what was said to one question.

    A mixture shows in one way or another: what does not show it does not outweigh what does.
    """
    said = [support.log10 for support in supports if support.question is question]
    if question is Question.WHOLE and min(said, default=0.0) <= -CONTRADICTS:
        said = [log for log in said if log < 0]
    return Standing(question, round(sum(said), 1) + 0.0, sum(abs(log) >= SPEAKS for log in said))


def _answered(
    supports: tuple[Support, ...], tied: tuple[Support, ...], ours: Ours | None
) -> tuple[Answer, Question, tuple[Support, ...]]:
    """The answer, the question that gave it, and the supports it was given by."""
    if _sum(supports, Question.FRESH) <= -THRESHOLD:
        return Answer.RECYCLED, Question.FRESH, supports
    if copied(supports):
        return (*_sort_of_copy(supports, supports), supports)
    if tied and copied(tied):
        if _sum(supports, Question.WHOLE) <= -THRESHOLD:
            return Answer.MIXED, Question.WHOLE, supports
        if ours is None or ours.tied >= MOSTLY * ours.rows:
            return (*_sort_of_copy(tied, supports), tied)
        return Answer.CANNOT_TELL, Question.COPIED, supports
    elsewhere = 0.0 if _written_round(supports) else _sum(supports, Question.OWN)
    if elsewhere <= -THRESHOLD:
        return Answer.OTHER_SYSTEM, Question.OWN, supports
    enough = ours is None or ours.rows >= ENOUGH
    if enough and elsewhere > -CONTRADICTS and _made_up(supports):
        return Answer.FABRICATED, Question.COPIED, supports
    return Answer.CANNOT_TELL, Question.COPIED, supports


def _sort_of_copy(
    of: tuple[Support, ...], supports: tuple[Support, ...]
) -> tuple[Answer, Question]:
    """What a true copy is; of whether it is this system's the rows that are copied are asked."""
    sums = {q: _sum(of if q is Question.OWN else supports, q) for q in Question}
    for question, answer in AFTER_COPIED:
        if sums[question] <= -THRESHOLD:
            return answer, question
    if any(log <= -CONTRADICTS for q, log in sums.items() if q is not Question.COPIED):
        return Answer.CANNOT_TELL, Question.COPIED
    return Answer.GENUINE, Question.COPIED


def _written_round(supports: tuple[Support, ...]) -> bool:
    """Whether the details beside customers are nobody's: somebody wrote the rows round their names."""
    nobodys = -contact_details.AGAINST
    return any(s.check == contact_details.NAME and s.log10 < nobodys for s in supports)


def copied(supports: tuple[Support, ...]) -> bool:
    """Whether these bear that rows were copied from this register."""
    said = [s for s in supports if s.question is Question.COPIED]
    inner = sum(s.log10 for s in said if s.inner)
    against = [s for s in said if s.inner] if inner >= OUTWEIGHS else said
    contradicted = any(s.log10 <= -CONTRADICTS for s in against)
    return inner >= INNER and not contradicted and _speak([s.log10 for s in said])


def _made_up(supports: tuple[Support, ...]) -> bool:
    """Whether these bear that rows were made up.

    Of rows written round customers' names it says nothing that the names are customers'.
    """
    said = [s for s in supports if s.question is Question.COPIED]
    if _written_round(supports):
        said = [s for s in said if s.inner or s.log10 < 0]
    contradicted = any(s.log10 >= CONTRADICTS for s in said)
    return not contradicted and _speak([-s.log10 for s in said])


def _speak(logs: list[float]) -> bool:
    """Whether enough checks speak one way, and clearly enough together."""
    return sum(log >= SPEAKS for log in logs) >= AT_LEAST and round(sum(logs), 1) >= THRESHOLD


def _sum(supports: tuple[Support, ...], question: Question) -> float:
    return standing(supports, question).log10


def _would_decide(
    answer: Answer, supports: tuple[Support, ...], ours: Ours | None
) -> tuple[str, ...]:
    """What to ask for: of the checks that are silent, those of the open questions, the inner first."""
    sums = {q: _sum(supports, q) for q in Question}
    settled = {q for q, log in sums.items() if abs(log) >= THRESHOLD}
    if answer is Answer.CANNOT_TELL:
        settled.discard(Question.COPIED)
    nobodys = ours is None or ours.tied < ours.rows
    if not nobodys:
        settled.add(Question.WHOLE)
    chosen = [
        s
        for s in supports
        if s.would_decide
        and s.question not in settled
        and -CONTRADICTS < s.log10 < SPEAKS
        and (nobodys or s.check != shared_people.NAME)
    ]
    chosen.sort(key=lambda s: (not s.inner, ASKED_FIRST.index(s.question)))
    return tuple(dict.fromkeys(s.would_decide for s in chosen))[:QUESTIONS]


def words(log10: float, question: Question = Question.COPIED) -> str:
    """How strong a support or a sum is, and for which account."""
    for least, strength in SCALE:
        if abs(log10) >= least:
            first, second = question.accounts
            if question is Question.COPIED:
                return f"{strength} support {'for' if log10 > 0 else 'against'} {first}"
            return f"{strength} support for {first if log10 > 0 else second}"
    return "no support either way"
