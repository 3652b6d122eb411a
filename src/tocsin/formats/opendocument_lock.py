"""OpenDocument lock: a document locked with a password, opened with one that was allowed.

The manifest says for each part how it was packed, encrypted and proved (OpenDocument 1.3, part 2, sections 3.4
and 4.8): the password is hashed, a key is derived from that with a salt, and the part, deflated, is encrypted
with it. Three schemes are in use and read: AES-CBC with PBKDF2 (LibreOffice since 3.5), Blowfish with PBKDF2
(OpenOffice), and AES-GCM with Argon2id, where one part holds the whole document (LibreOffice since 24.8). Each
proves its password, by a digest of the first kilobyte or by GCM's tag. What is locked to the key of a person
(OpenPGP) is not opened.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO
from xml.parsers import expat

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tocsin.formats.base import LOCKED, WRONG
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance

MANIFEST = "META-INF/manifest.xml"
WHOLE = "encrypted-package"
"""The part that holds a whole document, where it is locked as one."""

NEEDED = ("content.xml", "meta.xml")
"""Parts that are read of a document whose parts are locked one by one."""

LONGEST = 16 << 20
"""Bytes of a manifest."""

ROUNDS = 2_000_000
"""Rounds of PBKDF2 at most: some two seconds. LibreOffice takes 100,000."""

MEMORY, PASSES, LANES = 256 << 10, 32, 16
"""KiB, passes and lanes of Argon2id at most: LibreOffice takes 65,536, 3 and 4."""

PROVED = 1_024
"""Bytes of a deflated part by whose digest a password is proved."""

ELSEWHERE = "It is locked in a way that is not read here."


class _WrongPassword(Exception):
    """What came of it is not what was locked."""


@dataclass(slots=True)
class Lock:
    """How a part is locked: what the manifest's elements say of it, by their names."""

    said: dict[str, dict[str, str]] = field(default_factory=dict)

    def word(self, element: str, attribute: str, otherwise: str = "") -> str:
        """What an attribute says, in small letters and without the namespace before it."""
        said = self.said.get(element, {}).get(attribute, otherwise).lower()
        return said.replace("/", "-").rpartition("#")[2].rpartition(":")[2]

    def number(self, element: str, attribute: str, otherwise: int, most: int) -> int:
        """A number; `Refused` beyond the most."""
        said = self.said.get(element, {}).get(attribute, str(otherwise))
        if not (said.isascii() and said.isdigit() and 0 < int(said[:20]) <= most):
            raise Refused(ELSEWHERE, remedy="")
        return int(said)

    def bytes(self, element: str, attribute: str) -> bytes:
        """Bytes."""
        try:
            return base64.b64decode(self.said.get(element, {}).get(attribute, ""))
        except (binascii.Error, ValueError):
            raise Refused(ELSEWHERE, remedy="") from None


def unlocked(content: BinaryIO, allowance: Allowance) -> BinaryIO:
    """The document, decrypted where it is locked; `Refused` where it cannot be."""
    content.seek(0)
    with zipfile.ZipFile(content) as package:
        locks = _locks(package)
        if locks is None:
            return content
        if not allowance.passwords:
            raise Refused(LOCKED, remedy="")
        for password in allowance.passwords:
            try:
                return _opened(package, locks, password, allowance.limits.in_memory)
            except _WrongPassword:
                continue
    raise Refused(WRONG, remedy="")


def _locks(package: zipfile.ZipFile) -> Mapping[str, Lock] | None:
    """How each part is locked that is; None where none is."""
    if MANIFEST not in package.namelist():
        return None
    with package.open(MANIFEST) as part:
        manifest = part.read(LONGEST)
    if b"encryption-data" not in manifest:
        return None
    locks: dict[str, Lock] = {}
    path = ""

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal path
        name = name.rpartition(":")[2]
        about = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "file-entry":
            path = about.get("full-path", "")
        elif name == "encryption-data":
            locks[path] = Lock()
        if path in locks:
            locks[path].said[name] = about

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(manifest, True)
    except expat.ExpatError:
        raise Refused(ELSEWHERE, remedy="") from None
    return locks


