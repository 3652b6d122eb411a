"""Known: what a form is filled from, and what is put into a field with the finding it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tocsin.law.places import EEA
from tocsin.terms.established import Established
from tocsin.terms.facts import Company, Facts, Part, Times
from tocsin.terms.finding import Finding
from tocsin.terms.form import Rests, Source, Translations
from tocsin.terms.severity import Severity
from tocsin.terms.template import Value
from tocsin.terms.verdict import Answer

FINDINGS, RECORD, SUGGESTED = Source.FINDINGS, Source.RECORD, Source.SUGGESTED

OURS = frozenset({Answer.GENUINE, Answer.STALE, Answer.MIXED})
"""Verdicts by which data of this company's customers are out of its hands."""

CLOCK = timedelta(hours=72)
"""Art. 33(1) GDPR, as elapsed time: the strict reading."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a form is filled from, beside what persons answer."""

    established: Established
    times: Times
    now: datetime
    facts: Facts | None = None
    """What persons told of the case, for the law as a whole."""

    @property
    def severity(self) -> Severity | None:
        """How bad it may be, as it was established."""
        return self.established.severity

    @property
    def late(self) -> bool | None:
        """Whether more than 72 hours have gone since awareness; None where that is not recorded."""
        aware = self.times.aware
        return None if aware is None else self.now - aware.at > CLOCK

    @property
    def ours(self) -> bool:
        """Whether the verdict says that data of this company are out."""
        return self.established.verdict.answer in OURS

    @property
    def controller(self) -> Company | None:
        """The one company that decides, as a person told; None where there are several, or none is told."""
        told = self.facts.companies if self.facts else ()
        decide = [one for one in told if one.part is Part.CONTROLLER and one.decides is not False]
        return decide[0] if len(decide) == 1 else None

    @property
    def placed(self) -> Facts:
        """What was told, with the people by country as they were found."""
        scope = self.established.scope
        told = self.facts or Facts(self.times)
        return replace(told, subjects=scope.by_country) if scope else told

    @property
    def inside(self) -> bool | None:
        """Whether it is established in the EEA; None where nobody told."""
        return None if self.controller is None else self.controller.country in EEA

    def resting(self, *keys: str) -> tuple[Rests, ...]:
        """The findings of these keys, as the report numbers them."""
        return tuple(
            Rests(number, finding.key, finding.says)
            for number, finding in enumerate(self.established.findings, 1)
            if finding.key in keys
        )

    def parts(self, of: str) -> tuple[str, ...]:
        """What findings of this sort are of: of 'remarks', the sorts that were found."""
        keys = (one.key.partition(".") for one in self.established.findings)
        return tuple(dict.fromkeys(part for first, _, part in keys if first == of and part))

    def finding(self, key: str) -> Finding | None:
        """The first finding of a key."""
        return next((one for one in self.established.findings if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is put into a field."""

    value: Value
    source: Source
    basis: tuple[Rests, ...] = ()
    because: str = ""
    told: Translations = ()
    """The same text in other languages."""


Proposals = Mapping[int, Proposal]
