"""Controls: made-up card numbers and IBANs, planted into a copy to see whether the search finds them.

Cards are drawn over the issuers' ranges with a true check digit (Luhn); IBANs over several
countries with true check digits (mod 97) and the country's length. All are random: they belong to
nobody we know, and stay in the copy. They are spelled as people spell them, and half stand alone in
a cell, half in a sentence behind the cell's own text. Each has a row of its own, so that rows found
are controls found; a leak with fewer rows than controls is repeated.

The same seed and rows give the same copy.

>>> luhn("7992739871"), check_digits("BE", "539007547034")
('3', '68')
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

EACH = 400
"""Controls of each kind. All recovered, they show a recall of 99% with 97.5% confidence."""

CARDS = (
    ("4", 16),
    ("4", 16),
    ("51", 16),
    ("53", 16),
    ("55", 16),
    ("2221", 16),
    ("2720", 16),
    ("34", 15),
    ("37", 15),
    ("36", 14),
    ("3530", 16),
    ("6011", 16),
    ("6703", 16),
    ("6703", 17),
)
"""Beginnings and lengths: Visa twice, for it is the commonest, Mastercard old and new, American
Express, Diners Club, JCB, Discover, and Maestro as Belgian banks issue it (Bancontact)."""

IBANS = {
    "FR": "nnnnnnnnnncccccccccccnn",
    "BE": "nnnnnnnnnnnn",
    "NL": "aaaannnnnnnnnn",
    "DE": "nnnnnnnnnnnnnnnnnn",
    "LU": "nnnccccccccccccc",
    "ES": "nnnnnnnnnnnnnnnnnnnn",
    "IT": "annnnnnnnnncccccccccccc",
    "GB": "aaaannnnnnnnnnnnnn",
    "PT": "nnnnnnnnnnnnnnnnnnnnn",
    "CH": "nnnnncccccccccccc",
}
"""What stands behind the check digits: n digit, a letter, c either. SWIFT IBAN registry (ISO 13616).
The two countries of the case, their neighbours, and where customers often come from."""

SORTS = {
    "n": "0123456789",
    "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "c": "0123456789ABCDEFGHJKLMNPRSTUVWXYZ",
}

SENTENCES = (
    "{own} carte {control} exp 09/15",
    "{own} (CB: {control})",
    "{own}, betaald met kaart {control}.",
    "{own} rembourser sur {control}, merci",
    "{own} rekening: {control}; bellen aub",
    "{control} {own}",
)
"""How a clerk writes a number into a note, before or behind what stands there."""


@dataclass(frozen=True, slots=True)
class Planted:
    """How many controls went into a copy."""

    cards: int
    ibans: int


def plant(batch: pa.Table, seed: int, each: int = EACH) -> tuple[pa.Table, Planted]:
    """Plant controls in a copy of rows of an extract (`row`, `c0`, `c1` ...); say how many went in.

    The copy has twice `each` rows, and besides a column `control`: 'payment_card' in the first half
    of them, 'iban' in the second. Rows of no columns, or no rows at all, give a copy of one column.
    """
    random = np.random.default_rng(seed)
    cells = [name for name in batch.column_names if name != "row"] or ["c0"]
    rows = random.integers(0, batch.num_rows, 2 * each) if batch.num_rows else np.array([], int)
    copied = {name: _copied(batch, name, rows, 2 * each) for name in cells}
    made = [_card(random) for _ in range(each)] + [_iban(random) for _ in range(each)]
    for row, control in enumerate(made):
        column = copied[cells[int(random.integers(len(cells)))]]
        column[row] = _written(random, control, column[row])
    kinds = ["payment_card"] * each + ["iban"] * each
    texts = {name: pa.array(column, pa.string()) for name, column in copied.items()}
    numbered = {"row": pa.array(range(2 * each), pa.int64())}
    return pa.table(numbered | texts | {"control": pa.array(kinds)}), Planted(each, each)


def _copied(batch: pa.Table, name: str, rows: np.ndarray, count: int) -> list[str | None]:
    if not len(rows):
        return [None] * count
    taken: list[str | None] = batch.column(name).take(pa.array(rows)).to_pylist()
    return taken


def _written(random: np.random.Generator, control: str, own: str | None) -> str:
    if random.random() < 0.5 or not own:
        return control
    sentence = SENTENCES[int(random.integers(len(SENTENCES)))]
    return sentence.format(own=own.replace("\n", " "), control=control)


def _card(random: np.random.Generator) -> str:
    beginning, length = CARDS[int(random.integers(len(CARDS)))]
    body = beginning + _drawn(random, "n" * (length - len(beginning) - 1))
    number = body + luhn(body)
    separator = ("", " ", "-")[int(random.integers(3))]
    sizes = {14: (4, 6, 4), 15: (4, 6, 5)}.get(length, (4, 4, 4, 4, 3))
    return _grouped(number, sizes, separator)


def _iban(random: np.random.Generator) -> str:
    country = list(IBANS)[int(random.integers(len(IBANS)))]
    account = _drawn(random, IBANS[country])
    number = country + check_digits(country, account) + account
    return (number, _grouped(number, (4,) * 9, " "), number.lower())[int(random.integers(3))]


def _drawn(random: np.random.Generator, sorts: str) -> str:
    return "".join(SORTS[sort][int(random.integers(len(SORTS[sort])))] for sort in sorts)


def _grouped(number: str, sizes: tuple[int, ...], separator: str) -> str:
    groups, start = [], 0
    for size in sizes:
        groups.append(number[start : start + size])
        start += size
    return separator.join(group for group in groups if group)


def luhn(body: str) -> str:
    """Find the check digit behind a card's other digits (ISO/IEC 7812-1)."""
    doubled = (2 * int(digit) for digit in body[::-2])
    total = sum(number // 10 + number % 10 for number in doubled) + sum(map(int, body[-2::-2]))
    return str(-total % 10)


def check_digits(country: str, account: str) -> str:
    """Find the two check digits of an IBAN (ISO 7064 mod 97-10)."""
    number = "".join(str(int(character, 36)) for character in f"{account}{country}00")
    return f"{98 - int(number) % 97:02d}"
