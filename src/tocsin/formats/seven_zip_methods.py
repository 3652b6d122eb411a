"""7z's methods: the bytes of a folder, its packed ones through each of its coders (7-Zip's DOC/Methods.txt).

Unpacked are LZMA, LZMA2, PPMd, BZip2, Deflate, Zstandard and copies, with the filters for programs and
numbers; BCJ2 is not. What is locked is opened by AES-256, with the key that a password gives.
"""

from __future__ import annotations

import hashlib
import io
import lzma
from bz2 import BZ2Decompressor

from tocsin.formats.base import Damaged
from tocsin.formats.compressed import (
    BREAKS_OFF,
    DEFLATE64_FEED,
    ByArrow,
    Bytes,
    Deflate,
    Deflate64,
    Unpacking,
)
from tocsin.formats.seven_zip_header import Coder, Folder, Unreadable

COPY, DELTA, BCJ, LZMA, LZMA2 = b"\x00", b"\x03", b"\x03\x03\x01\x03", b"\x03\x01\x01", b"\x21"
PPMD, DEFLATE, DEFLATE64, BZIP2 = b"\x03\x04\x01", b"\x04\x01\x08", b"\x04\x01\x09", b"\x04\x02\x02"
ZSTD, AES = b"\x04\xf7\x11\x01", b"\x06\xf1\x07\x01"
"""Methods (7-Zip's DOC/Methods.txt)."""

FILTERS = {
    BCJ: lzma.FILTER_X86,
    b"\x04": lzma.FILTER_X86,
    b"\x05": lzma.FILTER_POWERPC,
    b"\x06": lzma.FILTER_IA64,
    b"\x07": lzma.FILTER_ARM,
    b"\x08": lzma.FILTER_ARMTHUMB,
    b"\x09": lzma.FILTER_SPARC,
    b"\x03\x03\x02\x05": lzma.FILTER_POWERPC,
    b"\x03\x03\x04\x01": lzma.FILTER_IA64,
    b"\x03\x03\x05\x01": lzma.FILTER_ARM,
    b"\x03\x03\x07\x01": lzma.FILTER_ARMTHUMB,
    b"\x03\x03\x08\x05": lzma.FILTER_SPARC,
}
"""Filters for programs, which stand before LZMA2."""

ROUNDS = 22
"""Rounds of hashing that a password may cost, as a power of two: 7-Zip has 19, half a second."""


class Cannot(Exception):
    """A folder cannot be unpacked: why."""


def chain(folder: Folder, packed: Bytes, password: bytes, most: int) -> Bytes:
    """A folder's bytes: its packed ones through each of its coders."""
    if not folder.order:
        raise Cannot("It is packed by a method that is not read here (BCJ2).")
    content = packed
    filters: list[dict[str, int]] = []
    for place in folder.order:
        coder, size = folder.coders[place], folder.sizes[place]
        if coder.method in FILTERS or coder.method == DELTA:
            continue  # taken up with the LZMA before it
        following = folder.order[folder.order.index(place) + 1 :]
        filters = [_filter(folder.coders[next_]) for next_ in following]
        content = _step(coder, content, size, password, most, [f for f in filters if f])
    return content


def _filter(coder: Coder) -> dict[str, int]:
    if coder.method == DELTA:
        return {"id": lzma.FILTER_DELTA, "dist": coder.properties[0] + 1}
    return {"id": FILTERS[coder.method]} if coder.method in FILTERS else {}


def _step(
    coder: Coder,
    packed: Bytes,
    size: int,
    password: bytes,
    most: int,
    filters: list[dict[str, int]],
) -> Bytes:
    """What one coder unpacks, with the filters that follow it."""
    method, told = coder.method, coder.properties
    if method == LZMA2 and len(told) == 1:
        return _lzma2(packed, told[0], most, filters)
    if filters and method != AES:
        raise Cannot("It is packed by a chain of methods that is not read here.")
    if method == COPY:
        return packed
    if method == AES:
        return _decrypted(packed, told, password)
    if method == LZMA and len(told) == 5:
        return _lzma1(packed, told, size, most)
    if method == PPMD and len(told) >= 5:
        return _ppmd(packed, told, size, most)
    if method == DEFLATE:
        return Unpacking(packed, Deflate, single=True)
    if method == DEFLATE64:
        return Unpacking(packed, Deflate64, single=True, feed=DEFLATE64_FEED)
    if method == BZIP2:
        return Unpacking(packed, BZ2Decompressor)
    if method == ZSTD:
        return ByArrow(packed, "zstd")
    raise Cannot(f"It is packed by a method that is not read here (number {method.hex()}).")


