"""When an HTML page's story was published and changed, and when the page was saved: sources, doubts, offsets."""

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
HEADING = "<h1>Ferry sails at night</h1>"
META = '<meta property="article:published_time" content="2024-05-14T18:05:00+02:00">'
RELATED = '<div class="related"><p>2 April 2019</p><p>Old ferry scrapped</p></div>'


def _page(head: str = "", body: str = "", ld: dict[str, Any] | None = None, html: str = "<html>") -> bytes:
    script = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **ld})}</script>' if ld else ""
    title = "<title>Ferry sails at night</title>"
    return f"{html}<head><meta charset=utf-8>{title}{head}{script}</head><body>{body}{STORY}</body></html>".encode()


def _canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def _source(article: dateline.Article, name: str = "published_at") -> str | None:
    told = article.evidence.get(name)
    return told.partition(" (")[0] if told else None


@pytest.mark.parametrize(
    ("data", "published", "precision", "source"),
    [
        (
            _page("", "", {"datePublished": "2024-05-17T22:41+01:00"}),
            "2024-05-17T22:41:00+01:00",
            "minute",
            "JSON-LD datePublished",
        ),
        (_page('<meta name="DC.date.issued" content="2024-05-17">'), "2024-05-17", "day", "published meta"),
        (_page('<meta name="date" content="17. Mai 2024">'), "2024-05-17", "day", "published meta"),
        (
            _page("", '<span itemprop="datePublished" content="2024-05-17T20:00:00Z">yesterday</span>'),
            "2024-05-17T20:00:00Z",
            "second",
            "datePublished in the markup",
        ),
        (
            _page("", '<span property="dc:date dc:created" content="2024-05-17T20:00:00+02:00">x</span>'),
            "2024-05-17T20:00:00+02:00",
            "second",
            "datePublished in the markup",
        ),
        (
            _page("", HEADING + '<time datetime="2024-05-17">Friday</time>'),
            "2024-05-17",
            "day",
            "date beside the headline",
        ),
        (
            _page("", HEADING + '<abbr title="2024-05-17T20:00:00+02:00">Friday night</abbr>'),
            "2024-05-17T20:00:00+02:00",
            "second",
            "date beside the headline",
        ),
        (_page(_canonical("https://a.example/2024/05/17/ferry")), "2024-05-17", "day", "date in the address"),
        (_page("", HEADING + "<div>17 May 2024</div>"), "2024-05-17", "day", "date under the headline"),
        (
            _page("", f"<p>1 May 2020</p>{HEADING}<p>By Ann Lee | Friday, 17 May 2024 | 4 comments</p>"),
            "2024-05-17",
            "day",
            "date beside the headline",
        ),
        (
            _page("", "<aside><dl><dt>Date</dt><dd>17.05.2024</dd></dl></aside><p>…</p>"),
            "2024-05-17",
            "day",
            "line that tells of publishing",
        ),
        (
            _page("", '<script>var page = {"published_at": "2024-05-17T20:00:00Z"}</script>'),
            "2024-05-17T20:00:00Z",
            "second",
            "date in a script",
        ),
        (
            _page('<script type="application/ld+json">{"datePublished": "2024-05-17", "oops"}</script>'),
            "2024-05-17",
            "day",
            "damaged JSON-LD",
        ),
        (_page("", HEADING + "<p>Last updated: 17 May 2024</p>"), "2024-05-17", "day", "last change of the page"),
        (_page(_canonical("https://a.example/news/17-05-2024")), "2024-05-17", "day", "date in the address"),
        (
            _page("", """<script>page = {article_publication_date: "Fri, 17 May 2024 20:00:00 GMT"}</script>"""),
            "2024-05-17T20:00:00Z",
            "second",
            "date in a script",
        ),
        (
            _page("", """<script>dataLayer.push({"pagePostDate":"17. Mai 2024","pagePostDateYear":2024})</script>"""),
            "2024-05-17",
            "day",
            "date in a script",
        ),
        (
            _page("", HEADING + f"<p>Press notice of 17 May 2024 | {'The islands had waited for it. ' * 20}</p>"),
            "2024-05-17",
            "day",
            "date in the first words of a line",
        ),
        (
            _page(
                "",
                f'{HEADING}{STORY}<div class="post-footer">This was put down on 17 May 2024 at 10:30 under the heading '
                f"of {'ferries, islands, tides, ' * 10} and more.</div>",
            ),
            "2024-05-17T10:30:00",
            "minute",
            "date in the first words of a line",
        ),
        (
            _page('<meta name="description" content="News of 17 May 2024">', HEADING),
            "2024-05-17",
            "day",
            "date in the title or description",
        ),
    ],
)
def test_published(data: bytes, published: str, precision: str, source: str) -> None:
    article = dateline.parse(data)
    assert (article.published_at, article.published_precision) == (published, precision)
    assert _source(article) == source


