"""A link explains itself, and the links are summed up."""

from __future__ import annotations

from linkage_cases import ANNA, Bench

from tocsin.linkage import explain, summary


def test_an_explanation_names_no_value_of_the_person(bench: Bench) -> None:
    (found,) = bench.answer(bench.link([ANNA], [ANNA]).links)

    said = explain(found["pattern"], found["weight"])

    assert not any(value in said for value in ANNA.values() if len(value) > 2)


def test_a_pattern_of_nothing_says_so() -> None:
    assert explain("email=missing;name=missing", -16.0).startswith("Nothing could be compared;")


def test_links_are_summed_up_by_what_they_rest_on(bench: Bench) -> None:
    found = bench.link([ANNA, {k: ANNA[k] for k in ("name", "phone")}], [ANNA])

    assert summary.weigh(bench.answer(summary.ask(found.links))).by_ground == (
        ("email", 1),
        ("phone", 1),
    )
