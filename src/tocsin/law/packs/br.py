"""Brazil: three business days."""

from __future__ import annotations

from datetime import date

from tocsin.law.conditions import touches
from tocsin.terms.law import Cite, Duty, Pack, Standing

PACK = Pack(
    name="br",
    title="Brazil",
    concerns=touches("BR"),
    duties=(
        Duty(
            key="br.lgpd",
            does="Ask counsel in Brazil about notices to the ANPD and to the people",
            to="counsel in Brazil; ANPD",
            cite=Cite(
                "Resolution CD/ANPD 15/2024, with LGPD, Art. 48",
                "",
                "https://www.gov.br/anpd",
                date(2026, 11, 25),
            ),
            when=touches("BR"),
            since=date(2024, 4, 26),
            by=Standing.COUNSEL,
            speed="three business days of awareness, both",
            undecided="Turns on whether rights may be affected significantly and, beside that, the data are sensitive, of minors or the "
            "elderly, financial, for logging in, under secrecy, or of large scale. Details may follow within 20 business days; "
            "every incident is recorded for five years. Brazilian holidays are not counted here, so no day is computed; five "
            "law firms' notes agree, the text was not read.",
            places=("BR",),
        ),
    ),
)
