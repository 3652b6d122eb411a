"""Demand: what the note asks, by when, what it threatens, and by which sorts of channel.

Threats and channels are told in our words; no address, account or link leaves the note.

>>> from datetime import UTC, datetime
>>> found = read("Pay 1 BTC or we will publish the data.", datetime(2014, 6, 13, tzinfo=UTC))
>>> found.asked, found.threats, found.channels
(Money(amount=Decimal('1'), currency='BTC'), ('publication of the data',), ('bitcoin',))
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from tocsin.possession import deadline, money
from tocsin.possession.passage import Sentence, denies, parted, told
from tocsin.terms.claim import Demand

THREATS: dict[str, str] = {
    "publication of the data": r"publish\w*|publication|leak(?:ed|s|ing)?|public domain|post(?:ed)?|releas\w+|make public"
    r"|disclos\w+|publier\w*|publi(?:ons|ee?s?|cation)|diffus\w+|divulg\w+|rendre publi\w+|publiceren"
    r"|publiceer\w*|gepubliceerd|openbaar|lekken|gelekt",
    "sale of the data": r"sell(?:ing)?|sold|sale|auction\w*|vendr\w+|vendues?|vente|encheres|verkopen|verkocht"
    r"|verkoop|veil(?:en|ing)",
    "telling the press": r"press|media|journalists?|newspapers?|presse|medias|journalistes?|journaux|pers"
    r"|journalisten|kranten",
    "telling customers, partners or competitors": r"(?:inform|notify|notif\w*|e-?mail|tell|contact|call"
    r"|alert|send|sent|spread\w*) [^,;:]{0,60}?(?:customers|clients|partners|competitors|employees|people)"
    r"|(?:competitors|clients|customers) will be informed"
    r"|(?:preven\w+|previen\w+|inform\w+|contact\w+|avert\w+) [^,;:]{0,40}?(?:clients|partenaires|concurrents)"
    r"|(?:klanten|partners|concurrenten) [^,;:]{0,40}?(?:inlichten|verwittigen|informeren|contacteren)",
    "denial of service": r"d?dos(?: attacks?)?|denial of service|deni de service|attaques? ddos|platleggen",
    "complaint to an authority, or a fine": r"gdpr|rgpd|avg|regulators?|fines?|fined|authorit(?:y|ies)"
    r"|cnil|autorites?|amendes?|boetes?|toezichthouder",
    "a higher price": r"(?:price|ransom|amount|sum) [^,;:]{0,40}?(?:double|doubled|increase\w*|raise\w*|higher)"
    r"|penalty will be added|prix [^,;:]{0,40}?(?:double\w*|augment\w*)|prijs [^,;:]{0,40}?(?:verdubbel\w*|stijg\w*)",
    "destruction of data or keys": r"(?:keys?|data|files) [^,;:]{0,40}?(?:will be|be) (?:deleted|destroyed|lost)"
    r"|(?:delete|destroy) (?:the|your|all)[^,;:]{0,30}?(?:keys?|data|files)",
    "a further attack": r"attack (?:you|your company|again)|keep attacking|attaquer\w* (?:de nouveau|encore)"
    r"|opnieuw aanvallen",
}
"""What may follow, in our words and in theirs (English, French, Dutch)."""

THREAT = re.compile(
    "|".join(rf"(?P<t{i}>\b(?:{words})\b)" for i, words in enumerate(THREATS.values()))
)
TO_COME = re.compile(
    r"\b(?:will|shall|going to|gonna|ready to|ready yo|could|would|if|unless|otherwise|or else|can"
    r"|before|after [0-9]+ (?:hours|days|weeks)|sinon|si|serons?|seront|sera|allons|sans quoi|faute de|\w+(?:erons|irons|drons)"
    r"|zal|zullen|gaan|worden|anders|als|indien)\b|'ll\b"
)

PROMISED = re.compile(
    r"\b(?:guarant\w+|promis\w*|you will (?:get|receive)|no more|after (?:the )?payment"
    r"|(?:if|once|when|after|as soon as) (?:you )?(?:pay|paid|the payment)|agreement|garanti\w*|promett\w*"
    r"|vous recevrez|plus jamais|apres (?:le )?paiement|garander\w*|belov\w*|u ontvangt|nooit meer"
    r"|na betaling)\b"
)
KEPT = frozenset({"destruction of data or keys", "a further attack"})
"""What notes also promise: to delete what was taken once they are paid, and to attack no more."""

CHANNELS: dict[str, str] = {
    "e-mail": r"[^\s;|,@]@[^\s;|,@]|\be-?mail us\b|\bby e-?mail\b|\bpar e-?mail\b|\bper e-?mail\b",
    "Tor site": r"\.onion\b|\btor[ -]browser\b|\bnavigateur tor\b",
    "web site": r"\bhttps?://(?![^\s/]{1,80}\.onion)",
    "chat": r"\b(?:live )?chat\b",
    "Telegram": r"\b(?:on|via|by|our|through|par|sur|op) telegram\b|\btelegram ?[:@]|\bt\.me/",
    "Tox": r"\bq?tox\b",
    "Jabber": r"\bjabber\b|\bxmpp\b",
    "Session": r"\bsession (?:id|messenger|app)\b|\bgetsession\b",
    "Signal": r"\bsignal (?:app|messenger|number)\b|\bon signal\b",
    "Twitter": r"\b(?:on|via|in|by|our|through|par|sur|op) twitter\b|\btwitter ?[:@]|\btwitter\.com/",
    "telephone": r"\bcall us\b|\bappelez\b|\bbel ons\b",
    "bitcoin": r"\bbitcoins?\b|\bbtc\b",
    "monero": r"\bmonero\b|\bxmr\b",
    "bank transfer": r"\b(?:bank|wire) transfer\b|\bvirement bancaire\b|\boverschrijving\b",
}
CHANNEL = re.compile("|".join(f"(?P<c{i}>{words})" for i, words in enumerate(CHANNELS.values())))


def read(untrusted_text: str, received: datetime) -> Demand:
    """What a note asks and threatens; None and empty where it does not."""
    lines = told(untrusted_text)
    return of(parted(lines), lines, received)


def of(
    statements: Sequence[Sentence], lines: Sequence[tuple[int, str]], received: datetime
) -> Demand:
    """The demand of a note that is already cut into statements and lines."""
    asked = money.demanded(statements)
    return Demand(
        asked=asked,
        deadline=deadline.read(statements, received),
        threats=threats(statements),
        channels=channels(line for _, line in lines),
        illegible=None if asked else money.illegible(statements),
    )


def threats(statements: Sequence[Sentence]) -> tuple[str, ...]:
    """What the note says may follow, in the table's order; what it denies or reports is none."""
    found = {
        int(str(m.lastgroup)[1:])
        for sentence in statements
        if TO_COME.search(sentence.words)
        for m in THREAT.finditer(sentence.words)
        if not denies(sentence.words, m.start(), m.end()) and not _promised(sentence.words, m)
    }
    return tuple(says for i, says in enumerate(THREATS) if i in found)


def _promised(words: str, match: re.Match[str]) -> bool:
    """Whether it is what a payment buys, and not what follows without one."""
    says = list(THREATS)[int(str(match.lastgroup)[1:])]
    return says in KEPT and bool(PROMISED.search(words))


def channels(lines: Iterable[str]) -> tuple[str, ...]:
    """Sorts of contact or payment that folded lines name, in the table's order."""
    found = {int(str(m.lastgroup)[1:]) for line in lines for m in CHANNEL.finditer(line)}
    return tuple(sort for i, sort in enumerate(CHANNELS) if i in found)
