"""Payment cards: what the card schemes' contracts ask for. A contract, not a law."""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import cards
from tocsin.terms.law import Cite, Duty, Pack, Standing

PACK = Pack(
    name="pci",
    title="Card schemes (contract)",
    concerns=cards,
    duties=(
        Duty(
            key="pci.acquirer",
            does="Tell the acquiring bank, and read the contract with it",
            to="the acquirer",
            cite=Cite(
                "Card scheme rules (Visa, Mastercard)",
                "on account data compromise",
                "https://www.visa.fi",
                date(2026, 11, 23),
            ),
            when=cards,
            since=date(2006, 9, 7),
            by=Standing.COUNSEL,
            speed="at once",
            undecided="Visa's initial report is due in three days: calendar days in one source, working days in another. "
            "A forensic investigator is to be engaged within 72 hours (Mastercard) or five days (Visa).",
        ),
    ),
)
