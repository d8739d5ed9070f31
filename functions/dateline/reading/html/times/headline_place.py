"""Where the headline stands among a page's headings, for what is told of the story beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.html.page.headings import headings

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from dateline.reading.html.page import Page

LIKE_TITLE = 0.4
FAINTLY_LIKE_TITLE = 0.15
MOST_HEADINGS = 30
_WORD = re.compile(r"\w+")


def headline_node(page: Page) -> LexborNode | None:
    """The heading that is worded most like the page's title, else its first h1."""
    titles = [words_of(text) for text in (page.title, *(title for _, title in page.meta(("og:title",))))]
    best: LexborNode | None = None
    likest = 0.0
    for tag in ("h1", "h2", "h3"):
        for node in _nodes(page, tag):
            own = words_of(node.text())
            likeness = max((len(own & title) / len(own | title) for title in titles if title), default=0.0)
            if own and (best is None or likeness > likest):
                likest, best = likeness, node
        if likest > LIKE_TITLE:
            break
    if best and (likest > FAINTLY_LIKE_TITLE or best.tag == "h1"):
        return best
    return page.tree.css_first("h1")


def _nodes(page: Page, tag: str) -> list[LexborNode]:
    if tag == "h3":
        return page.tree.css(tag)[:MOST_HEADINGS]
    return [heading.node for heading in headings(page, tag)]


def words_of(text: str) -> set[str]:
    """The different words of a text, whatever their case."""
    return set(_WORD.findall(text.casefold()))
