"""Outlook's messages: headers, texts, attachments, and messages within."""

from __future__ import annotations

import struct

from cfb import Tree, ole
from packing import CSV, members, opened, refusals

SUBSTANCE = "__substg1.0_"
TIMES = bytes(32) + struct.pack("<IIQ", 0x0E060040, 0, 130468178620000000)


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def message(more: Tree, properties: bytes = TIMES) -> Tree:
    return {
        "__properties_version1.0": properties,
        f"{SUBSTANCE}0037001F": wide("Vos données"),
        f"{SUBSTANCE}0C1A001F": wide("Zoé"),
        f"{SUBSTANCE}0C1F001F": wide("z@x.example"),
        f"{SUBSTANCE}0E04001F": wide("Anna Claes"),
        f"{SUBSTANCE}1000001F": wide("Nous avons tout.\r\nPayez.\r\n"),
        **more,
    }


def attachment(name: str, content: bytes | Tree) -> Tree:
    word = "3701000D" if isinstance(content, dict) else "37010102"
    return {f"{SUBSTANCE}3707001F": wide(name), f"{SUBSTANCE}{word}": content}


def test_headers_are_made_of_what_outlook_keeps() -> None:
    got = opened(ole(message({})))

    assert got.reading.format == "msg"
    assert got.cells("headers") == [
        ("From", "Zoé <z@x.example>"),
        ("To", "Anna Claes"),
        ("Subject", "Vos données"),
        ("Date", "2014-06-09T20:04:22+00:00"),
    ]


def test_the_headers_it_came_with_are_read_where_it_has_them() -> None:
    own = wide("Received: from x\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\nMessage-ID: <1@x>\r\n\r\n")

    got = opened(ole(message({f"{SUBSTANCE}007D001F": own})))

    assert got.cells("headers") == [
        ("Received", "from x"),
        ("Subject", "café"),
        ("Message-ID", "<1@x>"),
    ]


def test_the_text_is_a_member() -> None:
    assert opened(ole(message({}))).cells("text/text")[:2] == [("Nous avons tout.",), ("Payez.",)]


def test_an_attachment_is_a_member_of_its_own() -> None:
    content = CSV + b"".join(b"%d;Cleo\n" % n for n in range(1_000))

    got = opened(ole(message({"__attach_version1.0_#00000000": attachment("c.csv", content)})))

    assert len(got.cells("c.csv")) == 1_002


def test_a_message_within_is_read_under_its_name() -> None:
    inner = message({f"{SUBSTANCE}0037001F": wide("Inner")}, TIMES[8:])

    got = opened(ole(message({"__attach_version1.0_#00000000": attachment("inner", inner)})))

    assert ("Subject", "Inner") in got.cells("inner/headers/headers")
    assert "inner/text" in members(got)


def test_a_text_in_compressed_rtf_alone_is_told() -> None:
    tree = message({f"{SUBSTANCE}10090102": b"?" * 100})
    del tree[f"{SUBSTANCE}1000001F"]

    assert refusals(opened(ole(tree))) == {
        "text": "It is written in compressed RTF, which is not read."
    }


def test_a_message_that_breaks_off_is_told() -> None:
    assert opened(ole(message({}))[:2_000]).reading.format != "csv"
