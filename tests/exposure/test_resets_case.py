"""A case whose leak keeps a legacy hash beside a strong one: what is told of it, and the order of resets."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from hashlib import md5, sha1
from pathlib import Path

import msgspec
import pytest

from tocsin import cli, wiring
from tocsin.desk.passwords import passwords
from tocsin.desk.waiting import in_hand
from tocsin.exposure import passwords_findings
from tocsin.report import chart, reach
from tocsin.report import passwords as told
from tocsin.report.sheet import index
from tocsin.terms.finding import Locus
from tocsin.terms.password import Passwords, Place

GIVEN = ["Zoe", "Yan", "Ada", "Noe", "Lea", "Max", "Eva", "Tom", "Ines", "Hugo"]
FAMILY = ["Abelard", "Brisset", "Colson", "Dumont", "Evrard", "Fontaine"]
PEOPLE = 60
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./"
WORDS = ["azerty", "azerty", "123456", "shared-4711", "shared-4711"]
"""Of customers 0 to 4; all others have one of their own."""


def of(word: str) -> str:
    return md5(word.encode(), usedforsecurity=False).hexdigest()


def bcrypt_of(number: int) -> str:
    """What has the form of a hash of bcrypt, cost 12."""
    letters = random.Random(number).choices(LETTERS, k=52)
    return f"$2y$12${''.join(letters)}u"


def customer(number: int) -> list[str]:
    given, family = GIVEN[number % 10], FAMILY[number // 10]
    return [
        str(100_417 + 37 * number),
        given,
        family,
        f"{given}.{family}@post.example".lower(),
        f"07{12_345_678 + 7919 * number:08d}",
    ]


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """50 of 60 customers are in the leak; 30 of them still have the hash of the old system."""
    folder = tmp_path_factory.mktemp("resets")
    header = ["customer_no", "first_name", "last_name", "email", "phone"]
    people = [customer(number) for number in range(PEOPLE)]
    gone = [["2014-01-05 10:00:00" if n in (1, 9) else ""] for n in range(PEOPLE)]
    legacy = [
        [of(f"own {n}" if n >= len(WORDS) else WORDS[n]) if n < 30 else ""] for n in range(50)
    ]
    write(
        folder / "customers.csv",
        [*header, "deleted_at", "password", "password_old"],
        [
            [*person, *when, bcrypt_of(n), sha1(f"own {n}".encode()).hexdigest() if n < 40 else ""]
            for n, (person, when) in enumerate(zip(people, gone, strict=True))
        ],
    )
    write(
        folder / "leak.csv",
        [*header, "password", "password_md5"],
        [
            [*person, bcrypt_of(n), *old]
            for n, (person, old) in enumerate(zip(people, legacy, strict=False))
        ],
    )
    (folder / "note.txt").write_text("We have your customers. Pay EUR 30,000.\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOCSIN_IDENTITY", str(folder / "identity.txt"))
        run = runner(patch)
        place = folder / "case"
        assert (
            run(
                "open", place, "--note", folder / "note.txt", "--received", "2014-06-10T09:12+02:00"
            )
            == 0
        )
        assert run("register", place, folder / "customers.csv") == 0
        assert run("add", place, folder / "leak.csv") == 0
        yield place


def runner(patch: pytest.MonkeyPatch) -> Callable[..., int]:
    def run(*arguments: object) -> int:
        patch.setattr(sys, "argv", ["tocsin", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0)

    return run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    return runner(monkeypatch)


@pytest.fixture(scope="module")
def found(case: Path) -> Passwords:
    with wiring.working(case) as desk:
        at = in_hand(desk)
        kept = passwords(desk, at.leak, at.linkage, at.register)
    assert kept is not None
    return kept


def test_the_legacy_hash_decides_where_it_stands_beside(found: Passwords) -> None:
    weak, strong, _ = found.kept
    assert (weak.scheme, weak.salted, weak.place, weak.rows, weak.decides) == (
        "MD5",
        False,
        Place.BESIDE,
        30,
        30,
    )
    assert (strong.scheme, strong.cost, strong.rows, strong.decides) == (
        "bcrypt",
        "cost 12",
        50,
        20,
    )
    assert (weak.shared, weak.common) == (4, 3)


def test_what_only_the_register_keeps_is_told_apart(found: Passwords) -> None:
    *_, old = found.kept
    assert (old.place, old.column, old.rows, old.decides) == (Place.REGISTER, "password_old", 40, 0)
    assert old.scheme.startswith("SHA-1")
    assert [line["place"] for line in told.plain(found)] == ["beside"] * 3 + ["leak"] * 3
    assert len(told.plain_beside(found)["passwords_not_shown"]) == 3


def test_what_is_told_rests_on_a_basis_and_holds_no_hash_and_no_password(found: Passwords) -> None:
    findings = passwords_findings.of(found, (Locus("9f86d0"),))
    everything = repr((found, findings, told.section(found, index(findings)), told.plain(found)))
    assert any("weaker hash" in finding.says for finding in findings)
    assert all(finding.limit for finding in findings)
    assert not any(of(word) in everything or word in everything for word in WORDS)
    assert bcrypt_of(0)[7:] not in everything


def test_it_is_the_same_after_it_was_laid_down(found: Passwords) -> None:
    assert msgspec.json.decode(msgspec.json.encode(found), type=Passwords) == found


def test_machines_get_a_line_for_each_scheme_and_budget(found: Passwords) -> None:
    lines = told.plain(found)
    assert [(line["scheme"], line["budget_eur"]) for line in lines] == [
        (scheme, budget) for scheme in ("MD5", "bcrypt") for budget in (100, 1_000, 10_000)
    ]
    assert all(low <= high for low, high in (line["recoverable"] for line in lines))


def test_the_plot_is_the_same_each_time_and_says_itself_in_words(found: Passwords) -> None:
    assert reach.draw(found, chart.LIGHT) == reach.draw(found, chart.LIGHT)
    assert "bcrypt, cost 12, salted: for 100 EUR" in reach.alternative(found)


def test_the_order_as_a_table_and_counts_that_name_nobody(
    case: Path, run: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    place = case.parent / "resets.csv"
    capfd.readouterr()
    assert run("resets", case, "-o", place, "--json") == 0
    told = json.loads(capfd.readouterr().out)["waves"]
    assert [(wave["customers"], wave["former"]) for wave in told] == [
        (2, 1),
        (2, 0),
        (24, 1),
        (20, 0),
    ]
    with place.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    keys = {customer(number)[0]: number for number in range(PEOPLE)}
    waves = {keys[row["customer"]]: int(row["wave"]) for row in rows}
    assert {number for number, wave in waves.items() if wave == 1} == {0, 1, 2}
    assert {number for number, wave in waves.items() if wave == 2} == {3, 4}
    assert {number for number, wave in waves.items() if wave == 3} == set(range(5, 30))
    assert {number for number, wave in waves.items() if wave == 4} == set(range(30, 50))
    assert [keys[row["customer"]] for row in rows if row["former"] == "true"] == [1, 9]
    assert [row["former"] for row in rows] == ["false"] * 48 + ["true"] * 2


def test_the_order_as_a_script_and_its_entry_in_the_ledger(
    case: Path, run: Callable[..., int]
) -> None:
    place = case.parent / "resets.sql"
    assert run("resets", case, "-o", place, "--dialect", "sqlite") == 0
    with sqlite3.connect(":memory:") as made:
        made.executescript(place.read_text("utf-8"))
        (current,) = made.execute("SELECT count(*) FROM tocsin_resets").fetchone()
        (former,) = made.execute("SELECT count(*) FROM tocsin_resets_former").fetchone()
    assert (current, former) == (48, 2)
    with wiring.case(case) as vault:
        entry = vault.entries()[-1]
    assert entry.act == "resets"
    assert "48 customers in 4 waves, 2 former, as sqlite" in entry.why


def test_a_file_that_cannot_be_written_leaves_no_half(case: Path, run: Callable[..., int]) -> None:
    assert run("resets", case, "-o", case.parent / "nowhere" / "resets.csv") == 3
    assert not (case.parent / "nowhere").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("-o", "resets.txt"),
        ("-o", "resets.sql"),
        ("-o", "resets.sql", "--dialect", "oracle"),
        ("-o", "resets.csv", "--dialect", "mysql"),
        ("--dialect", "mysql"),
    ],
)
def test_what_cannot_be_written_is_refused(
    case: Path,
    run: Callable[..., int],
    options: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("resets", case, *options) == 2
    assert not list(tmp_path.iterdir())
