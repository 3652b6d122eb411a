"""Files in clear: whole or not at all, and what the disk says told in a sentence."""

from __future__ import annotations

import errno
from pathlib import Path

import pyarrow as pa
import pytest

from tocsin.edges.files import ClearFiles, giving
from tocsin.terms.errors import TocsinError, Unavailable

FILES = ClearFiles()
TABLE = pa.table({"leak_row": [0, 1], "register_id": [7, 9]})


def test_a_file_appears_only_once_all_of_it_is_written(tmp_path: Path) -> None:
    with giving(tmp_path / "report.html") as file:
        file.write(b"half")
        assert not (tmp_path / "report.html").exists()

    assert (tmp_path / "report.html").read_bytes() == b"half"


def test_what_fails_leaves_the_file_that_was_there_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_bytes(b"old")

    with pytest.raises(TypeError), giving(tmp_path / "report.html") as file:
        file.writelines((b"half", None))  # type: ignore[list-item]

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("report.html", b"old")
    ]


def test_a_table_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    FILES.put_table(tmp_path / "links.parquet", TABLE.to_reader())

    assert FILES.table(tmp_path / "links.parquet").equals(TABLE)


def test_a_table_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def batches() -> object:
        yield from TABLE.to_batches()
        raise OSError(errno.ENOSPC, "no space left on device")

    reader = pa.RecordBatchReader.from_batches(TABLE.schema, batches())

    with pytest.raises(Unavailable, match="The disk is full"):
        FILES.put_table(tmp_path / "links.parquet", reader)

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["nowhere/report.html", "folder"])
def test_a_place_that_takes_no_file_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(TocsinError, match=rf"{place} could not be written"):
        FILES.put(tmp_path / place, (b"x",))

    assert not list((tmp_path / "folder").iterdir())


def test_a_folder_holds_something_only_where_a_file_is_in_it(tmp_path: Path) -> None:
    FILES.folder(tmp_path / "drill" / "company")
    before = FILES.holds(tmp_path / "drill")
    FILES.put(tmp_path / "drill" / "company" / "note.txt", (b"x", b"y"))

    assert (before, FILES.holds(tmp_path / "drill")) == (False, True)
