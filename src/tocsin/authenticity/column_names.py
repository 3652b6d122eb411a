"""Column names: whether the leak is headed as this register, or as an export of it, is.

Who knows a system's columns may have copied it, or have read its manual; other systems of a firm have
other ones. Names that everybody would give ('email', 'name') are not counted.

>>> ours = ("id_client", "nom_usage", "cp", "instructions_livraison", "mdp_md5", "email")
>>> weigh(Evidence(columns=ours, register_columns=("pk", *ours))).log10
0.5
>>> weigh(Evidence(columns=("email", "name"), register_columns=("email", "name"))).log10
0.0
"""

from __future__ import annotations

from tocsin.authenticity.check import Told
from tocsin.authenticity.evidence import Evidence
from tocsin.terms.verdict import Question, Support

NAME = "column names"

PLAIN = frozenset(
    [
        "id",
        "email",
        "mail",
        "e_mail",
        "name",
        "nom",
        "naam",
        "prenom",
        "first_name",
        "last_name",
        "firstname",
        "lastname",
        "phone",
        "telephone",
        "tel",
        "address",
        "adresse",
        "adres",
        "city",
        "ville",
        "stad",
        "password",
        "zip",
        "cp",
        "country",
        "pays",
        "username",
        "login",
        "date",
    ]
)
"""Names that say nothing of a system."""

SEVERAL = 4
"""Names of its own from which a heading is a system's."""

FOR = 0.5
"""Three times as likely: schemas are seen by many who copy nothing."""


def weigh(known: Evidence) -> Support:
    """Speak for this system where its own names stand in its own order."""
    theirs = _telling(known.columns)
    if not theirs:
        return Support(NAME, 0.0, "the leak's columns have no names of a system's own")
    headings = (known.register_columns, *known.exports)
    most = max((_in_order(theirs, _telling(heading)) for heading in headings), default=0)
    because = (
        f"{most:,} of {len(theirs):,} telling column names stand in the order of the register's"
    )
    return Support(NAME, FOR if most >= SEVERAL and 2 * most > len(theirs) else 0.0, because)


def _telling(names: tuple[str, ...]) -> tuple[str, ...]:
    low = (name.strip().lower() for name in names)
    return tuple(dict.fromkeys(name for name in low if name and name not in PLAIN))


def _in_order(some: tuple[str, ...], of: tuple[str, ...]) -> int:
    """How many names stand in the same order in both, at most (longest common subsequence)."""
    longest = [0] * (len(of) + 1)
    for name in some:
        before = 0
        for at, other in enumerate(of, start=1):
            kept = longest[at]
            longest[at] = before + 1 if name == other else max(longest[at], longest[at - 1])
            before = kept
    return longest[-1]


CHECK = Told(NAME, Question.OWN, weigh=weigh)
