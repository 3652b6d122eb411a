"""Switzerland: only a likely high risk is reported, as soon as possible; no hours are counted."""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import touches
from tocsin.terms.law import Cite, Duty, Pack, Standing

PACK = Pack(
    name="ch",
    title="Switzerland",
    concerns=touches("CH"),
    duties=(
        Duty(
            key="ch.dsg.24",
            does="Ask counsel in Switzerland whether to report to the FDPIC, and to tell the people",
            to="counsel in Switzerland; the Federal Data Protection and Information Commissioner (FDPIC)",
            cite=Cite(
                "Data Protection Act (DSG), with DSV, Art. 15",
                "Art. 24",
                "https://www.fedlex.admin.ch/eli/cc/2022/491",
                date(2026, 11, 25),
                "the texts of DSG, Art. 24, and DSV, Art. 15, as reproduced",
            ),
            when=touches("CH"),
            since=date(2023, 9, 1),
            by=Standing.COUNSEL,
            speed="as soon as possible",
            undecided="Turns on a high risk being likely (a lower one is not reported), and on whether what was done "
            "has effect in Switzerland. People are told where they need it to protect themselves, or where the "
            "FDPIC asks; not where a public notice does as well, or it takes disproportionate effort. The record is "
            "kept for two years at least. In a criminal case a report is used against who made it only if he agrees.",
            places=("CH",),
        ),
    ),
)
