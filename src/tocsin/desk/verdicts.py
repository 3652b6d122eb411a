"""Verdicts: every check of authenticity is asked, whatever the others said, and the sum is weighed."""

from __future__ import annotations

from tocsin.authenticity import CHECKS, verdict
from tocsin.authenticity.ground import Ground
from tocsin.desk.base import Desk
from tocsin.desk.linking import Linkage
from tocsin.desk.registers import Prepared
from tocsin.terms.verdict import Verdict


def judged(desk: Desk, linkage: Linkage, register: Prepared) -> Verdict:
    """What the leak is, by all checks."""
    desk.progress("Asking whether it is genuine", 0, 0)
    near = linkage.near
    held_against = Ground(near.register, near.past, register.common(desk), register.facts.history)
    supports = []
    for check in CHECKS:
        (answer,) = desk.engine.answer(check.ask(linkage.leak, held_against))
        supports.append(check.weigh(answer))
    return verdict.weigh(tuple(supports))
