"""Language: which language a note is written in, by its commonest small words.

>>> of(["nous", "avons", "vos", "clients"])
'fr'
>>> of(["592,000", "eur"])
'und'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

SMALL_WORDS: dict[str, str] = {
    "en": "the of and to we you your have is are will if not our with all be",
    "fr": "le la les des et nous vous vos votre avons est sont si pas une aux sur",
    "nl": "het een van en wij we u uw jullie hebben zijn niet als wordt voor met",
    "de": "der die das und wir sie ihre haben ist nicht wenn mit ein eine auf",
    "es": "el los las y nosotros usted sus hemos es son si una con para por",
    "it": "il gli e noi voi vostri abbiamo sono se non una con per di che",
    "pt": "o os as e nos voce seus temos sao se nao uma com para por",
}
"""By ISO 639-1. Only English, French and Dutch are read for claims; others are named."""

UNDETERMINED = "und"
"""ISO 639-2's code where nothing tells."""


def of(words: Iterable[str]) -> str:
    """The language most of whose small words occur; mostly Cyrillic words say Russian."""
    counted = Counter(words)
    cyrillic = sum(n for word, n in counted.items() if "а" <= word[:1] <= "я")
    if cyrillic > counted.total() / 2:
        return "ru"
    scores = {
        language: sum(counted[word] for word in small.split())
        for language, small in SMALL_WORDS.items()
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else UNDETERMINED
