"""What an element's tag and class names tell of the text in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dateline.article import BlockKind

_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("blockquote",), "quote"),
    **dict.fromkeys(("li", "dt", "dd"), "list_item"),
    **dict.fromkeys(("tr",), "table_row"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
}
BLOCK_TAGS = frozenset(_KINDS) | {
    "address", "article", "center", "details", "div", "dl", "fieldset", "figure", "footer", "header", "hgroup", "hr",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "ul",
}  # fmt: skip
_CONTAINERS = BLOCK_TAGS - _KINDS.keys() - {"p", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "td", "th"}
_PARTED = frozenset({"blockquote", "ul", "ol", "dl", "li", "table", "figure"})
_CAPTION_NAME = re.compile(r"(?i)caption|credit|copyright|image-?description|photo-?(?:info|desc)")
_IMAGE_NAME = re.compile(r"(?i)(?:^|[_-])(?:image|photo)s?(?=[_-]|$)")
_HEADING_NAME = re.compile(r"(?i)sub-?head|cross-?head|inter-?titre|zwischen-?titel|inter-?title")
# Blogs and shops name a story after what it is filed under and what it has: `category-photo`, `has-image`.
_FILED = re.compile(r"(?i)(?:category|tag|(?:post_)?format|has)-")
_STORIES = frozenset({"article", "main", "section"})
# Class names that tell a paragraph's place among its like, not its kind.
_RANK = re.compile(r"(?i)(?:^|[-_])(?:first|last|odd|even|speakable|drop-?cap|initial|primero?)(?:$|[-_])")
LONGEST_NAMES = 1_000


class _Name(NamedTuple):
    """What one class name tells."""

    ranks: bool
    captions: bool
    pictures: bool
    heads: bool


@lru_cache(maxsize=4096)
def _told_by(name: str) -> _Name:
    filed = _FILED.match(name) is not None
    return _Name(
        ranks=_RANK.search(name) is not None,
        captions=not filed and _CAPTION_NAME.search(name) is not None,
        pictures=not filed and _IMAGE_NAME.search(name) is not None,
        heads=_HEADING_NAME.search(name) is not None,
    )


class Element(NamedTuple):
    """`kind` is what the tag makes of its text, if anything; `looks` are the tag and its first telling class name.

    `contains` blocks of all kinds, or is `parted` into blocks of one; its names tell of captions, pictures, headings.
    """

    kind: BlockKind | None
    looks: str
    names: str
    contains: bool
    parted: bool
    quotes: bool
    captions: bool
    pictures: bool
    heads: bool


@lru_cache(maxsize=1024)
def element_of(tag: str, names: str) -> Element:
    """What the tag with these class names is."""
    names = names[:LONGEST_NAMES]
    telling = ""
    captions = tag == "figure"
    pictures = heads = False
    may_caption = tag not in _STORIES
    for name in names.split():
        told = _told_by(name)
        if not (telling or told.ranks):
            telling = name
        captions |= may_caption and told.captions
        pictures |= may_caption and told.pictures
        heads |= told.heads
    return Element(
        kind=_KINDS.get(tag),
        looks=f"{tag}.{telling}",
        names=names,
        contains=tag in _CONTAINERS,
        parted=tag in _PARTED or heads,
        quotes=tag == "blockquote",
        captions=captions,
        pictures=pictures,
        heads=heads,
    )
