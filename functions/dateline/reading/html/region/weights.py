"""What the text on a page weighs: each paragraph of running text, and each element with all that stands in it.

Text that stands in links weighs against its run, and nothing counts inside a link. Signs tell which paragraphs are
less likely the story's, and by how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from dateline.reading.html.region.noise import is_noise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from selectolax.lexbor import LexborNode


def _numbers(tags: str) -> frozenset[int]:
    """The numbers by which lexbor knows the tags: of all elements of a page, they are found twice as fast as names."""
    blank = LexborHTMLParser("")
    return frozenset(blank.create_node(tag).tag_id for tag in tags.split())


# What text stands in, and what else it can stand in where next to none is found in those.
_HOSTS = _numbers("p div td blockquote li section article pre dd main span form footer")
_ANY_HOSTS = _HOSTS | _numbers("b strong em i u font center big small h2 h3 h4 dt figcaption label")
_INLINE = _numbers("span b strong em i u font big small")
_FOOTER = _numbers("footer")
_LINK = _numbers("a")
# These hold no other host of text: all that stands in them is theirs.
_WHOLE = _numbers("p")
_TOLD_IN = frozenset({"p", "li", "span", "a", "b", "strong", "em", "i"})

MIN_PARAGRAPH = 25
NEXT_TO_NOTHING = 300
# An element with more than this share of the weight is not noise, whatever its class is called.
STORY_SHARE = 0.7
# The last footer is the page's where this share of the text stands before it.
BEFORE_FOOTER = 0.3


@dataclass(slots=True, eq=False)
class Element:
    """An element around text: what it stands in, what it weighs as a paragraph, how many paragraphs are its children,
    and what all in it weigh."""

    node: LexborNode
    key: int
    outer: Element | None
    in_link: bool
    in_list: bool
    in_noise: bool = False
    own: float = 0.0
    children: int = 0
    weight: float = 0.0


class Text(NamedTuple):
    """All elements around the text of a page, outer ones first; those that hold it, in page order; and how many of
    these stand before the last footer."""

    elements: Sequence[Element]
    paragraphs: Sequence[Element]
    before_footer: int

    @property
    def weight(self) -> float:
        """What all text weighs."""
        return sum([element.own for element in self.paragraphs])


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that paragraphs are less likely the story's: those that it holds for, and what they weigh then, of 1."""

    name: str
    why: str
    weight: float
    found: Callable[[Text], Iterable[Element]]


def _alone(text: Text) -> Iterable[Element]:
    return [element for element in text.paragraphs if element.outer is None or element.outer.children == 1]


def _in_list(text: Text) -> Iterable[Element]:
    return [element for element in text.paragraphs if element.in_list]


def _behind_footer(text: Text) -> Iterable[Element]:
    behind = text.paragraphs[text.before_footer :]
    before = sum([element.own for element in text.paragraphs[: text.before_footer]]) if behind else 0
    return behind if before > BEFORE_FOOTER * text.weight else ()


def _in_noise(text: Text) -> Iterable[Element]:
    """What stands in elements that are named like noise and hold too little to be the story all the same."""
    most = STORY_SHARE * text.weight
    _sum_up(text)
    for element in text.elements:
        outside = element.outer is not None and element.outer.in_noise
        element.in_noise = outside or (element.weight < most and is_noise(element.node))
    return [element for element in text.paragraphs if element.in_noise]


SIGNS = (
    Sign(
        "alone in its element",
        "Paragraphs of a story stand side by side; the one sentence of a teaser stands alone.",
        0.4,
        _alone,
    ),
    Sign("in a list", "Lists of other stories have an opening sentence for each.", 0.3, _in_list),
    Sign(
        "behind the last footer",
        "What is written behind the footer of a page is laid over it: consent, logins, terms.",
        0.1,
        _behind_footer,
    ),
    Sign(
        "in noise",
        "Comments, consent and boxes are written in whole sentences; the names of their elements tell them apart.",
        0.1,
        _in_noise,
    ),
)


def weights(body: LexborNode) -> dict[int, float]:
    """What the text in each element weighs, by `mem_id`; elements without text are left out."""
    text = _text(body, _HOSTS)
    if text.weight < NEXT_TO_NOTHING:
        text = _text(body, _ANY_HOSTS)
    for sign in SIGNS:
        for element in sign.found(text):
            element.own *= sign.weight
    _sum_up(text)
    return {element.key: element.weight for element in text.elements}


def _text(body: LexborNode, hosts: frozenset[int]) -> Text:
    known: dict[int, Element] = {}
    paragraphs: list[Element] = []
    before_footer = 0
    for node in body.traverse():
        number = node.tag_id
        if number not in hosts:
            continue
        if number in _FOOTER:
            before_footer = len(paragraphs)
        whole = number in _WHOLE
        text = node.text(deep=whole)
        if len(text) < MIN_PARAGRAPH or (length := len(text.strip())) < MIN_PARAGRAPH:
            continue
        links = _links(node, deep=whole)
        own = length - sum([len(link.text()) for link in links]) if links else length
        if own <= 0 or (number in _INLINE and _is_told(node.parent, hosts)):
            continue
        element = _element(node, known)
        if not element.in_link:
            element.own = own
            paragraphs.append(element)
            if element.outer is not None:
                element.outer.children += 1
    return Text(list(known.values()), paragraphs, before_footer)


def _links(node: LexborNode, *, deep: bool) -> list[LexborNode]:
    """The links in the node, or those among its children; most paragraphs are of a single text."""
    if deep:
        first = node.first_child
        if first is not None and first.next is None and first.is_text_node:
            return []
    return [inner for inner in (node.traverse() if deep else node.iter()) if inner.tag_id in _LINK]


def _is_told(step: LexborNode | None, hosts: frozenset[int]) -> bool:
    """Whether the text of an inline element counts with what is around it."""
    while hosts is _ANY_HOSTS and step is not None and step.tag_id in _INLINE:
        step = step.parent
    return step is not None and step.tag in _TOLD_IN


def _element(node: LexborNode, known: dict[int, Element]) -> Element:
    """The node's element; those around it are made first where they are not known yet."""
    unknown: list[tuple[LexborNode, int]] = []
    outer: Element | None = None
    step: LexborNode | None = node
    while step is not None and (outer := known.get(key := step.mem_id)) is None:
        unknown.append((step, key))
        step = step.parent
    for inner, key in reversed(unknown):
        tag = inner.tag
        in_link = tag == "a" or (outer is not None and outer.in_link)
        in_list = tag == "li" or (outer is not None and outer.in_list)
        outer = known[key] = Element(inner, key, outer, in_link, in_list)
    return known[node.mem_id]


def _sum_up(text: Text) -> None:
    for element in text.elements:
        element.weight = element.own
    for element in reversed(text.elements):
        if element.outer is not None:
            element.outer.weight += element.weight
