"""Zip locks: the two ways in which entries of a zip are encrypted, opened with a password.

ZipCrypto (APPNOTE.TXT 6.3.10, section 6.1) is weak and common; it is undone here byte by byte, in Python,
at about a megabyte a second. AES is WinZip's (AE-1 and AE-2, "AES Encryption Information", version 1.04):
CTR mode with a counter that begins at 1 and is written with its lowest byte first.
"""

from __future__ import annotations

import hashlib
import hmac
import io
from dataclasses import dataclass

import numpy as np

from tocsin.formats.base import Damaged
from tocsin.formats.compressed import Bytes

ZIP_CRYPTO_HEAD = 12
"""Encrypted bytes before an entry's own; the last of them checks the password, once in 256 wrongly."""

MAC = 10
"""Bytes at the end of an entry encrypted by AES, which prove the others."""

ROUNDS = 1_000
"""Of PBKDF2 with HMAC-SHA1, as AE-1 has it."""


def _table() -> tuple[int, ...]:
    numbers = []
    for number in range(256):
        for _ in range(8):
            number = number >> 1 ^ (0xEDB88320 if number & 1 else 0)
        numbers.append(number)
    return tuple(numbers)


_CRC = _table()


class ZipCrypto(io.RawIOBase):
    """The bytes of an entry, decrypted; `opens` once the password was tried on its head."""

    def __init__(self, packed: Bytes, password: bytes, check: int) -> None:
        self._packed = packed
        self._keys = (0x12345678, 0x23456789, 0x34567890)
        for byte in password:
            self._update(byte)
        head = self._decrypted(packed.read(ZIP_CRYPTO_HEAD))
        self.opens = len(head) == ZIP_CRYPTO_HEAD and head[-1] == check

    def read(self, size: int = -1) -> bytes:
        """Some bytes; none at the end."""
        return self._decrypted(self._packed.read(size))

    def _update(self, byte: int) -> None:
        first, second, third = self._keys
        first = first >> 8 ^ _CRC[(first ^ byte) & 0xFF]
        second = (second + (first & 0xFF)) * 134775813 + 1 & 0xFFFFFFFF
        self._keys = first, second, third >> 8 ^ _CRC[(third ^ second >> 24) & 0xFF]

    def _decrypted(self, content: bytes) -> bytes:
        first, second, third = self._keys
        table, out = _CRC, bytearray(len(content))
        for place, byte in enumerate(content):
            word = third | 2
            byte ^= (word * (word ^ 1) >> 8) & 0xFF
            out[place] = byte
            first = first >> 8 ^ table[(first ^ byte) & 0xFF]
            second = (second + (first & 0xFF)) * 134775813 + 1 & 0xFFFFFFFF
            third = third >> 8 ^ table[(third ^ second >> 24) & 0xFF]
        self._keys = first, second, third
        return bytes(out)


@dataclass(frozen=True, slots=True)
class Strength:
    """What a number of the AES extra field means, in bytes."""

    key: int
    salt: int


STRENGTHS = {1: Strength(16, 8), 2: Strength(24, 12), 3: Strength(32, 16)}


class Aes(io.RawIOBase):
    """The bytes of an entry, decrypted and proved at the end; `opens` once the password was tried."""

    def __init__(self, packed: Bytes, size: int, password: bytes, strength: Strength) -> None:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        salt, check = packed.read(strength.salt), packed.read(2)
        keys = hashlib.pbkdf2_hmac("sha1", password, salt, ROUNDS, 2 * strength.key + 2)
        self.opens = keys[-2:] == check
        self._packed = packed
        self._left = size - strength.salt - 2 - MAC
        self._mac = hmac.new(keys[strength.key : 2 * strength.key], digestmod="sha1")
        self._cipher = Cipher(algorithms.AES(keys[: strength.key]), modes.ECB()).encryptor()  # noqa: S305 - counter mode, by hand
        self._counter = 1
        self._stream = b""

    def read(self, size: int = -1) -> bytes:
        """Some bytes; none at the end; `Damaged` where their proof is wrong."""
        content = self._packed.read(min(size, max(self._left, 0)))
        if not content:
            if self._left == 0:
                self._left = -1
                if not hmac.compare_digest(self._mac.digest()[:MAC], self._packed.read(MAC)):
                    raise Damaged("its checksum is wrong")
            return b""
        self._left -= len(content)
        self._mac.update(content)
        stream = self._keystream(len(content))
        plain = np.frombuffer(content, dtype=np.uint8) ^ np.frombuffer(stream, dtype=np.uint8)
        return plain.tobytes()

    def _keystream(self, size: int) -> bytes:
        """The next bytes that the content was mixed with."""
        blocks = -(-(size - len(self._stream)) // 16)
        if blocks > 0:
            counters = np.zeros((blocks, 2), dtype="<u8")
            counters[:, 0] = np.arange(self._counter, self._counter + blocks, dtype=np.uint64)
            self._counter += blocks
            self._stream += self._cipher.update(counters.tobytes())
        stream, self._stream = self._stream[:size], self._stream[size:]
        return stream
