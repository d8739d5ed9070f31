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
MOST_SPACED = 10  # times as long as it is without the white space of its markup
LEAST_TEASER = 25


def is_of_a_teaser(text: str, node: LexborNode, page: Page) -> bool:
    """Whether a line stands in a small box with a link to another story."""
    boxes = page.once(_Boxes)
    box: LexborNode | None = node
    for _ in range(STEPS_TO_BOX):
        if box is None or box.tag == "body" or not boxes.is_small(box) or box.css_first("h1"):
            return False
        if any(_leads_elsewhere(tidy(link.text()), text, boxes.headline) for link in box.css("a[href]")):
            return True
        box = box.parent
    return False


class _Boxes:
    """The page's headline, and which of its elements hold little, each looked at once."""

    def __init__(self, page: Page) -> None:
        headline = page.once(headline_node)
        self.headline = tidy(headline.text()[:LONGEST_BOX]) if headline else ""
        self._small: dict[int, bool] = {}

    def is_small(self, box: LexborNode) -> bool:
        """Whether an element holds little; of one that holds much, no more than that is looked at."""
        key = box.mem_id
        if key not in self._small:
            self._small[key] = _is_small(box)
        return self._small[key]


def _is_small(box: LexborNode) -> bool:
    length = 0
    for count, node in enumerate(box.traverse(include_text=True)):
        if node.tag == "-text":
            text = node.text_content or ""
            length += len(tidy(text)) if len(text) <= MOST_SPACED * LONGEST_BOX else LONGEST_BOX + 1
        if length > LONGEST_BOX or count > MOST_NODES:
            return False
    return True


def _leads_elsewhere(words: str, line: str, headline: str) -> bool:
    if "://" in words or len(words.replace(line, "")) < LEAST_TEASER or (headline and headline in words):
        return False
    return words not in line or (line.startswith(words) and not words[-4:].isdigit())
