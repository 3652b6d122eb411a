"""Writes OLE files ([MS-CFB]) small enough for tests: folders and streams, sectors of 512 bytes."""

from __future__ import annotations

import struct
from itertools import pairwise

Tree = dict[str, "bytes | Tree"]
FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def ole(tree: Tree) -> bytes:
    """An OLE file of these folders and streams; streams are laid out as large ones (4,096 and up)."""
    entries: list[list[object]] = [["Root Entry", 5, NONE, NONE, NONE, END, 0]]
    streams: list[bytes] = []

    def add(folder: Tree, owner: int) -> None:
        places = []
        for name, content in folder.items():
            places.append(len(entries))
            if isinstance(content, bytes):
                streams.append(content.ljust(4096, b"\0"))
                entries.append(
                    [name, 2, NONE, NONE, NONE, len(streams) - 1, max(len(content), 4096)]
                )
            else:
                entries.append([name, 1, NONE, NONE, NONE, 0, 0])
                add(content, places[-1])
        for left, right in pairwise(places):
            entries[left][3] = right
        if places:
            entries[owner][4] = places[0]

    add(tree, 0)
    sectors: list[bytes] = []
    chain: list[int] = []

    def lay(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        sectors.extend(pieces)
        chain.extend([*range(first + 1, first + len(pieces)), END])
        return first

    starts = [lay(content) for content in streams]
    directory = b""
    for name, sort, left, right, child, start, size in entries:
        letters = str(name).encode("utf-16-le") + b"\0\0"
        begin = starts[int(str(start))] if sort == 2 else int(str(start))
        directory += letters.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ", len(letters), sort, 1, left, right, child, b"", 0, 0, 0, begin, size
        )
    while len(directory) % 512:
        directory += bytes(64) + struct.pack(
            "<HBBIII16sIQQIQ", 0, 0, 1, NONE, NONE, NONE, b"", 0, 0, 0, 0, 0
        )
    at_directory = lay(directory)
    fats = 1
    while fats * 128 < len(sectors) + fats:
        fats += 1
    at_fat = len(sectors)
    table = [*chain, *[FAT] * fats]
    table += [FREE] * (fats * 128 - len(table))
    sectors.append(struct.pack(f"<{fats * 128}I", *table))
    places = [at_fat + i for i in range(fats)] + [FREE] * (109 - fats)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats)
    head += struct.pack("<IIIIIII", at_directory, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", *places) + b"".join(sectors)
