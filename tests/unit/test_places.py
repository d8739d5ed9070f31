"""Places are found in texts, told from people and bodies, and put on the map."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import enrich_text
from dateline.enrichment.document import Document
from dateline.enrichment.places import find
from dateline.enrichment.places.home import country_of

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
    ("text", "name", "country", "near"),
    [
        ("Trains to the Spanish city of Valencia were late.", "Valencia", "ES", (39.5, -0.4)),
        ("Trains to Valencia, a Spanish port city, were late.", "Valencia", "ES", (39.5, -0.4)),
        ("The University of Arkansas, Fayetteville, opened a lab.", "Fayetteville", "US", (36.1, -94.2)),
        ("The shops of Upper Edmonton in North London shut early.", "Edmonton", "GB", (51.6, -0.1)),
        ("She flew to Venezuela, Cuba and Haiti.", "Venezuela", "VE", (8, -66)),
        ("She flew to Lebanon, Tennessee, in May.", "Lebanon", "US", (36.2, -86.3)),
        ("Police in Upper Edmonton, North London, held two.", "Edmonton", "GB", (51.6, -0.1)),
        (
            "Officials in Texas and Ohio said that Armenia, Azerbaijan and Georgia had signed.",
            "Georgia",
            "GE",
            (42.0, 43.5),
        ),
        (
            "He loves Oregon's coast, Washington's tall peaks and Idaho's lakes.",
            "Washington",
            "US",
            (47.3, -120.6),
        ),
        ("Ohio and Texas sent help. The band plays in Toronto, ON, and in Akron, OH.", "Toronto", "CA", (43.7, -79.4)),
        ("Snow fell on Forest Hill's school in Fort Worth, Texas.", "Forest Hill", "US", (32.7, -97.3)),
    ],
)
def test_what_stands_beside_a_name_tells_where_it_lies(
    text: str, name: str, country: str, near: tuple[float, float]
) -> None:
    found = places(text)[name]
    assert found.country == country
    assert (found.latitude, found.longitude) == pytest.approx(near, abs=1)


@pytest.mark.parametrize("name", ["Middle East", "Pacific", "Baltic"])
def test_seas_and_wide_lands_are_no_towns(name: str) -> None:
    text = (
        f"Ships of Maryland, Missouri and Ohio are off for the {name}. Baltimore, Maryland, saw the {name} fleet off."
    )
    assert places(text)[name].country is None


def test_a_town_that_the_map_lacks_in_its_state_is_a_place_that_is_not_placed() -> None:
    found = places("She farms in St. Elmo, Minnesota, and sells in St. Paul, Minnesota.")
    assert found["St. Elmo"].latitude is None
    assert found["St. Elmo"].geonames_id is None
    assert found["St. Paul"].latitude == pytest.approx(45, abs=1)


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton opened the show.",
        "She teaches at the University of Alabama.",
        "The Washington Post had reported it first.",
        "The Boston Red Sox lost again.",
        "Mr. London declined to comment.",
        "They walked the Camino de Santiago.",
        "The Serra da Estrela is cold.",
        "Hang all the coats here. Dining was fun.",
        "It was nothing, Man.",
        "It was built in 500 BC.",
        "What Alice has is what Bob has.",
        "She likes the West End best.",
        "The moons of Jupiter are many.",
        "Homes were lost to Hurricane Michael.",
        "Aki Miyazaki won. The next game of Miyazaki is hard.",
        "Amazon sells books. Prices at Amazon fell, and Amazon's shares rose.",
        "A lecturer at Yale spoke.",
        "It was sold by Pedro Moura-George.",
    ],
)
def test_people_and_bodies_that_look_like_places_are_none(text: str) -> None:
    assert mentioned(text) == []


def test_a_capital_that_stands_for_its_government_is_told_apart() -> None:
    text = "Moscow and Ankara agreed to hold fire. Ankara has not kept its word, he said in Moscow."
    found = places(text)
    assert [mention.sense for mention in found["Ankara"].mentions] == ["government", "government"]
    assert [mention.sense for mention in found["Moscow"].mentions] == ["government", "place"]


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("Ankara has not managed to keep its word.", ["government"]),
        ("Russia swiftly denied the report.", ["government"]),
        ("Talks between Riyadh and Tehran went on.", ["government", "government"]),
        ("Berlin will decide on Monday.", ["government"]),
        ("Ottawa has many lakes nearby.", ["place"]),
        ("Thailand will see less rain.", ["place"]),
        ("The man from Norway said he was well.", ["place"]),
        ("A ship was seized off Lagos, Nigeria, on Monday.", ["place", "place"]),
    ],
)
def test_what_governments_do_is_told_from_what_happens_in_their_lands(text: str, senses: list[str]) -> None:
    found = enrich_text(text, language="en").places
    told = sorted((mention.start, mention.sense) for place in found for mention in place.mentions)
    assert [sense for _, sense in told] == senses


def test_the_dateline_is_placed() -> None:
    text = "NAIROBI, Kenya (AP) — A court heard the case on Monday. Traffic in Nairobi came to a halt."
    assert [mention.sense for mention in places(text)["Nairobi"].mentions] == ["dateline", "place"]


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("HUDSON, Wis. (AP) -- A car was found on Monday.", "Hudson"),
        ("Car found in lake. HUDSON -- A car was found on Monday.", "Hudson"),
        ("ST. LOUIS – Officers found a car on Monday.", "St. Louis"),
        ("Hanoi (VNA) – The ministry met on Monday.", "Hanoi"),
        ("Ankara/Sputnik: The ministry met on Monday.", "Ankara"),
        ("TRIPOLI, April 1 (Xinhua) - The ministry met.", "Tripoli"),
        ("London is where the ministry met on Monday.", None),
        ("WASHINGTON STATE plans - and more - were shown.", None),
    ],
)
def test_where_a_story_was_filed_is_told_by_how_it_opens(text: str, filed: str | None) -> None:
    found = enrich_text(text, language="en")
    assert found.dateline_place == filed
    assert [place.name for place in found.places if any(one.sense == "dateline" for one in place.mentions)] == (
        [filed] if filed else []
    )


def test_a_dateline_that_is_known_is_a_place_however_it_is_written() -> None:
    text = "Torrington: Two men were held on Monday."
    (found,) = find(Document(text, language="en", dateline="Torrington"))
    assert found.rule == "dateline"
    assert [mention.sense for mention in found.finding.mentions] == ["dateline"]


def test_a_text_is_filed_from_one_place() -> None:
    text = "HOUSTON (AP) - The deal was made on Monday.\n\nOAKLAND (AP) - The game was lost on Monday."
    assert (
        sum(one.sense == "dateline" for place in enrich_text(text, language="en").places for one in place.mentions) == 1
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("People's Republic of China and St. John's were named.", ["People's Republic of China", "St. John's"]),
        ("Floods hit Warren and Clark counties in Ohio.", ["Warren", "Clark", "Ohio"]),
        ("The U.S. Department of Justice sued in Beckley, W.Va., on Monday.", ["U.S.", "Beckley", "W.Va."]),
        ("Boats from Trinidad and Tobago came to Rio Grande do Sul.", ["Trinidad and Tobago", "Rio Grande do Sul"]),
        ("A Britain-based group said Turkish-backed fighters left.", ["Britain", "Turkish"]),
        ("She speaks French and teaches English lessons in Lyon.", ["Lyon"]),
        ("West Nile virus was found near the White House.", []),
        ("The fine is US$100 in Fiji.", ["Fiji"]),
        ("Africans and African-American voters in Ohio met.", ["American", "Ohio"]),
    ],
)
def test_names_are_read_as_english_writes_them(text: str, names: list[str]) -> None:
    assert mentioned(text) == names


def test_people_of_a_text_keep_their_names() -> None:
    text = "Michael Jordan came on Monday. Jordan said he would stay."
    assert mentioned(text) == []


def test_a_small_town_far_from_all_else_is_not_claimed() -> None:
    text = "Traders in Accra and Kumasi shut their shops in Ghana on Monday. A fund for the Zongo was set up."
    assert mentioned(text) == ["Accra", "Kumasi", "Ghana"]


def test_two_places_of_one_name_are_two_where_the_text_says_so() -> None:
    text = "They moved from Portland, Maine, to Portland, Oregon, in May."
    found = [place for place in enrich_text(text, language="en").places if place.name == "Portland"]
    assert sorted(place.longitude or 0 for place in found) == pytest.approx([-122.7, -70.3], abs=0.5)


def test_a_place_that_an_acronym_explains_is_on_the_map() -> None:
    text = "Horses in New South Wales (NSW) were ill, NSW officials said in Sydney."
    assert [place.name for place in enrich_text(text, language="en").places] == ["New South Wales", "Sydney"]


def test_a_short_form_is_the_place_of_the_text_that_is_called_by_it() -> None:
    text = "He is a Jersey boy, the governor of New Jersey said in Trenton, New Jersey."
    assert {place.country for place in places(text).values()} == {"US"}


def test_the_european_union_is_on_the_map_though_it_is_a_body_too() -> None:
    assert "European Union" in places("The EU agreed on it. EU leaders met in Brussels, and an EU official spoke.")


def test_counties_are_those_of_the_state() -> None:
    found = places("Floods hit Warren and Clark counties in Ohio.")
    assert {place.country for place in found.values()} == {"US"}
    assert found["Warren"].latitude == pytest.approx(39.4, abs=0.5)


def test_abbreviations_are_called_by_the_name_they_stand_for() -> None:
    assert list(places("Crews from Springfield, Mo., and the U.K. came.")) == [
        "Springfield",
        "Missouri",
        "United Kingdom",
    ]


def test_adjectives_are_told_apart_from_places() -> None:
    (turkey,) = enrich_text("The Turkish army left Turkey.", language="en").places
    assert [mention.sense for mention in turkey.mentions] == ["demonym", "place"]


def test_a_publisher_at_home_means_the_place_at_home() -> None:
    text = "Traffic in Newcastle and in Richmond came to a halt."
    abroad = {found.finding.name: found.finding.country for found in find(Document(text, language="en"))}
    at_home = {
        found.finding.name: found.finding.country
        for found in find(Document(text, language="en", publisher="news.example.com.au"))
    }
    assert set(at_home.values()) == {"AU"}
    assert abroad != at_home


@pytest.mark.parametrize(
    ("domain", "country"),
    [
        ("bbc.co.uk", "GB"),
        ("example.com.au", "AU"),
        ("example.com", None),
        ("example.tv", None),
        (None, None),
        ("", None),
    ],
)
def test_a_domain_may_tell_the_country(domain: str | None, country: str | None) -> None:
    assert country_of(domain) == country


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
