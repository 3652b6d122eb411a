"""Public samples: rows of databases that everybody can download, and of generators of made-up people.

>>> weigh({"addresses": 600, "samples": 580}).log10
-2.0
>>> weigh({"addresses": 600, "samples": 1}).log10
0.0
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tocsin.authenticity.base import total
from tocsin.authenticity.check import Counted, Over
from tocsin.terms.answer import Row, whole
from tocsin.terms.verdict import Question, Support

NAME = "public samples"

SAMPLES = (
    "@(?:sakilacustomer[.]org|sakilastaff[.]com|adventure-works[.]com|northwindtraders[.]com|"
    "chinookcorp[.]com|classicmodelcars[.]com|contoso[.]com|fabrikam[.]com|"  # sample databases
    "armyspy[.]com|cuvox[.]de|dayrep[.]com|einrot[.]com|fleckens[.]hu|gustr[.]com|jourrapide[.]com|"
    "rhyta[.]com|superrito[.]com|teleworm[.]us|x[.]dummyjson[.]com)$"  # generators
)
"""Mail domains of sample databases (Sakila, AdventureWorks, Northwind, Chinook, Classic Models, and the
firms of Microsoft's manuals), and of generators (Fake Name Generator, DummyJSON). Read 2026-11-25."""

SHARE, SOME = 0.05, 3
"""Share of the addresses from which it speaks, and how many at least: people use such mailboxes too."""

AGAINST = 2.0


def sums(leak: ir.Table) -> Mapping[str, ir.Scalar]:
    """Count e-mail `addresses`, and those of `samples`."""
    return {"addresses": leak.email.count(), "samples": total(leak.email.re_search(SAMPLES))}


def weigh(answer: Row) -> Support:
    """Speak against where many rows are of public samples."""
    addresses, samples = whole(answer, "addresses"), whole(answer, "samples")
    because = f"{samples:,} of {addresses:,} e-mail addresses are of public samples or generators"
    found = samples >= SOME and samples >= SHARE * addresses
    return Support(NAME, -AGAINST if found else 0.0, because)


CHECK = Counted(NAME, Question.COPIED, over=Over.LEAK, sums=sums, weigh=weigh)
