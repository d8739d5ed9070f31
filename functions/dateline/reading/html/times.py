"""Where an HTML page tells when the story was published and modified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.dates import Moment, find_dates, parse_machine
from dateline.reading.html.jsonld import JSON_LD, text_of
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.trust import Found, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from selectolax.lexbor import LexborNode

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "parsely-pub-date", "pubdate",
    "publishdate", "pub_date", "publish-date", "publication_date", "article:published", "dc.date.issued",
    "dc.date", "dc.date.created", "dcterms.created", "dcterms.date", "dcterms.issued", "date.created",
    "datecreated", "article.published", "originalpublicationdate", "release_date", "article_date_original",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified",
    "last_updated_date", "date.updated", "date.modified", "dcterms.modified", "revised", "lastmod",
)  # fmt: skip
LONGEST_DATE_LINE = 160
LEAST_DATE_SHARE = 0.25
FULLEST = 2
_MONTH_FIRST = {"US", "PH"}
_PUBLISHING = re.compile(r"publi|date|created|issued|posted")
_OTHER_TIMES = re.compile(r"modif|updat|expir|valid|until|revis|review|event|start|end|birth|crawl|access")
_YEAR = re.compile(r"\d{4}|\d\d?[./-]\d\d?[./-]\d\d")
_COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\b)")


def _in_stories(name: str) -> Callable[[Page], Iterator[Found[Moment]]]:
    def read(page: Page) -> Iterator[Found[Moment]]:
        for story in page.linked.stories:
            yield from _moment(text_of(story.get(name)), JSON_LD)

    return read


def _in_metas(names: tuple[str, ...]) -> Callable[[Page], Iterator[Found[Moment]]]:
    def read(page: Page) -> Iterator[Found[Moment]]:
        for name, content in page.meta(names):
            yield from _moment(content, f"meta[{name}]")

    return read


def _in_microdata(name: str) -> Callable[[Page], Iterator[Found[Moment]]]:
    def read(page: Page) -> Iterator[Found[Moment]]:
        for node in page.tree.css(f'[itemprop~="{name}"]'):
            attributes = node.attributes
            stated = attributes.get("datetime") or attributes.get("content") or node.text().strip()
            yield from _moment(stated, path_of(node))

    return read


def _in_web_pages(name: str) -> Callable[[Page], Iterator[Found[Moment]]]:
    def read(page: Page) -> Iterator[Found[Moment]]:
        for node in page.linked.nodes:
            if node not in page.linked.stories:
                yield from _moment(text_of(node.get(name)), JSON_LD)

    return read


def _time_elements(page: Page) -> Iterator[Found[Moment]]:
    marked = 'time[pubdate], time[class*="publish" i], time[class*="entry-date" i], article time, main time, time'
    for node in page.tree.css(marked):
        attributes = node.attributes
        yield from _moment(attributes.get("datetime") or node.text().strip(), path_of(node))


def _other_metas(page: Page) -> Iterator[Found[Moment]]:
    for name, contents in page.metas.items():
        if _PUBLISHING.search(name) and not _OTHER_TIMES.search(name):
            yield from _moment(contents[0], f"meta[{name}]")


def _dated_elements(page: Page) -> Iterator[Found[Moment]]:
    """Elements named after dates, those behind the main heading first."""
    yield from _visible(
        page,
        '[class*="date" i], [class*="publish" i], [class*="posted" i], [class*="time" i], [id*="date" i]',
        deep=True,
    )


def _visible_lines(page: Page) -> Iterator[Found[Moment]]:
    """Short lines with a date in them, those behind the main heading first."""
    yield from _visible(
        page, "p, div, span, li, td, dd, small, em, i, b, strong, a, h2, h3, h4, h5, h6, address, font", deep=False
    )


def _visible(page: Page, selector: str, *, deep: bool) -> Iterator[Found[Moment]]:
    languages = {tag.split("-")[0].lower() for tag in page.languages}
    day_first = _day_comes_first(page.languages)
    before: list[Found[Moment]] = []
    behind_heading = False
    for node in page.tree.css(f"h1, {selector}"):
        if node.tag == "h1":
            behind_heading = True
            continue
        text = node.text(deep=deep)
        if len(text) > LONGEST_DATE_LINE or not _YEAR.search(text) or _COPYRIGHT.search(text):
            continue
        if _stands_aside(node):
            continue
        text = tidy(text)
        for found in find_dates(text, languages=languages, day_first=day_first)[:1]:
            if found.end - found.start < LEAST_DATE_SHARE * len(text):
                continue
            candidate = Found(found.moment, text, path_of(node))
            if behind_heading:
                yield candidate
            else:
                before.append(candidate)
    yield from before


def _day_comes_first(languages: tuple[str, ...]) -> bool | None:
    """Whether 03/04/2020 is in April, as far as a page in English tells by its country; None where it does not."""
    countries = {tag[3:].upper() for tag in languages if tag.lower().startswith("en-")}
    if not countries:
        return None
    return False if countries <= _MONTH_FIRST else None if countries & _MONTH_FIRST else True


def _stands_aside(node: LexborNode) -> bool:
    step: LexborNode | None = node
    while step is not None:
        if step.tag in ("footer", "aside", "nav", "script", "style"):
            return True
        step = step.parent
    return False


def _in_address(page: Page) -> Iterator[Found[Moment]]:
    for address in (page.url, *page.links.get("canonical", ()), *(value for _, value in page.meta(("og:url",)))):
        if address and (found := _DATED_PATH.search(address)):
            yield from _moment("-".join(found.groups()), address)


def _fullness(moment: Moment) -> int:
    """How much a moment states: the day, the time of day, and the offset that makes it an instant."""
    return (moment.precision != "day") + moment.has_offset


def _told_fuller(found: Found[Moment], page: Page, lower: Iterable[Source[Moment]]) -> bool:
    """Whether what a source less trusted gives first is of the same day and states more."""
    own = _fullness(found.value)
    if own == FULLEST:
        return False
    firsts = (next(iter(source.read(page)), None) for source in lower)
    return any(
        first and first.value.value[:10] == found.value.value[:10] and _fullness(first.value) > own for first in firsts
    )


def _fuller_first(*marked: Source[Moment]) -> tuple[Source[Moment], ...]:
    """The sources in their order, but a date that a lower one tells more fully stands behind them all.

    An offset that cannot be, or a bare day, says nothing against the time which the page states elsewhere.
    """

    def part(rank: int, *, fuller: bool) -> Source[Moment]:
        source, lower = marked[rank], marked[rank + 1 :]

        def read(page: Page) -> Iterator[Found[Moment]]:
            return (found for found in source.read(page) if _told_fuller(found, page, lower) == fuller)

        return Source(source.name, read)

    return tuple(part(rank, fuller=fuller) for fuller in (False, True) for rank in range(len(marked)))


PUBLISHED = (
    *_fuller_first(
        Source("JSON-LD datePublished", _in_stories("datePublished")),
        Source("published meta", _in_metas(_PUBLISHED_METAS)),
        Source("microdata datePublished", _in_microdata("datePublished")),
        Source("JSON-LD datePublished of the page", _in_web_pages("datePublished")),
    ),
    Source("time element", _time_elements),
    Source("other date meta", _other_metas),
    Source("date in the address", _in_address),
    Source("element named after dates", _dated_elements),
    Source("short line with a date", _visible_lines),
    Source("JSON-LD dateCreated", _in_stories("dateCreated")),
)
MODIFIED = _fuller_first(
    Source("JSON-LD dateModified", _in_stories("dateModified")),
    Source("modified meta", _in_metas(_MODIFIED_METAS)),
    Source("microdata dateModified", _in_microdata("dateModified")),
    Source("JSON-LD dateModified of the page", _in_web_pages("dateModified")),
)


def _moment(stated: str | None, where: str) -> Iterator[Found[Moment]]:
    if stated and (moment := parse_machine(stated.strip())):
        yield Found(moment, stated.strip(), where)
