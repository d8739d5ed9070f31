"""What markup of any site names as something other than the story: elements, their classes and ids, what is not shown.

A name tells by its words: one that opens or ends it counts, and a few that mean nothing else count wherever they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

# Elements whose content is never the text of the story: those that many pages have, which are taken out beforehand.
# The tree is gone through for one after the other: those that hold most come first.
NEVER_STORY = ("nav", "aside", "svg", "script", "button", "style", "select", "iframe")
# And others, which are taken out of the region.
NOISE_TAGS = frozenset(
    {
        "audio", "canvas", "datalist", "dialog", "embed", "footer", "form", "map", "menu", "noscript", "object",
        "template", "textarea", "video",
    }
)  # fmt: skip
# How a word is read, set in small letters above it.
RUBY = "rt"
_HIDING = frozenset({"hidden", "aria-hidden", "style"})
_NEVER_NOISE = frozenset({"html", "body", "main", "article", "p", "h1"})
# Whose ids are made from their own words, for links to them.
_NAMED_AFTER_TEXT = frozenset({"h2", "h3", "h4", "h5", "h6"})
_NOT_SHOWN = "d-none"
_SHOWN_ON_WIDE_SCREENS = re.compile(r"(?<!\S)d-(?:sm|md|lg|xl|xxl)-(?!none)")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_NAMES = 1_000
# `inArticle-adSlot_2` has the parts in, Article, ad, Slot; what a machine made up has none, nor `print:hidden`.
_PARTS = re.compile("[A-Z]?[a-z]+|[A-Z]+")
_MADE_UP = re.compile(r"[:@]|^[\da-fA-F]{8}(?![a-zA-Z])")


@dataclass(frozen=True, slots=True, eq=False)
class NoiseName:
    """Words by which a class or an id tells that an element is not the story.

    A word counts at the start or end of a name, or `anywhere` in it; one with a hyphen is a name as a whole. It may
    count only for what is `leading` elsewhere by a link.
    """

    name: str
    why: str
    words: tuple[str, ...]
    anywhere: bool = False
    leading: bool = False


NOISE_NAMES = (
    NoiseName(
        "adverts",
        "Advertising stands between paragraphs, and says so in its name for style sheets and blockers.",
        (
            "ad", "ads", "adv", "advert", "adverts", "advertisement", "advertising", "disclosure", "placeholder",
            "promo", "promoted", "promotion", "sponsor", "sponsored",
        ),
    ),
    NoiseName(
        "author boxes",
        "The box on the author repeats the byline and tells a life, not the story.",
        ("author", "authors", "autor", "bio"),
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
        "Lists of other stories hold headlines and opening sentences of theirs.",
        (
            "popular", "recommendation", "recommendations", "recommended", "related", "trending",
        ),
    ),
    NoiseName(
        "teasers",
        "A teaser leads to the story that it opens; one that leads nowhere opens this story, in front of a wall.",
        ("teaser", "teasers"),
        leading=True,
    ),
    NoiseName(
        "words that mean nothing else",
        "Names are put together in any order, such as `inline-newsletter-box`.",
        ("advert", "author-box", "cookie", "newsletter", "related"),
        anywhere=True,
    ),
    NoiseName("sharing", "Buttons and their labels.", ("share", "sharing", "social")),
    NoiseName(
        "not on the page",
        "Windows laid over the page ask for consent, a login or a subscription; other text is for screen readers.",
        (
            "dialog", "lightbox", "modal", "overlay", "popup", _NOT_SHOWN, "screen-reader-text", "sr-only",
            "visually-hidden", "visuallyhidden",
        ),
    ),
)  # fmt: skip


def is_noise(node: LexborNode) -> bool:
    """Whether the element is named like noise, or hidden."""
    tag = node.tag
    if tag in NOISE_TAGS or (tag == RUBY and not _is_bracketed(node)):
        return True
    if tag in _NEVER_NOISE:
        return False
    attributes = node.attributes
    if not attributes:
        return False
    if not _HIDING.isdisjoint(attributes) and _is_hidden(attributes):
        return True
    classes, identity = attributes.get("class"), attributes.get("id")
    if classes and _is_named(node, classes):
        return True
    return identity is not None and tag not in _NAMED_AFTER_TEXT and _is_named(node, identity)


def _is_bracketed(node: LexborNode) -> bool:
    """Whether brackets for browsers that know no ruby part the reading from the word: it is text as it stands."""
    return any(beside is not None and beside.tag == "rp" for beside in (node.prev, node.next))


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return _HIDDEN_STYLE.search(attributes.get("style") or "") is not None


def _is_named(node: LexborNode, names: str) -> bool:
    judged = _judged(names[:_LONGEST_NAMES])
    return judged is not None and (judged == "always" or _leads(node))


def _leads(node: LexborNode) -> bool:
    """Whether the element holds a link, or stands in one."""
    step: LexborNode | None = node
    while step is not None and step.tag != "a":
        step = step.parent
    return step is not None or node.css_first("a") is not None


def is_noise_name(names: str) -> bool:
    """Whether any of the names, a class or an id as it stands, is one of noise or of what is not shown."""
    return _judged(names[:_LONGEST_NAMES]) is not None


@lru_cache(maxsize=1024)
def _judged(names: str) -> Literal["leading", "always"] | None:
    """The gravest that any of the names tells."""
    found: Literal["leading", "always"] | None = None
    if _NOT_SHOWN in names and _SHOWN_ON_WIDE_SCREENS.search(names):
        names = names.replace(_NOT_SHOWN, "")
    for name in names.split():
        told = _told(name)
        if told == "always":
            return told
        found = found or told
    return found


# Names recur on a page and from page to page, in combinations that do not.
@lru_cache(maxsize=4096)
def _told(name: str) -> Literal["leading", "always"] | None:
    words = _words()
    told = _told_by(name)
    if not words.always.isdisjoint(told) or (words.anywhere and words.anywhere.search(name)):
        return "always"
    return None if words.leading.isdisjoint(told) else "leading"


def _told_by(name: str) -> tuple[str, ...]:
    """The name itself and the words at its start and end, in small letters."""
    parts = _PARTS.findall(name) if not _MADE_UP.search(name) else ()
    return (name.lower(), parts[0].lower(), parts[-1].lower()) if parts else (name.lower(),)


class _Words(NamedTuple):
    """The words of all rows: those that always count, those that count for what leads elsewhere, those in any place."""

    always: frozenset[str]
    leading: frozenset[str]
    anywhere: re.Pattern[str] | None


@cache
def _words() -> _Words:
    anywhere = "|".join(word for row in NOISE_NAMES if row.anywhere for word in row.words)
    return _Words(
        frozenset(word for row in NOISE_NAMES if not (row.anywhere or row.leading) for word in row.words),
        frozenset(word for row in NOISE_NAMES if row.leading for word in row.words),
        re.compile(anywhere, re.IGNORECASE) if anywhere else None,
    )
