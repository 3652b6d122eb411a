"""Remarks: what must be known beside a form as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from tocsin.law.competence import addressed
from tocsin.law.form.known import Known
from tocsin.terms.form import Notice
from tocsin.terms.verdict import Answer

GDPR = datetime(2018, 5, 25, tzinfo=UTC)
"""Regulation (EU) 2016/679 applies from then (Art. 99(2))."""


def remarks(known: Known, notice: Notice) -> tuple[str, ...]:
    """All that hold."""
    return tuple(_remarks(known, notice))


def _remarks(known: Known, notice: Notice) -> Iterator[str]:
    answer = known.established.verdict.answer
    if known.times.claim_received < GDPR:
        yield (
            "The claim came before 25 May 2018, when the GDPR did not apply yet: no notification under "
            "its Art. 33 was owed. The form is filled as if it happened today."
        )
    if known.times.aware is None:
        yield (
            "Nobody has recorded when the company became aware, from which the 72 hours are counted: "
            "tocsin aware CASE --at TIME --because TEXT."
        )
    elif known.late and notice is Notice.NEW:
        yield "More than 72 hours have gone since awareness: the reasons for the delay must be given."
    if answer is Answer.CANNOT_TELL:
        yield (
            "The evidence in hand cannot tell whether the data are this company's. A notification may be "
            "given in phases, and is no fault if it turns out that there was no breach (EDPB Guidelines 9/2022)."
        )
    if answer in (Answer.FABRICATED, Answer.RECYCLED, Answer.OTHER_SYSTEM):
        yield (
            f"The verdict is {answer.value}: nothing of a breach of this register is filled in. Whether "
            "another system or an earlier breach must be notified, a person must judge."
        )
    if known.facts and known.facts.companies:
        yield from addressed(known.placed).remarks
    if known.established.sample:
        yield "Only a sample is at hand, which its holder chose. It says nothing of how much there is."
    if notice is Notice.NEW:
        yield (
            "What is not known yet may follow in phases, without undue further delay (Art. 33(4)); the "
            "notification need not wait for it."
        )
    yield (
        "Texts drawn from the findings are in English, and in French, Dutch and German with --language: an authority "
        "may take only its own languages. The template is the EDPB's of June 2026, put out for consultation; each authority's own form goes before it."
    )
    yield "This is no legal advice. Who signs decides."
