"""Names and places of one text agree: nothing is a person in one list and on the map in the other."""

from __future__ import annotations

from dateline.enrichment import enrich_text
from dateline.enrichment.names import entities
from tests.unit.named import named

TEXT = "The ferry stops at {P:Colón} and at {L:Panama City}. {P:Colón} has a new pier, {P:Ann Roe} said."


def kinds(marked: str, *on_the_map: str) -> dict[str, str]:
    """The kind of each entity, where all mentions of some words are on the map."""
    document, tagged = named(marked)
    spans = {(one.start, one.end) for one in tagged if document.text[one.start : one.end] in on_the_map}
    return {one.finding.name: one.finding.kind for one in entities.of_tagged(document, tagged, spans)}


def test_what_is_on_the_map_is_a_place() -> None:
    assert kinds(TEXT)["Colón"] == "person"
    assert kinds(TEXT, "Colón")["Colón"] == "place"


def test_somebody_who_bears_the_name_of_a_place_stays_somebody() -> None:
    assert kinds("{P:Jack Colón} sings. {P:Colón} is 30.", "Colón") == {"Jack Colón": "person"}
    assert kinds("Sen. {P:Lincoln} spoke.", "Lincoln") == {"Lincoln": "person"}
    assert kinds("{P:Phoenix}, who was five, slept.", "Phoenix") == {"Phoenix": "person"}


def test_a_body_that_everybody_knows_stays_a_body() -> None:
    assert kinds("Films from {O:Amazon} sell.", "Amazon") == {"Amazon": "organisation"}


def test_no_mention_is_a_place_and_somebody() -> None:
    text = "Amazon and Netflix show films. Over at Amazon, Lily Miyazaki said so. Miyazaki works in Oslo, Norway."
    found = enrich_text(text, language="en")
    somebody = {
        (mention.start, mention.end) for one in found.entities if one.kind != "place" for mention in one.mentions
    }
    mapped = {(mention.start, mention.end) for place in found.places for mention in place.mentions}
    assert not somebody & mapped
    assert {"Oslo", "Norway"} <= {place.name for place in found.places}


def test_storms_are_nobody_and_on_no_map() -> None:
    assert kinds("Hurricane {P:Irma} hit. {P:Irma} grew. {P:Ann Roe} fled.") == {"Ann Roe": "person"}
    found = enrich_text("Hurricane Florence came to Norway. Florence grew in Norway, they said.", language="en")
    assert "Florence" not in {place.name for place in found.places}


def test_a_company_by_its_form_and_its_share_price() -> None:
    assert kinds("{P:Zelk AG} grew.") == {"Zelk AG": "organisation"}
    assert kinds("{P:Time Lantern} agreed. {P:Time Lantern} shares rose.") == {"Time Lantern": "organisation"}
    assert kinds("{P:Ann Roe} shares her views.") == {"Ann Roe": "person"}
    assert kinds("{P:Gideon Sa} spoke.") == {"Gideon Sa": "person"}


def test_a_sea_is_a_place_and_a_union_of_countries_a_body() -> None:
    marked = "Ships in the {O:Gulf of Thailand} wait. The {O:European Union} agreed."
    assert kinds(marked, "Gulf of Thailand", "European Union") == {
        "Gulf of Thailand": "place",
        "European Union": "organisation",
    }
