"""Digital Omnibus: a proposal that would change Art. 33 GDPR. Not law: shown, never counted.

>>> [(duty.key, duty.by.value, duty.clocks) for duty in PACK.duties]
[('eu.omnibus.33', 'not in force', ())]
"""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import european
from tocsin.terms.law import Cite, Duty, Pack, Standing

PACK = Pack(
    name="omnibus",
    title="Digital Omnibus (proposal)",
    concerns=european,
    duties=(
        Duty(
            key="eu.omnibus.33",
            does="Would notify only breaches likely to result in a high risk, by one entry point at ENISA",
            to="the competent supervisory authority, through the single entry point",
            cite=Cite(
                "Proposal of 19 November 2025 for a Digital Omnibus Regulation",
                "on GDPR, Art. 33",
                "https://www.sourcingspeak.com/digital-omnibus-european-commission-changes-eu-digital-rules",
                date(2026, 11, 25),
            ),
            when=european,
            since=date(2025, 11, 19),
            by=Standing.PROPOSED,
            speed="would be 96 hours; today's rule is 72 hours, from any risk on",
            undecided="Not adopted in anything found: in June 2026 Parliament and Council had not agreed on it.",
        ),
    ),
)
