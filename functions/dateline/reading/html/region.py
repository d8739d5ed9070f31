"""The region of the story: lexbor picks the element that holds it, then prunes that element.

Every paragraph of running text lends its weight to all elements around it. From the body downwards the region is
narrowed to the child that still holds nearly all of that weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.html.noise import NAMED, NEVER_STORY, is_noise
from dateline.reading.html.page import path_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_WHOLE_TEXT = frozenset({"p"})
# Children that may belong to the story where they stand before the heaviest one.
_BEFORE = frozenset({"h2", "h3", "h4", "p"})
_INLINE = frozenset({"span", "b", "strong", "em", "i", "u", "font", "big", "small"})
_INLINE_HOSTS = frozenset({"p", "li", "span", "a", "b", "strong", "em", "i"})
_NOT_NARROWED_TO = frozenset({"p", "pre", "blockquote", "ul", "ol", "li", "dd", "span"})
_TEXT_HOSTS = "p,div,td,blockquote,li,section,article,pre,dd,main,span,form,footer"

# The same where next to no text is found: what else text can stand in.
_ANY_HOSTS = f"{_TEXT_HOSTS},b,strong,em,i,u,font,center,big,small,h2,h3,h4,dt,figcaption,label"
THIN = 300
MIN_PARAGRAPH = 25
# The region is narrowed to a child that holds this share of its weight.
KEPT_SHARE = 0.8
# An element with more than this share of the weight is not noise, whatever its class is called.
STORY_SHARE = 0.7
# What a paragraph weighs, against one among its like: alone in its element as teasers are, and inside noise.
ALONE = 0.4
IN_NOISE = 0.1
IN_LIST = 0.3
# Where this share of the text stands before the last footer, what stands behind it is no story.
BEFORE_FOOTER = 0.3
# What a paragraph beside the heaviest element weighs at least to be of the story.
LEAST_BESIDE = 60


@dataclass(slots=True)
class Region:
    """The element that holds the story, pruned, and the path to it."""

    node: LexborNode
    where: str


@dataclass(slots=True, eq=False)
class _Element:
    """An element around text: what it stands in, what it weighs as a paragraph, and what all paragraphs in it weigh."""

    node: LexborNode
    outer: _Element | None
    in_link: bool
    in_list: bool
    in_noise: bool = False
    own: float = 0.0
    weight: float = 0.0


def pick(tree: LexborHTMLParser) -> Region | None:
    """The region of the story; None on a page without a body. Changes the tree: what cannot be the story is removed."""
    tree.strip_tags(list(NEVER_STORY), recursive=True)
    body = tree.body
    if body is None:
        return None
    elements = _elements(body, anywhere=False)
    if sum(element.own for element in elements) < THIN:
        elements = _elements(body, anywhere=True)
    _weigh(elements)
    _find_noise(elements)
    for element in elements:
        element.own *= (IN_NOISE if element.in_noise else 1) * (IN_LIST if element.in_list else 1)
    _weigh(elements)
    weights = {element.node.mem_id: element.weight for element in elements}
    region = body
    trail = [body]
    while (inner := _heaviest_child(region, weights)) is not None:
        region = inner
        trail.append(inner)
    region = _widened(trail, weights)
    where = path_of(region)
    _prune(region, weights)
    return Region(region, where)


def _widened(trail: Sequence[LexborNode], weights: dict[int, float]) -> LexborNode:
    """The outermost element of the trail in which text of the story stands beside the next element; what else stands
    beside those inside of it is removed."""
    widest = trail[-1]
    aside: list[LexborNode] = []
    kept = 0
    for outer, chosen in zip(reversed(trail[:-1]), reversed(trail[1:]), strict=True):
        goes_on, rest = _beside(outer, chosen, weights)
        aside += rest
        if goes_on:
            widest = outer
            kept = len(aside)
    for node in aside[:kept]:
        node.decompose()
    return widest


def _beside(outer: LexborNode, chosen: LexborNode, weights: dict[int, float]) -> tuple[bool, list[LexborNode]]:
    """Whether text of the story stands beside the chosen child, and the other children that are not the story."""
    alike = _shape(chosen)
    own = chosen.mem_id
    goes_on, before, rest = False, True, []
    for child in outer.iter():
        tag = child.tag
        if child.mem_id == own:
            before = False
        elif (
            weights.get(child.mem_id, 0) > LEAST_BESIDE
            and (tag == "p" or (before and _shape(child) == alike))
            and not is_noise(child)
        ):
            goes_on = True
        elif tag not in (_BEFORE if before else _WHOLE_TEXT):
            rest.append(child)
    return goes_on, rest


def _shape(node: LexborNode) -> tuple[str | None, list[str]]:
    return node.tag, (node.attributes.get("class") or "").split()[:1]


def _elements(body: LexborNode, *, anywhere: bool) -> list[_Element]:
    """The elements around text, outer ones first, with what each run of text weighs.

    Text that stands in links weighs against its run, and nothing counts inside a link.
    """
    known: dict[int, _Element] = {}
    companions: dict[int, list[_Element]] = {}
    told: list[_Element] = []
    footer = 0
    for node in body.css(_ANY_HOSTS if anywhere else _TEXT_HOSTS):
        tag = node.tag
        if tag == "footer":
            footer = len(told)
        length = len(node.text(deep=tag in _WHOLE_TEXT).strip())
        if length < MIN_PARAGRAPH:
            continue
        parent = node.parent
        if parent is None or (tag in _INLINE and _is_told(parent, anywhere)):
            continue
        links = node.css("a") if tag in _WHOLE_TEXT else [child for child in node.iter() if child.tag == "a"]
        weight = length - 1.5 * sum(len(link.text()) for link in links)
        element = _element(node, known)
        if weight > 0 and not element.in_link:
            element.own = weight
            companions.setdefault(parent.mem_id, []).append(element)
            told.append(element)
    for alone in (elements[0] for elements in companions.values() if len(elements) == 1):
        alone.own *= ALONE
    if footer and sum(element.own for element in told[:footer]) > BEFORE_FOOTER * sum(element.own for element in told):
        for element in told[footer:]:
            element.own *= IN_NOISE
    return list(known.values())


def _is_told(parent: LexborNode, anywhere: bool) -> bool:
    """Whether text in an inline element counts with what is around it."""
    step: LexborNode | None = parent
    while anywhere and step is not None and step.tag in _INLINE:
        step = step.parent
    return step is not None and step.tag in _INLINE_HOSTS


def _element(node: LexborNode, known: dict[int, _Element]) -> _Element:
    """The node's element; those around it are made first where they are not known yet."""
    unknown: list[LexborNode] = []
    step: LexborNode | None = node
    while step is not None and step.mem_id not in known:
        unknown.append(step)
        step = step.parent
    outer = known[step.mem_id] if step is not None else None
    for inner in reversed(unknown):
        in_link = inner.tag == "a" or (outer is not None and outer.in_link)
        in_list = inner.tag == "li" or (outer is not None and outer.in_list)
        outer = known[inner.mem_id] = _Element(inner, outer, in_link, in_list)
    return known[node.mem_id]


