"""The titles that the head of an HTML page gives its story, without the site's own name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.html.jsonld import text_of
from dateline.reading.html.page import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.reading.html.page import Page

LONGEST_HEADLINE = 300
OPEN_GRAPH = ("og:title", "twitter:title", "dc.title", "title")
_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:›~]+\s+|\s*[|»›]\s*")
_MARKS = " |-–—·•»:›~"
_WWW_AND_SUFFIX = re.compile(r"^www\.|\.[a-z]{2,}$")


def words(text: str) -> list[str]:
    """The words of a text, for comparing wordings: case, punctuation and white space do not count."""
    return _WORD.findall(text.casefold())


def wording(text: str) -> str:
    """The text as its words alone: texts that differ in case and punctuation have one wording."""
    return " ".join(words(text))


def told_titles(page: Page) -> Iterator[str]:
    """Every wording of the title that the head and JSON-LD give, with the site's name and without."""
    yield page.title
    yield without_site_name(page.title, page)
    for _, content in page.meta(("og:title", "twitter:title")):
        yield content
        yield without_site_name(content, page)
    for story in page.linked.stories:
        yield tidy(text_of(story.get("headline")) or "")


def without_site_name(text: str, page: Page) -> str:
    """The title without the site's name and section behind it, or in front of it."""
    parts = _SEPARATOR.split(text)
    if len(parts) < 2:
        return text
    names = {wording(name) for name in page.site_names}
    domain = _WWW_AND_SUFFIX.sub("", _host(page))
    while len(parts) > 1 and _names_site(parts[-1], names, domain):
        text = text[: text.rfind(parts[-1])].rstrip(_MARKS)
        parts = parts[:-1]
    if len(parts) > 1 and _names_site(parts[0], names, domain):
        text = text[len(parts[0]) :].lstrip(_MARKS)
    return text


def _names_site(part: str, names: set[str], domain: str) -> bool:
    own = wording(part)
    squeezed = own.replace(" ", "")
    return own in names or (len(squeezed) > 2 and bool(domain) and (squeezed in domain or domain in squeezed))


def _host(page: Page) -> str:
    addresses = [page.url or "", *page.links.get("canonical", ()), *(value for _, value in page.meta(("og:url",)))]
    for address in addresses:
        if found := re.match(r"https?://([^/:?#]+)", address):
            return found[1].lower()
    return ""
