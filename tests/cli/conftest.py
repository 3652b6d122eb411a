"""The command line run in this process, with a person's key of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cli_running import Ended, Run

import tocsin.cli.console
from tocsin import cli


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """`run("open", "case", ...)` in an empty directory."""
    monkeypatch.setenv("TOCSIN_IDENTITY", str(tmp_path / "identity.txt"))
    for console in (tocsin.cli.console.out, tocsin.cli.console.err):
        monkeypatch.setattr(console, "_width", 100)  # whatever terminal runs the tests
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["tocsin", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capfd.readouterr()
        return Ended(int(ended.value.code or 0), said.out, " ".join(said.err.split()))

    return command


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A note in our own words that claims and asks something."""
    path = tmp_path / "note.txt"
    path.write_text(
        "We hold over 650 records of your customers: names, e-mail addresses and phone numbers.\n"
        "Pay EUR 30,000 before Monday 16 June, 8 pm CET, or we publish.\n",
        "utf-8",
    )
    return path


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register of three customers, as CSV."""
    path = tmp_path / "customers.csv"
    path.write_text(
        "customer_no,first_name,last_name,email,phone,postcode\n"
        "1001,Zoe,Abelard,zoe@post.example,0712345678,75011\n"
        "1002,Yan,Brisset,yan@post.example,0712345679,69003\n"
        "1003,Ada,Colson,ada@post.example,0712345670,13001\n",
        "utf-8",
    )
    return path


@pytest.fixture
def case(run: Run, note: Path, tmp_path: Path) -> Path:
    """A case opened on the note."""
    assert run("open", "case", "--note", note, "--received", "2014-06-10T09:00+02:00").code == 0
    return tmp_path / "case"
