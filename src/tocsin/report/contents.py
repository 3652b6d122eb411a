"""Contents: the sections of a report by what their readers ask, and their short names.

>>> [topic.title for topic in topics(["claims", "duties", "findings"])]
['Is it true?', 'Since when, how bad, what now?', 'On what it rests']
"""

from __future__ import annotations

from collections.abc import Collection

from tocsin.report.sheet import Topic

SHORT: dict[str, str] = {
    "since": "What is new",
    "claims": "The note’s claims",
    "questions": "What would decide",
    "scope": "How many, and whose",
    "kinds": "Kinds of data",
    "lost": "What each person lost",
    "remarks": "Free text",
    "absent": "Looked for in every cell",
    "passwords": "Passwords",
    "taken": "When it was copied",
    "canaries": "Canaries",
    "severity": "Severity",
    "duties": "What the law requires",
    "duties-today": "If it happened today",
    "demand": "Demand and deadline",
    "checks": "How the verdict was reached",
    "reliability": "What was said, and held",
    "findings": "Findings",
    "exhibits": "Exhibits",
    "register": "Register",
    "custody": "Custody",
    "not": "What this is not",
    "others": "Other findings",
}
"""Each section's short name, by its anchor."""

TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Is it true?", ("since", "claims", "questions")),
    ("Whose data, and which?", ("scope", "kinds", "lost", "remarks", "absent", "passwords")),
    (
        "Since when, how bad, what now?",
        ("taken", "canaries", "severity", "duties", "duties-today", "demand"),
    ),
    (
        "On what it rests",
        ("checks", "reliability", "findings", "exhibits", "register", "custody", "not"),
    ),
)
"""What is asked, in the order in which the report answers it."""


def topics(anchors: Collection[str]) -> tuple[Topic, ...]:
    """The contents of a report that has these sections."""
    told = (
        Topic(title, tuple((one, SHORT[one]) for one in places if one in anchors))
        for title, places in TOPICS
    )
    return tuple(topic for topic in told if topic.places)


def part(key: str) -> str:
    """The anchor of the part of the answer that a finding belongs to, by its key.

    >>> part("scope.people"), part("verdict.age"), part("")
    ('scope', 'checks', 'others')
    """
    first = key.partition(".")[0]
    name = "checks" if first == "verdict" else first
    return name if name in SHORT else "others"
