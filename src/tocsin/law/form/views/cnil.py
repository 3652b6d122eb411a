"""The CNIL's online form (notifications.cnil.fr), block by block, each line from fields of the template.

Blocks and choices are those of the form as reproduced in a public repository in 2026, not read at the
source; the four steps of gravity are (unverified). Where the CNIL offers other choices than the template,
its word is given where ours leads to one, and else a person must choose.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.law.form import labels
from tocsin.law.form.template import BY_NUMBER
from tocsin.law.form.views.base import beside, head, needed, weakest, words
from tocsin.terms.form import Block, Entry, Form, Line, Notice, Source, View


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the CNIL's form."""

    asks: str
    fields: tuple[int, ...] = ()
    """Fields of the template that answer it."""

    words: dict[str, str] = field(default_factory=dict)
    """The CNIL's word for a letter of the (one) field."""

    heed: str = ""


NATURE = {"a": "perte de confidentialité", "b": "perte d'intégrité", "c": "perte de disponibilité"}
CAUSE = {
    "a": "acte interne accidentel",
    "b": "acte interne malveillant",
    "c": "acte externe accidentel",
    "d": "acte externe malveillant",
}
PERSONS = {
    "a": "clients ; prospects",
    "b": "salariés",
    "i": "personnes vulnérables",
    "d": "personnes vulnérables",
}
DATA = {
    "a": "état civil",
    "b": "coordonnées",
    "d": "infractions, condamnations",
    "l": "informations économiques et financières",
    "n": "NIR, ou numéro d'identification",
    "o": "données de localisation",
    "p": "documents officiels",
    "q": "informations économiques et financières",
    "r": "données de comportement",
    "s": "données de connexion",
    **dict.fromkeys("cefghijkm", "données sensibles"),
}

BLOCKS: tuple[tuple[str, tuple[Asked, ...]], ...] = (
    ("Notification", (
        Asked("Type de notification (initiale, complémentaire)", (3,), {"a": "initiale", "b": "complémentaire"}),
        Asked("Violation avérée ou supposée", (56,), {"a": "avérée", "b": "supposée", "d": "supposée", "e": "supposée"}),
        Asked("Numéro de la notification initiale", (6,)),
        Asked("Responsable de traitement", (12,)),
        Asked("SIREN", (11,), heed="the number of the company in the French register, nine digits"),
        Asked("Coordonnées", (13,)),
        Asked("Déclarant", (21, 22)),
        Asked("Délégué à la protection des données", (30, 31)),
    )),
    ("Dates", (
        Asked("Date et heure de la découverte", (48,),
              heed="the template asks for awareness, which may be later than the discovery"),
        Asked("Début de la violation", (46,)),
        Asked("Fin de la violation, ou violation en cours", (47, 44)),
        Asked("Date à laquelle le sous-traitant a informé", (), heed="only where a processor is involved"),
        Asked("Circonstances de la découverte", (51,)),
        Asked("Raisons du retard, au-delà de 72 heures", (49,)),
    )),
    ("Nature de la violation", (
        Asked("Origine", (60,), {"c": "piratage, logiciel malveillant", "d": "hameçonnage", "i": "équipement perdu ou volé",
                                 "o": "papier perdu ou volé", "l": "courrier perdu ou ouvert", "k": "mise au rebut de papier",
                                 "j": "mise au rebut d'équipement", "v": "publication non volontaire",
                                 "h": "données d'une autre personne affichées", "q": "envoi au mauvais destinataire",
                                 "r": "envoi au mauvais destinataire", "w": "divulgation verbale",
                                 "g": "piratage, logiciel malveillant"}),
        Asked("Effet", (55,), NATURE),
        Asked("Cause", (61,), CAUSE),
        Asked("Sous-traitants impliqués", (38, 39, 40)),
        Asked("Description", (62, 63)),
    )),
    ("Personnes concernées", (
        Asked("Catégories de personnes", (65,), PERSONS),
        Asked("Nombre de personnes", (68, 67)),
        Asked("Les personnes sont-elles directement identifiables", (57,), {"c": "oui"},
              heed="answered from whether the data can be read"),
        Asked("Précisions", (66,)),
    )),
    ("Données concernées", (
        Asked("Catégories de données", (70,), DATA),
        Asked("Volume", (73, 72)),
        Asked("Précisions", (71,)),
    )),
    ("Conséquences", (
        Asked("Conséquences d'une perte de confidentialité", (79,)),
        Asked("Conséquences d'une perte d'intégrité", (81,)),
        Asked("Conséquences d'une perte de disponibilité", (83,)),
        Asked("Préjudices possibles", (85,)),
        Asked("Gravité (négligeable, limitée, importante, maximale)", (),
              heed="the template has three grades, the CNIL four steps: see field 87, and choose"),
    )),
    ("Mesures", (
        Asked("Mesures en place avant la violation", (75, 76)),
        Asked("Mesures prises, immédiates", (92,)),
        Asked("Mesures à moyen et à long terme", (94, 95)),
    )),
    ("Information des personnes", (
        Asked("Les personnes sont-elles informées", (97,), {"a": "oui", "b": "non, elles le seront", "b1": "non, elles le seront",
                                                          "c": "non déterminé", "d": "non", "e": "non"}),
        Asked("Date de l'information", (98, 99)),
        Asked("Nombre de personnes informées", (102,)),
        Asked("Texte de l'information", (106,)),
        Asked("Raison de ne pas les informer", (100, 101)),
    )),
    ("Transfrontalier, autres autorités", (
        Asked("Traitement transfrontalier, autorités concernées", (113, 116, 117)),
        Asked("Plainte, autres notifications", (109, 110, 111)),
    )),
)  # fmt: skip

