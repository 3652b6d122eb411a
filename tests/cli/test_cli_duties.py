"""The verb `duties`: a file of facts in, a table or JSON out, and an exit code that says whether it is late."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_running import Run

FACTS = """
kinds = ["email", "full_name", "password_hash"]
insured = true

[times]
claim_received = 2026-11-20T16:40:00+01:00
aware = { at = 2026-11-20T18:00:00+01:00, who = "DPO", because = "rows found in the register" }

[risk]
level = "high"
because = "passwords that can be found, beside e-mail addresses"

[people]
FR = 592000
BE = 58000

[[companies]]
name = "Quatre Vents SA"
country = "FR"
"""
IN_TIME, LATE = "2026-11-22T10:00+01:00", "2026-11-24T10:00+01:00"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.toml"
    path.write_text(FACTS, "utf-8")
    return path


def test_the_table_is_read_at_night(
    run: Run, facts: Path, golden: Callable[[str, str], None]
) -> None:
    ended = run("duties", facts.name, "--now", IN_TIME)

    assert ended.code == 0
    golden("cli/duties.txt", "\n".join(line.rstrip() for line in ended.out.splitlines()) + "\n")


def test_a_deadline_that_has_passed_ends_with_1(run: Run, facts: Path) -> None:
    ended = run("duties", facts.name, "--now", LATE, "--json")

    assert ended.code == 1
    late = [one["key"] for one in json.loads(ended.out)["duties"] if one["passed"]]
    assert late == ["eu.gdpr.33.1", "fr.lopmi"]


def test_the_calendar_is_written_beside_it(run: Run, facts: Path, tmp_path: Path) -> None:
    ended = run("duties", facts.name, "--now", IN_TIME, "--ics", "due.ics")

    assert ended.code == 0
    assert (tmp_path / "due.ics").read_bytes().count(b"BEGIN:VEVENT") == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "no text in UTF-8"),
        (b"times = ", "no file of facts"),
        (b"[times]\nclaim_received = 2026-11-20T16:40:00\n", "has no zone"),
        (b"[people]\nXX = 1\n", "when the claim was received"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "facts.toml").write_bytes(content)

    ended = run("duties", "facts.toml", "--ics", "due.ics")

    assert ended.code == 2
    assert says in ended.err
    assert not (tmp_path / "due.ics").exists()
