"""The titles that the head of an HTML page gives its story, without the site's own name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.html.page import tidy
from dateline.reading.html.page.jsonld import text_of
from dateline.reading.html.page.site import Site
from dateline.reading.wording import wording

if TYPE_CHECKING:
    from dateline.reading.html.page import Page

LONGEST_HEADLINE = 300
LONGEST_TITLE = 1_000
MOST_STORIES = 20
OPEN_GRAPH = ("og:title", "twitter:title", "dc.title", "title")
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:›~]+\s+|\s*[|»›]\s*")
_MARKS = " |-–—·•»:›~"


def told_titles(page: Page) -> tuple[str, ...]:
    """Every wording of the title that the head and JSON-LD give, with the site's name and without, as words alone."""
    return page.once(_told)


def _told(page: Page) -> tuple[str, ...]:
    titles = [page.title, *(content for _, content in page.meta(("og:title", "twitter:title")))]
    told = [text for title in titles for text in (title, without_site_name(title, page))]
    told += [tidy(text_of(story.get("headline")) or "") for story in page.linked.stories[:MOST_STORIES]]
    return tuple(dict.fromkeys(wording(text) for text in told if text))


def parts_of(title: str) -> list[str]:
    """What bars, dashes and the like part a title into."""
    return [part for part in _SEPARATOR.split(title) if part.strip()]


def without_site_name(text: str, page: Page) -> str:
    """The title without the site's name and section behind it, or in front of it."""
    parts = _SEPARATOR.split(text)
    if len(parts) < 2 or len(text) > LONGEST_TITLE:
        return text
    site = page.once(Site)
    while len(parts) > 1 and site.is_named(parts[-1]):
        text = text[: text.rfind(parts[-1])].rstrip(_MARKS)
        parts = parts[:-1]
    if len(parts) > 1 and site.is_named(parts[0]):
        text = text[len(parts[0]) :].lstrip(_MARKS)
    return text
