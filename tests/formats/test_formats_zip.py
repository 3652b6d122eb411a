"""Zip: entries in every packing, locked ones, damaged ones, and names as they stand."""

from __future__ import annotations

import io
import secrets
import struct
import zipfile
import zlib

import inflate64
import pyarrow as pa
import pytest
from packing import CSV, PACKED, ROWS, locked, members, opened, refusals, steps_back, zipped
from workbooks import xlsx

from tocsin.formats import zip as zips
from tocsin.terms.limits import Allowance

MEMBERS = {"a/clients.csv": CSV, "b.csv": CSV}


@pytest.mark.parametrize(
    "method",
    [
        pytest.param(zipfile.ZIP_STORED, id="stored"),
        pytest.param(zipfile.ZIP_DEFLATED, id="deflate"),
        pytest.param(zipfile.ZIP_BZIP2, id="bzip2"),
        pytest.param(zipfile.ZIP_LZMA, id="lzma"),
    ],
)
def test_each_entry_is_a_table_whatever_it_is_packed_by(method: int) -> None:
    got = opened(zipped(MEMBERS, method))

    assert got.reading.format == "zip"
    assert (got.cells("a/clients.csv"), got.cells("b.csv")) == (ROWS, ROWS)


def by_hand(name: bytes, packed: bytes, method: int, flags: int = 0, size: int = len(CSV)) -> bytes:
    """A zip of one entry, its checksum that of CSV."""
    crc = zlib.crc32(CSV)
    fields = (20, flags, method, 0, 0x44C9, crc, len(packed), size, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<5H3I2H", *fields) + name + packed
    central = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, *fields[:-1], 0, 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def test_an_entry_packed_by_deflate64_is_read() -> None:
    packer = inflate64.Deflater()
    packed = packer.deflate(CSV) + packer.flush()

    assert opened(by_hand(b"a.csv", packed, 9)).cells("a.csv") == ROWS


def test_an_entry_packed_by_zstandard_is_read() -> None:
    packed = pa.compress(CSV, "zstd", asbytes=True)

    assert opened(by_hand(b"a.csv", packed, 93)).cells("a.csv") == ROWS


def test_an_entry_packed_in_another_way_is_named_by_it() -> None:
    assert opened(by_hand(b"a.csv", b"?" * 9, 98)).reading.refused == (
        "Nothing in it could be read: It is packed by a method that is not read here (PPMd)."
    )


@pytest.mark.parametrize("name", ["aes.zip", "zipcrypto.zip"])
def test_a_locked_entry_is_told_where_no_password_is_given(name: str) -> None:
    assert list(refusals(locked(name)).values()) == [
        "It is locked with a password. Give it with --password-file."
    ]


@pytest.mark.parametrize("name", ["aes.zip", "zipcrypto.zip"])
def test_a_locked_entry_is_told_where_no_password_fits(name: str) -> None:
    assert list(refusals(locked(name, b"guess", b"")).values()) == [
        "It is locked, and none of the passwords given opens it."
    ]


@pytest.mark.parametrize("name", ["aes.zip", "zipcrypto.zip"])
def test_a_locked_entry_is_opened_by_the_password_that_fits(name: str) -> None:
    assert locked(name, b"guess", b"secret").cells("c.csv") == ROWS


def test_a_changed_byte_of_an_entry_locked_by_aes_is_told() -> None:
    untrusted = bytearray((PACKED / "aes.zip").read_bytes())
    place = untrusted.index(b"PK\x01\x02") - 1  # the last byte of its proof
    untrusted[place] ^= 1

    got = opened(bytes(untrusted), Allowance(passwords=(b"secret",)))

    (reject,) = got.reading.tables[0].rejects
    assert reject.reason == "the packed file is damaged: its checksum is wrong"


def test_a_comment_and_times_are_kept_as_marks() -> None:
    got = opened(zipped({"a.csv": CSV}, comment=b"by us"))

    assert got.reading.marks == (("comment", "by us"),)
    assert members(got)["a.csv"].marks[:2] == (
        ("changed (local)", "2014-06-09T21:04:22"),
        ("made on", "Unix"),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("é.csv".encode(), "é.csv", id="UTF-8 that does not say so"),
        pytest.param("é.csv".encode("cp437"), "é.csv", id="the code page of DOS"),
        pytest.param(b"../../etc/passwd", "../../etc/passwd", id="out of the folder"),
        pytest.param(b"/abs.csv", "/abs.csv", id="absolute"),
        pytest.param(b"C:\\x.csv", "C:\\x.csv", id="a drive"),
        pytest.param(b"\x1b[31m.csv", "\x1b[31m.csv", id="a terminal's escape"),
    ],
)
def test_names_are_shown_as_they_stand(written: bytes, shown: str) -> None:
    assert list(members(opened(by_hand(written, CSV, 0)))) == [shown]


