"""Grammar: which records are JSON (RFC 8259), judged token by token, all at once.

A token is right if it may follow the one before it in the brackets it stands in. A record is bad as
a whole if any of its tokens is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tocsin.formats.json.tokens import (
    CLOSE_LIST,
    CLOSE_OBJECT,
    COLON,
    COMMA,
    OPEN_LIST,
    OPEN_OBJECT,
    SCALAR,
    STRING,
    Places,
    Tokens,
    owners,
    pieces,
)

VALUE, KEY, BEGIN = CLOSE_OBJECT, CLOSE_LIST, SCALAR
"""What a token is to the one after it, beside an opening bracket, a colon, a comma: the end of a
value, a key, or nothing, as where a record begins."""

IN_OBJECT, IN_LIST, ALONE = range(3)
"""What a token stands in."""

SCALARS = r"^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$"

ESCAPED = r'^(?:[^\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*$'

DEEP = 1_000
"""Brackets within brackets: more than any export has, fewer than the parsers' stacks hold."""

NOT_JSON = "is not JSON: its brackets, commas or colons do not fit"
NO_VALUE = "holds a word that is neither a number, true, false nor null"
CONTROL = "holds a control character within a text"
ESCAPE = "holds a backslash that escapes nothing"


def _allowed() -> bytes:
    """Whether a token may stand: by its kind, what it stands in, and what is before it, in one number."""
    table = np.zeros((8, 3, 8), dtype=bool)
    for value in (OPEN_OBJECT, OPEN_LIST, STRING, SCALAR):
        table[value, IN_OBJECT, COLON] = True
        table[value, IN_LIST, [OPEN_LIST, COMMA]] = True
        table[value, ALONE, BEGIN] = True
    table[STRING, IN_OBJECT, [OPEN_OBJECT, COMMA, BEGIN]] = True
    table[COLON, IN_OBJECT, KEY] = True
    table[COMMA, [IN_OBJECT, IN_LIST], VALUE] = True
    table[CLOSE_OBJECT, IN_OBJECT, [OPEN_OBJECT, VALUE]] = True
    table[CLOSE_LIST, IN_LIST, [OPEN_LIST, VALUE]] = True
    return table.tobytes().ljust(256, b"\0")


_ALLOWED = _allowed()


@dataclass(frozen=True, slots=True)
class Parsed:
    """Tokens of whole records, and how they belong together."""

    tokens: Tokens
    record: Places
    parent: Places
    """The bracket that a token stands in; -1 for none."""

    match: Places
    """The bracket that closes an opening one."""

    key: npt.NDArray[np.bool_]
    value: npt.NDArray[np.bool_]
    """Whether a token is a key; whether a value begins with it. Neither, in a bad record."""

    levels: tuple[Places, ...]
    """The tokens of each level, in order."""

    bad: dict[int, str]
    """The records that are no JSON, and why."""


def parsed(tokens: Tokens, record: Places, alone: int = ALONE) -> Parsed:
    """Judge the tokens of whole records, whose brackets are balanced and at most `DEEP`; `record` numbers them.

    `alone` is what the records stand in: `IN_OBJECT` if each is a key with its value.
    """
    kind, count = tokens.kind, len(tokens.kind)
    levels = _levels(tokens)
    parent = np.full(count, -1, dtype=np.int32)
    match = np.full(count, -1, dtype=np.int32)
    wrong = np.zeros(count, dtype=bool)
    above: Places = np.empty(0, dtype=np.int32)
    for here in levels:
        if len(above):
            parent[here] = above[owners(above, here)]
        kinds = kind[here]
        brackets = here[kinds <= CLOSE_LIST]
        above, closing = brackets[0::2], brackets[1::2]
        match[above] = closing
        wrong[closing] = kind[closing] != kind[above] + 2
    stands_in = np.where(parent >= 0, kind[parent] if count else kind, alone)
    closes = (kind == CLOSE_OBJECT) | (kind == CLOSE_LIST)
    stands_in[closes] = kind[closes] - CLOSE_OBJECT
    begins = np.ones(count, dtype=bool)
    np.not_equal(record[1:], record[:-1], out=begins[1:])
    before = np.empty(count, dtype=np.uint8)
    before[1:] = kind[:-1]
    key = (kind == STRING) & (stands_in == IN_OBJECT)
    opened = (before == OPEN_OBJECT) | (before == COMMA)
    key &= begins | opened
    is_ = np.where(closes | (kind == SCALAR), VALUE, kind).astype(np.uint8)
    is_[kind == STRING] = VALUE
    is_[key] = KEY
    before[1:] = is_[:-1]
    before[begins] = BEGIN
    case = kind * np.uint8(24) + stands_in.astype(np.uint8) * np.uint8(8) + before
    wrong |= np.frombuffer(case.tobytes().translate(_ALLOWED), dtype=np.bool_) == 0
    ends = np.ones(count, dtype=bool)
    ends[:-1] = begins[1:]
    wrong |= ends & (is_ != VALUE)
    value = ((kind <= OPEN_LIST) | (kind >= STRING)) & ~key
    bad = dict.fromkeys(np.unique(record[wrong]).tolist(), NOT_JSON)
    for places, reason in _wrong_inside(tokens):
        for at in np.unique(record[places]).tolist():
            bad.setdefault(at, reason)
    if bad:
        fine = ~np.isin(record, list(bad))
        key, value = key & fine, value & fine
    return Parsed(tokens, record, parent, match, key, value, levels, bad)


def _levels(tokens: Tokens) -> tuple[Places, ...]:
    """The tokens of each level, in order."""
    if not len(tokens.kind):
        return ()
    level = tokens.level.astype(np.int16)
    order = np.argsort(level, kind="stable").astype(np.int32)
    return tuple(np.split(order, np.cumsum(np.bincount(level))[:-1]))


def _wrong_inside(tokens: Tokens) -> list[tuple[Places, str]]:
    """Tokens whose own letters are wrong, with the reason."""
    kind, start, end = tokens.kind, tokens.start, tokens.end
    scalars = np.flatnonzero(kind == SCALAR)
    right = pc.match_substring_regex(pieces(tokens.text, start[scalars], end[scalars]), SCALARS)
    strings = np.flatnonzero(kind == STRING)
    controls = tokens.controls
    inside = controls[np.searchsorted(tokens.quotes, controls) % 2 == 1]
    escaped = strings[_holds(tokens, tokens.escapes, strings)]
    fine = pc.match_substring_regex(pieces(tokens.text, start[escaped], end[escaped]), ESCAPED)
    return [
        (scalars[~_bools(right)], NO_VALUE),
        (strings[_holds(tokens, inside, strings)], CONTROL),
        (escaped[~_bools(fine)], ESCAPE),
    ]


def holds_escape(tokens: Tokens, which: Places) -> npt.NDArray[np.bool_]:
    """Which of these strings hold a backslash."""
    return _holds(tokens, tokens.escapes, which)


def _holds(tokens: Tokens, places: Places, which: Places) -> npt.NDArray[np.bool_]:
    held = np.zeros(len(which), dtype=bool)
    if len(places) and len(which):
        at = np.searchsorted(tokens.start[which], places, side="right") - 1
        inside = (at >= 0) & (places < tokens.end[which[at]])
        held[at[inside]] = True
    return held


def _bools(answer: pa.Array) -> npt.NDArray[np.bool_]:
    return np.asarray(answer.to_numpy(zero_copy_only=False), dtype=bool)
