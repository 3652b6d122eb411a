"""Processes that run the command line with nothing left to load: each is forked from one that loaded all.

Run as `python forking.py`. A line on stdin says what to run, as JSON; a line on stdout says how it ended,
as `subprocess` does. A command that `dies` kills itself (SIGKILL) just before its n-th writing to disk.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from dying import deadly
from tocsin import cli
from tocsin.edges.arrow_alone import arrow_alone


def become(asked: dict[str, Any]) -> None:
    """Take the place, the environment and the files of the one that is asked for."""
    os.chdir(asked["where"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, path in enumerate((os.devnull, asked["out"], asked["err"])):
        handle = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(handle, number)
        os.close(handle)
    sys.argv = ["tocsin", *asked["arguments"]]
    if asked["dies"]:
        deadly(asked["dies"])


def main() -> None:
    """Load, then fork for each line; a child goes on to the command line, and ends as it does."""
    arrow_alone()
    for name in ("cli.app", "desk.rehearse", "edges.duckdb"):
        __import__(f"tocsin.{name}")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(json.loads(line))
            return cli.main()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
    return None


if __name__ == "__main__":
    main()
