"""Schemes: which one wrote this hash, how strong it is, and no name for one that was cut or changed."""

import base64
import hashlib
import re
import time

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tocsin.kinds import password_hash
from tocsin.kinds.schemes import LONGEST, SCHEMES, Strength, told
from tocsin.kinds.schemes.base import TOKEN

ENGINE = ibis.duckdb.connect()
DJANGO = "pbkdf2_sha256$600000$c2FsdHNhbHQ$" + base64.b64encode(bytes(range(32))).decode()
BCRYPT = "$2y$12$" + "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxC"

WHOLE = {
    hashlib.md5(b"a").hexdigest(): ("MD5", Strength.UNSALTED, None),
    hashlib.sha1(b"a").hexdigest().upper(): ("SHA-1", Strength.UNSALTED, None),
    hashlib.sha256(b"a").hexdigest(): ("SHA-256", Strength.UNSALTED, None),
    hashlib.sha512(b"a").hexdigest(): ("SHA-512", Strength.UNSALTED, None),
    hashlib.md5(b"a").hexdigest() + ":x7Gq": ("vBulletin", Strength.SALTED, None),
    hashlib.md5(b"a").hexdigest() + ":" + "a" * 32: ("Joomla < 2.5.18", Strength.SALTED, None),
    "*" + hashlib.sha1(b"a").hexdigest().upper(): ("MySQL4.1", Strength.UNSALTED, None),
    "0x0100" + "4086CEB6" + "AF" * 20: ("MSSQL (2005)", Strength.SALTED, None),
    "md5" + hashlib.md5(b"a").hexdigest(): ("PostgreSQL", Strength.SALTED, None),
    BCRYPT: ("bcrypt", Strength.SLOW, 4096),
    DJANGO: ("Django (PBKDF2-HMAC-SHA256)", Strength.SLOW, 600_000),
    "$6$rounds=5000$saltsalt$" + "a" * 85 + "/": ("SHA-512 Crypt", Strength.SLOW, 5_000),
    "$1$saltsalt$" + "b" * 21 + ".": ("MD5 Crypt", Strength.SLOW, None),
    "$P$B" + "saltsalt" + "c" * 21 + "1": ("phpass", Strength.SLOW, None),
    "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$" + "A" * 43: ("Argon2id", Strength.SLOW, 3),
    "{SSHA}" + base64.b64encode(bytes(28)).decode(): ("SSHA-1 (Base64)", Strength.SALTED, None),
    "ab1Cd2Ef3Gh4I": ("DES(Unix)", Strength.SALTED, None),
    "094F471A1A0A": ("Cisco Type 7", Strength.PLAIN, None),
}


@pytest.mark.parametrize("value", WHOLE)
def test_a_whole_hash_has_its_name_strength_and_cost(value: str) -> None:
    name, strength, cost = WHOLE[value]

    found = told(value)

    assert found is not None
    assert any(one.lower().startswith(name.lower()) for one in found.names)
    assert (found.strength, found.cost) == (strength, cost)


UNHURT = {value for value in WHOLE if ":" in value or "SSHA" in value or value.startswith("094")}
"""Forms with an end of any length: what they lose at the end may be lost by nobody's mistake."""


@pytest.mark.parametrize("value", [value for value in WHOLE if value not in UNHURT])
@pytest.mark.parametrize(
    "hurt",
    [
        lambda value: value[:-1],
        lambda value: value + "a",
        lambda value: value[:-1] + "é",
        lambda value: value[:-1] + "!",
        lambda value: " " + value,
    ],
    ids=["cut", "longer", "an accent", "a mark", "a blank before it"],
)
def test_a_malformed_hash_has_no_name(value: str, hurt: object) -> None:
    assert told(hurt(value)) is None


