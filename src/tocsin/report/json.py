r"""JSON: the report for machines, with the keys and meanings of the contract, and some added.

Keys stand in the contract's order; keys of rooms that are not built are absent. Names out of
files stand whole; characters that hide or act, and `<`, `>`, `&`, are written as `\uXXXX`, so
the text is inert in a terminal and inside HTML, and reads back as it was.

>>> inert('{"name": "a\u202eb<script>"}')
'{"name": "a\\u202eb\\u003cscript\\u003e"}'
"""

from __future__ import annotations

import json
import re
import unicodedata

from tocsin.report import canaries, dated, duties, lost, passwords, severity, since
from tocsin.report.plain import Json
from tocsin.report.visible import HIDDEN
from tocsin.terms.case import Entry, Exhibit
from tocsin.terms.claim import ClaimAnswer, Deadline, Money
from tocsin.terms.established import Asked, Established, RegisterFacts
from tocsin.terms.finding import Finding
from tocsin.terms.reliability import Reliability, Step
from tocsin.terms.scope import KindAbsent, KindHeld, Scope
from tocsin.terms.table import Reading, Table
from tocsin.terms.verdict import Verdict

ACTING = re.compile(r"[<>&]|[^\n -~]")
"""What may have to be written out: markup, and all beyond printable ASCII but the line end."""


def write(established: Established) -> bytes:
    """Write the whole report as UTF-8, ending in a newline; the same value gives the same bytes."""
    text = json.dumps(report(established), ensure_ascii=False, indent=1, allow_nan=False)
    return (inert(text) + "\n").encode()


def inert(text: str) -> str:
    """Write out, in JSON's own way, each character that hides or acts."""
    return ACTING.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if not character.isascii() and unicodedata.category(character) not in HIDDEN:
        return character
    return json.dumps(character)[1:-1] if not character.isascii() else f"\\u{ord(character):04x}"


def report(established: Established) -> dict[str, Json]:
    """Give the report as plain values, in the contract's order."""
    return {
        "case": {
            "name": established.name,
            "received": established.received.isoformat(),
            "tool": established.tool,
            "ledger_head": established.ledger_head,
        },
        "verdict": _verdict(established.verdict),
        "claims": [_claim(answer) for answer in established.claims],
        "scope": _scope(established.scope),
        "kinds": [_held(held) for held in established.kinds],
        "absent": [_absent(absent) for absent in established.absent],
        "taken": dated.plain(established.taken),
        "passwords": passwords.plain(established.passwords),
        "severity": severity.plain(established.severity),
        **_duties(established),
        "findings": [_finding(finding) for finding in established.findings],
        **lost.plain(established.lost, established.remarks),
        **passwords.plain_beside(established.passwords),
        "demand": _demand(established.asked),
        "register": _register(established.register),
        "exhibits": _exhibits(established.exhibits, established.readings),
        "custody": [_entry(entry) for entry in established.custody],
        **({"canaries": canaries.plain(established.sightings)} if established.sightings else {}),
        **({"since": since.plain(established.since)} if established.since else {}),
        **_reliability(established.reliability),
    }


def _duties(established: Established) -> dict[str, Json]:
    owed, today = established.duties, established.today
    if owed is None:
        return {}
    told: dict[str, Json] = {"duties": duties.plain(owed), "law": duties.plain_beside(owed)}
    if today is not None:
        told["today"] = {"duties": duties.plain(today), "law": duties.plain_beside(today)}
    return told


def _reliability(reliability: Reliability | None) -> dict[str, Json]:
    """Of a drill only: a real case has no truth to be held against."""
    if reliability is None:
        return {}
    links, others = ([_step(step) for step in s] for s in (reliability.links, reliability.others))
    return {"reliability": {"links": links, "others": others}}


def _step(step: Step) -> Json:
    return {
        "low": step.low,
        "high": step.high,
        "pairs": step.pairs,
        "expected": step.expected,
        "right": step.right,
        "interval": list(step.interval),
    }


def _verdict(verdict: Verdict) -> Json:
    return {
        "answer": verdict.answer.value,
        "support": verdict.support,
        "because": [
            {
                "check": support.check,
                "log10": support.log10,
                "because": support.because,
                "question": support.question.value,
            }
            for support in verdict.because
        ],
        "limit": verdict.limit,
        "questions": {
            standing.question.value: {"log10": standing.log10, "speaking": standing.speaking}
            for standing in verdict.standings
        },
        "would_decide": list(verdict.would_decide),
        "ours": None
        if verdict.ours is None
        else {
            "rows": verdict.ours.rows,
            "least": verdict.ours.least,
            "likely": verdict.ours.likely,
            "most": verdict.ours.most,
            "tied": verdict.ours.tied,
        },
    }


