"""Passport numbers of France, Belgium, the Netherlands, Germany, the United Kingdom and the United States.

Their shapes are weak: order and article numbers have them too, so only a header tells them. France:
two digits, two letters, five digits; Belgium: two letters, six digits; the Netherlands: two letters,
six characters without O, a digit; Germany: nine of the characters that cannot be mistaken for others,
perhaps with a check digit; the United Kingdom: nine digits; the United States: nine digits, or a letter
and eight. Source: PRADO, the Council of the European Union's register of documents.

>>> NUMBER.normal_of("12 ab 34567"), NUMBER.normal_of("EM123456"), NUMBER.normal_of("12345")
('12AB34567', 'EM123456', None)
"""

from __future__ import annotations

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import Lettered
from tocsin.terms.scope import Category

WRITTEN = "^[0-9A-Za-z](?:[ .-]?[0-9A-Za-z]){7,9}$"
WHOLE = (
    "^(?:[0-9]{2}[A-Z]{2}[0-9]{5}"  # France
    "|[A-Z]{2}[0-9]{6}"  # Belgium
    "|[A-Z]{2}[0-9A-NP-Z]{6}[0-9]"  # the Netherlands
    "|[CFGHJK][CFGHJ-NPRTV-Z0-9]{8}[0-9]?"  # Germany
    "|[0-9]{9}"  # the United Kingdom, the United States
    "|[A-Z][0-9]{8})$"  # the United States
)

NUMBER = Lettered(WRITTEN, WHOLE, marks=" -.")

KIND = Kind(
    name="passport",
    says="passport numbers",
    category=Category.IDENTITY,
    headers=(
        "passport",
        "passport number",
        "passport no",
        "passeport",
        "numero passeport",
        "numero de passeport",
        "no passeport",
        "paspoort",
        "paspoortnummer",
        "reisepass",
        "passnummer",
        "reisepassnummer",
        "pasaporte",
        "passport num",
    ),
    looks=NUMBER.looks,
    normal=NUMBER.normal,
    normal_of=NUMBER.normal_of,
    needs_header=True,
)
