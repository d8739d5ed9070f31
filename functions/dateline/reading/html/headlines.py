"""Where an HTML page tells its headline and its standfirst."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.html.jsonld import JSON_LD, text_of
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.trust import Found, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborNode

LONGEST_HEADLINE = 300
_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|»]\s*")


def words(text: str) -> list[str]:
    """The words of a text, for comparing wordings: case, punctuation and white space do not count."""
    return _WORD.findall(text.casefold())


def _confirmed_by_head(tag: str) -> Callable[[Page], Iterator[Found[str]]]:
    """Headings that the head or JSON-LD words alike, or with more behind them; the site's name stands at the end."""

    def read(page: Page) -> Iterator[Found[str]]:
        told = [" ".join(words(text)) for text in _told_headlines(page)]
        for node, text in _headings(page, tag):
            own = " ".join(words(text))
            if own and any(_confirms(other, own) for other in told):
                yield Found(text, text, path_of(node))

    return read


def _confirms(told: str, heading: str) -> bool:
    if told == heading:
        return True
    return len(heading) > 15 and (told.startswith(heading) or (2 * len(heading) > len(told) and heading in told))


def _story_headline(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        text = tidy(text_of(story.get("headline")) or text_of(story.get("name")) or "")
        if text:
            yield Found(text, text, JSON_LD)


def _open_graph(page: Page) -> Iterator[Found[str]]:
    yield from _meta(page, "og:title", "twitter:title", "dc.title", "title")


def _sole_heading(page: Page) -> Iterator[Found[str]]:
    headings = list(_headings(page))
    if len({text for _, text in headings}) == 1:
        yield Found(headings[0][1], headings[0][1], path_of(headings[0][0]))


def _marked_up(page: Page) -> Iterator[Found[str]]:
    for node in page.tree.css('[itemprop~="headline"]'):
        if (text := tidy(node.text())) and len(text) <= LONGEST_HEADLINE:
            yield Found(text, text, path_of(node))


def _title(page: Page) -> Iterator[Found[str]]:
    if text := without_site_name(page.title, page):
        yield Found(text, text, "head > title")


def _any_heading(page: Page) -> Iterator[Found[str]]:
    for node, text in _headings(page):
        yield Found(text, text, path_of(node))


HEADLINE = (
    Source("h1 confirmed by the head", _confirmed_by_head("h1")),
    Source("h2 confirmed by the head", _confirmed_by_head("h2")),
    Source("JSON-LD headline", _story_headline),
    Source("OpenGraph title", _open_graph),
    Source("microdata headline", _marked_up),
    Source("only h1", _sole_heading),
    Source("title element", _title),
    Source("h1", _any_heading),
)


def _described(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        if text := tidy(text_of(story.get("description")) or ""):
            yield Found(text, text, JSON_LD)


def _description_meta(page: Page) -> Iterator[Found[str]]:
    for name, content in page.meta(("og:description", "description", "twitter:description")):
        yield Found(content, content, f"meta[{name}]")


STANDFIRST = (Source("JSON-LD description", _described), Source("description meta", _description_meta))


def without_site_name(text: str, page: Page) -> str:
    """The title without the site's name and section behind it, or in front of it."""
    parts = _SEPARATOR.split(text)
    if len(parts) < 2:
        return text
    names = {" ".join(words(name)) for name in page.site_names}
    domain = re.sub(r"^www\.|\.[a-z]{2,}$", "", _host(page))
    while len(parts) > 1 and _names_site(parts[-1], names, domain):
        text = text[: text.rfind(parts[-1])].rstrip(" |-–—·•»:")
        parts = parts[:-1]
    if len(parts) > 1 and _names_site(parts[0], names, domain):
        text = text[len(parts[0]) :].lstrip(" |-–—·•»:")
    return text


def _names_site(part: str, names: set[str], domain: str) -> bool:
    own = " ".join(words(part))
    squeezed = own.replace(" ", "")
    return own in names or (len(squeezed) > 2 and bool(domain) and (squeezed in domain or domain in squeezed))


def _host(page: Page) -> str:
    addresses = [page.url or "", *page.links.get("canonical", ()), *(value for _, value in page.meta(("og:url",)))]
    for address in addresses:
        if found := re.match(r"https?://([^/:?#]+)", address):
            return found[1].lower()
    return ""


def _told_headlines(page: Page) -> Iterator[str]:
    yield page.title
    yield without_site_name(page.title, page)
    for _, content in page.meta(("og:title", "twitter:title")):
        yield content
    for story in page.linked.stories:
        yield tidy(text_of(story.get("headline")) or "")


def _headings(page: Page, tag: str = "h1") -> Iterator[tuple[LexborNode, str]]:
    """The headings that are not the site's own name."""
    sites = {" ".join(words(name)) for name in page.site_names}
    for node in page.tree.css(tag):
        text = tidy(node.text())
        if text and len(text) <= LONGEST_HEADLINE and " ".join(words(text)) not in sites:
            yield node, text


def _meta(page: Page, *names: str) -> Iterator[Found[str]]:
    for name, content in page.meta(names):
        if text := without_site_name(content, page):
            yield Found(text, text, f"meta[{name}]")
