"""A file of facts: what it may say, and what is refused, in one sentence with a remedy."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tocsin.law.said import read
from tocsin.terms.errors import Refused

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TIMES = """
[times]
claim_received = 2026-11-20T16:40:00+01:00
"""
AWARE = 'aware = { at = 2026-11-20T18:00:00+01:00, who = "DPO", because = "rows matched" }\n'
COMPANY = '[[companies]]\nname = "Quatre Vents SA"\ncountry = "FR"\n'


def test_the_smallest_file_is_when_the_claim_came() -> None:
    assert read(TIMES, NOW).times.claim_received.isoformat() == "2026-11-20T16:40:00+01:00"


def test_what_is_not_said_is_not_known() -> None:
    said = read(TIMES, NOW)
    assert (said.breached, said.risk, said.readable, said.insured, said.people) == (None,) * 4 + (
        0,
    )


REFUSED = {
    "no times": ("insured = true\n", "when the claim was received"),
    "no toml": ("times = [\n", "no file of facts"),
    "a fact that does not exist": ("ensured = true\n" + TIMES, "unknown field `ensured`"),
    "a fact of another type": ('insured = "maybe"\n' + TIMES, "Expected `bool"),
    "a country that does not exist": (TIMES + "[people]\nXX = 3\n", "'XX' is no country"),
    "fewer people than none": (TIMES + "[people]\nFR = -3\n", "below nought"),
    "a seat that does not exist": (TIMES + COMPANY.replace('"FR"', '"EU"'), "'EU' is no country"),
    "a region of another country": (
        TIMES + COMPANY + 'region = "DE-BY"\n', "no region of France",
    ),
    "a currency that does not exist": (
        TIMES + '[demand]\namount = 30000\ncurrency = "EURO"\n', "'EURO' is no currency",
    ),
    "a sum that is none": (TIMES + '[demand]\namount = inf\ncurrency = "EUR"\n', "no sum of money"),
    "a demand of less than nothing": (
        TIMES + '[demand]\namount = -5\ncurrency = "EUR"\n', "no sum of money",
    ),
    "more people than live": (TIMES + "[people]\nFR = 99_999_999_999\n", "above all who live"),
    "a claim before any law": (TIMES.replace("2026-11-20", "0001-01-01"), "before any law"),
    "a kind that does not exist": ('kinds = ["emails"]\n' + TIMES, "Did you mean 'email'"),
    "a sector that does not exist": ('sectors = ["pizza"]\n' + TIMES, "Invalid enum value"),
    "a risk without a reason": (TIMES + '[risk]\nlevel = "high"\nbecause = " "\n', "no reason"),
    "a time without zone": (TIMES.replace("+01:00", ""), "no zone"),
    "a claim in the future": (TIMES.replace("2026-11-20", "2026-11-24"), "in the future"),
    "awareness in the future": (
        TIMES + AWARE.replace("2026-11-20", "2026-11-24"), "'awareness' lies in the future",
    ),
    "awareness before the claim": (
        TIMES + AWARE.replace("2026-11-20", "2026-11-19"), "before the claim",
    ),
    "awareness before the breach": (
        TIMES + AWARE + "began = 2026-11-20T17:59:00+01:00\n".replace("17:59", "18:01"), "before the breach",
    ),
    "awareness without a reason": (TIMES + AWARE.replace("rows matched", ""), "no person or no reason"),
    "awareness of what did not happen": ("compromised = false\n" + TIMES + AWARE, "no data were taken"),
    "a key to what is readable": (
        "unintelligible = false\nkey_taken = true\n" + TIMES, "to be readable",
    ),
    "a processor that decides": (
        TIMES + COMPANY + 'part = "processor"\ndecides = true\n', "to be a processor, and to decide",
    ),
    "an answer to no duty": (
        TIMES + '[[given]]\nduty = "eu.gdpr.33"\nat = 2026-11-21T09:00:00+01:00\n', "Did you mean",
    ),
    "an answer before the claim": (
        TIMES + '[[given]]\nduty = "eu.gdpr.33.1"\nat = 2026-11-19T09:00:00+01:00\n', "cannot have been sent",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "because"), REFUSED.values(), ids=REFUSED)
def test_refused(text: str, because: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text, NOW)
    assert because in str(refused.value)
    assert refused.value.remedy


def test_an_investigation_that_began_before_the_claim_allows_earlier_awareness() -> None:
    opened = "investigation_opened = 2026-11-19T08:00:00+01:00\n"
    said = read(TIMES + opened + AWARE.replace("2026-11-20", "2026-11-19"), NOW)
    assert said.times.aware is not None
    assert said.times.aware.at < said.times.claim_received
