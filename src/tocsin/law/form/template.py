"""Template: the EDPB's common template for notifications under Art. 33 GDPR, as one table of fields.

Version 1.0, adopted on 8 June 2026 and published for consultation until 5 August 2026; whether and when
a final version came is not known to us. Numbers, letters and rules are the template's; labels and words
of options are ours, so nothing here can be pasted as the template's own text.

The fields were taken from the machine-readable schema of Nicola Franchetto and Martim Taborda Barata
(github.com/NicklawAI/edpb-breach-notification-assistant, 2 July 2026, CC BY 4.0). Where it says what
cannot be meant we read what must be: consequences of lost data (83) are asked where availability was
harmed, not integrity; the contact (34 to 36) where it is somebody else; a late notification (49) where
the 72 hours have passed.

>>> len(FIELDS), BY_KEY["aware"].number, FIELDS[-1].number
(100, 48, 126)
"""

from __future__ import annotations

from datetime import date

from tocsin.law.form import effects, others, what, who
from tocsin.terms.template import Field

VERSION = "EDPB common template for the notification of personal data breaches, version 1.0 of 8 June 2026"
URL = "https://www.edpb.europa.eu/our-work-tools/our-documents/other/template-personal-data-breach-notification_en"
READ = date(2026, 11, 23)
"""The day on which our table was held against the schema; the EDPB's own file was not read."""

SECTIONS = {
    "1.1": "The notification and the controller",
    "2.2": "Who reports",
    "2.3.1": "Whom to ask, and who else is involved",
    "3.1": "When",
    "3.2": "What happened",
    "3.3": "Whose data",
    "3.4": "Which data",
    "3.5": "Measures in place before",
    "4.1": "Consequences",
    "4.2": "Risk",
    "4.3": "Measures since",
    "4.4": "Prevention, and what the people were told",
    "6.1": "Police and other authorities",
    "6.2": "Across borders within the EEA",
    "6.3": "Controllers outside the EEA, and attachments",
}
"""Our titles of the template's sections."""

FIELDS: tuple[Field, ...] = (*who.FIELDS, *what.FIELDS, *effects.FIELDS, *others.FIELDS)
"""In the template's order."""

BY_NUMBER = {field.number: field for field in FIELDS}
BY_KEY = {field.key: field for field in FIELDS}
