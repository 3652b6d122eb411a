"""Mail and mailboxes: headers as they were meant, parts as files of their own."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import CSV, ROWS, members, opened

from tocsin.formats import mail

PLAIN = b"""Return-Path: <a@x.example>
From: =?utf-8?q?Zo=C3=A9?= <z@x.example>
To: Anna
 Claes <a@x.example>
Subject: =?iso-8859-1?b?Y2Fm6Q==?= =?iso-8859-1?q?_noir?=
Date: Mon, 9 Jun 2014 21:04:00 +0200
Message-ID: <1@x.example>

We have it all.
Pay us.
"""


def multipart(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    body = b"".join(b"--B\n" + part + b"\n" for part in parts)
    head = b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/" + kind + b'; boundary="B"\n\n'
    return head + body + b"--B--\n"


def attached(name: bytes, content: bytes) -> bytes:
    packed = base64.encodebytes(content)
    return (
        b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
        b"Content-Disposition: attachment; " + name + b"\n\n" + packed
    )


def test_headers_are_a_table_decoded_and_in_order() -> None:
    got = opened(PLAIN)

    assert got.reading.format == "mail"
    assert got.cells("headers")[1:4] == [
        ("From", "Zoé <z@x.example>"),
        ("To", "Anna Claes <a@x.example>"),
        ("Subject", "café noir"),
    ]


def test_where_and_when_it_came_from_are_marks() -> None:
    assert opened(PLAIN).reading.marks == (
        ("Date", "Mon, 9 Jun 2014 21:04:00 +0200"),
        ("Message-ID", "<1@x.example>"),
    )


def test_the_text_is_a_member() -> None:
    assert opened(PLAIN).cells("text/text") == [("We have it all.",), ("Pay us.",)]


def test_an_attachment_has_its_own_name_and_digest() -> None:
    got = opened(
        multipart(b"Content-Type: text/plain\n\nSee the file.", attached(b"filename=c.csv", CSV))
    )

    assert got.cells("c.csv") == ROWS
    assert members(got)["c.csv"].sha256 == hashlib.sha256(CSV).hexdigest()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(b"filename*=utf-8''%C3%A9t%C3%A9.csv", id="RFC 2231"),
        pytest.param(b"filename*0*=utf-8''%C3%A9t;\n filename*1*=%C3%A9.csv", id="in pieces"),
        pytest.param(b'filename="=?utf-8?b?w6l0w6kuY3N2?="', id="RFC 2047 all the same"),
        pytest.param('filename="été.csv"'.encode(), id="UTF-8 as it is"),
        pytest.param('filename="été.csv"'.encode("latin-1"), id="Latin-1 as it is"),
    ],
)
def test_an_attachment_s_name_is_read_however_it_is_written(name: bytes) -> None:
    assert list(members(opened(multipart(attached(name, CSV))))) == ["été.csv"]


def test_both_forms_of_an_alternative_are_read() -> None:
    got = opened(
        multipart(
            b"Content-Type: text/plain\n\nHello.",
            b"Content-Type: text/html\n\n<p>Hello.</p>",
            kind=b"alternative",
        )
    )

    assert list(members(got)) == ["text", "html"]


def test_a_mail_in_a_mail_is_read_with_its_own_headers() -> None:
    got = opened(multipart(b"Content-Type: message/rfc822\n\n" + PLAIN))

    assert got.cells("message/headers")[3] == ("Subject", "café noir")
    assert got.cells("message/text/text")[0] == ("We have it all.",)


def encoded(head: str, body: bytes) -> bytes:
    return (
        PLAIN.split(b"\n\n")[0] + b"\nContent-Type: text/plain; " + head.encode() + b"\n\n" + body
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param("charset=iso-2022-jp", "名前 テスト".encode("iso-2022-jp"), id="Japanese"),
        pytest.param("charset=koi8-r", "名前 тест".encode("koi8-r", "ignore"), id="Russian"),
        pytest.param(
            "charset=utf-8\nContent-Transfer-Encoding: base64",
            base64.encodebytes("тест".encode()),
            id="base64",
        ),
        pytest.param(
            "charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
            b"=D1=82=D0=\n=B5=D1=81=D1=82",
            id="quoted-printable",
        ),
        pytest.param("charset=koi8-r", "тест".encode(), id="said wrongly, UTF-8 in truth"),
        pytest.param("charset=none-such", "тест".encode(), id="of no such name"),
        pytest.param("charset=zip", "тест".encode(), id="a codec that is no charset"),
    ],
)
def test_a_text_is_read_in_the_letters_it_was_written_in(head: str, body: bytes) -> None:
    (text,) = opened(encoded(head, body)).cells("text/text")

    assert "тест" in str(text[0]) or "テスト" in str(text[0])


def test_a_line_among_the_headers_that_is_none_is_a_reject() -> None:
    got = opened(PLAIN.replace(b"Date:", b"no header at all\nDate:"))

    assert [(r.where, r.reason) for r in got.reading.tables[0].rejects] == [
        ("line 6", "is no header")
    ]
    assert len(got.cells("headers")) == 6


def test_a_multipart_that_breaks_off_keeps_its_last_part() -> None:
    whole = multipart(b"Content-Type: text/plain\n\nHello.", attached(b"filename=c.csv", CSV))

    assert opened(whole[: whole.index(b"--B--")]).cells("c.csv") == ROWS


def test_a_multipart_without_its_boundary_is_read_as_text() -> None:
    got = opened(multipart().replace(b"--B--", b"Hello."))

    assert got.cells("multipart-mixed/text") == [("Hello.",)]


def test_words_after_the_last_part_are_read_too() -> None:
    got = opened(multipart(b"Content-Type: text/plain\n\nHello.") + b"More of it, hidden.")

    assert got.cells("after the parts/text")[-1] == ("More of it, hidden.",)


def test_multiparts_within_multiparts_without_end_are_no_fault() -> None:
    content = b""
    for depth in range(2_000):
        content += b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (depth, depth)

    assert opened(b"From: a\nTo: b\nSubject: c\n" + content).reading.format == "mail"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"Name: Anna\nEmail: a@x.example\n\nName: Bert\n", id="labelled people"),
        pytest.param(b"From: us\nWe have your data.\n", id="one header, then words"),
        pytest.param(b"date;subject\n2014;a\n", id="a table"),
        pytest.param(b"Note: to: you\n\nPay.\n", id="a word with a colon"),
    ],
)
def test_text_that_only_resembles_a_mail_is_none(text: bytes) -> None:
    assert not mail.sniff(text)


BOX = (
    b"From a@x.example Mon Jun  9 21:04:22 2014\n" + PLAIN + b"\n"
    b"From b@x.example Tue Jun 10 09:00:00 2014\n"
    + PLAIN.replace(b"Pay us.", b">From now on, pay.\n\nFrom there on too.")
)


def test_each_message_of_a_mailbox_is_a_mail() -> None:
    got = opened(BOX)

    assert got.reading.format == "mbox"
    assert got.reading.marks == (("messages", "2"),)
    assert [m.path for m in got.reading.members if m.format == "mail"] == ["message 1", "message 2"]


def test_a_quoted_from_is_unquoted_and_one_in_the_text_does_not_begin_a_message() -> None:
    assert opened(BOX).cells("message 2/text/text")[1:] == [
        ("From now on, pay.",),
        ("",),
        ("From there on too.",),
    ]


def test_the_envelope_of_a_message_is_kept() -> None:
    assert ("envelope", "From b@x.example Tue Jun 10 09:00:00 2014") in members(opened(BOX))[
        "message 2"
    ].marks


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200), st.integers(0, 300))
def test_no_bytes_in_a_mail_raise_anything(noise: bytes, place: int) -> None:
    whole = multipart(b"Content-Type: text/plain\n\nHello.", attached(b"filename=c.csv", CSV))

    opened(whole[:place] + noise + whole[place:])


CORPUS = Path(os.environ.get("TOCSIN_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))


@pytest.mark.corpus
@pytest.mark.skipif(
    not (CORPUS / "formats" / "mail").exists(), reason="the corpus of mails is not here"
)
def test_the_mails_of_the_corpus_are_read_as_mails() -> None:
    files = sorted((CORPUS / "formats" / "mail").rglob("*.eml"))

    read = [opened(file.read_bytes()).reading for file in files]

    assert sum(reading.format in ("mail", "mbox") for reading in read) >= 0.97 * len(files)
    assert not [reading for reading in read if reading.format == "mail" and reading.refused]
