"""kill -9 at every word a command has with the disk; then the same command again."""

import subprocess
import sys
from pathlib import Path

import pytest

DYING = Path(__file__).with_name("vault_dying.py")

WHOLE = {
    "create": "open add | [] | []",
    "take": "open add | [] | []",
    "work": "open read | [] | []",
}


def deaths(act: str, where: Path) -> list[str]:
    ended = subprocess.run(
        [sys.executable, str(DYING), act, str(where)], capture_output=True, text=True, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    return [line.partition(" | ")[2] for line in ended.stdout.splitlines()]


@pytest.mark.parametrize("act", sorted(WHOLE))
def test_the_same_command_again_leaves_one_entry_no_fault_and_no_leftover(
    act: str, tmp_path: Path
) -> None:
    found = deaths(act, tmp_path)
    assert len(found) >= 10
    assert set(found) == {WHOLE[act]}
