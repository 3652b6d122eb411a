"""A ledger of four entries and two checkpoints, changed in exactly one way."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.ledger import chain, checkpoint, merkle, proof
from tocsin.ledger.chain import Act

SEED, OTHER = bytes(32), bytes([1]) * 32
KEY = checkpoint.public(SEED)
AT = datetime(2014, 6, 13, 20, tzinfo=UTC)


def entries(acts: str = "open add read link") -> list[bytes]:
    lines: list[bytes] = []
    for act in acts.split():
        done = Act(AT, "ann@desk", act, "tocsin 0.1.0", ("ab" * 32,), ("cd" * 32,), "because")
        lines.append(chain.line(chain.follow(lines, done)))
    return lines


def signed(lines: list[bytes], *sizes: int, seed: bytes = SEED) -> list[bytes]:
    origin = checkpoint.origin(checkpoint.public(seed))
    return [
        checkpoint.sign(
            checkpoint.Checkpoint(origin, size, merkle.root(lines[:size]).hex(), AT.isoformat()),
            seed,
        )
        for size in sizes
    ]


def file(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


LEDGER = file(entries())
POINTS = file(signed(entries(), 2, 4))


def places(ledger: bytes = LEDGER, points: bytes = POINTS, key: str = KEY) -> set[str]:
    return {fault.where for fault in proof.faults(ledger, points, key)}


def test_the_ledger_as_it_was_written_has_no_fault() -> None:
    assert proof.faults(LEDGER, POINTS, KEY) == ()


@given(st.integers(0, len(LEDGER) - 1), st.integers(1, 255))
def test_one_changed_byte_of_the_ledger_is_found_in_its_entry_or_the_next(
    at: int, change: int
) -> None:
    changed = bytearray(LEDGER)
    changed[at] ^= change
    number = LEDGER[:at].count(b"\n")
    found = places(bytes(changed))
    assert found & {f"entry {number}", f"entry {number + 1}", "checkpoint 1"}
    assert found


@given(st.integers(0, len(POINTS) - 1), st.integers(1, 255))
def test_one_changed_byte_of_the_checkpoints_is_found_in_its_checkpoint(
    at: int, change: int
) -> None:
    changed = bytearray(POINTS)
    changed[at] ^= change
    number = POINTS[:at].count(b"\n")
    assert f"checkpoint {number}" in places(points=bytes(changed))


def test_a_ledger_cut_below_a_checkpoint_is_found() -> None:
    assert places(file(entries()[:3])) == {"checkpoint 1"}


def test_a_ledger_rewritten_from_its_second_entry_is_found() -> None:
    assert places(file(entries("open steal read link"))) == {"checkpoint 0", "checkpoint 1"}


def test_an_entry_taken_out_is_found() -> None:
    lines = entries()
    assert "entry 1" in places(file([lines[0], *lines[2:]]))


def test_a_checkpoint_signed_by_another_key_is_found() -> None:
    points = signed(entries(), 2) + signed(entries(), 4, seed=OTHER)
    assert places(points=file(points)) == {"checkpoint 1"}


def test_checkpoints_in_the_wrong_order_are_found() -> None:
    assert places(points=file(signed(entries(), 4, 2))) == {"checkpoint 1"}


def test_a_ledger_without_any_checkpoint_is_not_taken_for_proved() -> None:
    assert places(points=b"") == {"checkpoints"}


def test_a_checkpoint_of_another_ledger_is_found() -> None:
    point = checkpoint.Checkpoint("tocsin case 00", 4, merkle.root(entries()).hex(), "2014")
    assert places(points=file([checkpoint.sign(point, SEED)])) == {"checkpoint 0"}


@pytest.mark.parametrize("field", sorted(chain.FIELDS))
def test_an_entry_without_a_field_is_found(field: str) -> None:
    line = chain.canonical.read(entries()[0])
    del line[field]
    with pytest.raises(ValueError, match="fields"):
        chain.entry(chain.canonical.written(line))
