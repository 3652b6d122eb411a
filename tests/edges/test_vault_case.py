"""A case at rest: what goes in comes out, for those it is shared with, and for nobody else."""

import io
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyrage.x25519 import Identity
from vault_cases import (
    MARK,
    NOTE,
    READ,
    RECEIVED,
    a_case,
    a_full_case,
    files,
    reads,
    rows,
    take,
)

from tocsin.edges.vault import DiskVault, create, creating, open_case, own, own_or_new, verify
from tocsin.edges.vault.lock import PATIENCE
from tocsin.ports import Making, Vault
from tocsin.terms.case import Exhibit, Role, Step
from tocsin.terms.errors import Refused, TocsinError, Unavailable


@pytest.fixture
def me() -> Identity:
    return Identity.generate()


@pytest.fixture
def vault(tmp_path: Path, me: Identity) -> DiskVault:
    return a_case(tmp_path / "case", me)


def content(vault: DiskVault, exhibit: Exhibit) -> bytes:
    with vault.open(exhibit) as stream:
        return stream.read()


def test_the_disk_vault_answers_the_port(vault: DiskVault) -> None:
    port: Vault = vault
    assert port.case.name == "drill"
    assert port.case.received == RECEIVED


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=300_000), st.text(max_size=20))
def test_an_exhibit_comes_out_as_it_went_in(vault: DiskVault, untrusted: bytes, name: str) -> None:
    exhibit = vault.take(io.BytesIO(untrusted), Role.LEAK, name, "")
    assert content(vault, exhibit) == untrusted
    assert exhibit in vault.exhibits()


def test_exhibits_stand_in_the_order_they_were_taken(vault: DiskVault) -> None:
    taken = tuple(take(vault, bytes([65 + i])) for i in range(4))
    assert vault.exhibits() == taken


def test_the_same_bytes_twice_are_one_exhibit_and_one_entry(vault: DiskVault) -> None:
    first = take(vault)
    assert take(vault, name="copy.txt") == first
    assert [entry.act for entry in vault.entries()] == ["open", "add"]


def test_an_empty_file_is_refused_and_leaves_nothing(vault: DiskVault, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="empty"):
        take(vault, b"")
    assert not list((tmp_path / "case" / "exhibits").iterdir())
    assert len(vault.entries()) == 1


def test_a_source_that_fails_is_said_and_leaves_nothing(vault: DiskVault, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "secret.csv")

    with pytest.raises(Unavailable, match="The file to take cannot be read") as told:
        vault.take(Broken(b"x"), Role.LEAK, "x", "")
    assert "secret" not in str(told.value)
    assert not list((tmp_path / "case" / "exhibits").iterdir())


def test_a_reader_may_stop_in_the_middle_of_a_large_exhibit(vault: DiskVault) -> None:
    exhibit = take(vault, os.urandom(3_000_000))
    with vault.open(exhibit) as stream:
        assert len(stream.read(10)) == 10


def test_a_step_is_made_once_and_found_by_its_inputs(vault: DiskVault) -> None:
    def never(making: Making) -> None:
        raise AssertionError

    made = vault.work(READ, reads())
    assert vault.work(READ, never).digest == made.digest
    for again in (vault.find(READ), vault.latest("read")):
        assert again is not None
        assert again.digest == made.digest
    assert [entry.act for entry in vault.entries()] == ["open", "read"]


def test_a_step_with_other_settings_is_another_step(vault: DiskVault) -> None:
    vault.work(READ, reads())
    assert vault.find(Step("read", "1", READ.inputs, (("header", "no"),))) is None
    assert vault.latest("link") is None


def test_the_newest_result_is_the_one_entered_last(vault: DiskVault) -> None:
    vault.work(READ, reads())
    second = vault.work(Step("read", "2", READ.inputs), reads())
    newest = vault.latest("read")
    assert newest is not None
    assert newest.digest == second.digest


def test_all_results_of_a_name_come_with_their_entries_the_oldest_first(vault: DiskVault) -> None:
    made = [vault.work(Step("read", version, READ.inputs), reads()) for version in "123"]
    vault.work(Step("link", "1", READ.inputs), reads())

    every = vault.every("read")

    assert [one.digest for _, one in every] == [one.digest for one in made]
    assert [entry.number for entry, _ in every] == [1, 2, 3]


def test_a_table_and_a_value_come_out_as_they_went_in(vault: DiskVault) -> None:
    table = rows(300_000)
    made = vault.work(READ, reads(table))
    assert made.table(MARK).to_table().equals(table)
    assert made.value("summary") == MARK.encode()


def test_an_engine_reads_a_table_without_unpacking_it(vault: DiskVault) -> None:
    leak = vault.work(READ, reads(rows(300_000))).table(MARK)
    question = "SELECT count(*), min(c0) FROM leak WHERE row >= 299998"
    answer = duckdb.connect().register("leak", leak).execute(question).fetchall()
    assert answer == [(2, MARK)]


