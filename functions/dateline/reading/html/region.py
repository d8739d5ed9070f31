"""The region of the story: lexbor prunes what can never be the story and picks the element that holds it.

Every paragraph of running text lends its weight to all elements around it. From the body downwards the region is
narrowed to the child that still holds nearly all of that weight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Elements whose content is never the text of the story.
NEVER_STORY = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "map",
    "form", "button", "input", "select", "textarea", "label", "datalist", "dialog", "menu", "nav", "aside", "link",
    "meta", "source", "track",
)  # fmt: skip

# Words in class names and ids by which markup of any site tells that an element is not the story.
_NOISE_WORDS = (
    "ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "adsense", "banner", "breadcrumb",
    "breadcrumbs", "comment", "comments", "consent", "cookie", "cookies", "disqus", "footer", "gdpr", "hidden",
    "login", "masthead", "menu", "modal", "most", "nav", "navbar", "navigation", "newsletter", "newsletters",
    "outbrain", "pagination", "pager", "paywall", "popular", "popup", "print", "promo", "promoted", "promotion",
    "read-more", "readmore", "recirc", "recommend", "recommendation", "recommendations", "recommended", "related",
    "share", "sharing", "shares", "sharebar", "sidebar", "signup", "skip", "social", "socials", "sponsor",
    "sponsored", "subscribe", "subscription", "taboola", "tags", "taglist", "teaser", "teasers", "toolbar", "tooltip",
    "trending", "widget",
)  # fmt: skip
_NOISE = re.compile(
    r"(?:(?<![a-z])|(?<=[a-z])(?=[A-Z]))(?i:" + "|".join(_NOISE_WORDS) + r")(?:(?![a-zA-Z])|(?<=[a-z])(?=[A-Z]))"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STORY_MARKERS = (
    '[itemprop="articleBody"]',
    '[itemprop="text"]',
)
MIN_PARAGRAPH = 25
KEPT_SHARE = 0.75
# No element with more than this share of the page's text is pruned, whatever its class is called.
UNPRUNED_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Region:
    """The element that holds the story, and the weight of its running text in characters; None on an empty page."""

    node: LexborNode | None
    weight: float


def prune(tree: LexborHTMLParser) -> None:
    """Remove from the tree what can never be the story."""
    tree.strip_tags(list(NEVER_STORY), recursive=True)
    body = tree.body
    if body is None:
        return
    most = UNPRUNED_SHARE * len(body.text())
    doomed = [
        node
        for node in body.css("[class],[id],[hidden],[style],[aria-hidden]")
        if node.tag not in ("article", "main", "body", "p", "h1") and _is_noise(node)
    ]
    for node in doomed:
        if len(node.text()) < most:
            node.decompose()


def pick(tree: LexborHTMLParser) -> Region:
    """The region of the story of a pruned tree."""
    body = tree.body
    if body is None:
        return Region(None, 0)
    weights: dict[int, float] = {}
    for node, weight in _paragraphs(body):
        step: LexborNode | None = node
        while step is not None:
            weights[step.mem_id] = weights.get(step.mem_id, 0) + weight
            step = step.parent
    region = body
    while (inner := _heaviest_child(region, weights)) is not None:
        region = inner
    return Region(region, weights.get(region.mem_id, 0))


def _heaviest_child(node: LexborNode, weights: dict[int, float]) -> LexborNode | None:
    enough = KEPT_SHARE * weights.get(node.mem_id, 0)
    if enough <= 0:
        return None
    for child in node.iter():
        if child.tag not in ("p", "blockquote", "ul", "ol", "li") and weights.get(child.mem_id, 0) >= enough:
            return child
    return None


def _paragraphs(body: LexborNode) -> list[tuple[LexborNode, float]]:
    """(element, weight) for each run of text; text that stands in links weighs against it."""
    found: list[tuple[LexborNode, float]] = []
    for node in body.css("p,div,td,blockquote,li,section,article,pre,dd,main,span"):
        if node.tag in ("p", "blockquote", "pre", "li", "dd"):
            length = len(node.text().strip())
        else:
            length = len(node.text(deep=False).strip())
        if length < MIN_PARAGRAPH:
            continue
        linked = sum(len(link.text()) for link in node.css("a"))
        weight = length - 1.5 * linked
        if weight > 0:
            found.append((node, weight))
    return found


def _is_noise(node: LexborNode) -> bool:
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return _is_noise_name(f"{attributes.get('class') or ''} {attributes.get('id') or ''}")


@lru_cache(maxsize=4096)
def _is_noise_name(names: str) -> bool:
    return _NOISE.search(names) is not None
