"""Whether a page tells a story at all, and what it looks like where it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.rejection import Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.article import Block
    from dateline.reading.html.page import Page
    from dateline.reading.trace import Unit

ENOUGH_TEXT = 250


def refuse_without_story(page: Page, blocks: Sequence[Block], units: Sequence[Unit]) -> None:
    """Raise Rejection `no_article` for a page without a story, saying what it looks like."""
    length = sum(len(block.text) for block in blocks if block.kind != "caption")
    if length == 0:
        raise Rejection(Reason.NO_ARTICLE, "The page has no running text.")
