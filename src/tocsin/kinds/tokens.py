"""Tokens: the words that two texts share, and those that only one of them has.

>>> apart_of("charles gaulle", "gaulle general")
('charles', 'general', 'gaulle')
"""

from __future__ import annotations

import ibis.expr.types as ir


def apart(pairs: ir.Table, left: str, right: str) -> ir.Table:
    """Put beside pairs the words of two columns: `_lo` and `_ro` of one side only, `_both` of the left in both.

    All three are texts in the order of their side, empty where there is no such word; NULL where either
    column is. `_lfirst`, `_rfirst` are the first letters of `_lo`, `_ro`, and `_shared` counts `_both`.
    """
    table = pairs.mutate(_lw=pairs[left].split(" "), _rw=pairs[right].split(" "))
    table = table.mutate(
        _lo=table._lw.filter(lambda word: ~table._rw.contains(word)),
        _ro=table._rw.filter(lambda word: ~table._lw.contains(word)),
        _both=table._lw.filter(lambda word: table._rw.contains(word)),
    )
    return table.mutate(
        _lfirst=_line(table._lo.map(lambda word: word.substr(0, 1))),
        _rfirst=_line(table._ro.map(lambda word: word.substr(0, 1))),
        _lo=_line(table._lo),
        _ro=_line(table._ro),
        _both=_line(table._both),
        _shared=table._both.length(),
    )


def _line(words: ir.ArrayValue) -> ir.StringValue:
    return words.join(" ").coalesce("")


def apart_of(left: str, right: str) -> tuple[str, str, str]:
    """Give `_lo`, `_ro` and `_both` of one pair."""
    lw, rw = left.split(" "), right.split(" ")
    return (
        " ".join(word for word in lw if word not in rw),
        " ".join(word for word in rw if word not in lw),
        " ".join(word for word in lw if word in rw),
    )
