"""Which pages tell a story, and what the others are said to look like."""

from __future__ import annotations

import pytest

import dateline

SENTENCES = [
    "The ferry to the islands will sail at night again from the first week of May, the harbour master said.",
    "Two in three voters had backed a levy of four pounds a year to pay for fuel and for a second crew.",
    "The council wants to decide in June whether the next boat is to run on batteries or on diesel.",
]
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TEASERS = "".join(
    f"<div><h3><a href='/{number}'>The harbour opens a new pier again</a></h3><p>{sentence}</p></div>"
    for number, sentence in enumerate(SENTENCES * 4)
)
DECLARED = "<meta property='og:type' content='article'>"
NOTICE = "<p>Please allow JavaScript in your browser to use the new harbour portal, with all of its timetables.</p>"


LINKS = "".join(f"<p><a href='/{number}'>What was said at minute {number} of the talk</a></p>" for number in range(12))


def _page(body: str, head: str = "<title>The night ferry</title>") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "page",
    [
        _page(f"<h1>The night ferry</h1>{STORY}"),
        _page(f"<h1>The night ferry</h1><p>{SENTENCES[0]}</p>", DECLARED),
        _page(f"<div id='app'></div><noscript>{STORY}</noscript>", DECLARED),
        _page(f"<h1>Why JavaScript runs the ferry</h1>{STORY}<p>JavaScript steers the ferry, she said.</p>", DECLARED),
        _page(f"<h1>The night ferry</h1><p>{SENTENCES[0]} {SENTENCES[1]}</p>{LINKS}").replace(
            b"<body>", b"<body class='wp-embed single postid-11'>"
        ),
        _page(f"<h1>The night ferry sails again</h1><p>17 May 2024</p><p>{SENTENCES[0]} {SENTENCES[1]}</p>{LINKS}"),
    ],
    ids=[
        "a story",
        "a short declared one",
        "one for readers without scripts",
        "one about scripts",
        "a single post",
        "a short one with its date",
    ],
)
def test_a_story_is_read(page: bytes) -> None:
    assert SENTENCES[0] in dateline.parse(page, content_type="text/html").body


@pytest.mark.parametrize("date", ["17 May 2024", "Updated 17 May 2024"])
def test_the_dates_of_a_list_make_no_story_of_it(date: str) -> None:
    teasers = TEASERS.replace("</h3>", f"</h3><i>{date}</i>")
    with pytest.raises(dateline.Rejection, match="a listing"):
        dateline.parse(_page(f"<h1>All of this week's harbour news</h1>{teasers}"), content_type="text/html")


@pytest.mark.parametrize(
    "title",
    [
        "At least 500 arrested at the harbour",
        "404 jobs go as ferry line closes",
        "Pier forbidden to tourists",
        "Just a moment of silence for the captain",
        "The perfect ferry doesn’t exist",
        "Lost captain not found | The Gazette",
    ],
)
def test_words_of_error_pages_in_a_headline_are_no_error(title: str) -> None:
    page = _page(f"<h1>{title}</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>", f"<title>{title}</title>")
    assert SENTENCES[0] in dateline.parse(page, content_type="text/html").body


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 - The Gazette",
        "The Gazette | 404",
        "Error 503",
        "403 Forbidden",
        "404 Not Found",
        "Page not found – The Gazette",
        "Access Denied",
        "Attention Required! | The wall",
        "Just a moment...",
        "Die Seite wurde nicht gefunden",
        "Página no encontrada",
        "ページが見つかりません",
    ],
)
def test_a_title_of_an_error_is_believed_where_little_follows(title: str) -> None:
    page = _page(f"<h1>The Gazette</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>", f"<title>{title}</title>")
    with pytest.raises(dateline.Rejection, match="an error page"):
        dateline.parse(page, content_type="text/html")


@pytest.mark.parametrize(
    ("page", "url", "look"),
    [
        (_page("<h1>404</h1><p>Page not found. Try the search.</p>"), None, "an error page"),
        (_page(f"<div id='app'></div><noscript>{NOTICE}</noscript>", DECLARED), None, "written by scripts"),
        (_page(TEASERS, DECLARED), "https://harbour.example/", "a home page"),
        (_page(TEASERS), "https://harbour.example/news/", "a listing of other stories"),
        (_page("<h1>The night ferry</h1>"), None, "no running text"),
    ],
    ids=["error", "scripts", "home", "listing", "nothing"],
)
def test_a_page_without_a_story_is_refused_for_what_it_looks_like(page: bytes, url: str | None, look: str) -> None:
    with pytest.raises(dateline.Rejection, match=look) as refused:
        dateline.parse(page, url=url, content_type="text/html")
    assert refused.value.reason.value == "no_article"


@pytest.mark.parametrize("declared", [False, True])
@pytest.mark.parametrize(
    ("headline", "text", "status"),
    [
        ("KILL: Ferry to sail again", "EDITORS: Please kill the story headlined Ferry to sail again.", "kill"),
        ("WITHDRAWN: Ferry to sail again", "We got the harbour wrong.", "withdrawn"),
        ("Ferry to sail again", "This article has been withdrawn.", "withdrawn"),
    ],
)
def test_a_notice_that_withdraws_a_story_may_be_a_single_sentence(
    headline: str, text: str, status: str, *, declared: bool
) -> None:
    assert dateline.parse(notice(headline, text, declared=declared)).status == status


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Ferry to sail again", "This article has been removed."),
        ("Page not found", "This article has been withdrawn."),
        ("Ferry to sail again", "It sails."),
    ],
)
def test_what_withdraws_nothing_needs_running_text(headline: str, text: str) -> None:
    with pytest.raises(dateline.Rejection):
        dateline.parse(notice(headline, text, declared=False))


def notice(headline: str, text: str, *, declared: bool) -> bytes:
    meta = "<meta property='og:type' content='article'>" if declared else ""
    story = f"<article><h1>{headline}</h1><p>{text}</p></article>"
    return f"<html><head><title>{headline}</title>{meta}</head><body>{story}</body></html>".encode()


def test_what_was_not_read_is_said_where_nothing_was_found() -> None:
    page = _page("<a href=x>b</a>" * 110_000 + f"<article><h1>The night ferry</h1>{STORY}</article>")
    with pytest.raises(dateline.Rejection, match="more than 100,000 tags; what follows them was not read"):
        dateline.parse(page)
