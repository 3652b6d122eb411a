"""Excel's lock: a workbook in a compound file, opened with a password that was allowed ([MS-OFFCRYPTO]).

What is encrypted there is a workbook of before 2007, or a newer one whole. Decrypting is done by
msoffcrypto-tool.
"""

from __future__ import annotations

import xml.dom.expatbuilder  # noqa: F401 - msoffcrypto loads it at first use
from io import BytesIO
from typing import BinaryIO

import msoffcrypto
import msoffcrypto.exceptions
from cryptography.hazmat.backends import default_backend
from msoffcrypto.format import ooxml, ppt97, xls97  # noqa: F401 - loaded before the doors are locked
from msoffcrypto.method import (  # noqa: F401 - the same
    ecma376_agile,
    ecma376_standard,
    rc4,
    rc4_cryptoapi,
    xor_obfuscation,
)

from tocsin.formats.base import HEAD, LOCKED, WRONG
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a compound file begins ([MS-CFB] 2.2): what Excel wrote until 2003, and writes when it encrypts."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of a compound file that holds an encrypted workbook ([MS-OFFCRYPTO] 2.3)."""

USUAL_PASSWORD = "VelvetSweatshop"  # noqa: S105 - public: Excel's own where nobody set one
"""What Excel locks a workbook with that only its structure is protected in ([MS-OFFCRYPTO] 2.4.2.3)."""


def unlocked(content: BinaryIO, allowance: Allowance) -> BinaryIO:
    """The workbook of a compound file, decrypted where it is locked."""
    locked = Refused(WRONG if allowance.passwords else LOCKED, remedy="")
    content.seek(0)
    try:
        file = msoffcrypto.OfficeFile(content)
        if not file.is_encrypted():
            return content
    except Exception:  # a workbook that the library does not take: calamine may
        content.seek(0)
        if ENCRYPTED in content.read(HEAD):
            raise locked from None
        return content
    words = [USUAL_PASSWORD, *(p.decode("utf-8", "replace") for p in allowance.passwords)]
    for word in words:
        out = BytesIO()
        try:
            content.seek(0)
            file = msoffcrypto.OfficeFile(content)
            file.load_key(password=word)
            file.decrypt(out)
        except MemoryError:
            raise
        except Exception:  # noqa: S112 - the wrong password, in any of the library's words
            continue
        if out.getvalue().startswith((b"PK", COMPOUND)):
            return out
    raise locked


def prepare() -> None:
    """Load the cipher of locked workbooks."""
    default_backend()
