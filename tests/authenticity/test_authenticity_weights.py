"""How much rows and checks may say: bounded, monotone, silent without rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.authenticity import inner_fields, never_registered, strong_identifiers
from tocsin.authenticity.base import CAP, ROW, Tally, strength

COUNTS = st.integers(0, 10**6)


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int]:
    """Some of so many."""
    of = draw(COUNTS)
    return draw(st.integers(0, of)), of


@given(shares())
def test_strength_is_bounded_by_rows_and_cap(share: tuple[int, int]) -> None:
    found = strength(Tally(*share, genuine=0.7, otherwise=0.01))

    assert abs(found) <= min(CAP, share[1] * ROW)


@given(st.integers(1, 10**6), st.data())
def test_one_more_that_agrees_never_weakens(compared: int, data: st.DataObject) -> None:
    agree = data.draw(st.integers(0, compared - 1))
    less, more = (Tally(n, compared, 0.85, 0.3) for n in (agree, agree + 1))

    assert strength(more) >= strength(less)


@given(shares())
def test_strong_identifiers_stay_within_their_bounds(share: tuple[int, int]) -> None:
    agree, compared = share
    answer = {"agree": agree, "compared": compared, "strangers": 0}

    assert -1.0 <= strong_identifiers.weigh(answer).log10 <= 3.0


@given(shares(), COUNTS)
def test_strangers_speak_against_only_with_a_history(share: tuple[int, int], history: int) -> None:
    never, addresses = share
    found = never_registered.weigh({"never": never, "addresses": addresses, "history": history})

    assert -2.0 <= found.log10 <= 0.5
    assert found.log10 >= 0 or history


@given(shares(), shares(), shares())
def test_inner_fields_stay_within_their_bounds(
    hashes: tuple[int, int], plain: tuple[int, int], numbers: tuple[int, int]
) -> None:
    answer = {
        "numbered_agree": hashes[0],
        "numbered": hashes[1],
        "addressed_agree": plain[0],
        "addressed": plain[1],
        "others": numbers[0],
        "known": numbers[1],
        "common": 0,
    }

    assert -3.0 <= inner_fields.weigh(answer).log10 <= CAP
