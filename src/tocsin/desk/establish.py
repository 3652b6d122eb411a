"""Establish: everything that can be said of truth, scope and exposure, in the order of proof.

    1  read every exhibit in the sandbox, and judge its columns
    2  hear the note: what it claims, asks and threatens
    3  choose what is held against the register: the dump, or the sample in the note
    4  link its rows to the controller's customers
    5  find when it was copied, and from which of the controller's copies
    6  ask whether it is genuine
    7  tell how passwords are kept
    8  count rows, accounts, people; what each person lost; what is not in it, proved on planted controls;
       and how bad it may be
    9  hold each claim against what was found
    10 value the demand

The whole answer is laid down under the digests of what it rests on, and is not worked out twice. What the
law requires is not in it: that turns on what persons record later (`desk.account`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tocsin import __version__
from tocsin.authenticity import findings as authenticity
from tocsin.authenticity import verdict
from tocsin.desk import canaries, intake, judgements, known, whom
from tocsin.desk.base import Desk, lay, take_up
from tocsin.desk.canaries import Seen
from tocsin.desk.counting import NOTHING, Counted, counted
from tocsin.desk.dated import DATED, dated
from tocsin.desk.exhibits import Read, unopened, unread
from tocsin.desk.leak import Leak
from tocsin.desk.linking import LINKED, linked
from tocsin.desk.passwords import passwords
from tocsin.desk.registers import Prepared, in_case
from tocsin.desk.verdicts import judged
from tocsin.exposure import findings as exposure
from tocsin.exposure import (
    passwords_findings,
    passwords_weighed,
    remarks,
    severity,
    severity_findings,
)
from tocsin.ports import Making
from tocsin.possession import claims, sums
from tocsin.possession import findings as possession
from tocsin.possession.claims import Holding
from tocsin.terms.case import Role, Step
from tocsin.terms.claim import Demand, Note
from tocsin.terms.errors import Refused
from tocsin.terms.established import Asked, Established
from tocsin.terms.finding import Finding, Locus
from tocsin.terms.password import Passwords
from tocsin.terms.period import Taken
from tocsin.terms.severity import Severity
from tocsin.terms.verdict import Verdict

ESTABLISHED = "4"
"""Version of what is established: a new one establishes anew."""

DOLLARS = "USD"
"""What a demand is valued in, besides its own currency: the press and the insurer ask."""


def establish(desk: Desk, now: datetime) -> Established:
    """Say everything that can be said of this case with what is in it."""
    readings = intake.readings(desk)  # 1
    register = in_case(desk)
    if register is None:
        raise Refused(
            "The case has no register to hold the leak against.",
            remedy="Take one first: tocsin register CASE URI.",
        )
    step = Step(
        "establish",
        ESTABLISHED,
        (*(read.digest for read in readings), register.made.digest),
        (
            ("linked", LINKED),
            ("dated", DATED),
            *judgements.token(desk.vault),
            *canaries.token(desk.vault),
            *known.token(desk.vault),
        ),
    )
    made = desk.vault.work(
        step,
        lambda making: lay(making, "established", _work_out(desk, making, readings, register, now)),
        why="all that can be said",
    )
    return take_up(made, "established", Established)


@dataclass(frozen=True, slots=True)
class _Compared:
    """What comes of holding a leak against the register."""

    verdict: Verdict
    count: Counted = NOTHING
    taken: Taken | None = None
    passwords: Passwords | None = None
    severity: Severity | None = None
    findings: tuple[Finding, ...] = ()


def _work_out(
    desk: Desk, making: Making, readings: tuple[Read, ...], register: Prepared, now: datetime
) -> Established:
    note, heard_in = _heard(desk, readings)  # 2
    leak, seen = canaries.apart(desk, readings)  # 3
    findings = [unread(read) for read in readings if read.reading.refused]
    findings += [finding for read in readings for finding in unopened(read)]
    evidence = leak.basis or tuple(Locus(read.exhibit.sha256) for read in readings)
    found = _Compared(verdict.weigh(()))
    if leak.parts:
        found = _compared(desk, making, leak, register, seen)  # 4 to 8
    findings += authenticity.of(found.verdict, evidence)
    findings += found.findings
    findings += seen.findings if seen else ()
    whole = all(read.reading.whole for read in readings)
    holding = replace(_holding(leak, found.count, register), whole=whole)
    answers = claims.weigh(note, holding)  # 9
    findings += possession.answered(answers, heard_in, evidence)
    findings += possession.unclaimed(note, (heard_in,))
    findings += sums.of(note, (heard_in,))
    asked = _valued(desk, note.demand, now)  # 10
    findings += possession.demanded(asked.demand, (heard_in,))
    case = desk.vault.case
    return Established(
        name=case.name,
        received=case.received,
        tool=f"tocsin {__version__}",
        ledger_head="",  # told by `account`, when the ledger has this step
        verdict=found.verdict,
        claims=answers,
        scope=found.count.scope,
        kinds=found.count.held,
        absent=found.count.absent,
        asked=asked,
        findings=tuple(findings),
        exhibits=tuple(read.exhibit for read in readings),
        readings=tuple(read.reading for read in readings),
        register=register.facts,
        sample=leak.chosen,
        taken=found.taken,
        lost=found.count.lost,
        remarks=found.count.remarks,
        passwords=found.passwords,
        severity=found.severity,
        sightings=seen.sightings if seen else (),
    )


def _compared(
    desk: Desk, making: Making, leak: Leak, register: Prepared, seen: Seen | None
) -> _Compared:
    basis = leak.basis
    leak, linkage = canaries.without_records(desk, leak, linked(desk, leak, register))  # 4
    when = dated(desk, leak, linkage, register, seen)  # 5
    sightings = seen.sightings if seen else ()
    found = judged(desk, leak, linkage, register, when.taken, sightings)  # 6
    kept = passwords(desk, leak, linkage, register)  # 7
    scheme = passwords_weighed.words(kept.kept) if kept else None
    count = counted(desk, leak, linkage, scheme)  # 8
    if count.scope and leak.without:
        count = replace(count, scope=replace(count.scope, canaries=len(leak.without)))
    if count.each is not None:
        whom.keep(making, desk, linkage.links, linkage.near.register, count.each)
    worst = severity.of(count.lost, count.held)
    return _Compared(
        found,
        count,
        when.taken,
        kept,
        worst,
        (
            *linkage.findings,
            *when.findings,
            *exposure.of(count.scope, count.held, count.absent, basis),
            *exposure.of_lost(count.lost, basis),
            *remarks.of(count.remarks, basis),
            *passwords_findings.of(kept, basis),
            *severity_findings.of(worst, basis),
        ),
    )


def _heard(desk: Desk, readings: tuple[Read, ...]) -> tuple[Note, Locus]:
    """The case's note, from the exhibit that it was opened on."""
    exhibit = next(read.exhibit for read in readings if read.exhibit.role is Role.NOTE)
    with desk.vault.open(exhibit) as stream:
        said = intake.words(desk.parser, stream.read(intake.ENCLOSED), exhibit.name)
        note = intake.heard(said, desk.vault.case.received)
    return note, Locus(exhibit.sha256)


def _holding(leak: Leak, count: Counted, register: Prepared) -> Holding:
    countries = tuple(country for country, rows in count.rows_by_country if rows)
    return Holding(
        sample=leak.chosen,
        rows=leak.rows,
        rows_by_country=count.rows_by_country,
        linked=count.scope.rows - count.scope.unlinked if count.scope else None,
        linked_by_country=count.linked_by_country,
        people=count.scope.people if count.scope else None,
        known=count.scope.known if count.scope else 0,
        known_people=count.scope.known_people if count.scope else 0,
        register_people=register.facts.people,
        held=count.held,
        absent=count.absent,
        together=countries if len(leak.parts) == 1 else (),
    )


def _valued(desk: Desk, demand: Demand, now: datetime) -> Asked:
    worth = None
    if demand.asked and demand.asked.currency != DOLLARS:
        worth = desk.rates.worth(demand.asked, DOLLARS, desk.vault.case.received)
    return Asked(demand, worth, now)
