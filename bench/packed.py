"""Packed: how fast each container gives out a table of 64 MiB, beside the bare library or program.

    python bench/packed.py

Processor seconds of this process; what is packed is made up. The peer is the standard library's own reader,
where there is one.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "formats"))

from hostile import by_arrow

from tocsin import formats
from tocsin.formats.base import Source
from tocsin.formats.zip_locks import ZipCrypto

SIZE = 64 << 20


def table() -> bytes:
    """Lines of a customer table."""
    lines = (
        b"%d;Anna%x;a%d@x.example;0475%06d\n" % (n, n**5 % 10**9, n, n * 7919 % 10**6)
        for n in range(SIZE // 40)
    )
    return b"".join(lines)


def given(untrusted: bytes) -> int:
    """Bytes that the container gives out in all."""
    source = Source(io.BytesIO(untrusted), size=len(untrusted))
    container = next(c for c in formats.CONTAINERS if c.sniff(source.head))
    size = 0
    for packed in container.unpack(source, lambda _name, _batch: None):
        while packed.content and (piece := packed.content.read(1 << 20)):
            size += len(piece)
    return size


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of some work, the best of three."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", content)
    return out.getvalue()


def tarred(content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.csv")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def main() -> None:
    """Print megabytes a second, ours and the peer's."""
    content = table()
    ways: list[tuple[str, bytes, Callable[[bytes], object] | None]] = [
        ("gzip", gzip.compress(content, 6), gzip.decompress),
        ("bzip2", bz2.compress(content), bz2.decompress),
        ("xz", lzma.compress(content, preset=1), lzma.decompress),
        ("zstd", by_arrow("zstd", content), None),
        ("lz4", by_arrow("lz4", content), None),
        (
            "zip",
            zipped(content),
            lambda packed: zipfile.ZipFile(io.BytesIO(packed)).read("a.csv"),
        ),
        ("tar", tarred(content), None),
    ]
    for name, packed, peer in ways:
        assert given(packed) == len(content)
        ours = seconds(lambda packed=packed: given(packed))  # type: ignore[misc]
        line = f"{name:6} {len(content) / ours / 1e6:8.0f} MB/s"
        if peer:
            line += (
                f", peer {len(content) / seconds(lambda p=packed, f=peer: f(p)) / 1e6:8.0f} MB/s"  # type: ignore[misc]
            )
        print(line)
    some = content[: 1 << 20]
    took = seconds(lambda: ZipCrypto(io.BytesIO(some), b"secret", 0).read(len(some)))
    print(f"ZipCrypto {len(some) / took / 1e6:5.1f} MB/s")


if __name__ == "__main__":
    main()
