"""Nothing needs the network: the whole drill in a network namespace that has none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = ("--leak", "sample", "--people", "650", "--register", "4000")


def test_a_drill_is_answered_where_there_is_no_network(identity: Path, tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rn", "true"], check=False).returncode:
        pytest.skip("this system lets no test make a network namespace of its own")
    tocsin = Path(sys.executable).with_name("tocsin")
    ended = subprocess.run(
        [unshare, "-rn", tocsin, "drill", tmp_path / "out", *SMALL],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "out" / "report.html").stat().st_size > 10_000
