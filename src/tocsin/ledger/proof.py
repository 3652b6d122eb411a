r"""Proof: whether a ledger is the one that was written, from its two files' bytes and the public key.

>>> [str(fault) for fault in faults(b'{"number":7}\n', b"", "00" * 32)]
['entry 0: the line was changed: not the fields of an entry', 'checkpoints: there is none: nothing is signed']
"""

from __future__ import annotations

from tocsin.ledger import chain, checkpoint
from tocsin.ledger.fault import Fault


def lines(untrusted: bytes) -> tuple[bytes, ...]:
    r"""Split a ledger's bytes at line ends; a last line without its end is still one.

    >>> lines(b'{"number":0}\n{"number":1}\n')
    (b'{"number":0}', b'{"number":1}')
    """
    return tuple(untrusted.removesuffix(b"\n").split(b"\n")) if untrusted else ()


def faults(ledger: bytes, checkpoints: bytes, key: str) -> tuple[Fault, ...]:
    """Name every entry and checkpoint that was changed, cut off or put in.

    `ledger` and `checkpoints` are the bytes of the two files, one canonical JSON object a line;
    `key` is the Ed25519 public key in hexadecimal, the one to trust: pinned, or the case's own.
    """
    entries, signed = lines(ledger), lines(checkpoints)
    found = [*chain.faults(entries), *checkpoint.faults(entries, signed, key)]
    if ledger and not ledger.endswith(b"\n"):
        found.append(Fault(f"entry {len(entries) - 1}", "its line end was cut off"))
    if checkpoints and not checkpoints.endswith(b"\n"):
        found.append(Fault(f"checkpoint {len(signed) - 1}", "its line end was cut off"))
    if not signed:
        found.append(Fault("checkpoints", "there is none: nothing is signed"))
    return tuple(found)
