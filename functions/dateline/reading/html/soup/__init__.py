"""A region of lexbor's tree → the same as BeautifulSoup's, without writing markup and parsing it again.

BeautifulSoup builds its tree from whatever a tree builder feeds it. This one walks the nodes that lexbor has parsed,
and makes what blocks are read from: elements that are more than formatting, their class and id, and text. It links
them to a tree itself: BeautifulSoup takes several times as long, for it allows for markup that is still to be mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.soup.beautifulsoup import BeautifulSoup, NavigableString, Tag, TreeBuilder

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from dateline.reading.html.soup.beautifulsoup import AttributeValueList, PageElement

# What is nested deeper is fed as if it stood here: no ordinary page comes near.
MAX_DEPTH = 200

# Elements that say nothing of what a block is: around words, or without any.
_FORMATTING = frozenset(
    {
        "abbr", "b", "cite", "em", "font", "i", "img", "input", "link", "mark", "meta", "picture", "s", "small",
        "source", "span", "strong", "time", "track", "u",
    }
)  # fmt: skip
# White space behind the start or end of these is not seen.
_BORDERS = frozenset(
    {"article", "blockquote", "div", "figure", "h2", "h3", "li", "ol", "p", "section", "table", "tbody", "tr", "ul"}
)
_TEXT = "-text"
_NO_ELEMENT = "-"  # what lexbor calls anything else begins with it
# What these are called says nothing of the block around them.
_NAMELESS = frozenset({"a", "br"})


def soup_of(region: LexborNode) -> BeautifulSoup:
    """The region, itself included, as BeautifulSoup's tree."""
    return BeautifulSoup("", builder=_LexborTreeBuilder(region))


def take_apart(soup: BeautifulSoup) -> None:
    """Leave no element linked to what stands before or around it: without circles, each is freed at once. Nothing is
    left of the soup."""
    element = soup.next_element
    vars(soup).clear()
    while element is not None:
        element.parent = element.previous_element = element.previous_sibling = None
        element = element.next_element


class _LexborTreeBuilder(TreeBuilder):
    def __init__(self, region: LexborNode | None = None) -> None:
        super().__init__(multi_valued_attributes={}, store_line_numbers=False)
        self._region = region

    def feed(self, markup: object) -> None:
        """Feed the region; `markup` is what BeautifulSoup was given, which is nothing."""
        del markup
        region, self._region = self._region, None  # the soup keeps its builder, and is not to keep lexbor's tree
        if self.soup is None or region is None:
            raise ValueError("a tree builder feeds the soup that it was handed to, once")
        _Tree(self.soup).grow(region)


class _Element(Tag):
    """An element: what all of them have alike stands in the class."""


for _name, _value in vars(Tag(builder=_LexborTreeBuilder(), name="p")).items():
    setattr(_Element, _name, _value)


class _Tree:
    """Makes elements and strings in reading order, and links them."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._texts: list[str] = []
        self._parent: Tag = soup
        self._last: PageElement = soup
        self._at_border = True

    def grow(self, region: LexborNode) -> None:
        """Read the region, itself included."""
        texts = self._texts
        # Leaving an element is an entry of its own, None, so that depth costs no recursion.
        pending: list[LexborNode | None] = [region]
        depth = 0
        while pending:
            node = pending.pop()
            if node is None:
                self._leave()
                depth -= 1
                continue
            name = node.tag
            if name == _TEXT:
                text = node.text_content or ""
                if texts or not self._at_border or not text.isspace():
                    texts.append(text)
            elif name is not None and name[0] != _NO_ELEMENT:
                if name not in _FORMATTING and depth < MAX_DEPTH:
                    self._enter(name, {} if name in _NAMELESS else _names(node))
                    pending.append(None)
                    depth += 1
                child = node.last_child
                while child is not None:
                    pending.append(child)
                    child = child.prev
        self._end_text()

    def _enter(self, name: str, attributes: dict[str, str | AttributeValueList]) -> None:
        if self._texts:
            self._end_text()
        tag = object.__new__(_Element)
        tag.name = name
        tag.attrs = attributes
        tag.contents = []
        self._link(tag)
        self._parent = tag
        self._at_border = name in _BORDERS

    def _leave(self) -> None:
        if self._texts:
            self._end_text()
        left = self._parent
        if left.parent is None:
            raise ValueError("an element is left that was not entered")
        self._parent = left.parent
        self._at_border = left.name in _BORDERS

    def _end_text(self) -> None:
        texts = self._texts
        text = texts[0] if len(texts) == 1 else "".join(texts)
        texts.clear()
        if text:
            self._link(str.__new__(NavigableString, text))

    def _link(self, element: PageElement) -> None:
        parent, last = self._parent, self._last
        siblings = parent.contents
        before = siblings[-1] if siblings else None
        if before is not None:
            before.next_sibling = element
        siblings.append(element)
        element.parent = parent
        element.previous_sibling = before
        element.next_sibling = None
        element.previous_element = last
        element.next_element = None
        last.next_element = element
        self._last = element


def _names(node: LexborNode) -> dict[str, str | AttributeValueList]:
    attributes = node.attributes
    names: dict[str, str | AttributeValueList] = {}
    if classes := attributes.get("class"):
        names["class"] = classes
    if identity := attributes.get("id"):
        names["id"] = identity
    return names
