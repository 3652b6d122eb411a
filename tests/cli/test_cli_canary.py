"""Canaries from planting to sighting: in a book that is older than any case, and in a case."""

from __future__ import annotations

import csv
import json
import shutil
import stat
import sys
from pathlib import Path

import pytest
from cli_running import Run

from tocsin import cli

GIVEN = ("Ada", "Ben", "Zoe", "Guy")
FAMILY = (
    "Martin",
    "Petit",
    "Durand",
    "Moreau",
    "Simon",
    "Roux",
    "Blanc",
    "Garnier",
    "Faure",
    "Henry",
)
"""Of an even number of each, which meet by halves: the other pairs are nobody's name."""

DOMAINS = ("--domain", "box.example", "--domain", "mail-here.example")
HEAD = ["customer_no", "first_name", "last_name", "email", "phone", "postcode"]


def customer(n: int) -> list[str]:
    given, family = GIVEN[n % 4], FAMILY[n % 10]
    phone = f"07 12 {n % 100:02d} 44 {n * 7 % 100:02d}"
    mail = f"{given.lower()}.{family.lower()}{n}@post.example"
    return [f"{20000 + 9 * n}", given, family, mail, phone, f"{75001 + n % 20}"]


def written(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register, a book with two canaries, and their rows, made by the command line."""
    folder = tmp_path_factory.mktemp("once")
    written(folder / "shop.csv", [customer(n) for n in range(120)])
    wish = ("--for", "mail house feed", "--count", "2", *DOMAINS)
    argv = ["canary", "plant", "book", *wish, "--register", "shop.csv", "-o", "rows.csv"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("TOCSIN_IDENTITY", str(folder / "identity.txt"))
        patch.setattr(sys, "argv", ["tocsin", *argv])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    assert ended.value.code == 0
    return folder


@pytest.fixture
def shop(once: Path, tmp_path: Path, run: Run) -> Path:
    """The register, and the book beside it."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "shop.csv"


@pytest.fixture
def planted(shop: Path) -> list[list[str]]:
    """The canaries, as their rows were given out."""
    with shop.with_name("rows.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == HEAD
    return rows


def test_planting_makes_a_book_and_gives_rows_that_only_the_owner_reads(
    run: Run, planted: list[list[str]], tmp_path: Path
) -> None:
    assert len(planted) == 2
    assert all(row[3].endswith(("@box.example", "@mail-here.example")) for row in planted)
    assert stat.S_IMODE((tmp_path / "rows.csv").stat().st_mode) == 0o600
    assert run("verify", "book").code == 0


def test_the_ledger_has_neither_place_nor_canary(planted: list[list[str]], tmp_path: Path) -> None:
    ledger = (tmp_path / "book" / "ledger.jsonl").read_text("utf-8")

    assert "2 canaries are kept" in ledger
    assert not any(secret in ledger for secret in ("mail house", *planted[0][3:5]))


def test_the_list_shows_no_canary_unless_asked_and_then_it_is_entered(
    run: Run, planted: list[list[str]], tmp_path: Path
) -> None:
    listed, shown = run("canary", "list", "book"), run("canary", "list", "book", "--show")

    assert "mail house feed" in listed.out
    assert planted[0][3] not in listed.out
    assert planted[0][3] in shown.out.replace("\n", "")
    assert "the canaries were shown" in (tmp_path / "book" / "ledger.jsonl").read_text("utf-8")


def test_a_file_with_a_canary_names_the_place(
    run: Run, planted: list[list[str]], tmp_path: Path
) -> None:
    dump = written(tmp_path / "dump.csv", [*(customer(n) for n in range(30)), planted[1]])

    ended = run("canary", "check", "book", dump, "--json", "--show")

    assert ended.code == 1
    told = json.loads(ended.out)
    (one,) = told["canaries"]
    assert (one["place"], one["planted"], one["seen"], one["exact"]) == (
        "mail house feed",
        2,
        1,
        True,
    )
    assert [(place["table"], place["row"]) for place in told["places"]] == [("table", 30)]
    assert "a canary is in it" in (tmp_path / "book" / "ledger.jsonl").read_text("utf-8")


def test_a_case_with_the_book_counts_no_canary(
    run: Run, planted: list[list[str]], shop: Path, case: Path, tmp_path: Path
) -> None:
    damaged = [planted[0][0], *planted[0][1:3], "", *planted[0][4:]]
    typed = ["", planted[1][1], f"{planted[1][2][:-1]}x", "", *planted[1][4:]]  # told by its link
    dump = [*(customer(n) for n in range(40)), planted[1], damaged, typed]
    run("register", case, written(shop, [*(customer(n) for n in range(120)), *planted]))
    run("add", case, written(tmp_path / "dump.csv", dump))

    assert run("canary", "check", case, "--book", "book").code == 1
    told = json.loads(run("establish", case, "--json").out)

    assert told["scope"]["rows"] == told["scope"]["people"] == 40
    assert told["scope"]["unlinked"] == 0
    (named,) = [f for f in told["findings"] if "put nowhere else" in f["says"]]
    assert named["certainty"] == "established"
    assert (told["taken"]["source"], told["taken"]["latest"]) == ("mail house feed", None)
    assert told["taken"]["earliest"] == told["taken"]["canaries"][0]["planted"]
    (source,) = [f for f in told["findings"] if f["says"].startswith("It was copied from")]
    assert "'mail house feed'" in source["says"]
    assert not any(secret in json.dumps(told) for row in planted for secret in (row[3], row[4]))


def test_what_is_not_there_is_refused(
    run: Run, planted: list[list[str]], case: Path, shop: Path
) -> None:
    wish = ("--for", "feed", *DOMAINS)

    assert run("canary", "plant", "new", *wish).code == 2
    assert run("canary", "plant", case, *wish).code == 2
    assert run("canary", "plant", "book", "--for", " ", *DOMAINS, "--register", shop).code == 2
    assert (
        run("canary", "plant", "book", "--for", "x", "--domain", "a b", "--register", shop).code
        == 2
    )
    assert run("canary", "plant", "book", *wish, "--phone", "x", "--register", shop).code == 2
    assert run("canary", "list", case).code == 2
    assert run("canary", "check", "book").code == 2


def test_a_register_too_small_to_hide_in_is_refused(
    run: Run, register: Path, tmp_path: Path
) -> None:
    ended = run("canary", "plant", "book", "--for", "x", *DOMAINS, "--register", register)

    assert ended.code == 2
    assert not (tmp_path / "book").exists()
