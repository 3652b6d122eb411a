"""XML: repeated elements as rows, their children and attributes as columns, read as a stream.

Which elements are rows is learned from the head: from the root downwards through all elements that only
hold elements, and those repeatedly, or stand there once; the first that is otherwise is a row. So each
`customer` in `customers`, each `item` of a feed, each `Row` of a sheet is one. In a row:

- a child is a column by its path, `address.city`; an attribute too, `id`, `address@type`;
- a child that comes again is `phone[1]`, `phone[2]`; from the fifth on they are a JSON list in `phone[4:]`;
- `<field name="mail">`, as MySQL and phpMyAdmin write it, is the column `mail`.

Nothing that a file declares is expanded or fetched: one that declares entities of its own is refused.
An ampersand that escapes nothing, and control characters, are mended and counted, for exports have them.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain, count

from lxml import etree

from tocsin.formats import markup
from tocsin.formats.base import Emit, Format, Source
from tocsin.formats.heading_row import ABOVE_HEADING, LOOKED_AT, heading_of
from tocsin.formats.json.text import beginning
from tocsin.formats.loose import Loose
from tocsin.formats.walk import ONLY
from tocsin.terms.errors import Refused
from tocsin.terms.table import Reading, Table

BEGINS = re.compile(
    rb"(?:<\?xml\b|<!DOCTYPE\s+(?!html)|<!--.*?-->\s*|<[A-Za-z_][\w:.-]*[\s>/])", re.DOTALL
)
HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|div|p|br|meta|style|script|center|font|b|i|h1)\b",
    re.IGNORECASE,
)
DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""")

SHORT = 4
"""Times that a child has a column of its own."""

LEARNED = 1 << 20
"""Bytes of a file from which it is learned what is a row."""

SHEETS = "urn:schemas-microsoft-com:office:spreadsheet"
"""The namespace of Excel 2003's XML ("XML Spreadsheet Reference", Microsoft, 2003)."""

OF_THE_TABLE = "table_structure"
"""MySQL's element for what a table is, which stands beside the one for what is in it."""


def sniff(head: bytes) -> bool:
    """Whether a file that begins so is XML, and not HTML."""
    text = beginning(head)
    if not BEGINS.match(text) or HTML.match(text):
        return False
    declared = text.startswith((b"<?xml", b"<!DOCTYPE"))
    if declared and HTML.search(text[:1000]) and b"<html" in text[:1000].lower():
        return False
    if declared:
        return True
    first = re.match(
        rb"(?:<!--.*?-->\s*)*<([A-Za-z_][\w:.-]*)(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*/?>",
        text,
        re.DOTALL,
    )
    return bool(first) and (b"</" in text or b"/>" in text)


def read(source: Source, emit: Emit) -> Reading:
    """Read it in one pass; `Refused` for what declares entities, or is not XML from its beginning."""
    opening = beginning(source.head)
    if b"<!ENTITY" in opening:
        raise Refused("It declares entities of its own, which are not expanded.", remedy="")
    named = DECLARED.match(opening)
    text = markup.Text(source, named[1].decode() if named else "", mend=True)
    found = _learn(markup.mended(opening[:LEARNED].decode("utf-8", "ignore"))[0].encode())
    reader = _Reader(found, emit, source)
    parser = _parser(tuple(found.rows))
    broken = ""
    try:
        for piece in text:
            parser.feed(piece)
            reader.take(parser)
        parser.close()
    except etree.XMLSyntaxError as fault:
        broken = f"line {fault.lineno or 0:,}"
    reader.take(parser)
    tables = reader.close(broken)
    if not tables:
        raise Refused("It is XML in which no row could be read.", remedy="")
    marks = (
        ("declared encoding", text.declared),
        ("root", found.root),
        ("around the rows", ", ".join(found.around[:20])),
        ("ampersands and control characters mended", f"{text.mended:,}" if text.mended else ""),
    )
    return Reading("xml", text.encoding, None, tables, marks=tuple(m for m in marks if m[1]))


