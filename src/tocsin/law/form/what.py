"""What: fields 44 to 76: when it happened, what, whose data and which, and how they were protected."""

from __future__ import annotations

from tocsin.law.form.declared import options
from tocsin.terms.template import Chosen, Field, Given, Need, Sort

TEXT, CHOICE, CHOICES = Sort.TEXT, Sort.CHOICE, Sort.CHOICES
NUMBER, MOMENT, DAY = Sort.NUMBER, Sort.MOMENT, Sort.DAY
MANDATORY, SHOWN, OPTIONAL = Need.MANDATORY, Need.SHOWN, Need.OPTIONAL

NEW = Chosen(3, ("a",))
READ, CHANGED, LOST = (Chosen(55, (letter,)) for letter in "abc")
COUNTED = (
    "a the exact number",
    "b about so many",
    "c it cannot be told",
    "d it is still to be told",
)

WHEN, A, MEASURES = "Art. 33(1)", "Art. 33(3)(a)", "Art. 32, 33(3)"

FIELDS = (
    Field(44, "happened", "3.1", "When the breach happened", CHOICE, MANDATORY, WHEN,
          options=options("a on one day", "b from one time to another", "c from one time on, and it goes on",
                          "d it cannot be told", "e it is still to be told", later="e")),
    Field(45, "happened_estimated", "3.1", "Are the dates only estimated", CHOICE, OPTIONAL, WHEN,
          shown=Chosen(44, ("a", "b", "c")), options=options("a yes", "b no")),
    Field(46, "began", "3.1", "When it began", MOMENT, SHOWN, WHEN, shown=Chosen(44, ("a", "b", "c"))),
    Field(47, "ended", "3.1", "When it ended", MOMENT, SHOWN, WHEN, shown=Chosen(44, ("a", "b"))),
    Field(48, "aware", "3.1", "When the controller became aware", MOMENT, MANDATORY, WHEN),
    Field(49, "late_because", "3.1", "Why it is notified later than 72 hours after awareness", TEXT, SHOWN,
          WHEN, shown=NEW & Given("late")),
    Field(50, "discovered", "3.1", "How it came to light", CHOICE, MANDATORY, WHEN,
          options=options("a the controller found it", "b a processor found it and said so",
                          "c one of the people concerned said so", "d somebody outside said so",
                          "e from the press", "f otherwise")),
    Field(51, "discovered_how", "3.1", "How it came to light, in words", TEXT, MANDATORY, WHEN),
    Field(52, "told_on", "3.1", "When the other party said so", MOMENT, SHOWN, WHEN,
          shown=Chosen(50, ("b", "c", "d", "e", "f"))),
    Field(53, "times_remarks", "3.1", "Anything else about the times", TEXT, Need.APPLICABLE, WHEN),
    Field(55, "nature", "3.2", "What was harmed", CHOICES, MANDATORY, "Art. 4(12), 33(3)(a)",
          options=options("a confidentiality: data were seen or given to others",
                          "b integrity: data were changed",
                          "c availability: data were lost, or could not be reached")),
    Field(56, "taken", "3.2", "Were the data taken or disclosed", CHOICE, SHOWN, A, shown=READ,
          options=options("a they were", "b it is likely, without proof", "c they were not, with reasons to say so",
                          "d it cannot be judged", "e it is still to be told", later="e")),
    Field(57, "unintelligible", "3.2", "Are the data unreadable for whoever has them, or is nobody told by them",
          CHOICE, SHOWN, A, shown=READ,
          options=options("a yes, and the protection holds", "b they were protected, but it may be undone",
                          "c no", "d it cannot be judged", "e it is still to be told", later="e")),
    Field(58, "changed", "3.2", "How the data were changed", CHOICE, SHOWN, A, shown=CHANGED,
          options=options("a changed, with no sign of misuse", "b misused, and it can be put right",
                          "c misused, and it cannot be put right")),
    Field(59, "lost", "3.2", "How the data were lost", CHOICE, SHOWN, A, shown=LOST,
          options=options("a for a time", "b for good", "c it is not known")),
    Field(60, "incident", "3.2", "What sort of incident it was", CHOICES, MANDATORY, A,
          options=options(
              "a an employee misused access", "b devices encrypted, ransomware", "c hacking or malware",
              "d phishing, social engineering", "e a weakness was used, known or not", "f unauthorised access to systems",
              "g data were extracted", "h one person's data shown to another", "i device lost or stolen",
              "j data left on discarded devices", "k paper wrongly disposed of", "l mail lost, opened or misdelivered",
              "m wrong configuration", "n wrong permissions", "o paper lost, stolen or left open",
              "p data deleted or destroyed", "q data shown to the wrong recipient", "r data sent by mistake",
              "s many addresses shown to each other in a mail", "t technical failure", "u data changed without authority",
              "v published by mistake", "w said aloud", "x still to be told", "y other", later="x")),
    Field(61, "cause", "3.2", "Where it came from", CHOICE, MANDATORY, A,
          options=options("a inside, without malice", "b inside, with malice", "c outside, without malice",
                          "d outside, with malice", "e still to be told", "f unknown", later="e")),
    Field(62, "incident_described", "3.2", "The incident in words", TEXT, MANDATORY, A),
    Field(63, "systems", "3.2", "Systems, services and places involved", TEXT, MANDATORY, A),
    Field(65, "people", "3.3", "Whose data they are", CHOICES, MANDATORY, A,
          options=options("a customers, current or prospective", "b employees, past, present or applying",
                          "c military or police", "d minors", "e patients", "f pupils or students", "g subscribers",
                          "h users", "i vulnerable people", "j others", "k not yet known", later="k")),
    Field(66, "people_described", "3.3", "Whose data they are, in words", TEXT, MANDATORY, A),
    Field(67, "people_counted", "3.3", "How their number is known", CHOICE, MANDATORY, A,
          options=options(*COUNTED, later="d")),
    Field(68, "people_number", "3.3", "Number of people", NUMBER, SHOWN, A, shown=Chosen(67, ("a", "b"))),
    Field(70, "data", "3.4", "Which data they are", CHOICES, MANDATORY, A,
          options=options(
              "a basic data: names, date of birth", "b contact data: addresses, phone, e-mail", "c biometric data",
              "d convictions and offences", "e political opinions", "f racial or ethnic origin",
              "g religion or belief", "h sex life or orientation", "i trade union membership", "j genetic data",
              "k health", "l economic and financial data", "m health at work", "n numbers that identify: national, card",
              "o places somebody was", "p official documents", "q means of payment", "r profiles",
              "s what gives access: user names, passwords, tokens", "t not yet known", "u other data", later="t")),
    Field(71, "data_described", "3.4", "Which data they are, in words", TEXT, MANDATORY, A),
    Field(72, "records_counted", "3.4", "How the number of records is known", CHOICE, MANDATORY, A,
          options=options(*COUNTED, later="d")),
    Field(73, "records_number", "3.4", "Number of records", NUMBER, MANDATORY, A, shown=Chosen(72, ("a", "b"))),
    Field(75, "measures_before", "3.5", "Which measures were in place", CHOICES, MANDATORY, MEASURES,
          options=options(
              "a pseudonymisation", "b backups, a plan to recover", "c encryption", "d policies of data protection and security",
              "e training", "f a log of incidents", "g access by level", "h logical access control, as a second factor",
              "i regular audits", "j physical access control", "k systems kept up to date", "l other")),
    Field(76, "measures_before_described", "3.5", "Those measures in words", TEXT, MANDATORY, MEASURES),
)  # fmt: skip
