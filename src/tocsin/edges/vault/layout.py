"""Layout: what lies where in a case's directory.

    case.json                     in clear: format, name, when the note was received, ledger key
    keys/<age recipient>.age      the case's secrets, wrapped for one person each
    lock                          held by the one command that writes
    ledger.jsonl                  one entry a line, each naming the hash of the line before
    checkpoints.jsonl             one signed Merkle root a line
    exhibits/<sha256>/            one exhibit: content.age, about.age (its name and role), manifest.json
    steps/<name>-<digest16>/      one result: 0.parquet ..., 0.age ..., names.age, manifest.json

Every manifest lists the size and SHA-256 of the files beside it (as they lie there, encrypted), and
an entry of the ledger holds the manifest's SHA-256. Names of files and tables can be personal, so
files are numbered and the names are encrypted. A folder whose name begins with `.making-` is not
finished, and no reader looks at it.

An exhibit can be read without tocsin: `age -d -i identity.txt keys/<you>.age` gives the case's own
age identity, and that opens `content.age`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tocsin.ledger import canonical
from tocsin.terms.case import Step
from tocsin.terms.errors import Broken

FORMAT = 1
"""The number of this layout; a case with a higher one was made by a newer tocsin."""

MAKING = ".making-"
MANIFEST = "manifest.json"
ABOUT = "about.age"
CONTENT = "content.age"
NAMES = "names.age"

PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
"""A step's name as it may stand in a directory's name: plain words of tocsin's own."""


@dataclass(frozen=True, slots=True)
class Home:
    """The places of one case."""

    root: Path

    @property
    def case(self) -> Path:
        """What stands in clear."""
        return self.root / "case.json"

    @property
    def keys(self) -> Path:
        """One wrapped key a person."""
        return self.root / "keys"

    @property
    def lock(self) -> Path:
        """Held while somebody writes."""
        return self.root / "lock"

    @property
    def ledger(self) -> Path:
        """The entries."""
        return self.root / "ledger.jsonl"

    @property
    def checkpoints(self) -> Path:
        """The signed roots."""
        return self.root / "checkpoints.jsonl"

    @property
    def exhibits(self) -> Path:
        """A folder an exhibit."""
        return self.root / "exhibits"

    @property
    def steps(self) -> Path:
        """A folder a result."""
        return self.root / "steps"

    def exhibit(self, sha256: str) -> Path:
        """Give the folder of one exhibit."""
        return self.exhibits / sha256

    def step(self, step: Step) -> Path:
        """Give the folder of a step's result: named by what goes in, so that it is found again."""
        if not PLAIN.fullmatch(step.name):
            raise Broken("A step has a name that is not a plain word.", remedy="Report this.")
        return self.steps / f"{step.name}-{canonical.digest(described(step))[:16]}"

    def place(self, path: Path) -> str:
        """Name a path as the ledger does: from the case's root, with slashes."""
        return path.relative_to(self.root).as_posix()

    def folders(self) -> tuple[Path, ...]:
        """All finished folders of exhibits and steps, in the order of their names."""
        return tuple(
            path
            for shelf in (self.exhibits, self.steps)
            if shelf.is_dir()
            for path in sorted(shelf.iterdir())
            if not path.name.startswith(MAKING)
        )

    def leftovers(self) -> tuple[Path, ...]:
        """Find what a command that died left unfinished."""
        shelves = (self.root, self.keys, self.exhibits, self.steps)
        return tuple(
            path for shelf in shelves if shelf.is_dir() for path in shelf.glob(f"{MAKING}*")
        )


def described(step: Step) -> dict[str, object]:
    """Give a step as a plain object: its canonical text's digest is its name on disk."""
    return {
        "name": step.name,
        "version": step.version,
        "inputs": step.inputs,
        "settings": step.settings,
    }
