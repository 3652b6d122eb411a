"""What a person sees: whole sessions at the command line, kept as transcripts to be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from cli_running import Run

Golden = Callable[[str, str], None]

CHANGING = (
    (r"\b[0-9a-f]{64}\b", "<64 hex>"),
    (r"(?<=exhibit )[0-9a-f]{12}\b", "<12 hex>"),
    (r"[\d,]+\s+bytes\b", "<n> bytes"),
)
"""What differs from run to run, and what stands for it."""

LEAK = (
    "customer_no;name;email;phone\r\n"
    "1001;Zoe Abelard;zoe@post.example;0712345678\r\n"
    "1002;Yan Brisset;YAN@post.example;0712345679\r\n"
    "1003;Ada Colson\r\n"
)


def transcript(run: Run, *commands: tuple[object, ...]) -> str:
    """The commands, each with what it printed and how it ended."""
    parts = []
    for command in commands:
        ended = run(*command)
        parts.append(
            f"$ tocsin {' '.join(map(str, command))}\n{ended.out}{ended.err}\n-> {ended.code}\n"
        )
    said = "\n".join(parts)
    for changing, stands in CHANGING:
        said = re.sub(changing, stands, said)
    return "\n".join(line.rstrip() for line in said.splitlines()) + "\n"


def test_the_help_is_a_menu_of_questions(run: Run, golden: Golden) -> None:
    golden("cli/help.txt", transcript(run, ("--help",), ("drill", "--help"), ("nothing",)))


def test_a_note_is_told_line_by_line(run: Run, note: Path, golden: Golden) -> None:
    golden(
        "cli/note.txt",
        transcript(run, ("note", note.name, "--received", "2014-06-10T09:00+02:00")),
    )


def test_a_leak_is_told_column_by_column(run: Run, tmp_path: Path, golden: Golden) -> None:
    (tmp_path / "leak.csv").write_bytes(LEAK.encode())

    golden("cli/read.txt", transcript(run, ("read", "leak.csv")))


def test_a_case_from_note_to_proof(
    run: Run, note: Path, register: Path, tmp_path: Path, golden: Golden
) -> None:
    (tmp_path / "leak.csv").write_bytes(LEAK.encode())

    golden(
        "cli/case.txt",
        transcript(
            run,
            ("open", "case", "--note", note.name, "--received", "2014-06-10T09:00+02:00"),
            ("register", "case", register.name),
            ("add", "case", "leak.csv"),
            ("report", "case"),
            ("verify", "case"),
            ("link", "leak.csv", register.name, "-o", "links.parquet", "--explain", 1),
        ),
    )
