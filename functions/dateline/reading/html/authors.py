"""Where an HTML page tells who wrote the story."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.article import Byline
from dateline.reading.agencies import is_agency
from dateline.reading.bylines import parse_byline
from dateline.reading.cues import cue
from dateline.reading.html.jsonld import JSON_LD, text_of, types_of
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.trust import Found, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

Bylines = tuple[Byline, ...]

MOST_AUTHORS = 12
LONGEST_VISIBLE = 200
MOST_ELEMENTS = 12
_METAS = (
    "author", "article:author", "article:author_name", "og:article:author", "parsely-author", "sailthru.author",
    "cxenseparse:author", "dc.creator", "dc:creator", "dcterms.creator", "dcsext.author", "byl", "authors",
    "articleauthor",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)


def _in_stories(page: Page) -> Iterator[Found[Bylines]]:
    for story in page.linked.stories:
        bylines: list[Byline] = []
        for author in page.linked.each(story.get("author") or story.get("creator")):
            bylines.extend(_typed(author))
        yield from _found(bylines, page, JSON_LD)


def _in_metas(page: Page) -> Iterator[Found[Bylines]]:
    for name in _METAS:
        bylines = [
            byline
            for _, content in page.meta((name,))
            if not _ADDRESS.search(content)
            for byline in parse_byline(content) or parse_byline(f"by {content}")
        ]
        yield from _found(bylines, page, f"meta[{name}]")


def _rel_author(page: Page) -> Iterator[Found[Bylines]]:
    yield from _visible(page, '[rel~="author"]')


def _microdata(page: Page) -> Iterator[Found[Bylines]]:
    yield from _visible(page, '[itemprop~="author"] [itemprop~="name"]')
    yield from _visible(page, '[itemprop~="author"]')


def _author_links(page: Page) -> Iterator[Found[Bylines]]:
    yield from _visible(page, 'a[class*="author" i], [class*="author" i] a, [class*="byline" i] a')


def _byline_elements(page: Page) -> Iterator[Found[Bylines]]:
    yield from _visible(page, '[class*="byline" i], [class*="author" i]', first_only=True)


def _lines_that_say_by(page: Page) -> Iterator[Found[Bylines]]:
    """The first short line, behind the main heading where there is one, that opens with "By" in any language."""
    behind_heading = page.tree.css_first("h1") is None
    for node in page.tree.css("h1, p, div, span, li, td, small, em, i, b, strong, address, font"):
        if node.tag == "h1":
            behind_heading = True
        elif behind_heading and len(text := node.text(deep=node.tag not in ("div", "td"))) <= LONGEST_VISIBLE:
            text = tidy(text)
            if text and cue(text).says("by") and (bylines := parse_byline(text)):
                yield from _found(bylines, page, path_of(node))
                return


BYLINES = (
    Source("JSON-LD author", _in_stories),
    Source("author meta", _in_metas),
    Source("microdata author", _microdata),
    Source("rel=author", _rel_author),
    Source("link in a byline", _author_links),
    Source("byline element", _byline_elements),
    Source("line that says by whom", _lines_that_say_by),
)


def _typed(author: object) -> Iterator[Byline]:
    """The bylines of a JSON-LD author: its type says whether it is a person."""
    names = author.get("name") if isinstance(author, Mapping) else author
    for name in names if isinstance(names, list) else [names]:
        text = tidy(text_of(name) or "")
        if not text or _ADDRESS.search(text):
            continue
        parsed = parse_byline(text)
        if isinstance(author, Mapping) and "Person" in types_of(author) and len(parsed) == 1:
            yield replace(parsed[0], kind="person" if parsed[0].kind != "agency" else "agency")
        elif parsed:
            yield from parsed
        elif isinstance(author, Mapping) and len(text) < 60:
            yield Byline(
                text, kind="agency" if is_agency(text) else "person" if "Person" in types_of(author) else "desk"
            )


def _visible(page: Page, selector: str, *, first_only: bool = False) -> Iterator[Found[Bylines]]:
    """The authors in the first element that names one, and in the elements close to it."""
    bylines: list[Byline] = []
    first: LexborNode | None = None
    near: set[int] = set()
    for node in page.tree.css(selector)[:MOST_ELEMENTS]:
        text = tidy(node.text(separator=" "))
        if not 3 <= len(text) <= LONGEST_VISIBLE or not (parsed := parse_byline(text)):
            continue
        around = _nearest(node)
        if first is None:
            first, near = node, around
        elif first_only or not near & around:
            break
        bylines.extend(parsed)
    if first is not None:
        yield from _found(bylines, page, path_of(first))


def _nearest(node: LexborNode) -> set[int]:
    """The identities of the three elements around a node."""
    found: set[int] = set()
    step = node.parent
    while step is not None and len(found) < 3 and step.tag != "body":
        found.add(step.mem_id)
        step = step.parent
    return found


def _found(bylines: Iterable[Byline], page: Page, where: str) -> Iterator[Found[Bylines]]:
    """Each author once; the site itself only where nobody else is named."""
    sites = {name.casefold() for name in page.site_names}
    told = dict.fromkeys(bylines)
    kept = tuple(b for b in told if (b.name or "").casefold() not in sites)[:MOST_AUTHORS] or tuple(told)[:1]
    if kept:
        yield Found(kept, "; ".join(b.name or b.handle or "" for b in kept), where)
