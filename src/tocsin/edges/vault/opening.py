"""Opening: a new case made whole or not at all; a case that exists, opened by one's identity."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pyrage.x25519 import Identity

from tocsin.edges.vault import disk, keys
from tocsin.edges.vault.case import DiskVault, now
from tocsin.edges.vault.chain import Ledger
from tocsin.edges.vault.identity import own, own_or_new
from tocsin.edges.vault.layout import FORMAT, MAKING, Home
from tocsin.ledger import canonical, chain, checkpoint
from tocsin.ports import Clock
from tocsin.terms.case import Case
from tocsin.terms.errors import Refused
from tocsin.terms.moment import moment


def create(
    path: Path,
    name: str,
    received: datetime,
    recipients: tuple[str, ...] = (),
    *,
    identity: Identity | None = None,
    clock: Clock = now,
) -> DiskVault:
    """Make a new, empty case; its first entry is 'open'. See `creating`."""
    with creating(path, name, received, recipients, identity=identity, clock=clock) as vault:
        return vault


@contextmanager
def creating(
    path: Path,
    name: str,
    received: datetime,
    recipients: tuple[str, ...] = (),
    *,
    identity: Identity | None = None,
    clock: Clock = now,
) -> Iterator[DiskVault]:
    """Make a new case that appears at `path` only once the block has ended well.

    So a case always has what the block takes into it (the note), whatever interrupts the command.
    `identity` is one's own (read from its file, or made there, where None); `recipients` are the
    public keys of others who can open the case. `Refused` where something stands at `path`.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise Refused(
            "There is already something at the place of the new case.",
            remedy="Name a directory that does not exist yet.",
        )
    person = str((identity or own_or_new()).to_public())
    secret = keys.new()
    case = Case(name, received, checkpoint.public(secret.seed))
    wrapped = {one: keys.wrapped(secret, one) for one in dict.fromkeys((person, *recipients))}
    with disk.answers("The directory of the new case"):
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path)
        home = Home(path.with_name(f".{path.name}{MAKING}{os.getpid()}-{secrets.token_hex(4)}"))
        home.root.mkdir(mode=0o700)
    try:
        vault = DiskVault(home, case, secret, clock)
        with disk.answers():
            vault.begin(_laid(home, case, wrapped))
        with vault.writing():
            yield vault
        with disk.answers():
            home.root.replace(path)
            disk.settle(path.parent)
        vault.moved(Home(path))
    finally:
        disk.remove(home.root)


def open_case(path: Path, identity: Identity | None = None, clock: Clock = now) -> DiskVault:
    """Open a case with one's identity (from its file where None).

    `Refused`: not a case, or one of a newer tocsin, or its case.json is not the one that was
    written. `Unavailable`: no identity, or the case is not shared with it.
    """
    home = Home(path)
    case = read(home)
    with disk.answers():
        secret = keys.unwrapped(home, identity or own())
        _as_opened(home, case, secret)
    return DiskVault(home, case, secret, clock)


def _as_opened(home: Home, case: Case, secret: keys.Secrets) -> None:
    """Refuse a case.json that does not say what it said when the ledger's first entry sealed it.

    The ledger key in it must be the one that the case's own secret signs for: an entry that was
    changed to fit breaks what that key has signed. Laid out anew (by an editor, say) the file says
    the same, and only `verify` names it.
    """
    changed = Refused(
        "The case's file case.json was changed since the case was opened.",
        remedy="Restore it from a copy; tocsin verify says what else was changed.",
    )
    if checkpoint.public(secret.seed) != case.ledger_key:
        raise changed
    ledger = Ledger(home, case.ledger_key)
    entered = {place: sha for _, place, sha in chain.sealed(ledger.entries())}
    said = canonical.written(json.loads(home.case.read_bytes())) + b"\n"
    if sha256(said).hexdigest() != entered.get(home.place(home.case)):
        ledger.check()
        raise changed


def read(home: Home) -> Case:
    """Read what stands in clear about a case."""
    with disk.answers():
        if not home.case.is_file():
            raise Refused(
                "This is not a case.",
                remedy="Name the directory that tocsin open made, the one that holds case.json.",
            )
        untrusted = home.case.read_bytes()
    try:
        fields = json.loads(untrusted)
        canonical.written(fields)
        if fields["format"] > FORMAT:
            raise Refused(
                "This case was made by a newer tocsin.", remedy="Install that one to open it."
            )
        return Case(str(fields["name"]), moment(str(fields["received"])), str(fields["ledger_key"]))
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Refused(
            "The case's file case.json cannot be read.", remedy="Restore it from a copy."
        ) from None


def _laid(home: Home, case: Case, wrapped: dict[str, bytes]) -> tuple[str, ...]:
    """Lay out a new case; returns the digest and place of each file, for the first entry."""
    for shelf in (home.keys, home.exhibits, home.steps):
        shelf.mkdir(mode=0o700)
    clear = {
        "format": FORMAT,
        "name": case.name,
        "received": case.received.isoformat(),
        "ledger_key": case.ledger_key,
    }
    files = {home.case: canonical.written(clear) + b"\n"}
    files |= {home.keys / f"{person}.age": content for person, content in wrapped.items()}
    for path, content in files.items():
        disk.put(path, content)
    return tuple(text for path in files for text in (disk.sha256(path), home.place(path)))


def _clear(path: Path) -> None:
    """Remove what a command that died left of this case before it appeared."""
    for left in path.parent.glob(f".{path.name}{MAKING}*"):
        process = left.name.rpartition(MAKING)[2].partition("-")[0]
        if not process.isdigit() or not _lives(int(process)):
            disk.remove(left)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()
