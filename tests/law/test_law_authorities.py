"""The table of authorities: every country of the EEA, and nothing said to be verified that is not."""

from __future__ import annotations

import pytest

from tocsin.law import authorities
from tocsin.law.places import EEA, EU, name, zone


@pytest.mark.parametrize("place", [*EEA, "GB", "CH"])
def test_every_country_has_an_authority_with_a_site_and_a_language(place: str) -> None:
    authority = authorities.of(place)
    assert authority is not None
    assert authority.site.startswith("https://")
    assert authority.languages


def test_the_eea_has_thirty_countries_and_the_union_twenty_seven() -> None:
    assert (len(EEA), len(EU), len(set(EEA))) == (30, 27, 30)


def test_every_german_land_has_its_own() -> None:
    lander = [row.place for row in authorities.table() if row.place.startswith("DE-")]
    assert len(lander) == 17  # Bavaria has two
    assert authorities.of("DE-NW") is not None


def test_a_channel_is_verified_only_where_a_page_was_read() -> None:
    for row in authorities.table():
        assert row.verified == (not row.source.endswith(("not found", "position paper only")))
    assert sum(row.verified for row in authorities.table()) == 7


def test_places_have_names_and_clocks() -> None:
    assert name("DE-BY") == "Germany"
    assert str(zone("IS")) == "Atlantic/Reykjavik"
    assert str(zone("ES")) == "Europe/Madrid"
    assert str(zone("??")) == "Europe/Brussels"
