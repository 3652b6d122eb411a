"""A case that grows by a second dump and a newer register: what is done again, what is new, who is told of it."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cli_running import Run

from tocsin import cli

HEAD = ["customer_no", "first_name", "last_name", "email", "phone", "postcode"]
GIVEN = ("Ada", "Ben", "Zoe", "Guy", "Ida")
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
    "Noel",
)

NOTE = (
    "We hold over 50 records of your customers: names and e-mail addresses.\n"
    "Pay EUR 30,000 before Monday 16 June, 8 pm CET, or we publish.\n"
)


def customer(n: int) -> list[str]:
    given, family = GIVEN[n % 5], FAMILY[n % 11]
    mail = f"{given.lower()}.{family.lower()}{n}@post.example"
    return [f"{20000 + 9 * n}", given, family, mail, f"07124400{n:02d}", f"{75001 + n % 20}"]


@dataclass
class Story:
    """What was said at each point, and what was entered until then."""

    folder: Path
    said: dict[str, Any] = field(default_factory=dict)
    acts: dict[str, Counter[str]] = field(default_factory=dict)

    def entered(self, point: str) -> None:
        lines = (self.folder / "case" / "ledger.jsonl").read_text("utf-8").splitlines()
        self.acts[point] = Counter(json.loads(line)["act"] for line in lines)

    def between(self, earlier: str, later: str) -> Counter[str]:
        return self.acts[later] - self.acts[earlier]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("grows")
    made = Story(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("TOCSIN_IDENTITY", str(folder / "identity.txt"))

        def tocsin(*arguments: str) -> None:
            patch.setattr(sys, "argv", ["tocsin", *arguments])
            with pytest.raises(SystemExit) as ended:
                cli.main()
            assert ended.value.code in (0, 1)

        _told(made, tocsin)
    return made


def _told(story: Story, tocsin: Callable[..., None]) -> None:
    folder = story.folder

    def write(name: str, rows: list[list[str]]) -> str:
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return name

    (folder / "note.txt").write_text(NOTE, "utf-8")
    old = write("old.csv", [HEAD, *(customer(n) for n in range(60))])
    names_only = [
        [row[place] for place in (0, 1, 2, 3)] for row in (HEAD, *map(customer, range(20)))
    ]
    tocsin("open", "case", "--note", "note.txt", "--received", "2014-06-10T09:00+02:00")
    tocsin("register", "case", old)
    tocsin("add", "case", write("first.csv", names_only))
    tocsin("establish", "case", "--json")
    story.entered("first answer")
    tocsin("letters", "case", "--sent", "--why", "a letter", "-o", "none.csv")

    tocsin("add", "case", write("second.csv", [HEAD, *(customer(n) for n in range(10, 50))]))
    tocsin("register", "case", write("new.csv", [HEAD, *(customer(n) for n in range(5, 70))]))
    story.entered("second dump and newer register")
    tocsin("establish", "case", "--json")
    story.entered("second answer")
    tocsin("letters", "case", "-o", "left.csv")


@pytest.fixture
def grown(story: Story, run: Run, tmp_path: Path) -> Run:
    """The command line beside a copy of the case as it ended."""
    shutil.copytree(story.folder, tmp_path, dirs_exist_ok=True)
    return run


def test_what_is_new_is_read_and_linked_and_what_was_read_is_found(story: Story) -> None:
    done = story.between("second dump and newer register", "second answer")

    assert (done["read"], done["kinds"], done["link"], done["establish"]) == (1, 1, 1, 1)
    assert story.acts["first answer"]["read"] == 2
    assert done["register"] == 0


def test_the_same_case_again_does_nothing(story: Story, grown: Run, tmp_path: Path) -> None:
    before = (tmp_path / "case" / "ledger.jsonl").read_bytes()

    grown("establish", "case", "--json")

    assert (tmp_path / "case" / "ledger.jsonl").read_bytes() == before


def test_it_says_who_is_new_who_is_gone_and_about_whom_there_is_more(grown: Run) -> None:
    told = json.loads(grown("since", "case", "--json").out)

    assert told["people"] == {
        "before": 20, "after": 45, "new": 30, "gone": 5, "more": 10,
        "more_kinds": {"phone": 10, "postcode": 10},
    }  # fmt: skip
    assert {"part": "scope", "key": "people", "before": 20, "after": 45} in told["changes"]
    assert {c["key"] for c in told["changes"] if c["part"] == "register"} == {"taken", "rows"}


def test_the_answer_to_compare_with_is_named_by_its_entry(story: Story, grown: Run) -> None:
    custody = json.loads(grown("report", "case", "--format", "json").out)["custody"]
    first, _ = (entry["number"] for entry in custody if entry["act"] == "establish")

    assert json.loads(grown("since", "case", "--since", first, "--json").out)["entry"] == first


def test_nobody_is_told_twice_of_the_same(story: Story) -> None:
    with (story.folder / "left.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["customer"]: row["kinds"].split() for row in csv.DictReader(file)}

    def number(n: int) -> str:
        return customer(n)[0]

    assert len(rows) == 40
    assert not any(number(n) in rows for n in range(10))
    assert all(sorted(rows[number(n)]) == ["phone", "postcode"] for n in range(10, 20))
    assert all({"email", "full_name"} < set(rows[number(n)]) for n in range(20, 50))
    assert not (story.folder / "none.csv").read_text("utf-8").splitlines()[1:]


def test_the_report_says_what_is_new(grown: Run) -> None:
    told = grown("report", "case", "--format", "md").out

    assert "What is new" in told
    assert "No longer affected" in told


def test_an_answer_of_a_time_before_any_is_refused(grown: Run) -> None:
    assert grown("since", "case", "--since", "2014-06-10T09:00+02:00").code == 2
    assert grown("since", "case", "--since", "yesterday").code == 2
    assert grown("since", "case", "--since", "0").code == 2


def test_being_told_needs_a_reason_and_somebody_to_tell(grown: Run, tmp_path: Path) -> None:
    (tmp_path / "keys.txt").write_text("nobody\n", "utf-8")
    (tmp_path / "none.txt").write_text("", "utf-8")
    sent = ("letters", "case", "--sent", "--why", "a letter")

    assert grown("letters", "case", "--sent").code == 2
    assert grown("letters", "case", "--only", "keys.txt").code == 2
    assert grown(*sent, "--only", "keys.txt").code == 2
    assert grown(*sent, "--only", "none.txt").code == 2


def test_some_may_be_told_by_their_keys(grown: Run, tmp_path: Path) -> None:
    (tmp_path / "keys.txt").write_text(f"{customer(30)[0]}\n{customer(31)[0]}\n", "utf-8")

    ended = grown("letters", "case", "--sent", "--why", "by phone", "--only", "keys.txt", "--json")

    assert ended.code == 1
    assert json.loads(ended.out)["people"] == 38
    assert "2 people were told: by phone" in (tmp_path / "case" / "ledger.jsonl").read_text("utf-8")
