"""The authors that elements of the page show: which elements are bylines, and which belong to something else."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from dateline.reading.bylines import parse_byline
from dateline.reading.cues import UNSPACED, cue, phrases
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.page.headings import headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from dateline.article import Byline

    _Element = tuple[LexborNode, dict[str, str | None]]

LONGEST = 200
SHORTEST = 2
MOST_ELEMENTS = 12
MOST_MARKED = 200
MOST_LINES = 800
REACH = 7

_STATED = '[rel~="author"], [itemprop~="author"]'
# Few and coarse selectors find them in half the time that all that `_is_marked` asks for would take.
_MAY_BE_MARKED = (
    '[rel~="author"], [itemprop~="author"], [class*="aut" i], [class*="byline" i], byline, [href*="/aut"], '
    '[href*="/profil"], .fn'
)
_PROFILE = re.compile(r"/autor|/author|/profil")
_BYLINE_CLASS = re.compile(r"author|byline|autor|auteur", re.IGNORECASE)
_CARD = frozenset({"vcard", "h-card", "author", "byline"})
_ELSEWHERE = re.compile(
    r"comment|recent|widget|sidebar|related|teaser|recommend|\bmenu|most-?read|copyright"
    r"|licen[sc]e|credit|photo|caption",
    re.IGNORECASE,
)
_COUNTS = "0123456789.,:/–- "
_ELSEWHERE_TAGS = frozenset({"nav", "figure", "figcaption"})
_LINES = "h1, p, div, span, li, td, small, em, i, b, strong, address, font, h4, h5, time"
_FIRST_WORDS = frozenset(phrase.split()[0].rstrip(":：") for phrase in phrases("by") if not UNSPACED.search(phrase))


class Marked:
    """The elements that markup or class names mark as naming authors, looked for when they are asked for."""

    def __init__(self, page: Page) -> None:
        self._tree = page.tree

    @cached_property
    def _stated(self) -> list[_Element]:
        """Those that attributes made for machines mark."""
        return [(node, node.attributes) for node in self._tree.css(_STATED)[:MOST_MARKED]]

    @cached_property
    def _told(self) -> list[_Element]:
        """Those that class names and addresses mark as well."""
        may_be = ((node, node.attributes) for node in self._tree.css(_MAY_BE_MARKED))
        return list(islice((found for found in may_be if _is_marked(*found)), MOST_MARKED))

    def microdata(self) -> Iterator[LexborNode]:
        """What `itemprop=author` names; its inner `itemprop=name` where it has one."""
        for node, attributes in self._stated:
            if "author" in (attributes.get("itemprop") or "").split():
                names = node.css('[itemprop~="name"]')
                yield from names or (node,)

    def related(self) -> Iterator[LexborNode]:
        """Links with `rel=author`."""
        return (node for node, attributes in self._stated if "author" in (attributes.get("rel") or "").lower().split())

    def cards(self) -> Iterator[LexborNode]:
        """Names in microformats: `fn` in a card, `p-author`."""
        for node, attributes in self._told:
            names = (attributes.get("class") or "").split()
            if "p-author" in names or ("fn" in names and _in_card(node)):
                yield node

    def links(self) -> Iterator[LexborNode]:
        """Links in elements that are called after authors, and links to authors' pages."""
        for node, attributes in self._told:
            if node.tag == "a":
                yield node
            elif _BYLINE_CLASS.search(attributes.get("class") or ""):
                yield from node.css("a")

    def elements(self) -> Iterator[LexborNode]:
        """Elements that are called after authors."""
        for node, attributes in self._told:
            if node.tag == "byline" or _BYLINE_CLASS.search(attributes.get("class") or ""):
                yield node


def _is_marked(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    classes = attributes.get("class") or ""
    if _BYLINE_CLASS.search(classes) or node.tag == "byline" or "fn" in classes.split():
        return True
    if node.tag == "a" and _PROFILE.search(attributes.get("href") or ""):
        return True
    told = f"{attributes.get('rel') or ''} {attributes.get('itemprop') or ''}"
    return "author" in told.lower().split()


def _in_card(node: LexborNode) -> bool:
    step: LexborNode | None = node
    for _ in range(4):
        if step is None:
            return False
        if not _CARD.isdisjoint((step.attributes.get("class") or "").split()):
            return True
        step = step.parent
    return False


def first_named(nodes: Iterable[LexborNode], *, certain: bool, sole: bool) -> tuple[list[Byline], str] | None:
    """The authors in the first element that names one, and in the elements close to it unless it stands `sole`.

    `certain` elements hold nothing but names: a single word is a name there.
    """
    bylines: list[Byline] = []
    first: LexborNode | None = None
    near: set[int] = set()
    for count, node in enumerate(_each_once(nodes)):
        if count == MOST_ELEMENTS:
            break
        text = tidy(node.text(separator=" "))
        if not SHORTEST <= len(text) <= LONGEST or _is_elsewhere(node):
            continue
        parsed = parse_byline(text) or (parse_byline(f"by {text}") if certain else ())
        if not parsed:
            continue
        around = _nearest(node)
        if first is None:
            first, near = node, around
        elif sole or not near & around:
            break
        bylines.extend(parsed)
    return (bylines, path_of(first)) if first is not None else None


def _each_once(nodes: Iterable[LexborNode]) -> Iterator[LexborNode]:
    seen: set[int] = set()
    for node in nodes:
        if node.mem_id not in seen:
            seen.add(node.mem_id)
            yield node


def byline_lines(page: Page) -> Iterator[tuple[list[Byline], str]]:
    """The short lines, behind the main heading where there is one, that open with "By" in any language."""
    behind_heading = not headings(page)
    for node in page.tree.css(_LINES)[:MOST_LINES]:
        if node.tag == "h1":
            behind_heading = True
        elif behind_heading and 0 < len(text := node.text(deep=node.tag not in ("div", "td"))) <= LONGEST:
            for told in tidy(text).split(" | "):
                piece = told.lstrip(_COUNTS)
                if _may_say_by(piece) and not _is_elsewhere(node) and (bylines := parse_byline(piece)):
                    yield list(bylines), path_of(node)


def _may_say_by(line: str) -> bool:
    first = line[:20].casefold().partition(" ")[0].rstrip(":：")
    return (first in _FIRST_WORDS or bool(UNSPACED.match(line))) and cue(line).says("by")


def _is_elsewhere(node: LexborNode) -> bool:
    """Whether the element is part of a menu, a comment, a picture, or a box about something else."""
    step: LexborNode | None = node
    for _ in range(REACH):
        if step is None or step.tag in ("body", "article", "main", "html"):
            return False
        attributes = step.attributes
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if step.tag in _ELSEWHERE_TAGS or _ELSEWHERE.search(named):
            return True
        step = step.parent
    return False


def _nearest(node: LexborNode) -> set[int]:
    """The identities of the three elements around a node."""
    found: set[int] = set()
    step = node.parent
    while step is not None and len(found) < 3 and step.tag != "body":
        found.add(step.mem_id)
        step = step.parent
    return found
