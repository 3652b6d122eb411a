"""Golden files: `pytest --golden` rewrites them; without it they are compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Helpers of the tests are no modules with doctests: importing one would run it."""
    helper = collection_path.suffix == ".py" and not collection_path.name.startswith("test_")
    return True if helper and Path(__file__).parent in collection_path.parents else None


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
