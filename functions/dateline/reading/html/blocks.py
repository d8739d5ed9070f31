"""BeautifulSoup reads the region of the story into its blocks, in reading order.

A block is a run of text between two borders of block elements. Inline elements join without invented spaces; two line
breaks in a row are a border.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from dateline.reading.html.page import described, tidy

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from dateline.article import BlockKind

_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("blockquote", "q-block"), "quote"),
    **dict.fromkeys(("li", "dt", "dd"), "list_item"),
    **dict.fromkeys(("tr",), "table_row"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
}
_BLOCK_TAGS = frozenset(_KINDS) | {
    "address", "article", "center", "details", "div", "dl", "fieldset", "figure", "footer", "header", "hgroup", "hr",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "ul",
}  # fmt: skip
_CONTAINERS = _BLOCK_TAGS - _KINDS.keys() - {"p", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "td", "th"}
_PARTS = frozenset({"ul", "ol", "dl", "li", "table", "blockquote", "q-block", "figure"})
_CELLS = frozenset({"td", "th"})
_OWN_BLOCKS = ("p", "div", "table", "ul", "h1", "h2", "h3")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CAPTION_NAME = re.compile(r"caption|credit|copyright|image-?description|photo-?(?:info|desc)", re.IGNORECASE)
_IMAGE_NAME = re.compile(r"(?:^|[ _-])(?:image|photo)s?(?=[ _-]|$)", re.IGNORECASE)
# Class names that tell a paragraph's place among its like, not its kind.
_RANK = re.compile(r"(?i)(?:^|[-_])(?:first|last|odd|even|speakable|drop-?cap|initial|primero?)(?:$|[-_])")
_HEADING_NAME = re.compile(r"(?i)sub-?head|cross-?head|inter-?titre|zwischen-?titel|inter-?title|ladillo|mellemrubrik")
LONGEST_LOOSE_CAPTION = 250
LONGEST_LOOSE_HEADING = 150


@dataclass(slots=True)
class RawBlock:
    """A block as it stands on the page: its text, how much of it is linked, the elements around it, outermost first.

    `length` is how much the text says, in letters of an alphabet: a sign of an East Asian script says as much as three.
    `looks` are the tag and first class name of the innermost element, `place` those of the nearest container around it,
    or around the list, table or quote that it is part of; `names` are the class names of both.
    """

    kind: BlockKind
    text: str
    length: int
    linked: int
    around: tuple[Tag, ...]
    looks: str = ""
    place: str = ""
    names: str = ""

    @property
    def link_share(self) -> float:
        """The share of the text's characters that stand in links, 0 to 1."""
        return min(1.0, self.linked / len(self.text))

    @property
    def where(self) -> str:
        """A short CSS-like path to the block."""
        return " > ".join(described(tag.name, str(tag.get("id") or ""), _names(tag)) for tag in self.around[-4:])


def read_blocks(soup: BeautifulSoup) -> list[RawBlock]:
    """The blocks of a region, in reading order."""
    reader = _Reader()
    # Leaving an element is a stack entry of its own, (element, True), so that depth costs no recursion.
    pending = [(child, False) for child in reversed(soup.contents)]
    while pending:
        node, leaving = pending.pop()
        if leaving:
            reader.leave(node)
        elif isinstance(node, Tag):
            reader.enter(node)
            pending.append((node, True))
            pending.extend((child, False) for child in reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            reader.read(str(node))
    reader.end_block()
    return reader.blocks


class _Reader:
    """Gathers text between the borders of block elements."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self._around: list[Tag] = []
        self._data_rows: list[bool] = []
        self._texts: list[str] = []
        self._linked = self._links = 0
        self._after_break = False

    def read(self, text: str) -> None:
        if text and not text.isspace():
            self._after_break = False
            if self._links:
                self._linked += len(text.strip())
        self._texts.append(text)

    def enter(self, tag: Tag) -> None:
        if tag.name == "a":
            self._links += 1
        elif tag.name == "br":
            if self._after_break:
                self.end_block()
            self._texts.append(" ")
            self._after_break = True
        elif tag.name in _BLOCK_TAGS:
            if tag.name not in _CELLS or not self._in_data_row:
                self.end_block()
            self._around.append(tag)
            if tag.name == "tr":
                self._data_rows.append(tag.find(_OWN_BLOCKS) is None)

    def leave(self, tag: PageElement) -> None:
        if not isinstance(tag, Tag):
            return
        if tag.name == "a":
            self._links -= 1
        elif tag.name in _BLOCK_TAGS:
            if tag.name not in _CELLS or not self._in_data_row:
                self.end_block()
            else:
                self._texts.append(" ")
            self._around.pop()
            if tag.name == "tr":
                self._data_rows.pop()

    @property
    def _in_data_row(self) -> bool:
        """Whether the row around is one of a table of data, not of a layout: its cells hold no blocks of their own."""
        return bool(self._data_rows) and self._data_rows[-1]

    def end_block(self) -> None:
        text = tidy("".join(self._texts)) if self._texts else ""
        if text:
            length = len(text) if text.isascii() else len(text) + 2 * len(_EAST_ASIAN.findall(text))
            kind = _kind(self._around, length)
            self.blocks.append(RawBlock(kind, text, length, self._linked, tuple(self._around), *_looks(self._around)))
        self._texts.clear()
        self._linked = 0
        self._after_break = False


def _kind(around: list[Tag], length: int) -> BlockKind:
    """The kind that the nearest element with a kind gives; inside figures, and where names say so, it is a caption."""
    for tag in reversed(around[-4:]):
        if tag.name == "blockquote":
            break
        if tag.name == "figure" or _CAPTION_NAME.search(_names(tag)):
            return "caption"
    if length < LONGEST_LOOSE_CAPTION and any(_IMAGE_NAME.search(_names(tag)) for tag in around[-2:]):
        return "caption"
    for tag in reversed(around):
        if tag.name in _KINDS:
            return _KINDS[tag.name]
    loose = length < LONGEST_LOOSE_HEADING and around and _HEADING_NAME.search(_names(around[-1]))
    return "heading" if loose else "paragraph"


def _looks(around: list[Tag]) -> tuple[str, str, str]:
    """What the innermost element and its container look like, and the class names of both."""
    if not around:
        return "", "", ""
    own = around[-1]
    container = own
    for tag in reversed(around):
        if tag.name in _PARTS:
            container = own
        elif container is own and tag.name in _CONTAINERS:
            container = tag
    names = _names(own)
    if container is own:
        return (looks := _look(own.name, names)), looks, names
    outer = _names(container)
    return _look(own.name, names), _look(container.name, outer), f"{names} {outer}"


@lru_cache(maxsize=4096)
def _look(name: str, names: str) -> str:
    first = next((told for told in names.split() if not _RANK.search(told)), "")
    return f"{name}.{first}"


def _names(tag: Tag) -> str:
    return str(tag.get("class") or "")
