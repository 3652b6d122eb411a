"""Identity: a person's own age key, by which the cases shared with that person open.

It lies in the user's configuration directory (`identity.txt`), or where TOCSIN_IDENTITY says, in
the file format of the age tools, readable by its owner alone. Without it, a case cannot be read by
anybody it was not shared with: there is no other way in.
"""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_config_path
from pyrage import IdentityError, RecipientError
from pyrage.x25519 import Identity, Recipient

from tocsin.edges.vault import disk
from tocsin.terms.errors import Refused, Unavailable

VARIABLE = "TOCSIN_IDENTITY"


def identity_file() -> Path:
    """Say where this person's identity lies."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_config_path("tocsin") / "identity.txt"


def own(path: Path | None = None) -> Identity:
    """Read this person's identity; `Unavailable` where there is none, `Refused` where it is unsafe."""
    path = path or identity_file()
    with disk.answers("The identity file"):
        if not path.is_file():
            raise Unavailable(
                "There is no identity file, and without it no case can be opened.",
                remedy=f"Name yours in {VARIABLE}, or make one by opening a first case.",
            )
        if path.stat().st_mode & 0o077:
            raise Refused(
                "The identity file can be read by others than its owner.",
                remedy="Give it to its owner alone: chmod 600.",
            )
        text = path.read_bytes().decode("utf-8", "replace")
    keys = [line.strip() for line in text.splitlines() if not line.startswith("#")]
    try:
        return Identity.from_str(next(key for key in keys if key))
    except (IdentityError, StopIteration):
        raise Refused(
            "The identity file holds no age identity.",
            remedy="It should hold one line that begins with AGE-SECRET-KEY-1.",
        ) from None


def own_or_new(path: Path | None = None) -> Identity:
    """Read this person's identity; make one, for the owner's eyes alone, where there is none."""
    path = path or identity_file()
    if path.exists():
        return own(path)
    identity = Identity.generate()
    text = f"# public key: {identity.to_public()}\n{identity}\n"
    with disk.answers("The identity file"):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    return identity


def recipient(text: str) -> Recipient:
    """Read somebody's public key, as `age1...`."""
    try:
        return Recipient.from_str(text)
    except RecipientError:
        raise Refused(
            "This is not the public key of an age identity.",
            remedy="Ask for the line that begins with age1 in their identity file.",
        ) from None
