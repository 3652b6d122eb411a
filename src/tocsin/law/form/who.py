"""Who: fields 3 to 41: the notification itself, the controller, who reports, whom to ask, who else is involved."""

from __future__ import annotations

from tocsin.law.form.declared import YES_NO, options
from tocsin.terms.template import Chosen, Field, Given, Need, Sort

TEXT, CHOICE, CHOICES = Sort.TEXT, Sort.CHOICE, Sort.CHOICES
MANDATORY, SHOWN, OPTIONAL = Need.MANDATORY, Need.SHOWN, Need.OPTIONAL
APPLICABLE = Need.APPLICABLE

FOLLOWING = Chosen(3, ("b",))
BY_DPO = Chosen(23, ("a",))
OTHERS = Chosen(38, ("a",))

A, B = "Art. 33(3)(a)", "Art. 33(3)(b)"
PARTIES = "Art. 33(2), 28, 26"

FIELDS = (
    Field(3, "notification", "1.1", "Sort of notification", CHOICE, MANDATORY,
          options=options("a new", "b follow-up")),
    Field(4, "state", "1.1", "State of the notification", CHOICE, MANDATORY,
          options=options("a complete", "b incomplete", "c withdrawn")),
    Field(5, "withdrawn_because", "1.1", "Why the earlier notification is withdrawn", TEXT, SHOWN,
          shown=FOLLOWING & Chosen(4, ("c",))),
    Field(6, "earlier_reference", "1.1", "The authority's number of the earlier notification", TEXT,
          APPLICABLE, shown=FOLLOWING),
    Field(7, "own_reference", "1.1", "The controller's own reference", TEXT, OPTIONAL),
    Field(10, "identifier_sort", "1.1", "Which register identifies the controller", CHOICE, APPLICABLE, A,
          options=options("a company number", "b organisation number", "c VAT number")),
    Field(11, "identifier", "1.1", "Its number there", TEXT, APPLICABLE, A),
    Field(12, "organisation", "1.1", "Name of the controller", TEXT, MANDATORY, A),
    Field(13, "organisation_contact", "1.1", "How to reach the controller", TEXT, MANDATORY, A),
    Field(14, "sector", "1.1", "Sector", CHOICE, OPTIONAL, A, options=options("a private", "b public")),
    Field(15, "organisation_size", "1.1", "Size of the organisation", CHOICE, OPTIONAL, A,
          shown=Chosen(14, ("a",)),
          options=options("a one person, or a microenterprise", "b small or medium enterprise",
                          "c large enterprise", "d other")),
    Field(16, "organisation_other", "1.1", "What sort of organisation it is", TEXT, OPTIONAL, A,
          shown=Chosen(15, ("d",))),
    Field(17, "activity", "1.1", "Economic activity, by its class", TEXT, OPTIONAL, A),
    Field(18, "representative", "1.1", "Representative in the EEA", TEXT, SHOWN, A,
          shown=Given("eea", be=False)),
    Field(19, "representative_contact", "1.1", "How to reach the representative", TEXT, OPTIONAL, A,
          shown=Given("eea", be=False)),
    Field(21, "reporter", "2.2", "Who reports", TEXT, MANDATORY, A),
    Field(22, "reporter_contact", "2.2", "How to reach the person who reports", TEXT, MANDATORY, A),
    Field(23, "reporter_function", "2.2", "In which function", CHOICE, MANDATORY, A,
          options=options("a data protection officer", "b legal representative",
                          "c authorised by them, or other")),
    Field(24, "reporter_function_other", "2.2", "That function in words", TEXT, SHOWN, A,
          shown=Chosen(23, ("c",))),
    Field(25, "reporter_national_number", "2.2", "National number of that person, where the authority asks it",
          TEXT, APPLICABLE, A),
    Field(26, "reporter_declares", "2.2", "Declaration that it is accurate, where the authority asks it",
          TEXT, APPLICABLE, A),
    Field(29, "dpo_designated", "2.3.1", "Is there a data protection officer", CHOICE, MANDATORY, B,
          shown=~BY_DPO, options=options(*YES_NO)),
    Field(30, "dpo", "2.3.1", "Name of the data protection officer", TEXT, MANDATORY, B,
          shown=~BY_DPO & Chosen(29, ("a",))),
    Field(31, "dpo_contact", "2.3.1", "How to reach the data protection officer", TEXT, MANDATORY, B,
          shown=~BY_DPO & Chosen(29, ("a",))),
    Field(33, "ask_at", "2.3.1", "Where more can be asked", CHOICE, OPTIONAL, B,
          options=options("a data protection officer", "b the person who reports", "c somebody else")),
    Field(34, "contact", "2.3.1", "Name of that contact", TEXT, SHOWN, B, shown=Chosen(33, ("c",))),
    Field(35, "contact_function", "2.3.1", "Function of that contact", TEXT, SHOWN, B,
          shown=Chosen(33, ("c",))),
    Field(36, "contact_details", "2.3.1", "How to reach that contact", TEXT, SHOWN, B,
          shown=Chosen(33, ("c",))),
    Field(38, "others_involved", "2.3.1", "Are others involved, as processors or joint controllers", CHOICE,
          MANDATORY, PARTIES, options=options(*YES_NO)),
    Field(39, "other_part", "2.3.1", "What the other party is", TEXT, MANDATORY, PARTIES, shown=OTHERS),
    Field(40, "other_name", "2.3.1", "Name of the other party; several, one after the other", TEXT,
          MANDATORY, PARTIES, shown=OTHERS),
    Field(41, "other_contact", "2.3.1", "How to reach the other party", TEXT, MANDATORY, PARTIES,
          shown=OTHERS),
)  # fmt: skip
