r"""Zip marks: whether a zip is an office document, told from the names at its beginning.

A workbook is a zip, and so is a zip of workbooks. The names of the zip's own files decide, as they
stand in the local headers (APPNOTE.TXT 6.3.10, section 4.3.7) in the head of a file; a file that is
packed inside is stepped over, so that a workbook stored in a zip does not count.

>>> office(b"PK\x03\x04" + bytes(22) + b"\x08\x00\x00\x00mimetype" + b"application/vnd.oasis")
>>> office(b"PK\x03\x04" + bytes(22) + b"\x0f\x00\x00\x00xl/workbook.xml")
'xlsx'
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIGNATURE = b"PK\x03\x04"
_HEADER = struct.Struct("<4s5H3I2H")
_SIZE_FOLLOWS = 1 << 3

FOLDERS = (
    ("xlsx", "xl/", "workbook.xml"),
    ("docx", "word/", "document.xml"),
    ("pptx", "ppt/", "presentation.xml"),
    ("vsdx", "visio/", "document.xml"),
)
"""The folder that each sort of Office Open XML document keeps its parts in, as all programs do, and
its main part, which may lie anywhere (ECMA-376, part 2)."""

TYPES = "[content_types].xml"
"""The part that every Office Open XML document has at its root (ECMA-376, part 2, section 7.2.3)."""

COMMON = ("_rels/", "docprops/", "customxml/")
"""What any of them may hold beside its folder."""

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
"""How the first file of an OpenDocument begins (OpenDocument 1.3, part 2, section 3.3)."""

SORTS = {b"spreadsheet": "ods", b"text": "odt", b"presentation": "odp", b"graphics": "odg"}


def office(head: bytes) -> str | None:
    """'xlsx' (xlsm and xlsb too), 'ods', 'docx' ...; None where it is another zip, or none."""
    names: list[str] = []
    for name, begin in _members(head):
        if name == "mimetype" and head.startswith(OPEN_DOCUMENT, begin):
            word = head[begin + len(OPEN_DOCUMENT) :][:16]
            return next((said for mark, said in SORTS.items() if word.startswith(mark)), None)
        names.append(name.replace("\\", "/").lstrip("/").lower())
    typed = TYPES in names
    for sort, folder, main in FOLDERS:
        known = (folder, *COMMON, TYPES)
        ours = any(name.startswith(folder) for name in names)
        if ours and (typed or all(name.startswith(known) for name in names)):
            return sort
        if typed and any(name.rpartition("/")[2] == main for name in names):
            return sort
    return None


def _members(head: bytes) -> Iterator[tuple[str, int]]:
    """The name of each file of a zip, and where its bytes begin, as far as the head shows."""
    at = 0
    while head.startswith(SIGNATURE, at) and at + _HEADER.size <= len(head):
        _, _, flags, _, _, _, _, packed, _, name, extra = _HEADER.unpack_from(head, at)
        begin = at + _HEADER.size
        yield head[begin : begin + name].decode("cp437"), begin + name + extra
        at = begin + name + extra + packed
        if flags & _SIZE_FOLLOWS and not packed:
            at = head.find(SIGNATURE, at)
            if at < 0:
                return