def test_an_entry_that_is_a_link_is_named_and_not_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")

    got = opened(out.getvalue())

    assert refusals(got) == {"link": "It is a link, which is not followed."}
    assert ("link to", "/etc/passwd") in members(got)["link"].marks


def test_two_entries_of_one_name_are_both_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", CSV)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", b"x;y\n1;2\n3;4\n")

    assert list(members(opened(out.getvalue()))) == ["a.csv", "a.csv (2)"]


def test_a_zip_without_its_directory_is_read_by_its_entries() -> None:
    whole = zipped(MEMBERS)

    got = opened(whole[: whole.index(b"PK\x01\x02")])

    assert (got.cells("a/clients.csv"), got.cells("b.csv")) == (ROWS, ROWS)
    assert (refusals(got)["(the rest)"] or "").startswith("Its directory is missing or damaged")


def test_a_zip_that_breaks_off_within_an_entry_keeps_what_was_there() -> None:
    content = CSV + b"".join(b"%d;%x\n" % (n, n**7) for n in range(3, 50_000))
    whole = zipped({"a.csv": CSV, "b.csv": content})

    got = opened(whole[:-100_000])

    assert got.cells("a.csv") == ROWS
    assert 1_000 < len(got.cells("b.csv")) < 49_000


def test_an_entry_with_a_wrong_checksum_keeps_its_rows_and_says_so() -> None:
    whole = bytearray(zipped(MEMBERS, zipfile.ZIP_STORED))
    whole[whole.index(b"Anna")] = ord("E")

    got = opened(bytes(whole))

    (reject,) = got.reading.tables[0].rejects
    assert reject.reason == "the packed file is damaged: its checksum is wrong"
    assert got.reading.tables[1].rejected == 0


def test_an_entry_that_unpacks_to_more_than_it_says_is_read_and_told() -> None:
    got = opened(by_hand(b"a.csv", CSV, 0, size=5))

    (reject,) = got.reading.tables[0].rejects
    assert reject.reason == "the packed file is damaged: it unpacks to more than it says"


def test_entries_that_overlap_are_unpacked_once() -> None:
    whole = by_hand(b"a.csv", CSV, 0)
    at = whole.index(b"PK\x01\x02")
    central = whole[at:-22]
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 3, 3, 3 * len(central), at, 0)

    got = opened(whole[:at] + 3 * central + end)

    assert list(refusals(got).values()) == [
        None,
        "Its bytes belong to another entry too: it was not unpacked.",
        "Its bytes belong to another entry too: it was not unpacked.",
    ]


def test_a_directory_that_points_nowhere_is_told() -> None:
    whole = zipped(MEMBERS)
    second = whole.index(b"PK\x03\x04", 4)

    got = opened(whole[:second] + b"??" + whole[second + 2 :])

    assert refusals(got) == {
        "a/clients.csv": None,
        "b.csv": "Its directory points to where no entry is.",
    }


def test_an_empty_zip_holds_no_file() -> None:
    assert opened(zipped({})).reading.refused == "It holds no file."


def test_a_workbook_is_no_archive() -> None:
    sheet = zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})

    assert not zips.sniff(sheet)


def test_a_zip_in_a_zip_is_read() -> None:
    got = opened(zipped({"inner.zip": zipped({"a.csv": CSV})}))

    assert got.cells("inner.zip/a.csv") == ROWS


def test_a_workbook_that_breaks_off_before_its_sheets_is_said_to_be_an_office_document() -> None:
    content = xlsx({"s": (("id", "mail"),)})

    said = opened(content[: content.index(b"_rels/.rels") + 20]).reading

    assert said.members[-1].refused == zips.OFFICE


def backwards(*names: str) -> bytes:
    """A zip whose directory lists the last entry first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, CSV + secrets.token_hex(2_000).encode())
        archive.filelist.reverse()
    return out.getvalue()


def test_entries_are_given_in_the_order_in_which_they_lie() -> None:
    assert list(members(opened(backwards("a.csv", "b.csv", "c.csv")))) == [
        "a.csv",
        "b.csv",
        "c.csv",
    ]


def test_a_zip_is_gone_back_in_once_whatever_the_order_of_its_directory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zips, "TAIL", 300)

    assert steps_back(zips.CONTAINER, backwards("a.csv", "b.csv", "c.csv", "d.csv")) == 1


@pytest.mark.parametrize("name", ["aes.zip", "zipcrypto.zip"])
def test_a_locked_zip_is_gone_back_in_once_however_many_passwords_are_tried(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "TAIL", 100)
    content = (PACKED / name).read_bytes()

    assert steps_back(zips.CONTAINER, content, (b"wrong", b"other", b"secret")) == 1
