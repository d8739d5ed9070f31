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


@given(st.lists(TAGS, max_size=60).map("".join))
def test_it_is_linked_as_beautifulsoup_links_a_tree(markup: str) -> None:
    found = soup(markup)
    in_order = [found, *found.descendants]
    for element, following in zip(in_order, [*in_order[1:], None], strict=True):
        assert element.next_element is following
        assert following is None or following.previous_element is element
    for element in found.find_all(True):
        siblings = [None, *element.contents, None]
        for before, inner, behind in zip(siblings, element.contents, siblings[2:], strict=False):
            assert (inner.parent, inner.previous_sibling, inner.next_sibling) == (element, before, behind)


def test_beautifulsoup_searches_and_changes_it() -> None:
    found = soup("<div class=story><p id=a>One <a>two</a></p> <ul><li>three<li>four</ul></div>")
    assert [item.get_text() for item in found.find_all("li")] == ["three", "four"]
    assert found.select_one(".story > p#a a") is not None
    link, items = found.find_all(["a", "ul"])
    assert [tag.name for tag in link.parents] == ["p", "div", "body", "[document]"]
    items.decompose()
    link.unwrap()
    found.find_all("p")[0].append(found.new_tag("br"))
    assert str(found) == '<body><div class="story"><p id="a">One two<br/></p></div></body>'


def test_what_is_nested_too_deeply_is_read_where_the_nesting_ends() -> None:
    found = soup("<div>" * 5_000 + "<p>words</p>")
    assert found.get_text() == "words"
    assert depth(found) <= MAX_DEPTH + 1
