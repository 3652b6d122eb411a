"""Proposed: what the findings and the case's record put into fields, each with the finding it rests on.

A number, a kind or a time that follows from what was established is filled in. A judgement that it only
suggests (what sort of incident, what may befall people) is marked so, and a person has still to make it.
Where the verdict does not say that the data are this company's, nothing is said of a breach.
"""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.law.competence import addressed
from tocsin.law.form import data, texts
from tocsin.law.form.known import FINDINGS, RECORD, SUGGESTED, Known, Proposal, Proposals
from tocsin.law.places import EEA
from tocsin.terms.facts import Risk
from tocsin.terms.severity import Grade
from tocsin.terms.verdict import Answer

RISKS = {Risk.HIGH: "a", Risk.LIKELY: "b", Risk.UNLIKELY: "c"}
GRADES = {Grade.MINOR: "a", Grade.MODERATE: "b", Grade.SEVERE: "c"}


def proposals(known: Known) -> Proposals:
    """All that can be put into fields."""
    told = {**dict(_record(known)), **dict(_told(known))}
    if known.ours:
        told |= dict(_breach(known))
        told |= dict(_people(known))
        told |= dict(_data(known))
        told |= dict(_countries(known))
    else:
        told |= dict(_doubt(known))
    told |= dict(_severity(known))
    return told


def _record(known: Known) -> Iterator[tuple[int, Proposal]]:
    """What the case itself records: its name, the note, awareness."""
    received = known.times.claim_received.isoformat(timespec="minutes")
    yield 7, Proposal((known.established.name,), RECORD, because="the name of the case")
    yield 50, Proposal(("d",), RECORD, because="the claim came in a note from outside")
    told = texts.discovered(known.established, known.times)
    yield 51, Proposal((_discovery(known),), FINDINGS, known.resting("verdict"), told=told)
    yield 52, Proposal((received,), RECORD, because="when the note was received")
    yield 125, Proposal(("d",), RECORD, because="the note is the case's first exhibit, sealed")
    if known.times.aware:
        aware = known.times.aware.at.isoformat(timespec="minutes")
        yield 48, Proposal((aware,), RECORD, because="recorded as a person's decision")


def _told(known: Known) -> Iterator[tuple[int, Proposal]]:
    """What persons told of the case as facts of the law: nobody is asked it twice."""
    because = "told as a fact of the case"
    if known.controller:
        yield 12, Proposal((known.controller.name,), RECORD, because=because)
    if known.facts and known.facts.processor_involved is not None:
        yield (
            38,
            Proposal(("a" if known.facts.processor_involved else "b",), RECORD, because=because),
        )
    if known.facts and known.facts.risk is not None:
        yield 89, Proposal((RISKS[known.facts.risk],), RECORD, because=because)
        yield 90, Proposal((known.facts.risk_because,), RECORD, because=because)


def _discovery(known: Known) -> str:
    demand = known.established.asked
    asks = " and asks for money" if demand and demand.demand.asked else ""
    told = [f"A message to the company claims to hold data of its customers{asks}."]
    if known.times.investigation_opened:
        opened = known.times.investigation_opened.isoformat(timespec="minutes")
        told.append(f"The investigation was opened on {opened}.")
    if verdict := known.finding("verdict"):
        told.append(f"What came with it was held against the register of customers. {verdict.says}")
    return " ".join(told)


def _breach(known: Known) -> Iterator[tuple[int, Proposal]]:
    """What happened, where the data are this company's."""
    verdict = known.resting("verdict")
    held = known.established.kinds
    yield (
        55,
        Proposal(("a",), FINDINGS, verdict, "nothing in the case tells of changed or lost data"),
    )
    yield 56, Proposal(("a",), FINDINGS, verdict)
    if clear := data.clear([kind.kind for kind in held]):
        basis = known.resting(*(f"kinds.{kind}" for kind in clear))
        yield 57, Proposal(("c",), FINDINGS, basis, "these kinds stand in clear in what was taken")
    yield 60, Proposal(("g",), SUGGESTED, verdict, "the way in is not known to this case")
    says = [one.says for key in ("verdict", "scope.rows") if (one := known.finding(key))]
    basis = known.resting("verdict", "scope.rows")
    told = texts.happened(known.established)
    yield 62, Proposal((" ".join(says),), FINDINGS, basis, told=told)
    yield 79, Proposal(("a", "c"), SUGGESTED, verdict, "whoever holds them asks for money")
    if held:
        met = data.impacts([kind.kind for kind in held])
        why = "; ".join(f"{impact.letter}: {impact.because}" for impact in met)
        yield 85, Proposal(tuple(impact.letter for impact in met), SUGGESTED, verdict, why)
    yield from _copied(known)


def _copied(known: Known) -> Iterator[tuple[int, Proposal]]:
    """When it happened, as the copy was dated; where from, as its source was named."""
    taken = known.established.taken
    if taken is None:
        return
    if source := known.finding("taken.source") if taken.source else None:
        named = known.resting("taken.source")
        why = "where the copy came from; how somebody got at it is not shown"
        yield 63, Proposal((source.says,), SUGGESTED, named, why)
    if taken.period is None or taken.period.after is None or taken.period.before is None:
        return
    basis = known.resting("taken")
    why = "the copy was made between these times; how long the way in was open is not shown"
    yield 44, Proposal(("b",), SUGGESTED, basis, why)
    yield 45, Proposal(("a",), SUGGESTED, basis, why)
    for number, at in ((46, taken.period.after), (47, taken.period.before)):
        yield number, Proposal((at.isoformat(timespec="minutes"),), SUGGESTED, basis, why)


