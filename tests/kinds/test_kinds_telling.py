"""Telling: what the cells of a column say together, each rule on a column that differs in one way."""

import hashlib

import pytest

from tocsin.kinds.telling import told

WORDS = (
    "soleil",
    "kikker",
    "Bxl",
    "zonnebloem",
    "moulin",
    "Fussball",
    "ajax",
    "tulp",
    "papillon",
    "juf",
)
ENDS = ("12", "!", "1978", "#", "007", "?", "42", "_x", "99", ".nl")
CHOSEN = [word + end for word in WORDS for end in ENDS]
COMMONEST = ["123456", "azerty123", "password1", "welkom01"]
PASSWORDS = CHOSEN + COMMONEST


def is_told(cells: list[str]) -> bool:
    return "password" in told(cells)


def test_passwords_are_told_without_a_header() -> None:
    assert is_told(PASSWORDS)


def test_passwords_are_told_where_many_chose_the_same() -> None:
    assert is_told(CHOSEN + COMMONEST * 20)


NO_PASSWORDS: dict[str, list[str]] = {
    "none of the commonest": CHOSEN,
    "the commonest once only": [*CHOSEN, "123456"],
    "all of one length": [word[:8] for cell in PASSWORDS for word in (cell + "abcdefgh",)],
    "words with blanks between": [cell[:3] + " " + cell[3:] for cell in PASSWORDS],
    "letters alone": [chr(97 + n % 26) * (4 + n % 9) for n in range(100)] + COMMONEST,
    "too few of them": CHOSEN[:10] + COMMONEST,
    "the same few again and again": PASSWORDS[-30:] * 10,
    "addresses": [f"{cell}@post.example" for cell in PASSWORDS],
    "hashes among them": PASSWORDS + [hashlib.md5(cell.encode()).hexdigest()[:16] for cell in PASSWORDS],
    "cells too long": [cell * 4 for cell in PASSWORDS],
}  # fmt: skip
"""Columns that differ from passwords in one way."""


@pytest.mark.parametrize("what", NO_PASSWORDS)
def test_what_differs_from_passwords_in_one_way_is_not_told_as_such(what: str) -> None:
    assert not is_told(NO_PASSWORDS[what])
