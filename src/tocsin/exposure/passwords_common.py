"""The commonest passwords, as hashes: what unsalted hashes of a leak are held against.

The 10,000 words are hashed here with each function that customer databases use without a salt, and only the
hashes are handed on: which account has which word is not asked, and no hash is turned back. How many
accounts have one of the words at all is a count, and shows by which function the hashes were made.
A salted hash is not tried: each would have to be guessed, which is what a thief does.

>>> commonest().num_rows, commonest({32}).num_rows, commonest().column_names
(110000, 20000, ['digest', 'made'])
>>> listed()
'10,000 commonest passwords (zxcvbn 4.5.0, with the commonest in French, Dutch and German)'
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection
from functools import cache
from hashlib import md5, sha1, sha224, sha256, sha384, sha512
from importlib.metadata import version
from itertools import islice

import pyarrow as pa

from tocsin.kinds.password import COMMONEST

WORDS = 10_000
"""How many of the list: what NIST and others call commonly used, and a buyer's first second of work."""

FUNCTIONS: dict[str, Callable[[bytes], str]] = {
    "MD5": lambda word: md5(word, usedforsecurity=False).hexdigest(),
    "MD5 of MD5": lambda word: _twice_md5(word),
    "SHA-1": lambda word: sha1(word, usedforsecurity=False).hexdigest(),
    "SHA-1 of SHA-1": lambda word: _twice_sha1(word),
    "SHA-224": lambda word: sha224(word).hexdigest(),
    "SHA-256": lambda word: sha256(word).hexdigest(),
    "SHA-384": lambda word: sha384(word).hexdigest(),
    "SHA-512": lambda word: sha512(word).hexdigest(),
    "MySQL 4.1 PASSWORD()": lambda word: "*" + _mysql(word).upper(),
    "MD5 (LDAP)": lambda word: "{MD5}" + b64encode(md5(word, usedforsecurity=False).digest()).decode(),
    "SHA-1 (LDAP)": lambda word: "{SHA}" + b64encode(sha1(word, usedforsecurity=False).digest()).decode(),
}  # fmt: skip
"""Each as `kinds.password_hash.normal` writes it."""


_SCHEMA = pa.schema({"digest": pa.string(), "made": pa.string()})


def _twice_md5(word: bytes) -> str:
    once = md5(word, usedforsecurity=False).hexdigest()
    return md5(once.encode(), usedforsecurity=False).hexdigest()


def _twice_sha1(word: bytes) -> str:
    once = sha1(word, usedforsecurity=False).hexdigest()
    return sha1(once.encode(), usedforsecurity=False).hexdigest()


def _mysql(word: bytes) -> str:
    return sha1(sha1(word, usedforsecurity=False).digest(), usedforsecurity=False).hexdigest()


def commonest(lengths: Collection[int] | None = None) -> pa.Table:
    """`digest` and `made`, the function: 10,000 rows for each of `FUNCTIONS`; of some `lengths` of digests alone."""
    able = [
        name for name, make in FUNCTIONS.items() if lengths is None or len(make(b"")) in lengths
    ]
    return pa.concat_tables([_SCHEMA.empty_table(), *map(_made, able)])


@cache
def _made(name: str) -> pa.Table:
    """What one of `FUNCTIONS` makes of the words."""
    make = FUNCTIONS[name]
    return pa.table([[make(word) for word in _words()], [name] * WORDS], schema=_SCHEMA)


@cache
def _words() -> tuple[bytes, ...]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    # Its list leaves out what other lists of it have, and runs of one digit: ours go before.
    ranked = dict.fromkeys((*sorted(COMMONEST), *FREQUENCY_LISTS["passwords"]))
    return tuple(word.encode() for word in islice(ranked, WORDS))


def listed() -> str:
    """The list, with its source and version."""
    return (
        f"{WORDS:,} commonest passwords (zxcvbn {version('zxcvbn')}, with the commonest in French, Dutch and "
        "German)"
    )
