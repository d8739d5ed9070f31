"""The headings of an HTML page that may be its headline, and the kicker that stands inside one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.html.page import Page, tidy
from dateline.reading.wording import wording, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from selectolax.lexbor import LexborNode

LONGEST_HEADLINE = 300
MOST_HEADINGS = 30
MOST_PARTS = 5
MOST_WRAPPERS = 3
REACH = 5

_KICKER = re.compile(
    r"kicker|overline|over-?head|top-?line|top-?title|super-?title|sur-?title|pre-?title|pre-?head|roof-?line|dachzeile"
    r"|spitzmarke|eyebrow|ante-?titulo|occhiello|rubri[ck]",
    re.IGNORECASE,
)
_CRUMB = re.compile(r"breadcrumb|\bcrumbs?\b", re.IGNORECASE)
_UNSEEN = re.compile(r"visually-?hidden|sr-only|screen-?reader|off-?screen|\bhidden\b", re.IGNORECASE)
_LOGO = re.compile(r"(?i:\blogo|site-?(?:title|name|logo)|blog-?title)|(?:(?<![a-zA-Z])brand|Brand)(?:ing|s)?(?![a-z])")
_ROOT = re.compile(r"(?:(?:https?:)?//[^/?#]+)?/?(?:index\.\w+)?|\./|#", re.IGNORECASE)
_UNREAD = frozenset({"style", "script", "svg", "template", "noscript", "button", "sup"})
_WRAPPERS = frozenset({"span", "div", "a", "b", "strong", "font", "p", "em", "i"})
_MARKS = re.compile(r"[\W_]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, as a reader sees it; `parts` are the runs of text that elements inside it set apart (none where it
    is of one piece), and `headline` is the heading without its kicker."""

    node: LexborNode
    text: str
    parts: tuple[str, ...]
    headline: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of NO_HEADLINES: a sign that a heading is not the story's."""

    name: str
    why: str
    holds: Callable[[LexborNode, str, Page], bool]


def _names_the_site(_: LexborNode, text: str, page: Page) -> bool:
    return wording(text) in page.once(_site_names)


def _site_names(page: Page) -> frozenset[str]:
    return frozenset(map(wording, page.site_names))


def _links_home(node: LexborNode, text: str, _: Page) -> bool:
    link = node.css_first("a[href]") or (node.parent if node.parent is not None and node.parent.tag == "a" else None)
    if link is None or len(tidy(link.text())) < len(text):
        return False
    attributes = link.attributes
    return "home" in (attributes.get("rel") or "").split() or bool(_ROOT.fullmatch(attributes.get("href") or ""))


def _ends_the_title(node: LexborNode, text: str, page: Page) -> bool:
    """Whether the title says the heading last, behind the words of another heading."""
    own, title = wording(text), wording(page.title)
    if not own or node.tag != "h1" or not title.endswith(f" {own}"):
        return False
    front = title.removesuffix(own).strip()
    return any(wording(tidy(other.text())) == front for other in page.tree.css("h1, h2, h3")[:MOST_HEADINGS])


def _is_logo(node: LexborNode, text: str, _: Page) -> bool:
    return _tells(_LOGO, node, text)


def _is_crumb(node: LexborNode, _: str, __: Page) -> bool:
    step: LexborNode | None = node
    for _step in range(REACH):
        if step is None or step.tag == "body":
            return False
        attributes = step.attributes
        if _CRUMB.search(_named(attributes)) or "BreadcrumbList" in (attributes.get("itemtype") or ""):
            return True
        step = step.parent
    return False


def _is_unseen(node: LexborNode, text: str, _: Page) -> bool:
    return _tells(_UNSEEN, node, text)


def _tells(sign: re.Pattern[str], node: LexborNode, text: str) -> bool:
    """Whether the heading's class or id has the sign; an id that is made from the heading's own words has none."""
    attributes = node.attributes
    if sign.search(attributes.get("class") or ""):
        return True
    identity = attributes.get("id") or ""
    if not sign.search(identity):
        return False
    named, told = words(identity.replace("-", " ").replace("_", " ")), set(words(text))
    return 2 * sum(1 for word in named if word in told) <= len(named)


NO_HEADLINES = (
    Refused("site's name", "Many sites set their own name as the first heading of every page.", _names_the_site),
    Refused("link to the home page", "A heading that is one link to the site's root is the site's logo.", _links_home),
    Refused(
        "end of the title",
        "Titles hold a lower heading, the headline, and behind it the h1: the site.",
        _ends_the_title,
    ),
    Refused("logo", "Blogs mark the heading with their own name as site title or logo.", _is_logo),
    Refused("breadcrumb", "The last crumb of a trail may be a heading: a short or old wording.", _is_crumb),
    Refused("unseen", "A heading hidden from readers words the story for search engines.", _is_unseen),
)
"""Signs that a heading is not the story's headline."""


def headings(page: Page, tag: str = "h1") -> tuple[Heading, ...]:
    """The page's headings of one of the first two levels that may be its headline, in page order."""
    return page.once(_Headings).of(tag)


class _Headings:
    """The page's headings of the first two levels that may be its headline, in page order; read when asked for."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._nodes = page.headings
        self._read: dict[str, tuple[Heading, ...]] = {}

    def of(self, tag: str) -> tuple[Heading, ...]:
        """Those of one level."""
        if tag not in self._read:
            nodes = [node for node in self._nodes if node.tag == tag][:MOST_HEADINGS]
            self._read[tag] = tuple(heading for node in nodes if self._may_be_headline(heading := _read(node)))
        return self._read[tag]

    def _may_be_headline(self, heading: Heading) -> bool:
        fits = 0 < len(heading.text) <= LONGEST_HEADLINE
        return fits and not any(row.holds(heading.node, heading.text, self._page) for row in NO_HEADLINES)


def _read(node: LexborNode) -> Heading:
    inner = node
    for _ in range(MOST_WRAPPERS):
        children = [child for child in inner.iter(include_text=True) if child.tag != "-text" or tidy(child.text())]
        if len(children) != 1 or children[0].tag not in _WRAPPERS:
            break
        inner = children[0]
    else:
        children = list(inner.iter(include_text=True))
    read = [(child, tidy(child.text())) for child in children if child.tag not in _UNREAD]
    told = [(child, text) for child, text in read if text]
    whole = tidy(node.text()) if len(read) == len(children) else tidy(" ".join(text for _, text in told))
    runs = [(child, text) for child, text in told if not _MARKS.fullmatch(text)]
    if not 2 <= len(runs) <= MOST_PARTS:
        return Heading(node, whole, (), whole)
    parts = tuple(text for _, text in runs)
    first, last = runs[0][0], runs[-1][0]
    kept = parts[_is_kicker(first) : len(parts) - (last.tag == "small")]
    return Heading(node, whole, parts, " ".join(kept) if 0 < len(kept) < len(parts) else whole)


def _is_kicker(node: LexborNode) -> bool:
    return node.tag == "small" or bool(_KICKER.search(_named(node.attributes)))


def _named(attributes: Mapping[str, str | None]) -> str:
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
