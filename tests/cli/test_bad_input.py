"""Bad input: one sentence, one remedy, the documented exit code, and nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_running import Run

RECEIVED = ("--received", "2014-06-10T09:00+02:00")


def test_a_note_that_is_not_there_is_refused(run: Run) -> None:
    ended = run("open", "case", "--note", "nowhere.txt", *RECEIVED)

    assert (ended.code, ended.err) == (2, "tocsin: There is no file nowhere.txt. Check the path.")


def test_an_empty_note_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()

    ended = run("open", "case", "--note", "empty.txt", *RECEIVED)

    assert (ended.code, ended.err) == (
        2,
        "tocsin: empty.txt is empty. Name the file that holds the note.",
    )


def test_a_note_that_is_a_directory_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    ended = run("open", "case", "--note", "folder", *RECEIVED)

    assert (ended.code, ended.err) == (
        2,
        "tocsin: folder is a directory. Name the files in it.",
    )


def test_a_note_without_any_claim_is_refused_and_opens_no_case(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear customer,\nthank you for your order.\n", "utf-8")

    ended = run("open", "case", "--note", "letter.txt", *RECEIVED)

    assert ended.code == 2
    assert "claims nothing and asks nothing" in ended.err
    assert not (tmp_path / "case").exists()


def test_a_time_without_zone_is_refused(run: Run, note: Path) -> None:
    ended = run("open", "case", "--note", note, "--received", "2014-06-10 09:00")

    assert ended.code == 2
    assert "has no zone" in ended.err


def test_a_case_is_not_opened_twice(run: Run, case: Path, note: Path) -> None:
    ended = run("open", "case", "--note", note, *RECEIVED)

    assert ended.code == 2


@pytest.mark.parametrize("verb", [("establish",), ("verify",), ("report",)])
def test_a_directory_that_is_no_case_is_refused(run: Run, tmp_path: Path, verb: tuple[str]) -> None:
    (tmp_path / "folder").mkdir()

    ended = run(*verb, "folder")

    assert ended.code == 2
    assert "is not a case" in ended.err


def test_a_case_whose_key_is_missing_is_unavailable(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOCSIN_IDENTITY", "gone.txt")

    assert run("establish", "case").code == 3


def test_a_case_not_shared_with_ones_key_is_unavailable(
    run: Run, case: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOCSIN_IDENTITY", "other.txt")
    assert run("open", "others", "--note", note, *RECEIVED).code == 0

    ended = run("establish", "case")

    assert ended.code == 3
    assert "not shared with your identity" in ended.err


def test_a_changed_byte_of_an_exhibit_is_found_and_named(run: Run, case: Path) -> None:
    (content,) = case.glob("exhibits/*/content.age")
    changed = bytearray(content.read_bytes())
    changed[-1] ^= 1
    content.write_bytes(changed)

    ended = run("verify", "case")

    assert ended.code == 1
    assert content.parent.name[:12] in ended.out


def test_a_changed_byte_of_the_ledger_is_found_and_named(run: Run, case: Path) -> None:
    ledger = case / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"custody", b"cuztody", 1))

    ended = run("verify", "case")

    assert ended.code == 1
    assert "entries 1" in ended.out


@pytest.mark.parametrize("verb", [("add", "case"), ("note",), ("read",)])
def test_a_file_name_that_acts_is_shown_by_its_codes(
    run: Run, case: Path, verb: tuple[str, ...]
) -> None:
    ended = run(*verb, "\x1b[31mgone\u202e.csv")

    assert ended.code == 2
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err


def test_a_report_that_cannot_be_written_is_unavailable(
    run: Run, case: Path, register: Path, tmp_path: Path
) -> None:
    run("register", "case", register)
    run("establish", "case")

    ended = run("report", "case", "-o", tmp_path / "nowhere" / "report.html")

    assert ended.code == 3
    assert "could not be written" in ended.err


def test_an_exhibit_that_is_empty_is_refused(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "leak.csv").touch()

    ended = run("add", "case", "leak.csv")

    assert (ended.code, ended.err) == (
        2,
        "tocsin: leak.csv is empty. Name a file that holds something.",
    )


def test_a_register_that_is_not_there_is_refused(run: Run, case: Path) -> None:
    ended = run("register", "case", "nowhere.parquet")

    assert ended.code == 2
    assert "nowhere.parquet" in ended.err


def test_a_database_that_does_not_answer_is_unavailable_and_its_password_is_not_said(
    run: Run, case: Path
) -> None:
    ended = run("register", "case", "postgresql://desk:hunter2@127.0.0.1:1/shop")

    assert ended.code == 3
    assert "hunter2" not in ended.err


def test_a_register_without_a_key_is_refused(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "first_name,last_name,email\nZoe,Abelard,zoe@post.example\nYan,Brisset,yan@post.example\n"
    )

    ended = run("register", "case", "people.csv")

    assert ended.code == 2
    assert "--key" in ended.err


def test_establish_without_a_register_is_refused(run: Run, case: Path) -> None:
    ended = run("establish", "case")

    assert ended.code == 2
    assert "tocsin register" in ended.err


def test_a_report_before_anything_is_established_is_refused(run: Run, case: Path) -> None:
    ended = run("report", "case")

    assert ended.code == 2
    assert "tocsin establish" in ended.err


def test_an_unknown_form_of_report_is_refused(run: Run, case: Path, register: Path) -> None:
    run("register", "case", register)
    run("establish", "case")

    ended = run("report", "case", "--format", "papyrus")

    assert ended.code == 2
    assert "json, html" in ended.err


def test_an_unknown_option_is_misuse(run: Run) -> None:
    assert run("establish", "case", "--loudly").code == 2
