"""Checkpoint: a signed statement of how long the ledger was and what its Merkle root was, and when.

Signed with Ed25519 (RFC 8032) over the canonical JSON of the statement, behind a label so that the
signature can serve for nothing else. A ledger shorter than a checkpoint says was truncated; one
whose first entries give another root was rewritten.

>>> statement = Checkpoint("tocsin case 9f86", 2, "00" * 32, "2014-06-13T09:30:00+00:00")
>>> signed = sign(statement, seed=bytes(32))
>>> read(signed, public(bytes(32))) == statement
True
>>> read(signed.replace(b'"size":2', b'"size":3'), public(bytes(32)))
Traceback (most recent call last):
    ...
ValueError: the signature does not fit
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tocsin.ledger import canonical, merkle
from tocsin.ledger.fault import Fault

LABEL = b"tocsin checkpoint 1\n"
"""Stands before what is signed: no other use of the key can be passed off as a checkpoint."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is signed."""

    origin: str
    """Which ledger: 'tocsin case' and the first 16 digits of its public key."""

    size: int
    root: str
    at: str
    """ISO 8601, with zone."""

    def statement(self) -> dict[str, object]:
        """Give it as the object that is signed."""
        return {"origin": self.origin, "size": self.size, "root": self.root, "at": self.at}


def origin(key: str) -> str:
    """Name the ledger that a public key signs."""
    return f"tocsin case {key[:16]}"


def public(seed: bytes) -> str:
    """Give the public key of a signing seed of 32 bytes, in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def sign(checkpoint: Checkpoint, seed: bytes) -> bytes:
    """Give the line of a checkpoint, signed."""
    statement = checkpoint.statement()
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(
        LABEL + canonical.written(statement)
    )
    return canonical.written({**statement, "signature": signature.hex()})


def read(untrusted: bytes, key: str) -> Checkpoint:
    """Read a line and hold its signature against the public key; `ValueError` where it fails."""
    fields = canonical.read(untrusted)
    signature = fields.pop("signature", None)
    origin, size, root, at = (fields.get(name) for name in ("origin", "size", "root", "at"))
    texts = (origin, root, at, signature)
    if len(fields) != 4 or not isinstance(size, int) or not all(isinstance(t, str) for t in texts):
        raise ValueError("not the fields of a checkpoint")
    raw = bytes.fromhex(str(signature))
    if raw.hex() != signature:  # capitals and spaces would read the same
        raise ValueError("the signature is not in canonical form")
    try:
        verifier = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        verifier.verify(raw, LABEL + canonical.written(fields))
    except InvalidSignature:
        raise ValueError("the signature does not fit") from None
    return Checkpoint(str(origin), size, str(root), str(at))


def faults(lines: Sequence[bytes], signed: Sequence[bytes], key: str) -> tuple[Fault, ...]:
    """Hold the ledger's lines against its checkpoints; say which checkpoint fails, and how."""
    found = []
    roots = [root.hex() for root in merkle.roots(lines)]
    before = 0
    for number, text in enumerate(signed):
        where = f"checkpoint {number}"
        try:
            point = read(text, key)
        except ValueError as why:
            found.append(Fault(where, f"the line was changed: {why}"))
            continue
        if point.origin != origin(key):
            found.append(Fault(where, "it is of another ledger"))
        elif point.size <= before:
            found.append(Fault(where, "it is out of order"))
        elif point.size > len(lines):
            says = f"the ledger was cut: {point.size} entries were signed, {len(lines)} are there"
            found.append(Fault(where, says))
        elif point.root != roots[point.size]:
            says = f"entries {before} to {point.size - 1} are not those that were signed"
            found.append(Fault(where, says))
        before = max(before, point.size)
    return tuple(found)


def covered(signed: Sequence[bytes], key: str) -> int:
    """Give how many entries, from the first, the legible checkpoints cover."""
    sizes = [0]
    for text in signed:
        try:
            sizes.append(read(text, key).size)
        except ValueError:
            continue
    return max(sizes)