@pytest.mark.parametrize("name", ["Article_header__x7Yz", "entry_header", "article-header"])
def test_a_day_in_the_head_of_the_story_is_the_storys(name: str) -> None:
    page = _page("", f'<div class="{name}"><div>17 May 2024</div>{HEADING}</div>')
    assert dateline.parse(page).published_at == "2024-05-17"


def test_the_change_told_by_the_headline_goes_before_a_date_elsewhere() -> None:
    page = _page("", f"{HEADING}<p>Last updated: 17 May 2024</p>{STORY * 4}<p>2 April 2019</p>")
    assert _source(dateline.parse(page)) == "last change of the page"


def test_a_date_among_words_stands_behind_one_alone() -> None:
    body = f"<p>17 May 2024, 10:30</p><p>Gazette</p>{HEADING}<p>Also heard on the air: 16 May 2024 at six.</p>"
    assert dateline.parse(_page("", body)).published_at == "2024-05-17T10:30:00"


def test_a_script_that_tells_when_a_page_was_last_published_is_not_believed() -> None:
    rest = ", ".join(f'"section_{number}": "islands"' for number in range(20))
    page = _page("", f'<script>page = {{"last_published_at": "2024-05-17T20:00:00Z", {rest}}}</script>')
    assert dateline.parse(page).published_at is None


def test_a_day_long_before_there_were_pages_is_no_date_of_one() -> None:
    text = f"<p>{'The islands had waited for it. ' * 20} On 17 May 1931 the first ferry sailed.</p>"
    assert dateline.parse(_page("", HEADING + text)).published_at is None


@pytest.mark.parametrize(
    "body",
    [
        HEADING + "<footer><p>17 May 2024</p></footer>",
        HEADING + "<p>© 17 May 2023 Gazette</p>",
        HEADING + RELATED,
        HEADING + "<aside><article><a href='/b'>Old ferry</a> <span>2 April 2019</span></article></aside>",
        HEADING
        + STORY * 4
        + '<div><a href="/b">Old ferry scrapped after forty years</a><i class=date>2 April 2019</i></div>',
        HEADING
        + '<blockquote class="twitter-tweet"><p>The bell is back!</p>— Ann Lee (@ann) 2 April 2019</blockquote>',
        HEADING + "<p>From the log of the old ferry, book five, page six, 2 April 2019:</p>",
        HEADING + f"<p>{'The islands had waited for it. ' * 20} Since 17 May 2024 they wait no more.</p>",
        '<div id="wm-ipp"><p>2 April 2019 - 3 May 2020</p></div>' + HEADING,
        HEADING + '<a href="/b"><h3>Old ferry scrapped after forty years of service, and what came of its bell</h3>'
        "<span>2 April 2019, by our harbour correspondent</span></a>",
        "<nav>17 May 2024</nav>" + HEADING,
        HEADING + "<p>Copyright 2024 Gazette</p>",
        '<div class="topbar"><span>Friday, 17 May 2024</span></div>' + HEADING,
        '<div id="site-header"><div>17 May 2024</div></div>' + HEADING,
    ],
)
def test_dates_of_other_things_are_no_date_of_the_story(body: str) -> None:
    assert dateline.parse(_page("", body)).published_at is None


