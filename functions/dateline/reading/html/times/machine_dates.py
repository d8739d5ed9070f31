"""The times that a page states for machines: JSON-LD, metas, microdata, scripts, time elements, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.dates import find_dates, parse_machine
from dateline.reading.dates.addresses import day_in_address
from dateline.reading.html.fields.trust import Found
from dateline.reading.html.page import Page, path_of
from dateline.reading.html.page.jsonld import JSON_LD, text_of
from dateline.reading.html.times.date_order import Calendar, day_comes_first_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborNode

    from dateline.reading.dates import Moment

PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "parsely-pub-date", "pubdate",
    "publishdate", "pub_date", "publish-date", "publication_date", "article:published", "dc.date.issued",
    "dc.date", "dc.date.created", "dcterms.created", "dcterms.date", "dcterms.issued", "date.created",
    "datecreated", "article.published", "release_date",
)  # fmt: skip
MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified",
    "last_updated_date", "date.updated", "date.modified", "dcterms.modified", "revised", "lastmod",
)  # fmt: skip
MOST_SCRIPTS = 60
LONGEST_STATED = 64
LONGEST_WRITING = 200
LEAST_SHARE = 0.5
_DATED_PROPERTIES = '[itemprop*="date"], [property*="date"]'
_PUBLISHING = re.compile(r"publi|date|create(?:d|_)|issued|posted|pub.?time")
_OTHER_TIMES = re.compile(
    r"modif|updat|expir|valid|until|revis|review|event|start|end|birth|crawl|access|relat|last|unpub|republ|latest|next"
)
# It opens with what it looks for; the part of the name in front of that is looked at where it matches.
_IN_SCRIPT = re.compile(
    r"""(?:[Pp]ubli(?:sh|cation|cated)|PUBLI(?:SH|CATION)|(?:[Pp]ub|[Rr]elease|[Pp]ost|[Aa]rticle)_?[Dd]ate)
        [\w.-]{0,24}\\?["']?\s?[:=,]\s?(?:\\?["']([^"'\\<>{}]{8,40})\\?["']|(1\d{9}(?:\d{3})?)\b)""",
    re.VERBOSE,
)
_NAME_IN_FRONT = re.compile(r"[\w.-]{0,24}$")
_QUOTED_DATE = re.compile(r"""["'](\d{4}[-/]\d{1,2}[-/]\d{1,2})(?:[T\s][\d:.\sZ+-]{0,24})?["']""")


def in_stories(name: str) -> Callable[[Page], Iterator[Found[Moment]]]:
    """A property of the JSON-LD nodes that tell of a story."""

    def read(page: Page) -> Iterator[Found[Moment]]:
        for story in page.linked.stories:
            yield from stated(page, text_of(story.get(name)), JSON_LD)

    return read


def in_web_pages(name: str) -> Callable[[Page], Iterator[Found[Moment]]]:
    """A property of the JSON-LD nodes that tell of anything else."""

    def read(page: Page) -> Iterator[Found[Moment]]:
        for node in page.linked.others:
            yield from stated(page, text_of(node.get(name)), JSON_LD)

    return read


def in_metas(names: tuple[str, ...]) -> Callable[[Page], Iterator[Found[Moment]]]:
    """The metas so named, in the order of the names."""

    def read(page: Page) -> Iterator[Found[Moment]]:
        for name, content in page.meta(names):
            yield from stated(page, content, f"meta[{name}]")

    return read


def in_markup(*names: str) -> Callable[[Page], Iterator[Found[Moment]]]:
    """The elements that hold a property so named in microdata or RDFa."""

    def read(page: Page) -> Iterator[Found[Moment]]:
        for name, node in page.once(_dated_properties):
            if name in names:
                yield from stated(page, stated_by(node), path_of(node))

    return read


def _dated_properties(page: Page) -> list[tuple[str, LexborNode]]:
    """The properties named after dates, with the elements that hold them."""
    found: list[tuple[str, LexborNode]] = []
    for node in page.tree.css(_DATED_PROPERTIES):
        attributes = node.attributes
        names = f"{attributes.get('itemprop') or ''} {attributes.get('property') or ''}".split()
        found.extend((name, node) for name in dict.fromkeys(names))
    return found


def other_metas(page: Page) -> Iterator[Found[Moment]]:
    """The metas whose names tell of publishing."""
    for name, contents in page.metas.items():
        if _PUBLISHING.search(name) and not _OTHER_TIMES.search(name):
            yield from stated(page, contents[0], f"meta[{name}]")


def in_damaged_json_ld(page: Page) -> Iterator[Found[Moment]]:
    """The property in scripts of JSON-LD that are no JSON."""
    if page.linked.warnings:
        for node in page.tree.css('script[type*="ld+json" i]'):
            yield from _in_script(page, node.text(), JSON_LD)


def in_scripts(page: Page) -> Iterator[Found[Moment]]:
    """Properties named after publishing in the scripts that are no readable JSON-LD."""
    for node in page.tree.css("script:not([src])")[:MOST_SCRIPTS]:
        yield from _in_script(page, node.text(), path_of(node))


def _in_script(page: Page, text: str, where: str) -> Iterator[Found[Moment]]:
    for found in _IN_SCRIPT.finditer(text):
        name = text[max(0, found.start() - 24) : found.start()]
        in_front = _NAME_IN_FRONT.search(name)
        if not _OTHER_TIMES.search((in_front[0] if in_front else "").lower() + found[0].lower()):
            yield from stated(page, found[1] or found[2], where)


def in_writing_scripts(page: Page) -> Iterator[Found[Moment]]:
    """A date that stands alone in a string of a script of a line or two."""
    for node in page.tree.css("body script:not([src])"):
        text = node.text()
        if len(text) <= LONGEST_WRITING and (found := _QUOTED_DATE.search(text)):
            yield from stated(page, found[1], path_of(node))


def in_wording(page: Page) -> Iterator[Found[Moment]]:
    """The days in the page's title and in what its metas say of it."""
    calendar = page.once(Calendar)
    for name, text in (("title", page.title), *page.meta(("og:title", "description", "og:description"))):
        for one in calendar.dates_in(text)[0]:
            yield Found(one.moment, text, name)


def in_address(page: Page) -> Iterator[Found[Moment]]:
    """A day in the page's address."""
    for address in (page.url, *page.canonical, *(value for _, value in page.meta(("og:url",)))):
        if address and (found := day_in_address(address, day_first=page.once(day_comes_first_on))):
            yield Found(*found, address)


def stated_by(node: LexborNode) -> str:
    """What an element states for machines, else its text."""
    attributes = node.attributes
    return attributes.get("datetime") or attributes.get("content") or node.text().strip()


def stated(page: Page, text: str | None, where: str) -> Iterator[Found[Moment]]:
    """The moment that a value states, in the form of machines or as people write it."""
    text = (text or "").strip()
    if not text or len(text) > LONGEST_STATED:
        return
    if told := parse_machine(text) or _written(page, text):
        yield Found(told, text, where)


def _written(page: Page, text: str) -> Moment | None:
    if not any(letter.isdigit() for letter in text):
        return None
    languages = {tag.split("-")[0].lower() for tag in page.languages}
    found = find_dates(text, languages=languages, day_first=page.once(day_comes_first_on))
    if found and found[0].end - found[0].start >= LEAST_SHARE * len(text):
        return found[0].moment
    return None
