"""Whole stories of several kinds, each beside what a reader would find in it (`tests/stories/NAME.txt` and `.json`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.enrichment import enrich_text

if TYPE_CHECKING:
    from dateline.record import Enrichment

STORIES = Path(__file__).parents[1] / "stories"
NAMES = sorted(path.stem for path in STORIES.glob("*.json"))


def told(name: str) -> tuple[Enrichment, Any]:
    text = (STORIES / f"{name}.txt").read_text("utf-8")
    wanted = json.loads((STORIES / f"{name}.json").read_text("utf-8"))
    found = enrich_text(text, title=wanted["title"], published=wanted["published"], language=wanted["language"])
    return found, wanted


@pytest.mark.parametrize("name", NAMES)
def test_people_and_organisations_are_found_with_their_other_names(name: str) -> None:
    found, wanted = told(name)
    for kind, field in (("person", "people"), ("organisation", "organisations")):
        entities = {entity.name: set(entity.aliases) for entity in found.entities if entity.kind == kind}
        for full, aliases in wanted[field].items():
            assert full in entities
            assert set(aliases) <= entities[full]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_name_is_none(name: str) -> None:
    found, wanted = told(name)
    assert not {entity.name for entity in found.entities} & set(wanted["no_names"])


@pytest.mark.parametrize("name", NAMES)
def test_places_are_in_the_right_country(name: str) -> None:
    found, wanted = told(name)
    countries = {place.name.removeprefix("The "): place.country for place in found.places}
    assert {place: countries.get(place) for place in wanted["places"]} == wanted["places"]
    assert found.dateline_place == wanted.get("dateline_place")
    governments = {
        place.name for place in found.places if any(mention.sense == "government" for mention in place.mentions)
    }
    assert set(wanted.get("government", ())) <= governments


@pytest.mark.parametrize("name", NAMES)
def test_dates_have_their_values(name: str) -> None:
    found, wanted = told(name)
    values = {(date.text, date.value) for date in found.dates}
    for text, value in wanted["dates"].items():
        assert any(value == known and (text in printed or printed in text) for printed, known in values), text


@pytest.mark.parametrize("name", NAMES)
def test_quotes_have_their_speakers(name: str) -> None:
    found, wanted = told(name)
    for quote in wanted["quotes"]:
        speakers = [one.speaker for one in found.quotes if one.text.startswith(quote["begins"])]
        assert speakers == [quote["speaker"]]


@pytest.mark.parametrize("name", NAMES)
def test_the_subject_is_told(name: str) -> None:
    found, wanted = told(name)
    assert wanted["subject"] in {subject.name for subject in found.subjects}
