"""What is in this column? One file a kind; `KINDS` is the order in which they are preferred."""

from tocsin.kinds import (
    city,
    country,
    customer_number,
    date,
    email,
    family_name,
    free_text,
    full_name,
    given_name,
    iban,
    password_hash,
    payment_card,
    phone,
    postal_address,
    postcode,
    preference,
)
from tocsin.kinds.base import Kind

KINDS: tuple[Kind, ...] = (
    email.KIND,
    iban.KIND,
    payment_card.KIND,
    password_hash.KIND,
    date.KIND,
    phone.KIND,
    postal_address.KIND,
    postcode.KIND,
    country.KIND,
    full_name.KIND,
    given_name.KIND,
    family_name.KIND,
    city.KIND,
    customer_number.KIND,
    preference.KIND,
    free_text.KIND,
)
"""Strong shapes first; those that only a header tells last."""
