"""A link explains itself, and the links are summed up."""

from __future__ import annotations

import pytest
from linkage_cases import ANNA, BRAM, SIZE, Bench, only, similarity, table, without

from tocsin.linkage import borne, explain, summary
from tocsin.linkage.explain import Explained, Fate


def test_an_explanation_names_no_value_of_the_person(bench: Bench) -> None:
    (found,) = bench.answer(bench.link([ANNA], [ANNA]).links)

    said = explain.sentence(found["pattern"], found["weight"])

    assert not any(value in said for value in ANNA.values() if len(value) > 2)


def test_a_pattern_of_nothing_says_so() -> None:
    assert explain.sentence("email=missing;name=missing", -16.0).startswith(
        "Nothing could be compared;"
    )


def test_links_are_summed_up_by_what_they_rest_on(bench: Bench) -> None:
    found = bench.link([ANNA, {k: ANNA[k] for k in ("name", "phone")}], [ANNA])

    assert summary.weigh(bench.answer(summary.ask(found.links))).by_ground == (
        ("email", 1),
        ("phone", 1),
    )


def explained(
    bench: Bench, leak: list[dict[str, str]], register: list[dict[str, str]], fate: Fate
) -> Explained:
    """The first row of a leak."""
    rows, records = bench.known(table(leak[:1], "row")), bench.known(table(register, "id"))
    known = bench.keep(borne.beside(records.mutate(person=records.id)))
    return explain.weigh(bench.answer(explain.ask(rows, known, SIZE, similarity)), 0, fate)


def test_the_parts_of_a_weight_add_up_to_that_of_the_link(bench: Bench) -> None:
    (link,) = bench.answer(bench.link([ANNA], [ANNA, BRAM]).links)

    best = explained(bench, [ANNA], [ANNA, BRAM], Fate.LINKED).records[0]

    assert best.weight == link["weight"]
    assert sum(part.bits for part in best.parts) == pytest.approx(link["weight"], abs=0.001)
    assert best.pattern == link["pattern"]


def test_the_first_part_is_the_prior_and_the_others_name_their_levels(bench: Bench) -> None:
    best = explained(bench, [ANNA], [ANNA], Fate.LINKED).records[0]

    assert best.parts[0].name == "prior"
    assert {part.name: part.levels for part in best.parts}["phone and address"] == ("same", "same")


def test_the_runner_up_is_shown_beside_the_best(bench: Bench) -> None:
    husband = ANNA | {"name": "leroux marc", "email": "marc.leroux@post.example"}

    found = explained(bench, [ANNA], [husband, ANNA], Fate.LINKED)

    assert [held.record for held in found.records] == ["1", "0"]


def test_a_row_that_shares_nothing_says_so(bench: Bench) -> None:
    found = explained(bench, [only(BRAM, "name")], [ANNA], Fate.UNLINKED)

    assert found.says.startswith("Row 0 is linked to no record: it shares with none")
    assert found.records == ()


def test_a_row_below_the_threshold_says_how_far_the_nearest_comes(bench: Bench) -> None:
    row = only(ANNA, "name", "postcode") | {"phone": BRAM["phone"]}

    found = explained(bench, [row], [ANNA], Fate.UNLINKED)

    assert (
        "Of the nearest, the name is the same and the postcode is the same, although" in found.says
    )
    assert found.says.endswith("and a link needs 0.95.")


def test_an_ambiguous_row_says_that_two_people_fit(bench: Bench) -> None:
    row = without(ANNA, "customer_number")
    found = explained(bench, [row], [ANNA, row], Fate.AMBIGUOUS)

    assert "the records of two people fit it equally well" in found.says
    assert len(found.records) == 2
