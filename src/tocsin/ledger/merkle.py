"""Merkle: one digest for a whole list, and short proofs of what it holds and that it only grew.

As in RFC 6962, section 2.1: SHA-256, a leaf is hashed behind the byte 0x00 and a node behind 0x01,
so that no node can pass for a leaf; a list is split at the largest power of two below its length.

>>> root([]).hex()[:16], root([b"a", b"b"]) == node(leaf(b"a"), leaf(b"b"))
('e3b0c44298fc1c14', True)

An auditor who holds an entry, and one who holds an older root, need not see the rest:

>>> entries = [b"open", b"add", b"read", b"link", b"report"]
>>> included(b"read", 2, 5, inclusion(2, entries), root(entries))
True
>>> grew(3, 5, root(entries[:3]), root(entries), consistency(3, entries))
True
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256


def leaf(entry: bytes) -> bytes:
    """Hash an entry as a leaf."""
    return sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees as one."""
    return sha256(b"\x01" + left + right).digest()


def root(entries: Sequence[bytes]) -> bytes:
    """Give the Merkle tree hash of a list; of the empty list, the hash of nothing."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return leaf(entries[0])
    middle = _split(len(entries))
    return node(root(entries[:middle]), root(entries[middle:]))


def roots(entries: Sequence[bytes]) -> Iterator[bytes]:
    """Give the root after no entry, after one, after two ...: each costs what it adds."""
    yield root(())
    peaks: list[tuple[int, bytes]] = []  # whole subtrees, largest first: (leaves, hash)
    for entry in entries:
        peaks.append((1, leaf(entry)))
        while len(peaks) > 1 and peaks[-2][0] == peaks[-1][0]:
            (size, right), (_, left) = peaks.pop(), peaks.pop()
            peaks.append((2 * size, node(left, right)))
        hashed = peaks[-1][1]
        for _, left in reversed(peaks[:-1]):
            hashed = node(left, hashed)
        yield hashed


def inclusion(index: int, entries: Sequence[bytes]) -> tuple[bytes, ...]:
    """Give the audit path of an entry (0-based): the hashes beside its way up to the root."""
    if not 0 <= index < len(entries):
        raise ValueError("no such entry")
    if len(entries) == 1:
        return ()
    middle = _split(len(entries))
    if index < middle:
        return (*inclusion(index, entries[:middle]), root(entries[middle:]))
    return (*inclusion(index - middle, entries[middle:]), root(entries[:middle]))


def included(entry: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Whether a path proves that a list of this size and root holds the entry at the index."""
    if not 0 <= index < size:
        return False
    here, last, hashed = index, size - 1, leaf(entry)
    for beside in path:
        if last == 0:
            return False
        if here % 2 or here == last:
            hashed = node(beside, hashed)
            while not here % 2 and here:
                here, last = here // 2, last // 2
        else:
            hashed = node(hashed, beside)
        here, last = here // 2, last // 2
    return last == 0 and hashed == expected


def consistency(old: int, entries: Sequence[bytes]) -> tuple[bytes, ...]:
    """Give the proof that the list's first `old` entries still stand at its beginning."""
    if not 0 < old <= len(entries):
        raise ValueError("no such size")
    return _kept(old, entries, whole=True)


def grew(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the newer list is the older one with entries added."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    here, last = old - 1, new - 1
    while here % 2:
        here, last = here // 2, last // 2
    before = after = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if here % 2 or here == last:
            before, after = node(beside, before), node(beside, after)
            while not here % 2 and here:
                here, last = here // 2, last // 2
        else:
            after = node(after, beside)
        here, last = here // 2, last // 2
    return last == 0 and before == old_root and after == new_root


def _kept(old: int, entries: Sequence[bytes], whole: bool) -> tuple[bytes, ...]:
    """Prove as RFC 6962 section 2.1.2 does; `whole`: the verifier already holds this subtree's root."""
    if old == len(entries):
        return () if whole else (root(entries),)
    middle = _split(len(entries))
    if old <= middle:
        return (*_kept(old, entries[:middle], whole), root(entries[middle:]))
    return (*_kept(old - middle, entries[middle:], whole=False), root(entries[:middle]))


def _split(size: int) -> int:
    """Give the largest power of two below the size."""
    return 1 << ((size - 1).bit_length() - 1)
