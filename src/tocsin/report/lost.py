"""Lost: what the report tells of each person's losses, and of what hides in free text.

What everybody lost is said once; each combination then names what else some people lost with it. Of free text only sorts
and counts are told, with the shape of what was met: every letter an x, every digit a 9.
"""

from __future__ import annotations

from tocsin.report import sentences
from tocsin.report.lexicon import kind
from tocsin.report.plain import Json
from tocsin.report.sheet import Cell, Column, Index, Section, Sheet
from tocsin.terms.scope import Combination, Lost, Remark

LIMIT = (
    "A letter to a person may name the kinds that stand in that person's row here, and no others. People behind rows that "
    "link to nobody in the register are not counted."
)
OF_WORDS = (
    "Told by words, in French, Dutch, German and English. A sentence may speak of a thing without its being true of the "
    "customer. “Right” and “found” were measured on sentences of our own; of those said in unusual words only about one in "
    "five is found, so the counts are lower limits."
)
OF_DIETS = (
    "A diet may point to a belief or an illness, and need not. Whether it allows such a conclusion, so that "
    "Art. 9 GDPR protects it (CJEU, C-184/20), is for counsel. A favourite topping alone is a taste, and is not counted."
)


def section(lost: Lost | None, remarks: tuple[Remark, ...], index: Index) -> tuple[Section, ...]:
    """Tell what each person lost, and what hides in free text; nothing where neither was asked."""
    told = () if lost is None or not lost.combinations else (_lost(lost, index),)
    return (*told, *((_remarks(remarks, index),) if remarks else ()))


def everybody(lost: Lost) -> tuple[str, ...]:
    """The kinds that every person lost."""
    return tuple(name for name, people in lost.kinds if people == lost.people)


def beyond(lost: Lost, of: Combination) -> tuple[str, ...]:
    """What people of a combination lost besides what everybody did."""
    core = frozenset(everybody(lost))
    return tuple(name for name in of.kinds if name not in core)


def _lost(lost: Lost, index: Index) -> Section:
    core = everybody(lost)
    lead = f"Counted for each of {sentences.count(lost.people, 'person', 'people')}, over all rows of that person."
    if core:
        lead += f" Everybody lost {sentences.listed([kind(name) for name in core])}."
    kinds = tuple(
        (
            Cell(sentences.capital(kind(name))),
            Cell(sentences.number(people), index.of("lost")),
            Cell(sentences.percent(people / lost.people)),
        )
        for name, people in lost.kinds
    )
    together = [
        (
            Cell(_named(beyond(lost, one), bool(core))),
            Cell(sentences.count(len(one.kinds), "kind")),
            Cell(sentences.number(one.people), index.of("lost")),
            Cell(sentences.percent(one.people / lost.people)),
        )
        for one in lost.combinations
    ]
    if lost.others:
        others = sentences.count(lost.other_combinations, "other combination")
        part = sentences.percent(lost.others / lost.people)
        together.append((Cell(others), Cell(""), Cell(sentences.number(lost.others)), Cell(part)))
    people, share = Column("People", numeric=True), Column("Share", numeric=True)
    return Section(
        "lost",
        "What each person lost",
        lead,
        (
            Sheet("People by kind of data", (Column("Kind"), people, share), kinds, folded=True),
            Sheet(
                "People by combination of kinds",
                (
                    Column("Besides what everybody lost" if core else "Lost together"),
                    Column("In all", narrow=True),
                    people,
                    share,
                ),
                tuple(together),
                folded=True,
            ),
        ),
        (LIMIT,),
    )


def _named(kinds: tuple[str, ...], besides: bool) -> str:
    if not kinds:
        return "nothing else" if besides else "nothing that was recognised"
    return sentences.capital(sentences.listed([kind(name) for name in kinds]))


def _remarks(remarks: tuple[Remark, ...], index: Index) -> Section:
    rows = tuple(
        (
            Cell(
                sentences.capital(one.says),
                note=f"like {'; '.join(one.examples)}" if one.examples else "",
            ),
            Cell(one.category.value),
            Cell(sentences.number(one.rows), index.of(f"remarks.{one.sort}")),
            Cell(sentences.number(one.people), index.of(f"remarks.{one.sort}")),
            Cell(sentences.percent(one.precision)),
            Cell(sentences.percent(one.recall)),
        )
        for one in remarks
    )
    columns = (
        Column("Speaks of"),
        Column("Category"),
        Column("Rows", numeric=True),
        Column("People", numeric=True),
        Column("Right", numeric=True),
        Column("Found", numeric=True),
    )
    diets = (OF_DIETS,) if any(one.sort == "diet" for one in remarks) else ()
    return Section(
        "remarks",
        "What hides in free text",
        "What people wrote in their own words, by sort. No sentence is shown: letters stand as x and digits as 9.",
        (Sheet("Remarks in free text", columns, rows),),
        (OF_WORDS, *diets),
    )


def plain(lost: Lost | None, remarks: tuple[Remark, ...]) -> dict[str, Json]:
    """The same for machines: the keys `lost` and `remarks`.

    >>> told = plain(Lost(2, (("email", 2),), (Combination(("email",), 2),), 0, 0), ())
    >>> told["lost"]["combinations"]
    [{'kinds': ['email'], 'people': 2}]
    """
    said: list[Json] = [
        {
            "sort": one.sort,
            "category": one.category.value,
            "rows": one.rows,
            "people": one.people,
            "examples": list(one.examples),
            "precision": one.precision,
            "recall": one.recall,
        }
        for one in remarks
    ]
    if lost is None:
        return {"lost": None, "remarks": said}
    combinations: list[Json] = [
        {"kinds": list(one.kinds), "people": one.people} for one in lost.combinations
    ]
    return {
        "lost": {
            "people": lost.people,
            "kinds": [{"kind": name, "people": people} for name, people in lost.kinds],
            "combinations": combinations,
            "others": lost.others,
            "other_combinations": lost.other_combinations,
        },
        "remarks": said,
    }
