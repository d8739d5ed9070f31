"""Which language an HTML page says that it is in, and whether the words of its story bear that out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.language import detect, speaks
from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page.jsonld import JSON_LD, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.reading.html.page import Page

LEAST_TOLD = 400
"""So many characters of a story outweigh what its page declares."""

_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?", re.IGNORECASE)
_NORWEGIAN = {"nb": "no", "nn": "no"}


def language_tag(stated: str | None) -> str | None:
    """The language tag in BCP 47's recommended case (`en-GB`, `zh-Hant-TW`), None where it is none."""
    found = _LANGUAGE.fullmatch((stated or "").strip())
    if not found or found[1].lower() in ("und", "mul", "zxx"):
        return None
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)


def spoken(declared: str | None, story: str) -> str | None:
    """The language of the story's words where it is surely another than the declared one, or none is declared."""
    primary = (declared or "").partition("-")[0]
    language = _NORWEGIAN.get(primary, primary)
    if declared and (len(story) < LEAST_TOLD or speaks(story, language) or speaks(story[len(story) // 2 :], language)):
        return None
    told = detect(story)
    return told if told != language else None


def _language(stated: str | None, where: str) -> Iterator[Found[str]]:
    if stated and (tag := language_tag(stated)):
        yield Found(tag, stated, where)


def _root_language(page: Page) -> Iterator[Found[str]]:
    yield from _language(page.declared_language, "html[lang]")


def _story_language(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        yield from _language(text_of(story.get("inLanguage")), JSON_LD)


def _meta_language(page: Page) -> Iterator[Found[str]]:
    for name, content in page.meta(("content-language", "og:locale", "language", "dc.language", "inlanguage")):
        yield from _language(content, f"meta[{name}]")


LANGUAGE = (
    Source("html lang", _root_language, "what browsers and screen readers go by"),
    Source("JSON-LD inLanguage", _story_language, "the language that the story's own node gives"),
    Source("language meta", _meta_language, "what older templates give instead, often with the country", "medium"),
)
