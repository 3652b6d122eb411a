"""Compare: which published cases a breach is like, which it must not be taken for, and by which feature.

`judge` is a rule of ours: it gives the answers of all eighteen cases, each by one decisive feature. It is shown
beside the cases it was made from, so it is no test of anything else, and it decides nothing: a person does.

An extorted customer register, with e-mail addresses and passwords by a fast hash:

>>> found = compare(Features(Reach.CRIMINAL, Worth.SENSITIVE, 650_000))
>>> for sentence in say(found):
...     print(sentence)
Compare with cases 4, 5 and 7 of EDPB Guidelines 01/2021 (authority and persons).
It differs from case 6 (internal record only) in that who holds the data can read them; and the data are \
sensitive; and it is about 650,000 people, not 1,200.
It differs from case 8 (authority) in that a criminal holds the data; and the data are sensitive.
>>> found.judged.decisive
'the data are sensitive: special categories, identity or card numbers, money, messages, life histories, or passwords \
that can be found'
"""

from __future__ import annotations

from math import log10

from tocsin.law.cases import CASES, SOURCE
from tocsin.terms.facts import Facts
from tocsin.terms.precedent import (
    Comparison,
    Contrast,
    Features,
    Judged,
    Notified,
    Reach,
    Worth,
)

LONG = 3
"""Days without the data from which on their loss is a risk of its own: between the two of case 3, whose loss is
judged by its harm, and the five of case 2. A judgement."""

MANY = 10_000
"""People from which on contact data in a criminal's hands are judged a high risk for some of them: no case says
it; between the few of case 8 and the 100,000 of case 11. A judgement, on the careful side."""

FEW = 100
"""Recipients' mistakes with trivial data about no more people than that stay internal: 2 and 15 in the cases;
'more than 100 individuals' is ENISA's flag (2013)."""

SENSITIVE_KINDS = frozenset(
    [
        "payment_card",
        "cvv",
        "iban",
        "nir",
        "bsn",
        "ssn",
        "nino",
        "belgian_national_number",
        "german_tax_id",
        "passport",
        "identity_card",
        "password",
        "token",
    ]
)
"""Kinds of data that make a leak sensitive by themselves."""

IDENTITY_KINDS = frozenset(("birth_date",))
CONTACT_KINDS = frozenset(("email", "phone", "postal_address", "full_name", "family_name"))


def features(facts: Facts) -> Features:
    """What the facts of an extorted leak turn on: a criminal holds the data, by his own word.

    Passwords by a hash count as found where nobody says that they are strong.
    """
    kinds = set(facts.kinds)
    found = "password_hash" in kinds and facts.weak_passwords is not False
    if facts.special or found or kinds & SENSITIVE_KINDS:
        worth = Worth.SENSITIVE
    elif kinds & IDENTITY_KINDS:
        worth = Worth.IDENTITY
    elif kinds & CONTACT_KINDS or not kinds:
        worth = Worth.CONTACT
    else:
        worth = Worth.ANONYMOUS
    readable = facts.readable is not False and worth is not Worth.ANONYMOUS
    return Features(Reach.CRIMINAL, worth, facts.people, readable=readable)


def judge(of: Features) -> Judged:
    """Who is to be told by the cases' own measure, and the one feature that decides it; the first that does."""
    if of.care_harmed:
        return Judged(
            Notified.PERSONS, "the loss of the data put off care: a high risk, though nothing left"
        )
    if of.reach is Reach.NOBODY or not of.readable:
        if of.days_lost >= LONG:
            return Judged(
                Notified.AUTHORITY,
                f"the data could not be had for {of.days_lost} days: a risk, not a high one",
            )
        return Judged(
            Notified.INTERNAL,
            "nobody outside can read the data, or tell anybody by them, and nothing was lost for long",
        )
    if of.reach is Reach.TRUSTED:
        return Judged(Notified.INTERNAL, Reach.TRUSTED.says)
    if of.worth <= Worth.TRIVIAL and of.people <= FEW and of.reach <= Reach.UNBOUND:
        return Judged(
            Notified.INTERNAL, "trivial data of few people, with recipients who mean no harm"
        )
    if of.worth is Worth.SENSITIVE:
        return Judged(Notified.PERSONS, Worth.SENSITIVE.says)
    if of.reach is Reach.CRIMINAL and of.worth is Worth.IDENTITY:
        return Judged(Notified.PERSONS, "a criminal can pass as the people: identity fraud")
    if of.reach is Reach.CRIMINAL and of.people >= MANY:
        return Judged(
            Notified.PERSONS, f"a criminal can reach {of.people:,} people: some will be defrauded"
        )
    return Judged(
        Notified.AUTHORITY, f"{of.reach.says}, and {of.worth.says}: a risk, not a high one"
    )


def compare(of: Features) -> Comparison:
    """The three nearest cases with the same answer, and the nearest of each other answer with what differs.

    Near is few features apart; the numbers of people count by their size (tenfold is a third of a step).
    """
    judged = judge(of)
    ranked = sorted(CASES, key=lambda case: (_apart(of, case.features), case.number))
    alike = [case for case in ranked if case.notified is judged.notified][:3]
    others = [
        next(case for case in ranked if case.notified is notified)
        for notified in Notified
        if notified is not judged.notified
    ]
    return Comparison(
        judged,
        tuple(sorted(alike, key=lambda case: case.number)),
        tuple(Contrast(case, _differs(of, case.features)) for case in others),
    )


def say(found: Comparison) -> list[str]:
    """The comparison in sentences: 'compare with', never 'is'."""
    first, second, third = (case.number for case in found.alike)
    return [
        f"Compare with cases {first}, {second} and {third} of {SOURCE} ({found.judged.notified.value}).",
        *(
            f"It differs from case {contrast.case.number} ({contrast.case.notified.value}) in that "
            f"{'; and '.join(contrast.differs)}."
            for contrast in found.contrasts
        ),
    ]


def _apart(one: Features, other: Features) -> float:
    """How many features two cases are apart."""
    sizes = [log10(max(people, 1)) for people in (one.people, other.people)]
    return (
        abs(one.reach - other.reach) / 2
        + min(abs(one.worth - other.worth), 2)
        + (2 if one.readable is not other.readable else 0)
        + (2 if one.care_harmed is not other.care_harmed else 0)
        + (2 if one.way is not other.way else 0)
        + min(abs(one.days_lost - other.days_lost), LONG) / (2 * LONG)
        + (abs(sizes[0] - sizes[1]) / 3 if one.people and other.people else 1 / 3)
    )


def _differs(of: Features, other: Features) -> tuple[str, ...]:
    """The features in which the first differs, in words, the weightiest first."""
    said = []
    if of.readable is not other.readable:
        said.append(f"who holds the data {'can' if of.readable else 'cannot'} read them")
    if of.reach is not other.reach:
        said.append(of.reach.says)
    if of.worth is not other.worth:
        said.append(of.worth.says.partition(":")[0])
    if of.way is not other.way:
        said.append(f"they got out {of.way.value}")
    if of.people and other.people and not 0.1 < of.people / other.people < 10:
        said.append(f"it is about {of.people:,} people, not {other.people:,}")
    if abs(of.days_lost - other.days_lost) >= LONG:
        said.append(f"the data could not be had for {of.days_lost} days, not {other.days_lost}")
    if of.care_harmed is not other.care_harmed:
        said.append("care was put off" if of.care_harmed else "no care was put off")
    return tuple(said)