def _people(known: Known) -> Iterator[tuple[int, Proposal]]:
    """Whose data, and how many: people from the links, records from the rows."""
    scope = known.established.scope
    if scope is None or not scope.people:
        return
    people = known.resting("scope.people")
    parts = ["scope.people", "scope.by_country"]
    parts += ["scope.former"] if scope.former else []
    parts += ["scope.unlinked"] if scope.unlinked else []
    says = " ".join(one.says for key in parts if (one := known.finding(key)))
    limit = one.limit if (one := known.finding("scope.people")) else ""
    yield 65, Proposal(("a",), FINDINGS, people, "the register is of customers")
    told = texts.people(known.established)
    yield 66, Proposal((says,), FINDINGS, known.resting(*parts), limit, told)
    if known.established.sample:
        why = "only a sample is at hand, which its holder chose: it bounds nothing"
        yield 67, Proposal(("d",), FINDINGS, people, why)
        yield 72, Proposal(("d",), FINDINGS, known.resting("scope.rows"), why)
        return
    yield 67, Proposal(("b",), FINDINGS, people, "links may be missing or wrong")
    yield 68, Proposal((str(scope.people),), FINDINGS, people, limit)
    beside = (
        f"of which {scope.unlinked:,} cannot be linked to the register" if scope.unlinked else ""
    )
    yield 72, Proposal(("b",), FINDINGS, known.resting("scope.rows"), beside)
    yield 73, Proposal((str(scope.rows),), FINDINGS, known.resting("scope.rows"), beside)


def _data(known: Known) -> Iterator[tuple[int, Proposal]]:
    """Which data: the kinds held, what free text speaks of, and what was looked for in vain."""
    held = known.established.kinds
    if not held:
        return
    remarked = known.parts("remarks")
    basis = known.resting(*(f"kinds.{kind.kind}" for kind in held))
    remarks = known.resting(*(f"remarks.{sort}" for sort in remarked))
    letters = data.letters([*(kind.kind for kind in held), *remarked])
    yield 70, Proposal(letters, FINDINGS, (*basis, *remarks))
    many = "; ".join(f"{data.words(kind.kind)} ({kind.people:,} people)" for kind in held)
    looked = known.resting(*(f"absent.{kind.kind}" for kind in known.established.absent))
    beside = (*remarks, *looked)
    says = " ".join((f"Held, with the people behind them: {many}.", *(one.says for one in beside)))
    yield (
        71,
        Proposal(
            (says,),
            FINDINGS,
            (*basis, *beside),
            "a person may have several kinds or one",
            texts.held(known.established, remarked),
        ),
    )


def _countries(known: Known) -> Iterator[tuple[int, Proposal]]:
    """People by country of the EEA: as the register has it, for a lead authority or for each."""
    scope = known.established.scope
    by_country = scope.by_country if scope else ()
    inside = [(country, people) for country, people in by_country if country in EEA]
    if not inside:
        return
    basis = known.resting("scope.by_country")
    countries = tuple(country for country, _ in inside)
    counted = tuple(f"{country}={people}" for country, people in inside)
    why = "by the country in the register, which is not where a person lives today"
    crossing = "a" if len(inside) > 1 else "b"
    yield (
        113,
        Proposal(
            (crossing,),
            SUGGESTED,
            basis,
            "people of several countries are concerned: whether they are substantially affected, or the "
            "controller has establishments in several (Art. 4(23)), a person must say"
            if crossing == "a"
            else "all people known by country are in one; establishments in several would change it",
        ),
    )
    yield from _authorities(known)
    for of_countries, of_numbers in ((116, 117), (121, 122)):
        yield of_countries, Proposal(countries, FINDINGS, basis, why)
        yield of_numbers, Proposal(counted, FINDINGS, basis, why)


def _authorities(known: Known) -> Iterator[tuple[int, Proposal]]:
    """Whom the one controller notifies: the lead authority, or outside the EEA each where people are."""
    if known.controller is None:
        return
    found = addressed(known.placed).recipients
    names = "; ".join(f"{one.authority.name} ({one.authority.place})" for one in found)
    if not names:
        return
    why = "by where the controller is established, as it was told"
    if known.inside:
        yield 114, Proposal((names,), SUGGESTED, because=why)
    else:
        yield 123, Proposal((names,), SUGGESTED, known.resting("scope.by_country"), why)


def _doubt(known: Known) -> Iterator[tuple[int, Proposal]]:
    """Where nobody can tell yet: a first notification may say so."""
    if known.established.verdict.answer is not Answer.CANNOT_TELL:
        return
    verdict = known.resting("verdict")
    yield 55, Proposal(("a",), SUGGESTED, verdict, "if there is a breach, it is of this sort")
    yield 56, Proposal(("e",), SUGGESTED, verdict, "the evidence in hand cannot tell")


def _severity(known: Known) -> Iterator[tuple[int, Proposal]]:
    """How grave: by the steps of ENISA's method, never their number alone."""
    if known.severity is None or not known.ours:
        return
    basis = known.resting("severity")
    steps = " ".join(step.says for step in known.severity.because)
    why = f"level {known.severity.level.value} by ENISA's method, on the template's scale as we map it"
    yield 87, Proposal((GRADES[known.severity.grade],), SUGGESTED, basis, why)
    if known.facts is None or known.facts.risk is None:
        ground = "these steps ground no decision by themselves"
        yield 90, Proposal((steps,), SUGGESTED, basis, ground)
