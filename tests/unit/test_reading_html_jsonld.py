"""JSON-LD as pages really write it."""

from __future__ import annotations

import json

import pytest

from dateline.reading.html.page.jsonld import LinkedData, text_of, types_of

STORY = {"@type": "NewsArticle", "headline": "Swans delay train"}


@pytest.mark.parametrize(
    "written",
    [
        STORY,
        [STORY],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, STORY]},
        {"@type": "WebPage", "mainEntity": STORY},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": STORY}]},
        {**STORY, "@type": ["Article", "https://schema.org/ReportageNewsArticle"]},
    ],
)
def test_the_story_is_found_wherever_it_is_put(written: object) -> None:
    linked = LinkedData([json.dumps(written)])
    assert [story["headline"] for story in linked.stories] == ["Swans delay train"]
    assert linked.warnings == []


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"Swans\n delay train",}',
        '<!-- {"@type":"NewsArticle","headline":"Swans\n delay train"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"Swans\n delay train"}\n//]]>',
        '{"@type":"NewsArticle","headline":"Swans\n delay train"};',
    ],
)
def test_small_slips_are_forgiven(script: str) -> None:
    assert LinkedData([script]).stories[0]["headline"] == "Swans\n delay train"


@pytest.mark.parametrize(
    "script", ['{"@type": "NewsArticle", "headline": "Swans', "[" * 200_000, "undefined", "{'a': 1}"]
)
def test_what_cannot_be_read_is_left_out_with_a_warning(script: str) -> None:
    linked = LinkedData([script, json.dumps(STORY)])
    assert len(linked.stories) == 1
    assert linked.warnings == ["A JSON-LD script of the page is broken and was left out."]


def test_references_are_followed() -> None:
    linked = LinkedData(
        [
            json.dumps(
                {
                    "@graph": [
                        {"@id": "#a", "@type": "Person", "name": "Ann"},
                        {**STORY, "author": [{"@id": "#a"}, {"@id": "#gone"}, "Tom"]},
                    ]
                }
            )
        ]
    )
    assert [text_of(author) for author in linked.each(linked.stories[0]["author"])] == ["Ann", None, "Tom"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a &amp; b", "a & b"),
        (["x", "y"], "x"),
        ([], None),
        ({"@value": "v"}, "v"),
        ({"name": ["n"]}, None),
        (None, None),
        (True, None),
        (3, "3"),
    ],
)
def test_text_of_values_in_any_shape(value: object, text: str | None) -> None:
    assert text_of(value) == text


def test_types_lose_their_address() -> None:
    assert types_of({"@type": ["http://schema.org/Article", 3]}) == ["Article"]
