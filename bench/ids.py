"""Identifiers: are cards, IBANs and national numbers missed in columns that hold them, or seen where none are?

.venv/bin/python bench/ids.py [COLUMNS]

Made-up columns without a header, judged as a leak's small tables are (`desk.judging`), in tables of ten. Those
that hold a kind: valid numbers of random digits, written in the ways that people write them, one cell in
fifty empty or 'n/a'. Those that hold none: order numbers in sequence and with gaps, article numbers
(EAN-8, EAN-13), telephone numbers, times in seconds and milliseconds and as digits, random integers of 8
to 16 digits, sums, ZIP+4, IMEIs. COLUMNS of each (1,000), of 6 to 400 rows. And the example IBANs of
`$TOCSIN_CORPORA/validators`, if there.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
from stdnum import ean, luhn
from stdnum import iban as iban_rule
from stdnum.be import nn
from stdnum.de import idnr
from stdnum.fr import nir

from tocsin.desk import judging
from tocsin.edges.duckdb import DuckdbEngine
from tocsin.kinds import KINDS, iban
from tocsin.terms.table import Column

SEED = 20140609
TOGETHER = 10
"""Columns in a table."""

ENOUGH = 5
"""Different numbers from which a check that one in ten passes is no chance (`recognise.CHANCE`)."""

CORPORA = Path(os.environ.get("TOCSIN_CORPORA", "../shared/corpora")) / "validators"
CHANCE = random.Random(SEED)
ENGINE = DuckdbEngine()
Make = Callable[[], str]


def digits(count: int) -> str:
    return "".join(CHANCE.choices("0123456789", k=count))


def grouped(number: str, sizes: tuple[int, ...], mark: str) -> str:
    """The number in groups, apart by a mark."""
    parts, start = [], 0
    for size in sizes:
        parts.append(number[start : start + size])
        start += size
    return mark.join(part for part in parts if part)


def card() -> str:
    start, length = CHANCE.choice((("4", 16), ("51", 16), ("2221", 16), ("37", 15), ("6011", 16)))
    body = start + digits(length - len(start) - 1)
    number = body + luhn.calc_check_digit(body)
    sizes = (4, 6, 5) if length == 15 else (4, 4, 4, 4)
    return number if CHANCE.random() < 0.5 else grouped(number, sizes, CHANCE.choice(" -"))


def account() -> str:
    country, length = CHANCE.choice((("BE", 12), ("DE", 18), ("ES", 20), ("PL", 24), ("AT", 16)))
    bare = f"{country}00{digits(length)}"
    number = country + iban_rule.calc_check_digits(bare) + bare[4:]
    return number if CHANCE.random() < 0.5 else grouped(number, (4,) * 9, " ")


def french() -> str:
    department = CHANCE.choice(("75", "2A", "2B", "13", "69", "97"))
    month = f"{CHANCE.randint(1, 12):02d}"
    body = CHANCE.choice("12") + digits(2) + month + department + digits(6)
    number = body + nir.calc_check_digits(body)
    return number if CHANCE.random() < 0.5 else grouped(number, (1, 2, 2, 2, 3, 3, 2), " ")


def belgian() -> str:
    """Of either century."""
    year, late = CHANCE.randint(0, 99), CHANCE.random() < 0.3
    born = f"{year:02d}{CHANCE.randint(1, 12):02d}{CHANCE.randint(1, 28):02d}{digits(3)}"
    number = f"{born}{97 - int(('2' if late else '') + born) % 97:02d}"
    return number if CHANCE.random() < 0.5 else nn.format(number)


def dutch() -> str:
    return _first(lambda: digits(9), _bsn)


def _bsn(number: str) -> bool:
    return (
        number > "010000000"
        and (sum((9 - at) * int(one) for at, one in enumerate(number[:8])) - int(number[8])) % 11
        == 0
    )


def german() -> str:
    def made() -> str:
        ten = CHANCE.sample("0123456789", 9)
        ten.insert(CHANCE.randrange(9), CHANCE.choice(ten))
        return "".join(ten) + digits(1)

    return _first(made, idnr.is_valid)


def american() -> str:
    return f"{CHANCE.randint(1, 665):03d}-{CHANCE.randint(1, 99):02d}-{CHANCE.randint(1, 9999):04d}"


def british() -> str:
    pair = CHANCE.choice(("AB", "JM", "CE", "PW", "YY"))
    return f"{pair}{digits(6)}{CHANCE.choice('ABCD')}"


def siren() -> str:
    body = CHANCE.choice("345789") + digits(7)
    return body + luhn.calc_check_digit(body)


def siret() -> str:
    body = siren() + digits(4)
    return body + luhn.calc_check_digit(body)


def _first(made: Make, fits: Callable[[str], bool]) -> str:
    while not fits(number := made()):
        pass
    return number


HOLD: dict[str, Make] = {
    "payment_card": card,
    "iban": account,
    "nir": french,
    "belgian_national_number": belgian,
    "bsn": dutch,
    "german_tax_id": german,
    "ssn": american,
    "nino": british,
    "siren": siren,
    "siret": siret,
}
PERSONAL = frozenset({*HOLD, "cvv", "card_expiry", "vat", "bic", "passport", "identity_card"})


def sequence(length: int, gap: int) -> Callable[[], Make]:
    """A column of numbers that grow."""

    def column() -> Make:
        at = CHANCE.randrange(10 ** (length - 1), 9 * 10 ** (length - 1))

        def following() -> str:
            nonlocal at
            at += CHANCE.randint(1, gap)
            return str(at)

        return following

    return column


def always(make: Make) -> Callable[[], Make]:
    """A column whose cells do not hang together."""
    return lambda: make


def article(length: int) -> str:
    body = CHANCE.choice(("40", "87", "54", "30")) + digits(length - 3)
    return body + ean.calc_check_digit(body)


def phone() -> str:
    return CHANCE.choice(("336", "324", "316", "06", "04")) + digits(8)


def moment() -> str:
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(CHANCE.randrange(10**9, 2 * 10**9)))


NONE: dict[str, Callable[[], Make]] = {
    **{f"order numbers of {n} digits": sequence(n, 1) for n in (9, 11, 13, 14, 15, 16)},
    "order numbers of 9 digits, with gaps": sequence(9, 1_000),
    "order numbers of 11 digits, in tens": sequence(11, 10),
    "EAN-13": always(lambda: article(13)),
    "EAN-8": always(lambda: article(8)),
    "telephone numbers": always(phone),
    "seconds since 1970": always(lambda: str(CHANCE.randrange(10**9, 2 * 10**9))),
    "milliseconds since 1970": always(lambda: str(CHANCE.randrange(10**12, 2 * 10**12))),
    "times as digits": always(moment),
    **{f"random integers of {n} digits": always(lambda n=n: digits(n)) for n in (8, 9, 11, 14, 16)},
    "ZIP+4": always(lambda: f"{digits(5)}-{digits(4)}"),
    "sums": always(lambda: f"{CHANCE.randrange(10**6) / 100:.2f}"),
    "IMEI": always(lambda: (body := "35" + digits(12)) + luhn.calc_check_digit(body)),
}  # fmt: skip


def filled(make: Make, rows: int) -> list[str]:
    """A column, one cell in fifty without a number."""
    return [CHANCE.choice(("", "n/a")) if CHANCE.random() < 0.02 else make() for _ in range(rows)]


def judged(tables: list[list[list[str]]]) -> list[str]:
    """The kind of each column of each table, none of which has a header."""
    told = judging.judge_together(ENGINE, [small(columns) for columns in tables])
    return [column.kind for columns in told for column in columns]


def small(columns: list[list[str]]) -> judging.Small:
    """A table as it was extracted."""
    cells = {f"c{place}": column for place, column in enumerate(columns)}
    rows = {"row": pa.array(range(len(columns[0])), pa.int64())}
    return judging.Small(pa.table(rows | cells), (Column(""),) * len(columns))


def tables(make: Callable[[], Make], columns: int) -> list[list[list[str]]]:
    """So many columns, ten in a table, of the same number of rows."""
    rows = [CHANCE.choice((6, 12, 50, 400)) for _ in range(columns // TOGETHER)]
    return [[filled(make(), count) for _ in range(TOGETHER)] for count in rows]


def few_numbers(column: list[str]) -> bool:
    """Whether it holds too few for a check digit that one number in ten or eleven passes."""
    return len(set(column) - {"", "n/a"}) < ENOUGH


def main(columns: int = 1_000) -> None:
    """Count what was missed and what invented."""
    missed, invented, few = 0, 0, 0
    for name, make in HOLD.items():
        made = tables(always(make), columns)
        told = judged(made)
        kinds = Counter(told)
        missed += columns - kinds[name]
        each = [column for columns in made for column in columns]
        short = [kind for column, kind in zip(each, told, strict=True) if few_numbers(column)]
        few += len(short) - Counter(short)[name]
        others = {kind: count for kind, count in kinds.items() if kind != name}
        print(f"{name:40} told {kinds[name]:5,} of {columns:,}  {others or ''}")
    for name, column in NONE.items():
        kinds = Counter(judged(tables(column, columns)))
        wrong = {kind: count for kind, count in kinds.items() if kind in PERSONAL}
        invented += sum(wrong.values())
        print(f"{name:40} invented {sum(wrong.values()):5,} of {columns:,}  {wrong or ''}")
    print(
        f"of those missed {few:,} hold fewer than {ENOUGH} different numbers, which may pass by chance"
    )
    print(
        f"missed {missed:,} of {len(HOLD) * columns:,}; invented {invented:,} of {len(NONE) * columns:,}"
    )
    of_others()


def of_others() -> None:
    """The example IBANs of others, of the countries that ours are of."""
    path = CORPORA / "iban" / "iban" / "iban_examples.csv"
    if not path.exists():
        print(f"skipped: {path} is not there")
        return
    with path.open(encoding="utf-8", newline="") as file:
        examples = [row["iban_example"] for row in csv.DictReader(file)]
    ours = [one for one in examples if one[:2] in iban.COUNTRIES_OF and iban_rule.is_valid(one)]
    told = sum(iban.normal_of(one) is not None for one in ours)
    print(
        f"example IBANs: told {told} of {len(ours)} valid ones of {len(examples)}, of {len(KINDS)} kinds"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
