"""Form: the notification of a case: filled from what is known, answered by persons, and what was sent.

Answers and notifications sent are kept as values of their own steps, encrypted: they name persons of the
company. The ledger has that they were given and the digest of each value. What is filled in is worked out
anew each time, so it never stands behind the findings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256

import msgspec

from tocsin.desk import times
from tocsin.desk.base import lay, take_up
from tocsin.law.form import answers
from tocsin.law.form.filled import filled
from tocsin.law.form.known import Known
from tocsin.law.form.views import LANGUAGES, VIEWS
from tocsin.ports import Vault
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.established import Established
from tocsin.terms.facts import Facts, Given
from tocsin.terms.form import Form, Notice, Notified, Said, View

ANSWERED, NOTIFIED, VERSION = "answers", "notified", "1"

GIVEN = "form"
"""The act of giving a form out, in the ledger."""

NOTIFY = "eu.gdpr.33.1"
"""The duty that a notification answers."""


def said(vault: Vault) -> Said:
    """What persons answered so far."""
    made = vault.latest(ANSWERED)
    return take_up(made, ANSWERED, Said) if made else Said()


def answered(vault: Vault, untrusted: Mapping[str, object]) -> Said:
    """A person's answers over those given before, not kept yet; `Refused` where one is none."""
    return said(vault).then(answers.said(untrusted))


def keep(vault: Vault, now: Said) -> None:
    """Keep what was answered."""
    if now != said(vault):
        _keep(vault, ANSWERED, now, "a person answered fields of the notification")


def form(
    vault: Vault,
    established: Established,
    now: datetime,
    withdrawn: str | None = None,
    told: Said | None = None,
    facts: Facts | None = None,
) -> Form:
    """The notification of this moment; a follow-up where one was sent.

    `withdrawn` is why it is withdrawn; `told` what persons answered, else what was kept of it; `facts`
    what they told of the case for the law as a whole.
    """
    sent = _standing(vault)
    if withdrawn is not None and not sent:
        raise Refused(
            "Nothing was notified that could be withdrawn.",
            remedy="Record first what was sent: tocsin notified CASE FORM.json.",
        )
    if withdrawn is not None and not withdrawn.strip():
        raise Refused("A withdrawal needs a reason.", remedy="Give it: --withdraw TEXT.")
    known = Known(established, times.times(vault), now, facts)
    return filled(known, told or said(vault), sent[-1] if sent else None, withdrawn)


def give(vault: Vault, content: bytes, how: str, to: Callable[[bytes], object]) -> None:
    """Give the form in one of its shapes, then enter it in the ledger by its SHA-256."""
    head = vault.head()
    to(content)
    vault.record(GIVEN, (head,), (sha256(content).hexdigest(),), f"the notification as {how}")


def notified(vault: Vault) -> tuple[Notified, ...]:
    """What was sent to an authority, in the order in which it was recorded."""
    made = vault.latest(NOTIFIED)
    return take_up(made, NOTIFIED, tuple[Notified, ...]) if made else ()


def notify(
    vault: Vault, untrusted: bytes, at: datetime, now: datetime, reference: str = ""
) -> Notified:
    """Record that a form was sent; `Refused` where this case did not give it so, or it is not sent yet."""
    sent = _read(untrusted)
    digest = sha256(untrusted).hexdigest()
    if not any(entry.act == GIVEN and digest in entry.outputs for entry in vault.entries()):
        raise Refused(
            "This case gave no such form: it is of another case, or was changed since.",
            remedy="Name the file as it was written; put what was sent otherwise into answers, and write it again.",
        )
    if at > now:
        raise Refused("It is said to be sent in the future.", remedy="Check the time and its zone.")
    if at < sent.made:
        raise Refused(
            "It is said to be sent before it was made.",
            remedy=f"It was made at {sent.made.isoformat(timespec='minutes')}: check the time and its zone.",
        )
    one = Notified(at, now, sent, reference.strip())
    before = notified(vault)
    if any((other.form, other.at) == (sent, at) for other in before):
        raise Refused("That notification is recorded already.", remedy="Nothing was changed.")
    _keep(vault, NOTIFIED, (*before, one), f"a notification was sent: {sent.notice.value}")
    return one


def given(vault: Vault) -> tuple[Given, ...]:
    """The notifications sent, as facts that the law's duties are held against."""
    return tuple(Given(NOTIFY, one.at, "the supervisory authority") for one in _standing(vault))


def _standing(vault: Vault) -> tuple[Notified, ...]:
    """Those sent since the last withdrawal: what was withdrawn is notified anew."""
    sent = notified(vault)
    after = [n for n, one in enumerate(sent, 1) if one.form.notice is Notice.WITHDRAWAL]
    return sent[after[-1] :] if after else sent


def _read(untrusted: bytes) -> Form:
    try:
        return msgspec.json.decode(untrusted, type=Form)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Refused(
            "This is no form that tocsin made.",
            remedy="Name the file that tocsin form CASE --format json -o FILE wrote.",
        ) from None


def _keep(vault: Vault, name: str, value: object, why: str) -> None:
    made = vault.latest(name)
    step = Step(name, VERSION, (), (("after", made.digest if made else vault.head()),))
    vault.work(step, lambda making: lay(making, name, value), why)


def arranged(form_: Form, view: str, language: str | None = None) -> View:
    """The form as one of its views; `Refused` where there is no such view, or not in that language."""
    if view not in VIEWS:
        raise Refused(f"There is no view {view!r}.", remedy=f"Choose one of: {', '.join(VIEWS)}.")
    offered = LANGUAGES[view]
    if language is not None and language not in offered:
        raise Refused(
            f"The view {view!r} has no labels in {language!r}.",
            remedy=f"Choose one of: {', '.join(offered)}.",
        )
    return VIEWS[view](form_, language or offered[0])


def as_json(form_: Form) -> bytes:
    """The form for machines, and for `notify`."""
    return msgspec.json.format(msgspec.json.encode(form_), indent=2) + b"\n"
