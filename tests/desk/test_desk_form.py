"""The notification of a case at the desk: answers kept, what was sent recorded, the countdown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from form_cases import NOW, RECEIVED, established
from tocsin.desk import form as forms
from tocsin.desk import status as statuses
from tocsin.desk import times, told
from tocsin.desk.base import lay
from tocsin.edges.vault import DiskVault, create
from tocsin.terms.case import Step
from tocsin.terms.errors import Refused
from tocsin.terms.form import Notice
from tocsin.terms.status import Urgency

FACTS = """
insured = true
unintelligible = false
[risk]
level = "high"
because = "names beside passwords"
[[companies]]
name = "Quatre Vents SA"
country = "FR"
decides = true
"""


@pytest.fixture
def vault(tmp_path: Path) -> DiskVault:
    """A case in which something was established."""
    made = create(tmp_path / "case", "quatre-vents", RECEIVED, identity=Identity.generate())
    step = Step("establish", "0", ("ab" * 32,))
    made.work(step, lambda making: lay(making, "established", established()), "said")
    return made


def answer(vault: DiskVault, untrusted: dict[str, object]) -> None:
    forms.keep(vault, forms.answered(vault, untrusted))


def given(vault: DiskVault) -> bytes:
    """The form of now, given out as JSON."""
    out: list[bytes] = []
    content = forms.as_json(forms.form(vault, established(), NOW))
    forms.give(vault, content, "json", out.append)
    return out[0]


def test_answers_are_kept_and_later_ones_hold(vault: DiskVault) -> None:
    answer(vault, {"organisation": "Quatre Vents", "sector": "a"})
    answer(vault, {"sector": "b"})

    assert forms.said(vault).values == {12: ("Quatre Vents",), 14: ("b",)}


def test_an_answer_that_is_none_keeps_nothing(vault: DiskVault) -> None:
    head = vault.head()

    with pytest.raises(Refused):
        answer(vault, {"organisation": "Quatre Vents", "sector": "z"})
    assert vault.head() == head


def test_answers_are_encrypted_and_no_word_of_them_is_in_the_ledger(
    vault: DiskVault, tmp_path: Path
) -> None:
    answer(vault, {"reporter": "Zwanenburg-Ostendaele"})

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if b"Zwanenburg" in path.read_bytes()]


def test_what_was_sent_makes_the_next_one_a_follow_up(vault: DiskVault) -> None:
    forms.notify(vault, given(vault), NOW, NOW, "CNIL-123")
    answer(vault, {"systems": "the shop"})

    told = forms.form(vault, established(), NOW)
    assert told.notice is Notice.FOLLOW_UP
    assert [change.number for change in told.changes] == [63]


def test_a_form_that_this_case_did_not_give_so_is_refused(vault: DiskVault) -> None:
    changed = given(vault).replace(b"611", b"600")

    with pytest.raises(Refused, match="gave no such form"):
        forms.notify(vault, changed, NOW, NOW)
    assert forms.notified(vault) == ()


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"template": 3}'])
def test_what_is_no_form_is_refused(vault: DiskVault, content: bytes) -> None:
    with pytest.raises(Refused, match="no form"):
        forms.notify(vault, content, NOW, NOW)


@pytest.mark.parametrize("at", [NOW - timedelta(hours=1), NOW + timedelta(hours=1)])
def test_it_was_sent_neither_before_it_was_made_nor_in_the_future(
    vault: DiskVault, at: datetime
) -> None:
    with pytest.raises(Refused):
        forms.notify(vault, given(vault), at, NOW)


def test_the_same_notification_is_recorded_once(vault: DiskVault) -> None:
    content = given(vault)
    forms.notify(vault, content, NOW, NOW)

    with pytest.raises(Refused, match="already"):
        forms.notify(vault, content, NOW, NOW)


def test_only_what_was_notified_is_withdrawn(vault: DiskVault) -> None:
    with pytest.raises(Refused, match="Nothing was notified"):
        forms.form(vault, established(), NOW, withdrawn="a drill")


def test_after_a_withdrawal_the_next_is_new_and_the_duty_owed_again(vault: DiskVault) -> None:
    forms.notify(vault, given(vault), NOW, NOW)
    withdrawn = forms.as_json(forms.form(vault, established(), NOW, withdrawn="a drill"))
    forms.give(vault, withdrawn, "json", len)
    forms.notify(vault, withdrawn, NOW, NOW)

    assert forms.form(vault, established(), NOW).notice is Notice.NEW
    assert forms.given(vault) == ()


def due(vault: DiskVault, key: str, now: datetime = NOW) -> list[str]:
    return [one.key for one in statuses.status(vault, now).due if one.key.startswith(key)]


def test_awareness_that_nobody_decided_is_the_next_thing_of_the_case(vault: DiskVault) -> None:
    assert due(vault, "aware") == ["aware"]

    times.decide(vault, NOW, "the DPO", "rows agree", aware=RECEIVED)

    assert due(vault, "aware") == []


def test_a_notification_sent_is_done(vault: DiskVault) -> None:
    told.tell(vault, FACTS, established(), NOW)
    times.decide(vault, NOW, "the DPO", "rows agree", aware=RECEIVED)
    assert due(vault, forms.NOTIFY) == [forms.NOTIFY]

    forms.notify(vault, given(vault), NOW, NOW)

    found = statuses.status(vault, NOW)
    assert forms.NOTIFY not in due(vault, forms.NOTIFY)
    assert NOW in [at for _, at in found.done]


def test_after_an_incomplete_notification_the_rest_is_owed(vault: DiskVault) -> None:
    assert not due(vault, f"{forms.NOTIFY}.follow-up")

    forms.notify(vault, given(vault), NOW, NOW)

    assert due(vault, f"{forms.NOTIFY}.follow-up")


def test_the_strict_72_hours_pass_to_the_second(vault: DiskVault) -> None:
    told.tell(vault, FACTS, established(), NOW)
    times.decide(vault, NOW, "the DPO", "rows agree", aware=RECEIVED)
    end = RECEIVED + timedelta(hours=72)

    for now, urgency in (
        (end - timedelta(hours=25), Urgency.LATER),
        (end - timedelta(hours=1), Urgency.SOON),
        (end + timedelta(seconds=1), Urgency.PASSED),
    ):
        found = statuses.status(vault, now)
        (notify,) = [one for one in found.due if one.key == forms.NOTIFY]
        assert notify.ends == end
        assert notify.urgency(now) is urgency
        assert (notify in found.passed()) is (urgency is Urgency.PASSED)


def test_who_does_it_and_what_it_waits_for_are_said(vault: DiskVault) -> None:
    (notify,) = [one for one in statuses.status(vault, NOW).due if one.key == forms.NOTIFY]

    assert notify.hands == "data protection officer"
    assert notify.blocked
    assert "may follow in phases" in notify.beside


def test_facts_that_a_person_told_are_kept_and_no_longer_waited_for(vault: DiskVault) -> None:
    def waits() -> str:
        return " ".join(line for one in statuses.status(vault, NOW).due for line in one.blocked)

    assert "Which companies" in waits()

    told.tell(vault, FACTS, established(), NOW)

    assert "Which companies" not in waits()
    assert told.told(vault).companies[0].name == "Quatre Vents SA"


def test_awareness_in_a_file_of_facts_is_refused(vault: DiskVault) -> None:
    aware = '[times]\nclaim_received = 2026-11-20T08:00:00Z\naware = { at = 2026-11-20T09:00:00Z, who = "x", because = "y" }\n'

    with pytest.raises(Refused, match="recorded as decisions"):
        told.tell(vault, aware, established(), NOW)


def test_with_nothing_established_the_next_step_is_said(tmp_path: Path) -> None:
    empty = create(tmp_path / "empty", "empty", RECEIVED, identity=Identity.generate())

    (step,) = [one for one in statuses.status(empty, NOW).due if one.key == "establish"]
    assert "tocsin register" in step.blocked[0]


def test_a_claim_of_2014_owes_no_notification_of_the_gdpr(tmp_path: Path) -> None:
    early = create(
        tmp_path / "old", "old", datetime(2014, 6, 10, tzinfo=UTC), identity=Identity.generate()
    )

    assert not due(early, "eu.gdpr", datetime(2014, 6, 12, tzinfo=UTC))
