"""RTF: the words of a document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import opened

from tocsin.formats.rtf import text

HEAD = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\*\generator X;}"


def test_the_paragraphs_are_lines() -> None:
    got = opened(HEAD + rb"We have it all.\par Vos donn\'e9es : 20\u8364? \par}")

    assert got.reading.format == "rtf"
    assert got.cells("text/text") == [("We have it all.",), ("Vos données : 20€ ",)]


def test_people_in_it_are_found() -> None:
    body = rb"Name: Anna\par Email: a@x.example\par\par Name: Bert\par Email: b@x.example\par}"

    assert opened(HEAD + body).cells("text/sample") == [
        ("Anna", "a@x.example"),
        ("Bert", "b@x.example"),
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(rb"a{\b b}c", "abc", id="bold"),
        pytest.param(rb"a\{b\}\\", "a{b}\\", id="its own signs"),
        pytest.param(rb"{\pict 0102}a", "a", id="a picture"),
        pytest.param(rb"\trowd a\cell b\cell\row", "a\tb\t\n", id="a row of a table"),
        pytest.param(
            rb"\uc2\u233 \'c3\'a9b", "éb", id="a letter with two for those who cannot read it"
        ),
        pytest.param(rb"\ansicpg1251 \'f2\'e5\'f1\'f2", "тест", id="another code page"),
        pytest.param(rb"\ansicpg932 \'83\'65", "テ", id="letters of two bytes"),
    ],
)
def test_words_are_read_without_what_dresses_them(body: bytes, words: str) -> None:
    assert text(HEAD + body + b"}") == words


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything(noise: bytes) -> None:
    text(HEAD + noise)
