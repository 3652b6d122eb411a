"""What a person says of a file: passwords, limits, and what a column holds."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from cli_running import Ended, Run

PACKED = Path(__file__).parents[1] / "cases" / "packed"
PASSWORD = "secret"


def exhibit(ended: Ended) -> dict[str, object]:
    (read,) = json.loads(ended.out)["exhibits"]
    return dict(read)


@pytest.fixture
def passwords(tmp_path: Path) -> Path:
    path = tmp_path / "passwords.txt"
    path.write_text(f"wrong\n{PASSWORD}\n")
    return path


@pytest.fixture
def nested(tmp_path: Path) -> Path:
    """A table in a zip in a zip in a zip."""
    path = tmp_path / "customers.csv"
    path.write_text("id;mail\n1;zoe@post.example\n2;yan@post.example\n")
    for depth in range(3):
        outer = tmp_path / f"{depth}.zip"
        with zipfile.ZipFile(outer, "w") as archive:
            archive.write(path, path.name)
        path = outer
    return path


def test_a_locked_archive_is_said_to_be_locked_and_a_password_asked_for_by_name(run: Run) -> None:
    ended = run("read", PACKED / "aes.zip", "--json")

    assert ended.code == 1
    assert "It is locked with a password. " in str(exhibit(ended)["members"])
    assert "--password-file" in str(exhibit(ended)["members"])


def test_a_file_of_passwords_opens_it(run: Run, passwords: Path) -> None:
    ended = run("read", PACKED / "aes.zip", "--password-file", passwords, "--json")

    assert (ended.code, exhibit(ended)["refused"]) == (0, None)
    assert exhibit(ended)["tables"]


def test_a_limit_that_a_refusal_names_can_be_lifted(run: Run, nested: Path) -> None:
    strict = run("read", nested, "--limit", "depth=2", "--json")
    lifted = run("read", nested, "--limit", "depth=3", "--json")

    assert (strict.code, lifted.code) == (1, 0)
    assert "--limit depth=N" in str(exhibit(strict))
    assert exhibit(lifted)["tables"]


@pytest.mark.parametrize("setting", ["depth", "depth=0", "depth=-1", "depth=two", "width=2", "=3"])
def test_what_is_no_limit_is_refused(run: Run, nested: Path, setting: str) -> None:
    ended = run("read", nested, "--limit", setting)

    assert ended.code == 2
    assert ended.err.startswith(
        f"tocsin: {setting!r} sets no limit. Write NAME=NUMBER, with one of:"
    )


def test_a_password_given_when_a_file_is_added_opens_it_in_the_case(
    run: Run, case: Path, register: Path, passwords: Path
) -> None:
    run("register", case, register)
    run("add", case, PACKED / "aes.zip")
    locked = run("establish", case, "--json")

    run("add", case, PACKED / "aes.zip", "--password-file", passwords)
    opened = run("establish", case, "--json")

    assert "not read" in locked.out
    assert "not read" not in opened.out


def test_a_password_stands_nowhere_in_the_case(run: Run, case: Path, passwords: Path) -> None:
    run("add", case, PACKED / "aes.zip", "--password-file", passwords)

    files = [path for path in case.rglob("*") if path.is_file()]

    assert files
    assert not any(PASSWORD.encode() in path.read_bytes() for path in files)


def test_what_a_person_says_of_a_column_holds_and_is_in_the_ledger(
    run: Run, case: Path, register: Path, tmp_path: Path
) -> None:
    leak = tmp_path / "leak.csv"
    leak.write_text("a;b\n" + "".join(f"{1001 + i};person{i}@post.example\n" for i in range(3)))
    run("register", case, register)
    sealed = run("add", case, leak).err.rpartition(" ")[2].rstrip(".")

    ended = run("correct", case, sealed, "a=customer_number", "--why", "the shop's own numbers")
    run("establish", case)
    report = run("report", case, "--format", "json")

    assert ended.code == 0, ended.err
    assert "customer_number" in {kind["kind"] for kind in json.loads(report.out)["kinds"]}
    assert "the shop's own numbers" in report.out


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("a", "'a' names no column and kind. Write COLUMN=KIND."),
        ("z=email", "The map names a column that is not there: 'z'."),
        ("a=shoe", "The map names a kind that is not known: 'shoe'."),
    ],
)
def test_a_judgement_of_nothing_is_refused(
    run: Run, case: Path, tmp_path: Path, word: str, said: str
) -> None:
    leak = tmp_path / "leak.csv"
    leak.write_text("a;b\n1;zoe@post.example\n2;yan@post.example\n")
    sealed = run("add", case, leak).err.rpartition(" ")[2].rstrip(".")

    ended = run("correct", case, sealed, word)

    assert ended.code == 2
    assert said in ended.err


def test_a_judgement_of_an_exhibit_that_is_not_there_is_refused(run: Run, case: Path) -> None:
    ended = run("correct", case, "abcdef", "a=email")

    assert (ended.code, ended.err) == (
        2,
        "tocsin: 'abcdef' names no exhibit of this case, or several. "
        "Give the first 6 or more digits of its SHA-256.",
    )


def test_a_note_in_a_mail_is_heard(run: Run, tmp_path: Path) -> None:
    mail = tmp_path / "note.eml"
    mail.write_text(
        "From: rex@post.invalid\nTo: shop@post.example\nSubject: your data\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "We hold over 650 records of your customers, na=\nmes and e-mail addresses.\n"
        "Pay EUR 30,000 before Monday 16 June, or we publish.\n"
    )

    ended = run("note", mail, "--received", "2014-06-10T09:00+02:00", "--json")

    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["demand"]["asked"] == {"amount": "30000", "currency": "EUR"}


def test_pieces_of_one_file_are_read_together(run: Run, nested: Path, tmp_path: Path) -> None:
    content = nested.read_bytes()
    pieces = [tmp_path / f"dump.zip.{number:03}" for number in (1, 2, 3)]
    for number, path in enumerate(pieces):
        path.write_bytes(content[number * 200 : (number + 1) * 200 if number < 2 else None])

    ended = run("read", *reversed(pieces), "--json")

    by_name = {read["name"]: read for read in json.loads(ended.out)["exhibits"]}
    assert ended.code == 0
    assert by_name["dump.zip.001"]["marks"]["read as"] == "dump.zip"
    assert by_name["dump.zip.001"]["tables"][0]["rows"] == 2
    assert by_name["dump.zip.003"]["marks"] == {"piece of": "dump.zip"}


def test_pieces_of_one_file_in_a_case_are_read_together(
    run: Run, case: Path, register: Path, tmp_path: Path
) -> None:
    dump = tmp_path / "dump.csv"
    rows = "".join(f"{1001 + i % 3};zoe@post.example;Zoe Abelard\n" for i in range(50))
    content = f"customer_no;email;name\n{rows}".encode()
    pieces = [dump.with_name(f"dump.csv.{number:03}") for number in (1, 2)]
    pieces[0].write_bytes(content[:700])
    pieces[1].write_bytes(content[700:])
    run("register", case, register)
    run("add", case, *pieces)

    ended = run("establish", case, "--json")

    assert json.loads(ended.out)["scope"]["rows"] == 50


@pytest.fixture
def five(tmp_path: Path) -> Path:
    """Five tables in a zip."""
    path = tmp_path / "five.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(5):
            lines = "".join(f"{number}{i};person{number}{i}@post.example\n" for i in range(9))
            archive.writestr(f"{number}.csv", f"id;mail\n{lines}")
    return path


def test_what_lies_beyond_a_limit_is_said_to_be_unread(run: Run, five: Path) -> None:
    ended = run("read", five, "--limit", "members=2", "--json")

    assert ended.code == 1
    (rest,) = [m for m in exhibit(ended)["members"] if m["refused"]]  # type: ignore[attr-defined]
    assert rest["name"] == "(the rest)"
    assert rest["refused"] == "It holds more than 2 files. Allow more with --limit members=N."
    assert len(exhibit(ended)["tables"]) == 2  # type: ignore[arg-type]


def test_a_case_with_a_file_unread_within_an_exhibit_needs_a_person_and_contradicts_nothing(
    run: Run, case: Path, register: Path, five: Path
) -> None:
    run("register", case, register)
    run("add", case, five, "--limit", "members=2")

    ended = run("establish", case, "--json")

    told = json.loads(ended.out)
    assert ended.code == 1
    assert "contradicted" not in {claim["status"] for claim in told["claims"]}
    assert any(
        "were not read" in f["says"] or "was not read" in f["says"] for f in told["findings"]
    )


def test_a_mail_with_an_attachment_named_as_its_own_headers_is_read(
    run: Run, tmp_path: Path
) -> None:
    mail = tmp_path / "trick.eml"
    mail.write_text(
        "From: rex@post.invalid\nSubject: x\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=B\n\n--B\n"
        'Content-Type: text/csv; name="headers"\n'
        'Content-Disposition: attachment; filename="headers"\n\n'
        "id;mail\n1;zoe@post.example\n2;yan@post.example\n--B--\n"
    )

    ended = run("read", mail, "--json")

    names = [table["name"] for table in exhibit(ended)["tables"]]  # type: ignore[attr-defined]
    assert (ended.code, len(names), len(set(names))) == (0, 2, 2)


def test_a_name_of_bytes_that_are_no_text_stands_by_its_codes(
    run: Run, case: Path, register: Path, tmp_path: Path
) -> None:
    leak = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfebad.csv"))
    leak.write_text("id;mail\n1001;zoe@post.example\n1002;yan@post.example\n")
    run("register", case, register)

    read, added = run("read", leak, "--json"), run("add", case, leak)

    assert exhibit(read)["name"] == "\\xff\\xfebad.csv"
    assert added.code == 0
    assert run("establish", case, "--json").code in {0, 1}


def test_pieces_of_one_name_from_two_folders_are_kept_apart(
    run: Run, case: Path, register: Path, tmp_path: Path
) -> None:
    paths = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        rows = "".join(f"{folder}{i};{folder}{i}@post.example;Zoe Abelard\n" for i in range(30))
        content = f"customer_no;email;name\n{rows}".encode()
        for number, part in enumerate((content[:500], content[500:]), 1):
            paths.append(tmp_path / folder / f"dump.csv.{number:03}")
            paths[-1].write_bytes(part)
    run("register", case, register)
    run("add", case, *paths)

    assert json.loads(run("establish", case, "--json").out)["scope"]["rows"] == 60


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_of_passwords_may_bear_a_mark(run: Run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "passwords.txt"
    path.write_text(f"wrong\r\n{PASSWORD}\r\n", encoding)

    assert run("read", PACKED / "aes.zip", "--password-file", path, "--json").code == 0


def test_a_limit_given_later_leaves_the_passwords_that_were_given(
    run: Run, case: Path, register: Path, passwords: Path
) -> None:
    run("register", case, register)
    run("add", case, PACKED / "aes.zip", "--password-file", passwords)
    run("add", case, PACKED / "aes.zip", "--limit", "depth=9")

    assert "not read" not in run("establish", case, "--json").out


def test_a_file_that_cannot_be_opened_is_said_to_be_unavailable(
    run: Run, nested: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.open

    def denied(path: Path, *how: object, **wishes: object) -> object:
        if path == nested:
            raise PermissionError(13, "Permission denied")
        return whole(path, *how, **wishes)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", denied)

    ended = run("read", nested)

    assert ended.code == 3
    assert "could not be read (permission denied)" in ended.err


def test_a_file_that_is_named_twice_is_told_twice(run: Run, tmp_path: Path) -> None:
    leak = tmp_path / "a.csv"
    leak.write_text("id;mail\n1;anna@post.example\n")

    ended = run("read", leak, leak, "--json")

    one, other = json.loads(ended.out)["exhibits"]
    assert one == other
    assert one["tables"][0]["rows"] == 1