def _refuse(*_declared: object) -> None:
    raise Refused("Its XML declares entities, as a trap does.", remedy="")


def _opened(
    package: zipfile.ZipFile, locks: Mapping[str, Lock], password: bytes, most: int
) -> BinaryIO:
    """The document, decrypted with this password."""
    wanted = (WHOLE,) if WHOLE in locks else ("mimetype", *NEEDED)
    parts: dict[str, bytes] = {}
    for info in package.infolist():
        if info.filename not in wanted:
            continue
        if info.file_size > most:
            raise _too_large(most)
        part = package.read(info)
        lock = locks.get(info.filename)
        parts[info.filename] = _part(part, lock, password, most) if lock else part
    if WHOLE in parts:
        return BytesIO(parts[WHOLE])
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for name, part in parts.items():
            opened.writestr(name, part)
        opened.writestr(MANIFEST, "")
    out.seek(0)
    return out


def _part(encrypted: bytes, lock: Lock, password: bytes, most: int) -> bytes:
    """A part, decrypted, proved and inflated."""
    deflated = _decrypted(encrypted, lock, _key(lock, password))
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain = stream.decompress(deflated, most + 1)
    except zlib.error:
        raise _WrongPassword from None
    if len(plain) > most:
        raise _too_large(most)
    return plain


def _too_large(most: int) -> Refused:
    return Refused(
        f"One of its parts unpacks to more than {most >> 20} MiB.",
        remedy="Allow more with --limit in_memory=BYTES.",
    )


def _key(lock: Lock, password: bytes) -> bytes:
    """The key that a password gives."""
    start = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}.get(
        lock.word("start-key-generation", "start-key-generation-name", "sha1")
    )
    how = lock.word("key-derivation", "key-derivation-name")
    if start is None or how not in ("pbkdf2", "argon2id"):
        raise Refused(ELSEWHERE, remedy="")
    first, salt = start(password).digest(), lock.bytes("key-derivation", "salt")
    size = lock.number("key-derivation", "key-size", 16, 64)
    try:
        if how == "argon2id":
            return Argon2id(
                salt=salt,
                length=size,
                iterations=lock.number("key-derivation", "argon2-iterations", 3, PASSES),
                lanes=lock.number("key-derivation", "argon2-lanes", 4, LANES),
                memory_cost=lock.number("key-derivation", "argon2-memory", 65_536, MEMORY),
            ).derive(first)
        rounds = lock.number("key-derivation", "iteration-count", 1_024, ROUNDS)
        return hashlib.pbkdf2_hmac("sha1", first, salt, rounds, size)
    except ValueError:
        raise Refused(ELSEWHERE, remedy="") from None


def _decrypted(encrypted: bytes, lock: Lock, key: bytes) -> bytes:
    """What was encrypted, deflated as it was; `_WrongPassword` where it is not that."""
    how, begin = (
        lock.word("algorithm", "algorithm-name"),
        lock.bytes("algorithm", "initialisation-vector"),
    )
    try:
        if how.endswith("-gcm"):
            return AESGCM(key).decrypt(begin, encrypted.removeprefix(begin), None)
        if how.startswith("aes") and how.endswith("-cbc"):
            plain = Cipher(AES(key), CBC(begin)).decryptor().update(encrypted)
            plain = plain[: -plain[-1]] if plain else b""
        elif how == "blowfish cfb":
            plain = Cipher(Blowfish(key), CFB(begin)).decryptor().update(encrypted)
        else:
            raise Refused(ELSEWHERE, remedy="")
    except InvalidTag:
        raise _WrongPassword from None
    except ValueError:  # a key or a beginning of no size that the cipher has
        raise Refused(ELSEWHERE, remedy="") from None
    digest = (
        hashlib.sha256
        if lock.word("encryption-data", "checksum-type") == "sha256-1k"
        else hashlib.sha1
    )
    if digest(plain[:PROVED]).digest() != lock.bytes("encryption-data", "checksum"):
        raise _WrongPassword
    return plain
