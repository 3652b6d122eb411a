"""7z: members in every packing, locked ones, damaged ones."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import PACKED, ROWS, locked, members, opened, refusals, steps_back

from tocsin.edges.sandbox import Sandbox
from tocsin.formats import seven_zip
from tocsin.formats.base import Source
from tocsin.formats.seven_zip import unpack
from tocsin.terms.errors import Refused
from tocsin.terms.limits import Allowance, Limits

LOCKED = "It is locked with a password. Give it with --password-file."
WRONG = "It is locked, and none of the passwords given opens it."


@pytest.mark.parametrize(
    "name", ["lzma2", "lzma1", "bcj", "bzip2", "deflate", "copy", "zstd", "ppmd"]
)
def test_each_member_is_read_whatever_it_is_packed_by(name: str) -> None:
    got = locked(f"{name}.7z")

    assert got.reading.format == "7z"
    assert got.cells("a/clients.csv") == ROWS
    assert got.cells("mails é.csv") == [("1", "a@x.example")]
    assert refusals(got)["empty.txt"] == "The file is empty."


def test_when_a_member_was_changed_is_kept() -> None:
    (name, value), *_ = members(locked("lzma2.7z"))["a/clients.csv"].marks

    assert name == "changed"
    assert value.startswith("2026-11-25T")


def test_locked_members_are_told_where_no_password_is_given() -> None:
    assert set(refusals(locked("aes.7z")).values()) == {LOCKED}


def test_locked_members_are_told_where_no_password_fits() -> None:
    assert set(refusals(locked("aes.7z", b"guess", b"\xff")).values()) == {WRONG}


def test_locked_members_are_opened_by_the_password_that_fits() -> None:
    assert locked("aes.7z", b"guess", b"secret").cells("a/clients.csv") == ROWS


@pytest.mark.parametrize(
    ("passwords", "sentence"),
    [pytest.param((), LOCKED, id="none"), pytest.param((b"guess",), WRONG, id="a wrong one")],
)
def test_an_archive_whose_names_are_locked_is_refused(
    passwords: tuple[bytes, ...], sentence: str
) -> None:
    assert locked("locked-names.7z", *passwords).reading.refused == sentence


def test_an_archive_whose_names_are_locked_is_opened() -> None:
    assert locked("locked-names.7z", b"guess", b"secret").cells("a/clients.csv") == ROWS


def test_a_member_with_a_wrong_checksum_keeps_its_rows_and_says_so() -> None:
    untrusted = bytearray((PACKED / "copy.7z").read_bytes())
    untrusted[untrusted.index(b"Anna")] = ord("E")

    got = opened(bytes(untrusted))

    (reject,) = got.reading.tables[0].rejects
    assert reject.reason == "the packed file is damaged: its checksum is wrong"
    assert got.reading.tables[1].rejected == 0


def test_an_archive_that_breaks_off_has_lost_its_directory() -> None:
    untrusted = (PACKED / "lzma2.7z").read_bytes()

    assert opened(untrusted[:-10]).reading.refused == (
        "Its directory is missing or damaged: what it holds cannot be told."
    )


def test_a_dictionary_beyond_the_memory_allowed_is_not_made() -> None:
    untrusted = (PACKED / "ppmd.7z").read_bytes()

    got = opened(untrusted, Allowance(Limits(in_memory=1 << 15)))

    assert "MiB of memory to be unpacked: that is not allowed." in str(got.reading.refused)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_no_change_of_a_byte_raises_anything_but_a_refusal(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["lzma2.7z", "copy.7z", "bcj.7z"]))

    opened(changed(name, data.draw(st.integers(0)), data.draw(st.integers(0, 255))))


@settings(deadline=None, max_examples=8)
@given(at=st.integers(0), byte=st.integers(0, 255))
def test_no_change_of_a_byte_that_kills_the_unpacker_of_ppmd_reaches_beyond_its_sandbox(
    at: int, byte: int
) -> None:
    untrusted = changed("ppmd.7z", at, byte)

    Sandbox().parse(io.BytesIO(untrusted), "x.7z", lambda _name, batches: batches.read_all())


def changed(name: str, at: int, byte: int) -> bytes:
    """An archive with one byte changed."""
    untrusted = bytearray((PACKED / name).read_bytes())
    untrusted[at % len(untrusted)] = byte
    return bytes(untrusted)


def test_an_empty_archive_is_no_fault() -> None:
    empty = b"7z\xbc\xaf\x27\x1c\x00\x04" + (0x8D9BD50F).to_bytes(4, "little") + bytes(20)
    source = Source(io.BytesIO(empty), size=len(empty))

    with pytest.raises((StopIteration, Refused)):
        next(unpack(source, lambda _name, _batch: None))


@pytest.mark.parametrize("name", ["lzma2.7z", "aes.7z"])
def test_a_7z_is_gone_back_in_once_however_many_passwords_are_tried(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seven_zip, "TAIL", 200)
    content = (PACKED / name).read_bytes()

    assert steps_back(seven_zip.CONTAINER, content, (b"wrong", b"other", b"secret")) == 1
