"""What an HTML page tells beside its story: address, publisher, section, keywords, picture, access, genre, language."""

from __future__ import annotations

import json
from typing import Any

import pytest

import dateline

SITE = "https://www.ferrygazette.example"
URL = f"{SITE}/islands/2024/ferry-sails-at-night.html"
STORY = "".join(
    f"<p>The ferry to the islands will sail at night again from the first week of May, the {who} said on Friday.</p>"
    for who in ("harbour master", "mayor", "captain")
)
GERMAN = "".join(
    f"<p>Die Fähre zu den Inseln wird von der ersten Woche im Mai an wieder in der Nacht fahren, sagte {who} am "
    "Freitag vor der Presse, und das wird auch für die Bewohner der kleinen Häfen nicht ohne Folgen sein.</p>"
    for who in ("der Hafenmeister", "die Bürgermeisterin", "der Kapitän")
)
HEADLINE = (
    "<title>Ferry sails at night | Ferry Gazette</title><meta property='og:title' content='Ferry sails at night'>"
)


SAID = "She told the crew to subscribe to read the briefing, and to wait at the quay for the first ferry of the night."


def _page(head: str = "", body: str = "", *linked: dict[str, Any], story: str = STORY, lang: str = "en") -> bytes:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in linked)
    markup = f"<html lang={lang}><head>{HEADLINE}{head}{scripts}</head>"
    return f"{markup}<body>{body}<article><h1>Ferry sails at night</h1>{story}</article></body></html>".encode()


def _read(data: bytes, url: str | None = URL) -> dateline.Article:
    return dateline.parse(data, url=url)


def _story(**told: object) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": "Ferry sails at night", **told}


