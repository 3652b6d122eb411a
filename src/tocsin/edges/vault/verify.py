"""Verify: holds a case on disk against its ledger, and the ledger against its signatures. Offline.

In order, each resting on the one before:
  1. case.json gives the public key, unless a key is pinned by the caller.
  2. The checkpoints' signatures and roots prove the ledger's entries.
  3. The entries' digests prove case.json, the wrapped keys, and every manifest.
  4. The manifests' digests prove every file of exhibits and steps, as it lies there, encrypted.
  5. With an identity, exhibits are decrypted too, and held against the SHA-256 they are named by.
Nothing is written, and no lock is taken: the disk may be read-only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from pyrage.x25519 import Identity

from tocsin.edges.vault import disk, exhibits, keys, lock, sealed
from tocsin.edges.vault.keys import Secrets
from tocsin.edges.vault.layout import MANIFEST, Home
from tocsin.edges.vault.opening import read
from tocsin.ledger import chain, checkpoint, proof
from tocsin.ledger.fault import Fault, Verified
from tocsin.terms.case import Entry
from tocsin.terms.errors import Refused, TocsinError

KEY = re.compile(r"[0-9a-f]{64}")
PLACE = re.compile(r"case\.json|(keys|exhibits|steps)/[A-Za-z0-9][A-Za-z0-9._-]*")
"""What an entry may name as a place: never one outside the case."""


def verify(
    path: Path,
    identity: Identity | None = None,
    expected_key: str | None = None,
    expected_head: str | None = None,
) -> Verified:
    """Say what was checked, each thing that was changed, and what could not be checked.

    `identity` may be None: then everything is checked but what only the plaintext shows.
    `expected_key` pins the ledger's public key (hexadecimal), as noted when the case was opened;
    `expected_head` a head of the ledger as noted later: the ledger must still lead through it.
    `Refused` only where there is no case at all, or what was noted can be no key or head.
    """
    home = Home(path)
    for noted in (expected_key, expected_head):
        if noted is not None and not KEY.fullmatch(noted):
            raise Refused(
                "A ledger's key or head has 64 hexadecimal digits.",
                remedy="Give it whole, as tocsin open or tocsin verify printed it.",
            )
    if not home.case.is_file() and not home.ledger.is_file():
        raise Refused("This is not a case.", remedy="Name the directory that tocsin open made.")
    with disk.answers():
        return _Verification(home, identity, expected_key, expected_head).run()


class _Verification:
    """One look at a case. Folders are listed before the ledger is read: a writer enters them after."""

    def __init__(
        self,
        home: Home,
        identity: Identity | None,
        expected_key: str | None,
        expected_head: str | None,
    ) -> None:
        self._home = home
        self._identity = identity
        self._expected = expected_key
        self._noted = expected_head
        self._faults: list[Fault] = []
        self._unchecked: list[str] = []
        self._bytes = 0
        self._busy = lock.busy(home.lock)

    def run(self) -> Verified:
        """Go through the steps above."""
        folders = self._home.folders()
        wrapped = sorted(self._home.keys.glob("*")) if self._home.keys.is_dir() else []
        key = self._key()
        entries, signed = self._ledger(key)
        self._head()
        secrets = self._secrets()
        self._places(entries, secrets)
        self._strays((*folders, *wrapped), entries)
        kinds = [folder.parent.name for folder in folders]
        return Verified(
            ledger_key=key,
            head=chain.head(proof.lines(_bytes(self._home.ledger))),
            entries=len(entries),
            checkpoints=signed,
            exhibits=kinds.count("exhibits"),
            steps=kinds.count("steps"),
            bytes=self._bytes,
            decrypted=secrets is not None,
            faults=tuple(self._faults),
            unchecked=tuple(self._unchecked),
        )

    def _key(self) -> str:
        """Step 1: the key to trust."""
        key = ""
        try:
            key = read(self._home).ledger_key
        except TocsinError as why:
            self._faults.append(Fault("case.json", why.sentence))
        if self._expected is None:
            self._unchecked.append(
                "The ledger's key was taken from the case itself. Only who noted that key when the "
                "case was opened can be sure that the case was not replaced as a whole."
            )
        elif key != self._expected:
            self._faults.append(Fault("case.json", "its ledger key is not the one expected"))
        return self._expected or key

    def _ledger(self, key: str) -> tuple[tuple[Entry, ...], int]:
        """Step 2: the entries that can be read, and how many checkpoints there are."""
        points = _bytes(self._home.checkpoints)  # first: a writer enters, then signs
        ledger = _bytes(self._home.ledger)
        lines, signed = proof.lines(ledger), proof.lines(points)
        if not ledger:
            self._faults.append(Fault("ledger.jsonl", "there is no entry"))
        if KEY.fullmatch(key):
            self._faults += proof.faults(ledger, points, key)
            covered = checkpoint.covered(signed, key)
            if covered < len(lines):
                where = f"entries {covered} to {len(lines) - 1}"
                self._unsettled(where, "no checkpoint signs them yet")
        else:
            self._faults += chain.faults(lines)
            self._unchecked.append("The signatures: there is no legible public key.")
        return tuple(_legible(lines)), len(signed)

    def _head(self) -> None:
        """Step 2, last part: that no later entry was taken off together with its signature."""
        lines = proof.lines(_bytes(self._home.ledger))
        if self._noted is None:
            self._unchecked.append(
                "That this is the newest state of the case: an older one, put back as a whole, looks "
                "whole. Only a ledger head that was noted elsewhere shows it."
            )
        elif self._noted not in {chain.head((line,)) for line in lines}:
            says = "the head that was noted is not in it: entries were changed or taken off"
            self._faults.append(Fault("ledger.jsonl", says))

    def _secrets(self) -> Secrets | None:
        """Find what opens the case, for step 5."""
        if self._identity is None:
            self._unchecked.append(
                "That the exhibits decrypt to what they are named by: no identity was given."
            )
            return None
        try:
            return keys.unwrapped(self._home, self._identity)
        except TocsinError as why:
            self._unchecked.append(f"That the exhibits decrypt: {why.sentence}")
            return None

    def _places(self, entries: tuple[Entry, ...], secrets: Secrets | None) -> None:
        """Take steps 3 to 5, for each place that an entry seals."""
        for number, place, sha in chain.sealed(entries):
            if not PLACE.fullmatch(place):
                continue
            path = self._home.root / place
            try:
                if place.startswith(("exhibits/", "steps/")):
                    self._folder(path, place, sha, number, secrets)
                elif not path.is_file() or path.is_symlink():
                    self._faults.append(Fault(place, f"it is missing; entry {number} made it"))
                elif self._sha256(path) != sha:
                    self._faults.append(Fault(place, "its bytes were changed"))
            except OSError:
                self._faults.append(Fault(place, "the disk does not give it back"))

    def _folder(
        self, path: Path, place: str, sha: str, number: int, secrets: Secrets | None
    ) -> None:
        """Hold one folder against its entry, its files against its manifest."""
        file = path / MANIFEST
        if not path.is_dir() or path.is_symlink():
            self._faults.append(Fault(place, f"it is missing; entry {number} made it"))
        elif not file.is_file() or file.is_symlink():
            self._faults.append(Fault(f"{place}/{MANIFEST}", "it is missing"))
        elif self._sha256(file) != sha:
            self._faults.append(Fault(f"{place}/{MANIFEST}", "its bytes were changed"))
        else:
            manifest = sealed.read(file.read_bytes())
            self._bytes += sum(size for size, _ in manifest.files.values())
            found = sealed.faults(path, manifest)
            self._faults += found
            if secrets is not None and not found and place.startswith("exhibits/"):
                self._faults += _decrypts(path, place, secrets)

    def _strays(self, paths: tuple[Path, ...], entries: tuple[Entry, ...]) -> None:
        """Name what lies in the case and is in no entry."""
        known = {place for _, place, _ in chain.sealed(entries)}
        for path in paths:
            place = self._home.place(path)
            if place not in known:
                says = "no entry has it: it was put in, or a command died before entering it"
                self._unsettled(place, says)
        own = {
            "case.json",
            "keys",
            "lock",
            "ledger.jsonl",
            "checkpoints.jsonl",
            "exhibits",
            "steps",
        }
        others = [path for path in self._home.root.iterdir() if path.name not in own]
        if others:
            self._unchecked.append(f"{len(others)} files in its directory are not of the case.")

    def _unsettled(self, where: str, says: str) -> None:
        """Note a state that a command at work explains, and that is a fault where none is."""
        if self._busy or lock.busy(self._home.lock):
            self._unchecked.append(f"{where}: another tocsin is at work in this case just now.")
        else:
            self._faults.append(Fault(where, says))

    def _sha256(self, path: Path) -> str:
        self._bytes += path.stat().st_size
        return disk.sha256(path)


def _decrypts(path: Path, place: str, secrets: Secrets) -> Iterator[Fault]:
    """Decrypt an exhibit and hold it against the digest that names it."""
    try:
        told = exhibits.described(path, secrets)
        with exhibits.reading(path, secrets, told.bytes) as content:
            sound = file_digest(content, "sha256").hexdigest() == path.name  # type: ignore[arg-type]
            sound = sound and told.sha256 == path.name
    except Refused:
        sound = False
    if not sound:
        yield Fault(place, "it does not decrypt to the file it is named by")


def _legible(lines: tuple[bytes, ...]) -> Iterator[Entry]:
    for line in lines:
        try:
            yield chain.entry(line)
        except ValueError:
            continue


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
