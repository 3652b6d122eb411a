"""OpenDocument locks: opened with a password that was allowed, in each scheme in use; else said to be locked."""

from __future__ import annotations

import base64
import hashlib
import io
import secrets
import zipfile
import zlib
from collections.abc import Callable

import pytest
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from packing import opened, zipped
from workbooks import ods

from tocsin.edges.sandbox import Sandbox
from tocsin.terms.limits import Allowance, Limits

PLAIN = ods((("id", "mail"), ("1", "a@x.example")))
ROWS = [("1", "a@x.example")]
SALT = bytes(range(16))
SECRET = Allowance(passwords=(b"wrong", b"secret"))

Locking = Callable[[bytes], bytes]


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        return {name: file.read(name) for name in file.namelist()}


def said(content: bytes) -> str:
    return base64.b64encode(content).decode()


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def manifest(path: str, proof: str, cipher: str, begin: bytes, start: str, derived: str) -> bytes:
    return (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">'
        f'<manifest:file-entry manifest:full-path="{path}"><manifest:encryption-data {proof}>'
        f'<manifest:algorithm manifest:algorithm-name="{cipher}" '
        f'manifest:initialisation-vector="{said(begin)}"/>'
        f'<manifest:start-key-generation manifest:start-key-generation-name="{start}"/>'
        f'<manifest:key-derivation manifest:salt="{said(SALT)}" {derived}/>'
        "</manifest:encryption-data></manifest:file-entry></manifest:manifest>"
    ).encode()


def by_aes(package: bytes, rounds: int = 1_000) -> bytes:
    """As LibreOffice locks since 3.5."""
    all_parts = parts(package)
    plain = deflated(all_parts["content.xml"])
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(b"secret").digest(), SALT, rounds, 32)
    begin = secrets.token_bytes(16)
    padding = 16 - len(plain) % 16
    padded = plain + secrets.token_bytes(padding - 1) + bytes([padding])
    xmlns = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    about = manifest(
        "content.xml",
        f'manifest:checksum-type="{xmlns}#sha256-1k" '
        f'manifest:checksum="{said(hashlib.sha256(plain[:1024]).digest())}"',
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        begin,
        "http://www.w3.org/2000/09/xmldsig#sha256",
        'manifest:key-derivation-name="PBKDF2" manifest:key-size="32" '
        f'manifest:iteration-count="{rounds}"',
    )
    locked = Cipher(AES(key), CBC(begin)).encryptor().update(padded)
    return zipped(all_parts | {"content.xml": locked, "META-INF/manifest.xml": about}, 0)


def by_blowfish(package: bytes) -> bytes:
    """As OpenOffice locks."""
    all_parts = parts(package)
    plain = deflated(all_parts["content.xml"])
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha1(b"secret").digest(), SALT, 1_024, 16)
    begin = secrets.token_bytes(8)
    about = manifest(
        "content.xml",
        'manifest:checksum-type="SHA1/1K" '
        f'manifest:checksum="{said(hashlib.sha1(plain[:1024]).digest())}"',
        "Blowfish CFB",
        begin,
        "SHA1",
        'manifest:key-derivation-name="PBKDF2" manifest:iteration-count="1024"',
    )
    locked = Cipher(Blowfish(key), CFB(begin)).encryptor().update(plain)
    return zipped(all_parts | {"content.xml": locked, "META-INF/manifest.xml": about}, 0)


def as_a_whole(package: bytes, memory: int = 64) -> bytes:
    """As LibreOffice locks since 24.8."""
    key = Argon2id(salt=SALT, length=32, iterations=3, lanes=4, memory_cost=64).derive(
        hashlib.sha256(b"secret").digest()
    )
    begin = secrets.token_bytes(12)
    about = manifest(
        "encrypted-package",
        "",
        "http://www.w3.org/2009/xmlenc11#aes256-gcm",
        begin,
        "http://www.w3.org/2001/04/xmlenc#sha256",
        "manifest:key-derivation-name="
        '"urn:org:documentfoundation:names:experimental:office:manifest:argon2id" '
        'manifest:key-size="32" loext:argon2-iterations="3" '
        f'loext:argon2-memory="{memory}" loext:argon2-lanes="4"',
    )
    locked = begin + AESGCM(key).encrypt(begin, deflated(package), None)
    mimetype = parts(package)["mimetype"]
    whole = {"mimetype": mimetype, "encrypted-package": locked, "META-INF/manifest.xml": about}
    return zipped(whole, 0)


