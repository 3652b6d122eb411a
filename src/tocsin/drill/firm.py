"""Firm: the made-up pizza company "Quatre Vents": its customers, their past, and who is who.

Accounts get their numbers in the order they were opened. Some people have two accounts (same name
and phone); some households order from one phone (same family name, address and phone, another
given name): those are different people.

>>> small = company(seed=1, register=200)
>>> small.register.num_rows, small.register.column_names[:4]
(200, ['customer_no', 'prenom', 'nom', 'adresse'])
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import doorstep, history, names, passwords, people, phones
from tocsin.drill import kin as kinship
from tocsin.drill.history import Changes
from tocsin.drill.kin import Kin, Lives
from tocsin.drill.moments import EXPORTED, instants, seconds
from tocsin.drill.people import Traits
from tocsin.drill.places import PLACES
from tocsin.drill.weave import Bools, Ints, blank, chance, put
from tocsin.terms.errors import Refused

LEAST, MOST = 100, 15_000_000
"""Sizes of a register that can be made; above, the unassigned phone numbers would run out."""

NO_PHONE, NO_EMAIL, MIXED_CASE = 0.08, 0.01, 0.05
"""Shares of accounts without a phone, without an e-mail, with an e-mail in mixed case (issue 2)."""

WEB_SHARE = 0.8
"""Share of accounts opened on the web; the others ordered by telephone and have no password."""

HARD_EVERY = 40_000
"""One set of hard names (`names.HARD`) for so many customers."""

CHANGED = {
    "email": 0.06,
    "telephone": 0.06,
    "adresse": 0.08,
    "mot_de_passe": 0.07,
    "instructions_livraison": 0.03,
}
"""Share of accounts that changed a field within the three years. Assumptions."""


@dataclass(frozen=True, slots=True)
class Company:
    """The register at the export, its history, and the truth of who holds which account.

    `register`: customer_no int64 (ascending), prenom, nom, adresse, code_postal, ville, pays,
    telephone, email, mot_de_passe, instructions_livraison, garnitures (string), cree_le,
    modifie_le, supprime_le (timestamp[ms, UTC]), compte_web (bool).
    `history`: customer_no, champ, ancien, nouveau, change_le.
    `people`: customer_no, person (int64), a row an account, in the register's order.
    """

    register: pa.Table
    history: pa.Table
    people: pa.Table


@dataclass(frozen=True, slots=True)
class _Plans:
    """When each field changed."""

    email: Changes
    telephone: Changes
    adresse: Changes
    mot_de_passe: Changes
    instructions_livraison: Changes


@dataclass(frozen=True, slots=True)
class _Told:
    """Columns of the register as they are now, and the history of each."""

    now: dict[str, pa.Array]
    past: list[pa.Table]


def company(seed: int, register: int) -> Company:
    """Make the company with so many customers; the same seed makes the same one."""
    if not LEAST <= register <= MOST:
        raise Refused(
            f"A register of {register:,} customers cannot be made.",
            remedy=f"Choose from {LEAST:,} to {MOST:,}.",
        )
    lives = kinship.lives(chance(seed, "lives"), register)
    number = np.cumsum(chance(seed, "numbers").geometric(0.4, register)) + 100_000
    kin = kinship.kin(chance(seed, "kin"), register)
    traits = kinship.traits(chance(seed, "traits"), kin)
    web = chance(seed, "web").random(register) < WEB_SHARE
    plans = _plans(chance(seed, "plans"), lives, web)
    told = [
        _names(seed, traits, kin),
        _living(seed, number, traits, kin, plans.adresse),
        _calling(seed, number, traits, kin, plans.telephone),
        _writing(seed, number, traits, kin, web, plans.email),
        _secrets(seed, number, web, plans.mot_de_passe),
        _wishes(seed, number, traits, plans.instructions_livraison),
    ]
    now = {name: column for part in told for name, column in part.now.items()}
    times = {**_times(lives, plans), "compte_web": pa.array(web)}
    return Company(
        register=pa.table({"customer_no": pa.array(number), **now, **times}),
        history=history.in_order([table for part in told for table in part.past]),
        people=pa.table({"customer_no": pa.array(number), "person": pa.array(kin.person)}),
    )


def _plans(rng: np.random.Generator, lives: Lives, web: Bools) -> _Plans:
    anybody = np.ones(len(web), dtype=bool)
    may = {"email": web, "mot_de_passe": web}
    return _Plans(
        **{
            field: history.schedule(rng, lives.opened, lives.closed, may.get(field, anybody), share)
            for field, share in CHANGED.items()
        }
    )


def _names(seed: int, traits: Traits, kin: Kin) -> _Told:
    """Given and family names; a few rows of people on their own get hard ones."""
    rng = chance(seed, "names")
    given = names.GIVEN.say(traits.given)
    family = people.odd_case(rng, names.FAMILY.say(traits.family), 0.06)
    sets = 1 + len(given) // HARD_EVERY
    count = min(sets * len(names.HARD), len(kin.alone) // 4)
    at = np.sort(rng.choice(kin.alone, count, replace=False))
    which = pa.array(np.arange(count) % len(names.HARD))
    given = put(given, at, pa.array([one for one, _ in names.HARD]).take(which))
    return _Told(
        {
            "prenom": given,
            "nom": put(family, at, pa.array([two for _, two in names.HARD]).take(which)),
        },
        [],
    )


def _living(seed: int, number: Ints, traits: Traits, kin: Kin, moves: Changes) -> _Told:
    """Street, postcode, town, country; those who moved lived elsewhere in the same country."""
    rng = chance(seed, "living")
    street = people.addresses(rng, traits.milieu, traits.street)
    together = (traits.place == traits.place[kin.origin]) & (
        traits.street == traits.street[kin.origin]
    )
    street = street.take(pa.array(np.where(together, kin.origin, np.arange(len(number)))))
    before = traits.take(moves.account).moved(rng)
    now = {
        "adresse": street,
        "code_postal": PLACES.postcodes.take(pa.array(traits.place)),
        "ville": PLACES.towns.say(traits.place),
    }
    then = {
        "adresse": people.addresses(rng, before.milieu, before.street),
        "code_postal": PLACES.postcodes.take(pa.array(before.place)),
        "ville": PLACES.towns.say(before.place),
    }
    past = [history.chain(number, field, moves, then[field], now[field]) for field in now]
    return _Told(now | {"pays": pa.array(["FR", "BE"]).take(pa.array(traits.country))}, past)


def _calling(seed: int, number: Ints, traits: Traits, kin: Kin, changes: Changes) -> _Told:
    """Phones: one for a household or a person, in as many styles as accounts; some have none."""
    rng = chance(seed, "calling")
    line = phones.ranges(rng, np.concatenate([traits.country, traits.country[changes.account]]))
    numbers = phones.numbers(line)
    count = len(number)
    written = phones.written(
        np.concatenate([numbers[:count][kin.origin], numbers[count:]]),
        phones.style(rng, len(numbers)),
    )
    without = np.zeros(count, dtype=bool)
    without[kin.alone] = rng.random(len(kin.alone)) < NO_PHONE * count / max(len(kin.alone), 1)
    now = blank(written.slice(0, count), without)
    then = blank(written.slice(count), rng.random(len(changes.account)) < 0.1)
    return _Told({"telephone": now}, [history.chain(number, "telephone", changes, then, now)])


def _writing(
    seed: int, number: Ints, traits: Traits, kin: Kin, web: Bools, changes: Changes
) -> _Told:
    """E-mails, each account its own; a tenth of second accounts has the first one's in capitals."""
    rng = chance(seed, "writing")
    count = len(number)
    everybody = Traits(
        *(
            np.concatenate([trait, trait[changes.account]])
            for trait in (getattr(traits, field.name) for field in fields(Traits))
        )
    )
    made = people.emails(rng, everybody)
    now = people.odd_case(rng, made.slice(0, count), MIXED_CASE)
    again = kin.second[rng.random(len(kin.second)) < 0.1]
    firsts = pc.utf8_upper(made.take(pa.array(kin.origin[again])))
    now = put(now, again, firsts)
    now = blank(now, ~web & (rng.random(count) < NO_EMAIL / (1 - WEB_SHARE)))
    past = history.chain(number, "email", changes, made.slice(count), now)
    return _Told({"email": now}, [past])


