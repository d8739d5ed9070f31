"""Places are found in texts, told from people and bodies, and put on the map."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import enrich_text

if TYPE_CHECKING:
    from dateline.findings import Place


def places(text: str, language: str = "en") -> dict[str, Place]:
    """The places of a text by what they are called."""
    return {place.name: place for place in enrich_text(text, language=language).places}


def mentioned(text: str) -> list[str]:
    """What the text has at the mentions of its places, in order."""
    found = [mention for place in enrich_text(text, language="en").places for mention in place.mentions]
    return [text[mention.start : mention.end] for mention in sorted(found, key=lambda mention: mention.start)]


def test_a_city_has_coordinates_a_country_and_geonames_id() -> None:
    nairobi = places("A court in Nairobi heard the case on Monday.")["Nairobi"]
    assert nairobi.country == "KE"
    assert nairobi.geonames_id == 184745
    assert nairobi.latitude == pytest.approx(-1.28, abs=0.1)
    assert nairobi.longitude == pytest.approx(36.82, abs=0.1)


@pytest.mark.parametrize(
    ("text", "name", "country", "near"),
    [
        ("The river rose again in Paris, Texas, on Friday.", "Paris", "US", (33.66, -95.55)),
        ("The river rose again in Paris on Friday.", "Paris", "FR", (48.85, 2.35)),
        ("Shops in London, Ontario, shut early.", "London", "CA", (42.98, -81.23)),
        ("Fire crews from Springfield, Mo., were sent to help.", "Springfield", "US", (37.2, -93.3)),
        ("Voters in Atlanta and Savannah, Georgia, queued for hours.", "Georgia", "US", (32.9, -83.2)),
        ("Russia and Georgia held talks in Tbilisi.", "Georgia", "GE", (42.0, 43.5)),
    ],
)
def test_context_decides_which_place_of_a_name(text: str, name: str, country: str, near: tuple[float, float]) -> None:
    found = places(text)[name]
    assert found.country == country
    assert found.latitude == pytest.approx(near[0], abs=1)
    assert found.longitude == pytest.approx(near[1], abs=1)


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton opened the show.",
        "She teaches at the University of Alabama.",
        "The Washington Post had reported it first.",
        "The Boston Red Sox lost again.",
        "Mr. London declined to comment.",
    ],
)
def test_people_and_bodies_that_look_like_places_are_none(text: str) -> None:
    assert mentioned(text) == []


def test_a_capital_that_stands_for_its_government_is_told_apart() -> None:
    text = "Moscow and Ankara agreed to hold fire. Ankara has not kept its word, he said in Moscow."
    found = places(text)
    assert [mention.sense for mention in found["Ankara"].mentions] == ["government", "government"]
    assert [mention.sense for mention in found["Moscow"].mentions] == ["government", "place"]


def test_the_dateline_is_placed() -> None:
    text = "NAIROBI, Kenya (AP) — A court heard the case on Monday. Traffic in Nairobi came to a halt."
    assert [mention.sense for mention in places(text)["Nairobi"].mentions] == ["dateline", "place"]


def test_other_languages_are_not_claimed() -> None:
    found = enrich_text("Der Bürgermeister von Berlin sprach am Montag in Hamburg.", language="de")
    assert found.places == ()
    assert found.unknown["places"] == "places are known in English only"


@given(st.text(max_size=400))
def test_any_text_can_be_read_and_mentions_lie_in_it(text: str) -> None:
    for place in enrich_text(text, language="en").places:
        for mention in place.mentions:
            assert 0 <= mention.start < mention.end <= len(text)


@given(
    st.lists(
        st.sampled_from(["Paris", "of", "the", "County", "St.", "U.S.", ",", "and", "in", "\n", "Ga.", "Lee", "&", "-"])
    )
)
def test_mentions_do_not_overlap(words: list[str]) -> None:
    found = enrich_text(" ".join(words), language="en").places
    spans = sorted((mention.start, mention.end) for place in found for mention in place.mentions)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