@pytest.mark.parametrize(
    ("stated", "head", "published", "source"),
    [
        ("2024-05-14T18:05:00+99:99", META, "2024-05-14T18:05:00+02:00", "published meta"),
        (20240514, META, "2024-05-14T18:05:00+02:00", "published meta"),
        ("2024-05-14", META, "2024-05-14T18:05:00+02:00", "published meta"),
        ("2024-05-14T18:00:00", META, "2024-05-14T18:05:00+02:00", "published meta"),
        ("2024-05-13", META, "2024-05-13", "JSON-LD datePublished"),
        ("2024-05-14T17:00:00Z", META, "2024-05-14T17:00:00Z", "JSON-LD datePublished"),
        ("2024-05-14T18:05:00+99:99", "", "2024-05-14T18:05:00", "JSON-LD datePublished"),
        ("2024-05-14", '<meta name="date" content="2024-05-14T18:05">', "2024-05-14T18:05:00", "published meta"),
        ("1970-01-01T00:00:00Z", META, "2024-05-14T18:05:00+02:00", "published meta"),
        ("2024-05-14T18:05:00:123Z", "", "2024-05-14T18:05:00Z", "JSON-LD datePublished"),
    ],
)
def test_the_fuller_of_two_dates_of_one_day_is_taken(stated: object, head: str, published: str, source: str) -> None:
    data = _page(head, "", {"datePublished": stated, "dateModified": stated})
    article = dateline.parse(data)
    assert (article.published_at, _source(article)) == (published, source)
    candidates = explain(data).candidates["published_at"]
    assert candidates[0].source == source


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("1 June 2024", "2024-06-01"),  # the story was put out anew
        ("Published 1 June 2024", "2024-06-01"),
        ("Updated 1 June 2024", "2024-05-14T18:05:00+02:00"),
        ("14 May 2024 | Updated 1 June 2024", "2024-05-14T18:05:00+02:00"),
        (
            "The bell of the old ferry was cast on 1 June 1924 in a yard further up the river.",
            "2024-05-14T18:05:00+02:00",
        ),
        ("", "2024-05-14T18:05:00+02:00"),
    ],
)
def test_a_day_printed_under_the_headline_goes_before_an_older_one_in_the_metadata(line: str, published: str) -> None:
    assert dateline.parse(_page(META, f"{HEADING}<p>{line}</p>")).published_at == published


@pytest.mark.parametrize(
    ("head", "line", "published", "offset"),
    [
        # Two tellings of one instant tell the clock.
        ('{"datePublished": "2024-05-14T22:30:00Z"}', "15 May 2024, 00:30", "2024-05-15T00:30:00+02:00", "page clock"),
        (
            '{"datePublished": "2024-05-15T02:30:00Z"}',
            "May 14, 2024 10:30 p.m. ET",
            "2024-05-14T22:30:00-04:00",
            "page clock",
        ),
        ('{"datePublished": "2024-05-14T10:30:00Z"}', "14 May 2024, 12:30", "2024-05-14T10:30:00Z", "stated"),
        ('{"datePublished": "2024-05-14T22:30:00Z"}', "15 May 2024", "2024-05-15", None),
        # A bare time takes the offset of a zone beside it, or of what else was told that day.
        (
            '{"datePublished": "2024-05-14T22:30:00"}',
            "May 14, 2024 10:30 p.m. ET",
            "2024-05-14T22:30:00-04:00",
            "stated",
        ),
        (
            '{"datePublished": "2024-05-14T22:30:00", "dateModified": "2024-05-14T23:00:00+03:00"}',
            "",
            "2024-05-14T22:30:00+03:00",
            "page clock",
        ),
        (
            '{"datePublished": "2024-05-14T22:30:00", "dateModified": "2024-12-14T23:00:00+03:00"}',
            "",
            "2024-05-14T22:30:00",
            None,
        ),
        ('{"datePublished": "2024-05-14T22:30:00"}', "", "2024-05-14T22:30:00", None),
    ],
)
def test_offsets_of_pages_that_anyone_may_publish(head: str, line: str, published: str, offset: str | None) -> None:
    article = dateline.parse(
        _page("", f"{HEADING}<p>{line}</p>", json.loads(head)), url="https://gazette.example.com/a"
    )
    assert (article.published_at, article.published_offset) == (published, offset)


