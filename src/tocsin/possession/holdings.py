"""Holdings: which kinds of data a note says it holds, from what source, and whether all of it.

A kind counts in a sentence that speaks of taking or containing data, or that lists three kinds or
more; never where the clause denies it. A note's own contact lines name no kind.

>>> from tocsin.possession.passage import sentences
>>> [sentence] = sentences("We have full names and passwords, but we did not take card data.")
>>> [claim.kind for claim in kinds(sentence)]
['full_name', 'password_hash']
"""

from __future__ import annotations

import re

from tocsin.possession.countries import NAMES, named
from tocsin.possession.passage import Sentence, denies
from tocsin.terms.claim import Claim, Subject

KINDS: dict[str, tuple[str, str]] = {
    "email": (
        "e-mail addresses",
        r"e-?mail(?:s| addresses| adresses)?|adresses? (?:e-?)?mails?|adresses? electroniques?"
        r"|courriels?|e-?mailadres(?:sen)?|mails",
    ),
    "payment_card": (
        "payment cards",
        r"(?:credit|debit|payment|bank) ?-?cards?(?: (?:data|numbers?|details))?|card (?:data|numbers?"
        r"|details)|cards|cartes?(?: (?:bancaires?|de credit|de paiement|bleues?))"
        r"|(?:krediet|bank|betaal)kaart(?:en|nummers?|gegevens)?|cvv",
    ),
    "iban": (
        "bank details",
        r"ibans?|bank (?:details|accounts?(?: numbers?)?|data)|coordonnees bancaires|rib"
        r"|comptes? bancaires?|bankgegevens|rekeningnummers?|bankrekening(?:en|nummers?)?",
    ),
    "date": (
        "dates of birth",
        r"dates? of births?|birth ?-?dates?|birthdays?|dobs?|dates? de naissances?"
        r"|geboortedat(?:um|a|ums)",
    ),
    "customer_number": (
        "customer numbers",
        r"(?:customer|client|member) (?:numbers?|ids?)|numeros? (?:de )?clients?|klant(?:en)?nummers?",
    ),
    "free_text": (
        "delivery instructions and other free text",
        r"delivery (?:instructions?|notes?|comments?)|instructions? (?:de|pour la) livraison"
        r"|consignes? de livraison|commentaires|leverings?-?instructies?|bezorg-?instructies?"
        r"|door codes?|digicodes?|deurcodes?",
    ),
    "preference": (
        "favourite toppings and other preferences",
        r"(?:favou?rite|preferred) (?:pizza )?(?:toppings?|pizzas?|dishes)|toppings?"
        r"|(?:garnitures?|pizzas?|ingredients?) (?:preferee?s?|favorite?s?)|preferences?"
        r"|(?:favoriete|lievelings) ?-?(?:topping|beleg|pizza)s?|voorkeuren",
    ),
    "password_hash": (
        "passwords",
        r"passwords?|password hash(?:es)?|mots? de passe|wachtwoord(?:en)?|(?:login|user|account) credentials",
    ),
    "phone": (
        "phone numbers",
        r"(?:tele|mobile |cell)?phones?(?: numbers?)?|telephone numbers?|mobile numbers?"
        r"|(?:numeros? de )?telephones?|telefoon(?:nummers?|s)?|gsm-?nummers?",
    ),
    "postal_address": (
        "postal addresses",
        r"(?:(?:postal|home|street|delivery|physical|full) )?addresses"
        r"|adresses?(?: (?:postales?|completes?|de livraison))?|(?:woon|post|thuis)?adres(?:sen)?",
    ),
    "postcode": ("postcodes", r"post ?-?codes|zip ?-?codes?|codes? postau?x?l?|postcodes?"),
    "full_name": (
        "full names",
        r"(?:full |first |last |customer |family )?names|full name|surnames?|prenoms?"
        r"|noms?(?: (?:complets?|et prenoms?))?|(?:volledige |voor|achter)?namen|(?:voor|achter)naam",
    ),
}
"""By the kinds family's name: our word, and theirs. The order decides where two could match."""

KIND = re.compile(
    r"(?<!ip )(?<!bitcoin )(?<!our )(?<!will )(?<!to )\b(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, (_, words) in KINDS.items())
    + r")\b(?!@)"
)
TAKEN = re.compile(
    r"\b(?:stole|stolen|download(?:ed|ing)|copied|exfiltrated|took|taken|dumped|extracted|obtained|gathered"
    r"|grabbed|possess|hold|we got|we(?:'ve| have)(?: got)? (?!encrypted|to\b)|in our (?:hands|possession)"
    r"|vole|volees?|voles|telecharge(?:e|s|es)?|copie(?:e|es|s)?|recupere(?:e|es|s)?|derobe(?:e|es|s)?"
    r"|extraite?s?|possedons|detenons|(?:nous )?avons"
    r"|gestolen|gedownload|gekopieerd|buitgemaakt|bemachtigd|in (?:ons )?bezit|(?:wij|we) hebben)\b"
)
CONTAINING = re.compile(
    r"\b(?:contain(?:s|ing|ed)?|includ(?:es?|ing|ed)|consist(?:s|ing)|with|comprising|such as"
    r"|contien(?:t|nent)|contenant|compren(?:d|nent|ant)|avec|incluant|y compris|dont|ainsi que"
    r"|bevat(?:ten)?|inclusief|met|waaronder|zoals)\b"
)
CONTACT = re.compile(
    r"\b(?:contact|write|send|reply|call us|reach|message|ecri(?:re|vez)|contactez|envoyez"
    r"|repondez|schrijf|stuur|mail ons|neem)\b"
)
WAS_TAKEN = re.compile(
    r" (?:(?:has|have|was|were|is|are|a|ont|zijn|werden|is) )?(?:been |ete )?" + TAKEN.pattern
)
CRYPT = re.compile(r"(?<!and en)crypt\w*(?: [a-z]+)?(?: all| your| the| whole| entire)")
REACH = 80
"""Characters before 'all of your data' in which the taking of it is said."""

