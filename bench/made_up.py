"""Made up: a register and a leak in normal form, with the truth, for measuring the linkage by itself.

Names, streets and passwords follow a power law, so that there are popular ones; 6% of records share
surname, address and phone with the record before (a household), 1% are a second account. Of the leak's
rows 2% are made up from the same lists with customer numbers that exist, and the rest are damaged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.kinds.normal import NORMAL

SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "ro",
    "su",
    "ta",
    "ve",
    "li",
    "jo",
    "pa",
    "re",
    "mi",
    "no",
    "du",
    "sa",
    "ger",
    "lin",
    "mar",
    "tel",
]


@dataclass(frozen=True)
class Made:
    register: pa.Table
    leak: pa.Table
    truth: pa.Table
    """`leak_row`, `id`; made-up rows have none."""


class _Lists:
    def __init__(self, random: np.random.Generator, size: int) -> None:
        self.random = random
        self.given = self._words(400, 2)
        self.family = self._words(20_000, 3)
        self.street = np.array([f"rue {w}" for w in self._words(30_000, 3)], object)
        self.postcode = np.array(
            [f"{n:05d}" for n in random.choice(95_000, 6_000, False) + 1000], object
        )
        self.password = np.array([f"{n:032x}" for n in range(1 << 20, (1 << 20) + 200_000)], object)
        self.domain = np.array(
            ["post.example", "mail.example", "courrier.example", "brief.invalid"], object
        )

    def _words(self, many: int, length: int) -> np.ndarray:
        made = self.random.choice(SYLLABLES, (many * 2, length))
        words = np.unique(["".join(row) for row in made])
        return self.random.permutation(words)[:many].astype(object)

    def pick(self, words: np.ndarray, rows: int, slope: float = 0.7) -> np.ndarray:
        shares = 1.0 / np.arange(1, len(words) + 1) ** slope
        return words[self.random.choice(len(words), rows, p=shares / shares.sum())]


def _people(lists: _Lists, rows: int, household: float, second: float) -> dict[str, np.ndarray]:
    random = lists.random
    given, family = lists.pick(lists.given, rows), lists.pick(lists.family, rows)
    place = np.arange(rows)
    made = {
        "phone": random.integers(600_000_000, 799_999_999, rows).astype(str).astype(object),
        "street": lists.pick(lists.street, rows, 0.5),
        "house": random.integers(1, 120, rows).astype(str).astype(object),
        "postcode": lists.pick(lists.postcode, rows, 0.4),
    }
    draw = random.random(rows)
    lives_with = (draw < household + second) & (place > 0)
    same = (draw < second) & (place > 0)
    family[lives_with] = family[place[lives_with] - 1]
    given[same] = given[place[same] - 1]
    for column in made.values():
        column[lives_with] = column[place[lives_with] - 1]
    number = random.integers(0, 300, rows).astype(str).astype(object)
    made["email"] = given + "." + family + number + "@" + lists.pick(lists.domain, rows)
    made["name"] = np.where(given < family, given + " " + family, family + " " + given)
    made["password_hash"] = lists.pick(lists.password, rows, 0.8)
    made["country"] = np.full(rows, "FR", object)
    return made


def _slip(random: np.random.Generator, column: np.ndarray, share: float) -> None:
    """Damage one letter of some cells."""
    for i in np.flatnonzero(random.random(len(column)) < share):
        if column[i] is not None and len(column[i]) > 2:
            at = random.integers(1, len(column[i]))
            column[i] = column[i][:at] + "x" + column[i][at + 1 :]


def _again(
    random: np.random.Generator,
    made: dict[str, np.ndarray],
    other: dict[str, np.ndarray],
    fields: tuple[str, ...],
    share: float,
) -> None:
    """Change some cells altogether: the customer moved, or took another address."""
    changed = random.random(len(made["email"])) < share
    for field in fields:
        made[field] = np.where(changed, other[field], made[field])


def make(people: int, register: int, seed: int, fabricated: float = 0.02) -> Made:
    random = np.random.default_rng(seed)
    lists = _Lists(random, register)
    ours = _people(lists, register, 0.06, 0.01)
    ours["customer_number"] = np.array(
        [f"D{n:08d}" for n in range(10_000_000, 10_000_000 + register)], object
    )
    none = random.random(register) < 0.08
    ours["phone"][none] = None

    genuine = people - int(people * fabricated)
    taken = random.choice(register, genuine, replace=False)
    theirs = {field: column[taken].copy() for field, column in ours.items()}
    fresh = _people(lists, genuine, 0, 0)
    _again(random, theirs, fresh, ("email",), 0.03)
    _again(random, theirs, fresh, ("phone",), 0.03)
    _again(random, theirs, fresh, ("street", "house", "postcode"), 0.03)
    _again(random, theirs, fresh, ("password_hash",), 0.10)
    for field, share in (("name", 0.03), ("email", 0.01), ("street", 0.02)):
        _slip(random, theirs[field], share)
    for field, share in (
        ("email", 0.04),
        ("phone", 0.02),
        ("customer_number", 0.5),
        ("password_hash", 0.05),
    ):
        theirs[field][random.random(genuine) < share] = None

    false = _people(lists, people - genuine, 0, 0)
    claimed = random.integers(0, register, people - genuine)
    false["customer_number"] = ours["customer_number"][claimed]
    rows = {f: np.concatenate([theirs[f], false[f]]) for f in ours}
    order = random.permutation(people)
    leak = {f: column[order] for f, column in rows.items()}
    ids = np.concatenate([taken, np.full(people - genuine, -1)])[order]

    rest = tuple(name for name in NORMAL if name not in ours)

    def table(columns: dict[str, np.ndarray], key: str, keys: np.ndarray) -> pa.Table:
        made = {key: pa.array(keys, pa.int64())} | {
            f: pa.array(c, pa.string()) for f, c in columns.items()
        }
        return pa.table(made | {f: pa.nulls(len(keys), pa.string()) for f in rest})

    truth = pa.table({"leak_row": np.arange(people), "id": ids}).filter(pc.greater_equal(ids, 0))
    return Made(
        table(ours, "id", np.arange(register)), table(leak, "row", np.arange(people)), truth
    )
