"""Hostile files, each wrong in one way, made small here; and the sentence that each is answered with."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
from packing import CSV, PACKED, tarred, zipped
from workbooks import ods, packed, xlsx


@dataclass(frozen=True)
class Case:
    """One hostile file."""

    make: Callable[[], bytes]
    says: str
    """What must stand in what is told of it: of the exhibit, a member, a reject or a mark."""

    reads: tuple[str, ...] = ()
    """Tables that are read all the same."""


def zeros(size: int) -> bytes:
    """Raw deflate of so many zeros: of a mebibyte, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * (size >> 20) + packer.flush()


def entry(name: bytes, packed: bytes, size: int, crc: int, method: int = 8) -> tuple[bytes, bytes]:
    """An entry of a zip, and its line of the directory but for the place."""
    fields = (20, 0, method, 0, 0x44C9, crc, len(packed), min(size, 0xFFFFFFFF), len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<5H3I2H", *fields) + name + packed
    return local, b"PK\x01\x02" + struct.pack("<6H3I5HI", 20, *fields, 0, 0, 0, 0)


def directory(lines: list[bytes], at: int) -> bytes:
    central = b"".join(lines)
    return (
        central
        + b"PK\x05\x06"
        + struct.pack("<4H2IH", 0, 0, len(lines), len(lines), len(central), at, 0)
    )


def bomb() -> bytes:
    """A zip of 4 GB of zeros, after a table."""
    good, good_line = entry(b"a.csv", CSV, len(CSV), zlib.crc32(CSV), 0)
    big, big_line = entry(b"zeros", zeros(4 << 30), 0xFFFFFFFF, 0)
    lines = [
        good_line + struct.pack("<I", 0) + b"a.csv",
        big_line + struct.pack("<I", len(good)) + b"zeros",
    ]
    return good + big + directory(lines, len(good) + len(big))


def overlapping() -> bytes:
    """A zip whose thousand entries share the bytes of one (Fifield, 2019)."""
    packed = zeros(100 << 20)
    one, line = entry(b"zeros", packed, 100 << 20, 0)
    lines = [line + struct.pack("<I", 0) + b"zeros" for _ in range(1_000)]
    return one + directory(lines, len(one))


def xz_bomb() -> bytes:
    return lzma.compress(bytes(64 << 20), preset=0) * 48


def gzip_bomb() -> bytes:
    """Rows, then zeros without end."""
    rows = CSV + b"3;Cleo\n" * 300_000
    return gzip.compress(rows) + b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + zeros(3 << 30) + bytes(8)


def nested(depth: int) -> bytes:
    content = CSV
    for level in range(depth):
        content = zipped({f"{level}.zip" if level else "a.csv": content}, zipfile.ZIP_STORED)
    return content


def quine() -> bytes:
    """A gzip that unpacks to itself, but for its checksum (Cox, "Zip files all the way down", 2010).

    In units of five bytes: `print_` copies the units behind it, `again` those just printed. Head and
    end are three units each, so that four of them are always one of the two and what it is told to print.
    """

    def print_(units: int) -> bytes:
        return b"\0" + struct.pack("<HH", units * 5, units * 5 ^ 0xFFFF)

    match = "0001000" + "01000" + "110"  # ten bytes, from twenty back
    bits = "010" + match + match + "0000000"
    again = bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, 40, 8))
    head = b"\x1f\x8b\x08\x08\0\0\0\0\0\x03" + b"self\0"
    end = b"\x01\0\0\xff\xff" + bytes(10)
    none, one, four = print_(0), print_(1), print_(4)
    return b"".join(
        [
            *(head, four, head, four, again),
            *(one, again, one, one),
            *(four, again, one, one, four, again),
            *(four, again, four, again, four, again),
            *(four, again, none, none, four, again),
            *(none, none, four, again, end, again, end),
        ]
    )


