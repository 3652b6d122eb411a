"""What all tests share: golden files, no network beyond this machine, and nothing skipped in CI.

`pytest --golden` rewrites the golden files; without it they are compared. Where the environment
has TOCSIN_NOTHING_SKIPPED, as in CI, a test that would be skipped fails, but for those that hold us
against files that are nobody's to hand on (`corpus`).
"""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tocsin.cli import YOUNG

GOLDEN = Path(__file__).parent / "golden"

# What CI says of a commit it says again; new examples are looked for wherever people run the tests.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_configure() -> None:
    """As `tocsin` itself does: to look for rings of objects all the time takes a sixth of the tests'."""
    gc.set_threshold(YOUNG, 20, 100)


def pytest_collection_finish() -> None:
    """What was imported stays, and need not be looked through again."""
    gc.freeze()


def pytest_unconfigure() -> None:
    """Libraries complain of what is left when Python ends."""
    gc.unfreeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Helpers of the tests are no modules with doctests: importing one would run it."""
    helper = collection_path.suffix == ".py" and not collection_path.name.startswith("test_")
    return True if helper and Path(__file__).parent in collection_path.parents else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if (
        report.skipped
        and "corpus" not in item.keywords
        and os.environ.get("TOCSIN_NOTHING_SKIPPED")
        and not hasattr(report, "wasxfail")
    ):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped where nothing may be: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for the network fails, here and not only where there is none."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError("a test reached for the network")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name, or rewrite the file."""

    def check(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        assert file.is_file(), f"{name} is missing: make golden, and read the diff"
        assert text == file.read_bytes().decode(), f"{name} differs: make golden, and read the diff"

    return check
