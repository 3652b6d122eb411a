"""Keys: who is near a leak by going through the register, and by its index, are the same people."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.kinds import keys

FIELDS = keys.COLUMNS
ANNA = {field: f"anna's {field}" for field in FIELDS} | {"email": "a@x", "name": "anna"}
ALL = keys.all_keys(size=0)

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

    def found(self, sought: tuple[keys.Key, ...] = keys.KEYS) -> set[int]:
        """Those near the leak, gone through."""
        parts = (
            keys.owned(self.leak, self.register, self.past),
            keys.shared(self.leak, self.register, sought),
        )
        return {row["id"] for part in parts for row in self.engine.to_pyarrow(part).to_pylist()}

    def looked_up(self, sought: tuple[keys.Key, ...]) -> set[int]:
        """Those near the leak, by the index."""
        told = keys.numbers(self.register, number, sought).values()
        before = keys.earlier(self.past, number).join(self.register.select("id", "place"), "id")
        entries = ibis.union(
            *(self.register.select("place", number=one) for one in told),
            before.select("place", "number"),
        )
        wanted = keys.wanted(self.leak, number, sought)
        found = self.engine.to_pyarrow(entries.semi_join(wanted, "number"))
        return set(found["place"].to_pylist())


@pytest.mark.parametrize("sought", [keys.KEYS, ALL], ids=["large register", "small register"])
@settings(deadline=None, max_examples=25)
@given(st.lists(PERSON, max_size=3), st.lists(PERSON, max_size=6), st.lists(CHANGE, max_size=4))
def test_the_index_misses_nobody(
    sought: tuple[keys.Key, ...],
    leak: list[dict[str, str | None]],
    register: list[dict[str, str | None]],
    past: list[tuple[int, str, str | None]],
) -> None:
    world = World(leak, register, past)

    assert world.found(sought) <= world.looked_up(sought)


@pytest.mark.parametrize("key", keys.KEYS, ids="+".join)
def test_each_key_alone_leads_to_its_record(key: keys.Key) -> None:
    row = {field: ANNA[field] for field in key}

    assert World([row], [ANNA], []).found() == {0}


@pytest.mark.parametrize("key", keys.BROAD, ids="+".join)
def test_a_broad_key_leads_to_its_record_in_a_small_register_alone(key: keys.Key) -> None:
    world = World([{field: ANNA[field] for field in key} | {"email": "b@x"}], [ANNA], [])

    assert (world.found(ALL), world.found(keys.all_keys(keys.SMALL + 1))) == ({0}, set())


def test_a_name_alone_leads_to_its_record_where_a_row_has_nothing_better() -> None:
    assert World([{"name": "anna"}], [ANNA], []).found() == {0}


def test_a_name_alone_leads_nowhere_where_a_row_has_an_address() -> None:
    assert World([{"name": "anna", "email": "b@x"}], [ANNA], []).found() == set()


def test_a_former_address_leads_to_its_record() -> None:
    assert World([{"email": "old@x"}], [ANNA], [(0, "email", "old@x")]).found() == {0}


def test_a_stranger_is_not_near() -> None:
    assert World([{"email": "b@x", "postcode": "75"}], [ANNA], []).found() == set()
