"""Tar: members of every sort of archive, links and devices, damage stepped over."""

from __future__ import annotations

import io
import tarfile

import pytest
from packing import CSV, ROWS, members, opened, refusals, tarred

from tocsin.terms.limits import Allowance, Limits

LONG = "f" * 150 + "/" + "é" * 60 + ".csv"


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(tarfile.PAX_FORMAT, id="pax"),
        pytest.param(tarfile.GNU_FORMAT, id="gnu"),
    ],
)
def test_each_member_is_a_table_under_its_whole_name(form: int) -> None:
    got = opened(tarred({"clients.csv": CSV, LONG: CSV}, form))

    assert got.reading.format == "tar"
    assert (got.cells("clients.csv"), got.cells(LONG)) == (ROWS, ROWS)


def test_when_a_member_was_changed_is_kept() -> None:
    marks = members(opened(tarred({"a.csv": CSV})))["a.csv"].marks

    assert ("changed", "2014-06-09T20:00:00+00:00") in marks


@pytest.mark.parametrize(
    ("sort", "sentence"),
    [
        pytest.param(tarfile.SYMTYPE, "It is a link, which is not followed.", id="link"),
        pytest.param(tarfile.LNKTYPE, "It is a link, which is not followed.", id="hard link"),
        pytest.param(tarfile.CHRTYPE, "It is no file but a device.", id="device"),
        pytest.param(tarfile.FIFOTYPE, "It is no file but a device.", id="pipe"),
    ],
)
def test_what_is_no_file_is_named_and_not_followed(sort: bytes, sentence: str) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("x")
        info.type, info.linkname = sort, "/etc/passwd"
        archive.addfile(info)

    assert refusals(opened(out.getvalue())) == {"x": sentence}


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "\x1b[2J"])
def test_names_are_shown_as_they_stand(name: str) -> None:
    assert list(members(opened(tarred({name: CSV})))) == [name]


def test_a_name_that_is_no_utf8_is_shown_in_latin_letters() -> None:
    whole = bytearray(tarred({"eee.csv": CSV}, tarfile.GNU_FORMAT))
    whole[0] = 0xE9
    blank = whole[:148] + b" " * 8 + whole[156:512]
    whole[148:156] = b"%06o\0 " % sum(blank)

    assert list(members(opened(bytes(whole)))) == ["éee.csv"]


def test_an_archive_that_breaks_off_within_a_member_keeps_its_rows_and_says_so() -> None:
    content = CSV * 1000
    got = opened(tarred({"a.csv": CSV, "b.csv": content})[:9000])

    assert got.cells("a.csv") == ROWS
    assert "the packed file is damaged: it breaks off" in [
        reject.reason for reject in got.reading.tables[1].rejects
    ]


def test_an_archive_that_breaks_off_within_a_header_says_so() -> None:
    got = opened(tarred({"a.csv": CSV, "b.csv": CSV})[: 512 * 2 + 100])

    assert refusals(got) == {
        "a.csv": None,
        "(the rest)": "Bytes here belong to no member that can be told: "
        "the archive is damaged, or breaks off.",
    }


def test_a_damaged_header_is_stepped_over() -> None:
    whole = bytearray(tarred({"a.csv": CSV, "b.csv": CSV, "c.csv": CSV}))
    whole[1024 + 148] = ord("9")  # the checksum of the second header

    got = opened(bytes(whole))

    assert [path for path, refused in refusals(got).items() if not refused] == ["a.csv", "c.csv"]
    assert "(the rest)" in refusals(got)


def test_archives_one_after_another_are_all_read() -> None:
    got = opened(tarred({"a.csv": CSV}) + tarred({"b.csv": CSV}))

    assert list(refusals(got).items()) == [("a.csv", None), ("b.csv", None)]


def test_a_header_that_fills_the_memory_is_not_read() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a.csv")
        info.pax_headers = {"comment": "x" * 100_000}
        archive.addfile(info)

    got = opened(out.getvalue(), Allowance(Limits(cell=10_000)))

    assert "(the rest)" in refusals(got)


def test_a_sparse_member_that_claims_to_be_huge_meets_the_limit() -> None:
    huge = tarfile.TarInfo("huge")
    huge.size = 512
    huge.pax_headers = {
        "GNU.sparse.major": "0",
        "GNU.sparse.minor": "1",
        "GNU.sparse.realsize": str(1 << 40),
        "GNU.sparse.map": "0,512",
        "GNU.sparse.name": "huge",
    }
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(huge, io.BytesIO(b"a;b\n" * 128))

    got = opened(out.getvalue(), Allowance(Limits(free=64 << 20)))

    assert "unpacks to more than" in str(got.reading.refused)
