"""Keys: the secrets of one case, how others follow from them, and how each person's copy is wrapped.

A case has two secrets of its own: an age identity (X25519), for which exhibits and small values
are encrypted, and the Ed25519 seed that signs the ledger. The key of the Parquet files and the two
of the keyed digests follow from the identity by HKDF-SHA256 (RFC 5869), each under its own label.
`keys/<age recipient>.age` holds both secrets, wrapped for one person; sharing adds a file.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass
from hashlib import sha256

import pyrage
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyrage.x25519 import Identity

from tocsin.edges.vault.identity import recipient
from tocsin.edges.vault.layout import Home
from tocsin.ledger import canonical
from tocsin.terms.errors import Refused, Unavailable

LABELS = {
    "parquet": b"tocsin 1 parquet",
    "digest": b"tocsin 1 keyed digest",
    "manifest": b"tocsin 1 manifest",
}
"""What each derived key is for: two uses never share a key (HKDF's `info`)."""


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """What opens a case. Its repr shows nothing."""

    identity: Identity
    seed: bytes

    def __repr__(self) -> str:
        return "<the secrets of a case>"

    def key(self, use: str) -> bytes:
        """Derive the 256-bit key for one use (`LABELS`)."""
        kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=LABELS[use])
        return kdf.derive(str(self.identity).encode())

    def keyed(self, use: str, value: bytes) -> str:
        """Give a digest that nobody without the case's key can make or try guesses against."""
        return hmac.new(self.key(use), value, sha256).hexdigest()

    def encrypt(self, content: bytes) -> bytes:
        """Encrypt a small value for the case."""
        return bytes(pyrage.encrypt(content, [self.identity.to_public()]))

    def decrypt(self, untrusted: bytes) -> bytes:
        """Decrypt a small value of the case; `Refused` where it was changed."""
        try:
            return bytes(pyrage.decrypt(untrusted, [self.identity]))
        except pyrage.DecryptError:
            raise Refused(
                "A file of this case was changed since it was written.",
                remedy="Run tocsin verify to see which, and restore it from a copy.",
            ) from None


def new() -> Secrets:
    """Make the secrets of a new case."""
    return Secrets(Identity.generate(), secrets.token_bytes(32))


def wrapped(case: Secrets, person: str) -> bytes:
    """Wrap a case's secrets for one person (`age1...`)."""
    content = canonical.written({"identity": str(case.identity), "seed": case.seed.hex()})
    return bytes(pyrage.encrypt(content, [recipient(person)]))


def unwrapped(home: Home, person: Identity) -> Secrets:
    """Read a case's secrets from the copy wrapped for this person."""
    mine = home.keys / f"{person.to_public()}.age"
    if not mine.is_file():
        raise Unavailable(
            "This case is not shared with your identity.",
            remedy="Ask somebody who can open it to share it with your public key.",
        )
    try:
        content = json.loads(pyrage.decrypt(mine.read_bytes(), [person]))
        return Secrets(Identity.from_str(content["identity"]), bytes.fromhex(content["seed"]))
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError, LookupError, TypeError):
        raise Unavailable(
            "Your key to this case was changed, and no longer opens it.",
            remedy="Restore the folder keys from a copy, or have the case shared with you again.",
        ) from None
