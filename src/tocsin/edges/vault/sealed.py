"""Sealed: a folder of encrypted files with a manifest, moved into the case whole or not at all.

The manifest has the size and SHA-256 of each file, and the act that made them, so that a command
killed between moving the folder and entering it can be finished by the next one. A digest keyed by
the case shows that the case itself made the manifest: a folder put in by hand is never entered.

The digests are of the files as they lie there, encrypted. So they can be checked by anybody without
the key, and no one can try guesses against them, as against the digest of a small plaintext. The
price: the same result made again elsewhere has another digest. In one case, a step is made once.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from tocsin.edges.vault import disk
from tocsin.edges.vault.keys import Secrets
from tocsin.edges.vault.layout import MAKING, MANIFEST
from tocsin.ledger import canonical
from tocsin.ledger.chain import Act
from tocsin.ledger.fault import Fault


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds, and the act that made it."""

    place: str
    act: Act
    """Its outputs as the maker gave them; `entered` adds the manifest's digest and the place."""

    files: Mapping[str, tuple[int, str]]
    """Name to size and SHA-256."""

    digest: str
    """SHA-256 of the manifest's own bytes."""

    mac: str
    body: bytes
    """What `mac` is the keyed digest of."""

    def entered(self) -> Act:
        """Give the act as the ledger has it."""
        return replace(self.act, outputs=(*self.act.outputs, self.digest, self.place))

    def genuine(self, case: Secrets) -> bool:
        """Whether the case itself made this manifest."""
        return hmac.compare_digest(self.mac, case.keyed("manifest", self.body))


@contextmanager
def making(shelf: Path) -> Iterator[Path]:
    """Give a folder to make things in, that no reader sees; removed where it was not moved away."""
    with disk.answers():
        shelf.mkdir(exist_ok=True, mode=0o700)
        folder = shelf / f"{MAKING}{os.getpid()}-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        disk.remove(folder)


def seal(
    folder: Path, place: str, act: Act, case: Secrets, about: Mapping[str, object]
) -> Manifest:
    """Write the manifest of a folder, and make all in it outlive a loss of power."""
    files = {path.name: (path.stat().st_size, disk.sha256(path)) for path in folder.iterdir()}
    body = {
        "place": place,
        "at": act.at.isoformat(),
        "who": act.who,
        "act": act.act,
        "tool": act.tool,
        "inputs": act.inputs,
        "outputs": act.outputs,
        "why": act.why,
        "about": about,
        "files": {name: {"bytes": size, "sha256": sha} for name, (size, sha) in files.items()},
    }
    written = canonical.written(body)
    text = canonical.written({**body, "mac": case.keyed("manifest", written)})
    (folder / MANIFEST).write_bytes(text)
    for path in folder.iterdir():
        disk.settle(path)
    disk.settle(folder)
    return read(text)


def move(folder: Path, home: Path) -> None:
    """Move a sealed folder into its place in one motion."""
    folder.rename(home)
    disk.settle(home.parent)


def read(untrusted: bytes) -> Manifest:
    """Read a manifest's bytes; `ValueError` where they are not one."""
    fields = canonical.read(untrusted)
    try:
        mac = str(fields.pop("mac"))
        files = dict(_files(fields["files"]))
        at = datetime.fromisoformat(str(fields["at"]))
        who, act, tool, why, place = (
            str(fields[name]) for name in ("who", "act", "tool", "why", "place")
        )
        inputs, outputs = _texts(fields["inputs"]), _texts(fields["outputs"])
    except KeyError:
        raise ValueError("not the fields of a manifest") from None
    done = Act(at, who, act, tool, inputs, outputs, why)
    own = sha256(untrusted).hexdigest()
    return Manifest(place, done, files, own, mac, canonical.written(fields))


def faults(folder: Path, manifest: Manifest) -> tuple[Fault, ...]:
    """Hold the files of a folder against its manifest; name each that is changed, gone or put in."""
    found = []
    there = {path.name: path for path in folder.iterdir() if path.name != MANIFEST}
    for name, (size, sha) in manifest.files.items():
        where = f"{manifest.place}/{name}"
        path = there.pop(name, None)
        if path is None:
            found.append(Fault(where, "it is missing"))
        elif path.is_symlink() or not path.is_file():
            found.append(Fault(where, "it is not a file"))
        elif path.stat().st_size != size:
            found.append(Fault(where, "its length was changed"))
        elif disk.sha256(path) != sha:
            found.append(Fault(where, "its bytes were changed"))
    found += [Fault(f"{manifest.place}/...", "a file was put in") for _ in there]
    return tuple(found)


def _files(value: object) -> Iterator[tuple[str, tuple[int, str]]]:
    """Read the list of files; a name that would lead out of the folder is refused."""
    if not isinstance(value, Mapping):
        raise ValueError("not the files of a manifest")  # noqa: TRY004 - one sort for all
    for name, entry in value.items():
        if not isinstance(entry, Mapping) or Path(name).name != name:
            raise ValueError("not the files of a manifest")
        yield str(name), (int(entry["bytes"]), str(entry["sha256"]))


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("not a list")  # noqa: TRY004 - one sort for all
    return tuple(str(item) for item in value)
