"""Volumes: which files are pieces of one, and how they are read as that one."""

from __future__ import annotations

import io
import random

import pytest

from tocsin.desk.volumes import Joined, Volumes, joined


@pytest.mark.parametrize(
    ("names", "whole"),
    [
        pytest.param(["x.zip.001", "x.zip.002"], "x.zip", id="as 7-Zip numbers them"),
        pytest.param(["x.gz.00", "x.gz.01", "x.gz.02"], "x.gz", id="as split -d does"),
        pytest.param(["x.sql.gz.ab", "x.sql.gz.aa"], "x.sql.gz", id="as split does"),
    ],
)
def test_files_whose_names_count_up_are_one(names: list[str], whole: str) -> None:
    assert joined(names) == [Volumes(whole, tuple(sorted(names)))]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["x.zip.001"], id="alone"),
        pytest.param(["x.zip.001", "x.zip.003"], id="one is missing"),
        pytest.param(["x.zip.002", "x.zip.003"], id="the first is missing"),
        pytest.param(["dump.2014", "dump.2015"], id="years"),
        pytest.param(["a.csv", "b.csv"], id="files of their own"),
        pytest.param(["x.part1.rar", "x.part2.rar"], id="RAR's own volumes"),
    ],
)
def test_files_that_do_not_count_up_are_not_joined(names: list[str]) -> None:
    assert joined(names) == []


def test_the_pieces_read_as_the_whole_from_any_place() -> None:
    whole = bytes(range(256)) * 5
    pieces = [whole[:300], whole[300:301], whole[301:]]
    stream = Joined([io.BytesIO(piece) for piece in pieces], [len(piece) for piece in pieces])
    chance = random.Random(1)

    for _ in range(200):
        at, size = chance.randrange(1300), chance.randrange(700)
        stream.seek(at)
        assert stream.read(size) == whole[at : at + size]
