"""The region of the story: lexbor picks the element that holds it, then prunes that element.

Every paragraph of running text lends its weight to all elements around it. From the body downwards the region is
narrowed to the child that still holds nearly all of that weight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.reading.html.page import path_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Elements whose content is never the text of the story.
NEVER_STORY = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "map",
    "button", "input", "select", "textarea", "datalist", "dialog", "menu", "nav", "aside", "link", "meta", "source",
    "track", "img", "hr",
)  # fmt: skip

# Words that open or end a class name or id by which markup of any site tells that an element is not the story.
_NOISE_WORDS = (
    "ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "author", "author-bio", "author-box",
    "authors", "autor", "bio", "breadcrumb", "breadcrumbs", "comment", "comments", "consent", "cookie", "cookies",
    "embed", "expandable", "fact", "factbox", "facts", "footer", "gdpr", "infobox", "login", "masthead", "menu", "nav",
    "navbar", "navigation", "newsletter", "newsletters", "pagination", "placeholder", "popular", "promo", "promoted",
    "promotion", "recommendation", "recommendations", "recommended", "related", "share", "sharing", "sidebar",
    "signup", "social", "sponsor", "sponsored", "subscribe", "teaser", "teasers", "trending",
)  # fmt: skip
_NOISE = re.compile(
    r"(?<![^\s])(?:(?:{0})(?![a-z:@])|[^\s:@]*(?:[-_]|(?<=[a-z])(?=[A-Z]))(?:{0})(?=\s|$))".format(
        "(?i:" + "|".join(_NOISE_WORDS) + ")"
    )
)
_UNSEEN = re.compile(r"(?<!\S)(?:visually-?hidden|sr-only|screen-reader-text|visuallyHidden|d-none)(?!\S)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMED = "[class],[id],[hidden],[style],[aria-hidden],form,footer"
_NEVER_NOISE = frozenset({"html", "body", "main", "article", "p", "h1"})
_INLINE_HOSTS = frozenset({"p", "li", "span", "a", "b", "strong", "em", "i"})
_WHOLE_TEXT = frozenset({"p"})
_NOT_NARROWED_TO = frozenset({"p", "pre", "blockquote", "ul", "ol", "li", "dd", "span"})

MIN_PARAGRAPH = 25
# The region is narrowed to a child that holds this share of its weight.
KEPT_SHARE = 0.8
# An element with more than this share of the weight is not noise, whatever its class is called.
STORY_SHARE = 0.5
# What a paragraph weighs, against one among its like: alone in its element as teasers are, and inside noise.
ALONE = 0.4
IN_NOISE = 0.1
IN_LIST = 0.3


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
    elements = _elements(body)
    _weigh(elements)
    _find_noise(elements)
    for element in elements:
        element.own *= (IN_NOISE if element.in_noise else 1) * (IN_LIST if element.in_list else 1)
    _weigh(elements)
    weights = {element.node.mem_id: element.weight for element in elements}
    region = body
    while (inner := _heaviest_child(region, weights)) is not None:
        region = inner
    where = path_of(region)
    _prune(region, weights)
    return Region(region, where)


def _elements(body: LexborNode) -> list[_Element]:
    """The elements around text, outer ones first, with what each run of text weighs.

    Text that stands in links weighs against its run, and nothing counts inside a link.
    """
    known: dict[int, _Element] = {}
    companions: dict[int, list[_Element]] = {}
    for node in body.css("p,div,td,blockquote,li,section,article,pre,dd,main,span,form"):
        tag = node.tag
        length = len(node.text(deep=tag in _WHOLE_TEXT).strip())
        if length < MIN_PARAGRAPH:
            continue
        parent = node.parent
        if parent is None or (tag == "span" and parent.tag in _INLINE_HOSTS):
            continue
        links = node.css("a") if tag in _WHOLE_TEXT else [child for child in node.iter() if child.tag == "a"]
        weight = length - 1.5 * sum(len(link.text()) for link in links)
        element = _element(node, known)
        if weight > 0 and not element.in_link:
            element.own = weight
            companions.setdefault(parent.mem_id, []).append(element)
    for alone in (elements[0] for elements in companions.values() if len(elements) == 1):
        alone.own *= ALONE
    return list(known.values())


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
    doomed = [node for node in region.css(_NAMED) if node.mem_id != own and is_noise(node)]
    for node in reversed(doomed):  # inner ones first: the outer ones take what is in them along
        if weights.get(node.mem_id, 0) <= most:
            node.decompose()


def is_noise(node: LexborNode) -> bool:
    """Whether the element is named like noise, or hidden."""
    if node.tag in ("form", "footer"):
        return True
    if node.tag in _NEVER_NOISE:
        return False
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return is_noise_name(attributes.get("class") or "") or is_noise_name(attributes.get("id") or "")


@lru_cache(maxsize=4096)
def is_noise_name(names: str) -> bool:
    """Whether any of the names, a class or an id as it stands, is one of noise or of what is not shown."""
    names = names[:1000]
    return _NOISE.search(names) is not None or _UNSEEN.search(names) is not None