def _weigh(elements: Sequence[_Element]) -> None:
    for element in elements:
        element.weight = element.own
    for element in reversed(elements):
        if element.outer is not None:
            element.outer.weight += element.weight


def _find_noise(elements: Sequence[_Element]) -> None:
    """Mark what stands in elements that are named like noise and hold too little to be the story all the same."""
    most = STORY_SHARE * sum(element.own for element in elements)
    for element in elements:
        outside = element.outer is not None and element.outer.in_noise
        element.in_noise = outside or (element.weight < most and is_noise(element.node))


def _heaviest_child(node: LexborNode, weights: dict[int, float]) -> LexborNode | None:
    enough = KEPT_SHARE * weights.get(node.mem_id, 0)
    if enough <= 0:
        return None
    for child in node.iter():
        if child.tag not in _NOT_NARROWED_TO and weights.get(child.mem_id, 0) >= enough:
            return child
    return None


def _prune(region: LexborNode, weights: dict[int, float]) -> None:
    most = STORY_SHARE * weights.get(region.mem_id, 0)
    own = region.mem_id
    doomed = [node for node in region.css(NAMED) if node.mem_id != own and is_noise(node)]
    for node in reversed(doomed):  # inner ones first: the outer ones take what is in them along
        if weights.get(node.mem_id, 0) <= most:
            node.decompose()
