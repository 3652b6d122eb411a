"""The queue of rows in doubt, and what is decided of them, at the command line."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_running import Ended, Run

import tocsin.cli.console
from tocsin import cli

CUSTOMERS = (
    "customer_no,first_name,last_name,email,phone,postcode\n"
    "1001,Zoe,Abelard,zoe@post.example,0712345678,75011\n"
    "1002,Yan,Brisset,yan@post.example,0712345679,69003\n"
    "1003,Ada,Colson,ada@post.example,0712345670,13001\n"
    "1004,Zoe,Abelard,za@mail.example,0712345111,75011\n"
)
LEAK = (
    "name;email;phone;postcode\n"
    "Yan Brisset;yan@post.example;0712345679;69003\n"
    "Zoe Abelard;;;75011\n"
    "Ada Colson;;;13001\n"
)
"""Of the last two nothing is known but a name in a postcode: of Zoes there are two."""

MORE = "name;email;phone;postcode\nZoe Abelard;zoe@post.example;0712345678;75011\n"

YAN, ZOE, ADA = 0, 1, 2
"""Rows of the leak."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case of these, its key, and what it was made of."""
    folder = tmp_path_factory.mktemp("doubts")
    (folder / "customers.csv").write_text(CUSTOMERS)
    (folder / "leak.csv").write_text(LEAK)
    (folder / "more.csv").write_text(MORE)
    (folder / "note.txt").write_text("We hold over 3 records of your customers. Pay EUR 500.\n")
    case = str(folder / "case")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOCSIN_IDENTITY", str(folder / "identity.txt"))
        for words in (
            ("open", case, "--note", folder / "note.txt", "--received", "2014-06-10T09:00+02:00"),
            ("register", case, folder / "customers.csv", "--key", "customer_no"),
            ("add", case, folder / "leak.csv"),
            ("establish", case),
        ):
            patch.setattr(sys, "argv", ["tocsin", *map(str, words)])
            with pytest.raises(SystemExit) as ended:
                cli.main()
            assert ended.value.code in {0, 1}
    return folder


