"""Identity card numbers of France, Belgium, the Netherlands and Germany.

France: twelve digits until 2021, nine characters since; Belgium: twelve digits, or B and nine for
foreigners; the Netherlands: two letters, six characters, a digit; Germany: nine of the
characters that cannot be mistaken for others, perhaps with a check digit. Shapes so weak that only a
header tells them.
Source: PRADO, the Council of the European Union's register of documents.

>>> NUMBER.normal_of("591-1917064-58"), NUMBER.normal_of("l01x00t47"), NUMBER.normal_of("12345")
('591191706458', 'L01X00T47', None)
"""

from __future__ import annotations

from tocsin.kinds.base import Kind
from tocsin.kinds.checks import Lettered
from tocsin.terms.scope import Category

WRITTEN = "^[0-9A-Za-z](?:[ .-]?[0-9A-Za-z]){8,11}$"
WHOLE = (
    "^(?:[0-9]{12}"  # France until 2021, Belgium
    "|[0-9]{4}[0-9A-Z]{2}[0-9]{6}"  # France, with the department of Corsica
    "|B[0-9]{9}"  # Belgium, foreigners
    "|[CFGHJ-NPRTV-Z][CFGHJ-NPRTV-Z0-9]{7}[0-9]{1,2}D?"  # Germany
    "|[0-9A-Z]{8}[0-9])$"  # France since 2021, the Netherlands
)

NUMBER = Lettered(WRITTEN, WHOLE, marks=" -.")

KIND = Kind(
    name="identity_card",
    says="identity card numbers",
    category=Category.IDENTITY,
    headers=(
        "identity card",
        "id card",
        "id card number",
        "carte identite",
        "carte d identite",
        "cni",
        "numero cni",
        "no carte identite",
        "numero carte identite",
        "identiteitskaart",
        "identiteitskaartnummer",
        "ausweisnummer",
        "personalausweis",
        "personalausweisnummer",
        "dni",
        "eid",
        "eid number",
    ),
    looks=NUMBER.looks,
    normal=NUMBER.normal,
    normal_of=NUMBER.normal_of,
    needs_header=True,
)
