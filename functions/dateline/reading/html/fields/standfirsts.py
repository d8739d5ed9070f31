"""Where an HTML page tells its standfirst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.fields.titles import told_titles
from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page import Page, tidy
from dateline.reading.html.page.jsonld import JSON_LD, text_of
from dateline.reading.html.page.markup import without_tags
from dateline.reading.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FEWEST_WORDS = 4
_METAS = ("og:description", "description", "twitter:description")
_CUT = ("…", "...", "[…]", "[...]", "[&hellip;]")


def _described(page: Page) -> Iterator[Found[str]]:
    told = ((text_of(story.get("description")) or "", JSON_LD) for story in page.linked.stories)
    yield from _whole(page, ((tidy(text), where) for text, where in told))


def _description_meta(page: Page) -> Iterator[Found[str]]:
    metas = page.meta(_METAS)
    yield from _whole(page, ((tidy(without_tags(content)), f"meta[{name}]") for name, content in metas))


def _whole(page: Page, told: Iterable[tuple[str, str]]) -> Iterator[Found[str]]:
    """Those that are neither cut short, nor the headline again, nor what the site says of itself."""
    known: set[str] | None = None
    for text, where in told:
        if (text.isascii() and len(text.split()) < FEWEST_WORDS) or text.endswith(_CUT):
            continue
        if known is None:
            known = {"", *told_titles(page), *_slogans(page)}
        if wording(text) not in known:
            yield Found(text, text, where)


def _slogans(page: Page) -> Iterator[str]:
    """How the site describes itself."""
    for node in page.linked.nodes:
        for part in (node, *page.linked.each(node.get("publisher")), *page.linked.each(node.get("isPartOf"))):
            told = text_of(part.get("description")) if isinstance(part, dict) else None
            if told and part not in page.linked.stories:
                yield wording(told)


STANDFIRST = (
    Source("JSON-LD description", _described, "Publishers give machines the standfirst as the story's description."),
    Source("description meta", _description_meta, "What search results show is mostly the standfirst.", "medium"),
)
