"""Which of a page's headings and titles is its headline, and what its standfirst is."""

from __future__ import annotations

import json
from typing import Any

import pytest

import dateline

STORY = "".join(
    f"<p>The ferry to the islands will sail at night again from the first week of May, the {who} said on Friday.</p>"
    for who in ("harbour master", "mayor", "captain")
)
SAILS = "Ferry to the islands sails at night again"


def _page(head: str = "", body: str = "", ld: dict[str, Any] | None = None) -> bytes:
    script = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **ld})}</script>' if ld else ""
    return f"<html><head><meta charset=utf-8>{head}{script}</head><body>{body}{STORY}</body></html>".encode()


def _titled(*told: str, ld: str | None = None) -> tuple[str, dict[str, Any] | None]:
    title, *social = told
    metas = "".join(f'<meta property="og:title" content="{text}">' for text in social)
    return f"<title>{title}</title>{metas}", {"headline": ld} if ld else None


@pytest.mark.parametrize(
    ("told", "body"),
    [
        ((f"{SAILS} | The Gazette",), f"<h1>{SAILS}</h1>"),
        ((f"The Gazette » {SAILS}",), f'<h1><a href="/">The Gazette</a></h1><h1>{SAILS}</h1>'),
        ((f"{SAILS} - Gazette Online",), f'<h1 id="site-title">Gazette Online</h1><h2>{SAILS}</h2>'),
        ((f"{SAILS} | Ferry Blog",), f"<h1>Ferry Blog</h1><h2>{SAILS}</h2>"),
        ((f"Islands: {SAILS}",), f"<h1>{SAILS}</h1>"),
        ((SAILS,), f'<h1><span class="kicker">Islands</span> {SAILS}</h1>'),
        ((f"Travel: {SAILS}",), f'<h1><span class="dachzeile">Islands</span><span>{SAILS}</span></h1>'),
        ((SAILS,), f"<h1><small>Islands</small>{SAILS}</h1>"),
        ((SAILS,), f"<h1>{SAILS} <small>2 May 2024</small></h1>"),
        (("Ferry at night", SAILS), f'<h1 class="visually-hidden">Ferry at night</h1><h2>{SAILS}</h2>'),
        ((SAILS,), f'<ol class="breadcrumb"><li><h1>Ferry at night</h1></li></ol><h2>{SAILS}</h2>'),
        (("Ferry: night trips are back",), f"<h1>{SAILS}</h1>"),
        ((SAILS,), f"<h1><style>.a{{color:red}}</style>{SAILS}</h1>"),
        ((SAILS,), "<h1>Fer­ry to the is­lands sails at night again</h1>"),
        ((SAILS,), ""),
        ((f"{SAILS} | gazette.example",), "<h1><a href='https://gazette.example/'>Gazette</a></h1>"),
    ],
)
def test_headline(told: tuple[str, ...], body: str) -> None:
    head, ld = _titled(*told)
    assert dateline.parse(_page(head, body, ld), url="https://gazette.example/n/1").headline == SAILS


@pytest.mark.parametrize(
    ("title", "url", "headline"),
    [
        ("Ferry sails at night - A first in modern times", "https://time.example/n/1", None),
        ("Ferry sails at night – Bildung", "https://bild.example/n/1", None),
        ("Ferry sails at night - Time", "https://www.time.example/n/1", "Ferry sails at night"),
        ("Ferry sails at night - TMN News", "https://www.tmn.co.uk/n/1", "Ferry sails at night"),
        ("Ferry sails at night - tmn.co.uk", "https://www.tmn.co.uk/n/1", "Ferry sails at night"),
        ("Ferry sails at night - The Harbour Gazette", "https://harbourgazette.example/n/1", "Ferry sails at night"),
    ],
)
def test_the_site_is_known_by_its_domain_not_by_letters_of_it(title: str, url: str, headline: str | None) -> None:
    head, _ = _titled(title, title)
    assert dateline.parse(_page(head), url=url).headline == (headline or title)


@pytest.mark.parametrize(
    ("headline", "attributes"),
    [
        ("The hidden cost of the night ferry", 'id="the-hidden-cost-of-the-night-ferry"'),
        ("New brand of ferries sails at night", 'id="new_brand_of_ferries"'),
        ("Logo contest ends in a row", 'id="logo-contest-ends"'),
        (SAILS, 'class="rebranded-headline"'),
    ],
)
def test_a_heading_named_after_its_own_words_is_the_headline(headline: str, attributes: str) -> None:
    page = _page("<title>The Gazette</title>", f"<h1 {attributes}>{headline}</h1>")
    assert dateline.parse(page, url="https://gazette.example/n/1").headline == headline


def test_a_kicker_that_the_head_repeats_belongs_to_the_headline() -> None:
    page = _page(f"<title>Islands: {SAILS}</title>", f'<h1><span class="kicker">Islands:</span> <b>{SAILS}</b></h1>')
    assert dateline.parse(page).headline == f"Islands: {SAILS}"


def test_what_machines_are_told_twice_outweighs_a_heading_of_other_words() -> None:
    head, ld = _titled(SAILS, SAILS, ld=SAILS)
    article = dateline.parse(_page(head, "<h1>Back on the water after dark</h1>", ld))
    assert article.headline == SAILS
    assert article.confidence["headline"] == "high"


@pytest.mark.parametrize(
    ("description", "standfirst"),
    [
        ("After two years the boats are back on the water.", "After two years the boats are back on the water."),
        ("After two years the boats are back on the …", None),
        ("After two years the boats are back on the [...]", None),
        (SAILS, None),
        ("All the news of the islands, every day.", None),
    ],
)
def test_standfirst(description: str, standfirst: str | None) -> None:
    site = {"@type": "WebSite", "description": "All the news of the islands, every day."}
    head = f'<title>{SAILS}</title><meta name="description" content="{description}">'
    page = _page(head, f"<h1>{SAILS}</h1>", {"headline": SAILS, "isPartOf": site})
    assert dateline.parse(page).standfirst == standfirst


def test_the_standfirst_that_readers_see_comes_before_what_search_engines_are_told() -> None:
    shown = "After two years of repairs the boats are back on the water, and so are the cooks and the crew."
    head = f'<title>{SAILS}</title><meta name="description" content="Timetables and prices of the night ferry in May.">'
    article = dateline.parse(_page(head, f'<h1>{SAILS}</h1><p class="standfirst">{shown}</p>'))
    assert article.standfirst == shown


def test_a_description_is_told_without_the_markup_that_it_holds() -> None:
    said = "<p>The light on the <em>northern</em> mole has been mended<br>after two winters</p>"
    meta = f'<meta property="og:description" content="{said}">'
    told = dateline.parse(_page(head=meta, body=f"<h1>{SAILS}</h1>"))
    assert told.standfirst == "The light on the northern mole has been mended after two winters"
    told = dateline.parse(_page(body=f"<h1>{SAILS}</h1>", ld={"headline": SAILS, "description": said}))
    assert told.standfirst == "The light on the northern mole has been mended after two winters"


@pytest.mark.parametrize(
    "said", ["How the <dialog> element works in every browser", "Where a <b and c> d in all of the cases"]
)
def test_what_only_looks_like_markup_is_told(said: str) -> None:
    told = dateline.parse(_page(body=f"<h1>{SAILS}</h1>", ld={"headline": SAILS, "description": said}))
    assert told.standfirst == said
