"""lexbor's tree as BeautifulSoup's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from dateline.reading.html.soup import MAX_DEPTH, soup_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class=a id=b>", "</div>", "<b>", "</b>", "<br>", "<ul><li>", "<table><tr><td>", "&amp;", "x "]
)


def soup(markup: str) -> BeautifulSoup:
    body = LexborHTMLParser(markup).body
    assert body is not None
    return soup_of(body)


def depth(found: BeautifulSoup) -> int:
    return max(len(list(element.parents)) for element in found.descendants)


@pytest.mark.parametrize(
    ("markup", "same"),
    [
        ("<p class='lead x' id=a style=b>One</p>", '<p class="lead x" id="a">One</p>'),
        ("<p>One <b>two</b><br><a href=c>three</a>", "<p>One two<br/><a>three</a></p>"),
        ("<p>a &lt; b<!-- gone --></p>", "<p>a &lt; b</p>"),
    ],
)
def test_only_what_blocks_are_read_from_is_fed(markup: str, same: str) -> None:
    assert str(soup(markup)) == f"<body>{same}</body>"


@given(st.lists(TAGS, max_size=60).map("".join))
def test_the_same_text_stands_in_the_same_order(markup: str) -> None:
    body = LexborHTMLParser(markup).body
    assert body is not None
    assert soup_of(body).get_text().split() == (body.text() or "").split()


def test_what_is_nested_too_deeply_is_read_where_the_nesting_ends() -> None:
    found = soup("<div>" * 5_000 + "<p>words</p>")
    assert found.get_text() == "words"
    assert depth(found) <= MAX_DEPTH + 1
