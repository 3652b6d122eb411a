"""Chain: entries as lines of text, each naming the hash of the line before it.

A line is the canonical JSON of an `Entry`; its hash is the SHA-256 of exactly those bytes. A byte
changed in a line changes its hash, and the next line says so. What nothing follows yet is held by
the checkpoints. An output that is a place in the case ('exhibits/...', 'steps/...', 'keys/...')
stands right after the digest that seals it.

>>> from datetime import UTC, datetime
>>> act = Act(datetime(2014, 6, 13, tzinfo=UTC), "ann@desk", "open", "tocsin 0.1.0", (), (), "")
>>> first = line(follow([], act))
>>> [str(fault) for fault in faults([first, line(follow([first], act))])]
[]
>>> [str(fault) for fault in faults([first.replace(b"ann", b"bob"), line(follow([first], act))])]
['entry 1: the entry before it was changed: it is not the one that this entry was chained to']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from tocsin.ledger import canonical
from tocsin.ledger.fault import Fault
from tocsin.terms.case import Entry

NOTHING = "0" * 64
"""What the first entry names as the one before it."""

TEXTS = ("who", "act", "tool", "why", "previous")
FIELDS = frozenset({*TEXTS, "number", "at", "inputs", "outputs"})


@dataclass(frozen=True, slots=True)
class Act:
    """An entry before it has its place in the chain."""

    at: datetime
    who: str
    act: str
    tool: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    why: str


def follow(lines: Sequence[bytes], act: Act) -> Entry:
    """Give the act its number (from 0) and the hash of the line before."""
    return Entry(
        number=len(lines),
        at=act.at,
        who=act.who,
        act=act.act,
        tool=act.tool,
        inputs=act.inputs,
        outputs=act.outputs,
        why=act.why,
        previous=head(lines),
    )


def head(lines: Sequence[bytes]) -> str:
    """Give the hash of the last line; 64 zeros where there is none."""
    return sha256(lines[-1]).hexdigest() if lines else NOTHING


def line(entry: Entry) -> bytes:
    """Write an entry as its canonical line, without the line's end."""
    return canonical.written(
        {
            "number": entry.number,
            "at": entry.at.isoformat(),
            "who": entry.who,
            "act": entry.act,
            "tool": entry.tool,
            "inputs": entry.inputs,
            "outputs": entry.outputs,
            "why": entry.why,
            "previous": entry.previous,
        }
    )


def entry(untrusted: bytes) -> Entry:
    """Read a line; `ValueError` saying what is wrong with it."""
    fields = canonical.read(untrusted)
    if set(fields) != FIELDS:
        raise ValueError("not the fields of an entry")
    number = fields["number"]
    if not isinstance(number, int):
        raise ValueError("its number is not a number")  # noqa: TRY004 - one sort for all lines
    at = datetime.fromisoformat(_text(fields["at"]))
    if at.tzinfo is None:
        raise ValueError("its time has no zone")
    who, act, tool, why, previous = (_text(fields[name]) for name in TEXTS)
    inputs, outputs = _texts(fields["inputs"]), _texts(fields["outputs"])
    return Entry(number, at, who, act, tool, inputs, outputs, why, previous)


def faults(lines: Sequence[bytes]) -> tuple[Fault, ...]:
    """Say which entries cannot be read, are out of order, or follow a changed one."""
    found = []
    for number, text in enumerate(lines):
        try:
            read = entry(text)
        except ValueError as why:
            found.append(Fault(f"entry {number}", f"the line was changed: {why}"))
            continue
        if read.number != number:
            found.append(Fault(f"entry {number}", f"it says that it is entry {read.number}"))
        if read.previous != head(lines[:number]):
            says = (
                "the entry before it was changed: it is not the one that this entry was chained to"
            )
            found.append(Fault(f"entry {number}", says))
    return tuple(found)


def sealed(entries: Sequence[Entry]) -> tuple[tuple[int, str, str], ...]:
    """Give every place that an entry seals: the entry's number, the place, the SHA-256 under it."""
    return tuple(
        (entry.number, place, entry.outputs[at - 1])
        for entry in entries
        for at, place in enumerate(entry.outputs)
        if at and ("/" in place or place.endswith(".json"))
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a field is not a text")  # noqa: TRY004 - one sort for all lines
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("a field is not a list")  # noqa: TRY004 - one sort for all lines
    return tuple(_text(item) for item in value)