@pytest.fixture
def case(made: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of it, in the directory where commands run."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("TOCSIN_IDENTITY", str(tmp_path / "identity.txt"))
    return tmp_path / "case"


def established(run: Run, case: Path) -> dict[str, Any]:
    return dict(json.loads(run("establish", case, "--json").out))


def people(run: Run, case: Path) -> tuple[int, int]:
    scope = established(run, case)["scope"]
    return scope["people"], scope["judged"]


def test_the_queue_tells_rows_in_doubt_and_what_they_would_move(run: Run, case: Path) -> None:
    ended = run("queue", case, "--json")

    told = json.loads(ended.out)
    assert ended.code == 1
    assert {doubt["row"] for doubt in told["queue"]} == {ZOE, ADA}
    assert (told["rows"], told["more_people"], told["fewer_people"]) == (2, 2, 0)
    (ada,) = [doubt for doubt in told["queue"] if doubt["row"] == ADA]
    assert [candidate["record"] for candidate in ada["candidates"]] == ["1003"]
    assert ada["moves"] == ["people", "by_country", "accounts", "unlinked"]


def test_the_queue_shows_no_value_of_anybody_but_on_a_terminal(run: Run, case: Path) -> None:
    said = run("queue", case).out + run("queue", case, "--json").out

    assert not [word for word in ("abelard", "ada@post", "13001", "0712") if word in said.lower()]


def test_on_a_terminal_row_and_records_stand_side_by_side(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tocsin.cli.console.out, "_force_terminal", True)

    said = run("queue", case).out

    assert "abelard zoe" in said or "zoe abelard" in said
    assert "za@mail.example" in said


def test_the_report_says_how_many_rows_are_in_doubt(run: Run, case: Path) -> None:
    report = established(run, case)

    (said,) = [f["says"] for f in report["findings"] if f["key"] == "scope.doubtful"]
    assert said.startswith("2 rows are in doubt")
    assert report["scope"]["doubtful"] == 2


def test_a_row_that_is_judged_to_be_a_customers_is_counted(run: Run, case: Path) -> None:
    assert run("judge", case, ADA, "same", "--why", "she confirmed it").code == 0

    report = established(run, case)

    assert (report["scope"]["people"], report["scope"]["judged"]) == (2, 1)
    (said,) = [f["says"] for f in report["findings"] if f["key"] == "scope.judged"]
    assert said.startswith("1 row was judged by a person: 1 row is linked that was not")


def test_the_ledger_says_why_and_neither_row_nor_record(run: Run, case: Path) -> None:
    run("judge", case, ADA, "same", "--why", "she confirmed it")

    (entry,) = [e for e in map(json.loads, (case / "ledger.jsonl").open()) if "confirmed" in str(e)]

    assert "1003" not in str(entry["why"])
    assert "a row is the record's: she confirmed it" in str(entry)


def test_what_is_decided_stands_nowhere_in_clear(run: Run, case: Path) -> None:
    run("judge", case, ZOE, "same", "--record", "1004", "--why", "x")

    held = [path.read_bytes() for path in case.rglob("*") if path.is_file()]

    assert not [content for content in held if b'"1004"' in content]


def test_a_judgement_holds_when_another_dump_is_added(run: Run, case: Path) -> None:
    run("judge", case, ADA, "same", "--why", "x")
    run("add", case, "more.csv")

    assert people(run, case) == (3, 1)


def test_a_judgement_holds_when_the_register_is_taken_again(run: Run, case: Path) -> None:
    run("judge", case, ADA, "same", "--why", "x")
    Path("customers.csv").write_text(
        CUSTOMERS + "1005,Eva,Dorn,eva@post.example,0712340000,13001\n"
    )
    run("register", case, "customers.csv", "--key", "customer_no")

    assert people(run, case) == (2, 1)


def test_a_judgement_that_is_taken_back_changes_nothing(run: Run, case: Path) -> None:
    before = people(run, case)
    run("judge", case, ADA, "same", "--why", "x")
    run("judge", case, ADA, "undecided", "--why", "the wrong row")

    assert people(run, case) == before == (1, 0)


def test_a_row_of_nobody_is_no_longer_asked_about(run: Run, case: Path) -> None:
    run("judge", case, ADA, "nobody", "--why", "x")

    queue = json.loads(run("queue", case, "--json").out)["queue"]

    assert [doubt["row"] for doubt in queue] == [ZOE]


def test_a_link_that_is_judged_wrong_is_undone(run: Run, case: Path) -> None:
    run("judge", case, YAN, "different", "--why", "x")

    assert people(run, case) == (0, 1)


def test_which_of_two_records_is_said_by_the_registers_key(run: Run, case: Path) -> None:
    unsaid = run("judge", case, ZOE, "same", "--why", "x")
    said = run("judge", case, ZOE, "same", "--record", "1004", "--why", "x")

    assert (unsaid.code, said.code) == (2, 0)
    assert unsaid.err == "tocsin: Row 1 may be of 2 records. Name one with --record."
    assert people(run, case) == (2, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((ADA, "same"), "A judgement needs a reason."),
        ((ADA,), "A row needs a ruling. Choose one of: same, different, nobody, undecided."),
        ((ADA, "perhaps", "--why", "x"), "That is no ruling."),
        ((9, "nobody", "--why", "x"), "The leak has no row 9. Its rows are 0 to 2."),
        ((ADA, "same", "--record", "77", "--why", "x"), "The register has no such record."),
        ((ADA, "nobody", "--record", "1003", "--why", "x"), "A row that is nobody's is of no"),
        ((ADA, "undecided", "--why", "x"), "Nobody judged row 2. Nothing was changed."),
        ((), "The queue is worked through at a terminal."),
    ],
)
def test_what_is_no_judgement_is_refused(
    run: Run, case: Path, words: tuple[object, ...], said: str
) -> None:
    ended = run("judge", case, *words)

    assert ended.code == 2
    assert said in ended.err


Answering = Callable[..., Ended]


@pytest.fixture
def at_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Work through the queue at a terminal, where these answers are given one after the other."""

    def answering(case: Path, *answers: str) -> Ended:
        monkeypatch.setattr(tocsin.cli.console.out, "_force_terminal", True)
        given = iter(answers)
        monkeypatch.setattr("typer.prompt", lambda *_a, **_w: next(given))
        monkeypatch.setattr(os, "isatty", lambda _fd: True)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        return run("judge", case)

    return answering


def test_the_queue_is_worked_through_at_a_terminal(
    run: Run, case: Path, at_terminal: Answering
) -> None:
    ended = at_terminal(case, "2", "she confirmed it", "s", "so does she")

    assert (ended.code, "2 of 2 rows in doubt are judged." in ended.err) == (0, True)
    assert people(run, case) == (3, 2)


def test_who_stops_in_the_queue_keeps_what_was_decided(
    run: Run, case: Path, at_terminal: Answering
) -> None:
    at_terminal(case, "what?", "k", "n", "not ours", "q")

    assert people(run, case) == (1, 1)
