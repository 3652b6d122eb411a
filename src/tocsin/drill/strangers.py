"""Strangers: the rows of a leak that somebody outside made up.

An outsider knows the towns, the common names and passwords and what a customer number looks like.
The e-mail addresses, phones and people are invented; none is in the register or its history.
Customer numbers lie in the plausible range, so most of them belong to somebody else.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import doorstep, names, passwords, people, phones
from tocsin.drill.firm import NO_PHONE, Company
from tocsin.drill.moments import COPIED, FIRST, local_times, seconds
from tocsin.drill.places import PLACES
from tocsin.drill.weave import Country, Ints, blank, chance, joined


def strangers(
    firm: Company, french: int, belgian: int, seed: int
) -> tuple[dict[str, pa.Array], Ints]:
    """So many made-up rows of both countries, in the leak's columns; and the Country of each."""
    rng = chance(seed, "strangers")
    country = np.repeat(np.array([Country.FR, Country.BE], dtype=np.int64), (french, belgian))
    country = rng.permutation(country)
    count = len(country)
    made = people.drawn(rng, country)
    first, last = seconds(FIRST), seconds(COPIED)
    number = numbers(rng, firm, count)
    telephone = phones.written(
        phones.numbers(phones.ranges(rng, country), outsider=True), phones.style(rng, count)
    )
    columns = {
        "id_client": pa.array(number).cast(pa.string()),
        "nom": names.FAMILY.say(made.family),
        "prenom": names.GIVEN.say(made.given),
        "adresse": people.addresses(rng, made.milieu, made.street),
        "cp": PLACES.postcodes.take(pa.array(made.place)),
        "ville": PLACES.towns.say(made.place),
        "telephone": blank(telephone, rng.random(count) < NO_PHONE),
        "email": _unheard(firm, people.emails(rng, made)),
        "password": passwords.hashes(rng, count),
        "instructions": doorstep.instructions(rng, made.milieu),
        "date_inscription": local_times(np.sort(rng.integers(first, last, count))),
    }
    return {name: pc.fill_null(column, "") for name, column in columns.items()}, country


def numbers(rng: np.random.Generator, firm: Company, count: int) -> Ints:
    """Draw customer numbers as the company might have given them, ascending."""
    known = firm.register["customer_no"].to_numpy()
    plausible = max(int(known[-1] - known[0]) + 1, 2 * count)
    drawn: Ints = known[0] + np.sort(rng.choice(plausible, count, replace=False))
    return drawn


def _unheard(firm: Company, emails: pa.Array) -> pa.Array:
    """Keep the addresses; make another of one that the register or its history has."""
    changes = firm.history.filter(pc.equal(firm.history["champ"], "email"))
    taken = pa.chunked_array(
        [*firm.register["email"].chunks, *changes["ancien"].chunks, *changes["nouveau"].chunks]
    )
    heard = pc.is_in(emails, value_set=pc.utf8_lower(taken))
    row = pa.array(np.arange(len(emails))).cast(pa.string())
    return pc.if_else(heard, joined("nouveau-", row, ".", emails), emails)
