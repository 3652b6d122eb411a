"""Elsewhere: rows of another system that has some of the company's customers, and many strangers.

'newsletter': addresses and names that signed up for offers. 'side-site': a prize game with accounts
and passwords of its own. 'sister': a sister chain's customers, with its own numbers, which overlap the
company's, and its own hash scheme. Nothing of it was copied from the company's register: who shops
at both wrote name, address and phone there, too, in his own hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha1

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill import damage, people
from tocsin.drill.dump import HEADER
from tocsin.drill.firm import Company
from tocsin.drill.moments import NOTED, local_times, seconds
from tocsin.drill.rows import Rows, nobodys
from tocsin.drill.strangers import strangers
from tocsin.drill.weave import Bools, Country, Ints, chance, joined, picked, put

SYSTEMS: Mapping[str, Mapping[str, str]] = {
    "newsletter": {
        "email": "email",
        "prenom": "prenom",
        "nom": "nom",
        "date_inscription": "abonne_le",
    },
    "side-site": {
        "id_client": "id_joueur",
        "email": "email",
        "prenom": "prenom",
        "nom": "nom",
        "telephone": "telephone",
        "password": "mot_de_passe",
        "date_inscription": "inscrit_le",
    },
    "sister": {
        "id_client": "no_client",
        "nom": "nom",
        "prenom": "prenom",
        "adresse": "adresse",
        "cp": "cp",
        "ville": "ville",
        "telephone": "tel",
        "email": "email",
        "password": "mot_de_passe",
        "date_inscription": "cree_le",
    },
}
"""The columns that each of them has, and how it heads them."""

OTHER_MAIL = 0.15
"""Share of shared customers who gave another e-mail address there. An assumption."""

OTHER_PHONE = 0.3
"""Share of shared customers who gave another phone there, or none. An assumption."""

SAME_HOME = 0.6
"""Share of shared customers whose address there is the one the company has: the others moved,
or have it sent to work. An assumption."""

FIRST_NUMBER = 50_000
"""Where the other system began to number; some of its numbers are also numbers of the company's."""

OPENED = 4 * 365 * 86_400
"""It has existed for four years, in seconds."""

BCRYPT = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
"""The letters of a bcrypt hash, six bits each."""

LETTERS, SALT = 53, 22
"""Letters of salt and sum together, and of the salt alone: 128 bits, so that its last letter has two
bits, and 184 bits, so that the sum's last has four."""


def elsewhere(
    company: Company, system: str, french: int, belgian: int, seed: int, share: float
) -> Rows:
    """So many rows of another system, a share of them of the company's customers."""
    rng = chance(seed, system)
    columns, country = strangers(company, french, belgian, seed)
    made = nobodys(columns, country)
    for one in Country:
        here = np.flatnonzero(country == one)
        register = company.register
        ours = np.flatnonzero(
            np.asarray(
                pc.and_(pc.is_valid(register["email"]), pc.equal(register["pays"], one.name))
            )
        )
        at = picked(rng, here, round(share * len(here)))
        who = rng.permutation(picked(rng, ours, len(at)))
        made = _in_their_hand(rng, made, company, at[: len(who)], who)
    return _kept_there(rng, made, system)


def _in_their_hand(
    rng: np.random.Generator, made: Rows, company: Company, at: Ints, who: Ints
) -> Rows:
    """Put shared customers into rows, as they wrote themselves there."""
    known = company.register.take(pa.array(who)).combine_chunks()
    columns = dict(made.columns)
    count = len(at)

    def write(name: str, cells: pa.Array, where: Bools) -> None:
        chosen = pa.array(np.flatnonzero(where))
        columns[name] = put(columns[name], at[where], pc.fill_null(cells, "").take(chosen))

    everybody = np.ones(count, dtype=bool)
    home = rng.random(count) < SAME_HOME
    write("nom", people.odd_case(rng, known["nom"].combine_chunks(), 0.1), everybody)
    write("prenom", known["prenom"].combine_chunks(), everybody)
    write("email", pc.utf8_lower(known["email"].combine_chunks()), rng.random(count) >= OTHER_MAIL)
    written = known["telephone"].combine_chunks()
    same = (rng.random(count) >= OTHER_PHONE) & np.asarray(written.is_valid())
    restyled = damage.phone_style(rng, written.drop_null())
    whole = put(pc.fill_null(written, ""), np.flatnonzero(np.asarray(written.is_valid())), restyled)
    write("telephone", whole, same)
    write("adresse", pc.utf8_capitalize(known["adresse"].combine_chunks()), home)
    write("cp", known["code_postal"].combine_chunks(), home)
    write("ville", known["ville"].combine_chunks(), home)
    number = put(made.customer_no, at, known["customer_no"].combine_chunks())
    return Rows(columns, number, made.country, made.copied, made.labels)


def _kept_there(rng: np.random.Generator, made: Rows, system: str) -> Rows:
    """What the other system itself has of each: its number, its hash, when he came."""
    count, last = len(made), seconds(NOTED) - 86_400
    opened = np.sort(rng.integers(last - OPENED, last, count))
    number = pa.array(FIRST_NUMBER + np.cumsum(rng.geometric(0.3, count))).cast(pa.string())
    hashed = _sha1(made.columns["password"]) if system == "side-site" else _bcrypt(rng, count)
    columns = made.columns | {
        "id_client": number,
        "password": hashed,
        "date_inscription": local_times(opened),
    }
    headings = SYSTEMS[system]
    empty = pa.repeat(pa.scalar("", pa.string()), count)
    bare = {name: columns[name] if name in headings else empty for name in HEADER}
    return Rows(bare, made.customer_no, made.country, made.copied, made.labels, headings=headings)


def _sha1(secrets: pa.Array) -> pa.Array:
    """SHA-1 instead of the company's MD5; the password beneath is nobody's, so any text will do."""
    coded = secrets.dictionary_encode()
    made = [
        sha1(word.encode(), usedforsecurity=False).hexdigest()
        for word in coded.dictionary.to_pylist()
    ]
    return pa.array(made, pa.string()).take(coded.indices)


def _bcrypt(rng: np.random.Generator, count: int) -> pa.Array:
    """What has the form of bcrypt's hashes; no password beneath it."""
    letters = np.array([ord(letter) for letter in BCRYPT], dtype=np.uint32)
    bits = rng.integers(0, len(letters), (count, LETTERS))
    bits[:, SALT - 1] &= 0b110000
    bits[:, LETTERS - 1] &= 0b111100
    body = pa.array(letters[bits].view(f"<U{LETTERS}").ravel().tolist(), type=pa.string())
    return joined("$2y$10$", body)
