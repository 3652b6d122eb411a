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


SAMPLE = [
    ("Anna Claes", "a@x.example", "0475 12 34 56"),
    ("Bert Dam", "b@x.example", "0475 12 34 57"),
]


def sample(text: str) -> list[tuple[str | None, ...]]:
    """The sample that is found in a text, read as a note is."""
    return got(
        f"We have your data.\n\n{text}\n\nPay us, or else.\n".encode(), free_text.read
    ).cells("sample")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Anna Claes | a@x.example | 0475 12 34 56\nBert Dam | b@x.example | 0475 12 34 57",
            id="bars, without labels",
        ),
        pytest.param(
            "Name;Email;Phone\nAnna Claes;a@x.example;0475 12 34 56\nBert Dam;b@x.example;0475 12 34 57",
            id="delimited lines",
        ),
        pytest.param(
            "```csv\nName,Email,Phone\nAnna Claes,a@x.example,0475 12 34 56\n"
            "Bert Dam,b@x.example,0475 12 34 57\n```",
            id="a fenced block",
        ),
        pytest.param(
            "Name        Email        Phone\nAnna Claes  a@x.example  0475 12 34 56\n"
            "Bert Dam    b@x.example  0475 12 34 57",
            id="aligned by blanks",
        ),
        pytest.param(
            "┌──────┬───────┬───────┐\n│ Name │ Email │ Phone │\n├──────┼───────┼───────┤\n"
            "│ Anna Claes │ a@x.example │ 0475 12 34 56 │\n│ Bert Dam │ b@x.example │ 0475 12 34 57 │\n"
            "└──────┴───────┴───────┘",
            id="drawn by lines",
        ),
        pytest.param(
            "1) Name: Anna Claes Email: a@x.example Phone: 0475 12 34 56\n"
            "2) Name: Bert Dam Email: b@x.example Phone: 0475 12 34 57",
            id="a numbered line a person",
        ),
        pytest.param(
            "1. Anna Claes, a@x.example, 0475 12 34 56\n2. Bert Dam, b@x.example, 0475 12 34 57",
            id="a numbered list without labels",
        ),
        pytest.param(
            "> Name: Anna Claes\n> Email: a@x.example\n> Phone: 0475 12 34 56\n>\n"
            "> Name: Bert Dam\n> Email: b@x.example\n> Phone: 0475 12 34 57",
            id="quoted as in an answer",
        ),
        pytest.param(
            "👤 Name: Anna Claes\n📧 Email: a@x.example\n📱 Phone: 0475 12 34 56\n➖➖➖\n"
            "👤 Name: Bert Dam\n📧 Email: b@x.example\n📱 Phone: 0475 12 34 57",
            id="a Telegram post",
        ),
        pytest.param(
            "**Name:** Anna Claes\n**Email:** a@x.example\n**Phone:** 0475 12 34 56\n\n"
            "**Name:** Bert Dam\n**Email:** b@x.example\n**Phone:** 0475 12 34 57",
            id="a forum post in bold",
        ),
        pytest.param(
            "Name.....: Anna Claes\nEmail....: a@x.example\nPhone....: 0475 12 34 56\n\n"
            "Name.....: Bert Dam\nEmail....: b@x.example\nPhone....: 0475 12 34 57",
            id="labels led by dots",
        ),
        pytest.param(
            "[Name] Anna Claes\n[Email] a@x.example\n[Phone] 0475 12 34 56\n\n"
            "[Name] Bert Dam\n[Email] b@x.example\n[Phone] 0475 12 34 57",
            id="labels in brackets",
        ),
        pytest.param(
            "Customer 1\nName: Anna Claes\nEmail: a@x.example\nPhone: 0475 12 34 56\n\n"
            "Customer 2\nName: Bert Dam\nEmail: b@x.example\nPhone: 0475 12 34 57",
            id="blocks with a title",
        ),
        pytest.param(
            '[{"n": "Anna Claes", "e": "a@x.example", "p": "0475 12 34 56"},\n'
            ' {"n": "Bert Dam", "e": "b@x.example", "p": "0475 12 34 57"}]',
            id="JSON",
        ),
        pytest.param(
            "INSERT INTO c (n, e, p) VALUES\n('Anna Claes','a@x.example','0475 12 34 56'),\n"
            "('Bert Dam','b@x.example','0475 12 34 57');",
            id="SQL",
        ),
    ],
)
def test_a_sample_in_a_note_is_a_table_however_it_is_written(text: str) -> None:
    assert sample(text) == SAMPLE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Nom : Anna Claes Tél : 0475 12 34 56\nNom : Bert Dam Tél : 0475 12 34 57", id="French"
        ),
        pytest.param(
            "Naam: Anna Claes, GSM: 0475 12 34 56\nNaam: Bert Dam, GSM: 0475 12 34 57", id="Dutch"
        ),
        pytest.param(
            "Nachname: Anna Claes / Telefon: 0475 12 34 56\nNachname: Bert Dam / Telefon: 0475 12 34 57",
            id="German",
        ),
        pytest.param(
            "Nombre: Anna Claes - Teléfono: 0475 12 34 56\nNombre: Bert Dam - Teléfono: 0475 12 34 57",
            id="Spanish",
        ),
    ],
)
def test_several_labels_on_a_line_are_parted_in_any_of_the_languages(text: str) -> None:
    assert sample(text) == [(name, phone) for name, _, phone in SAMPLE]