def _claim(answer: ClaimAnswer) -> Json:
    claim = answer.claim
    of = claim.country or claim.kind or "+".join(claim.together)
    return {
        "claim": f"{claim.subject.value}.{of}" if of else claim.subject.value,
        "claimed": claim.claimed,
        "found": answer.found,
        "status": answer.status.value,
        "because": answer.because,
        "line": claim.line,
        "count": claim.count,
        "at_least": claim.at_least,
    }


def _scope(scope: Scope | None) -> Json:
    if scope is None:
        return None
    return {
        "rows": scope.rows,
        "accounts": scope.accounts,
        "people": scope.people,
        "former": scope.former,
        "unlinked": scope.unlinked,
        "by_country": dict(scope.by_country),
        "ambiguous": scope.ambiguous,
        "known": scope.known,
        "known_people": scope.known_people,
        "judged": scope.judged,
        "doubtful": scope.doubtful,
    }


def _held(held: KindHeld) -> Json:
    return {
        "kind": held.kind,
        "category": held.category.value,
        "rows": held.rows,
        "people": held.people,
        "scheme": held.scheme,
    }


def _absent(absent: KindAbsent) -> Json:
    return {
        "kind": absent.kind,
        "cells": absent.cells,
        "found": absent.found,
        "recall": absent.recall,
        "at_most_rows": absent.at_most_rows,
        "planted": absent.planted,
        "recovered": absent.recovered,
    }


def _finding(finding: Finding) -> Json:
    return {
        "says": finding.says,
        "basis": [{"exhibit": locus.exhibit, "where": locus.where} for locus in finding.basis],
        "certainty": finding.certainty.value,
        "limit": finding.limit,
        "key": finding.key,
    }


def _demand(asked: Asked | None) -> Json:
    if asked is None:
        return None
    worth = asked.worth
    return {
        "asked": _money(asked.demand.asked),
        "worth": None
        if worth is None
        else {
            "amount": str(worth.amount),
            "currency": worth.currency,
            "day": worth.day,
            "source": worth.source,
        },
        "threats": list(asked.demand.threats),
        "channels": list(asked.demand.channels),
        "deadline": _deadline(asked.demand.deadline, asked),
        "now": asked.now.isoformat(),
    }


def _money(money: Money | None) -> Json:
    return None if money is None else {"amount": str(money.amount), "currency": money.currency}


def _deadline(deadline: Deadline | None, asked: Asked) -> Json:
    if deadline is None:
        return None
    return {
        "line": deadline.line,
        "ambiguity": deadline.ambiguity,
        "readings": [
            {
                "at": instant.at.isoformat(),
                "reading": instant.reading,
                "passed": instant.at <= asked.now,
            }
            for instant in deadline.readings
        ],
    }


def _register(facts: RegisterFacts | None) -> Json:
    if facts is None:
        return None
    return {
        "sha256": facts.sha256,
        "rows": facts.rows,
        "people": facts.people,
        "source": facts.source,
        "taken": facts.taken.isoformat(),
        "history": facts.history,
    }


def _exhibits(exhibits: tuple[Exhibit, ...], readings: tuple[Reading, ...]) -> Json:
    """As `tocsin read --json` has them; an exhibit without a reading has only its seal."""
    told: list[Json] = []
    for at, exhibit in enumerate(exhibits):
        seal: dict[str, Json] = {
            "name": exhibit.name,
            "sha256": exhibit.sha256,
            "bytes": exhibit.bytes,
            "role": exhibit.role.value,
        }
        told.append(seal | _reading(readings[at]) if at < len(readings) else seal)
    return told


def _reading(reading: Reading) -> dict[str, Json]:
    dialect = reading.dialect
    return {
        "format": reading.format,
        "encoding": reading.encoding,
        "dialect": None
        if dialect is None
        else {
            "delimiter": dialect.delimiter,
            "quote": dialect.quote,
            "escape": dialect.escape,
            "header": dialect.header,
        },
        "marks": dict(reading.marks),
        "tables": [_table(table) for table in reading.tables],
        "refused": reading.refused,
    }


def _table(table: Table) -> Json:
    return {
        "name": table.name,
        "rows": table.rows,
        "rejects": table.rejected,
        "repaired": table.repaired,
        "columns": [
            {
                "name": column.name,
                "kind": column.kind,
                "share": column.share,
                "filled": column.filled,
                "judged_by": column.judged_by,
            }
            for column in table.columns
        ],
        "rejected": [{"where": reject.where, "reason": reject.reason} for reject in table.rejects],
    }


def _entry(entry: Entry) -> Json:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "act": entry.act,
        "tool": entry.tool,
        "inputs": list(entry.inputs),
        "outputs": list(entry.outputs),
        "why": entry.why,
        "previous": entry.previous,
    }
