"""The command line: one verb a question; a table for people, `--json` for machines.

Exit codes: 0 done; 1 done, and something needs a person; 2 refused; 3 unavailable; 70 broken.
"""

from tocsin.cli.app import app, main

__all__ = ["app", "main"]