def test_a_line_of_combinations_is_two_fields_though_a_password_has_a_colon() -> None:
    assert sample("a@x.example:hunter2\nb@x.example:pa:ss") == [
        ("a@x.example", "hunter2"),
        ("b@x.example", "pa:ss"),
    ]


def test_a_line_with_another_number_of_fields_in_a_table_is_a_reject() -> None:
    text = "Look:\nid;name;mail\n1;Anna;a@x.example\n2;Bert\n3;Cleo;c@x.example\n\nPay.\n"

    told = got(text.encode(), free_text.read)

    assert told.cells("sample") == [("1", "Anna", "a@x.example"), ("3", "Cleo", "c@x.example")]
    assert [(r.where, r.reason) for r in told.reading.tables[1].rejects] == [
        ("line 4", "has another number of fields")
    ]


def test_labels_that_are_none_we_know_belong_to_the_person_they_stand_in() -> None:
    text = "Name: Anna\nEmail: a@x.example\nLoyalty tier: gold\n\nName: Bert\nEmail: b@x.example"

    assert sample(text) == [("Anna", "a@x.example", "gold"), ("Bert", "b@x.example", None)]


def test_several_tables_in_a_text_are_told_apart() -> None:
    text = "id;mail\n1;a@x.example\n2;b@x.example\n\nand\n\nAnna | 0475 12 34 56\nBert | 0475 12 34 57\n"

    assert [t.name for t in got(f"We have:\n{text}".encode(), free_text.read).reading.tables] == [
        "text",
        "sample",
        "sample 2",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Log in to our chat:\nLogin: abc\nPassword: def", id="their way in"),
        pytest.param("Pay 10,000 now, or 20,000 later.\nWe wait, not long, for you.", id="prose"),
        pytest.param("Sites:\n\thttp://a.invalid\n\thttp://b.invalid", id="their sites"),
        pytest.param("Write to:\na) us@x.invalid\nb) them@x.invalid", id="their addresses"),
        pytest.param("2014-06-09: stolen\n2014-06-16: published", id="their dates"),
    ],
)
def test_what_only_resembles_a_sample_is_none(text: str) -> None:
    tables = got(f"{text}\n".encode(), free_text.read).reading.tables

    assert [table.name for table in tables] == ["text"]


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from('a@x.1;|,\t:"{}[]> )INSERT'), max_size=30), max_size=12))
def test_no_text_crashes_the_search_for_tables(lines: list[str]) -> None:
    told = got("\n".join(["words", *lines, "words"]).encode(), free_text.read)

    assert told.reading.tables[0].rows == len(lines) + 2


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
