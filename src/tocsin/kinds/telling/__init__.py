"""Telling: what a column's cells say it holds where no single cell can, asked of a few of them.

A word may be a name, a town or a topping: one cell does not tell, a column of them does. Each rule
below looks at the different cells of a sample and gives the kinds that they tell, as the share of
cells that speak for it. What is not told here needs a header's hint. Measured by `bench/kinds.py`.

>>> told(["Anna", "Jean-Éric", "Sophie", "Mehmet", "Jan"] * 3).keys()
dict_keys(['given_name'])
>>> told(["PARIS", "Bruxelles", "Lyon 3", "Saint-Denis", "Gent"]).keys()
dict_keys(['city'])
>>> told(["margherita", "quattro stagioni", "hawaii"])
{}
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tocsin.kinds import customer_number, order_number
from tocsin.kinds.telling import codes, logins, moments, names, places, texts
from tocsin.kinds.telling.cells import Cells
from tocsin.kinds.telling.places import can_be_postcode, halves

RULES: dict[str, Callable[[Cells], float]] = {
    "birth_date": moments.birth_date,
    "time": moments.times,
    "postal_address": places.addresses,
    "postcode": places.postcodes,
    "country": codes.countries,
    "sex": codes.sexes,
    "user_name": logins.user_name,
    "customer_number": codes.saying(customer_number.SAYS_ITSELF),
    "order_number": codes.saying(order_number.SAYS_ITSELF),
    "amount": codes.amounts,
    "password": logins.passwords,
    "free_text": texts.free_text,
}
"""One rule a kind; names and towns are told together, against each other."""


def told(sample: Sequence[str]) -> dict[str, float]:
    """Give the kinds that a column's cells tell, each with the share of cells that speak for it."""
    if not sample:
        return {}
    cells = Cells(sample)
    shares = {kind: rule(cells) for kind, rule in RULES.items()}
    shares |= names.told(cells)
    return {kind: share for kind, share in shares.items() if share}


__all__ = ["Cells", "can_be_postcode", "halves", "told"]