@pytest.mark.parametrize(
    ("url", "stated", "published", "offset"),
    [
        ("https://gazette.de/a", "2024-05-14T22:30:00", "2024-05-14T22:30:00+02:00", "country"),
        ("https://gazette.de/a", "2024-12-14T22:30:00", "2024-12-14T22:30:00+01:00", "country"),
        ("https://gazette.in/a", "2024-12-14T22:30:00", "2024-12-14T22:30:00+05:30", "country"),
        ("https://gazette.us/a", "2024-12-14T22:30:00", "2024-12-14T22:30:00", None),  # four zones and more
        ("https://gazette.com.au/a", "2024-12-14T22:30:00", "2024-12-14T22:30:00", None),
        ("https://gazette.io/a", "2024-12-14T22:30:00", "2024-12-14T22:30:00", None),  # anyone's domain
        ("https://gazette.de/a", "2024-10-27T02:30:00", "2024-10-27T02:30:00", None),  # the clocks showed it twice
    ],
)
def test_a_bare_time_goes_by_the_clocks_of_a_country_of_one_zone(
    url: str, stated: str, published: str, offset: str | None
) -> None:
    article = dateline.parse(_page("", HEADING, {"datePublished": stated}), url=url)
    assert (article.published_at, article.published_offset) == (published, offset)


@pytest.mark.parametrize(
    ("html", "url", "more", "published", "confidence"),
    [
        ('<html lang="en-GB">', None, "", "2024-04-05", "high"),
        ('<html lang="en-US">', None, "", "2024-05-04", "high"),
        ('<html lang="en-US">', "https://gazette.co.uk/a", "", "2024-04-05", "high"),
        ('<html lang="fr">', None, "", "2024-04-05", "high"),
        ('<html lang="en">', None, "<p>See the tide table of 23/04/2024</p>", "2024-04-05", "high"),
        ('<html lang="en">', None, '<meta name="lastmod" content="2024-04-05T10:00:00Z">', "2024-04-05", "high"),
        ('<html lang="en">', None, "", "2024-05-04", "low"),
    ],
)
def test_a_date_that_reads_two_ways_is_settled_by_the_page_or_told_to_be_unsure(
    html: str, url: str | None, more: str, published: str, confidence: str
) -> None:
    article = dateline.parse(_page("", f"{HEADING}<p>05/04/2024</p>{more}", html=html), url=url)
    assert article.published_at == published
    assert (article.confidence["published_at"] == "low") == (confidence == "low")


@pytest.mark.parametrize(
    ("html", "published", "offset"),
    [
        ('<html lang="de-AT">', "2024-05-15T00:30:00+02:00", "country"),
        ('<html lang="en-US">', "2024-05-14T22:30:00Z", "stated"),  # clocks of many zones
        ("<html>", "2024-05-14T22:30:00Z", "stated"),
    ],
)
def test_the_day_in_the_address_tells_whether_an_instant_is_by_the_clock_of_the_country(
    html: str, published: str, offset: str
) -> None:
    told = {"datePublished": "2024-05-14T22:30:00Z"}
    article = dateline.parse(_page("", HEADING, told, html), url="https://gazette.example.com/2024/05/15/ferry")
    assert (article.published_at, article.published_offset) == (published, offset)


