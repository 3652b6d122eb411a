"""The EDPB's common template itself: every field that is shown, section by section."""

from __future__ import annotations

from itertools import groupby

from tocsin.law.form.labels import label, title
from tocsin.law.form.views.base import head, line
from tocsin.terms.form import Block, Form, View

TITLES = {
    "en": "Notification of a personal data breach (Art. 33 GDPR)",
    "fr": "Notification d'une violation de données à caractère personnel (art. 33 RGPD)",
    "nl": "Melding van een inbreuk in verband met persoonsgegevens (art. 33 AVG)",
    "de": "Meldung einer Verletzung des Schutzes personenbezogener Daten (Art. 33 DSGVO)",
}


def arranged(form: Form, language: str) -> View:
    """The fields in the template's order, under their numbers."""
    return View(
        TITLES[language],
        (*head(form), form.template),
        blocks(form, language),
        form.remarks,
        language,
    )


def blocks(form: Form, language: str) -> tuple[Block, ...]:
    """A block a section."""
    return tuple(
        Block(
            f"{section} {title(section, language)}",
            tuple(
                line(f"{one.number} {label(one.number, language)}", one, language)
                for one in entries
            ),
        )
        for section, entries in groupby(form.entries, lambda entry: entry.section)
    )
