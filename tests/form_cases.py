"""A small company's case as it was established, for the tests of the notification."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from tocsin.law.form import answers
from tocsin.law.form.filled import filled
from tocsin.law.form.known import Known
from tocsin.terms.case import Exhibit, Role
from tocsin.terms.claim import Demand, Money
from tocsin.terms.established import Asked, Established
from tocsin.terms.facts import Awareness, Times
from tocsin.terms.finding import Certainty, Finding, Locus
from tocsin.terms.form import Form, Notified, Said
from tocsin.terms.scope import Category, KindAbsent, KindHeld, Scope
from tocsin.terms.verdict import Answer, Verdict

RECEIVED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
AWARE = RECEIVED + timedelta(hours=8)
NOW = RECEIVED + timedelta(hours=20)

NOTE = Exhibit(sha256(b"note").hexdigest(), 412, Role.NOTE, "note.txt")
BASIS = (Locus(NOTE.sha256),)

KINDS = (
    KindHeld("full_name", Category.IDENTITY, 650, 611),
    KindHeld("email", Category.CONTACT, 648, 610),
    KindHeld("password_hash", Category.CREDENTIAL, 650, 611, "MD5, unsalted"),
)
SAYS = {
    "verdict": "The leak is genuine.",
    "scope.rows": "The leak holds 650 rows.",
    "scope.people": "Behind these accounts stand 611 people.",
    "scope.by_country": "People by country: FR 557; BE 54.",
    "kinds.full_name": "650 rows hold full names.",
    "kinds.email": "648 rows hold e-mail addresses.",
    "kinds.password_hash": "650 rows hold password hashes.",
    "absent.payment_card": "No payment card number was found in 6,000 filled cells.",
}


def findings(**says: str) -> tuple[Finding, ...]:
    told = {**SAYS, **says}
    return tuple(
        Finding(said, BASIS, Certainty.PROBABLE, "Links may be wrong.", key)
        for key, said in told.items()
    )


def established(**other: Any) -> Established:
    return replace(
        Established(
            name="quatre-vents",
            received=RECEIVED,
            tool="tocsin 0.1.0",
            ledger_head="ab" * 32,
            verdict=Verdict(Answer.GENUINE, 9.0, (), "It does not show who copied it."),
            claims=(),
            scope=Scope(650, 640, 611, 20, 10, 1, (("FR", 557), ("BE", 54))),
            kinds=KINDS,
            absent=(KindAbsent("payment_card", 6_000, 0, 100, 100, 1),),
            asked=Asked(Demand(Money(30_000, "EUR"), None), None, NOW),  # type: ignore[arg-type]
            findings=findings(),
            exhibits=(NOTE,),
            readings=(),
            register=None,
        ),
        **other,
    )


def verdict(answer: Answer, **other: Any) -> Established:
    return established(verdict=Verdict(answer, 0.0, (), ""), **other)


def known(of: Established | None = None, **other: Any) -> Known:
    times = Times(RECEIVED, None, Awareness(AWARE, "the DPO", "rows agree"))
    return replace(Known(of or established(), times, NOW), **other)


def form(
    said: dict[str, object] | None = None,
    of: Known | None = None,
    earlier: Notified | None = None,
    withdrawn: str | None = None,
) -> Form:
    told = answers.said(said) if said else Said()
    return filled(of or known(), told, earlier, withdrawn)


def sent(form: Form, reference: str = "CNIL-123") -> Notified:
    return Notified(NOW, NOW, form, reference)
