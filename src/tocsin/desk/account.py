"""Account: what was established, told as it stands now, with the custody behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from tocsin.desk.base import take_up
from tocsin.desk.since import before_this
from tocsin.ports import Vault
from tocsin.report import OUTPUTS
from tocsin.terms.errors import Refused
from tocsin.terms.established import Established


def account(vault: Vault, now: datetime) -> Established:
    """The newest answer, with the ledger as it stands and the deadline seen from `now`."""
    made = vault.latest("establish")
    if made is None:
        raise Refused(
            "Nothing has been established in this case yet.",
            remedy="Do so first: tocsin establish CASE.",
        )
    told = take_up(made, "established", Established)
    return replace(
        told,
        ledger_head=vault.head(),
        custody=vault.entries(),
        asked=replace(told.asked, now=now) if told.asked else None,
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
    told = OUTPUTS[form](established)
    give(told)
    vault.record(
        "report", (established.ledger_head,), (sha256(told).hexdigest(),), f"told as {form}"
    )
