"""What the tests of containers share: small archives made here, and how one is read with passwords."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
from reading import Got

from tocsin import formats
from tocsin.formats.base import Container, Source
from tocsin.terms.limits import PLAIN, Allowance
from tocsin.terms.table import Member

PACKED = Path(__file__).parents[1] / "cases" / "packed"
"""Archives that other programs made; how is said beside them."""

CSV = b"id;name\n1;Anna\n2;Bert\n"
ROWS = [("1", "Anna"), ("2", "Bert")]


def zipped(
    members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2014, 6, 9, 21, 4, 22)), content, method)
        archive.comment = comment
    return out.getvalue()


def tarred(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), 1402344000
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def opened(untrusted: bytes, allowance: Allowance = PLAIN, name: str = "") -> Got:
    """What is read of a file within this allowance, in this process."""
    batches: dict[str, list[pa.RecordBatch]] = defaultdict(list)
    source = Source(io.BytesIO(untrusted), size=len(untrusted), name=name, allowance=allowance)
    reading = formats.read(source, lambda name, batch: batches[name].append(batch))
    tables = {name: pa.Table.from_batches(parts) for name, parts in batches.items()}
    assert reading.refused or {t.name: t.rows for t in reading.tables} == {
        name: len(table) for name, table in tables.items()
    }
    return Got(reading, tables)


def locked(name: str, *passwords: bytes) -> Got:
    return opened((PACKED / name).read_bytes(), Allowance(passwords=passwords))


def members(got: Got) -> dict[str, Member]:
    return {member.path: member for member in got.reading.members}


def refusals(got: Got) -> dict[str, str | None]:
    """Why each member was not read; None for those that were."""
    return {member.path: member.refused for member in got.reading.members}


class Told(io.BytesIO):
    """A file that tells whenever it is read at a place before one that was read already."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.reached, self.steps_back = 0, 0

    def read(self, size: int | None = -1) -> bytes:
        self.steps_back += self.tell() < self.reached
        piece = super().read(size)
        self.reached = self.tell()
        return piece


def steps_back(container: Container, content: bytes, passwords: tuple[bytes, ...] = ()) -> int:
    """How often an archive, of whose head next to nothing is looked at, is gone back in."""
    file = Told(content)
    allowance = Allowance(passwords=passwords)
    source = Source(file, head=30, size=len(content), allowance=allowance)
    for packed in container.unpack(source, lambda _name, _batch: None):
        assert packed.content is not None
        while packed.content.read(1 << 16):
            pass
    return file.steps_back