def _parser(tags: tuple[str, ...] | None) -> etree.XMLPullParser:
    """A parser that expands nothing, fetches nothing, and gives out what is closed."""
    return etree.XMLPullParser(
        events=("end",) if tags else ("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )


@dataclass(slots=True)
class _Met:
    """What was met of the elements on one path."""

    times: int = 0
    texts: int = 0
    """Children that hold text and nothing else."""

    attributes: bool = False
    children: Counter[str] = field(default_factory=Counter)
    """How often each child came in one of them, at the most."""


@dataclass(frozen=True, slots=True)
class _Found:
    root: str
    rows: dict[str, set[tuple[str, ...]]]
    """The tags of rows, and the paths on which they are rows."""

    around: tuple[str, ...]
    """What stands around the rows and is in none."""


def _learn(head: bytes) -> _Found:
    """Which elements are rows."""
    met: dict[tuple[str, ...], _Met] = defaultdict(_Met)
    way: list[str] = []
    counts: list[Counter[str]] = []
    parser = _parser(None)
    try:
        parser.feed(head)
    except etree.XMLSyntaxError:
        if not head:
            raise
    for event, element in _events(parser):
        if event == "start":
            if counts:
                counts[-1][element.tag] += 1
            way.append(element.tag)
            counts.append(Counter())
            here = met[tuple(way)]
            here.times += 1
            here.attributes = here.attributes or bool(element.attrib)
        else:
            children = counts.pop()
            met[tuple(way)].children |= children
            way.pop()
            if way and not children and (element.text or "").strip():
                met[tuple(way)].texts += 1
    for depth in range(len(way)):  # those that the head does not close
        met[tuple(way[: depth + 1])].children |= counts[depth]
    roots = [path for path in met if len(path) == 1]
    if not roots:
        raise Refused("It is no XML, though it begins like it.", remedy="")
    rows: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    around: list[str] = []
    _descend(roots[0], met, rows, around)
    return _Found(_plain(roots[0][0]), dict(rows), tuple(around))


def _events(parser: etree.XMLPullParser) -> Iterator[tuple[str, etree._Element]]:
    try:
        yield from parser.read_events()
    except etree.XMLSyntaxError:
        return


def _descend(
    path: tuple[str, ...],
    met: dict[tuple[str, ...], _Met],
    rows: dict[str, set[tuple[str, ...]]],
    around: list[str],
) -> None:
    """Note the rows on a path or below it."""
    here = met[path]
    again = {tag for tag, times in here.children.items() if times > 1}
    whole = {tag for tag in again if met[(*path, tag)].children or met[(*path, tag)].attributes}
    sheet = path[-1] == f"{{{SHEETS}}}Row"
    if here.children and not sheet and not here.texts and (here.times == 1 or again):
        below = set(here.children) - {OF_THE_TABLE}
    elif here.times == 1 and whole:
        below = whole
        around += [_plain(tag) for tag in here.children if tag not in whole]
    else:
        rows[path[-1]].add(path)
        return
    for tag in here.children:
        if tag in below:
            _descend((*path, tag), met, rows, around)


def _plain(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


class _Reader:
    """The rows while they are read."""

    def __init__(self, found: _Found, emit: Emit, source: Source) -> None:
        self._found, self._emit, self._limits = found, emit, source.limits
        self._tables: dict[str, Loose] = {}
        self._open: Loose | None = None
        self._done: list[Table] = []
        self._name_open = ""
        self._first: list[tuple[int, dict[str, str | None]]] = []
        self._headed: dict[str, str] | None = None
        """The heading of a sheet by its columns; None while it is looked for."""

    def take(self, parser: etree.XMLPullParser) -> None:
        """The rows that were closed since."""
        for _, element in _events(parser):
            path = (*reversed([a.tag for a in element.iterancestors()]), element.tag)
            if path not in self._found.rows.get(element.tag, ()):
                continue
            self._row(element, path)
            element.clear(keep_tail=False)
            above = element.getparent()
            while above is not None and element.getprevious() is not None:
                del above[0]

    def _row(self, element: etree._Element, path: tuple[str, ...]) -> None:
        name = self._name(element, path)
        sheet = element.tag == f"{{{SHEETS}}}Row"
        row: dict[str, str | None] = {}
        if sheet:
            row = _sheet_row(element)
        else:
            _lay(element, "", row, 0)
        if not row:
            return
        if self._open is None or self._name_open != name:
            self._close()
            shown = _free(name, {table.name for table in self._done})
            self._name_open = name
            self._open = Loose(shown, self._emit, self._limits.cell, self._limits.columns)
        if sheet and self._headed is None:
            self._first.append((element.sourceline or 0, row))
            if len(self._first) >= LOOKED_AT:
                self._head(self._open)
        else:
            self._open.add(
                {(self._headed or {}).get(n, n): v for n, v in row.items()} if sheet else row
            )

    def _head(self, table: Loose) -> None:
        """Find the heading of a sheet among its first rows, and let them go."""
        names = list(dict.fromkeys(name for _, row in self._first for name in row))
        names.sort(key=lambda name: int(name.rpartition(" ")[2]))
        cells = [[row.get(name) for name in names] for _, row in self._first]
        above, heads = heading_of(cells, len(names))
        self._headed = dict(zip(names, heads, strict=True)) if above >= 0 else {}
        for line, _ in self._first[: max(above, 0)]:
            table.reject(f"line {line:,}", ABOVE_HEADING)
        shown: dict[str, str | None] = dict.fromkeys(self._headed.get(n, n) for n in names)
        for _, row in self._first[above + 1 :]:
            table.add(shown | {self._headed.get(n, n): v for n, v in row.items()})
        self._first = []

    def _name(self, element: etree._Element, path: tuple[str, ...]) -> str:
        """The table of a row."""
        above = element.getparent()
        if (
            element.tag == f"{{{SHEETS}}}Row"
            and above is not None
            and above.getparent() is not None
        ):
            return str(above.getparent().get(f"{{{SHEETS}}}Name") or "sheet")
        if _named(element):
            for holder in (element, above):
                if holder is not None and holder.get("name"):
                    return str(holder.get("name"))
        if sum(map(len, self._found.rows.values())) == 1:
            return ONLY
        return _plain(path[-1])

    def _close(self) -> None:
        if self._open:
            if self._first:
                self._head(self._open)
            self._done.append(self._open.close())
            self._open, self._headed = None, None

    def close(self, broken: str) -> tuple[Table, ...]:
        """All tables; where the file broke, a reject in the last says so."""
        if broken and self._open:
            self._open.reject(broken, "is not XML; what follows was not read")
        self._close()
        return tuple(self._done)


def _free(name: str, taken: set[str]) -> str:
    more = (f"{name} ({number})" for number in count(2))
    return next(n for n in chain((name,), more) if n not in taken)


def _named(element: etree._Element) -> bool:
    """Whether the children are fields that say their column by an attribute."""
    first = element[0] if len(element) else None
    return (
        first is not None and _plain(first.tag) in ("field", "column") and bool(first.get("name"))
    )


def _lay(element: etree._Element, path: str, row: dict[str, str | None], depth: int) -> None:
    """Lay an element into its row."""
    for name, value in element.attrib.items():
        if _plain(name) == "nil" and value == "true":
            row.setdefault(path, None)
        elif not (
            name == "name"
            and (_named(element) or (path and _plain(element.tag) in ("field", "column")))
        ):
            _put(row, f"{path}@{_plain(name)}" if path else _plain(name), value)
    text = "".join(_texts(element)).strip() if len(element) else element.text
    if text:
        _put(row, path or _plain(element.tag), text)
    elif not len(element) and path and not element.attrib:
        _put(row, path, "")
    if depth > SHORT * 2:
        return
    for child in element:
        if not isinstance(child.tag, str):
            continue
        word = _plain(child.tag)
        if word in ("field", "column") and child.get("name"):
            word = child.get("name")
        _lay(child, f"{path}.{word}" if path else word, row, depth + 1)


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _put(row: dict[str, str | None], name: str, value: str) -> None:
    """One more cell; a name that is taken is counted on."""
    if name not in row:
        row[name] = value
        return
    for place in range(1, SHORT):
        if f"{name}[{place}]" not in row:
            row[f"{name}[{place}]"] = value
            return
    rest = f"{name}[{SHORT}:]"
    row[rest] = json.dumps([*json.loads(row.get(rest) or "[]"), value], ensure_ascii=False)


def _sheet_row(element: etree._Element) -> dict[str, str | None]:
    """A row of a sheet: its cells by their places."""
    row: dict[str, str | None] = {}
    at = 0
    for cell in element:
        place = cell.get(f"{{{SHEETS}}}Index") or ""
        at = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else at + 1
        said = "".join(cell.itertext())
        if said:
            row[f"column {at}"] = said
    return row


SAMPLE = """<?xml version="1.0" encoding="iso-8859-1"?><all><one a="1"><b>x &amp; y</b><c/></one>
<one><b>z</b></one></all>"""


def prepare() -> None:
    """Take a small file, and one that is broken."""
    markup.prepare()
    for text in (SAMPLE, SAMPLE[:-9]):
        read(Source(BytesIO(text.encode())), lambda _name, _batch: None)


FORMAT = Format("xml", "XML", sniff, read, prepare, text=True)
