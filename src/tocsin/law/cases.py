"""Cases: the eighteen examples of the EDPB's Guidelines 01/2021 (version 2.0), in our own words.

Case 1 was read in the guidelines' text; the facts of the others come from two secondary codings whose answers
agree, and were not held against the text: that is said wherever a case is named. Features are our coding.

Source: https://www.edpb.europa.eu/system/files/2022-01/edpb_guidelines_012021_pdbnotification_adopted_en.pdf
"""

from __future__ import annotations

from datetime import date

from tocsin.terms.precedent import Features, Notified, Precedent, Reach, Way, Worth

SOURCE = "EDPB Guidelines 01/2021"
URL = "https://www.edpb.europa.eu/system/files/2022-01/edpb_guidelines_012021_pdbnotification_adopted_en.pdf"
READ = date(2026, 11, 23)
UNVERIFIED = (
    "only case 1 was read in the original; the others are told after two codings that agree"
)

NOBODY, CRIMINAL = Reach.NOBODY, Reach.CRIMINAL
INTERNAL, AUTHORITY, PERSONS = Notified.INTERNAL, Notified.AUTHORITY, Notified.PERSONS

CASES: tuple[Precedent, ...] = (
    Precedent(
        1,
        "Ransomware: encrypted data, good backup, nothing taken",
        "A small maker's files, already encrypted with a safe key, are locked; all is restored within hours.",
        Features(NOBODY, Worth.CONTACT, 50, readable=False),
        INTERNAL,
    ),
    Precedent(
        2,
        "Ransomware: no usable backup, nothing taken",
        "A farm business types basic data of a few dozen people in again from paper, for five working days.",
        Features(NOBODY, Worth.CONTACT, 50, days_lost=5),
        AUTHORITY,
    ),
    Precedent(
        3,
        "Ransomware in a hospital: backup, nothing taken",
        "Thousands of patients: data come back in two days, but treatment is put off or called off.",
        Features(NOBODY, Worth.SENSITIVE, 5_000, days_lost=2, care_harmed=True),
        PERSONS,
    ),
    Precedent(
        4,
        "Ransomware: no backup, data taken",
        "A transport company loses identity and card data of several thousand users to the attacker.",
        Features(CRIMINAL, Worth.SENSITIVE, 5_000, days_lost=5),
        PERSONS,
    ),
    Precedent(
        5,
        "Job applications taken from a website",
        "A tool planted in a site reads 213 detailed applications for a month before anybody notices.",
        Features(CRIMINAL, Worth.SENSITIVE, 213),
        PERSONS,
    ),
    Precedent(
        6,
        "Hashed passwords taken from a website",
        "1,200 freely chosen names with strong salted hashes, and no address of anybody, leave a cooking site.",
        Features(CRIMINAL, Worth.ANONYMOUS, 1_200, readable=False),
        INTERNAL,
    ),
    Precedent(
        7,
        "Passwords tried out on a bank's site",
        "Identity and tax data of 100,000 customers show even where the log-in fails; 2,000 accounts open.",
        Features(CRIMINAL, Worth.SENSITIVE, 100_000),
        PERSONS,
    ),
    Precedent(
        8,
        "An employee leaves with customers' contacts",
        "He copies contact data he may see, and months later wins customers for his own firm with them.",
        Features(Reach.INSIDER, Worth.CONTACT, 0),
        AUTHORITY,
    ),
    Precedent(
        9,
        "Data sent by mistake to a trusted third party",
        "An insurance agent, bound to secrecy, sees two dozen customers of others, reports it and deletes.",
        Features(Reach.TRUSTED, Worth.CONTACT, 24, way=Way.SENT),
        INTERNAL,
    ),
    Precedent(
        10,
        "Encrypted tablets stolen",
        "Two tablets of a day-care centre, switched off and encrypted, are stolen; backup and wipe at hand.",
        Features(CRIMINAL, Worth.IDENTITY, 0, readable=False, way=Way.DEVICE),
        INTERNAL,
    ),
    Precedent(
        11,
        "Unencrypted notebook stolen",
        "Name, sex, address and birth date of more than 100,000 customers stood on its disk.",
        Features(CRIMINAL, Worth.IDENTITY, 100_000, way=Way.DEVICE),
        PERSONS,
    ),
    Precedent(
        12,
        "Paper files of a rehabilitation centre stolen",
        "The only logbook with patients' identity and health is taken from an open room.",
        Features(CRIMINAL, Worth.SENSITIVE, 0, days_lost=30, way=Way.PAPER),
        PERSONS,
    ),
    Precedent(
        13,
        "Two orders of shoes swapped",
        "Two customers get each other's parcel and slip; the shop takes them back.",
        Features(Reach.UNBOUND, Worth.TRIVIAL, 2, way=Way.SENT),
        INTERNAL,
    ),
    Precedent(
        14,
        "File of all jobseekers attached to a mailing",
        "More than 60,000 people, social security numbers among the data, go to many of them.",
        Features(Reach.MANY, Worth.SENSITIVE, 60_000, way=Way.SENT),
        PERSONS,
    ),
    Precedent(
        15,
        "List of a course sent to the wrong course",
        "15 names, addresses and food wishes go to 15 known people, who are asked to delete them.",
        Features(Reach.KNOWN, Worth.TRIVIAL, 15, way=Way.SENT),
        INTERNAL,
    ),
    Precedent(
        16,
        "Two policies in one envelope",
        "One customer gets another's letter: birth date, number plate, premium.",
        Features(Reach.UNBOUND, Worth.IDENTITY, 2, way=Way.SENT),
        AUTHORITY,
    ),
    Precedent(
        17,
        "A call centre taken in by an impostor",
        "He passes the identity questions and has one customer's bills sent to himself for a month.",
        Features(CRIMINAL, Worth.SENSITIVE, 1, way=Way.TALKED),
        PERSONS,
    ),
    Precedent(
        18,
        "Mail forwarded in secret",
        "For three months mails about payments leave a supermarket chain: pay data of 99 employees.",
        Features(CRIMINAL, Worth.SENSITIVE, 99),
        PERSONS,
    ),
)
"""In the order of the guidelines."""
