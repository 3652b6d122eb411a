r"""Taken: that data were copied at all, and how much of them, as a note says it.

Most notes say no more than 'we have downloaded your data', or '134 GB of your files'. It counts as
said where somebody did it ('we stole'), where it was done ('your files have been stolen'), or where
the data are now ('on our servers'); not where it is only threatened, denied or supposed.

>>> from tocsin.possession.passage import sentences
>>> [sentence] = sentences("We have downloaded more than 1.5 TB of your data.")
>>> [(claim.claimed, claim.count) for claim in claims(sentence)]
[('data of the company', None), ('over 1.5 TB of data', 1500000000000)]
>>> [sentence] = sentences("If your files were stolen, we can help.")
>>> claims(sentence)
()
"""

from __future__ import annotations

import re
from decimal import Decimal

from tocsin.possession.numbers import NUMBER, read
from tocsin.possession.passage import Sentence, denies
from tocsin.possession.records import AT_LEAST
from tocsin.terms.claim import Claim, Subject

THINGS = (
    r"(?:data|databases?|files?|information|documents?|records|donnees|fichiers|bases?|informations"
    r"|gegevens|bestanden|documenten|databank(?:en)?|klantenbestand|klantgegevens)"
)
DID = (
    r"(?:stole|stolen|downloaded|copied|exfiltrated|took|taken|extracted|obtained|gathered|grabbed"
    r"|collected|acquired|uploaded|dumped|got (?=all\b|your\b|the\b)"
    r"|(?:vole|telecharge|copie|recupere|derobe|exfiltre|aspire)(?:e|s|es)?|extraite?s?"
    r"|gestolen|gedownload|gekopieerd|buitgemaakt|bemachtigd|geexfiltreerd)"
)
DONE = (
    r"(?:stolen|downloaded|copied|exfiltrated|taken|extracted|uploaded|dumped"
    r"|(?:vole|telecharge|copie|derobe|exfiltre|aspire)(?:e|s|es)?|extraite?s?"
    r"|gestolen|gedownload|gekopieerd|buitgemaakt|geexfiltreerd)"
)
NEAR = r"(?:(?!\b(?:if|can|could|will|would|may|might|need|want|offer|keys?|decrypt\w*)\b)[^.;:])"
"""A character of the same statement, where nothing is only possible, and no key is spoken of."""

SAID = re.compile(
    rf"\b(?:we|nous|wij|our team)\b{NEAR}{{0,80}}?\b{DID}\b[^;]{{0,100}}?\b{THINGS}\b"
    rf"|\b(?:we|nous|wij)\b{NEAR}{{0,80}}?\b{THINGS}\b{NEAR}{{0,30}}?\b{DONE}\b"
    rf"|\b{THINGS}\b{NEAR}{{0,90}}?\b{DONE}\b"
    rf"|\b{THINGS}\b{NEAR}{{0,30}}?\bwe(?:'ve| have)? {DID}\b"
    rf"|\b(?:{THINGS}|they|it)\b{NEAR}{{0,80}}?\b(?:on|to|in|into) our (?:\w+ ){{0,2}}"
    r"(?:servers?|storage|cloud|hands|possession)\b"
)
SUPPOSED = re.compile(r"\b(?:if|whether|si|als|indien)\b[^,;:]{0,25}$")
VOLUME = re.compile(
    rf"(?P<number>{NUMBER}) ?(?P<unit>[kmgtp])(?:i?b|o|(?:ilo|ega|iga|era|eta)(?:bytes?|octets?))\b"
)
BYTES = {"k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12, "p": 10**15}
NEAR_BY = 60
"""Characters on either side of what was said in which its volume stands."""


def claims(sentence: Sentence) -> tuple[Claim, ...]:
    """That data were taken; and how many bytes of them (`count`), where the note says so."""
    words = sentence.words
    said = next((match for match in SAID.finditer(words) if _asserts(words, match)), None)
    if said is None:
        return ()
    line = sentence.line(said.start())
    taken = Claim(Subject.TAKEN, "data of the company", line)
    volume = VOLUME.search(words, max(said.start() - NEAR_BY, 0), said.end() + NEAR_BY)
    if volume is None:
        return (taken,)
    amount, unit = read(volume["number"]), volume["unit"]
    at_least = bool(AT_LEAST.search(words[max(volume.start() - 20, 0) : volume.start()]))
    claimed = f"{'over ' if at_least else ''}{_plain(amount)} {unit.upper()}B of data"
    count = int(amount * BYTES[unit])
    line = sentence.line(volume.start())
    return (taken, Claim(Subject.TAKEN, claimed, line, count=count, at_least=at_least))


def _asserts(words: str, match: re.Match[str]) -> bool:
    """Whether it is said to be so, and not denied or supposed."""
    if SUPPOSED.search(words[max(match.start() - 40, 0) : match.start()]):
        return False
    return not denies(words, match.end())


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"
