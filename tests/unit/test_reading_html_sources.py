"""Where an HTML page's fields are read, and in which order the sources are believed."""

from __future__ import annotations

import json
from typing import Any

import pytest

import dateline
from dateline.reading import explain

STORY = "".join(
    f"<p>The ferry to the islands will sail at night again from the first week of May, the {who} said on Friday.</p>"
    for who in ("harbour master", "mayor", "captain")
)


def _page(head: str = "", body: str = "", ld: dict[str, Any] | None = None, html: str = "<html>") -> bytes:
    script = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **ld})}</script>' if ld else ""
    return f"{html}<head><meta charset=utf-8>{head}{script}</head><body>{body}{STORY}</body></html>".encode()


def _source(article: dateline.Article, name: str) -> str | None:
    """The source of a field without the place that it stood at."""
    told = article.evidence.get(name)
    return told.partition(" (")[0] if told else None


def _fields(data: bytes, *names: str, url: str | None = None) -> list[Any]:
    article = json.loads(dateline.to_json(dateline.parse(data, url=url)))
    return [article[name] for name in names]


@pytest.mark.parametrize(
    ("data", "headline", "source"),
    [
        (
            _page("<title>Ferry sails tonight | Gazette</title>", "<h1>Gazette</h1><h1>Ferry sails tonight</h1>"),
            "Ferry sails tonight",
            "h1 akin to the head",
        ),
        (
            _page("<title>Ferry sails at night again</title>", "<h1>Gazette</h1><h2>Ferry sails at night again</h2>"),
            "Ferry sails at night again",
            "h2 worded as in the head",
        ),
        (
            _page("", "", {"headline": "Ferry &amp; crew sail"}),
            "Ferry & crew sail",
            "JSON-LD headline",
        ),
        (
            _page(
                '<meta property="og:site_name" content="The Gazette">'
                '<meta property="og:title" content="Ferry sails - The Gazette">'
            ),
            "Ferry sails",
            "OpenGraph title",
        ),
        (_page("", "<h1>Ferry sails</h1>"), "Ferry sails", "only h1"),
        (_page("<title>Ferry sails</title>"), "Ferry sails", "title element"),
    ],
)
def test_headline(data: bytes, headline: str, source: str) -> None:
    article = dateline.parse(data)
    assert (article.headline, _source(article, "headline")) == (headline, source)


@pytest.mark.parametrize(
    ("data", "names", "source"),
    [
        (
            _page("", "", {"author": [{"@type": "Person", "name": "Ann Harkness"}, "Tom Okafor"]}),
            ["Ann Harkness", "Tom Okafor"],
            "JSON-LD author",
        ),
        (
            _page('<meta name="author" content="https://a.example/ann"><meta name="author" content="Ann Harkness">'),
            ["Ann Harkness"],
            "author meta",
        ),
        (
            _page("", '<p>By <a rel="author">Ann Harkness</a> and <a rel="author">Tom Okafor</a></p>'),
            ["Ann Harkness", "Tom Okafor"],
            "rel=author",
        ),
        (
            _page("", '<div itemprop="author"><b itemprop="name">Ann Harkness</b>, reporter</div>'),
            ["Ann Harkness"],
            "microdata author",
        ),
        (_page("", '<div class="byline">By Ann Harkness</div>'), ["Ann Harkness"], "byline element"),
        (_page("", "<h1>A</h1><p>Von Ann Harkness</p>"), ["Ann Harkness"], "line that says by whom"),
        (
            _page(
                '<meta property="og:site_name" content="The Gazette">',
                '<a rel="author">Ann Harkness</a>',
                {"author": {"@type": "Organization", "name": "The Gazette"}},
            ),
            ["Ann Harkness"],
            "rel=author",
        ),
    ],
)
def test_bylines(data: bytes, names: list[str], source: str) -> None:
    article = dateline.parse(data)
    assert [byline.name for byline in article.bylines] == names
    assert _source(article, "bylines") == source


def test_address_publisher_and_picture() -> None:
    head = '<link rel="canonical" href="/news/ferry?utm_medium=x"><meta property="og:image" content="/f.jpg">'
    url, publisher, images = _fields(
        _page(head, "", {"publisher": {"name": "The Gazette"}}),
        "url",
        "publisher",
        "images",
        url="http://www.gazette.co.uk/n/1",
    )
    assert url == "https://www.gazette.co.uk/news/ferry"
    assert publisher == {"name": "The Gazette", "domain": "gazette.co.uk"}
    assert images == [{"url": "http://www.gazette.co.uk/f.jpg", "caption": None, "credit": None}]


def test_a_canonical_address_of_the_home_page_is_a_slip() -> None:
    head = '<link rel="canonical" href="https://gazette.example/">'
    assert _fields(_page(head), "url", url="https://gazette.example/news/ferry") == [
        "https://gazette.example/news/ferry"
    ]
    assert _fields(_page(head), "url") == [None]


@pytest.mark.parametrize(
    ("stated", "language"), [("en-gb", "en-GB"), ("zh_hant_TW", "zh-Hant-TW"), ("DE", "de"), ("x", "en"), ("", "en")]
)
def test_language_is_a_tag_or_told_by_the_words(stated: str, language: str) -> None:
    assert _fields(_page(html=f'<html lang="{stated}">'), "language") == [language]


@pytest.mark.parametrize(
    ("free", "paywalled"), [(True, False), ("False", True), ("https://schema.org/True", False), ("maybe", None)]
)
def test_paywalled(free: object, paywalled: bool | None) -> None:
    assert _fields(_page(ld={"headline": "A", "isAccessibleForFree": free}), "paywalled") == [paywalled]


def test_broken_metadata_is_warned_of_and_the_next_source_read() -> None:
    broken = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Fer</script><title>Ferry sails</title>'
    )
    article = dateline.parse(_page(broken))
    assert article.headline == "Ferry sails"
    assert article.warnings == ("A JSON-LD script of the page is broken and was left out.",)


def test_explain_names_the_winner_first_and_then_the_losers() -> None:
    explained = explain(_page("<title>Ferry sails</title>", "<h1>Boat sails</h1>", {"headline": "Night ferry sails"}))
    told = [(candidate.source, candidate.value) for candidate in explained.candidates["headline"]]
    assert told[0] == ("h1 akin to the head", "Boat sails")
    assert ("JSON-LD headline", "Night ferry sails") in told
    assert ("title element", "Ferry sails") in told


def test_half_a_surrogate_pair_never_reaches_the_article() -> None:
    article = dateline.parse(_page("", "<p>&#xD800; odd</p>", {"headline": "Ferry \ud800sails"}))
    assert article.headline == "Ferry sails"
    dateline.to_json(article)
