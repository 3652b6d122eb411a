"""Account: what was established, told as it stands now, with what the law requires and the custody behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from tocsin.desk import duties, told
from tocsin.desk.base import take_up
from tocsin.desk.since import before_this
from tocsin.law import findings as law
from tocsin.ports import Vault
from tocsin.report import OUTPUTS
from tocsin.terms.errors import Refused
from tocsin.terms.established import Established
from tocsin.terms.finding import Locus

GDPR = datetime(2018, 5, 25, tzinfo=UTC)
"""Of a claim from before it is told besides what the law of today would require."""


def account(vault: Vault, now: datetime) -> Established:
    """The newest answer, with the ledger as it stands and the deadline seen from `now`."""
    made = vault.latest("establish")
    if made is None:
        raise Refused(
            "Nothing has been established in this case yet.",
            remedy="Do so first: tocsin establish CASE.",
        )
    found = take_up(made, "established", Established)
    owed = told.owed(vault, found, now, found.severity)
    return replace(
        found,
        ledger_head=vault.head(),
        custody=vault.entries(),
        asked=replace(found.asked, now=now) if found.asked else None,
        findings=(*found.findings, *law.of(owed, (Locus(made.digest, "established"),))),
        duties=owed,
        today=duties.if_read_last(owed) if found.received < GDPR else None,
        since=before_this(vault, now),
    )


def report(
    vault: Vault, established: Established, form: str, give: Callable[[bytes], object]
) -> None:
    """Give the report in one of its forms, then enter it in the ledger by its SHA-256."""
    if form not in OUTPUTS:
        raise Refused(
            f"There is no report in the form {form!r}.",
            remedy=f"Choose one of: {', '.join(OUTPUTS)}.",
        )
    page = OUTPUTS[form](established)
    give(page)
    vault.record(
        "report", (established.ledger_head,), (sha256(page).hexdigest(),), f"told as {form}"
    )
