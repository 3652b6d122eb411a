"""Notes that are made to break their reader: each is read, or refused in a sentence, and soon."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tocsin.desk.intake import heard
from tocsin.terms.claim import Note
from tocsin.terms.errors import Refused
from tocsin.terms.moment import moment

RECEIVED = moment("2014-06-13T09:30+00:00")

PIECES = st.sampled_from(
    [
        "we stole ", "your data ", "EUR ", "pay ", "1e999", "9" * 400, "12,000 ", "12.000,", "GB ", "€",
        "customers ", "in France ", "and Belgium ", "Belgium: ", "not ", "if ", "within ", "72 hours ",
        "31 February 2014 ", "8 pm CET ", "0 BTC ", "on our servers ", ". ", ", ", "\n", "\n- ", ": ", "(",
        "\x00", "\u202e", "\u0301", "😀", "name: x\nphone: 1\n", "99 years ", "utc+99 ", "000,000,000 ",
    ]
)  # fmt: skip
"""What a note is made of, and what breaks those who read notes."""


def read_or_refused(untrusted: bytes) -> Note | None:
    """The note; None where it is refused in a sentence. Anything else is a defect."""
    try:
        return heard(untrusted, RECEIVED)
    except Refused:
        return None


@settings(max_examples=400, deadline=2_000)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("EUR 1e999")
@example("9" * 5_000 + " EUR")
@example("pay " + "9" * 12 + " billion btc within 9999 weeks")
def test_a_note_of_hostile_pieces_is_read_or_refused(text: str) -> None:
    read_or_refused(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=300, deadline=2_000)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(untrusted: bytes) -> None:
    read_or_refused(untrusted)


@pytest.mark.parametrize(
    "piece",
    ["we stole ", "your files ", "9", "customers in France and Belgium ", "if we have ", "- x: ", "1 gb "],
)  # fmt: skip
def test_a_long_note_of_the_same_is_read_in_seconds(piece: str) -> None:
    started = time.process_time()

    read_or_refused((piece * (2**17 // len(piece))).encode())

    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "untrusted",
    [
        bytes(range(256)) * 20,
        b"\x7fELF" + bytes(range(1, 32)) * 50,
        b"\x01\x02\x03\x04" * 100,
        b"\x00" * 400,
        b"\r\n\t \r\n",
        b"%PDF-1.7\n" + bytes(range(128, 256)) * 40 + bytes(range(32)) * 20,
    ],
    ids=["bytes", "program", "controls", "nuls", "blanks", "pdf"],
)
def test_what_is_not_text_is_refused_as_such(untrusted: bytes) -> None:
    with pytest.raises(Refused, match="The note is not text"):
        heard(untrusted, RECEIVED)


def test_a_note_padded_with_nuls_is_read() -> None:
    note = heard(b"We stole your data.\x00\x00\x00 Pay EUR 500.\x00" + b"\x00" * 50, RECEIVED)

    assert note.demand.asked is not None


def notes() -> Iterator[Path]:
    """Real notes, where somebody has put them beside the project."""
    corpora = os.environ.get("TOCSIN_CORPORA") or Path(__file__).parents[3] / "shared" / "corpora"
    yield from sorted(path for path in (Path(corpora) / "notes").rglob("*") if path.is_file())


@pytest.mark.corpus
def test_real_notes_are_read_or_refused_each_in_a_second() -> None:
    found = list(notes())
    if not found:
        pytest.skip("no real notes here: name a folder of corpora in TOCSIN_CORPORA")
    started = time.process_time()

    read = [read_or_refused(path.read_bytes()) for path in found]

    assert time.process_time() - started < len(found)
    assert sum(note is not None for note in read) >= 0.9 * len(found)
