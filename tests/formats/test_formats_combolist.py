"""Lists of logins: split from the left, by what the first fields look like."""

from __future__ import annotations

from functools import partial

import pytest
from reading import Got, got

from tocsin.formats import delimited


def read(text: str, chunk: int = 1 << 20) -> Got:
    return got(text.encode(), partial(delimited.read, chunk=chunk))


@pytest.mark.parametrize("delimiter", [":", ";", "|"])
@pytest.mark.parametrize("chunk", [32, 1 << 20])
def test_a_password_may_hold_the_delimiter(delimiter: str, chunk: int) -> None:
    lines = [(f"u{i}@x.example", f"pw{i}") for i in range(9)] + [("z@x.example", f"a{delimiter}b")]

    told = read("".join(delimiter.join(line) + "\n" for line in lines), chunk)

    assert told.cells() == lines
    assert told.reading.dialect
    assert (told.reading.dialect.delimiter, told.reading.dialect.quote) == (delimiter, None)


def test_quotes_in_a_list_are_letters() -> None:
    told = read('a@x.example:"pw\nb@x.example:p"w\nc@x.example:pw"\n')

    assert [password for _, password in told.cells()] == ['"pw', 'p"w', 'pw"']


def test_a_web_address_keeps_its_colons() -> None:
    told = read(
        "https://shop.example:8443/login:anna:secret\n"
        "https://shop.example/:bert@x.example:a:b\n"
        "http://x.example:cleo:pw\n"
    )

    assert told.cells() == [
        ("https://shop.example:8443/login", "anna", "secret"),
        ("https://shop.example/", "bert@x.example", "a:b"),
        ("http://x.example", "cleo", "pw"),
    ]


def test_a_salt_stands_behind_the_hash() -> None:
    digest = "5f4dcc3b5aa765d61d8327deb882cf99"

    told = read("".join(f"user{i};{digest}:s{i}:x\n" for i in range(5)))

    assert told.cells() == [(f"user{i}", digest, f"s{i}:x") for i in range(5)]


def test_user_names_and_passwords_alone_are_a_list() -> None:
    told = read("".join(f"user{i}:pass{i}\n" for i in range(9)))

    assert told.cells() == [(f"user{i}", f"pass{i}") for i in range(9)]


def test_an_address_without_a_password_is_a_row() -> None:
    told = read("".join(f"u{i}@x.example:pw\n" for i in range(9)) + "z@x.example\n")

    assert told.cells()[9] == ("z@x.example", None)


def test_a_line_that_is_no_login_is_a_reject() -> None:
    told = read("".join(f"u{i}@x.example:pw\n" for i in range(9)) + "free for all\n")

    assert told.rejects == [("line 10", "has 1 of 2 fields")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("host:localhost\nport:80\nuser:me\npath:/tmp\nmode:a b\n", id="settings"),
        pytest.param("12:30\n13:45\n09:15\n08:00\n10:10\n", id="times"),
        pytest.param(
            "a@x.example;Anna;Gent\nb@x.example;Bert;Lille\nc@x.example;C;P\n", id="a table"
        ),
    ],
)
def test_not_all_that_has_colons_or_addresses_is_a_list(text: str) -> None:
    dialect = read(text).reading.dialect

    assert dialect is None or dialect.quote == '"'
