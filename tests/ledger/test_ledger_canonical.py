"""Canonical JSON: one text for one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.ledger import canonical

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-canonical.SAFE, canonical.SAFE) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_what_is_written_is_read_back_as_it_was(value: dict[str, object]) -> None:
    assert canonical.read(canonical.written(value)) == value


def test_keys_are_ordered_by_their_utf_16_code_units() -> None:
    # RFC 8785, section 3.2.3: the emoji's first unit, D83D, comes before FB33.
    assert canonical.written({"\ufb33": 1, "\U0001f600": 2, "\r": 3}) == (
        '{"\\r":3,"\U0001f600":2,"\ufb33":1}'.encode()
    )


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b'{"b":1,"a":2}', "canonical"),
        (b'{"a":1,"a":1}', "canonical"),
        (b'{"a":"\\u0041"}', "canonical"),
        (b'{"a":1.5}', "float"),
        (b'{"a":9007199254740993}', "int"),
        (b'{"a":"\\ud800"}', "surrogates"),
        (b'{"a":1', "JSON"),
        (b"[1]", "object"),
        (b'{"a":\xff}', "JSON"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_a_line_that_is_not_canonical_is_refused(line: bytes, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        canonical.read(line)
