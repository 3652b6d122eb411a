"""Errors, in the three sorts that a person who meets one can tell apart.

    TocsinError
    ├── Refused       2   this input, or this use, cannot be taken
    ├── Unavailable   3   the world did not answer: a database, a lock, a disk, a key
    └── Broken       70   our fault

Each carries one sentence and one remedy, and never a personal value.

>>> print(Refused("leak.csv is empty.", remedy="Name a file that holds something."))
leak.csv is empty. Name a file that holds something.
>>> Refused("leak.csv is empty.", remedy="").exit_code
2
"""

from __future__ import annotations

from typing import ClassVar


class TocsinError(Exception):
    """Something that a person is told in a sentence, with what to do about it."""

    exit_code: ClassVar[int] = 70

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(sentence, remedy)
        self.sentence = sentence
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".rstrip()


class Refused(TocsinError):
    """The input or the use is wrong; nothing was changed."""

    exit_code = 2


class Unavailable(TocsinError):
    """The world did not answer; the same call may work later."""

    exit_code = 3


class Broken(TocsinError):
    """A fault of tocsin's own."""

    exit_code = 70
