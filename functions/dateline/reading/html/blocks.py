"""BeautifulSoup reads the region of the story into its blocks, in reading order.

A block is a run of text between two borders of block elements. Inline elements join without invented spaces; two line
breaks in a row are a border.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from dateline.reading.html.page import described, tidy

if TYPE_CHECKING:
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
_CELLS = frozenset({"td", "th"})
_BREAKS = re.compile(r"\n\s*\n")


@dataclass(slots=True)
class RawBlock:
    """A block as it stands on the page: its text, how much of it is linked, and the elements around it, outermost first.

    `bold` counts the characters in strong emphasis.
    """

    kind: BlockKind
    text: str
    linked: int
    bold: int
    around: tuple[Tag, ...]

    @property
    def link_share(self) -> float:
        """The share of the text's characters that stand in links, 0 to 1."""
        return min(1.0, self.linked / len(self.text))

    @property
    def where(self) -> str:
        """A short CSS-like path to the block."""
        return " > ".join(described(tag.name, _plain_attributes(tag)) for tag in self.around[-4:])


@dataclass(slots=True)
class _Run:
    """The text gathered since the last border."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0


def read_blocks(markup: str) -> list[RawBlock]:
    """The blocks of a region's markup, whose nesting is bounded."""
    soup = BeautifulSoup(markup, "html.parser")
    blocks: list[RawBlock] = []
    run = _Run()
    around: list[Tag] = []
    links = bolds = 0
    # Leaving an element is a stack entry of its own, (element, True), so that depth costs no recursion.
    pending: list[tuple[object, bool]] = [(child, False) for child in reversed(soup.contents)]
    while pending:
        node, leaving = pending.pop()
        if not isinstance(node, Tag):
            if isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                text = str(node)
                run.parts.append(text.replace("\n", " "))
                run.linked += len(text.strip()) if links else 0
                run.bold += len(text.strip()) if bolds else 0
            continue
        name = node.name
        if name == "br":
            run.parts.append("\n")
            continue
        if name in _BLOCK_TAGS:
            if name in _CELLS and _in_data_row(around):
                run.parts.append(" " if leaving else "")
            else:
                _flush(run, around, blocks)
                run = _Run()
            if leaving:
                around.pop()
            else:
                around.append(node)
        elif name == "a":
            links += -1 if leaving else 1
        elif name in ("b", "strong"):
            bolds += -1 if leaving else 1
        if not leaving:
            pending.append((node, True))
            pending.extend((child, False) for child in reversed(node.contents))
    _flush(run, around, blocks)
    return blocks


def _flush(run: _Run, around: list[Tag], blocks: list[RawBlock]) -> None:
    text = "".join(run.parts)
    if not text or text.isspace():
        return
    kind = next((_KINDS[tag.name] for tag in reversed(around) if tag.name in _KINDS), "paragraph")
    for part in _BREAKS.split(text.strip()) if "\n" in text else (text,):
        if part := tidy(part):
            blocks.append(RawBlock(kind, part, run.linked, run.bold, tuple(around)))


def _in_data_row(around: list[Tag]) -> bool:
    """Whether the row around is one of a table of data, not of a layout: its cells hold no blocks of their own."""
    row = next((tag for tag in reversed(around) if tag.name == "tr"), None)
    return row is not None and row.find(("p", "div", "table", "ul", "h1", "h2", "h3")) is None


def _plain_attributes(tag: Tag) -> dict[str, str | None]:
    return {name: value if isinstance(value, str) else " ".join(value) for name, value in tag.attrs.items()}
