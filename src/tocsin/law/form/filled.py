"""Filled: the form as far as it goes: from the findings, the record and persons; the rest is asked.

A person's answer stands over what was proposed, and what the findings say against it is said beside it.
Fields 3 to 5, which notification this is, follow from the case and are nobody's to answer.
"""

from __future__ import annotations

from tocsin.law.form.against import contradictions
from tocsin.law.form.known import Known, Proposal, Proposals
from tocsin.law.form.proposed import proposals
from tocsin.law.form.remarks import remarks
from tocsin.law.form.template import BY_NUMBER, FIELDS, VERSION
from tocsin.terms.form import Change, Entry, Form, Notice, Notified, Question, Said, Source
from tocsin.terms.template import Circumstances, Field, Need, Value, Values

EEA_KEY = "established_in_eea"
"""What the template turns on and has no field for, as a file of answers names it."""

EEA_ASKS = "Is the controller established in the European Economic Area (yes or no)"

WITHDRAWING = frozenset({"1.1", "2.2"})
"""Sections of a withdrawal: which one, whose, who says so."""

OWN = frozenset({3, 4, 5, 6, 49})
"""Fields of each notification for itself: no change of what is notified."""

FOLLOW = frozenset({3, 4, 5})
"""Fields that follow from the case, and that nobody answers."""

HOW = {48: "tocsin aware CASE --at TIME --because TEXT"}
"""Fields that a command answers."""

NEEDED = frozenset({Need.MANDATORY, Need.SHOWN})


def filled(
    known: Known, said: Said, earlier: Notified | None = None, withdrawn: str | None = None
) -> Form:
    """The form of this moment.

    `earlier` is what was notified last: then it is a follow-up, which says what has changed.
    `withdrawn` is the reason for which the earlier notification is withdrawn.
    """
    proposed = {**proposals(known), **_notice(earlier, withdrawn)}
    answers = {number: value for number, value in said.values.items() if number not in FOLLOW}
    eea = known.inside if said.eea is None else said.eea
    at = Circumstances(eea, known.late, withdrawn is not None)
    shown = _shown(proposed, answers, at)
    questions = _questions(shown, at)
    blocked = any(question.blocks for question in questions)
    if withdrawn is None:
        state = ("b",) if blocked else ("a",)
        shown[4] = _entry(BY_NUMBER[4], state, Proposal(state, Source.RECORD))
    notice = Notice.NEW
    if earlier:
        notice = Notice.FOLLOW_UP if withdrawn is None else Notice.WITHDRAWAL
    held = {number: value for number, value in answers.items() if number in shown}
    return Form(
        template=VERSION,
        notice=notice,
        complete=not blocked,
        case=known.established.name,
        made=known.now,
        ledger_head=known.established.ledger_head,
        entries=tuple(shown[field.number] for field in FIELDS if field.number in shown),
        questions=questions,
        contradictions=contradictions(known, proposed, held),
        changes=_changes(earlier.form, shown) if earlier and withdrawn is None else (),
        remarks=remarks(known, notice),
    )


def _notice(earlier: Notified | None, withdrawn: str | None) -> Proposals:
    told = {3: Proposal(("b" if earlier else "a",), Source.RECORD)}
    if earlier and earlier.reference:
        told[6] = Proposal((earlier.reference,), Source.RECORD, because="recorded when it was sent")
    if withdrawn is not None:
        told[4] = Proposal(("c",), Source.RECORD)
        told[5] = Proposal((withdrawn,), Source.PERSON)
    return told


def _shown(proposed: Proposals, answers: Values, at: Circumstances) -> dict[int, Entry]:
    """The fields that are shown, each with what is in it; rules look only at fields before them."""
    values: dict[int, Value] = {}
    shown: dict[int, Entry] = {}
    for field in FIELDS:
        if at.withdrawn and field.section not in WITHDRAWING:
            continue
        if not field.shown.holds(values, at):
            continue
        entry = _filled(field, proposed.get(field.number), answers.get(field.number))
        shown[field.number] = entry
        values[field.number] = entry.value
    return shown


def _filled(field: Field, proposal: Proposal | None, answer: Value | None) -> Entry:
    if answer:
        return _entry(field, answer, Proposal(answer, Source.PERSON))
    if proposal:
        return _entry(field, proposal.value, proposal)
    return _entry(field, (), Proposal((), Source.OPEN))


def _entry(field: Field, value: Value, by: Proposal) -> Entry:
    return Entry(
        number=field.number,
        key=field.key,
        section=field.section,
        label=field.label,
        cite=field.cite,
        need=field.need,
        value=value,
        words=field.words(value),
        source=by.source,
        basis=by.basis,
        because=by.because,
        told=by.told,
    )


def _questions(shown: dict[int, Entry], at: Circumstances) -> tuple[Question, ...]:
    """What only a person can say; what makes the form complete first."""
    asked = [Question(None, EEA_KEY, EEA_ASKS)] if at.eea is None and not at.withdrawn else []
    for number, entry in shown.items():
        field = BY_NUMBER[number]
        if number == 4 or (entry.value and not _unsettled(field, entry)):
            continue
        suggested = entry.value if entry.source is Source.SUGGESTED else ()
        blocks = field.need in NEEDED
        how = HOW.get(number, "")
        offered = field.options
        asked.append(
            Question(number, field.key, field.label, offered, suggested, blocks, field.sort, how)
        )
    return tuple(sorted(asked, key=lambda question: not question.blocks))


def _unsettled(field: Field, entry: Entry) -> bool:
    return entry.source is Source.SUGGESTED or field.waits(entry.value)


def _changes(before: Form, shown: dict[int, Entry]) -> tuple[Change, ...]:
    """Fields that say something else than was notified, those that came or went among them."""
    then = {entry.number: entry for entry in before.entries}
    changes = []
    for field in FIELDS:
        old, new = then.get(field.number), shown.get(field.number)
        was, now = old.value if old else (), new.value if new else ()
        if field.number not in OWN and was != now:
            words = (old.words if old else "", new.words if new else "")
            changes.append(Change(field.number, field.label, *words))
    return tuple(changes)
