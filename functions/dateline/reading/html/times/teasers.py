"""Whether a date is that of another story, which a page leads to from a small box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.page import tidy
from dateline.reading.html.times.headline_place import headline_node

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from dateline.reading.html.page import Page

STEPS_TO_BOX = 5
LONGEST_BOX = 600
MOST_NODES = 200
LEAST_TEASER = 25


def is_of_a_teaser(text: str, node: LexborNode, page: Page) -> bool:
    """Whether a line stands in a small box with a link to another story."""
    headline = page.once(headline_node)
    own = tidy(headline.text()) if headline else ""
    box: LexborNode | None = node
    for _ in range(STEPS_TO_BOX):
        if box is None or box.tag == "body" or not _is_small(box) or box.css_first("h1"):
            return False
        if any(_leads_elsewhere(tidy(link.text()), text, own) for link in box.css("a[href]")):
            return True
        box = box.parent
    return False


def _is_small(box: LexborNode) -> bool:
    """Whether an element holds little; of one that holds much, no more than that is looked at."""
    length = 0
    for count, node in enumerate(box.traverse(include_text=True)):
        if node.tag == "-text":
            length += len(tidy(node.text_content or ""))
        if length > LONGEST_BOX or count > MOST_NODES:
            return False
    return True


def _leads_elsewhere(words: str, line: str, headline: str) -> bool:
    if "://" in words or len(words.replace(line, "")) < LEAST_TEASER or (headline and headline in words):
        return False
    return words not in line or (line.startswith(words) and not words[-4:].isdigit())
