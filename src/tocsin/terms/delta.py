"""Delta: what one answer says and an earlier one did not, or says otherwise.

An answer is a set of statements, each under a part and a key; what differs is new, gone or changed. Words
that depend on the time of asking (the ledger's head, the custody) are no statements.

>>> [(one.key, one.before, one.after) for one in changed("kinds", {"iban": 12}, {"iban": 12, "email": 40})]
[('email', None, 40)]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tocsin.terms.changed import Changed, Value
from tocsin.terms.established import Established
from tocsin.terms.law import Duties, Standing
from tocsin.terms.period import Taken


def delta(
    before: Established, after: Established, duties: tuple[Duties, Duties] | None = None
) -> tuple[Changed, ...]:
    """What the later answer says otherwise; with the duties that follow from each, if given."""
    one, other = dict(said(before)), dict(said(after))
    parts = dict.fromkeys((*other, *one))
    changes = (c for part in parts for c in changed(part, one.get(part, {}), other.get(part, {})))
    return (*changes, *(_owed(*duties) if duties else ()))


def changed(
    part: str, before: Mapping[str, Value], after: Mapping[str, Value]
) -> tuple[Changed, ...]:
    """What of one part is not what it was, in the later answer's order, what is gone last."""
    keys = dict.fromkeys((*after, *before))
    pairs = ((key, before.get(key), after.get(key)) for key in keys)
    return tuple(Changed(part, key, was, now) for key, was, now in pairs if was != now)


def said(answer: Established) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """All statements of an answer, part by part."""
    yield (
        "verdict",
        {
            "answer": answer.verdict.answer.value,
            "support": f"{answer.verdict.support:.1f}",
            **{s.question.value: f"{s.log10:.1f}" for s in answer.verdict.standings},
        },
    )
    yield "claims", {c.claim.claimed: c.status.value for c in answer.claims}
    scope = answer.scope
    if scope:
        counts = ("rows", "accounts", "people", "former", "unlinked", "ambiguous", "canaries")
        yield "scope", {name: getattr(scope, name) for name in counts}
        yield "countries", dict(scope.by_country)
    yield "kinds", {kind.kind: kind.people for kind in answer.kinds}
    yield "absent", {one.kind: one.at_most_rows for one in answer.absent}
    yield "taken", _taken(answer.taken)
    passwords = answer.passwords.kept if answer.passwords else ()
    yield "passwords", {f"{one.scheme} {one.column}".strip(): one.rows for one in passwords}
    yield "remarks", {one.sort: one.people for one in answer.remarks if one.people}
    if answer.severity:
        yield "severity", {"level": answer.severity.level.value}
    yield "canaries", {one.source: one.seen for one in answer.sightings if one.seen}
    yield "demand", _demand(answer)
    yield "exhibits", {one.sha256: one.role.value for one in answer.exhibits}
    if answer.register:
        facts = answer.register
        yield (
            "register",
            {"taken": facts.taken.isoformat(), "rows": facts.rows, "history": facts.history},
        )


def _taken(taken: Taken | None) -> dict[str, Value]:
    if taken is None or taken.period is None:
        return {}
    ends = (("earliest", taken.period.after), ("latest", taken.period.before))
    named: dict[str, Value] = {name: at.isoformat() for name, at in ends if at}
    return named | ({"source": taken.source} if taken.source else {})


def _demand(answer: Established) -> dict[str, Value]:
    demand = answer.asked.demand if answer.asked else None
    if demand is None:
        return {}
    told: dict[str, Value] = {}
    if demand.asked:
        told["sum"] = f"{demand.asked.currency} {demand.asked.amount}"
    if demand.deadline:
        told["deadline"] = demand.deadline.readings[0].at.isoformat()
    return told


def _owed(before: Duties, after: Duties) -> Iterator[Changed]:
    """The duties that are new, gone, or due at another time."""
    words = {one.key: f"{one.does} ({one.to})" for one in (*before.owed, *after.owed)}
    for change in changed("duties", _stand(before), _stand(after)):
        yield replace(change, words=words[change.key])


def _stand(duties: Duties) -> dict[str, Value]:
    """What is owed, by key: its deadline, or how it stands."""
    return {
        one.key: ends.strict.isoformat() if (ends := one.deadline) else one.standing.value
        for one in duties.owed
        if one.standing is not Standing.FREED
    }
