"""File marks: whether the file is written as the copies of this system are: by which tool, with which line ends.

What a program leaves on a file is told by the readers, and a company knows how its own exports look
(`[copies.marks]` in the register's map). A file that has all the marks of one of them, and some of these are not
everybody's, was likely written by the same program. One that has others may have been saved anew by whoever had
it; so other marks say nothing, but for a dump of another database system than the register's.

>>> feed = CopyMap("mail house", marks={"line ends": "CRLF", "encoding": "cp1252", "delimiter": ";"})
>>> marks = (("line ends", "CRLF"), ("encoding", "cp1252"), ("delimiter", ";"))
>>> print(weigh(Evidence(marks=marks, copies=(feed,))).because)
all 3 marks that the file has of those known of 'mail house' are the same (delimiter, encoding, line ends)
>>> weigh(Evidence(marks=marks, copies=(feed,))).log10
0.5
>>> weigh(Evidence(marks=(("written for", "mysql"),), source="postgresql")).log10
-0.5
"""

from __future__ import annotations

from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence
from tocsin.terms.register import CopyMap
from tocsin.terms.verdict import Question, Support

NAME = "marks of the file"

PLAIN = frozenset(
    [
        ("line ends", "LF"),
        ("encoding", "utf-8"),
        ("delimiter", ","),
        ("quote", '"'),
        ("missing values", "empty"),
        ("byte order mark", "none"),
    ]
)
"""Marks of most files, whoever wrote them."""

SEVERAL, UNUSUAL = 3, 2
"""Marks that must be comparable, and of those that agree, the ones that are not everybody's."""

NAMES = frozenset(["host", "database", "server version"])
"""Marks that name one system; who knows them has seen a dump of it, or the server."""

FOR, NAMED = 0.5, 1.0
"""What the same marks say, and at most where one that names the system is among them: all can be written by hand."""

SYSTEMS = ("mysql", "postgresql", "sqlite")
"""Database systems that a register is read from, as dumps name them."""

AGAINST = 0.5
"""A dump of another database system: a copy of ours may be kept in one as well."""


def weigh(known: Evidence) -> Support:
    """Speak for this system where the file has the marks of a copy of it; against for another's dump."""
    marks = set(known.marks)
    agreeing = [(copy, alike) for copy in known.copies if (alike := _alike(copy, marks))]
    if agreeing:
        most = max(len(alike) for _, alike in agreeing)
        best = [(copy, alike) for copy, alike in agreeing if len(alike) == most]
        named = any(name in NAMES for _, alike in best for name, _ in alike)
        because = (
            f"all {most:,} marks that the file has of those known of "
            f"{' and of '.join(repr(copy.name) for copy, _ in best)} are the same "
            f"({', '.join(sorted(name for name, _ in best[0][1]))})"
        )
        return Support(NAME, NAMED if named else FOR, because)
    dumped = next((value.lower() for name, value in known.marks if name == "written for"), "")
    if dumped in SYSTEMS and known.source in SYSTEMS and dumped != known.source:
        return Support(
            NAME,
            -AGAINST,
            f"it is a dump written for {dumped}, and the register is in {known.source}",
        )
    if any(copy.marks for copy in known.copies):
        return Support(
            NAME,
            0.0,
            "it has not all the marks of any copy whose marks are known; files are saved anew",
        )
    return Support(NAME, 0.0, "nobody told what files of the register's copies look like")


def _alike(copy: CopyMap, marks: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The marks that both have, if none differs and they are enough to say anything."""
    there = {name for name, _ in marks}
    comparable = [(name, value) for name, value in copy.marks.items() if name in there]
    alike = tuple(mark for mark in comparable if mark in marks)
    telling = [mark for mark in alike if mark not in PLAIN]
    if len(alike) < len(comparable) or len(alike) < SEVERAL or len(telling) < UNUSUAL:
        return ()
    return alike


CHECK = Told(
    NAME,
    Question.OWN,
    "Say in the register's map what its exports look like ([copies.marks], as tocsin read tells them of one).",
    weigh=weigh,
)