def _dictionary(size: int, most: int) -> int:
    if size > most:
        raise Cannot(f"It needs {size >> 20:,} MiB of memory to be unpacked: that is not allowed.")
    return size


def _lzma2(packed: Bytes, bits: int, most: int, filters: list[dict[str, int]]) -> Bytes:
    if bits > 40:
        raise Unreadable
    size = 0xFFFFFFFF if bits == 40 else (2 | bits & 1) << (bits // 2 + 11)
    last = {"id": lzma.FILTER_LZMA2, "dict_size": _dictionary(size, most)}
    chain = [*reversed(filters), last]
    return Unpacking(
        packed, lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain), single=True
    )


def _lzma1(packed: Bytes, told: bytes, size: int, most: int) -> Bytes:
    _dictionary(int.from_bytes(told[1:5], "little"), most)
    head = told + size.to_bytes(8, "little")

    def begin() -> lzma.LZMADecompressor:
        stream = lzma.LZMADecompressor(lzma.FORMAT_ALONE)
        stream.decompress(head, 0)
        return stream

    return Unpacking(packed, begin, single=True)


def _ppmd(packed: Bytes, told: bytes, size: int, most: int) -> Bytes:
    order, memory = told[0], int.from_bytes(told[1:5], "little")
    if not 2 <= order <= 64 or memory < 1 << 11:
        raise Unreadable
    return _Ppmd(packed, order, _dictionary(memory, most), size)


class _Ppmd(io.RawIOBase):
    """What PPMd (variant H) unpacks."""

    def __init__(self, packed: Bytes, order: int, memory: int, size: int) -> None:
        import pyppmd

        self._packed, self._left = packed, size
        self._decoder = pyppmd.Ppmd7Decoder(order, memory)
        self._dry = False

    def read(self, size: int = -1) -> bytes:
        most = min(64 << 10, self._left) if size < 0 else min(size, self._left, 64 << 10)
        while most:
            data = b""
            if self._decoder.needs_input and not self._dry:
                data = self._packed.read(64 << 10)
                self._dry = not data
            piece = self._decoder.decode(data or b"\0" * self._dry, most)
            if piece:
                self._left -= len(piece)
                return bytes(piece)
            if self._dry:
                raise Damaged(BREAKS_OFF)
        return b""


def _decrypted(packed: Bytes, told: bytes, password: bytes) -> Bytes:
    """AES-256 in CBC mode, with a key that is the hash of a password, many times over."""
    rounds = told[0] & 0x3F
    salt_size, iv_size = told[0] >> 7 & 1, told[0] >> 6 & 1
    if len(told) > 1:
        salt_size, iv_size = salt_size + (told[1] >> 4), iv_size + (told[1] & 0x0F)
    salt = told[2 : 2 + salt_size]
    iv = told[2 + salt_size : 2 + salt_size + iv_size].ljust(16, b"\0")
    if rounds == 0x3F:
        key = (salt + password)[:32].ljust(32, b"\0")
    elif rounds > ROUNDS:
        raise Cannot("Its password would take too long to try.")
    else:
        key = _key(salt, password, rounds)
    return _Aes(packed, key, iv)


def _key(salt: bytes, password: bytes, rounds: int) -> bytes:
    digest = hashlib.sha256()
    for begin in range(0, 1 << rounds, 1 << 12):
        end = min(begin + (1 << 12), 1 << rounds)
        digest.update(
            b"".join(salt + password + turn.to_bytes(8, "little") for turn in range(begin, end))
        )
    return digest.digest()


class _Aes(io.RawIOBase):
    def __init__(self, packed: Bytes, key: bytes, iv: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        self._packed = packed
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()

    def read(self, size: int = -1) -> bytes:
        while piece := self._packed.read(size):
            if plain := self._cipher.update(piece):
                return plain
        return b""


def prepare() -> None:
    """Load what decrypting and PPMd load at first use."""
    _Aes(io.BytesIO(bytes(16)), bytes(32), bytes(16)).read(16)
    _Ppmd(io.BytesIO(bytes(16)), 6, 1 << 16, 4).read()
