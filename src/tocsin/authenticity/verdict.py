"""Verdict: the sum of the supports, in words, and what it does not show.

`genuine` and `fabricated` are said only where two checks speak that way, none speaks clearly the
other way, and the sum reaches the threshold. Else the answer is that it cannot be told, which is an
answer. The strength is of the evidence, not a probability that the leak is genuine: that would
need to know how often such notes are true, which nobody does.

>>> support = Support("inner fields", 3.0, "six hashes agree")
>>> weigh((support, Support("strong identifiers", 2.7, "six rows agree"))).answer
<Answer.GENUINE: 'genuine'>
>>> weigh((support,)).answer
<Answer.CANNOT_TELL: 'cannot-tell'>
>>> words(5.7), words(-2.0)
('very strong support for a true copy', 'moderately strong support against a true copy')
"""

from __future__ import annotations

from tocsin.terms.verdict import Answer, Support, Verdict

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

GENUINE_LIMIT = (
    "It does not show how many rows are held beyond those seen: a sample is chosen by who sends it. "
    "It does not show that the copy is recent, how it was made, or that the claimant made it. "
    "Rows taken from customers' own accounts, one by one, would look the same."
)
FABRICATED_LIMIT = (
    "Fabricated means here: not copied from this register as it is, nor as its history knows it. "
    "It does not exclude a true copy of another system, of a partner's list or of a register older "
    "than the history, nor that some rows are true."
)
OPEN_LIMIT = (
    "It does not show that the leak is false, nor that it is true. "
    "More rows, a register with its history, or fields that only the company knows could decide it."
)


def weigh(supports: tuple[Support, ...]) -> Verdict:
    """Give the answer that the checks bear, with their sum."""
    total = round(sum(support.log10 for support in supports), 1) + 0.0
    if _bears(supports, total):
        return Verdict(Answer.GENUINE, total, supports, GENUINE_LIMIT)
    if _bears(supports, total, sign=-1):
        return Verdict(Answer.FABRICATED, total, supports, FABRICATED_LIMIT)
    return Verdict(Answer.CANNOT_TELL, total, supports, OPEN_LIMIT)


def _bears(supports: tuple[Support, ...], total: float, sign: int = 1) -> bool:
    logs = [sign * support.log10 for support in supports]
    speak = sum(log >= SPEAKS for log in logs)
    contradicted = any(log <= -CONTRADICTS for log in logs)
    return speak >= AT_LEAST and sign * total >= THRESHOLD and not contradicted


def words(log10: float) -> str:
    """How strong a support or a sum is, and for which account."""
    for least, strength in SCALE:
        if abs(log10) >= least:
            return f"{strength} support {'for' if log10 > 0 else 'against'} a true copy"
    return "no support either way"
