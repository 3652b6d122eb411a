"""Controls: made-up numbers and passwords, planted into a copy to see whether the search finds them.

Every sort of number is planted in each of the twenty disguises, in rows copied from the leak; half stand alone in a cell,
half in a sentence with the cell's own text. What is told with a second witness only has one in its sentence: a word such as
'carte', or an expiry date. Cards are drawn over the issuers' ranges and IBANs over several countries; all have true check
digits, are random, belong to nobody we know, and stay in the copy. Each has a row of its own, so that rows found are controls
found; a leak with fewer rows than controls is repeated.

The same seed and rows give the same copy.

>>> copy, planted = plant(pa.table({"row": [0], "c0": ["un mot"]}), seed=1, each=1)
>>> planted[0]
Control(kind='payment_card', disguise='together', witnessed=False)
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyarrow as pa

from tocsin.exposure import said
from tocsin.exposure.disguises import DISGUISES, SPLIT, STUCK, Disguise, Groups
from tocsin.exposure.made_up import MAKERS
from tocsin.exposure.sought import NUMBERS, Sought

EACH = 20
"""Controls of each number in each disguise: 400 of a number in all. All recovered, they show a recall of
99% with 97.5% confidence. More would cost a second for each thousand."""

PASSWORDS = 400
"""Controls of passwords, for which there are no disguises."""

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