def test_nothing_is_dated_after_the_page_was_saved() -> None:
    data = _page('<meta name="date" content="2024-05-12">', HEADING, {"datePublished": "2031-01-01T10:00:00Z"})
    assert dateline.parse(data).published_at == "2031-01-01T10:00:00Z"
    assert dateline.parse(data, uploaded_at="2024-06-01T08:00:00Z").published_at == "2024-05-12"
    eve = _page("", HEADING, {"datePublished": "2024-06-02T08:00:00+10:00"})
    assert dateline.parse(eve, uploaded_at="2024-06-01T23:00:00Z").published_at == "2024-06-02T08:00:00+10:00"


@pytest.mark.parametrize(
    ("data", "retrieved"),
    [
        (
            b"<!DOCTYPE html><!-- Page saved with SingleFile\n saved date: Mon Nov 23 2020 10:00:00 GMT+0100 (x) -->"
            + _page("", HEADING),
            "2020-11-23T10:00:00+01:00",
        ),
        (
            _page("", HEADING) + b"<!-- Mirrored from a.example/b by HTTrack Website Copier/3.x [XR], "
            b"Mon, 02 Mar 2020 08:09:00 GMT -->",
            "2020-03-02T08:09:00Z",
        ),
        (
            _page(_canonical("https://archive.example/web/20200302080900/https://a.example/b"), HEADING),
            "2020-03-02T08:09:00Z",
        ),
        (_page('<meta name="Memento-Datetime" content="Mon, 02 Mar 2020 08:09:00 GMT">'), "2020-03-02T08:09:00Z"),
        (_page("", "<p>Monday, 2 March 2020</p>" + HEADING), None),
    ],
)
def test_a_saved_page_may_tell_when_it_was_saved(data: bytes, retrieved: str | None) -> None:
    assert dateline.parse(data).retrieved_at == retrieved


def test_published_and_modified_are_told_apart() -> None:
    article = dateline.parse(
        _page("", f"{HEADING}<p>Published 14 May 2024, 10:05 | Last updated 15 May 2024, 11:00</p>")
    )
    assert (article.published_at, article.modified_at) == ("2024-05-14T10:05:00", "2024-05-15T11:00:00")
    assert _source(article, "modified_at") == "date beside the headline, updated"


def test_the_clock_of_one_event_is_not_taken_for_anothers() -> None:
    told = {"datePublished": "2024-05-14T20:30:00Z", "dateModified": "2024-05-15T02:30:00Z"}
    article = dateline.parse(_page("", f"{HEADING}<p>14 May 2024, 22:30</p>", told))
    assert (article.published_at, article.modified_at) == ("2024-05-14T20:30:00Z", "2024-05-15T02:30:00Z")


def test_an_entry_of_a_live_blog_tells_nothing_of_the_clock_of_the_story() -> None:
    told = [f"2024-05-17T0{hour}:10:00Z" for hour in range(6)] + ["2024-05-17T11:30:00"]
    entries = [{"@type": "BlogPosting", "datePublished": time} for time in told]
    story = {"@type": "LiveBlogPosting", "datePublished": "2024-05-16T23:30:00Z"}
    head = f'<script type="application/ld+json">{json.dumps([story, *entries])}</script>'
    body = f"{HEADING}<p>17 May 2024</p>"
    article = dateline.parse(_page(head + _canonical("https://gazzetta.example.it/ferry"), body))
    assert (article.published_at, article.published_offset) == ("2024-05-17T01:30:00+02:00", "country")


def test_an_address_with_other_digits_than_those_of_dates_tells_no_day() -> None:
    address = "https://post.example/2024/²²²/05/ferry"
    page = (
        f'<html><head><link rel=canonical href="{address}"></head><body><h1>Ferry</h1>{"<p>It sails again.</p>" * 30}'
    )
    assert dateline.parse(page.encode(), url=address).published_at is None