FRENCH = "fr"
"""The language of the form."""

TITLE = "CNIL : notification d'une violation de données à caractère personnel"
REMARKS = (
    "Typed into the CNIL's own form at notifications.cnil.fr: first an initial notification, then a "
    "complementary one. Its blocks are given here as reproduced in 2026 and not read at the source.",
    "Texts drawn from the findings are composed in French of counts and kinds: read them before you sign. What rests "
    "on a finding is cited beside it, in English.",
)


def arranged(form: Form, language: str) -> View:
    """The CNIL's blocks; labels are French."""
    entries = {entry.number: entry for entry in form.entries}
    blocks = (
        Block(title, tuple(_line(asked, entries) for asked in lines if _stands(asked, entries)))
        for title, lines in BLOCKS
    )
    only = [block for block in blocks if block.lines]
    if form.notice is Notice.WITHDRAWAL:
        only = only[:1]
    return View(TITLE, head(form), tuple(only), (*REMARKS, *form.remarks), FRENCH)


def _stands(asked: Asked, entries: dict[int, Entry]) -> bool:
    """Whether it is asked now: not where all the fields behind it are hidden."""
    return not asked.fields or any(number in entries for number in asked.fields)


def _line(asked: Asked, entries: dict[int, Entry]) -> Line:
    behind = tuple(entries[number] for number in asked.fields if number in entries)
    filled = tuple(entry for entry in behind if entry.value)
    told = "\n".join(_words(asked, entry) for entry in filled)
    notes = [f"field {entry.number}, {beside(entry)}" for entry in filled]
    notes += [asked.heed] if asked.heed else []
    missing = [entry for entry in behind if not entry.value]
    notes += [f"field {entry.number} is open: {BY_NUMBER[entry.number].label}" for entry in missing]
    by = weakest(filled) if filled else Source.OPEN
    return Line(asked.asks, told, "; ".join(notes), by, any(map(needed, behind)))


def _words(asked: Asked, entry: Entry) -> str:
    if not asked.words:
        return words(entry, FRENCH)
    own = ((one, labels.words(entry.number, (one,), FRENCH)) for one in entry.value)
    told = dict.fromkeys(asked.words.get(one) or ours.partition(") ")[2] for one, ours in own)
    return " ; ".join(told)
