"""BeautifulSoup reads the region of the story into its blocks, in reading order.

A block is a run of text between two borders of block elements. Inline elements join without invented spaces; two line
breaks in a row are a border.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.html.page import described, tidy
from dateline.reading.html.page.elements import BLOCK_TAGS, Element, element_of
from dateline.reading.html.soup.beautifulsoup import NavigableString, Tag

if TYPE_CHECKING:
    from dateline.article import BlockKind
    from dateline.reading.html.soup.beautifulsoup import BeautifulSoup

_CELLS = frozenset({"td", "th"})
_OWN_BLOCKS = frozenset({"p", "div", "table", "ul", "h1", "h2", "h3"})
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LONGEST_LOOSE_CAPTION = 250
LONGEST_LOOSE_HEADING = 150
MOST_OF_CAPTION = 2


@dataclass(slots=True)
class RawBlock:
    """A block as it stands on the page: its text, how much of it is linked, the elements around it, outermost first.

    `length` is how much the text says, in letters of an alphabet: a sign of an East Asian script says as much as three.
    `link_share` is the share of its characters that stand in links, 0 to 1. `looks` are the looks of the innermost
    element, `place` those of the nearest container around it, or around the list, table or quote that it is part of;
    `names` are the class names of both.
    """

    kind: BlockKind
    text: str
    length: int
    link_share: float
    around: tuple[Tag, ...]
    looks: str
    place: str
    names: str

    @property
    def is_code(self) -> bool:
        """Whether it is set as it was typed: code and what it prints stand in a story in boxes of their own."""
        return bool(self.around) and self.around[-1].name == "pre"

    @property
    def where(self) -> str:
        """A short CSS-like path to the block."""
        return " > ".join(described(tag.name, str(tag.get("id") or ""), _names(tag)) for tag in self.around[-4:])


def read_blocks(soup: BeautifulSoup) -> list[RawBlock]:
    """The blocks of a region, in reading order."""
    reader = _Reader()
    reader.read(soup)
    reader.end_block()
    return reader.blocks


def _holds_blocks(row: Tag) -> bool:
    return any(isinstance(inner, Tag) and inner.name in _OWN_BLOCKS for inner in row.descendants)


def _holds_passage(tag: Tag) -> bool:
    """Whether the element holds more paragraphs than a caption and its credit."""
    return sum(1 for inner in tag.contents if isinstance(inner, Tag) and inner.name == "p") > MOST_OF_CAPTION


class _Reader:
    """Gathers text between the borders of block elements."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self._around: list[Tag] = []
        self._elements: list[Element] = []
        self._depicting = 0
        self._data_rows: list[bool] = []
        self._texts: list[str] = []
        self._linked = self._links = 0
        self._after_break = False

    def read(self, outer: Tag) -> None:
        """Read what stands in an element. The soup is nested no deeper than calls may be: its builder sees to that."""
        for node in outer.contents:
            if not isinstance(node, Tag):
                if type(node) is NavigableString:  # what derives from it is for machines: comments, scripts
                    self._read_text(node)
            elif (name := node.name) in BLOCK_TAGS:
                self._enter(node, name)
                self.read(node)
                self._leave(name)
            elif name == "a":
                self._links += 1
                self.read(node)
                self._links -= 1
            elif name == "br":
                self._break()
            else:
                self.read(node)

    def _read_text(self, text: str) -> None:
        if not text.isspace():
            self._after_break = False
            if self._links:
                self._linked += len(text.strip())
        self._texts.append(text)

    def _break(self) -> None:
        if self._after_break:
            self.end_block()
        self._texts.append(" ")
        self._after_break = True

    def _enter(self, tag: Tag, name: str) -> None:
        if self._texts and (name not in _CELLS or not self._in_data_row):
            self.end_block()
        self._around.append(tag)
        element = element_of(name, _names(tag))
        if element.captions or element.pictures:
            if _holds_passage(tag):
                element = element._replace(captions=False, pictures=False)
            else:
                self._depicting += 1
        self._elements.append(element)
        if name == "tr":
            self._data_rows.append(not _holds_blocks(tag))

    def _leave(self, name: str) -> None:
        if name not in _CELLS or not self._in_data_row:
            self.end_block()
        else:
            self._texts.append(" ")
        self._around.pop()
        left = self._elements.pop()
        if left.captions or left.pictures:
            self._depicting -= 1
        if name == "tr":
            self._data_rows.pop()

    @property
    def _in_data_row(self) -> bool:
        """Whether the row around is one of a table of data, not of a layout: its cells hold no blocks of their own."""
        return bool(self._data_rows) and self._data_rows[-1]

    def end_block(self) -> None:
        if self._texts:
            if text := tidy("".join(self._texts)):
                self._add(text)
            self._texts.clear()
        self._linked = 0
        self._after_break = False

    def _add(self, text: str) -> None:
        length = len(text) if text.isascii() else len(text) + 2 * len(_EAST_ASIAN.findall(text))
        elements = self._elements
        own = elements[-1] if elements else _NO_ELEMENT
        container = _container(elements) or _NO_ELEMENT
        is_caption = self._depicting and _is_caption(elements, length)
        self.blocks.append(
            RawBlock(
                "caption" if is_caption else _kind(elements, length),
                text,
                length,
                min(1.0, self._linked / len(text)),
                tuple(self._around),
                own.looks,
                container.looks,
                own.names if container is own else f"{own.names} {container.names}",
            )
        )


_NO_ELEMENT = element_of("", "")


def _is_caption(elements: list[Element], length: int) -> bool:
    """Whether text inside figures, or where names say so, belongs to the picture."""
    for element in reversed(elements[-4:]):
        if element.quotes:
            break
        if element.captions:
            return True
    return length < LONGEST_LOOSE_CAPTION and any(element.pictures for element in elements[-2:])


def _kind(elements: list[Element], length: int) -> BlockKind:
    """The kind that the nearest element with a kind gives."""
    for element in reversed(elements):
        if element.kind:
            return element.kind
    return "heading" if elements and elements[-1].heads and length < LONGEST_LOOSE_HEADING else "paragraph"


def _container(elements: list[Element]) -> Element | None:
    """The nearest container around the innermost element, or around what that is a part of."""
    container = None
    for element in reversed(elements):
        if element.parted:
            container = None
        elif container is None and element.contains:
            container = element
    return container


def _names(tag: Tag) -> str:
    return str(tag.attrs.get("class") or "")
