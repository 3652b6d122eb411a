"""Effects: fields 79 to 106: consequences, risk, measures since, and what the people were told."""

from __future__ import annotations

from tocsin.law.form.declared import options
from tocsin.law.form.what import CHANGED, LOST, READ
from tocsin.terms.template import Chosen, Field, Need, Sort

TEXT, CHOICE, CHOICES, DAY = Sort.TEXT, Sort.CHOICE, Sort.CHOICES, Sort.DAY
MANDATORY, SHOWN, OPTIONAL = Need.MANDATORY, Need.SHOWN, Need.OPTIONAL

TOLD = Chosen(97, ("a",))
EXEMPT = Chosen(97, ("e",))

C, D = "Art. 33(3)(c)", "Art. 33(3)(d)"
RISK, PEOPLE = "Art. 33(1), 34(1)", "Art. 34(1), 34(2)"

FIELDS = (
    Field(79, "effects_read", "4.1", "What follows from data that were seen", CHOICES, SHOWN, C, shown=READ,
          options=options("a they are known beyond what was promised or is lawful",
                          "b they can easily be joined with other data about the same people",
                          "c they may be used for other ends, or unlawfully", "d something else",
                          "e it is being judged", later="e")),
    Field(80, "effects_read_other", "4.1", "What else follows", TEXT, SHOWN, C, shown=Chosen(79, ("d",))),
    Field(81, "effects_changed", "4.1", "What follows from data that were changed", CHOICES, SHOWN, C, shown=CHANGED,
          options=options("a they may be used though no longer valid",
                          "b they may be valid and used for something else", "c something else",
                          "d it is being judged", later="d")),
    Field(82, "effects_changed_other", "4.1", "What else follows", TEXT, SHOWN, C, shown=Chosen(81, ("c",))),
    Field(83, "effects_lost", "4.1", "What follows from data that were lost", CHOICES, SHOWN, C, shown=LOST,
          options=options("a a service cannot be reached", "b a service is disturbed or hard to use",
                          "c something else", "d it is being judged", later="d")),
    Field(84, "effects_lost_other", "4.1", "What else follows", TEXT, SHOWN, C, shown=Chosen(83, ("c",))),
    Field(85, "impact", "4.1", "What may befall the people", CHOICES, MANDATORY, C,
          options=options(
              "a they lose control of their data", "b their rights are curtailed", "c discrimination",
              "d identity theft", "e fraud", "f loss of money", "g a pseudonym is undone", "h harm to reputation",
              "i a professional secret is lost", "j others see their data", "k a grave economic or social harm",
              "l harm to body or mind", "m damage to property", "n other", "o still to be told", later="o")),
    Field(86, "impact_other", "4.1", "What else may befall them", TEXT, SHOWN, C, shown=Chosen(85, ("n",))),
    Field(87, "severity", "4.1", "How grave that may be", CHOICE, MANDATORY, C,
          options=options("a minor", "b moderate", "c severe", "d still to be told", later="d")),
    Field(89, "risk", "4.2", "What the controller's assessment of the risk says", CHOICE, MANDATORY, RISK,
          options=options("a a high risk is likely", "b a risk is likely, not a high one", "c a risk is unlikely",
                          "d more must be known to say", later="d")),
    Field(90, "risk_described", "4.2", "That assessment in words", TEXT, MANDATORY, RISK),
    Field(92, "measures_since", "4.3", "What was done about the breach and its effects", TEXT, MANDATORY, D),
    Field(94, "prevention", "4.4", "What was done to prevent another", CHOICES, MANDATORY, D,
          options=options(
              "a anonymisation", "b backups, a plan to recover", "c changed processes", "d encryption",
              "e policies of data protection and security", "f training", "g data erased", "h a log of incidents",
              "i access by level", "j logical access control, as a second factor", "k regular audits",
              "l physical access control", "m pseudonymisation", "n systems kept up to date", "o other")),
    Field(95, "prevention_described", "4.4", "Those lasting measures in words", TEXT, MANDATORY, D),
    Field(97, "people_told", "4.4", "Have the people been told", CHOICE, MANDATORY, PEOPLE,
          options=options("a yes", "b not yet; they will be, on a day that is set", "b1 not yet; they will be, on a day to be set",
                          "c not yet; it is still being investigated", "d no: a high risk is unlikely",
                          "e no: an exception of Art. 34(3) applies", later="c")),
    Field(98, "told_people_on", "4.4", "When they were told", DAY, SHOWN, PEOPLE, shown=TOLD),
    Field(99, "will_tell_on", "4.4", "When they will be told", DAY, SHOWN, PEOPLE, shown=Chosen(97, ("b",))),
    Field(100, "exception", "4.4", "Which exception applies", CHOICES, SHOWN, "Art. 34(3)", shown=EXEMPT,
          options=options("a the data were unintelligible to those who have them (Art. 34(3)(a))",
                          "b measures since then make a high risk no longer likely (Art. 34(3)(b))",
                          "c a disproportionate effort: public notice instead (Art. 34(3)(c))")),
    Field(101, "exception_described", "4.4", "Why it applies, and what was done", TEXT, SHOWN, "Art. 34(3)", shown=EXEMPT),
    Field(102, "told_all", "4.4", "Were all of them told", CHOICE, SHOWN, PEOPLE, shown=TOLD,
          options=options("a all", "b not all")),
    Field(103, "told_not_all", "4.4", "Why not all", TEXT, SHOWN, PEOPLE, shown=TOLD & Chosen(102, ("b",))),
    Field(104, "told_by", "4.4", "By which means", CHOICES, SHOWN, PEOPLE, shown=TOLD,
          options=options("a each of them: letter, e-mail, in person", "b in public: web site, press, social network",
                          "c other")),
    Field(105, "told_by_other", "4.4", "Those other means", TEXT, OPTIONAL, PEOPLE, shown=TOLD & Chosen(104, ("c",))),
    Field(106, "told_what", "4.4", "What they were told", TEXT, SHOWN, PEOPLE, shown=TOLD),
)  # fmt: skip
