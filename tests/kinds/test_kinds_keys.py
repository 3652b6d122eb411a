"""Keys: who is near a leak by going through the register, and by its index, are the same people."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.kinds import keys
from tocsin.linkage.blocking import EMAIL, REST

FIELDS = ("email", "phone", "name", "street", "house", "postcode", "password_hash", "customer_number")  # fmt: skip
ANNA = dict(zip(FIELDS, ("a@x", "6", "anna", "rue", "1", "75", "5f", "K1"), strict=True))

SMALL = st.sampled_from([None, "1", "2", "3"])
PERSON = st.fixed_dictionaries(dict.fromkeys(FIELDS, SMALL))
CHANGE = st.tuples(st.integers(0, 5), st.sampled_from(("email", "name", "phone")), SMALL)


def number(text: ir.StringValue) -> ir.IntegerValue:
    """A poor number, so that texts often share one."""
    return ibis.ifelse(text.contains("1"), 1, text.length()).cast("int64")


class World:
    """A leak, a register of people numbered from 0, and what they held before."""

    def __init__(
        self,
        leak: list[dict[str, str | None]],
        register: list[dict[str, str | None]],
        past: list[tuple[int, str, str | None]],
    ) -> None:
        self.engine = ibis.duckdb.connect(threads=1)
        changes = {"id": [p[0] for p in past], "field": [p[1] for p in past]}
        sorts = {"id": pa.int64(), "field": pa.string(), "value": pa.string()}
        columns = changes | {"value": [p[2] for p in past]}
        self.leak = self.put("leak", self.people(leak, "row"))
        records = self.people(register, "id")
        self.register = self.put("register", records.append_column("place", records["id"]))
        self.past = self.put("past", pa.table(columns, pa.schema(list(sorts.items()))))

    def people(self, rows: list[dict[str, str | None]], key: str) -> pa.Table:
        texts = {f: pa.array([row.get(f) for row in rows], pa.string()) for f in FIELDS}
        return pa.table({key: pa.array(range(len(rows)), pa.int64())} | texts)

    def put(self, name: str, rows: pa.Table) -> ir.Table:
        return self.engine.create_table(name, rows)

    def found(self) -> set[int]:
        """Those near the leak, gone through."""
        parts = (
            keys.owned(self.leak, self.register, self.past),
            keys.shared(self.leak, self.register),
        )
        return {row["id"] for part in parts for row in self.engine.to_pyarrow(part).to_pylist()}

    def looked_up(self) -> set[int]:
        """Those near the leak, by the index."""
        entries = keys.index(self.register, self.past, number)
        wanted = keys.wanted(self.leak, number)
        found = self.engine.to_pyarrow(entries.semi_join(wanted, "number"))
        return set(found["place"].to_pylist())


@settings(deadline=None, max_examples=50)
@given(st.lists(PERSON, max_size=3), st.lists(PERSON, max_size=6), st.lists(CHANGE, max_size=4))
def test_the_index_misses_nobody(
    leak: list[dict[str, str | None]],
    register: list[dict[str, str | None]],
    past: list[tuple[int, str, str | None]],
) -> None:
    world = World(leak, register, past)

    assert world.found() <= world.looked_up()


def test_the_index_is_sorted_by_its_numbers() -> None:
    world = World([], [ANNA, ANNA | {"email": "a"}, ANNA | {"name": "an"}], [])
    numbers = world.engine.to_pyarrow(keys.index(world.register, world.past, number))["number"]

    assert numbers.to_pylist() == sorted(numbers.to_pylist())


@pytest.mark.parametrize("key", keys.KEYS, ids="+".join)
def test_each_key_alone_leads_to_its_record(key: tuple[str, ...]) -> None:
    row = {field: ANNA[field] for field in key}

    assert World([row], [ANNA], []).found() == {0}


def test_a_name_alone_leads_to_its_record_where_a_row_has_nothing_better() -> None:
    assert World([{"name": "anna"}], [ANNA], []).found() == {0}


def test_a_name_alone_leads_nowhere_where_a_row_has_an_address() -> None:
    assert World([{"name": "anna", "email": "b@x"}], [ANNA], []).found() == set()


def test_a_former_address_leads_to_its_record() -> None:
    assert World([{"email": "old@x"}], [ANNA], [(0, "email", "old@x")]).found() == {0}


def test_a_stranger_is_not_near() -> None:
    assert World([{"email": "b@x", "postcode": "75"}], [ANNA], []).found() == set()


def test_every_block_of_the_linkage_is_a_key() -> None:
    assert {block.fields for block in (EMAIL, *REST)} <= set(keys.KEYS)
