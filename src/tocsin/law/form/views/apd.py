"""The Belgian authority's form (APD/GBA), as far as it is known: its languages and its way in.

Its list of fields was not found. So the template's fields are shown with labels in the form's language, for
a person to type over; what the form asks besides must be answered there.
Source: gegevensbeschermingsautoriteit.be/professionnel/actions/fuites-de-donnees-personnelles, read
23 November 2026.
"""

from __future__ import annotations

from tocsin.law.form.views import edpb
from tocsin.law.form.views.base import head
from tocsin.terms.form import Form, View

TITLES = {
    "fr": "Autorité de protection des données : notification d'une fuite de données",
    "nl": "Gegevensbeschermingsautoriteit: melding van een gegevenslek",
}

REMARKS = (
    "The form of the APD/GBA is an electronic PDF in French or Dutch, opened on a desktop computer, "
    "filled in, validated and uploaded to its e-forms portal. A form that is mailed is not processed.",
    "Answers are in French, Dutch or German, else the notification is inadmissible; technical annexes may be "
    "in English. Texts drawn from the findings are composed in the language of the labels: read them before you sign.",
    "The e-mail with a unique code is the only receipt. Keep the code: tocsin notified CASE FORM.json "
    "--reference CODE.",
    "The fields of that form were not found; these are the EDPB template's. Flemish public bodies notify the "
    "VTC, police bodies the COC.",
)


def arranged(form: Form, language: str) -> View:
    """The template's fields with labels in a language of the form."""
    remarks = (*REMARKS, *form.remarks)
    return View(TITLES[language], head(form), edpb.blocks(form, language), remarks, language)