def test_an_empty_table_keeps_its_columns(vault: DiskVault) -> None:
    made = vault.work(READ, reads(rows(0)))
    assert made.table(MARK).schema.names == ["row", "c0"]
    assert made.table(MARK).count_rows() == 0


def test_a_step_that_fails_leaves_nothing(vault: DiskVault, tmp_path: Path) -> None:
    def fails(making: Making) -> None:
        reads()(making)
        raise Refused("No.", remedy="")

    with pytest.raises(Refused, match="No"):
        vault.work(READ, fails)
    assert vault.find(READ) is None
    assert not list((tmp_path / "case" / "steps").iterdir())


def test_no_plaintext_stands_in_any_file_or_file_name_of_a_case(
    tmp_path: Path, me: Identity
) -> None:
    a_full_case(tmp_path / "case", me)
    for path in files(tmp_path / "case"):
        assert MARK.encode() not in path.read_bytes()
        assert MARK not in str(path)
        assert str(me).encode() not in path.read_bytes()


def test_nobody_but_the_owner_can_list_a_case(vault: DiskVault, tmp_path: Path) -> None:
    assert (tmp_path / "case").stat().st_mode & 0o077 == 0


def test_each_of_two_people_can_open_a_case(tmp_path: Path, me: Identity) -> None:
    other, third = Identity.generate(), Identity.generate()
    create(tmp_path / "case", "drill", RECEIVED, (str(other.to_public()),), identity=me)
    exhibit = take(open_case(tmp_path / "case", other))
    open_case(tmp_path / "case", me).share(str(third.to_public()))
    assert content(open_case(tmp_path / "case", third), exhibit) == NOTE
    assert verify(tmp_path / "case", third).whole


def test_sharing_twice_with_one_person_is_sharing_once(vault: DiskVault) -> None:
    person = str(Identity.generate().to_public())
    vault.share(person)
    vault.share(person)
    assert [entry.act for entry in vault.entries()] == ["open", "share"]


def test_a_key_that_is_not_one_is_refused(vault: DiskVault) -> None:
    with pytest.raises(Refused, match="not the public key"):
        vault.share("ann@desk.example")


def test_a_case_is_closed_to_one_it_is_not_shared_with(vault: DiskVault, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="not shared with your identity"):
        open_case(tmp_path / "case", Identity.generate())


def test_a_wrapped_key_of_another_person_put_in_ones_place_opens_nothing(
    vault: DiskVault, tmp_path: Path, me: Identity
) -> None:
    other = Identity.generate()
    mine = tmp_path / "case" / "keys" / f"{me.to_public()}.age"
    mine.rename(mine.with_name(f"{other.to_public()}.age"))
    with pytest.raises(Unavailable, match="no longer opens it"):
        open_case(tmp_path / "case", other)


def test_tables_of_one_case_do_not_open_in_another(
    vault: DiskVault, tmp_path: Path, me: Identity
) -> None:
    vault.work(READ, reads())
    (table,) = tmp_path.rglob("*.parquet")
    other = a_case(tmp_path / "other", me)
    with pytest.raises(ValueError, match="another case"):
        other._tables.read(table)