SALT = base64.b64encode(bytes(16)).decode().rstrip("=")
TAG = base64.b64encode(bytes(32)).decode().rstrip("=")
HURT = {
    "argon2, a letter too many in the salt": f"$argon2id$v=19$m=65536,t=3,p=4$A{SALT}${TAG}",
    "argon2, a letter too many in the tag": f"$argon2id$v=19$m=65536,t=3,p=4${SALT}$A{TAG}",
    "argon2, a salt that its library refuses as too short": f"$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbA${TAG}",
    "yescrypt, a letter too many in the salt": "$y$j9T$" + "." * 23 + "$" + "." * 43,
    "Sun MD5, a letter too few in the salt": "$md5$rounds=904$" + "." * 15 + "$" + "." * 22,
    "bcrypt, a digit too few in the cost": BCRYPT.replace("12", "5"),
    "SHA-1 with a salt, a digit too few before it": hashlib.sha1(b"a").hexdigest()[:-1] + ":" + "7" * 32,
    "MD5 with the name of its making, a digit too many": "$dynamic_0$" + hashlib.md5(b"a").hexdigest() + "0",
    "WinZip, an odd count of digits": "$zip2$*0*1*0*0675369741458183*5dc5*0**36b8553891841671264*$/zip2$",
    "WinZip, cut at the end": "$zip2$*0*1*0*0675369741458183*5dc5*0**36b85538918416712640",
    "FortiOS, a letter too many": "SH2" + base64.b64encode(bytes(45)).decode(),
    "a digest that begins like an address, a digit too many": "1" + "ab12" * 8,
}  # fmt: skip
"""Hashes wrong in one way, which the length of the whole does not tell."""


@pytest.mark.parametrize("what", HURT)
def test_a_hash_that_is_hurt_in_one_part_has_no_name(what: str) -> None:
    assert told(HURT[what]) is None


def test_the_hash_of_a_windows_account_is_told_behind_its_name() -> None:
    found = told("CORP/Administrator:$DCC2$10240#Administrator#" + "0a" * 16)

    assert found is not None
    assert found.strength is Strength.SLOW


@pytest.mark.parametrize(
    "value", ["", "secret", "12345678901234567890123456789012", "Dupont", "2014-06-13", "{}", "$$$"]
)
def test_what_is_no_hash_has_no_name(value: str) -> None:
    assert told(value) is None


def test_a_digest_of_two_sizes_of_letters_is_none() -> None:
    assert told("5f4dcc3b5aa765d61d8327deb882CF99") is None


def test_a_users_name_before_a_hash_is_passed_over() -> None:
    found = told(f"anna:{BCRYPT}")

    assert found is not None
    assert found.says == "bcrypt"


ASCII = st.characters(min_codepoint=0x21, max_codepoint=0x7E)
MADE = {
    "n": "8",
    "cost": "1000",
    "log": "10",
    "two": "12",
    "rounds": "rounds=5000$",
    "iterations": ":1000",
    "s": "salt",
    "t": "text",
    "x": "anything",
    "h": "0a",
}


def written(form: str, data: st.DataObject) -> str:
    """A value of a form: its marks as they stand, and something fitting for each of its tokens."""
    return TOKEN.sub(lambda token: of_token(token[1], data), form)


def of_token(token: str, data: st.DataObject) -> str:
    if token.startswith("~"):
        return data.draw(st.from_regex(token[1:], fullmatch=True, alphabet=ASCII))
    if token in MADE:
        return MADE[token]
    sort, size = token[0], int(re.split("[:-]", token[1:])[0])
    encoded = base64.b64encode(bytes(size)).decode()
    digits = ("0123456789abcdef" * 64)[:size]
    return {"h": digits, "c": "a" * size, "d": "b" * (size - 1) + ".", "b": encoded}.get(
        sort, encoded.rstrip("=")
    )


@settings(
    max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_the_engine_names_common_schemes_as_python_does(data: st.DataObject) -> None:
    cells = [written(one.form, data) for one in password_hash.COMMON]
    table = ENGINE.create_table(
        "t", pa.table({"row": range(len(cells)), "c": cells}), overwrite=True
    )

    seen = ENGINE.to_pyarrow(
        table.select("row", x=password_hash.scheme(table.c)).order_by("row").x
    ).to_pylist()

    of_one = [password_hash.scheme_of(cell) for cell in cells]
    assert [pair for pair in zip(seen, of_one, strict=True) if pair[0] != pair[1]] == []


def test_every_form_is_a_regular_expression() -> None:
    assert all(one.shape.pattern.startswith("^") for one in SCHEMES)


@pytest.mark.parametrize(
    "one", ["a", "0", "0$", "0:", "0*", "a/", "a,", "$", "#", "0123456789abcdef"]
)
def test_no_long_text_keeps_the_forms_busy(one: str) -> None:
    started = time.process_time()

    for mark in ("$7z$", "$xmpp-scram$0$4096$45$", "WPA*01*", "A", ""):
        told(mark + (one * LONGEST)[: LONGEST - 99] + "\n")

    assert time.process_time() - started < 10
