"""Telling: what the cells of a column say together, each rule on a column that differs in one way."""

import hashlib

import pytest

from tocsin.kinds.telling import told

WORDS = (
    "soleil",
    "kikker",
    "Bxl",
    "zonnebloem",
    "moulin",
    "Fussball",
    "ajax",
    "tulp",
    "papillon",
    "juf",
)
ENDS = ("12", "!", "1978", "#", "007", "?", "42", "_x", "99", ".nl")
CHOSEN = [word + end for word in WORDS for end in ENDS]
COMMONEST = ["123456", "azerty123", "password1", "welkom01"]
PASSWORDS = CHOSEN + COMMONEST


def is_told(cells: list[str]) -> bool:
    return "password" in told(cells)


def test_passwords_are_told_without_a_header() -> None:
    assert is_told(PASSWORDS)


def test_passwords_are_told_where_many_chose_the_same() -> None:
    assert is_told(CHOSEN + COMMONEST * 20)


NO_PASSWORDS: dict[str, list[str]] = {
    "none of the commonest": CHOSEN,
    "the commonest once only": [*CHOSEN, "123456"],
    "all of one length": [word[:8] for cell in PASSWORDS for word in (cell + "abcdefgh",)],
    "words with blanks between": [cell[:3] + " " + cell[3:] for cell in PASSWORDS],
    "letters alone": [chr(97 + n % 26) * (4 + n % 9) for n in range(100)] + COMMONEST,
    "too few of them": CHOSEN[:10] + COMMONEST,
    "the same few again and again": PASSWORDS[-30:] * 10,
    "addresses": [f"{cell}@post.example" for cell in PASSWORDS],
    "hashes among them": PASSWORDS + [hashlib.md5(cell.encode()).hexdigest()[:16] for cell in PASSWORDS],
    "cells too long": [cell * 4 for cell in PASSWORDS],
}  # fmt: skip
"""Columns that differ from passwords in one way."""


@pytest.mark.parametrize("what", NO_PASSWORDS)
def test_what_differs_from_passwords_in_one_way_is_not_told_as_such(what: str) -> None:
    assert not is_told(NO_PASSWORDS[what])


NAMED: dict[str, tuple[str, list[str]]] = {
    "towns with what they lie by": (
        "city",
        ["Reynaud-sur-Toussaint", "Rey-sur-Mer", "Riou-les-Bains", "Gimenez", "Poirier", "Fouquet-sur-Chevallier",
         "Bousquet", "Marty-sur-Joubert", "Colas-sur-Duval", "Barbe"],
    ),
    "towns called after people": (
        "city",
        ["Mary Springs", "Laurie City", "Maureen Ville", "Stacey Falls", "Caroline Beach", "Brad Heights", "Janine Hills",
         "Leanne Village"],
    ),
    "towns that are also regions": ("city", ["Palencia", "Huesca", "Lugo", "Murcia", "Sevilla", "Granada", "Teruel", "Girona"]),
    "family names that are also towns": ("family_name", ["Dupont", "Reynaud", "Poirier", "Bousquet", "Marty", "Joubert", "Colas", "Barbe"]),
    "full names of those who are called Park": ("full_name", ["Anna Park", "Jean Dupont", "Marie Laurent", "Paul Martin", "Jan Peeters", "Sophie Lambert", "Mehmet Yilmaz", "Emma Ville"]),
}  # fmt: skip
"""A kind, and cells that come near another."""


@pytest.mark.parametrize("what", NAMED)
def test_names_and_towns_are_told_from_each_other(what: str) -> None:
    kind, cells = NAMED[what]

    assert told(cells).keys() & {"given_name", "family_name", "full_name", "city"} == {kind}


STREETS = {
    "French": ["rue Barbier", "chemin Lelièvre", "avenue Devaux", "boulevard Menard", "rue Cordier", "rue Joly", "rue Martin", "rue Becker"],
    "Dutch": ["Annastraat", "Peeterslaan", "Catharinastraat", "Janssensplein", "Mariastraat", "Willemsdreef", "Hugostraat", "Elsenlaan"],
    "English": ["Johnson Street", "Mary Lane", "Nathan Road", "Jones Street", "Irvine Road", "Francesca Close", "Harmon Drive", "Oscar Square"],
}  # fmt: skip


@pytest.mark.parametrize("language", STREETS)
def test_streets_called_after_people_are_no_names(language: str) -> None:
    assert not told(STREETS[language])


def test_countries_that_are_also_towns_are_no_towns() -> None:
    countries = [
        "Luxembourg",
        "Singapore",
        "Monaco",
        "Panama",
        "Jordan",
        "Cuba",
        "Chad",
        "Georgia",
        "Saint Martin",
    ]

    assert "city" not in told(countries)


TEXTS = [
    "Bien.",
    "Le livreur sonne deux fois.",
    "Rien.",
    "La porte est au fond de la cour.",
    "Merci.",
    "Le chien est gentil.",
    "Voisin.",
]


def test_sentences_among_single_words_are_text_where_all_end_as_sentences_do() -> None:
    assert "free_text" in told(TEXTS)


def test_the_names_of_trades_are_no_text() -> None:
    trades = ["Technicien de maintenance en robotique", "Ingénieur des travaux de la ville", "Couturier", "Boulanger",
              "Conducteur de bus dans les transports", "Horloger"]  # fmt: skip

    assert "free_text" not in told(trades)
