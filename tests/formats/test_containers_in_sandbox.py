"""Every container behind locked doors: what it needs was loaded before."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma

import pyarrow as pa
import pytest
from cfb import ole
from hostile import by_arrow
from packing import CSV, PACKED, tarred, zipped
from test_formats_document import docx, paragraph
from test_formats_mail import BOX, PLAIN
from test_formats_outlook import message
from test_formats_zip import by_hand

from tocsin import formats
from tocsin.edges.sandbox import Sandbox
from tocsin.terms.limits import Allowance


def deflate64() -> bytes:
    import inflate64

    packer = inflate64.Deflater()
    return by_hand(b"a.csv", packer.deflate(CSV) + packer.flush(), 9)


SAMPLES = {
    "zip": [zipped({"é.csv": CSV}), deflate64(), (PACKED / "aes.zip").read_bytes()],
    "7z": [(PACKED / name).read_bytes() for name in ("lzma2.7z", "ppmd.7z", "aes.7z")],
    "rar": [(PACKED / name).read_bytes() for name in ("rar4.rar", "locked5.rar")],
    "msg": [ole(message({}))],
    "pdf": [(PACKED / "locked.pdf").read_bytes()],
    "document": [docx(paragraph("Pay."))],
    "rtf": [rb"{\rtf1\ansi\ansicpg1251 Pay \'f2.}"],
    "tar": [tarred({"é.csv": CSV})],
    "gzip": [gzip.compress(CSV)],
    "bzip2": [bz2.compress(CSV)],
    "xz": [lzma.compress(CSV)],
    "zstd": [by_arrow("zstd", CSV)],
    "lz4": [by_arrow("lz4", CSV)],
    "mbox": [BOX],
    "mail": [PLAIN, PLAIN.replace(b"\n\n", b"\nContent-Type: text/plain; charset=shift_jis\n\n")],
}
"""Small files of each, of every way that loads something of its own."""


def test_there_is_a_sample_of_every_container_that_is_opened() -> None:
    opened = {container.name for container in formats.CONTAINERS} - {"unopened"}

    assert opened == set(SAMPLES)


@pytest.mark.parametrize(
    ("name", "untrusted"),
    [pytest.param(name, sample, id=name) for name, some in SAMPLES.items() for sample in some],
)
def test_a_container_is_opened_behind_locked_doors(name: str, untrusted: bytes) -> None:
    def sink(_name: str, batches: pa.RecordBatchReader) -> None:
        for _ in batches:
            pass

    reading = Sandbox().parse(io.BytesIO(untrusted), "", sink, Allowance(passwords=(b"secret",)))

    assert (reading.format, reading.refused) == (name, None)
    assert not [m.refused for m in reading.members if m.refused and "empty" not in m.refused]
