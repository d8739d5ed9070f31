"""Where an HTML page tells its address, publisher, language, section, keywords, and if it is paid for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from dateline.reading.html.jsonld import JSON_LD, text_of, types_of
from dateline.reading.html.page import Page, tidy
from dateline.reading.html.trust import Found, Source
from dateline.reading.identity import canonical_address

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_KEYWORDS = 50
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?", re.IGNORECASE)
_ARTICLE_FREE = {"true": False, "1": False, "yes": False, "false": True, "0": True, "no": True}


def _address(stated: str, page: Page, where: str) -> Iterator[Found[str]]:
    """An address of the story. A home page's address is a slip of the template, unless it is all there is."""
    try:
        address = canonical_address(urljoin(page.url or "", stated))
    except ValueError:
        return
    if address and not re.fullmatch(r"https?://[^/]+/?", address):
        yield Found(address, stated, where)


def _canonical_link(page: Page) -> Iterator[Found[str]]:
    for address in page.links.get("canonical", ()):
        yield from _address(address, page, "link[rel=canonical]")


def _open_graph_url(page: Page) -> Iterator[Found[str]]:
    for name, address in page.meta(("og:url", "twitter:url")):
        yield from _address(address, page, f"meta[{name}]")


def _story_url(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        for value in (story.get("mainEntityOfPage"), story.get("url"), story.get("@id")):
            stated = value.get("@id") if isinstance(value, Mapping) else value
            if isinstance(stated, str) and stated.startswith("http"):
                yield from _address(tidy(stated), page, JSON_LD)


def _given_url(page: Page) -> Iterator[Found[str]]:
    if page.url and (address := canonical_address(page.url)):
        yield Found(address, page.url, "upload")


URL = (
    Source("canonical link", _canonical_link),
    Source("OpenGraph url", _open_graph_url),
    Source("JSON-LD url", _story_url),
    Source("address of the upload", _given_url),
)


def _open_graph_site(page: Page) -> Iterator[Found[str]]:
    for name, content in page.meta(("og:site_name",)):
        yield Found(content, content, f"meta[{name}]")


def _story_publisher(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        for publisher in page.linked.each(story.get("publisher")):
            if name := tidy(text_of(publisher) or ""):
                yield Found(name, name, JSON_LD)


def _other_publisher(page: Page) -> Iterator[Found[str]]:
    for node in page.linked.nodes:
        if {"NewsMediaOrganization", "WebSite", "Organization"} & set(types_of(node)) and (
            name := tidy(text_of(node.get("name")) or "")
        ):
            yield Found(name, name, JSON_LD)
    for name, content in page.meta(("publisher", "dc.publisher", "application-name", "apple-mobile-web-app-title")):
        yield Found(content, content, f"meta[{name}]")


PUBLISHER = (
    Source("JSON-LD publisher", _story_publisher),
    Source("OpenGraph site name", _open_graph_site),
    Source("JSON-LD organisation", _other_publisher),
)


def language_tag(stated: str | None) -> str | None:
    """The language tag in BCP 47's recommended case (`en-GB`, `zh-Hant-TW`), None where it is none."""
    found = _LANGUAGE.fullmatch((stated or "").strip())
    if not found or found[1].lower() in ("und", "mul", "zxx"):
        return None
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)


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
    Source("html lang", _root_language),
    Source("JSON-LD inLanguage", _story_language),
    Source("language meta", _meta_language),
)


def _story_section(page: Page) -> Iterator[Found[str]]:
    for story in page.linked.stories:
        if section := tidy(text_of(story.get("articleSection")) or ""):
            yield Found(section, section, JSON_LD)


def _section_meta(page: Page) -> Iterator[Found[str]]:
    for name, content in page.meta(("article:section", "og:article:section", "section", "articlesection", "category")):
        if not content.startswith("http"):
            yield Found(content, content, f"meta[{name}]")


def _breadcrumb(page: Page) -> Iterator[Found[str]]:
    """The last step of the breadcrumb trail that has an address of its own: the story itself comes behind it."""
    for node in page.linked.nodes:
        steps = node.get("itemListElement")
        if "BreadcrumbList" in types_of(node) and isinstance(steps, list) and len(steps) >= 3:
            step = steps[-2]
            name = tidy(text_of(step) or text_of(step.get("item") if isinstance(step, Mapping) else None) or "")
            if name:
                yield Found(name, name, JSON_LD)


SECTION = (
    Source("JSON-LD articleSection", _story_section),
    Source("section meta", _section_meta),
    Source("JSON-LD breadcrumb", _breadcrumb),
)


def _keywords(stated: object, where: str) -> Iterator[Found[tuple[str, ...]]]:
    texts = stated if isinstance(stated, list) else [stated]
    words = [tidy(word) for text in texts for word in re.split(r"[,;،、]", text_of(text) or "")]
    kept = tuple(dict.fromkeys(word for word in words if 1 < len(word) < 100))[:MOST_KEYWORDS]
    if kept:
        yield Found(kept, ", ".join(kept), where)


def _story_keywords(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    for story in page.linked.stories:
        yield from _keywords(story.get("keywords"), JSON_LD)


def _tag_metas(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    yield from _keywords([content for _, content in page.meta(("article:tag",))], "meta[article:tag]")


def _keyword_metas(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    for name, content in page.meta(("news_keywords", "keywords", "parsely-tags", "sailthru.tags")):
        yield from _keywords(content, f"meta[{name}]")


KEYWORDS = (
    Source("JSON-LD keywords", _story_keywords),
    Source("article:tag metas", _tag_metas),
    Source("keywords meta", _keyword_metas),
)


def _free_of_charge(page: Page) -> Iterator[Found[bool]]:
    for story in page.linked.stories:
        stated = story.get("isAccessibleForFree")
        told = _ARTICLE_FREE.get(str(stated).strip().rsplit("/", 1)[-1].lower()) if stated is not None else None
        if told is not None:
            yield Found(told, str(stated), JSON_LD)


def _content_tier(page: Page) -> Iterator[Found[bool]]:
    for name, content in page.meta(("article:content_tier", "og:article:content_tier")):
        yield Found(content.lower() != "free", content, f"meta[{name}]")


PAYWALLED = (
    Source("JSON-LD isAccessibleForFree", _free_of_charge),
    Source("content tier meta", _content_tier),
)
