"""Numbers of a register's records: who may share what, how many bear it, and the index."""

from __future__ import annotations

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.desk import numbers
from tocsin.desk.numbers import ENTRY, Numbers
from tocsin.linkage import borne

KEYS = ("email", "phone", "street+house+postcode", "name", "password_hash")
FEW = st.sampled_from([None, 1, 2, 2**32 + 1, 2**62])
RECORDS = st.lists(st.fixed_dictionaries(dict.fromkeys(KEYS, FEW)), min_size=1, max_size=8)

Records = list[dict[str, int | None]]


def gathered(records: Records) -> Numbers:
    """The numbers of records, taken in batches of two."""
    rows = pa.Table.from_pylist(records, pa.schema([(key, pa.int64()) for key in KEYS]))
    taken = Numbers()
    for batch in rows.to_batches(max_chunksize=2):
        taken.take(batch)
    return taken


def index(taken: Numbers, earlier: Records = []) -> list[tuple[int, int]]:  # noqa: B006 -- read only
    before = pa.Table.from_pylist(earlier, ENTRY).to_reader()
    return [(e["number"], e["place"]) for e in taken.entries(before).read_all().to_pylist()]


@settings(deadline=None)
@given(RECORDS)
def test_the_index_has_the_low_bits_of_every_key_of_every_record_in_order(records: Records) -> None:
    expected = [
        (value % 2**32, place)
        for place, record in enumerate(records)
        for key, value in record.items()
        if value is not None and key != "password_hash"
    ]

    assert index(gathered(records)) == sorted(expected)


def test_the_index_has_what_was_there_before() -> None:
    none = dict.fromkeys(KEYS)

    assert index(gathered([none, none]), [{"number": 2**32 + 7, "place": 1}]) == [(7, 1)]


def test_a_large_index_is_sorted_in_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "RUN", 2)
    records = [dict.fromkeys(KEYS) | {"email": number} for number in (4, 3, 2, 1)]

    assert index(gathered(records)) == [(3, 1), (4, 0), (1, 3), (2, 2)]


@settings(deadline=None)
@given(RECORDS)
def test_who_has_name_and_more_in_common_with_another_may_share(records: Records) -> None:
    def met(one: dict[str, int | None], other: dict[str, int | None]) -> bool:
        alike = {key for key in KEYS if one[key] is not None and one[key] == other[key]}
        return "name" in alike and len(alike - {"name", "password_hash"}) > 0

    sharing = {
        place
        for place, record in enumerate(records)
        if any(met(record, other) for other in records[:place] + records[place + 1 :])
    }

    assert sharing <= set(gathered(records).may_share().tolist())


@settings(deadline=None, max_examples=25)
@given(RECORDS)
def test_what_is_borne_is_counted_as_a_question_to_the_engine_counts_it(records: Records) -> None:
    rows = pa.Table.from_pylist(records, pa.schema([(key, pa.int64()) for key in KEYS]))
    placed = ibis.memtable(rows.append_column("place", pa.arange(0, len(records))))
    counted = borne.beside(placed).order_by("place").to_pyarrow()

    assert (
        pa.table(gathered(records).borne()).to_pylist()
        == counted.select(list(borne.BORNE)).to_pylist()
    )
