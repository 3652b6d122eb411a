"""Status: the countdown of a case: what is due next, in whose hands, and what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tocsin.desk import account, form, told
from tocsin.desk.form import NOTIFY
from tocsin.desk.times import RECORD, decisions
from tocsin.ports import Vault
from tocsin.terms.established import Established
from tocsin.terms.form import Form, Notice
from tocsin.terms.law import Duties, Owed, Standing
from tocsin.terms.status import Due, Status
from tocsin.terms.verdict import Answer

DPO, COUNSEL, SECURITY = "data protection officer", "counsel", "security officer"
DECIDES = "whoever decides for the company"

HANDS: tuple[tuple[str, str], ...] = (
    ("eu.gdpr.34", f"{DPO}, with communications"),
    ("eu.gdpr", DPO),
    ("eu.611", DPO),
    ("gb.gdpr", DPO),
    ("ch.", DPO),
    ("be.2013", DPO),
    ("eu.nis2", SECURITY),
    ("eu.dora", SECURITY),
    ("fr.cert", SECURITY),
    ("fr.cybermalveillance", SECURITY),
    ("be.ccb", SECURITY),
    ("fr.lopmi", f"{COUNSEL}, with the insurer"),
    ("pci", "whoever holds the contract for payment cards"),
)
"""Who usually does what, by how a duty's key begins; the rest is counsel's. A judgement: laws name the
company, not the desk."""

AWARE = "times.aware"
"""The question that `tocsin aware` answers."""


def status(vault: Vault, now: datetime) -> Status:
    """The case as it stands: steps of the procedure, duties, and the claimant's own time."""
    established = answered(vault, now)
    owed = (established and established.duties) or told.owed(vault, established, now)
    made = None
    if established is not None:
        facts = told.facts(vault, now)
        made = form.form(vault, established, now, facts=facts)
    due = [
        *_steps(vault, established, owed),
        *_duties(owed, made),
        *_follow_up(vault, made),
        *_claimant(established),
    ]
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return Status(
        vault.case.name,
        now,
        tuple(sorted(due, key=lambda one: (one.ends or far, one.sort != "case"))),
        tuple((one.does, one.done) for one in owed.owed if one.done is not None),
        owed.remarks,
    )


def answered(vault: Vault, now: datetime) -> Established | None:
    """What was established, if anything was."""
    return account.account(vault, now) if vault.latest("establish") else None


def _steps(vault: Vault, established: Established | None, owed: Duties) -> Iterator[Due]:
    """Steps of the procedure that are not done, and decisions that nobody has taken."""
    if established is None:
        none = vault.latest("register") is None
        waits = ("no register is in the case: tocsin register CASE URI",) if none else ()
        yield Due(
            "case", "establish", "Hold the leak against the register: tocsin establish CASE",
            "whoever has the register", blocked=waits,
        )  # fmt: skip
    elif established.verdict.answer is Answer.CANNOT_TELL:
        yield Due(
            "case", "verdict", "Find more to hold against the register: the verdict cannot tell yet",
            "whoever has the register", beside=established.verdict.limit,
        )  # fmt: skip
    if not decisions(vault).aware and owed.owed:
        yield Due("case", "aware", f"Decide when the company was aware: {RECORD}", DECIDES)


def _duties(owed: Duties, made: Form | None) -> Iterator[Due]:
    for one in owed.owed:
        if one.done is not None or one.standing not in (Standing.BINDS, Standing.OPEN):
            continue
        deadline = one.deadline
        beside = _form(made) if one.key == NOTIFY and made else ""
        yield Due(
            "law",
            one.key,
            one.does,
            _hands(one.key),
            one.to,
            deadline.strict if deadline else None,
            deadline.latest_1182 if deadline else None,
            one.provisional,
            one.standing is Standing.OPEN,
            str(one.cite),
            one.speed,
            tuple(_blocked(one, owed)),
            beside,
        )


def _blocked(one: Owed, owed: Duties) -> Iterator[str]:
    """Questions that the duty turns on, and the time it is counted from."""
    asked = {
        question.fact: question.asks for question in owed.questions if one.key in question.turns
    }
    if one.provisional or AWARE in asked:
        yield f"When the company was aware is not recorded: {RECORD}"
    yield from (asks for fact, asks in asked.items() if fact != AWARE)


def _follow_up(vault: Vault, made: Form | None) -> Iterator[Due]:
    """What is owed after a first notification: the rest, and what has changed since (Art. 33(4) GDPR)."""
    if made is None or made.notice is not Notice.FOLLOW_UP or not form.given(vault):
        return
    sent = form.notified(vault)[-1].form
    if sent.complete and not made.changes:
        return
    changed = f"{len(made.changes)} fields have changed since it was sent; " if made.changes else ""
    yield Due(
        "law",
        f"{NOTIFY}.follow-up",
        "Complete what was notified",
        DPO,
        speed="without undue further delay",
        cite="GDPR, Art. 33(4)",
        beside=f"{changed}{_form(made)}",
    )


def _form(made: Form) -> str:
    """How far the notification is: what is open in it may follow, and blocks nothing."""
    left = sum(question.blocks for question in made.questions)
    parts = (
        [f"{left} answers of the notification are open and may follow in phases"] if left else []
    )
    if made.contradictions:
        parts.append(f"{len(made.contradictions)} are said otherwise than found")
    return f"{' and '.join(parts)}: tocsin form CASE" if parts else "the notification is complete"


def _hands(key: str) -> str:
    return next((hands for prefix, hands in HANDS if key.startswith(prefix)), COUNSEL)


def _claimant(established: Established | None) -> Iterator[Due]:
    """The time that the note sets: nobody's duty, and good to know beside the others."""
    deadline = established.asked.demand.deadline if established and established.asked else None
    if deadline is None or not deadline.readings:
        return
    first = deadline.readings[0]
    yield Due(
        "claimant",
        "note",
        "The note's own time is up",
        DECIDES,
        ends=first.at,
        beside=first.reading,
    )
