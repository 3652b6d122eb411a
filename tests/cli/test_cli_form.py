"""Awareness, the notification and the countdown at the command line."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_running import Run

from form_cases import established
from tocsin import wiring
from tocsin.desk.base import lay
from tocsin.terms.case import Step

AT = ("--at", "2014-06-10T16:40+02:00", "--because", "rows agree with the register")


@pytest.fixture
def told(case: Path) -> Path:
    """A case in which something was established."""
    step = Step("establish", "0", ("ab" * 32,))
    with wiring.case(case) as vault:
        vault.work(step, lambda making: lay(making, "established", established()), "said")
    return case


def test_awareness_is_recorded_and_shown(run: Run, case: Path) -> None:
    assert run("aware", case).code == 1

    ended = run("aware", case, *AT, "--by", "the DPO")

    assert ended.code == 0
    assert "decided by the DPO" in ended.out
    assert json.loads(run("aware", case, "--json").out)["aware"] == "2014-06-10T16:40:00+02:00"


WRONG = {
    "without zone": ("--at", "2014-06-10T16:40", "--because", "x"),
    "no time": ("--at", "yesterday", "--because", "x"),
    "in the future": ("--at", "2100-01-01T00:00Z", "--because", "x"),
    "before the claim": ("--at", "2014-06-10T08:00+02:00", "--because", "x"),
    "without a reason": ("--at", "2014-06-10T16:40+02:00"),
    "with an empty reason": ("--at", "2014-06-10T16:40+02:00", "--because", ""),
    "a reason for no time": ("--because", "x"),
}


@pytest.mark.parametrize("how", WRONG)
def test_awareness_that_cannot_be_is_refused(run: Run, case: Path, how: str) -> None:
    ended = run("aware", case, *WRONG[how])

    assert ended.code == 2
    assert ended.err.startswith("tocsin: ")
    assert run("aware", case).code == 1


def test_a_form_before_anything_is_established_is_refused(run: Run, case: Path) -> None:
    ended = run("form", case, "-o", "form.pdf")

    assert ended.code == 2
    assert "tocsin establish" in ended.err
    assert not Path("form.pdf").exists()


def test_what_a_person_must_say_is_shown_and_ends_with_one(run: Run, told: Path) -> None:
    ended = run("form", told)

    assert ended.code == 1
    assert "Name of the controller" in ended.out


def test_answers_in_a_file_are_taken_and_what_was_found_otherwise_is_said(
    run: Run, told: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.toml").write_text('organisation = "Quatre Vents"\npeople_number = 7\n')

    ended = run("form", told, "--answers", "a.toml")

    assert "Name of the controller" not in ended.out
    assert "a person says 7; found: 611" in " ".join(ended.out.split())
    assert "Name of the controller" not in run("form", told).out


@pytest.mark.parametrize(
    ("name", "begins"),
    [("f.pdf", b"%PDF-"), ("f.json", b"{"), ("f.txt", b"Notification"), ("f.toml", b"# Answers")],
)
def test_the_form_of_a_file_follows_its_name(
    run: Run, told: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    run("form", told, "-o", name)

    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("view", "says"), [("cnil", "CNIL"), ("apd", "Autorité"), ("edpb", "Art. 33")]
)
def test_it_is_arranged_as_an_authority_asks_it(run: Run, told: Path, view: str, says: str) -> None:
    assert says in run("form", told, "--view", view, "--format", "text").out.splitlines()[0]


def test_what_was_sent_is_recorded_and_the_next_is_a_follow_up(run: Run, told: Path) -> None:
    run("form", told, "-o", "sent.json")

    ended = run("notified", told, "sent.json", "--reference", "CNIL-1")

    assert ended.code == 0
    assert "must still follow" in ended.err
    assert run("form", told).out.startswith("Follow-up notification")


NONSENSE = {
    "no toml": b"organisation = \n",
    "no text": b"\xff\xfe\x00",
    "no field": b'nobody = "x"\n',
    "no answer": b'severity = "z"\n',
}


@pytest.mark.parametrize("what", NONSENSE)
def test_answers_that_are_none_are_refused(run: Run, told: Path, tmp_path: Path, what: str) -> None:
    (tmp_path / "a.toml").write_bytes(NONSENSE[what])

    ended = run("form", told, "--answers", "a.toml")

    assert ended.code == 2
    assert ended.err.startswith("tocsin: ")


@pytest.mark.parametrize(
    "how",
    [
        ("--format", "papyrus"),
        ("--view", "ico"),
        ("--view", "apd", "--language", "de"),
        ("--withdraw", "a drill"),
        ("--answers", "nowhere.toml"),
    ],
)
def test_a_form_that_there_is_not_is_refused(run: Run, told: Path, how: tuple[str, ...]) -> None:
    assert run("form", told, *how).code == 2


@pytest.mark.parametrize(
    "how", [("--view", "ico"), ("--withdraw", "a drill"), ("--language", "xx")]
)
def test_a_command_that_is_refused_keeps_no_answers(
    run: Run, told: Path, tmp_path: Path, how: tuple[str, ...]
) -> None:
    (tmp_path / "a.toml").write_text('organisation = "Quatre Vents"\n')

    assert run("form", told, "--answers", "a.toml", *how).code == 2
    assert "Name of the controller" in run("form", told).out


def test_the_file_of_answers_can_be_read_back(run: Run, told: Path, tmp_path: Path) -> None:
    run("form", told, "-o", "a.toml")

    assert tomllib.loads((tmp_path / "a.toml").read_text("utf-8")) == {}
    assert run("form", told, "--answers", "a.toml").code == 1


def test_the_countdown_says_what_is_next_as_json_too(run: Run, case: Path) -> None:
    ended = run("status", case)
    found = json.loads(run("status", case, "--json").out)

    assert "tocsin establish" in " ".join(ended.out.split())
    assert {due["key"] for due in found["due"]} >= {"establish"}


def test_a_deadline_that_has_passed_ends_with_one(run: Run, note: Path, tmp_path: Path) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=9)).isoformat()
    assert run("open", "late", "--note", note, "--received", long_ago).code == 0
    assert run("aware", "late", "--at", long_ago, "--because", "the log says so").code == 0

    ended = run("status", "late")

    assert ended.code == 1
    assert "passed" in ended.out


def test_a_deadline_still_to_come_ends_with_nought(run: Run, note: Path) -> None:
    just_now = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
    run("open", "early", "--note", note, "--received", just_now)

    ended = run("status", "early")

    assert ended.code == 0
    assert "Notify the breach" in ended.out


@pytest.mark.parametrize("content", [b"risk = 3\n", b"\xff\xfe", b"[people]\nXX = 3\n"])
def test_facts_that_are_none_are_refused(
    run: Run, case: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "facts.toml").write_bytes(content)

    assert run("status", case, "--facts", "facts.toml").code == 2


def test_a_case_with_all_this_in_it_is_whole(run: Run, told: Path) -> None:
    run("aware", told, *AT)
    run("form", told, "-o", "f.json")

    assert run("verify", told).code == 0
