"""Records: how many records, customers or accounts a note claims, in all and by country.

A number counts when it stands with what it counts ('592,000 records of French customers'), or
with a country in a sentence that says elsewhere what is counted ('and 58,000 from Belgium').
One number for two countries ('650,000 customers in France and Belgium') is of both together.
Sums of money, sizes, durations and the few rows of a sample are no claims.

>>> from tocsin.possession.passage import sentences
>>> [sentence] = sentences("We took over 592,000 records of French and 58.000 of Belgian customers")
>>> [(c.claimed, c.count, c.at_least, c.country) for c in claims(sentence)]
... # doctest: +NORMALIZE_WHITESPACE
[('over 592,000 records in France', 592000, True, 'FR'),
 ('58,000 customers in Belgium', 58000, False, 'BE')]
"""

from __future__ import annotations

import re

from tocsin.possession.countries import NAMES, Run, runs
from tocsin.possession.numbers import NUMBER, read
from tocsin.possession.passage import Sentence, denies
from tocsin.terms.claim import Claim, Subject

UNITS: dict[str, str] = {
    "records": r"(?:(?:customer|client|user)s? )?records?|rows?|lines|entries|enregistrements?|lignes|fiches|entrees|rijen|regels"
    r"|klantgegevens|gegevens van",
    "customers": r"customers?|clients?|clientes|subscribers?|abonnes|klanten|abonnees",
    "accounts": r"accounts?|comptes|logins?|profiles?|profils|profielen",
    "people": r"people|patients?|contacts|prospects|employees|applicants|employes|werknemers|persons?|individuals|users?|members?|personnes|utilisateurs|membres"
    r"|gebruikers|personen|mensen|leden",
    "e-mail addresses": r"e-?mails|e-?mail addresses|courriels|adresses e-?mail|e-?mailadressen",
}
"""What is counted, in our word and in theirs."""

NUMERAL = re.compile(rf"(?<![\w.,€$£])(?P<number>{NUMBER})(?P<plus> ?\+)?")
UNIT = re.compile(
    r"\b(?:" + "|".join(f"(?P<u{i}>{words})" for i, words in enumerate(UNITS.values())) + r")\b"
)
AT_LEAST = re.compile(
    r"\b(?:over|more than|at least|above|upwards of|no less than|plus de|au moins|au-dela de"
    r"|meer dan|ruim|minstens|ten minste|minimaal)(?: the| les| de)? ?$"
)
OTHER_MEASURE = re.compile(
    r" ?(?:%|€|\$|£|eur\b|euros?\b|usd\b|dollars?\b|gbp\b|pounds?\b|btc\b|bitcoins?\b|xmr\b|[kmgt]i?[bo]\b"
    r"|(?:kilo|mega|giga|tera)(?:bytes?|octets?)\b|hours?\b|days?\b|weeks?\b|months?\b|years?\b"
    r"|minutes?\b|heures?\b|jours?\b|semaines?\b|mois\b|ans\b|uur\b|uren\b|dagen\b|weken\b"
    r"|(?:[a-z]+ )?(?:files?|fichiers|bestanden)\b|[ap]m\b|h\b|u\b)"
)
SAMPLE = re.compile(
    r"\b(?:samples?|proofs?|examples?|echantillons?|extraits?|preuves?|exemples?|voorbeeld(?:en)?"
    r"|bewijs|steekproef|staal)\b"
)
SAMPLE_BELOW = 1_000
"""A count below this in a sentence about a sample is the sample's. Real samples: 2 to 6 rows."""

REACH = 70
"""Characters after a number in which its noun and its country stand."""


HEADS = re.compile(r" ?(?:[a-z]+ ){0,2}[:=–(-] ?(?:[a-z]+ ){0,2}")
"""What stands between a country and the number that it heads: 'Belgium: 58,000', 'France (592,000)'."""

PLACED = re.compile(r"\b(?:in|from|of|for|en|pour|de|du|uit|van|voor)(?: (?:the|la|le))? ?$")
PLACES = re.compile(r",? (?:[a-z]+ ){0,3}")
"""Before and after a country that heads a number without a mark: 'from the Belgian site we took 58,000'."""

BREAK = re.compile(r"[,;)]|\b(?:and|et|en|plus)\b")
"""After it, a country may head the next number rather than follow this one."""


def claims(sentence: Sentence) -> tuple[Claim, ...]:
    """The counts that a sentence asserts, in order."""
    words = sentence.words
    if not UNIT.search(words):
        return ()
    numerals = list(NUMERAL.finditer(words))
    ends = [numeral.start() for numeral in numerals[1:]] + [len(words)]
    named = runs(words)
    found = []
    free = 0
    for numeral, end in zip(numerals, ends, strict=False):
        stop = min(end, numeral.end() + REACH)
        of = _run(words, named, numeral, free, stop)
        claim = _claim(sentence, numeral, words[numeral.end() : stop], of.countries if of else ())
        if claim is not None:
            found.append(claim)
            free = of.end if of else free
    return tuple(found)


def _claim(
    sentence: Sentence, numeral: re.Match[str], after: str, countries: tuple[str, ...]
) -> Claim | None:
    """What one number claims, by the words that follow it; None where it counts something else."""
    words = sentence.words
    count = int(read(numeral["number"]))
    unit = UNIT.search(after)
    if OTHER_MEASURE.match(after) or not (unit or countries) or count == 0:
        return None
    if denies(words, numeral.start(), numeral.end()):
        return None
    if count < SAMPLE_BELOW and SAMPLE.search(words):
        return None
    at_least = bool(
        numeral["plus"] or AT_LEAST.search(words[max(numeral.start() - 20, 0) : numeral.start()])
    )
    noun = list(UNITS)[int(str(unit.lastgroup)[1:])] if unit else "records"
    return Claim(
        Subject.RECORDS,
        f"{'over ' if at_least else ''}{count:,} {noun}{_place(countries)}",
        sentence.line(numeral.start()),
        count=count,
        at_least=at_least,
        country=countries[0] if len(countries) == 1 else None,
        together=countries if len(countries) > 1 else (),
        unit=noun,
    )


def _run(
    words: str, named: tuple[Run, ...], numeral: re.Match[str], free: int, stop: int
) -> Run | None:
    """The countries that a number is claimed of: those that follow it, or those that head it.

    What stands before `free` belongs to an earlier number, what begins from `stop` to a later one.
    """
    heading = next((run for run in reversed(named) if free <= run.start < numeral.start()), None)
    if heading and not _heads(words, heading, numeral.start()):
        heading = None
    following = next((run for run in named if numeral.end() <= run.start < stop), None)
    if following is None or (heading and BREAK.search(words, numeral.end(), following.start)):
        return heading
    return following


def _heads(words: str, run: Run, at: int) -> bool:
    """Whether countries head the number at `at`."""
    if HEADS.fullmatch(words, run.end, at):
        return True
    placed = PLACED.search(words, max(run.start - 20, 0), run.start)
    return bool(placed and PLACES.fullmatch(words, run.end, at))


def _place(countries: tuple[str, ...]) -> str:
    names = [NAMES[country] for country in countries]
    if len(names) < 2:
        return f" in {names[0]}" if names else ""
    return f" in {', '.join(names[:-1])} and {names[-1]} together"
