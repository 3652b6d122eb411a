"""Knowing: rows made up by somebody who knows the schema, the country's names, and some customers.

He has a list of real customers' names, e-mail addresses and towns, as an address trader sells it or
an earlier breach elsewhere shows it, and writes a share of his rows round it. What the company alone
knows he makes up: customer numbers that rise with the sign-up dates, hashes in the company's
scheme of passwords that many people have, phones, doorstep remarks.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.drill.firm import Company
from tocsin.drill.rows import Rows, nobodys
from tocsin.drill.strangers import strangers
from tocsin.drill.weave import Country, Ints, chance, picked, put

LISTED = {"prenom": "prenom", "nom": "nom", "cp": "code_postal", "ville": "ville"}
"""What his list has beside an e-mail address: columns of the leak, and of the register."""


def outsider(company: Company, french: int, belgian: int, seed: int) -> Rows:
    """So many rows of both countries by somebody who knows nobody."""
    return nobodys(*strangers(company, french, belgian, seed))


def insider(company: Company, french: int, belgian: int, seed: int, share: float) -> Rows:
    """The same by one who knows: a share of the rows is round a customer's name and e-mail address.

    Whose such a row is in truth is the customer; it was not copied.
    """
    columns, country = strangers(company, french, belgian, seed)
    rng = chance(seed, "knowing")
    made = nobodys(columns, country)
    register = company.register
    for one in Country:
        listed = np.flatnonzero(
            np.asarray(
                pc.and_(pc.is_valid(register["email"]), pc.equal(register["pays"], one.name))
            )
        )
        here = np.flatnonzero(country == one)
        at = picked(rng, here, round(share * len(here)))
        who = rng.permutation(picked(rng, listed, len(at)))
        made = _written_round(made, company, at[: len(who)], who)
    return made


def _written_round(made: Rows, company: Company, at: Ints, who: Ints) -> Rows:
    known = company.register.take(pa.array(who)).combine_chunks()
    columns = dict(made.columns)
    for name, source in LISTED.items():
        columns[name] = put(columns[name], at, known[source].combine_chunks())
    mails = pc.utf8_lower(known["email"].combine_chunks())
    columns["email"] = put(columns["email"], at, mails)
    number = put(made.customer_no, at, known["customer_no"].combine_chunks())
    return Rows(columns, number, made.country, made.copied, made.labels)
