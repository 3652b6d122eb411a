"""Notes made up for these tests, in our own words: what each claims is known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

ENGLISH = """Hello. We walked into the servers of Pizza Tondo.
We downloaded over 592,000 customer records from France and over 58,000 from Belgium:
full names, addresses, phone numbers, e-mail addresses, passwords,
delivery instructions and favourite toppings. We have it all.

The sites of France and Belgium share the same weak database.

As a proof, 2 customers:

Name: Zoé Tripwire
Address: 5 rue du Marqueur
Phone: 0612345678
E-mail: zoe@marked.example
Password: 5f4dcc3b5aa765d61d8327deb882cf99

Pay EUR 30,000 before Monday 16 June, 8 pm CET, or we will publish everything.
"""

FRENCH = """Bonjour. Nous avons volé plus de 592 000 enregistrements de clients français
et plus de 58 000 clients belges. Les données contiennent :
- noms complets
- adresses
- numéros de téléphone
- mots de passe
- garniture préférée
Nous n'avons pas pris les cartes bancaires.
Versez 30 000 € avant le lundi 16 juin à 20h, sinon nous publierons tout et préviendrons la presse.
"""

DUTCH = """Wij hebben meer dan 592.000 gegevens van Franse klanten en 58.000 Belgische klanten gestolen.
De gegevens bevatten volledige namen, telefoonnummers en wachtwoorden, maar geen bankgegevens.
De sites van Frankrijk en België delen dezelfde databank.
Betaal 30.000 euro voor maandag 16 juni 20u, anders zullen wij alles publiceren.
"""


@pytest.fixture
def received() -> datetime:
    return datetime(2014, 6, 13, 9, 30, tzinfo=UTC)


@pytest.fixture(params=[ENGLISH, FRENCH, DUTCH], ids=["en", "fr", "nl"])
def pizza_note(request: pytest.FixtureRequest) -> str:
    """The same claims in three languages."""
    return str(request.param)


@pytest.fixture
def english_note() -> str:
    return ENGLISH


@pytest.fixture
def french_note() -> str:
    return FRENCH


@pytest.fixture
def dutch_note() -> str:
    return DUTCH
