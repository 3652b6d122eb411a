"""A whole case, changed in exactly one way; verify says which thing was changed."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyrage.x25519 import Identity
from vault_cases import READ, a_case, a_full_case, files, reads, take

from tocsin.edges.vault import open_case, verify
from tocsin.ledger import canonical, checkpoint
from tocsin.terms.errors import Refused

ME = Identity.generate()
FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("whole") / "case"
    a_full_case(case, ME)
    return case


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "case"))


def the(case: Path, pattern: str) -> Path:
    (found,) = case.glob(pattern)
    return found


def flip(path: Path, at: int, change: int = 1) -> None:
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= change
    path.write_bytes(content)


def places(case: Path, identity: Identity | None = None) -> set[str]:
    return {fault.where for fault in verify(case, identity).faults}


def test_a_case_as_it_was_written_is_whole_and_all_of_it_was_checked(case: Path) -> None:
    key = json.loads((case / "case.json").read_text())["ledger_key"]
    seen = verify(case, ME, expected_key=key, expected_head=open_case(case, ME).head())
    assert seen.whole
    assert (seen.entries, seen.exhibits, seen.steps, seen.checkpoints) == (4, 1, 1, 4)
    assert seen.decrypted
    assert seen.unchecked == ()
    assert seen.head == open_case(case, ME).head()


def test_without_an_identity_it_says_what_it_could_not_check(case: Path) -> None:
    seen = verify(case)
    assert seen.whole
    assert not seen.decrypted
    assert any("no identity was given" in sentence for sentence in seen.unchecked)
    assert any("taken from the case itself" in sentence for sentence in seen.unchecked)


def test_with_the_identity_of_another_it_says_what_it_could_not_check(case: Path) -> None:
    seen = verify(case, Identity.generate())
    assert seen.whole
    assert any("not shared with your identity" in sentence for sentence in seen.unchecked)


SEALED = (
    "case.json",
    "keys/*.age",
    "exhibits/*/content.age",
    "exhibits/*/about.age",
    "exhibits/*/manifest.json",
    "steps/*/0.parquet",
    "steps/*/1.age",
    "steps/*/names.age",
    "steps/*/manifest.json",
)


@pytest.mark.parametrize("pattern", SEALED)
@FEW
@given(st.integers(0, 10**9), st.integers(1, 255))
def test_one_changed_byte_of_a_file_is_found_in_that_file(
    whole: Path, tmp_path: Path, pattern: str, at: int, change: int
) -> None:
    path = the(whole, pattern)
    before = path.read_bytes()
    try:
        flip(path, at, change)
        assert path.relative_to(whole).as_posix() in places(whole)
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize(("name", "thing"), [("ledger", "entry"), ("checkpoints", "checkpoint")])
@FEW
@given(st.integers(0, 10**9), st.integers(1, 255))
def test_one_changed_byte_of_a_line_is_found_in_that_line_or_the_next(
    whole: Path, name: str, thing: str, at: int, change: int
) -> None:
    path = whole / f"{name}.jsonl"
    before = path.read_bytes()
    number = before[: at % len(before)].count(b"\n")
    lines = before.count(b"\n")
    followed = f"{thing} {number + 1}" if number + 1 < lines else f"checkpoint {number}"
    try:
        flip(path, at, change)
        assert places(whole) & {f"{thing} {number}", followed}
    finally:
        path.write_bytes(before)


def test_every_file_of_a_case_but_the_lock_is_covered_by_the_tests_above(case: Path) -> None:
    patterns = (*SEALED, "ledger.jsonl", "checkpoints.jsonl", "lock")
    assert files(case) == sorted(path for pattern in patterns for path in case.glob(pattern))


@pytest.mark.parametrize("pattern", ["exhibits/*", "steps/*"])
def test_a_folder_that_is_gone_is_missed(case: Path, pattern: str) -> None:
    folder = the(case, pattern)
    shutil.rmtree(folder)
    assert places(case) == {folder.relative_to(case).as_posix()}


@pytest.mark.parametrize("pattern", SEALED)
def test_a_file_that_is_gone_is_missed(case: Path, pattern: str) -> None:
    path = the(case, pattern)
    path.unlink()
    assert path.relative_to(case).as_posix() in places(case)


def test_an_exhibit_put_in_is_found(case: Path) -> None:
    exhibit = the(case, "exhibits/*")
    shutil.copytree(exhibit, exhibit.with_name("0" * 64))
    assert places(case) == {"exhibits/" + "0" * 64}


def test_a_file_put_into_a_folder_is_found(case: Path) -> None:
    step = the(case, "steps/*")
    (step / "2.age").write_bytes(b"x")
    assert places(case) == {f"steps/{step.name}/..."}


def test_a_key_put_in_is_found(case: Path) -> None:
    (case / "keys" / "age1x.age").write_bytes(b"x")
    assert places(case) == {"keys/age1x.age"}


def test_a_link_in_the_place_of_a_file_is_found(case: Path) -> None:
    path = the(case, "steps/*/1.age")
    path.rename(case / "elsewhere")
    path.symlink_to(case / "elsewhere")
    assert places(case) == {path.relative_to(case).as_posix()}


def test_a_ledger_cut_below_a_checkpoint_is_found(case: Path) -> None:
    lines = (case / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (case / "ledger.jsonl").write_bytes(b"".join(lines[:3]))
    assert places(case) == {"checkpoint 3"}


def test_a_checkpoint_taken_away_is_found(case: Path) -> None:
    lines = (case / "checkpoints.jsonl").read_bytes().splitlines(keepends=True)
    (case / "checkpoints.jsonl").write_bytes(b"".join(lines[:3]))
    assert places(case) == {"entries 3 to 3"}


def test_a_ledger_and_checkpoints_cut_alike_leave_folders_that_no_entry_has(case: Path) -> None:
    for name in ("ledger.jsonl", "checkpoints.jsonl"):
        lines = (case / name).read_bytes().splitlines(keepends=True)
        (case / name).write_bytes(b"".join(lines[:2]))
    assert {where.partition("/")[0] for where in places(case)} == {"steps"}


def test_a_case_replaced_as_a_whole_is_found_by_the_pinned_key(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    a_full_case(other, ME)
    pinned = json.loads((case / "case.json").read_text())["ledger_key"]
    assert verify(other).whole
    assert "case.json" in {fault.where for fault in verify(other, expected_key=pinned).faults}


def test_a_head_that_was_noted_before_more_was_done_is_still_in_the_ledger(case: Path) -> None:
    noted = open_case(case, ME).head()
    take(open_case(case, ME), b"more")

    assert verify(case, expected_head=noted).whole


def test_an_older_state_put_back_as_a_whole_is_found_by_the_noted_head(
    case: Path, whole: Path
) -> None:
    take(open_case(case, ME), b"more")
    noted = open_case(case, ME).head()

    seen = verify(whole, expected_head=noted)

    assert [fault.where for fault in seen.faults] == ["ledger.jsonl"]


def test_what_was_noted_and_can_be_no_head_is_refused(case: Path) -> None:
    with pytest.raises(Refused, match="64 hexadecimal digits"):
        verify(case, expected_head="cafe")


CHANGES = {
    "its name": ("name", "another"),
    "the time of receipt": ("received", "2014-06-20T09:00:00+00:00"),
    "its format": ("format", 0),
    "the ledger's key": ("ledger_key", "ab" * 32),
    "a field more": ("note", "see me"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_case_whose_clear_file_was_changed_by_hand_does_not_open(case: Path, what: str) -> None:
    field, value = CHANGES[what]
    clear = json.loads((case / "case.json").read_text())
    (case / "case.json").write_text(json.dumps({**clear, field: value}))

    with pytest.raises(Refused, match=r"case\.json was changed"):
        open_case(case, ME)


def test_a_clear_file_laid_out_anew_opens_and_verify_names_it(case: Path) -> None:
    clear = json.loads((case / "case.json").read_text())
    (case / "case.json").write_text(json.dumps(clear, indent=4))

    assert open_case(case, ME).case.name == "drill"
    assert places(case) == {"case.json"}


def test_a_first_entry_made_to_fit_a_changed_clear_file_is_refused(case: Path) -> None:
    clear = json.loads((case / "case.json").read_text())
    changed = canonical.written({**clear, "received": "2014-06-20T09:00:00+00:00"}) + b"\n"
    ledger = (case / "ledger.jsonl").read_bytes()
    was = sha256((case / "case.json").read_bytes()).hexdigest().encode()
    (case / "ledger.jsonl").write_bytes(
        ledger.replace(was, sha256(changed).hexdigest().encode(), 1)
    )
    (case / "case.json").write_bytes(changed)

    with pytest.raises(Refused, match="The ledger of this case was changed"):
        take(open_case(case, ME), b"more")


def test_an_entry_that_names_a_place_outside_the_case_leads_nowhere(case: Path) -> None:
    (case.parent / "secret").write_bytes(b"x")
    with (case / "ledger.jsonl").open("ab") as ledger:
        line = (case / "ledger.jsonl").read_bytes().splitlines()[0]
        ledger.write(line.replace(b"case.json", b"../secret") + b"\n")
    assert not any("secret" in where for where in places(case))


def test_a_directory_that_is_no_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not a case"):
        verify(tmp_path)


def test_a_case_without_its_clear_file_is_still_checked(case: Path) -> None:
    (case / "case.json").unlink()
    flip(the(case, "exhibits/*/content.age"), 500)
    seen = verify(case)
    assert {"case.json"} < {fault.where for fault in seen.faults}
    assert any("content.age" in fault.where for fault in seen.faults)
    assert any("no legible public key" in sentence for sentence in seen.unchecked)


def test_a_command_does_not_go_on_from_a_changed_ledger(case: Path) -> None:
    flip(case / "ledger.jsonl", 100)
    before = [path.read_bytes() for path in files(case)]
    with pytest.raises(Refused, match="The ledger of this case was changed"):
        take(open_case(case, ME), b"more")
    after = [path.read_bytes() for path in files(case) if path.name != "lock"]
    assert set(after) <= set(before)


def test_a_command_does_not_enter_a_folder_that_the_case_did_not_make(case: Path) -> None:
    exhibit = the(case, "exhibits/*")
    shutil.copytree(exhibit, exhibit.with_name("0" * 64))
    with pytest.raises(Refused, match="is not what the ledger of this case says"):
        take(open_case(case, ME), b"more")


def test_a_changed_table_is_refused_before_an_engine_meets_it(case: Path) -> None:
    flip(the(case, "steps/*/0.parquet"), 600)
    made = open_case(case, ME).find(READ)
    assert made is not None
    with pytest.raises(Refused, match=r"0\.parquet was changed"):
        made.table("Zwanenburg-Ostendaele")


def test_a_changed_exhibit_is_refused_where_it_is_read(case: Path) -> None:
    flip(the(case, "exhibits/*/content.age"), -1)
    vault = open_case(case, ME)
    (exhibit,) = vault.exhibits()
    with vault.open(exhibit) as stream, pytest.raises(Refused, match="was changed"):
        stream.read()


def test_the_checkpoints_of_a_case_are_signed_by_the_key_it_names(tmp_path: Path) -> None:
    vault = a_case(tmp_path / "case", ME)
    vault.work(READ, reads())
    signed = (tmp_path / "case" / "checkpoints.jsonl").read_bytes().splitlines()
    assert checkpoint.read(signed[-1], vault.case.ledger_key).size == 2
