"""The curves and the speeds: what is known of each scheme, and what can never come out of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.exposure import curves, hash_speeds
from tocsin.kinds.password_hash import COMMON

MONEY = st.floats(1.0, 1e6)
SPEEDS = st.floats(1.0, 1e12)
SIZES = st.integers(0, 10**8)

UNMEASURED = {
    "BSDi crypt",
    "Oracle 12c",
    "PBKDF2-MD5 (Werkzeug)",
    "Sybase ASE",
    "Tiger-192 (or another 192-bit digest)",
    "yescrypt",
}
"""Schemes of customer databases for which no speed was found."""


@given(SPEEDS, SIZES, MONEY)
def test_a_range_is_a_range_and_nobody_turns_back_all(
    per_second: float, salted: int, euros: float
) -> None:
    low, high = curves.recoverable(per_second, salted, euros)
    assert 0.0 <= low <= high <= curves.MOST


@given(SPEEDS, SIZES, MONEY, MONEY)
def test_more_money_never_finds_less(
    per_second: float, salted: int, some: float, more: float
) -> None:
    less, most = sorted((some, some + more))
    first = curves.recoverable(per_second, salted, less)
    then = curves.recoverable(per_second, salted, most)
    assert first[0] <= then[0]
    assert first[1] <= then[1]


@given(SPEEDS, st.integers(1, 10**8), MONEY)
def test_a_salt_never_makes_it_easier(per_second: float, salted: int, euros: float) -> None:
    with_one = curves.recoverable(per_second, salted, euros)
    without = curves.recoverable(per_second, 0, euros)
    assert with_one[0] <= without[0]
    assert with_one[1] <= without[1]


@pytest.mark.parametrize(
    ("guesses", "found"), [*curves.KASPERSKY, (1.0, 0.0059), (0.5, 0.00295), (1e25, 0.77)]
)
def test_the_lower_curve_goes_through_what_was_measured(guesses: float, found: float) -> None:
    assert curves.lower(guesses) == pytest.approx(found)


def test_every_scheme_of_customer_databases_is_measured_or_said_not_to_be() -> None:
    unknown = {one.said for one in COMMON if hash_speeds.speed(one.said, "") is None}
    assert unknown == UNMEASURED


def test_every_family_rests_on_a_line_of_the_table_with_its_source_and_day() -> None:
    assert {family.mode for family in hash_speeds.FAMILIES} <= hash_speeds.measured().keys()
    lines = hash_speeds.lines()
    assert all(line["source"].startswith("https://") for line in lines)
    assert all(re.fullmatch("20[0-9]{2}-[0-9]{2}-[0-9]{2}", line["read"]) for line in lines)


@pytest.mark.parametrize(
    ("scheme", "fast", "slow"),
    [
        ("bcrypt", "$2y$05$", "$2y$12$"),
        ("bcrypt", "$2y$11$", "$2y$12$"),
        ("bcrypt", "$2y$12$", "$2y$14$"),
        ("PBKDF2-SHA256", "pbkdf2_sha256$10000$", "pbkdf2_sha256$600000$"),
        ("Argon2id", "$argon2id$v=19$m=19456,t=2,p=1", "$argon2id$v=19$m=65536,t=3,p=1"),
        ("scrypt", "$scrypt$ln=14,r=8,p=1", "$scrypt$ln=17,r=8,p=1"),
        ("SHA-512 crypt", "$6$rounds=1000$", "$6$rounds=5000$"),
        ("phpass (WordPress, phpBB)", "$P$9", "$P$B"),
    ],
)
def test_a_higher_cost_is_slower(scheme: str, fast: str, slow: str) -> None:
    one, other = hash_speeds.speed(scheme, fast), hash_speeds.speed(scheme, slow)
    assert one is not None
    assert other is not None
    assert one.per_second > other.per_second
    assert one.cost != other.cost


@pytest.mark.parametrize("scheme", ["bcrypt", "Argon2id", "scrypt", "PBKDF2-SHA256", "phpass (x)"])
def test_a_hostile_cost_breaks_nothing(scheme: str) -> None:
    for settings in (
        "$2y$99$",
        "$scrypt$ln=99999,r=0,p=0",
        "pbkdf2_sha256$0$",
        "$P$z",
        "m=0,t=0,p=0",
    ):
        found = hash_speeds.speed(scheme, settings)
        assert found is not None
        assert found.per_second >= 0.0
