"""Claims, demand and deadline as findings."""

from __future__ import annotations

from datetime import UTC, datetime

from tocsin.possession import findings
from tocsin.possession.claims import Holding, weigh
from tocsin.possession.note import read
from tocsin.terms.finding import Certainty, Locus

RECEIVED = datetime(2014, 6, 13, 9, 30, tzinfo=UTC)
NOTE = Locus("ab" * 32)
LEAK = Locus("cd" * 32)


def test_each_claim_is_one_finding_that_names_its_line(english_note: str) -> None:
    note = read(english_note, RECEIVED)
    found = findings.answered(weigh(note, Holding(sample=True, rows=2)), NOTE, (LEAK,))
    assert [f.basis[0].where for f in found] == [f"line {claim.line}" for claim in note.claims]


def test_an_untested_claim_is_unresolved_and_has_a_limit(english_note: str) -> None:
    note = read(english_note, RECEIVED)
    first = findings.answered(weigh(note, Holding(sample=True, rows=2)), NOTE, (LEAK,))[0]
    assert (first.certainty, bool(first.limit)) == (Certainty.UNRESOLVED, True)


def test_the_deadline_is_told_in_every_reading(english_note: str) -> None:
    says = findings.demanded(read(english_note, RECEIVED).demand, (NOTE,))[1].says
    assert ("2014-06-16 18:00 UTC" in says, "2014-06-16 19:00 UTC" in says) == (True, True)


def test_the_sum_is_told_with_its_currency(english_note: str) -> None:
    says = findings.demanded(read(english_note, RECEIVED).demand, (NOTE,))[0].says
    assert says == "The note demands EUR 30,000."


def test_a_note_without_claims_is_said_to_claim_nothing() -> None:
    assert len(findings.unclaimed(read("Call me.", RECEIVED), (NOTE,))) == 1


def test_a_note_with_claims_is_not_said_to_claim_nothing(english_note: str) -> None:
    assert findings.unclaimed(read(english_note, RECEIVED), (NOTE,)) == ()


def test_a_sum_that_is_no_amount_is_told_with_its_line() -> None:
    demand = read("We stole your data.\nPay 1e999 EUR.", RECEIVED).demand

    assert findings.demanded(demand, (NOTE,))[0].says == (
        "The note names a sum on line 2 that is no amount of money; it was not read."
    )
