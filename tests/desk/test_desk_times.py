"""Three times of a case: what is decided is recorded, corrected by a later act, never overwritten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from tocsin.desk import times
from tocsin.edges.vault import DiskVault, create
from tocsin.terms.errors import Refused

RECEIVED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NOW = RECEIVED + timedelta(days=2)
HOUR = timedelta(hours=1)
WHY = "Zwanenburg's record is in it"


@pytest.fixture
def vault(tmp_path: Path) -> DiskVault:
    return create(tmp_path / "case", "case", RECEIVED, identity=Identity.generate())


def test_awareness_is_what_a_person_decided(vault: DiskVault) -> None:
    times.decide(vault, NOW, "the DPO", WHY, aware=RECEIVED + HOUR)

    held = times.times(vault)
    assert held.aware is not None
    assert (held.aware.at, held.aware.who, held.aware.because) == (RECEIVED + HOUR, "the DPO", WHY)


def test_a_later_decision_holds_and_the_earlier_one_stays(vault: DiskVault) -> None:
    times.decide(vault, NOW, "the DPO", "first thought", aware=RECEIVED + HOUR)
    times.decide(vault, NOW, "counsel", "corrected", aware=RECEIVED + 3 * HOUR)

    assert [one.because for one in times.decisions(vault).aware] == ["first thought", "corrected"]
    assert times.times(vault).aware.at == RECEIVED + 3 * HOUR  # type: ignore[union-attr]


def test_one_act_may_decide_two_times(vault: DiskVault) -> None:
    before = len(vault.entries())

    times.decide(vault, NOW, "the DPO", WHY, aware=RECEIVED + HOUR, opened=RECEIVED)

    assert len(vault.entries()) == before + 1
    assert times.times(vault).investigation_opened == RECEIVED


def test_the_ledger_has_that_it_was_decided_and_no_word_of_it(
    vault: DiskVault, tmp_path: Path
) -> None:
    times.decide(vault, NOW, "the DPO", WHY, aware=RECEIVED + HOUR)

    assert vault.entries()[-1].act == "times"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if b"Zwanenburg" in path.read_bytes()]


WRONG = {
    "before the claim": {"aware": RECEIVED - HOUR, "because": WHY},
    "in the future": {"aware": NOW + HOUR, "because": WHY},
    "without a reason": {"aware": RECEIVED + HOUR, "because": " "},
    "an investigation in the future": {"opened": NOW + HOUR, "because": ""},
}


@pytest.mark.parametrize("case", WRONG)
def test_a_time_that_cannot_be_is_refused_and_nothing_recorded(vault: DiskVault, case: str) -> None:
    head = vault.head()

    with pytest.raises(Refused):
        times.decide(vault, NOW, "the DPO", **WRONG[case])  # type: ignore[arg-type]
    assert vault.head() == head


def test_one_wrong_time_of_two_records_neither(vault: DiskVault) -> None:
    with pytest.raises(Refused):
        times.decide(vault, NOW, "the DPO", WHY, aware=RECEIVED + HOUR, opened=NOW + HOUR)

    assert times.decisions(vault).aware == ()


def test_an_investigation_may_be_older_than_the_claim_and_then_awareness_too(
    vault: DiskVault,
) -> None:
    times.decide(vault, NOW, "the DPO", "", opened=RECEIVED - 5 * HOUR)
    times.decide(vault, NOW, "the DPO", WHY, aware=RECEIVED - HOUR)

    assert times.times(vault).aware is not None


def test_it_is_forewarned_that_an_answer_may_make_awareness_hard_to_deny(vault: DiskVault) -> None:
    told = times.forewarning(vault)

    assert told is not None
    assert "72 hours" in told
    assert "tocsin aware" in told


def test_once_awareness_is_recorded_nothing_is_forewarned(vault: DiskVault) -> None:
    times.decide(vault, NOW, "the DPO", WHY, aware=RECEIVED + HOUR)

    assert times.forewarning(vault) is None


def test_after_an_answer_the_warning_says_when_it_was_given(vault: DiskVault) -> None:
    vault.record("establish", (), (), "all that can be said")

    assert "was answered on" in (times.forewarning(vault) or "")


def test_a_claim_of_2014_starts_no_clock_of_the_gdpr(tmp_path: Path) -> None:
    early = create(
        tmp_path / "old", "old", RECEIVED.replace(year=2014), identity=Identity.generate()
    )

    assert times.forewarning(early) is None
