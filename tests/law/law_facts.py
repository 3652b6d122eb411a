"""Facts to vary: a French controller that is aware, with customers in France and Belgium."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tocsin.law.holding import hold
from tocsin.terms.facts import Awareness, Company, Facts, Risk, Times
from tocsin.terms.law import Owed

CLAIM = datetime.fromisoformat("2026-11-20T16:40+01:00")
AWARE = Awareness(CLAIM + timedelta(hours=2), "DPO", "rows of the leak were found in the register")
NOW = CLAIM + timedelta(days=1)
FRENCH = Company("Quatre Vents SA", "FR")
BELGIAN = Company("Quatre Vents Belgique SA", "BE")
CUSTOMERS = (("FR", 592_000), ("BE", 58_000))
JUNE_2014 = Times(datetime(2014, 6, 10, 7, 12, tzinfo=UTC))


def facts(**said: Any) -> Facts:
    usual: dict[str, Any] = {
        "times": Times(CLAIM, aware=AWARE),
        "risk": Risk.HIGH,
        "subjects": CUSTOMERS,
        "companies": (FRENCH,),
        "insured": False,
    }
    return Facts(**(usual | said))


def owed(**said: Any) -> dict[str, Owed]:
    return {one.key: one for one in hold(facts(**said), NOW).owed}