A_LIST = 3
"""Kinds in one sentence that make it a list of what is held, whatever its verb."""

ALL = re.compile(
    r"\b(?:have|hold|got|stole|took|copied|downloaded) (?:it|them|everything) all\b"
    r"|\b(?:the |your |our )?(?:entire|whole|complete|full)(?: [a-z]+)? (?:databases?|data ?sets?|customer base)\b"
    r"|\ball (?:of )?(?:your|the|its|their|clients?'?s?'?|customers?'?s?'?)(?: [a-z]+){0,2} (?:data|records|databases?|customers|information)\b"
    r"|\ball (?:the )?(?:confidential|personal|customer) (?:data|records|information)\b"
    r"|\b(?:have|hold|got|stole|took|copied|downloaded) everything\b"
    r"|\b(?:toute (?:la|votre)|l'integralite d\w+|l'ensemble d\w+)(?: [a-z]+){0,2} (?:base|donnees|clients|fichiers?)\b"
    r"|\btoutes (?:vos|les) donnees\b|\bbase(?: de donnees)? (?:complete|entiere)\b|\bnous avons tout\b"
    r"|\b(?:de |uw |jullie )?(?:hele|volledige|gehele) (?:data(?:base|bank)|klantenbestand)\b"
    r"|\balle (?:uw |jullie |de )?(?:[a-z]+ )?(?:gegevens|klanten|klantgegevens|data)\b|\b(?:hebben|is) alles\b"
)
SAME_BASE = re.compile(
    r"\bshar(?:es?|ing)(?: [a-z]+){0,2} (?:the )?(?:same |one |a )(?:[a-z]+ ){0,2}database"
    r"|\b(?:same|single|one|shared|common) (?:[a-z]+ ){0,2}database"
    r"|\b(?:meme|seule|commune)(?: [a-z]+){0,2} base\b|\bbase(?: de donnees)?(?: [a-z]+){0,2} commune\b"
    r"|\b(?:dezelfde|gedeelde|een en dezelfde) (?:[a-z]+ ){0,2}data(?:base|bank)"
)
BROKEN_INTO = re.compile(
    r"\b(?:hacked|had to hack|breached|penetrated|compromised|infiltrated|broke into|access(?:ed)? to|pirate"
    r"|compromis|infiltre|penetre|gehackt|gekraakt|binnengedrongen)\b"
)
COPIED = "copied from the company's"

PLACES: dict[str, str] = {
    "web site": r"web ?-?sites?|sites? (?:web|internet)|websites?|webwinkel|web shop",
    "network": r"networks?|reseaux?|netwerk(?:en)?",
    "servers": r"servers?|serveurs?",
    "database": r"databases?|bases? de donnees|databank(?:en)?",
}
PLACE = re.compile(
    r"\b(?:" + "|".join(f"(?P<p{i}>{words})" for i, words in enumerate(PLACES.values())) + r")\b"
)


def kinds(sentence: Sentence) -> tuple[Claim, ...]:
    """The kinds of data that a sentence says are held; each once."""
    words = sentence.words
    named_kinds = {str(m.lastgroup): m for m in reversed(list(KIND.finditer(words)))}
    listed = len(named_kinds) >= A_LIST
    if not listed and (CONTACT.search(words) or not _speaks_of_data(words)):
        return ()
    ordered = sorted(named_kinds.items(), key=lambda pair: pair[1].start())
    return tuple(
        Claim(Subject.KIND, KINDS[kind][0], sentence.line(m.start()), kind=kind)
        for kind, m in ordered
        if not denies(words, m.start(), m.end())
    )


def _speaks_of_data(words: str) -> bool:
    return bool(TAKEN.search(words) or CONTAINING.search(words))


def whole(sentence: Sentence) -> tuple[Claim, ...]:
    """'We have it all', in a sentence that says so of data taken and not of files encrypted."""
    words = sentence.words
    everything = ALL.search(words)
    if everything is None or denies(words, everything.start(), everything.end()):
        return ()
    start, end = everything.span()
    held = words[max(start - REACH, 0) : end]
    if CRYPT.search(held) or not (TAKEN.search(held) or WAS_TAKEN.match(words, end)):
        return ()
    return (Claim(Subject.WHOLE, "all of the data", sentence.line(everything.start())),)


def source(sentence: Sentence) -> tuple[Claim, ...]:
    """Where a sentence says the data were copied from."""
    words = sentence.words
    same = SAME_BASE.search(words)
    if same and not denies(words, same.start(), same.end()):
        countries = tuple(dict.fromkeys(country for _, country in named(words)))
        of = f" of {' and '.join(NAMES[country] for country in countries)}" if countries else ""
        return (Claim(Subject.SOURCE, f"one database that the sites{of} share", sentence.line()),)
    broken, place = BROKEN_INTO.search(words), PLACE.search(words)
    if broken and place and not denies(words, broken.start(), broken.end()):
        where = list(PLACES)[int(str(place.lastgroup)[1:])]
        claimed = f"{COPIED} {where}"
        return (Claim(Subject.SOURCE, claimed, sentence.line(place.start())),)
    return ()
