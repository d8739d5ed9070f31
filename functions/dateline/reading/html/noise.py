"""What markup of any site names as something other than the story: elements, their classes and ids, what is not shown.

A name tells by its words: one that opens or ends it counts, and a few that mean nothing else count wherever they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Elements whose content is never the text of the story.
NEVER_STORY = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "map",
    "button", "input", "select", "textarea", "datalist", "dialog", "menu", "nav", "aside", "link", "meta", "source",
    "track", "img", "hr",
)  # fmt: skip

# The elements that `is_noise` can hold for.
NAMED = "[class],[id],[hidden],[style],[aria-hidden],form,footer"
_NOISE_TAGS = frozenset({"form", "footer"})
_NEVER_NOISE = frozenset({"html", "body", "main", "article", "p", "h1"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_NAMES = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class NoiseName:
    """Words by which a class or an id tells that an element is not the story."""

    name: str
    why: str
    words: tuple[str, ...]
    anywhere: bool = False


NOISE_NAMES = (
    NoiseName(
        "adverts",
        "Advertising stands between paragraphs, and says so in its name for style sheets and blockers.",
        (
            "ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "placeholder", "promo", "promoted",
            "promotion", "sponsor", "sponsored",
        ),
    ),
    NoiseName(
        "author boxes",
        "The box on the author repeats the byline and tells a life, not the story.",
        ("author", "author-bio", "author-box", "authors", "autor", "bio"),
    ),
    NoiseName(
        "navigation",
        "Ways to other pages.",
        (
            "breadcrumb", "breadcrumbs", "footer", "masthead", "menu", "nav", "navbar", "navigation", "pagination",
            "sidebar",
        ),
    ),
    NoiseName("comments", "Readers' comments can be longer than the story.", ("comment", "comments")),
    NoiseName(
        "consent and sign-up",
        "Consent to cookies, logins, newsletters and subscriptions are offered in whole sentences.",
        (
            "consent", "cookie", "cookies", "gdpr", "login", "newsletter", "newsletters", "signup", "subscribe",
        ),
    ),
    NoiseName(
        "boxes beside the story",
        "Embedded posts, fact boxes and what opens on a click stand beside the story.",
        ("embed", "expandable", "fact", "factbox", "facts", "infobox"),
    ),
    NoiseName(
        "other stories",
        "Teasers of other stories hold headlines and opening sentences of theirs.",
        (
            "popular", "recommendation", "recommendations", "recommended", "related", "teaser", "teasers", "trending",
        ),
    ),
    NoiseName("words that mean nothing else", "Names are put together in any order: `inline-newsletter-box`.",("advert", "cookie", "newsletter", "related"), anywhere=True),
    NoiseName("sharing", "Buttons and their labels.", ("share", "sharing", "social")),
    NoiseName(
        "windows over the page",
        "What is laid over a page asks for consent, a login or a subscription.",
        ("dialog", "lightbox", "modal", "overlay", "popup"),
    ),
    NoiseName(
        "for other readers",
        "Text for screen readers, or not shown at all.",
        ("visually-?hidden", "sr-only", "screen-reader-text", "visuallyHidden", "d-none"),
    ),
)  # fmt: skip


def is_noise(node: LexborNode) -> bool:
    """Whether the element is named like noise, or hidden."""
    tag = node.tag
    if tag in _NOISE_TAGS:
        return True
    if tag in _NEVER_NOISE:
        return False
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return is_noise_name(attributes.get("class") or "") or is_noise_name(attributes.get("id") or "")


def is_noise_name(names: str) -> bool:
    """Whether any of the names, a class or an id as it stands, is one of noise or of what is not shown."""
    return bool(names) and _judged(names, NOISE_NAMES)


@lru_cache(maxsize=4096)
def _judged(names: str, table: tuple[NoiseName, ...]) -> bool:
    return _expression(table).search(names[:_LONGEST_NAMES]) is not None


@lru_cache(maxsize=2)
def _expression(table: tuple[NoiseName, ...]) -> re.Pattern[str]:
    """Words that open a name (`ad-slot`), end it (`in-article-ad`, `articleShare`) or are all of it."""
    edge = "|".join(word for row in table if not row.anywhere for word in row.words)
    anywhere = "|".join(word for row in table if row.anywhere for word in row.words)
    expression = (
        rf"(?<![^\s])(?:(?i:{edge})(?![a-z:@]|\d[\da-f]{{4}})|[^\s:@]*(?:[-_]|(?<=[a-z])(?=[A-Z]))(?i:{edge})(?=\s|$))"
    )
    return re.compile(expression + (rf"|(?i:{anywhere})" if anywhere else ""))