def links() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, sort, to in (
            ("link", tarfile.SYMTYPE, "/etc/passwd"),
            ("hard", tarfile.LNKTYPE, "../../etc/shadow"),
            ("device", tarfile.BLKTYPE, ""),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = sort, to
            archive.addfile(info)
        info = tarfile.TarInfo("link")  # a file by the name of the link before it
        info.size = len(CSV)
        archive.addfile(info, io.BytesIO(CSV))
    return out.getvalue()


def wrong_checksum() -> bytes:
    whole = bytearray(zipped({"a.csv": CSV, "b.csv": CSV}, zipfile.ZIP_STORED))
    whole[whole.index(b"Anna")] = ord("E")
    return bytes(whole)


def zstd_window() -> bytes:
    """A frame that asks for a window of 2 GiB."""
    return b"\x28\xb5\x2f\xfd\x00" + bytes([(31 - 10) << 3]) + b"\x01\x00\x00"


def lzma_dictionary() -> bytes:
    """An .lzma that asks for a dictionary of 1.5 GiB."""
    alone = bytearray(lzma.compress(CSV, lzma.FORMAT_ALONE))
    alone[1:5] = (3 << 29).to_bytes(4, "little")
    return bytes(alone)


def gnu_name() -> bytes:
    """A tar whose long name claims a gigabyte."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1 << 30
    return info.tobuf(tarfile.GNU_FORMAT) + bytes(20 << 20)


def many_members() -> bytes:
    return tarred({f"{n}.csv": b"a;b\n1;2\n" for n in range(2_200)})


def mail_of_mails() -> bytes:
    head = b"From: a\nTo: b\nSubject: c\nContent-Type: message/rfc822\n\n"
    return head * 1_000 + b"Hello."


def boundaries() -> bytes:
    """A mail of very many parts."""
    head = b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=B\n\n"
    return head + b"--B\n\nx\n" * 200_000 + b"--B--\n"


def names() -> bytes:
    """Names and cells that a terminal, a browser or a spreadsheet would act on."""
    table = "=cmd|' /C calc'!A0;\x1b[2J<script>alert(1)</script>;\u202evsc.exe\n1;@SUM(A1);x\n2;-1+1;y\n"
    return zipped({"=cmd|\x1b]0;x\x07<b>\u202egnp.csv": table.encode()})


def invalid_utf8() -> bytes:
    return bytes(range(128, 256)) * 200


def by_arrow(codec: str, content: bytes) -> bytes:
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, codec) as stream:
        stream.write(content)
    return bytes(out.getvalue())


def zstd_bomb() -> bytes:
    return by_arrow("zstd", bytes(64 << 20)) * 48


def wide_json() -> bytes:
    """An object of 100,000 keys."""
    return b"[{" + b",".join(b'"k%d":1' % place for place in range(100_000)) + b"}]"


def workbook(part: str, old: str, new: str) -> bytes:
    """A workbook of two rows, one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(xlsx({"s": (("id", "name"), (1, "Anna"))}))) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    return packed(parts | {part: parts[part].replace(old, new)})


def entities() -> bytes:
    """A workbook whose sheet declares a text of 10 to the 11th letters, and names it."""
    declared = '<!DOCTYPE s [<!ENTITY a0 "x">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)
    )
    whole = workbook("xl/worksheets/s0.xml", "<v>1</v>", "<v>&a11;</v>")
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    return packed(parts | {"xl/worksheets/s0.xml": f"{declared}]>{parts['xl/worksheets/s0.xml']}"})


def corner() -> bytes:
    """A workbook that holds a cell in the first and one in the last corner of its sheet."""
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return workbook("xl/worksheets/s0.xml", "</sheetData>", last)


def repeated() -> bytes:
    """A workbook of OpenDocument in which one cell is every cell of its sheet."""
    with zipfile.ZipFile(io.BytesIO(ods((("x",),)))) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    content = parts["content.xml"].replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">'
    )
    wide = "<table:table-cell table:number-columns-repeated='16384' "
    return packed(parts | {"content.xml": content.replace("<table:table-cell ", wide)})


TOO_MUCH = "It unpacks to more than"
DEEP = "It lies 8 archives deep; deeper ones are not opened."

