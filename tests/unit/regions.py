"""Markup of ours as the region of a story."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from dateline.reading.html.soup import soup_of
from dateline.reading.html.soup.blocks import RawBlock, read_blocks


def blocks_of(markup: str) -> list[RawBlock]:
    """The blocks of the markup, read as a page's body."""
    body = LexborHTMLParser(markup).body
    assert body is not None
    return read_blocks(soup_of(body))
