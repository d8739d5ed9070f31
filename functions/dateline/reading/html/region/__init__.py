"""The region of the story: lexbor picks the element that holds it, then prunes that element.

From the body downwards the region is narrowed to the child that still holds nearly all of the weight, or to the first
of several articles; then it is widened again to where text of the story stands beside that child.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from dateline.reading.html.page import path_of
from dateline.reading.html.region.noise import NEVER_STORY, is_noise
from dateline.reading.html.region.weights import STORY_SHARE, weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NOT_NARROWED_TO = frozenset({"p", "pre", "blockquote", "ul", "ol", "li", "dd", "span"})
# Children that may belong to the story where they stand before its parts, between them, and behind them.
_BEFORE = frozenset({"h2", "h3", "h4", "p"})
_BETWEEN = _BEFORE | {"blockquote", "dl", "ol", "pre", "table", "ul"}
_BEHIND = frozenset({"p"})

# The region is narrowed to a child that holds this share of its weight.
KEPT_SHARE = 0.8
# What a paragraph beside the heaviest element weighs at least to be of the story, and how long other text must be.
LEAST_BESIDE = 60
LEAST_ALIKE = 120
# What the first of several articles weighs at least of all of them.
FIRST_SHARE = 0.3
MOSTLY_LINKS = 0.5


@dataclass(slots=True)
class Region:
    """The element that holds the story, pruned, and the path to it."""

    node: LexborNode
    where: str


def pick(tree: LexborHTMLParser) -> Region | None:
    """The region of the story; None on a page without a body. Changes the tree: what cannot be the story is removed."""
    tree.strip_tags(list(NEVER_STORY))
    body = tree.body
    if body is None:
        return None
    weighed = weights(body)
    region = _widened([body, *_narrowed(body, weighed)], weighed)
    where = path_of(region)
    _prune(region, weighed)
    return Region(region, where)


def _narrowed(body: LexborNode, weighed: Mapping[int, float]) -> Iterator[LexborNode]:
    """From the body down, the children that hold nearly all of the weight."""
    step: LexborNode | None = body
    while step is not None and (enough := KEPT_SHARE * weighed.get(step.mem_id, 0)) > 0:
        outer = step
        step = next(
            (
                child
                for child in outer.iter()
                if weighed.get(child.mem_id, 0) >= enough and child.tag not in _NOT_NARROWED_TO
            ),
            None,
        ) or _holder_of_first_article(outer, weighed)
        if step is not None:
            yield step


def _holder_of_first_article(outer: LexborNode, weighed: Mapping[int, float]) -> LexborNode | None:
    """The child with the article of the first headline, where others have headlines too: the next story is loaded
    behind the first as readers scroll down."""
    headlines = outer.css("h1")
    step: LexborNode | None = headlines[0] if len(headlines) > 1 else None
    while step is not None and step.tag != "article" and step.mem_id != outer.mem_id:
        step = step.parent
    if step is None or step.mem_id == outer.mem_id or len(step.css("h1")) == len(headlines):
        return None
    if weighed.get(step.mem_id, 0) < FIRST_SHARE * weighed.get(outer.mem_id, 0):
        return None
    while (around := step.parent) is not None and around.mem_id != outer.mem_id:
        step = around
    return step


def _widened(trail: list[LexborNode], weighed: Mapping[int, float]) -> LexborNode:
    """The outermost element of the trail in which text of the story stands beside the next element; what else stands
    beside those inside of it is removed."""
    levels = [_beside(outer, chosen, weighed) for outer, chosen in pairwise(trail)]
    widest = next((at for at, level in enumerate(levels) if len(level.told) > 1), len(levels))
    for level in reversed(levels[widest:]):
        for node in _strangers(level):
            node.decompose(recursive=False)
    return trail[widest]


class Level(NamedTuple):
    """The children of an element of the trail, and the places of those that hold text of the story."""

    children: list[LexborNode]
    told: set[int]


def _beside(outer: LexborNode, chosen: LexborNode, weighed: Mapping[int, float]) -> Level:
    """Where text of the story stands beside the chosen child."""
    children = list(outer.iter())
    place = [child.mem_id for child in children].index(chosen.mem_id)
    shape = _shape(chosen)
    told = {place}
    for at, child in enumerate(children):
        tag = child.tag
        if at == place or tag not in ("p", shape[0]):
            continue
        sibling = Sibling(child, tag, weighed.get(child.mem_id, 0), shape, at < place)
        if any(sign.holds(sibling) for sign in BESIDE) and not is_noise(child):
            told.add(at)
    return Level(children, told)


def _strangers(level: Level) -> list[LexborNode]:
    """The children that are not the story: what may stand in front of its parts, between and behind them stays."""
    children, told = level
    first, last = min(told), max(told)
    rest = [child for child in children[:first] if child.tag not in _BEFORE]
    rest += [children[at] for at in range(first, last) if at not in told and children[at].tag not in _BETWEEN]
    rest += [child for child in children[last + 1 :] if child.tag not in _BEHIND]
    return rest


class Sibling(NamedTuple):
    """A child beside the heaviest one: what it weighs, the shape of the heaviest, whether it stands before that."""

    node: LexborNode
    tag: str | None
    weight: float
    shape: tuple[str | None, str]
    before: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A sign that what stands beside the heaviest element is of the story too."""

    name: str
    why: str
    holds: Callable[[Sibling], bool]


def _is_paragraph(sibling: Sibling) -> bool:
    return sibling.tag == "p" and sibling.weight > LEAST_BESIDE


def _is_weighty_twin(sibling: Sibling) -> bool:
    return sibling.before and sibling.weight > LEAST_BESIDE and _shape(sibling.node) == sibling.shape


def _is_long_twin(sibling: Sibling) -> bool:
    if not (sibling.before and sibling.shape[1] and _shape(sibling.node) == sibling.shape):
        return False
    length = _length(sibling.node)
    return length > LEAST_ALIKE and sum(map(_length, sibling.node.css("a"))) < MOSTLY_LINKS * length


BESIDE = (
    Beside(
        "paragraph beside",
        "A wall or a box wraps most of a story; its first paragraphs stand outside.",
        _is_paragraph,
    ),
    Beside(
        "weighty element of the same shape before",
        "A story is put together from parts of one make; behind the last stands the next story, before the first none.",
        _is_weighty_twin,
    ),
    Beside(
        "long element of the same name before",
        "The ingredients of a recipe and the facts of a test weigh next to nothing, but are of one make with the text.",
        _is_long_twin,
    ),
)


def _shape(node: LexborNode) -> tuple[str | None, str]:
    """The element's tag, and the first of its classes."""
    return node.tag, next(iter((node.attributes.get("class") or "").split()), "")


def _length(node: LexborNode) -> int:
    return len(" ".join(node.text().split()))


def _prune(region: LexborNode, weighed: Mapping[int, float]) -> None:
    most = STORY_SHARE * weighed.get(region.mem_id, 0)
    own = region.mem_id
    doomed = [node for node in region.traverse() if is_noise(node) and node.mem_id != own]
    for node in reversed(doomed):  # inner ones first: the outer ones take what is in them along
        if weighed.get(node.mem_id, 0) <= most:
            node.decompose(recursive=False)
