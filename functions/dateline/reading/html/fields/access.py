"""Where an HTML page tells whether its story is paid for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page.jsonld import JSON_LD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.reading.html.page import Page

_PAID = {"true": False, "1": False, "yes": False, "false": True, "0": True, "no": True}
_TIERS = {"free": False, "metered": True, "locked": True}


def _paid(stated: object, where: str) -> Iterator[Found[bool]]:
    """https://schema.org/isAccessibleForFree, as truth, word or address of the word."""
    told = None if stated is None else _PAID.get(str(stated).strip().rsplit("/", 1)[-1].lower())
    if told is not None:
        yield Found(told, f"{'paid' if told else 'free'} (isAccessibleForFree: {stated})", where)


def _free_of_charge(page: Page) -> Iterator[Found[bool]]:
    for story in page.linked.stories:
        yield from _paid(story.get("isAccessibleForFree"), JSON_LD)


def _free_part(page: Page) -> Iterator[Found[bool]]:
    for story in page.linked.stories:
        for part in page.linked.each(story.get("hasPart")):
            if isinstance(part, dict):
                yield from _paid(part.get("isAccessibleForFree"), JSON_LD)


def _free_of_charge_meta(page: Page) -> Iterator[Found[bool]]:
    for name, content in page.meta(("isaccessibleforfree",)):
        yield from _paid(content, f"meta[{name}]")


def _content_tier(page: Page) -> Iterator[Found[bool]]:
    for name, content in page.meta(("article:content_tier", "og:article:content_tier")):
        if (told := _TIERS.get(content.lower())) is not None:
            yield Found(told, f"{'paid' if told else 'free'} ({content})", f"meta[{name}]")


PAYWALLED = (
    Source("JSON-LD isAccessibleForFree", _free_of_charge, "search engines ask publishers to tell of paid stories so"),
    Source("JSON-LD hasPart", _free_part, "some tell it of the part behind the wall alone"),
    Source("isAccessibleForFree meta", _free_of_charge_meta, "the same as microdata"),
    Source("content tier meta", _content_tier, "the same for social networks: free, metered or locked"),
)
