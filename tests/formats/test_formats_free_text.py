"""Free text: its lines, and the people in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import got

from tocsin.formats import free_text
from tocsin.formats.people import people

FRENCH = """Bonjour, nous avons vos clients.

Nom : Zoé Lefèvre
Adresse : 12 rue des Lilas
   75011 Paris
Téléphone : 06 12 34 56 78
Mot de passe : 5f4dcc3b5aa765d61d8327deb882cf99

Nom : Jean Dupont
Téléphone : 01 23 45 67 89

Payez avant lundi.
"""

DUTCH = """Wij hebben alles.
Naam: An Claes | Adres: Kerkstraat 5, 1050 Elsene | GSM: 0475 12 34 56
Naam: Jan Peeters | Adres: Dam 1, 9000 Gent
Betaal voor maandag.
"""


def test_the_lines_of_a_text_are_its_rows() -> None:
    told = got(b"We have it all.\r\n\r\nPay us.\r\n")

    assert told.reading.format == "text"
    assert told.cells("text") == [("We have it all.",), ("",), ("Pay us.",)]


def test_people_in_french_blocks_are_a_table_of_their_own() -> None:
    told = got(FRENCH.encode("windows-1252"))

    assert [c.name for c in told.reading.tables[1].columns] == [
        "Nom",
        "Adresse",
        "Téléphone",
        "Mot de passe",
    ]
    assert told.cells("sample") == [
        (
            "Zoé Lefèvre",
            "12 rue des Lilas, 75011 Paris",
            "06 12 34 56 78",
            "5f4dcc3b5aa765d61d8327deb882cf99",
        ),
        ("Jean Dupont", None, "01 23 45 67 89", None),
    ]


def test_people_on_dutch_lines_are_a_table_of_their_own() -> None:
    assert got(DUTCH.encode()).cells("sample") == [
        ("An Claes", "Kerkstraat 5, 1050 Elsene", "0475 12 34 56"),
        ("Jan Peeters", "Dam 1, 9000 Gent", None),
    ]


@pytest.mark.parametrize("sign", [":", " : ", "=", " - ", " – "])
def test_a_label_may_be_set_off_in_several_ways(sign: str) -> None:
    sample = people([f"Name{sign}Anna Claes", f"E-mail{sign}a@x.example"])

    assert sample.persons == (("Anna Claes", "a@x.example"),)


@pytest.mark.parametrize("bar", ["|", ";", "\t"])
def test_a_table_drawn_in_a_text_is_read(bar: str) -> None:
    drawn = [f"Name {bar} Phone", f"Anna {bar} 0475 1", f"Bert {bar} 0475 2", "", "Pay."]

    assert people(["Dear board,", *drawn]).persons == (("Anna", "0475 1"), ("Bert", "0475 2"))


def test_a_table_drawn_with_bars_all_around_keeps_its_empty_cells() -> None:
    drawn = ["| Name | Phone | City |", "|------|------|", "| Anna |  | Gent |"]

    assert people(drawn).persons == (("Anna", "", "Gent"),)


def test_a_label_that_comes_again_begins_the_next_person() -> None:
    lines = ["Name: Anna", "Phone: 1", "Name: Bert", "Phone: 2"]

    assert people(lines).persons == (("Anna", "1"), ("Bert", "2"))


def test_an_empty_line_within_a_person_does_not_part_it() -> None:
    assert people(["Name: Anna", "", "Phone: 1"]).persons == (("Anna", "1"),)


def test_two_numbered_phones_are_two_columns() -> None:
    assert people(["Name: A", "Phone 1: 1", "Phone 2: 2"]).columns == ("Name", "Phone 1", "Phone 2")


def test_a_single_label_is_no_person() -> None:
    assert people(["Write to us.", "E-mail: us@x.invalid", "Deadline: Monday"]).persons == ()


def test_a_text_without_people_has_no_sample() -> None:
    assert [t.name for t in got(b"Pay us: or else.\nNow.\n").reading.tables] == ["text"]


def test_a_text_too_long_to_be_a_note_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(free_text, "LONGEST", 1000)

    reading = got(b"We took it, all of it.\n" * 1000).reading

    assert (reading.refused or "").startswith("It is text of more than")
    assert reading.tables == ()


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("Name:=-|;\t x\n*"), max_size=20), max_size=12))
def test_no_text_crashes_the_search_for_people(lines: list[str]) -> None:
    sample = people(lines)

    assert all(len(person) == len(sample.columns) for person in sample.persons)


@pytest.mark.parametrize(
    ("untrusted", "sentence"),
    [
        pytest.param(b"", "The file is empty.", id="empty"),
        pytest.param(bytes(3000), "The file is in no format that tocsin reads", id="NULs"),
        pytest.param(
            bytes(range(256)) * 9, "The file is in no format that tocsin reads", id="binary"
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    untrusted: bytes, sentence: str
) -> None:
    reading = got(untrusted).reading

    assert reading.format is None
    assert (reading.refused or "").startswith(sentence)
