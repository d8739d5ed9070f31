"""The lines of a page as a reader sees them, walked outwards from an element, forwards or backwards."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from dateline.reading.html.page import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

LONGEST_LINK = 100
STEPS_TO_ASIDE = 4
_UNSEEN = frozenset(
    {
        "script", "style", "noscript", "template", "nav", "select", "button", "svg", "iframe", "textarea", "-comment",
        "head",
    }
)  # fmt: skip
_INLINE = frozenset(
    {"a", "span", "b", "strong", "em", "i", "small", "time", "font", "abbr", "u", "sup", "sub", "mark", "label", "dfn"}
)
_HOLD_STORIES = frozenset({"article", "main"})
_BEARING = frozenset({"time", "abbr", "span", "div", "p", "li"})
_ELSEWHERE = re.compile(
    r"(?<![a-z])(?:related|comments?|recommend\w*|popular|trending|latest|calendar|copyright|ticker|recent"
    r"|most-?(?:read|viewed)|twitter-tweet|instagram-media|wm-ipp)(?![a-z])",
    re.IGNORECASE,
)


Apart = Literal["aside", "footer"]


@dataclass(slots=True)
class PageLine:
    """The text between two edges of blocks.

    `pieces` are the texts in it that elements part, `elements` those in it that may state a time, `apart` is the
    innermost aside or footer that it stands in, but for the footer of an article.
    """

    text: str
    node: LexborNode
    pieces: list[str]
    elements: list[LexborNode]
    apart: Apart | None = None

    @property
    def edges(self) -> set[int]:
        """The places in the text where elements begin or end."""
        found: set[int] = set()
        at = 0
        for piece in self.pieces:
            found |= {at, at + len(piece)}
            at += len(piece) + 1
        return found


@dataclass(slots=True)
class _Open:
    """The line that is being put together."""

    forward: bool
    pieces: list[str] = field(default_factory=list)
    elements: list[LexborNode] = field(default_factory=list)
    node: LexborNode | None = None
    apart: list[tuple[Apart, int]] = field(default_factory=list)

    def add(self, node: LexborNode, stated: str) -> None:
        if text := tidy(stated):
            self.node = self.node or node.parent
            self.pieces.append(text)

    def end(self) -> PageLine | None:
        """The line, where it has words; the next one begins. What elements without words state goes to the next."""
        if self.node is None:
            return None
        pieces = self.pieces if self.forward else self.pieces[::-1]
        apart = self.apart[-1][0] if self.apart else None
        line = PageLine(" ".join(pieces), self.node, pieces, self.elements, apart)
        self.pieces, self.elements, self.node = [], [], None
        return line


def lines_in(body: LexborNode) -> Iterator[PageLine]:
    """The lines of a page's body."""
    first = body.first_child
    if first is not None:
        yield from _lines(first, first, forward=True)


def lines_from(start: LexborNode, *, forward: bool) -> Iterator[PageLine]:
    """The lines behind an element, or those in front of it, nearest first; what no reader sees is left out."""
    return _lines(start, None, forward=forward)


def _lines(  # noqa: C901 - one walk down, along and up; parted it would hand its place around
    start: LexborNode, first: LexborNode | None, *, forward: bool
) -> Iterator[PageLine]:
    """The lines behind `start`, or from `first` on."""
    line = _Open(forward)
    node: LexborNode | None = start
    while node is not None:
        following = first or (node.next if forward else node.prev)
        first = None
        while following is None:
            node = node.parent
            if node is None or node.tag in ("body", "html"):
                if ended := line.end():
                    yield ended
                return
            if line.node is not None and node.tag not in _INLINE and (ended := line.end()):
                yield ended
            if line.apart and line.apart[-1][1] == node.mem_id:
                line.apart.pop()
            following = node.next if forward else node.prev
        node = following
        while (tag := node.tag) != "-text" and not _is_passed_over(node, tag):
            if tag not in _INLINE and line.node is not None and (ended := line.end()):
                yield ended
            if tag in _BEARING:
                line.elements.append(node)
            inner = node.first_child if forward else node.last_child
            if inner is None:
                break
            if tag == "aside" or (tag == "footer" and not _is_in_article(node)):
                line.apart.append(("aside" if tag == "aside" else "footer", node.mem_id))
            node = inner
        if tag == "-text" and (stated := node.text_content) and not stated.isspace():
            line.add(node, stated)


def _is_passed_over(node: LexborNode, tag: str | None) -> bool:
    """Whether an element is not read: it is not seen, tells of other stories, or is a link as long as a teaser."""
    if tag in _UNSEEN:
        return True
    if tag == "a":
        return len(node.text()) > LONGEST_LINK
    if tag in _INLINE:
        return False
    if tag == "article" and _is_in_aside(node):
        return True
    attributes = node.attributes
    if tag in _HOLD_STORIES or not _tells_of_others(attributes.get("class"), attributes.get("id")):
        return False
    return node.css_first("h1") is None


@lru_cache(maxsize=1024)
def _tells_of_others(classes: str | None, identity: str | None) -> bool:
    return _ELSEWHERE.search(f"{classes or ''} {identity or ''}") is not None


def _is_in_aside(node: LexborNode) -> bool:
    """Whether an element is the article of an aside: a teaser, and none of the facts of the story told beside it."""
    step = node.parent
    for _ in range(STEPS_TO_ASIDE):
        if step is None or step.tag in _HOLD_STORIES:
            return False
        if step.tag == "aside":
            return node.css_first("h1") is None
        step = step.parent
    return False


def _is_in_article(node: LexborNode) -> bool:
    step = node.parent
    while step is not None and step.tag != "article":
        step = step.parent
    return step is not None