CASES = {
    "empty": Case(lambda: b"", "The file is empty."),
    "4 GB of zeros in a zip": Case(bomb, TOO_MUCH, ("a.csv",)),
    "entries that overlap": Case(overlapping, "Its bytes belong to another entry too"),
    "3 GB of zeros in an xz": Case(xz_bomb, TOO_MUCH),
    "3 GB of zeros in a bz2": Case(lambda: bz2.compress(bytes(10 << 20)) * 310, TOO_MUCH),
    "3 GB of zeros in a zst": Case(zstd_bomb, TOO_MUCH),
    "3 GB of zeros behind rows in a gz": Case(gzip_bomb, TOO_MUCH, ("unpacked",)),
    "nested a thousand deep": Case(lambda: nested(1_000), DEEP),
    "a gzip that unpacks to itself": Case(quine, DEEP),
    "links and devices": Case(links, "It is a link, which is not followed.", ("link (2)",)),
    "names out of the folder": Case(
        lambda: tarred({"../../../tmp/tocsin-escaped": CSV, "/tmp/tocsin-escaped": CSV}),
        "",
        ("../../../tmp/tocsin-escaped", "/tmp/tocsin-escaped"),
    ),
    "a wrong checksum": Case(wrong_checksum, "its checksum is wrong", ("a.csv", "b.csv")),
    "cut off": Case(
        lambda: zipped({"a.csv": CSV, "b.csv": CSV})[:-60],
        "Its directory is missing or damaged",
        ("a.csv", "b.csv"),
    ),
    "locked": Case(
        lambda: (PACKED / "zipcrypto.zip").read_bytes(), "It is locked with a password."
    ),
    "a window of 2 GiB": Case(zstd_window, "It is damaged"),
    "a dictionary of 1.5 GiB": Case(lzma_dictionary, "It is damaged"),
    "a name of a gigabyte": Case(
        gnu_name, "What stands before a member is longer than is allowed."
    ),
    "more tables than are read": Case(many_members, "It holds more than 2,000 tables.", ("0.csv",)),
    "a mail in a mail, a thousand times": Case(mail_of_mails, DEEP, ("headers",)),
    "a mail of 200,000 parts": Case(boundaries, "", ("headers",)),
    "names that act": Case(names, ""),
    "bytes of no encoding": Case(invalid_utf8, ""),
    "a million columns of text": Case(
        lambda: b"a;" * 1_000_000 + b"a\n" + b"1;" * 1_000_000 + b"1\n",
        "more than 4,096 are not read. Allow more with --limit columns=N.",
    ),
    "a million columns of HTML": Case(
        lambda: b"<table><tr>" + b"<td>1" * 1_000_000 + b"</table>",
        "It has a row of more than 4,096 cells.",
    ),
    "100,000 keys of JSON": Case(wide_json, "", ("table",)),
    "JSON 100,000 deep": Case(
        lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        "Its values are nested more than 1,000 deep.",
    ),
    "lists of JSON that never close": Case(
        lambda: b"[" * 10_000_000, "Its values are nested more than 1,000 deep."
    ),
    "elements of XML a million deep": Case(lambda: b"<a>" * 1_000_000, "", ("text",)),
    "tables of HTML 100,000 deep": Case(
        lambda: b"<table><tr><td>" * 100_000, "It is HTML in which no table holds a row."
    ),
    "a workbook whose XML declares entities of entities": Case(entities, ""),
    "a workbook of two corners": Case(
        corner, "its cells span 1,048,576 rows and 16,384 columns, more than memory holds"
    ),
    "a workbook of one cell repeated": Case(repeated, "It is a workbook that is corrupt"),
    "a workbook that breaks off": Case(
        lambda: xlsx({"s": (("id", "name"), (1, "Anna"))})[:-100],
        "It is a workbook that breaks off",
    ),
    "a zip by the name of a table": Case(lambda: zipped({"a.csv": CSV}), "", ("a.csv",)),
    "a picture by another name": Case(
        lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20,
        "The file is in no format that tocsin reads",
    ),
}
"""By what is wrong with each."""
