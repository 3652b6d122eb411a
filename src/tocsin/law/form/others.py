"""Others: fields 109 to 126: police and other authorities, other countries, what is attached."""

from __future__ import annotations

from tocsin.law.form.declared import YES_NO_UNKNOWN, options
from tocsin.terms.template import Chosen, Field, Given, Need, Sort

TEXT, CHOICE, CHOICES = Sort.TEXT, Sort.CHOICE, Sort.CHOICES
COUNTRIES, BY_COUNTRY = Sort.COUNTRIES, Sort.BY_COUNTRY
MANDATORY, SHOWN, OPTIONAL = Need.MANDATORY, Need.SHOWN, Need.OPTIONAL

INSIDE, OUTSIDE = Given("eea"), Given("eea", be=False)
CROSSING = INSIDE & Chosen(113, ("a",))
REACHING = OUTSIDE & Chosen(120, ("a",))

LEAD, REACH = "Art. 56", "Art. 3(2)"

FIELDS = (
    Field(109, "police", "6.1", "Was it reported to police or prosecutor", CHOICE, OPTIONAL,
          options=options(*YES_NO_UNKNOWN)),
    Field(110, "other_authorities", "6.1", "Was it notified to other authorities, as those of network security", CHOICE, OPTIONAL,
          options=options(*YES_NO_UNKNOWN)),
    Field(111, "other_authorities_which", "6.1", "To whom, and when", TEXT, SHOWN,
          shown=Chosen(109, ("a",)) | Chosen(110, ("a",))),
    Field(113, "cross_border", "6.2", "Is the processing cross-border (Art. 4(23))", CHOICE, MANDATORY, LEAD,
          shown=INSIDE, options=options(*YES_NO_UNKNOWN)),
    Field(114, "lead", "6.2", "Lead supervisory authority", TEXT, SHOWN, LEAD, shown=CROSSING),
    Field(115, "establishments", "6.2", "Countries of the EEA with an establishment of the controller", COUNTRIES, SHOWN, LEAD,
          shown=CROSSING),
    Field(116, "people_countries", "6.2", "Countries of the EEA where the people are", COUNTRIES, SHOWN, LEAD, shown=CROSSING),
    Field(117, "people_by_country", "6.2", "About how many in each", BY_COUNTRY, SHOWN, LEAD, shown=CROSSING),
    Field(118, "notified_authorities", "6.2", "Authorities of the EEA that are notified", TEXT, SHOWN, LEAD, shown=CROSSING),
    Field(120, "outside_eea", "6.3", "Does the GDPR apply to this controller outside the EEA (Art. 3(2))", CHOICE, MANDATORY,
          REACH, shown=OUTSIDE, options=options(*YES_NO_UNKNOWN)),
    Field(121, "outside_people_countries", "6.3", "Countries of the EEA where the people are", COUNTRIES, SHOWN, REACH,
          shown=REACHING),
    Field(122, "outside_people_by_country", "6.3", "About how many in each", BY_COUNTRY, SHOWN, REACH, shown=REACHING),
    Field(123, "outside_notified_authorities", "6.3", "Authorities of the EEA that are notified", TEXT, SHOWN, REACH,
          shown=REACHING),
    Field(125, "attachments", "6.3", "What is attached, with its date", CHOICES, OPTIONAL,
          options=options("a what the people were told", "b the assessment of the risk", "c the report of the investigation",
                          "d the ransom note", "e the phishing message", "f the procedure for breaches",
                          "g the policy of erasure", "h what wrong recipients were told", "i the message from outside",
                          "j other")),
    Field(126, "attachments_other", "6.3", "What else is attached", TEXT, SHOWN, shown=Chosen(125, ("j",))),
)  # fmt: skip
