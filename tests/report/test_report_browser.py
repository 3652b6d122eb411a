"""A real browser opens the page: nothing is refused, nothing is complained of, and it prints."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from report_cases import hostile, on_paper, written

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in BROWSERS if (found := shutil.which(name))), None)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


def browse(page: Path, *options: str) -> str:
    """Open a page without a network; what the browser complained of."""
    command = [
        CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--enable-logging=stderr", f"--user-data-dir={page.parent / 'profile'}",
        *options, page.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "report.html"
    file.write_bytes(written("html", hostile))
    return file


def test_browser_has_nothing_to_complain_of(page: Path) -> None:
    assert browse(page, "--dump-dom") == ""


def test_browser_would_complain_if_the_policy_were_broken(page: Path) -> None:
    page.write_text(page.read_text().replace("</main>", '<p style="color: red">x</p></main>'))
    assert "Content Security Policy" in browse(page, "--dump-dom")


def folds(page: Path, place: str) -> list[str]:
    """The folds that are open when the page is opened at a place."""
    command = [
        CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        f"--user-data-dir={page.parent / 'profile'}", "--dump-dom", f"{page.as_uri()}#{place}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return re.findall(r'<details[^>]*id="([^"]*)" open', done.stdout)


def test_a_number_leads_to_its_finding_though_that_is_folded(page: Path) -> None:
    assert folds(page, "verdict") == []
    assert folds(page, "finding-13") == ["findings-scope"]


def test_what_is_folded_is_printed(page: Path) -> None:
    printed = page.with_suffix(".pdf")
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    assert printed.read_bytes().startswith(b"%PDF-")
    words = " ".join(on_paper(printed.read_bytes()).split())
    assert "12 rows were judged by a person: 9 rows are linked that were not." in words
    assert "Would notify only breaches likely to result in a high risk" in words
