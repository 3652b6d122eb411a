"""Controls: made-up numbers and passwords, planted into a copy to see whether the search finds them.

Every sort of number is planted in each of the twenty disguises, in rows copied from the leak; half stand alone in a cell,
half in a sentence with the cell's own text. What is told with a second witness only has one in its sentence: a word such as
'carte', or an expiry date. Cards are drawn over the issuers' ranges and IBANs over several countries; all have true check
digits, are random, belong to nobody we know, and stay in the copy. Each has a row of its own, so that rows found are controls
found; a leak with fewer rows than controls is repeated.

The same seed and rows give the same copy.

>>> luhn("7992739871"), check_digits("BE", "539007547034")
('3', '68')
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyarrow as pa

from tocsin.exposure import said
from tocsin.exposure.disguises import DISGUISES, SPLIT, STUCK, Disguise, Groups
from tocsin.exposure.sought import NUMBERS, Sought

EACH = 20
"""Controls of each number in each disguise: 400 of a number in all. All recovered, they show a recall of
99% with 97.5% confidence. More would cost a second for each thousand."""

PASSWORDS = 400
"""Controls of passwords, for which there are no disguises."""

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
    "{own} reçu {control} hier",
    "{own} ({control})",
    "{own}, betaald met {control}.",
    "{own} rembourser sur {control}, merci",
    "{own}: {control}; bellen aub",
    "{control} {own}",
)
"""How a clerk writes a number into a note, before or behind what stands there."""

WITNESSED = {
    "payment_card": (
        "carte {control}",
        "{control} exp 09/27",
        "Visa {control} svp",
        "kaart: {control}",
    ),
    "iban": ("IBAN {control}",),
    "nir": ("n° secu {control}", "NIR {control}"),
    "belgian_national_number": (
        "rijksregister {control}",
        "registre national {control}",
        "NISS {control}",
    ),
    "bsn": ("BSN {control}", "burgerservicenummer: {control}"),
    "german_tax_id": ("Steuer-ID {control}", "IdNr. {control}"),
    "ssn": ("SSN {control}", "social security {control}"),
    "nino": ("national insurance {control}", "NINO {control}"),
}
"""With a second witness beside it."""


@dataclass(frozen=True, slots=True)
class Control:
    """One control: which kind, in which disguise, and whether it needed a second witness."""

    kind: str
    disguise: str
    witnessed: bool


def plant(
    batch: pa.Table,
    seed: int,
    apart: Sequence[tuple[int, ...]] = (),
    each: int = EACH,
    spared: Sequence[int] = (),
) -> tuple[pa.Table, tuple[Control, ...]]:
    """Plant controls in a copy of rows of an extract (`row`, `c0`, `c1` ...); say which, row by row.

    `apart` names places of neighbouring columns that a number may be split over; where there are none,
    none is. Into the columns `spared` none is planted. Rows of no columns, or no rows at all, give a copy of one column.
    """
    spare = {f"c{place}" for place in spared}
    lot = random.Random(seed)  # noqa: S311 (made-up numbers, not secrets)
    names = [name for name in batch.column_names if name != "row"] or ["c0"]
    planned = [
        (sought, disguise)
        for sought in NUMBERS
        for disguise in DISGUISES
        if disguise.name != SPLIT or apart
        for _ in range(each)
    ]
    count = len(planned) + PASSWORDS
    rows = [lot.randrange(batch.num_rows) for _ in range(count)] if batch.num_rows else []
    copied = {name: _copied(batch, name, rows, count) for name in names}
    open_to = [name for name in names if name not in spare] or names
    controls = []
    for row, (sought, disguise) in enumerate(planned):
        controls.append(_plant(copied, open_to, row, sought, disguise, lot, apart))
    for row in range(len(planned), count):
        column = copied[lot.choice(open_to)]
        column[row] = _beside(lot, said.made(lot), column[row])
        controls.append(Control("password", "said", witnessed=False))
    texts = {name: pa.array(column, pa.string()) for name, column in copied.items()}
    return pa.table({"row": pa.array(range(count), pa.int64())} | texts), tuple(controls)


def _plant(
    copied: dict[str, list[str | None]],
    open_to: list[str],
    row: int,
    sought: Sought,
    disguise: Disguise,
    lot: random.Random,
    apart: Sequence[tuple[int, ...]],
) -> Control:
    groups = MAKERS[sought.name](lot)
    dressed = disguise.dress(groups, lot)
    needs = needs_witness(sought, disguise, groups, dressed)
    if disguise.name == STUCK:
        dressed = lot.choice(sought.prefixes) + dressed
    if disguise.name == SPLIT:
        places = lot.choice(list(apart))
        pieces = _pieces("".join(groups), min(len(places), lot.choice((2, 2, 3, 4))), lot)
        for place, piece in zip(places, pieces, strict=False):
            copied[f"c{place}"][row] = piece
        taken = {f"c{place}" for place in places[: len(pieces)]}
        others = [name for name in open_to if name not in taken]
        if needs:
            column = copied[lot.choice(others)] if others else None
            if column is not None:
                column[row] = lot.choice(WITNESSED[sought.name]).format(control="").strip()
        return Control(sought.name, disguise.name, needs)
    column = copied[lot.choice(open_to)]
    if needs:
        column[row] = lot.choice(WITNESSED[sought.name]).format(control=dressed)
    else:
        column[row] = _beside(lot, dressed, column[row])
    return Control(sought.name, disguise.name, needs)


def needs_witness(sought: Sought, disguise: Disguise, groups: Groups, dressed: str) -> bool:
    """Whether a number in this disguise is told with a second witness only."""
    if sought.name == "iban":
        return False
    if disguise.chancy or disguise.name == STUCK:
        return disguise.chancy or not sought.alone((sum(map(len, groups)),), "")
    return not sought.alone((sum(map(len, groups)),), "")


def _pieces(tight: str, count: int, lot: random.Random) -> list[str]:
    """Cut into so many pieces, of two characters at least."""
    size = len(tight) // count
    cuts = [size * place for place in range(1, count)]
    edges = [0, *cuts, len(tight)]
    return [tight[start:end] for start, end in pairwise(edges)]


def _copied(batch: pa.Table, name: str, rows: list[int], count: int) -> list[str | None]:
    if not rows:
        return [None] * count
    taken: list[str | None] = batch.column(name).take(pa.array(rows)).to_pylist()
    return taken


def _beside(lot: random.Random, control: str, own: str | None) -> str:
    if lot.random() < 0.5 or not own:
        return control
    return lot.choice(SENTENCES).format(own=own.replace("\n", " "), control=control)


def _cut(tight: str, sizes: Sequence[int]) -> Groups:
    groups, start = [], 0
    for size in sizes:
        groups.append(tight[start : start + size])
        start += size
    return tuple(group for group in groups if group)


def _drawn(lot: random.Random, sorts: str) -> str:
    return "".join(lot.choice(SORTS[sort]) for sort in sorts)


def _card(lot: random.Random) -> Groups:
    beginning, length = lot.choice(CARDS)
    body = beginning + _drawn(lot, "n" * (length - len(beginning) - 1))
    sizes = {14: (4, 6, 4), 15: (4, 6, 5)}.get(length, (4, 4, 4, 4, 3))
    return _cut(body + luhn(body), sizes)


def _iban(lot: random.Random) -> Groups:
    country = lot.choice(list(IBANS))
    account = _drawn(lot, IBANS[country])
    return _cut(country + check_digits(country, account) + account, (4,) * 9)


def _nir(lot: random.Random) -> Groups:
    department = lot.choice(
        [f"{number:02}" for number in range(1, 96) if number != 20] + ["2A", "2B"]
    )
    born = f"{lot.randint(0, 99):02}{lot.randint(1, 12):02}"
    body = f"{lot.choice('12')}{born}{department}{_drawn(lot, 'nnnnnn')}"
    key = 97 - int(body.replace("2A", "19").replace("2B", "18")) % 97
    return _cut(f"{body}{key:02}", (1, 2, 2, 2, 3, 3, 2))


def _belgian(lot: random.Random) -> Groups:
    body = f"{lot.randint(30, 99)}{lot.randint(1, 12):02}{lot.randint(1, 28):02}{lot.randint(1, 997):03}"
    return _cut(f"{body}{97 - int(body) % 97:02}", (2, 2, 2, 3, 2))


def _bsn(lot: random.Random) -> Groups:
    while True:
        body = str(lot.randint(10_000_000, 99_999_999))
        check = (
            sum(int(digit) * weight for digit, weight in zip(body, range(9, 1, -1), strict=True))
            % 11
        )
        if check < 10:
            return _cut(f"{body}{check}", (3, 3, 3))


def _german(lot: random.Random) -> Groups:
    while True:
        digits = lot.sample("0123456789", 9)
        body = digits[:]
        body.insert(lot.randint(1, 9), lot.choice(digits))
        if body[0] == "0":
            continue
        check = 10
        for digit in body:
            check = ((check + int(digit) + 9) % 10 + 1) * 2 % 11
        return _cut("".join(body) + str((11 - check) % 10), (2, 3, 3, 3))


def _ssn(lot: random.Random) -> Groups:
    area = lot.choice([number for number in range(1, 900) if number != 666])
    return (f"{area:03}", f"{lot.randint(1, 99):02}", f"{lot.randint(1, 9999):04}")


def _nino(lot: random.Random) -> Groups:
    begun = lot.choice("ABCEHJLMPRSTW") + lot.choice("CEHJLMPRSWXY")
    return _cut(f"{begun}{_drawn(lot, 'nnnnnn')}{lot.choice('ABCD')}", (2, 2, 2, 2, 1))


MAKERS: dict[str, Callable[[random.Random], Groups]] = {
    "payment_card": _card,
    "iban": _iban,
    "nir": _nir,
    "belgian_national_number": _belgian,
    "bsn": _bsn,
    "german_tax_id": _german,
    "ssn": _ssn,
    "nino": _nino,
}
"""How a number is made up, in its usual groups."""


def luhn(body: str) -> str:
    """Find the check digit behind a card's other digits (ISO/IEC 7812-1)."""
    doubled = (2 * int(digit) for digit in body[::-2])
    total = sum(number // 10 + number % 10 for number in doubled) + sum(map(int, body[-2::-2]))
    return str(-total % 10)


def check_digits(country: str, account: str) -> str:
    """Find the two check digits of an IBAN (ISO 7064 mod 97-10)."""
    number = int("".join(str(int(character, 36)) for character in f"{account}{country}00"))
    return f"{98 - number % 97:02}"
