"""Chain: the ledger's two files on disk.

Each is written whole to a new file that then takes the old one's place. Appending would be less to
write, but a ledger is some hundred lines of 500 bytes: and so a reader beside a writer, and whoever
comes after a crash, finds whole lines only, and there is no torn tail to mend or to argue about.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tocsin.edges.vault import disk
from tocsin.edges.vault.layout import Home
from tocsin.ledger import chain, checkpoint, merkle, proof
from tocsin.ledger.chain import Act
from tocsin.terms.case import Entry
from tocsin.terms.errors import Refused


class Ledger:
    """The ledger of one case."""

    def __init__(self, home: Home, key: str) -> None:
        self._home = home
        self._key = key

    def lines(self) -> tuple[bytes, ...]:
        """Give the entries' lines."""
        return proof.lines(_bytes(self._home.ledger))

    def entries(self) -> tuple[Entry, ...]:
        """Give the entries; `Refused` where a line cannot be read."""
        try:
            return tuple(chain.entry(line) for line in self.lines())
        except ValueError:
            raise _changed("a line of it cannot be read") from None

    def head(self) -> str:
        """Give the hash of the last entry."""
        return chain.head(self.lines())

    def check(self) -> None:
        """Refuse to go on from a ledger that was changed."""
        checkpoints = _bytes(self._home.checkpoints)
        faults = proof.faults(_bytes(self._home.ledger), checkpoints, self._key)
        if faults:
            raise _changed(str(faults[0]))

    def enter(self, act: Act) -> Entry:
        """Add an entry."""
        lines = self.lines()
        entry = chain.follow(lines, act)
        disk.put(self._home.ledger, _file((*lines, chain.line(entry))))
        return entry

    def sign(self, seed: bytes, at: datetime) -> None:
        """Add a checkpoint over all entries, if some are not signed yet."""
        lines = self.lines()
        signed = proof.lines(_bytes(self._home.checkpoints))
        if checkpoint.covered(signed, self._key) == len(lines):
            return
        root = merkle.root(lines).hex()
        origin = checkpoint.origin(self._key)
        point = checkpoint.Checkpoint(origin, len(lines), root, at.isoformat())
        disk.put(self._home.checkpoints, _file((*signed, checkpoint.sign(point, seed))))


def _file(lines: tuple[bytes, ...]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _bytes(path: Path) -> bytes:
    with disk.answers():
        return path.read_bytes() if path.is_file() else b""


def _changed(what: str) -> Refused:
    return Refused(
        f"The ledger of this case was changed: {what}.",
        remedy="Run tocsin verify to see all that was changed, and restore the case from a copy.",
    )
