"""Where an HTML page tells when the story was published and modified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.dates import Moment, parse_machine
from dateline.reading.html.jsonld import text_of
from dateline.reading.html.page import Page, path_of
from dateline.reading.html.trust import Found, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\b)")


def _in_stories(name: str) -> Callable[[Page], Iterator[Found[Moment]]]:
    def read(page: Page) -> Iterator[Found[Moment]]:
        for story in page.linked.stories:
            yield from _moment(text_of(story.get(name)), "script[type='application/ld+json']")

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
                yield from _moment(text_of(node.get(name)), "script[type='application/ld+json']")

    return read


def _time_elements(page: Page) -> Iterator[Found[Moment]]:
    marked = 'time[pubdate], time[class*="publish" i], time[class*="entry-date" i], article time, main time, time'
    for node in page.tree.css(marked):
        attributes = node.attributes
        yield from _moment(attributes.get("datetime") or node.text().strip(), path_of(node))


def _in_address(page: Page) -> Iterator[Found[Moment]]:
    for address in (page.url, *page.links.get("canonical", ()), *(value for _, value in page.meta(("og:url",)))):
        if address and (found := _DATED_PATH.search(address)):
            yield from _moment("-".join(found.groups()), address)


PUBLISHED = (
    Source("JSON-LD datePublished", _in_stories("datePublished")),
    Source("published meta", _in_metas(_PUBLISHED_METAS)),
    Source("microdata datePublished", _in_microdata("datePublished")),
    Source("JSON-LD datePublished of the page", _in_web_pages("datePublished")),
    Source("time element", _time_elements),
    Source("date in the address", _in_address),
    Source("JSON-LD dateCreated", _in_stories("dateCreated")),
)
MODIFIED = (
    Source("JSON-LD dateModified", _in_stories("dateModified")),
    Source("modified meta", _in_metas(_MODIFIED_METAS)),
    Source("microdata dateModified", _in_microdata("dateModified")),
    Source("JSON-LD dateModified of the page", _in_web_pages("dateModified")),
)


def _moment(stated: str | None, where: str) -> Iterator[Found[Moment]]:
    if stated and (moment := parse_machine(stated.strip())):
        yield Found(moment, stated.strip(), where)
