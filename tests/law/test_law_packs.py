"""What the packs say of themselves: every row has a source, a day it was read, and a place in the list."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

import pytest
from law_facts import facts

from tocsin.law import packs
from tocsin.law.holding import hold
from tocsin.law.packs import PACKS
from tocsin.law.questions import ASKS
from tocsin.law.stale import rows
from tocsin.terms.errors import Refused
from tocsin.terms.law import Cite, Duty, Standing

DUTIES = [duty for pack in PACKS for duty in pack.duties]
each = pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.key)


def test_every_pack_is_listed() -> None:
    files = {module.name for module in pkgutil.iter_modules(packs.__path__)}
    listed = {pack.name + ("_" if pack.name == "in" else "") for pack in PACKS}
    missing = sorted(files - listed)
    assert not missing, f"add {missing[0]}.PACK to PACKS in law/packs/__init__.py"


def test_no_two_rules_have_one_key() -> None:
    keys = sorted(duty.key for duty in DUTIES)
    assert [key for key, same in groupby(keys) if len(list(same)) > 1] == []


@each
def test_every_rule_has_a_source_and_days(duty: Duty) -> None:
    assert duty.cite.url.startswith(("https://", "http://"))
    assert date(2026, 11, 1) <= duty.cite.read
    assert duty.until is None or duty.since < duty.until


@each
def test_what_a_rule_turns_on_can_be_asked(duty: Duty) -> None:
    conditions = (duty.when, *(condition for condition, _ in duty.freed))
    asked = {fact for condition in conditions for fact in condition.asks}
    assert asked <= {*ASKS, "sectors"}


@each
def test_where_the_law_leaves_it_to_a_judgement_the_rule_says_what_turns_on_what(
    duty: Duty,
) -> None:
    if duty.by is Standing.COUNSEL:
        assert duty.undecided


def test_a_rule_without_a_source_is_refused() -> None:
    duty = DUTIES[0]
    with pytest.raises(Refused, match="names no source"):
        replace(duty, cite=Cite("GDPR", "Art. 33(1)", "", date(2026, 11, 23)))


def test_a_rule_read_long_ago_says_check() -> None:
    duty = DUTIES[0]
    read = duty.cite.read

    assert not duty.cite.stale(read + timedelta(days=180))
    assert duty.cite.stale(read + timedelta(days=181))
    later = hold(facts(), facts().times.claim_received + timedelta(days=400))
    assert "more than 180 days ago" in later.owed[0].check


def test_a_rule_that_nobody_verified_says_so() -> None:
    unverified = next(duty for duty in DUTIES if not duty.cite.verified)
    assert unverified.key in {
        row.key for row in rows(unverified.cite.read) if row.why == "unverified"
    }


def test_every_regime_collected_has_a_pack() -> None:
    assert {pack.name for pack in PACKS} >= {
        "eu", "omnibus", "nis2", "dora", "gb", "ch", "au", "ca", "in", "us", "pci", "br", "kr", "jp", "fr", "be",
    }  # fmt: skip
