"""Money: the sum that a note demands, among the sums it names.

A sum beside a word of demanding wins; one beside a word of fines, insurance or turnover is never
the demand. Of equals, the first: a note that raises its price names the present one first.

>>> from tocsin.possession.passage import sentences
>>> demanded(sentences("A fine costs 2 million euros. We ask EUR 30.000 instead."))
Money(amount=Decimal('30000'), currency='EUR')
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.possession.numbers import NUMBER, SCALES, read
from tocsin.possession.passage import Sentence
from tocsin.terms.claim import Money

CURRENCIES: dict[str, str] = {
    "EUR": r"€|euros?\b|eur\b",
    "USD": r"us ?\$|\$|usd\b|(?:us )?dollars?\b",
    "GBP": r"£|gbp\b|pounds?(?: sterling)?\b",
    "CHF": r"chf\b|(?:swiss )?francs?\b",
    "BTC": r"btc\b|bitcoins?\b",
    "XMR": r"xmr\b|monero\b",
}
"""ISO 4217, and the traders' codes for what has none."""

AFTER = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER}) ?(?:"
    + "|".join(f"(?P<{code}>{words})" for code, words in CURRENCIES.items())
    + ")"
)
BEFORE = re.compile(
    r"(?<!\w)(?<![0-9] )(?:"
    + "|".join(f"(?P<{code}>{words})" for code, words in CURRENCIES.items())
    + rf") ?(?P<number>{NUMBER})(?!\w)"
)
ANY = "|".join(CURRENCIES.values())
ILLEGIBLE = re.compile(
    rf"(?<!\w)(?:{ANY}) ?[0-9]|(?<!\w)[0-9][\w.,'+]{{0,2000}} ?(?:{'|'.join(SCALES)})? ?(?:{ANY})"
)
"""A currency beside figures, whatever they are."""

MOST = 10**12
"""No larger sum is taken for a demand: it is more than the dearest company is worth."""

ASKING = re.compile(
    r"\b(?:pay|payment|paid|paying|demand|ask|want|require|request|price|ransom|transfer|fee|bill"
    r"|sum of|send us|offer you|payer|payez|verser|versez|versement|exigeons|demandons|reclamons"
    r"|rancon|somme|prix|virement|voulons|betaal|betaalt|betalen|betaling|eisen|vragen|losgeld"
    r"|bedrag|prijs|som|willen|stort|overmaken)"
)
OTHERWISE = re.compile(
    r"\b(?:fines?|fined|insur\w*|revenue|turnover|worth|loss(?:es)?|damages?|lawsuits?|penalt\w+"
    r"|amendes?|assur\w*|chiffre d'affaires|pertes?|boetes?|verzeker\w*|omzet|schade)\b"
)
REACH = 90
"""Characters on either side of a sum in which the words that explain it stand."""


def demanded(sentences: Sequence[Sentence]) -> Money | None:
    """The sum asked; None where no sum is named, or only sums of another sort."""
    best, asked = -1, None
    for sentence in sentences:
        for match, money in _sums(sentence.words):
            around = sentence.words[max(match.start() - REACH, 0) : match.end() + REACH]
            if OTHERWISE.search(around) or not 0 < money.amount <= MOST:
                continue
            score = 1 if ASKING.search(around) else 0
            if score > best:
                best, asked = score, money
    return asked


def illegible(sentences: Sequence[Sentence]) -> int | None:
    r"""The line of the first currency beside figures; to be asked where no sum could be read.

    >>> from tocsin.possession.passage import sentences
    >>> illegible(sentences("Pay us now.\nPay 1e999 EUR."))
    2
    """
    for sentence in sentences:
        match = ILLEGIBLE.search(sentence.words)
        if match and not OTHERWISE.search(
            sentence.words[max(match.start() - REACH, 0) :][: 2 * REACH]
        ):
            return sentence.line(match.start())
    return None


def _sums(words: str) -> list[tuple[re.Match[str], Money]]:
    """Every sum with its currency, in order; what '€ 30,000 EUR' says twice is one."""
    found: dict[int, tuple[re.Match[str], Money]] = {}
    for pattern in (BEFORE, AFTER):
        for match in pattern.finditer(words):
            currency = next(code for code in CURRENCIES if match[code])
            sum_ = (match, Money(read(match["number"]), currency))
            found.setdefault(match.start("number"), sum_)
    return [found[at] for at in sorted(found)]
