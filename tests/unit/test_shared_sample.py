"""The reference dump that lies outside of the repository, where it is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dateline

SAMPLE = Path(__file__).parents[3] / "shared/samples/idlib-ceasefire.txt"
pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the reference dump is not here")


@pytest.fixture(scope="module")
def article() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(dateline.to_json(dateline.parse(SAMPLE.read_bytes(), key=SAMPLE.name)))
    return plain


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(SAMPLE.with_suffix(".json").read_text("utf-8"))
    return told


@pytest.mark.parametrize("field", ["headline", "published_at", "retrieved_at", "language"])
def test_fields(field: str, article: dict[str, Any], expected: dict[str, Any]) -> None:
    assert article[field] == expected[field]


def test_dateline_is_apart_and_yet_in_the_body(article: dict[str, Any], expected: dict[str, Any]) -> None:
    told = article["dateline"]
    assert {name: told[name] for name in expected["dateline"]} == expected["dateline"]
    assert article["body"].startswith(told["text"] + told["mark"] + expected["body_first"])


def test_bylines_and_pictures(article: dict[str, Any], expected: dict[str, Any]) -> None:
    assert [{name: byline[name] for name in ("name", "handle")} for byline in article["bylines"]] == expected["bylines"]
    assert [image["credit"] for image in article["images"]] == [image["credit"] for image in expected["images"]]


def test_body(article: dict[str, Any], expected: dict[str, Any]) -> None:
    body = [block["text"] for block in article["blocks"] if block["kind"] != "caption"]
    assert len(body) == expected["body_paragraphs"]
    assert body[0].endswith(expected["body_first"])
    assert body[-1] == expected["body_last"]
    assert [text for text in expected["not_in_body"] if text in article["body"]] == []


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(
        dateline.to_json(dateline.enrich(dateline.parse(SAMPLE.read_bytes(), key=SAMPLE.name)))
    )
    return plain


def test_people_and_their_aliases(record: dict[str, Any], expected: dict[str, Any]) -> None:
    people = {one["name"]: one["aliases"] for one in record["entities"] if one["kind"] == "person"}
    assert sorted(people) == sorted(expected["people"])
    assert {name: people[name] for name in expected["aliases"]} == expected["aliases"]


def test_who_said_what(record: dict[str, Any], expected: dict[str, Any]) -> None:
    direct = [one for one in record["quotes"] if one["kind"] == "direct"]
    assert [{name: one[name] for name in ("speaker", "text", "cue")} for one in direct] == expected["quotes"]
    reported = [(one["speaker"], one["cue"]) for one in record["quotes"] if one["kind"] == "reported"]
    assert reported == [("Russian Defense Ministry", "according to"), ("Sergey Lavrov", "said")]


def test_organisations_and_places(record: dict[str, Any], expected: dict[str, Any]) -> None:
    names = {
        kind: {one["name"] for one in record["entities"] if one["kind"] == kind} for kind in ("organisation", "place")
    }
    assert names["organisation"] == set(expected["organisations"])
    assert names["place"] >= set(expected["places"])
    assert next(one["salience"] for one in record["entities"] if one["name"] == expected["dateline"]["agency"]) == 0
