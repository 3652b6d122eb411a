"""The Merkle tree of RFC 6962, against values worked by hand from its definition."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.ledger import merkle

LISTS = st.lists(st.binary(max_size=4), min_size=1, max_size=40)


def hashed(*parts: bytes) -> bytes:
    return sha256(b"".join(parts)).digest()


def by_hand() -> bytes:
    """Five leaves: ((a b) (c d)) e."""
    a, b, c, d, e = (hashed(b"\x00", letter.encode()) for letter in "abcde")
    four = hashed(b"\x01", hashed(b"\x01", a, b), hashed(b"\x01", c, d))
    return hashed(b"\x01", four, e)


def test_five_leaves_give_the_root_worked_by_hand() -> None:
    assert merkle.root([b"a", b"b", b"c", b"d", b"e"]) == by_hand()


def test_the_root_of_nothing_and_of_one_empty_entry_are_those_of_the_rfc() -> None:
    assert merkle.root([]).hex().startswith("e3b0c44298fc1c149afbf4c8996fb924")
    assert merkle.root([b""]).hex().startswith("6e340b9cffb37a989ca544e6bb780a2c")


@given(LISTS)
def test_roots_are_the_root_after_each_entry(entries: list[bytes]) -> None:
    assert list(merkle.roots(entries)) == [
        merkle.root(entries[:size]) for size in range(len(entries) + 1)
    ]


@given(LISTS, st.data())
def test_an_entry_is_proved_to_be_in_the_list(entries: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    path = merkle.inclusion(at, entries)
    assert merkle.included(entries[at], at, len(entries), path, merkle.root(entries))


@given(LISTS, st.data())
def test_another_entry_is_not_proved_by_the_same_path(
    entries: list[bytes], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    path, other = merkle.inclusion(at, entries), entries[at] + b"x"
    assert not merkle.included(other, at, len(entries), path, merkle.root(entries))


@given(LISTS, st.data())
def test_a_list_that_grew_is_proved_to_have_grown(
    entries: list[bytes], data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, len(entries)))
    proof = merkle.consistency(old, entries)
    before, after = merkle.root(entries[:old]), merkle.root(entries)
    assert merkle.grew(old, len(entries), before, after, proof)


@given(LISTS, st.data())
def test_a_list_whose_past_was_changed_is_not_proved_to_have_grown(
    entries: list[bytes], data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, len(entries)))
    at = data.draw(st.integers(0, old - 1))
    changed = [*entries[:at], entries[at] + b"x", *entries[at + 1 :]]
    proof = merkle.consistency(old, changed)
    before, after = merkle.root(entries[:old]), merkle.root(changed)
    assert not merkle.grew(old, len(entries), before, after, proof)


def test_a_proof_with_a_piece_too_many_proves_nothing() -> None:
    entries = [b"a", b"b", b"c"]
    path = (*merkle.inclusion(0, entries), bytes(32))
    assert not merkle.included(b"a", 0, 3, path, merkle.root(entries))
    longer = (*merkle.consistency(2, entries), bytes(32))
    assert not merkle.grew(2, 3, merkle.root(entries[:2]), merkle.root(entries), longer)


def test_there_is_no_path_to_an_entry_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no such entry"):
        merkle.inclusion(1, [b"a"])
    with pytest.raises(ValueError, match="no such size"):
        merkle.consistency(0, [b"a"])