SCHEMES = pytest.mark.parametrize("lock", [by_aes, by_blowfish, as_a_whole])


@SCHEMES
def test_a_locked_workbook_is_opened_with_its_password(lock: Locking) -> None:
    assert opened(lock(PLAIN), SECRET).cells("s") == ROWS


@SCHEMES
def test_a_locked_workbook_without_a_password_is_said_to_be_locked(lock: Locking) -> None:
    assert opened(lock(PLAIN)).reading.refused == (
        "It is locked with a password. Give it with --password-file."
    )


@SCHEMES
def test_a_locked_workbook_is_not_opened_by_another_password(lock: Locking) -> None:
    assert opened(lock(PLAIN), Allowance(passwords=(b"Secret",))).reading.refused == (
        "It is locked, and none of the passwords given opens it."
    )


@pytest.mark.parametrize("lock", [by_blowfish, as_a_whole])
def test_a_locked_workbook_is_opened_behind_locked_doors(lock: Locking) -> None:
    tables: list[int] = []

    reading = Sandbox().parse(
        io.BytesIO(lock(PLAIN)), "", lambda _name, b: tables.append(b.read_all().num_rows), SECRET
    )

    assert (reading.refused, tables) == (None, [1])


def test_a_locked_text_document_is_opened_with_its_password() -> None:
    text = '<o:body xmlns:o="o" xmlns:t="t"><t:p>We have it all.</t:p></o:body>'
    package = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": text.encode(),
        },
        0,
    )

    assert opened(by_aes(package), SECRET).cells("text/text") == [("We have it all.",)]


@pytest.mark.parametrize(
    ("is_now", "was"),
    [
        pytest.param(b"aes256-xyz", b"aes256-cbc", id="a cipher that is not known"),
        pytest.param(b'name="bcrypt"', b'name="PBKDF2"', id="a derivation that is not known"),
        pytest.param(b'count="99999999"', b'count="1000"', id="more rounds than are done"),
    ],
)
def test_a_lock_of_another_kind_is_said_not_to_be_read(is_now: bytes, was: bytes) -> None:
    content = by_aes(PLAIN)
    changed = parts(content)
    changed["META-INF/manifest.xml"] = changed["META-INF/manifest.xml"].replace(was, is_now)

    refused = opened(zipped(changed, 0), SECRET).reading.refused

    assert refused == "It is locked in a way that is not read here."


def test_a_derivation_that_would_take_all_memory_is_not_done() -> None:
    refused = opened(as_a_whole(PLAIN, memory=1 << 30), SECRET).reading.refused

    assert refused == "It is locked in a way that is not read here."


def test_a_locked_part_that_unpacks_to_too_much_is_refused() -> None:
    bomb = zipped(parts(PLAIN) | {"content.xml": bytes(9 << 20)})

    refused = opened(by_aes(bomb), Allowance(Limits(in_memory=1 << 20), (b"secret",)))

    assert str(refused.reading.refused).startswith("One of its parts unpacks to more than 1 MiB.")


def test_a_manifest_that_declares_entities_is_refused() -> None:
    changed = parts(by_aes(PLAIN))
    declared = b'<!DOCTYPE m [<!ENTITY a "b">]>' + changed["META-INF/manifest.xml"]

    refused = opened(zipped(changed | {"META-INF/manifest.xml": declared}, 0), SECRET)

    assert refused.reading.refused == "Its XML declares entities, as a trap does."
