"""Bad input: one sentence, one remedy, the documented exit code, and nothing half-written."""

from __future__ import annotations

import json
import subprocess
import sys
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


@pytest.mark.parametrize(
    "command",
    [
        ("add", "case", "note.txt"),
        ("register", "case", "customers.csv"),
        ("establish", "case"),
        ("report", "case"),
        ("share", "case", "age1" + "q" * 58),
    ],
    ids=lambda command: command[0],
)
@pytest.mark.usefixtures("register")
def test_a_case_whose_clear_file_was_changed_by_hand_is_refused_by_every_verb(
    run: Run, case: Path, command: tuple[str, ...]
) -> None:
    clear = case / "case.json"
    clear.write_text(clear.read_text().replace("2014-06-10", "2014-06-20"))

    ended = run(*command)

    assert (ended.code, ended.err) == (
        2,
        "tocsin: The case's file case.json was changed since the case was opened."
        " Restore it from a copy; tocsin verify says what else was changed.",
    )


@pytest.mark.parametrize("verb", ["establish", "report"])
def test_a_changed_ledger_is_refused_before_anything_is_done(
    run: Run, case: Path, verb: str
) -> None:
    ledger = case / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"custody", b"cuztody", 1))

    ended = run(verb, "case")

    assert ended.code == 2
    assert "The ledger of this case was changed" in ended.err


def test_a_changed_exhibit_is_refused_where_it_is_read(
    run: Run, case: Path, register: Path
) -> None:
    run("register", "case", register)
    (content,) = case.glob("exhibits/*/content.age")
    changed = bytearray(content.read_bytes())
    changed[-1] ^= 1
    content.write_bytes(changed)

    ended = run("establish", "case")

    assert ended.code == 2
    assert "was changed since it was sealed" in ended.err


def test_a_head_that_was_noted_and_is_not_in_the_ledger_is_a_fault(run: Run, case: Path) -> None:
    ended = run("verify", "case", "--head", "ab" * 32)

    assert ended.code == 1
    assert "the head that was noted is not in it" in ended.out


def test_a_head_that_was_noted_before_more_was_done_is_none(
    run: Run, case: Path, register: Path
) -> None:
    noted = json.loads(run("verify", "case", "--json").out)["head"]
    run("register", "case", register)

    assert run("verify", "case", "--head", noted).code == 0


@pytest.mark.parametrize(
    ("identity", "mode", "code"),
    [("nothing that is a key\n", 0o600, 2), (None, 0o644, 2)],
    ids=["no key in it", "open to others"],
)
def test_an_identity_that_is_none_or_open_to_others_is_refused(
    run: Run, case: Path, tmp_path: Path, identity: str | None, mode: int, code: int
) -> None:
    file = tmp_path / "identity.txt"
    if identity:
        file.write_text(identity)
    file.chmod(mode)

    ended = run("report", "case")

    assert ended.code == code
    assert "The identity file" in ended.err


def test_ones_key_to_a_case_that_was_changed_is_unavailable(run: Run, case: Path) -> None:
    (wrapped,) = case.glob("keys/*.age")
    changed = bytearray(wrapped.read_bytes())
    changed[-1] ^= 1
    wrapped.write_bytes(changed)

    ended = run("report", "case")

    assert ended.code == 3
    assert "Your key to this case was changed" in ended.err


@pytest.mark.parametrize("verb", ["add", "register", "read", "note"])
def test_a_directory_is_refused_where_a_file_is_wanted(
    run: Run, case: Path, tmp_path: Path, verb: str
) -> None:
    (tmp_path / "folder").mkdir()

    ended = run(verb, *(("case",) if verb in {"add", "register"} else ()), "folder")

    assert ended.code == 2
    assert "folder" in ended.err


@pytest.mark.parametrize("content", [bytes(range(32)) * 40, b"\x7fELF" + bytes(range(256)) * 9])
@pytest.mark.parametrize("verb", ["note", "open"])
def test_a_note_that_is_not_text_is_refused_as_such(
    run: Run, tmp_path: Path, verb: str, content: bytes
) -> None:
    (tmp_path / "note.bin").write_bytes(content)
    how = ("note", "note.bin") if verb == "note" else ("open", "new", "--note", "note.bin")

    ended = run(*how, *RECEIVED)

    assert ended.code == 2
    assert "Save what it says as plain text" in ended.err
    assert not (tmp_path / "new").exists()


def test_a_sum_that_is_no_amount_is_said_not_to_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sum.txt").write_text("We stole your data.\nPay 1e999 EUR.\n")

    ended = run("note", "sum.txt", *RECEIVED)

    assert ended.code == 0
    assert "The sum on line 2 of the note is no amount of money" in " ".join(ended.out.split())


@pytest.mark.parametrize("time", ["soon", "2014-13-45T09:00+02:00", "", "9" * 400])
def test_what_is_no_time_is_refused(run: Run, note: Path, time: str) -> None:
    assert run("open", "case", "--note", note, "--received", time).code == 2


HOSTILE = "=cmd|' /C calc'!A0\u202e\u0000\U0001f600"
"""A formula, a right-to-left override, a NUL and a face, in one cell."""


@pytest.fixture
def hostile(run: Run, case: Path, register: Path, tmp_path: Path) -> Path:
    """A case with a leak whose name, header and cells act."""
    leak = tmp_path / "=leak\u202e\U0001f600.csv"
    leak.write_text(
        f"customer_no;name;email;{HOSTILE}\n1001;{HOSTILE};zoe@post.example;x\n"
        f"1002;Yan\u0000Brisset;yan@post.example;{HOSTILE}\n",
        "utf-8",
    )
    assert run("register", "case", register).code == 0
    assert run("add", "case", leak).code == 0
    return leak


def test_names_and_cells_that_act_are_inert_in_every_output(run: Run, hostile: Path) -> None:
    said = {"establish": run("establish", "case")}
    said |= {form: run("report", "case", "--format", form) for form in ("json", "html", "md")}

    assert hostile.exists()
    assert {form: ended.code for form, ended in said.items() if ended.code not in (0, 1)} == {}
    assert {form for form, ended in said.items() if "\u202e" in ended.out + ended.err} == set()
    assert {form for form, ended in said.items() if "\x00" in ended.out + ended.err} == set()
    assert {form for form, ended in said.items() if "\n=" in ended.out} == set()


def test_two_establishes_at_once_do_the_work_once(
    case: Path, register: Path, run: Run, tmp_path: Path
) -> None:
    run("register", "case", register)
    command = [str(Path(sys.executable).with_name("tocsin")), "establish", str(case)]

    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[1] for process in both]

    ended = sorted(process.returncode for process in both)
    assert ended[0] in (0, 1)
    assert ended[1] in (0, 1) or "Another tocsin is at work in this case" in "".join(said)
    assert (case / "ledger.jsonl").read_text().count('"act":"establish"') == 1
    assert run("verify", "case").code == 0


def test_a_note_padded_with_nuls_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "padded.txt").write_bytes(b"We stole your data.\n" + bytes(400))

    ended = run("note", "padded.txt", *RECEIVED)

    assert (ended.code, "Data of the company" in ended.out) == (0, True)