def test_without_an_identity_file_no_case_opens(
    vault: DiskVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOCSIN_IDENTITY", str(tmp_path / "none.txt"))
    with pytest.raises(Unavailable, match="There is no identity file"):
        open_case(tmp_path / "case")


def test_the_first_case_makes_an_identity_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOCSIN_IDENTITY", str(tmp_path / "me" / "identity.txt"))
    create(tmp_path / "case", "drill", RECEIVED)
    assert (tmp_path / "me" / "identity.txt").stat().st_mode & 0o777 == 0o600
    assert open_case(tmp_path / "case").case.name == "drill"
    assert str(own()) == str(own_or_new())


@pytest.mark.parametrize(
    ("text", "mode", "wrong"),
    [
        ("{me}\n", 0o644, "read by others"),
        ("age1not-a-secret\n", 0o600, "holds no age identity"),
        ("# only a comment\n", 0o600, "holds no age identity"),
        ("", 0o600, "holds no age identity"),
    ],
)
def test_an_identity_file_that_will_not_do_is_refused(
    tmp_path: Path, me: Identity, text: str, mode: int, wrong: str
) -> None:
    file = tmp_path / "identity.txt"
    file.write_text(text.format(me=me))
    file.chmod(mode)
    with pytest.raises(Refused, match=wrong) as told:
        own(file)
    assert str(me) not in str(told.value)


@pytest.mark.parametrize(
    ("clear", "wrong"),
    [
        (None, "not a case"),
        ("{", "cannot be read"),
        ('{"format": 1}', "cannot be read"),
        ('{"format": 99}', "newer tocsin"),
    ],
)
def test_a_directory_that_is_no_case_is_refused(
    tmp_path: Path, me: Identity, clear: str | None, wrong: str
) -> None:
    if clear is not None:
        (tmp_path / "case.json").write_text(clear)
    with pytest.raises(Refused, match=wrong):
        open_case(tmp_path, me)


def test_a_case_is_not_made_where_something_stands(vault: DiskVault, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="already something"):
        create(tmp_path / "case", "again", RECEIVED, identity=Identity.generate())


def test_a_case_whose_making_fails_never_appears(tmp_path: Path, me: Identity) -> None:
    def fails() -> None:
        with creating(tmp_path / "case", "drill", RECEIVED, identity=me) as vault:
            take(vault, b"")

    with pytest.raises(Refused, match="empty"):
        fails()
    assert not list(tmp_path.iterdir())


def test_a_second_writer_is_told_who_is_at_work(tmp_path: Path, me: Identity) -> None:
    a_case(tmp_path / "case", me)
    at = datetime(2014, 6, 13, 21, 3, tzinfo=UTC)
    first = open_case(tmp_path / "case", me, clock=lambda: at)
    second = open_case(tmp_path / "case", me)
    told = rf"Another tocsin is at work in this case \(process {os.getpid()} since 21:03\)\."
    with first.writing(), pytest.raises(Unavailable, match=told):
        take(second)
    assert take(second).name


def test_the_lock_ends_with_the_process_that_holds_it(vault: DiskVault, tmp_path: Path) -> None:
    holds = (
        "import fcntl, os, sys, time\n"
        "handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)\n"
        "fcntl.flock(handle, fcntl.LOCK_EX)\nprint('held', flush=True)\ntime.sleep(60)\n"
    )
    lock = str(tmp_path / "case" / "lock")
    with subprocess.Popen([sys.executable, "-c", holds, lock], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(Unavailable, match="at work"):
            take(vault)
        holder.kill()
    assert PATIENCE < 1
    assert take(vault).bytes == len(NOTE)


def test_a_reader_sees_a_whole_case_while_a_writer_works(tmp_path: Path, me: Identity) -> None:
    writer = a_full_case(tmp_path / "case", me)
    reader = open_case(tmp_path / "case", me)
    seen: list[tuple[int, int, bool]] = []

    def how(making: Making) -> None:
        making.table("t", rows().to_reader())
        case = verify(tmp_path / "case", me)
        seen.append((len(reader.exhibits()), len(reader.entries()), case.whole))

    step = Step("link", "1", ())
    with writer.writing():
        take(writer, b"another")
        writer.work(step, how)
    assert seen == [(2, 5, True)]
    assert reader.find(step) is not None


def test_a_command_that_fails_still_signs_what_it_entered(vault: DiskVault, tmp_path: Path) -> None:
    def fails() -> None:
        with vault.writing():
            take(vault)
            raise Refused("No.", remedy="")

    with pytest.raises(Refused, match="No"):
        fails()
    assert verify(tmp_path / "case").whole


def test_a_command_signs_one_checkpoint(vault: DiskVault, tmp_path: Path) -> None:
    with vault.writing():
        for number in range(5):
            vault.record("report", (), (), f"{number}")
    assert verify(tmp_path / "case").checkpoints == 2


def test_the_ledger_holds_the_name_of_an_exhibit_only_as_a_keyed_digest(
    vault: DiskVault, tmp_path: Path, me: Identity
) -> None:
    take(vault, name="leak.csv")
    keyed = vault.entries()[1].inputs
    assert keyed == (vault.keyed("leak.csv"),)
    assert keyed != (a_case(tmp_path / "other", me).keyed("leak.csv"),)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    place = tmp_path / "small"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True).returncode:
        pytest.skip("a small disk can only be mounted by root")
    return place


@pytest.mark.parametrize("act", ["take", "table", "value"])
def test_a_disk_that_fills_is_said_and_leaves_nothing_half_written(
    small_disk: Path, me: Identity, act: str
) -> None:
    large = os.urandom(2_000_000)
    try:
        vault = a_case(small_disk / "case", me)
        numbers = rows(1).append_column("noise", [[large]])
        makes = reads(numbers) if act == "table" else lambda making: making.value("v", large)
        before = files(small_disk)
        does = (lambda: take(vault, large)) if act == "take" else lambda: vault.work(READ, makes)
        with pytest.raises(Unavailable, match="The disk is full"):
            does()
        assert set(files(small_disk)) - set(before) <= {small_disk / "case" / "lock"}
        assert verify(small_disk / "case", me).whole
        assert take(vault).bytes == len(NOTE)
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=True)


def test_a_case_is_not_made_on_a_disk_that_fills(small_disk: Path, me: Identity) -> None:
    try:
        (small_disk / "other").write_bytes(bytes(1 << 20))
        with pytest.raises(TocsinError, match="The disk is full"):
            a_case(small_disk / "case", me)
        assert [path.name for path in small_disk.iterdir()] == ["other"]
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=True)
