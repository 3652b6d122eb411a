"""The tripwire: marked people go through the whole desk, and no mark comes out where none may.

Marks stand in every personal field of the note, the leak and the register, and in the leak's file
name. They may come out nowhere but in LINKS.parquet, as the register's keys: not on stdout or stderr of any verb, not in the report, nor in any clear byte or file
name of the case.
"""

from __future__ import annotations

import csv
import logging
from collections.abc import Callable
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest

MARK = "zzmarkedzz"


@pytest.fixture(scope="module")
def marked(
    tmp_path_factory: pytest.TempPathFactory, tocsin: Callable[..., Any]
) -> tuple[Path, str]:
    """A folder with a finished case of marked people, and all that the verbs said."""
    folder = tmp_path_factory.mktemp("marked")
    people = [
        {
            "customer_no": f"{MARK}{n:03d}",
            "name": f"Ada{MARK} Person{'abcdefghij'[n % 10]}{MARK}",
            "email": f"{MARK}{n}@post.example",
            "phone": f"07 12 34 5{n:03d}"[:14],
            "address": f"{n + 1} rue {MARK}",
            "postcode": "75011",
            "password": md5(str(n).encode(), usedforsecurity=False).hexdigest(),
            "memo": f"digicode {MARK}",
        }
        for n in range(40)
    ]
    for name in ("register.csv", f"{MARK}.csv"):
        with (folder / name).open("w", newline="") as file:
            rows = csv.DictWriter(file, list(people[0]))
            rows.writeheader()
            rows.writerows(people)
    (folder / "note.txt").write_text(
        f"We hold over 40 records of your customers, names and e-mails. Pay EUR 500.\n\n"
        f"Name: Ada {MARK}\nE-mail: {MARK}1@post.example\nPhone: 07 12 34 50 01\n"
    )
    case, leak = folder / "case", folder / f"{MARK}.csv"
    ended = [
        tocsin("open", case, "--note", folder / "note.txt", "--received", "2014-06-10T09:00+02:00"),
        tocsin("register", case, folder / "register.csv", "--key", "customer_no"),
        tocsin("add", case, leak),
        tocsin("establish", case),
        tocsin("report", case, "-o", folder / "report.html"),
        tocsin("report", case, "--format", "md", "-o", folder / "report.md"),
        tocsin("verify", case),
        tocsin("note", folder / "note.txt", "--received", "2014-06-10T09:00+02:00"),
        tocsin(
            "link", leak, folder / "register.csv", "-o", folder / "links.parquet", "--explain", 3
        ),
        tocsin("register", case, folder / "register.csv", "--key", "memo"),
    ]
    assert [one.returncode for one in ended] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 2], [
        one.stderr for one in ended
    ]
    later = [
        tocsin("known", case, leak, "--as", "a leak of before"),
        tocsin("aware", case, "--at", "2014-06-10T10:00+02:00", "--because", "the rows match"),
        tocsin("status", case),
        tocsin("status", case, "--json"),
        tocsin("form", case),
        tocsin("form", case, "--format", "json", "-o", folder / "form.json"),
        tocsin("rows", case, "-o", folder / "rows.csv"),
        tocsin("resets", case),
        tocsin("letters", case),
        tocsin("establish", case),
        tocsin("since", case),
        tocsin("report", case, "--format", "json", "-o", folder / "report.json"),
    ]
    assert {one.returncode for one in later} <= {0, 1}, [one.stderr for one in later]
    said = "".join(one.stdout + one.stderr for one in (*ended, *later))
    return folder, said.replace(leak.name, "")


def test_no_mark_is_said(marked: tuple[Path, str]) -> None:
    assert MARK not in marked[1]


@pytest.mark.parametrize(
    "name", ["report.html", "report.md", "report.json", "form.json", "rows.csv"]
)
def test_no_mark_is_in_a_report_but_the_exhibits_name(marked: tuple[Path, str], name: str) -> None:
    told = (marked[0] / name).read_text("utf-8").replace(f"{MARK}.csv", "")

    assert MARK not in told.replace(f"{MARK}\\.csv", "")


def test_no_mark_is_in_any_byte_or_file_name_of_the_case(marked: tuple[Path, str]) -> None:
    files = [path for path in (marked[0] / "case").rglob("*") if path.is_file()]

    assert len(files) > 10
    assert not [path for path in files if MARK in path.name or MARK.encode() in path.read_bytes()]


def test_no_mark_is_logged_or_in_a_repr(
    marked: tuple[Path, str], caplog: pytest.LogCaptureFixture
) -> None:
    from tocsin import wiring
    from tocsin.desk import intake

    with caplog.at_level(logging.DEBUG), wiring.working(marked[0] / "case") as desk:
        reprs = [repr(desk.vault), repr(desk.vault.exhibits()), repr(desk.vault.entries())]
        reprs += [repr(read) for read in intake.readings(desk)]

    assert MARK not in caplog.text
    assert not [text for text in reprs if MARK in text]