def _secrets(seed: int, number: Ints, web: Bools, changes: Changes) -> _Told:
    """Password hashes of the web accounts."""
    count = len(number)
    made = passwords.hashes(chance(seed, "secrets"), count + len(changes.account))
    now = blank(made.slice(0, count), ~web)
    past = history.chain(number, "mot_de_passe", changes, made.slice(count), now)
    return _Told({"mot_de_passe": now}, [past])


def _wishes(seed: int, number: Ints, traits: Traits, changes: Changes) -> _Told:
    """Delivery instructions and favourite toppings."""
    rng = chance(seed, "wishes")
    now = doorstep.instructions(rng, traits.milieu)
    then = doorstep.instructions(rng, traits.milieu[changes.account], share=0.7)
    field = "instructions_livraison"
    past = history.chain(number, field, changes, then, now)
    return _Told({field: now, "garnitures": doorstep.toppings(rng, len(number))}, [past])


def _times(lives: Lives, plans: _Plans) -> dict[str, pa.Array]:
    """When each account was opened, last changed, and closed."""
    ended = lives.closed < seconds(EXPORTED)
    changed = np.where(ended, lives.closed, lives.opened)
    for field in fields(_Plans):
        plan: Changes = getattr(plans, field.name)
        np.maximum.at(changed, plan.account, plan.at)
    return {
        "cree_le": instants(lives.opened),
        "modifie_le": instants(changed),
        "supprime_le": instants(np.where(ended, lives.closed, 0), ended),
    }
