"""Sightings: which place the canaries that were seen name, and what that does not show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tocsin.terms.canary import Planting, Sighting
from tocsin.terms.finding import Certainty, Finding, Locus


def weigh(
    seen: Iterable[tuple[int, str, bool]], plantings: Sequence[Planting]
) -> tuple[Sighting, ...]:
    """One sighting for each planting: what was seen of it, if anything.

    `seen` has a canary's number, the row or line it was seen in, and whether exactly.
    """
    rows: dict[int, set[str]] = defaultdict(set)
    canaries: dict[int, set[int]] = defaultdict(set)
    exact: dict[int, bool] = defaultdict(bool)
    of = [place for place, planting in enumerate(plantings) for _ in planting.canaries]
    for number, where, exactly in seen:
        canaries[of[number]].add(number)
        rows[of[number]].add(where)
        exact[of[number]] |= exactly
    return tuple(
        Sighting(
            planting.source, planting.at, len(planting.canaries), len(canaries[place]),
            len(rows[place]), exact[place],
        )
        for place, planting in enumerate(plantings)
    )  # fmt: skip


def findings(sightings: Sequence[Sighting], basis: tuple[Locus, ...]) -> tuple[Finding, ...]:
    """Say what each planting tells; of those of which nothing was seen, in one sentence."""
    found = [
        Finding(
            says=f"{one.says}. They were put nowhere else, and not before that day.",
            basis=basis,
            certainty=Certainty.ESTABLISHED if one.exact else Certainty.PROBABLE,
            limit=_limit(one),
            key=f"canaries.{number}",
        )
        for number, one in enumerate((s for s in sightings if s.seen), 1)
    ]
    unseen = [one for one in sightings if not one.seen]
    if unseen:
        places = ", ".join(dict.fromkeys(repr(one.source) for one in unseen))
        found.append(
            Finding(
                says=f"No canary was seen that was put into {places}.",
                basis=basis,
                certainty=Certainty.UNRESOLVED,
                limit="A copy of part of it, one made before they were put there, or one from which "
                "somebody who knew them took them out, has none either.",
                key="canaries.unseen",
            )
        )
    return tuple(found)


def _limit(one: Sighting) -> str:
    damaged = (
        ""
        if one.exact
        else "It was recognised by two things that agree, not by an address of its own. "
    )
    return (
        f"{damaged}This names the place that the rows were copied from, or a place that is fed from it; not who "
        "copied them. Whoever could read the canaries there, or where they are kept, could have put them in."
    )