def _trail(*steps: tuple[str, str | None]) -> dict[str, Any]:
    items = [{"position": at, "name": name, "item": address} for at, (name, address) in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


@pytest.mark.parametrize(
    ("head", "url", "address"),
    [
        (f'<link rel=canonical href="{URL}?utm_source=feed#top">', None, URL),
        ('<link rel=canonical href="/islands/ferry.html">', URL, f"{SITE}/islands/ferry.html"),
        (f'<link rel=canonical href="{URL}">', f"{SITE}/amp/islands/ferry-sails-at-night.html", URL),
        (f'<link rel=canonical href="{URL}">', f"{URL}?print=1", URL),
        (f'<link rel=canonical href="{SITE}/"><meta property="og:url" content="{URL}">', None, URL),
        (f'<link rel=canonical href="{SITE}/islands/">', URL, URL),
        (f'<link rel=canonical href="{SITE}/news/4711/">', f"{SITE}/news/4711/ferry-sails", f"{SITE}/news/4711/"),
        (f'<link rel=canonical href="http://[broken"><meta property="og:url" content="{URL}">', None, URL),
    ],
)
def test_the_canonical_address(head: str, url: str | None, address: str) -> None:
    assert _read(_page(head), url).url == address


def test_the_domain_is_of_who_put_the_page_out_though_the_story_was_first_told_elsewhere() -> None:
    head = f'<link rel=canonical href="https://first.example/ferry"><meta property="og:url" content="{URL}">'
    article = _read(_page(head))
    assert article.url == "https://first.example/ferry"
    assert article.publisher.domain == "ferrygazette.example"


def test_a_redirector_of_feeds_is_no_publisher() -> None:
    assert _read(_page(f'<link rel=canonical href="{URL}">'), "https://feeds.example/r/1").publisher.domain == (
        "ferrygazette.example"
    )


@pytest.mark.parametrize(
    ("head", "node", "name"),
    [
        ("", _story(publisher={"name": "The Ferry Gazette"}), "The Ferry Gazette"),
        ('<meta property="og:site_name" content="Ferry Gazette">', _story(publisher={"name": "AFP"}), "Ferry Gazette"),
        (
            '<meta property="og:site_name" content="Ferry Gazette">',
            _story(publisher={"name": "News you can steer by"}),
            "Ferry Gazette",
        ),
        ('<meta property="og:site_name" content="Ferry Gazette | All the news">', _story(), "Ferry Gazette"),
        ('<meta property="og:site_name" content="@ferrygazette">', _story(), "Ferry Gazette"),
        ('<meta property="og:site_name" content="https://www.ferrygazette.example">', _story(), "Ferry Gazette"),
        ('<meta name=generator content="Blogger">', _story(publisher={"name": "Blogger"}), "Ferry Gazette"),
        ("", _story(publisher={"name": "Fährblatt"}), "Fährblatt"),
        ("", _story(), "Ferry Gazette"),
    ],
)
def test_the_publisher_s_name(head: str, node: dict[str, Any], name: str) -> None:
    assert _read(_page(head, "", node)).publisher.name == name


def test_a_footer_s_copyright_line_is_better_than_nothing() -> None:
    page = _page("", "<footer>© 2019-2024 Island Press. All rights reserved</footer>").replace(b" | Ferry Gazette", b"")
    article = _read(page, None)
    assert article.publisher.name == "Island Press"
    assert article.confidence["publisher"] == "low"


HOME = ("Home", f"{SITE}/")
ITSELF = ("Ferry sails at night", URL)


@pytest.mark.parametrize(
    ("body", "node", "breadcrumbs"),
    [
        ("", _trail(HOME, ("News", f"{SITE}/news"), ("Islands", f"{SITE}/news/islands"), ITSELF), ("News", "Islands")),
        ("", _trail(("Startseite", None), ("Inseln", f"{SITE}/inseln")), ("Inseln",)),
        ("", _trail(("Ferry Gazette", SITE), ("Islands", f"{SITE}/i"), ("Ferry sails…", None)), ("Islands",)),
        (
            "",
            _trail(HOME, ("2024", f"{SITE}/2024"), ("May", f"{SITE}/2024/05"), ("Islands", f"{SITE}/i")),
            ("Islands",),
        ),
        ("", _trail(HOME, ITSELF), ()),
        (
            '<nav aria-label="Breadcrumb"><a href="/">Home</a><a href="/i">Islands</a><b>Ferry sails</b></nav>',
            _story(),
            ("Islands",),
        ),
        (
            '<p itemtype="https://schema.org/BreadcrumbList"><a href="/n">News</a> » <a href="/i">Islands</a></p>',
            _story(),
            ("News", "Islands"),
        ),
        ('<div class="page-breadcrumbs"><a href="/">Home</a> / <a href="/i">Islands</a></div>', _story(), ("Islands",)),
    ],
)
def test_breadcrumbs_and_the_section_that_is_their_innermost(
    body: str, node: dict[str, Any], breadcrumbs: tuple[str, ...]
) -> None:
    article = _read(_page("", body, node))
    assert article.breadcrumbs == breadcrumbs
    assert article.section == (breadcrumbs[-1] if breadcrumbs else None)


@pytest.mark.parametrize(
    ("head", "node", "section"),
    [
        ("", _story(articleSection=["Islands", "News"]), "Islands"),
        ("", _story(articleSection="Uncategorized"), None),
        ("", _story(articleSection="Ferry Gazette", publisher={"name": "Ferry Gazette"}), None),
        ('<meta property="article:section" content="Islands">', _story(), "Islands"),
        ('<meta property="article:section" content="{$section}">', _story(), None),
    ],
)
def test_the_section_of_a_page_without_a_trail(head: str, node: dict[str, Any], section: str | None) -> None:
    assert _read(_page(head, "", node)).section == section


@pytest.mark.parametrize(
    ("head", "node", "keywords"),
    [
        ("", _story(keywords=["ferry", "@front", "type: news", "no_feed", "Ferry", "islands"]), ("ferry", "islands")),
        ("", _story(keywords="ferry, prices (fares, fees), islands"), ("ferry", "prices (fares, fees)", "islands")),
        ('<meta property="article:tag" content="#ferry">' * 2, _story(), ("ferry",)),
        ('<meta name=keywords content="ferry, night, islands">', _story(), ("ferry", "night", "islands")),
        (
            '<meta property="og:site_name" content="Gazette"><meta name=keywords content="weather, Gazette, jobs">',
            _story(),
            (),
        ),
        (f'<meta name=keywords content="{", ".join(f"word{n}" for n in range(40))}">', _story(), ()),
    ],
)
def test_keywords_are_the_story_s_own(head: str, node: dict[str, Any], keywords: tuple[str, ...]) -> None:
    assert _read(_page(head, "", node)).keywords == keywords


@pytest.mark.parametrize(
    ("head", "node", "body", "paywalled"),
    [
        ("", _story(isAccessibleForFree="http://schema.org/False"), "", True),
        ("", _story(hasPart={"isAccessibleForFree": False, "cssSelector": ".wall"}), "", True),
        ('<meta property="article:content_tier" content="locked">', _story(), "", True),
        ('<meta property="article:content_tier" content="free">', _story(), "", False),
        ("", _story(), "<p>Subscribe to continue reading this article.</p>", True),
        ("", _story(), "<p>Dieser Artikel ist nur für Abonnenten.</p>", True),
        ("", _story(), "<p>この記事は有料会員限定です。</p>", True),
        ("", _story(isAccessibleForFree=True), "<p>Subscribe to continue reading this article.</p>", False),
        ("", _story(), "<p>Subscribe to our newsletter.</p>", None),
        ("", _story(), f"<p>{SAID}</p>", None),
        ("", _story(), "", None),
    ],
)
def test_what_is_paid_for(head: str, node: dict[str, Any], body: str, paywalled: bool | None) -> None:
    assert _read(_page(head, "", node, story=STORY + body)).paywalled is paywalled


@pytest.mark.parametrize(
    ("head", "node", "url", "genre"),
    [
        ("", {**_story(), "@type": "OpinionNewsArticle"}, URL, "opinion"),
        ("", {**_story(), "@type": ["NewsArticle", "LiveBlogPosting"]}, URL, "live"),
        ("", {**_story(), "@type": "AdvertiserContentArticle"}, URL, "sponsored"),
        ("", _story(articleSection="Leitartikel"), URL, "opinion"),
        ("", _story(genre="Interview"), URL, "interview"),
        ('<meta property="article:section" content="Press Releases">', _story(), URL, "press release"),
        ("", _story(), f"{SITE}/film-reviews/ferry", "review"),
        ("", _story(), f"{SITE}/news/live-music-on-the-ferry", None),
        ("", _story(), f"{SITE}/live/ferry", None),
        ("", _story(), f"{SITE}/leder/ferry", None),
        ("", _story(), f"{SITE}/pr/ferry", None),
        ("", _story(articleSection="Opinion polls"), URL, None),
        ("", _story(), URL, None),
    ],
)
def test_the_genre_where_it_is_stated(head: str, node: dict[str, Any], url: str, genre: str | None) -> None:
    assert _read(_page(head, "", node), url).genre == genre


@pytest.mark.parametrize(
    ("headline", "genre"),
    [
        ("Opinion: The ferry must sail", "opinion"),
        ("Kommentar | Die Fähre muss fahren", "opinion"),
        ("【社説】渡し船", "opinion"),
        ("LIVE: The ferry sails", "live"),
        ("Live and let sail", None),
    ],
)
def test_a_label_of_the_headline_names_the_genre(headline: str, genre: str | None) -> None:
    page = _page().decode().replace("Ferry sails at night", headline)
    assert _read(page.encode()).genre == genre


def test_a_status_is_read_from_the_headline_and_from_notes_around_the_story() -> None:
    labelled = _read(_page().replace(b"Ferry sails at night", b"CORRECTED-Ferry sails at night"))
    noted = _read(_page(story=STORY + "<p>Correction: An earlier version of this story gave the wrong island.</p>"))
    assert [labelled.status, noted.status, _read(_page()).status] == ["corrected", "corrected", None]
    assert "corrected" not in noted.evidence["status"].casefold() or noted.confidence["status"] == "high"


@pytest.mark.parametrize(
    ("declared", "story", "language", "warned"),
    [
        ("en-GB", STORY, "en-GB", False),
        ("en", GERMAN, "de", True),
        ("de-AT", GERMAN, "de-AT", False),
        ("nb", GERMAN, "de", True),
        ("en", GERMAN[:150] + "</p>", "en", False),
    ],
)
def test_the_words_win_over_a_wrong_declaration(declared: str, story: str, language: str, *, warned: bool) -> None:
    article = _read(_page(story=story, lang=declared))
    assert article.language == language
    assert any("its language is" in warning for warning in article.warnings) is warned


@pytest.mark.parametrize(
    ("body", "image", "caption", "credit"),
    [
        ("", {"url": "/a/quay.jpg", "caption": "The quay", "creditText": "A. Painter"}, "The quay", "A. Painter"),
        ("", {"url": "/a/quay.jpg", "caption": "The quay. Photo: A. Painter"}, "The quay.", "A. Painter"),
        ("", {"url": "/a/quay.jpg", "caption": "Ferry sails at night"}, None, None),
        (
            '<figure><img src="/b/quay.jpg?w=3"><figcaption>The quay at dawn <i class=credit>(A. Painter)</i></figure>',
            "/a/quay.jpg",
            "The quay at dawn",
            "A. Painter",
        ),
    ],
)
def test_the_lead_picture(body: str, image: object, caption: str | None, credit: str | None) -> None:
    (picture,) = _read(_page("", body, _story(image=image))).images
    assert picture.url == f"{SITE}/a/quay.jpg"
    assert (picture.caption, picture.credit) == (caption, credit)


@pytest.mark.parametrize("address", ["/img/logo.png", "/i/blank.jpg", "/favicon.ico", "data:image/png;base64,xx"])
def test_logos_and_empty_pictures_are_none(address: str) -> None:
    assert _read(_page(f'<meta property="og:image" content="{address}">')).images == ()
