"""What the text on a page weighs: each paragraph of running text, and each element with all that stands in it.

Text that stands in links weighs against its run, and nothing counts inside a link. Signs tell which paragraphs are
less likely the story's, and by how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.html.noise import is_noise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

# What text stands in, and what else it can stand in where next to none is found in those.
_HOSTS = "p,div,td,blockquote,li,section,article,pre,dd,main,span,form,footer"
_ANY_HOSTS = f"{_HOSTS},b,strong,em,i,u,font,center,big,small,h2,h3,h4,dt,figcaption,label"
_INLINE = frozenset({"span", "b", "strong", "em", "i", "u", "font", "big", "small"})
_TOLD_IN = frozenset({"p", "li", "span", "a", "b", "strong", "em", "i"})

MIN_PARAGRAPH = 25
NEXT_TO_NOTHING = 300
# A letter in a link counts against so many outside.
LINKED = 1.5
# An element with more than this share of the weight is not noise, whatever its class is called.
STORY_SHARE = 0.7
# What a paragraph in noise weighs, against one outside.
IN_NOISE = 0.1
# The last footer is the page's where this share of the text stands before it.
BEFORE_FOOTER = 0.3


@dataclass(slots=True, eq=False)
class Element:
    """An element around text: what it stands in, what it weighs as a paragraph, and what all paragraphs in it weigh."""

    node: LexborNode
    outer: Element | None
    in_link: bool
    in_list: bool
    in_noise: bool = False
    alone: bool = False
    behind_footer: bool = False
    own: float = 0.0
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark of an element by which its text is less likely the story's: what it weighs then, of 1."""

    name: str
    why: str
    mark: str
    weight: float


SIGNS = (
    Sign(
        "alone in its element",
        "Paragraphs of a story stand side by side; the one sentence of a teaser stands alone.",
        "alone",
        0.4,
    ),
    Sign(
        "in a list",
        "Lists of other stories have an opening sentence for each.",
        "in_list",
        0.3,
    ),
    Sign(
        "behind the last footer",
        "What is written behind the footer of a page is laid over it: consent, logins, terms.",
        "behind_footer",
        0.1,
    ),
)


def weights(body: LexborNode) -> dict[int, float]:
    """What the text in each element weighs, by `mem_id`; elements without text are left out."""
    known, told = _weighed(body, _HOSTS)
    if sum(element.own for element in told) < NEXT_TO_NOTHING:
        known, told = _weighed(body, _ANY_HOSTS)
    _sum_up(known)
    _find_noise(known, STORY_SHARE * sum(element.own for element in told))
    for element in told:
        if element.in_noise:
            element.own *= IN_NOISE
    _sum_up(known)
    return {element.node.mem_id: element.weight for element in known}


def _weighed(body: LexborNode, hosts: str) -> tuple[list[Element], list[Element]]:
    """All elements around text, outer ones first, and those of them that hold it, in page order."""
    known: dict[int, Element] = {}
    side_by_side: dict[int, list[Element]] = {}
    told: list[Element] = []
    before_footer = 0
    for node in body.css(hosts):
        tag = node.tag
        whole = tag == "p"
        if tag == "footer":
            before_footer = len(told)
        length = len(node.text(deep=whole).strip())
        if length < MIN_PARAGRAPH:
            continue
        parent = node.parent
        if parent is None or (tag in _INLINE and _is_told(parent, hosts)):
            continue
        links = node.css("a") if whole else [child for child in node.iter() if child.tag == "a"]
        own = length - LINKED * sum(len(link.text()) for link in links) if links else length
        if own <= 0:
            continue
        element = _element(node, known)
        if not element.in_link:
            element.own = own
            side_by_side.setdefault(parent.mem_id, []).append(element)
            told.append(element)
    for elements in side_by_side.values():
        elements[0].alone = len(elements) == 1
    if sum(element.own for element in told[:before_footer]) > BEFORE_FOOTER * sum(element.own for element in told):
        for element in told[before_footer:]:
            element.behind_footer = True
    for sign in SIGNS:
        for element in told:
            if getattr(element, sign.mark):
                element.own *= sign.weight
    return list(known.values()), told


def _is_told(parent: LexborNode, hosts: str) -> bool:
    """Whether the text of an inline element counts with what is around it."""
    step: LexborNode | None = parent
    while hosts == _ANY_HOSTS and step is not None and step.tag in _INLINE:
        step = step.parent
    return step is not None and step.tag in _TOLD_IN


def _element(node: LexborNode, known: dict[int, Element]) -> Element:
    """The node's element; those around it are made first where they are not known yet."""
    unknown: list[LexborNode] = []
    step: LexborNode | None = node
    while step is not None and step.mem_id not in known:
        unknown.append(step)
        step = step.parent
    outer = known[step.mem_id] if step is not None else None
    for inner in reversed(unknown):
        tag = inner.tag
        in_link = tag == "a" or (outer is not None and outer.in_link)
        in_list = tag == "li" or (outer is not None and outer.in_list)
        outer = known[inner.mem_id] = Element(inner, outer, in_link, in_list)
    return known[node.mem_id]


def _sum_up(elements: Sequence[Element]) -> None:
    for element in elements:
        element.weight = element.own
    for element in reversed(elements):
        if element.outer is not None:
            element.outer.weight += element.weight


def _find_noise(elements: Sequence[Element], most: float) -> None:
    """Mark what stands in elements that are named like noise and hold too little to be the story all the same."""
    for element in elements:
        outside = element.outer is not None and element.outer.in_noise
        element.in_noise = outside or (element.weight < most and is_noise(element.node))
