"""Whatever leak is asked for: it is made, or refused in a sentence, and adds up."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.drill import SORTS, Company, How, company, leak
from tocsin.drill.how import USED, WHENCE
from tocsin.terms.errors import Refused

FIRM: list[Company] = []


def firm() -> Company:
    if not FIRM:
        FIRM.append(company(11, 1_500))
    return FIRM[0]


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, int, How]:
    sort = draw(st.sampled_from(SORTS))

    def part(name: str, values: st.SearchStrategy[Any], otherwise: Any) -> Any:
        return draw(values) if sort in USED[name] else otherwise

    knowing = part("knowing", st.booleans(), False)
    share = st.none() | st.floats(0, 1)
    how = How(
        share=None if sort == "fabricated" and not knowing else part("share", share, None),
        age=part("age", st.none() | st.floats(0, 1_500), None),
        damage=draw(st.sampled_from([0.0, 1.0, 5.0])),
        knowing=knowing,
        only=part("only", st.sampled_from([None, "FR", "BE", "email"]), None),
        whence=part("whence", st.sampled_from([None, *WHENCE.get(sort, ())]), None),
        history=draw(st.booleans()),
    )
    return sort, draw(st.integers(2, 400)), how


@given(asked(), st.integers(0, 1 << 31))
@settings(max_examples=60, deadline=None)
def test_a_leak_adds_up(wish: tuple[str, int, How], seed: int) -> None:
    sort, people, how = wish
    try:
        made = leak(firm(), sort, people, seed, how)
    except Refused:
        return
    text = io.StringIO(b"".join(made.csv or ()).decode("cp1252"), newline="")
    head, *records = list(csv.reader(text, delimiter=";")) or [[]]
    told = made.truth.to_pylist()
    facts: dict[str, Any] = json.loads(json.dumps(made.facts))

    if sort != "sample":
        assert len(records) == len(told)
        assert [len(r) == len(head) for r in records] == [t["row"] is not None for t in told]
        assert facts["scope"]["rows"] == people
    copied = [t for t in told if t["row"] is not None and t["copied_at"] is not None]
    assert len(copied) == facts["genuine_rows"] == sum(c["rows"] for c in facts["copies"])
    assert all(c["after"] is None or c["after"] <= c["at"] for c in facts["copies"])
    assert facts["verdict"] not in facts["acceptable"]
    assert made.note.count("E-mail: ") <= 6
