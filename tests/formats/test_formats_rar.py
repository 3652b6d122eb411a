"""Rar: members of RAR 4 and 5, solid, locked, cut off, and links."""

from __future__ import annotations

import pytest
from packing import PACKED, ROWS, locked, members, opened, refusals

from tocsin.terms.limits import Allowance, Limits

LOCKED = "It is locked with a password. Give it with --password-file."
WRONG = "It is locked, and none of the passwords given opens it."
MAILS = [("1", "a@x.example")]


@pytest.mark.parametrize("name", ["rar5", "rar4", "solid5"])
def test_each_member_is_a_table(name: str) -> None:
    got = locked(f"{name}.rar")

    assert got.reading.format == "rar"
    assert (got.cells("a/clients.csv"), got.cells("mails.csv")) == (ROWS, MAILS)


def test_when_a_member_was_changed_is_kept() -> None:
    assert ("changed", "2014-06-09T20:00:00+00:00") in members(locked("rar5.rar"))[
        "mails.csv"
    ].marks


def test_a_link_is_named_and_not_followed() -> None:
    got = locked("rar5.rar")

    assert refusals(got)["link"] == "It is a link, which is not followed."
    assert ("link to", "/etc/passwd") in members(got)["link"].marks


@pytest.mark.parametrize("name", ["locked5", "locked4"])
def test_locked_members_are_told_where_no_password_is_given(name: str) -> None:
    assert set(refusals(locked(f"{name}.rar")).values()) == {LOCKED}


@pytest.mark.parametrize("name", ["locked5", "locked4"])
def test_locked_members_are_told_where_no_password_fits(name: str) -> None:
    assert set(refusals(locked(f"{name}.rar", b"guess")).values()) == {WRONG}


@pytest.mark.parametrize("name", ["locked5", "locked4", "locked-names5", "locked-names4"])
def test_a_locked_archive_is_opened_by_the_password_that_fits(name: str) -> None:
    assert locked(f"{name}.rar", b"guess", b"secret").cells("mails.csv") == MAILS


@pytest.mark.parametrize("name", ["locked-names5", "locked-names4"])
def test_an_archive_whose_names_are_locked_is_refused(name: str) -> None:
    assert locked(f"{name}.rar").reading.refused == LOCKED


@pytest.mark.parametrize("name", ["rar5", "rar4"])
def test_an_archive_that_breaks_off_keeps_its_whole_members(name: str) -> None:
    untrusted = (PACKED / f"{name}.rar").read_bytes()

    got = opened(untrusted[: untrusted.index(b"mails") + 5])

    assert got.cells("a/clients.csv") == ROWS
    assert refusals(got)["(the rest)"] == (
        "The archive is damaged, or breaks off: what comes after is missing."
    )


def test_a_member_whose_bytes_were_changed_is_told() -> None:
    untrusted = bytearray((PACKED / "rar5.rar").read_bytes())
    place = untrusted.index(b"a/clients.csv") + 30
    untrusted[place] ^= 0xFF

    assert opened(bytes(untrusted)).reading.refused or "damaged" in str(
        refusals(opened(bytes(untrusted)))
    )


def test_a_member_beyond_the_memory_allowed_is_not_unpacked() -> None:
    got = opened((PACKED / "rar5.rar").read_bytes(), Allowance(Limits(in_memory=400)))

    assert (got.reading.refused, got.reading.tables != ()) == (None, True)


def test_members_of_one_archive_may_be_too_large_each_for_itself() -> None:
    untrusted = (PACKED / "rar5.rar").read_bytes()

    got = opened(untrusted, Allowance(Limits(in_memory=len(untrusted))))

    assert got.cells("mails.csv") == MAILS
