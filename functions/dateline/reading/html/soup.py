"""A region of lexbor's tree → the same as BeautifulSoup's, without writing markup and parsing it again.

BeautifulSoup builds its tree from whatever a tree builder feeds it. This one walks the nodes that lexbor has parsed,
and feeds only what blocks are read from: elements that are more than formatting, their class and id, and text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.builder import TreeBuilder

if TYPE_CHECKING:
    from bs4.element import NamespacedAttribute
    from selectolax.lexbor import LexborNode

# What is nested deeper is fed as if it stood here: no ordinary page comes near.
MAX_DEPTH = 200

# Elements around words that say nothing of what a block is.
_FORMATTING = frozenset(
    {"span", "b", "strong", "i", "em", "u", "s", "small", "font", "mark", "time", "abbr", "picture", "cite"}
)
_TEXT = "-text"
_NAMES = ("class", "id")


def soup_of(region: LexborNode) -> BeautifulSoup:
    """The region, itself included, as BeautifulSoup's tree."""
    return BeautifulSoup("", builder=_LexborTreeBuilder(region))


class _LexborTreeBuilder(TreeBuilder):
    def __init__(self, region: LexborNode) -> None:
        super().__init__(multi_valued_attributes={}, store_line_numbers=False)
        self._region = region

    def feed(self, markup: object) -> None:
        """Feed the region; `markup` is what BeautifulSoup was given, which is nothing."""
        del markup
        soup = self.soup
        if soup is None:
            raise ValueError("a tree builder feeds the soup that it was handed to")
        # Leaving an element is an entry of its own, its name, so that depth costs no recursion.
        pending: list[LexborNode | str] = [self._region]
        depth = 0
        while pending:
            node = pending.pop()
            if isinstance(node, str):
                soup.handle_endtag(node)
                depth -= 1
                continue
            name = node.tag
            if name == _TEXT:
                soup.handle_data(node.text_content or "")
            elif name is not None and name[0].isalpha():
                if name not in _FORMATTING and depth < MAX_DEPTH:
                    soup.handle_starttag(name, None, None, _names(node) if name != "a" else {})
                    pending.append(name)
                    depth += 1
                children = list(node.iter(include_text=True))
                children.reverse()
                pending += children


def _names(node: LexborNode) -> dict[str | NamespacedAttribute, str]:
    attributes = node.attributes
    return {name: value for name in _NAMES if (value := attributes.get(name))}
