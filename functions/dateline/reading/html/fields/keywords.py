"""Where an HTML page gives the keywords that its publisher chose for the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.html.fields.refusals import Refusal, refused
from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page import LONGEST_VALUE, Page, tidy
from dateline.reading.html.page.jsonld import JSON_LD, text_of
from dateline.reading.wording import wording, words

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_KEYWORDS = 50
MOST_TOLD = 500
LONGEST_KEYWORD = 60
LONG_KEYWORD = 25
MOST_OF_A_STORY = 25
_COMMA = re.compile(r"[,;،、]")
_CODE = re.compile(r"[@_/\[{<]|https?:|\w+: |[A-Z]+_|type:|section:", re.IGNORECASE)


def _is_code(word: str, _: Page) -> bool:
    return _CODE.match(word) is not None or ("_" in word and " " not in word)


def _is_site(word: str, page: Page) -> bool:
    return word.casefold() in page.once(_site_names)


def _site_names(page: Page) -> frozenset[str]:
    return frozenset(name.casefold() for name in page.site_names)


def _is_no_word(word: str, _: Page) -> bool:
    return not 1 < len(word) <= LONGEST_KEYWORD


def _is_headline(word: str, page: Page) -> bool:
    return len(word) > LONG_KEYWORD and wording(word) in page.once(_headlines)


def _headlines(page: Page) -> set[str]:
    told = [page.title, *(content for _, content in page.meta(("og:title",)))]
    told += [
        text_of(story.get(name)) or "" for story in page.linked.stories for name in ("headline", "alternativeHeadline")
    ]
    return {wording(tidy(headline)) for headline in told}


REFUSALS = (
    Refusal("code", "systems keep switches and ids among the keywords: @front-page, _no-feed, type: news", _is_code),
    Refusal("site", "the site's own name says nothing of the story", _is_site),
    Refusal("headline", "systems put the headline among the keywords, for search engines", _is_headline),
    Refusal("no word", "single letters, and sentences", _is_no_word),
)


def _keywords(stated: object, page: Page, where: str) -> Iterator[Found[tuple[str, ...]]]:
    found = [
        word.lstrip("#")
        for text in (stated[:MOST_TOLD] if isinstance(stated, list) else [stated])
        for word in _split(text)
    ]
    kept = [word for word in found if not refused(word, page, REFUSALS)]
    if once := tuple({word.casefold(): word for word in reversed(kept)}.values())[::-1][:MOST_KEYWORDS]:
        yield Found(once, ", ".join(once), where)


def _split(stated: object) -> list[str]:
    """The keywords between the commas; a comma inside brackets parts none."""
    text = tidy((text_of(stated) or "")[:LONGEST_VALUE])
    parts: list[str] = []
    for part in _COMMA.split(text):
        if parts and parts[-1].count("(") > parts[-1].count(")"):
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    return [part.strip(" .\"'") for part in parts]


def _story_keywords(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    for story in page.linked.stories:
        yield from _keywords(story.get("keywords"), page, JSON_LD)


def _tag_metas(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    yield from _keywords([content for _, content in page.meta(("article:tag",))], page, "meta[article:tag]")


def _keyword_metas(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    for name, content in page.meta(("news_keywords", "parsely-tags", "sailthru.tags", "keywords")):
        for found in _keywords(content, page, f"meta[{name}]"):
            if name != "keywords" or not _is_generic(content, found.value, page):
                yield found


def _is_generic(content: str, found: tuple[str, ...], page: Page) -> bool:
    """A list that names the site, or is endless, and has nothing of the story's own words is the whole site's."""
    long = len(found) > MOST_OF_A_STORY
    if not long and not any(name.casefold() in content.casefold() for name in page.site_names):
        return False
    descriptions = (text for _, text in page.meta(("og:title", "description", "og:description")))
    own = set(words(" ".join((page.title, *descriptions))))
    return not any(own.issuperset(words(word)) for word in found)


KEYWORDS = (
    Source("JSON-LD keywords", _story_keywords, "the story's own node gives them"),
    Source("article:tag metas", _tag_metas, "the same for social networks, one meta a tag"),
    Source(
        "keywords meta", _keyword_metas, "older templates give them here, or else those of the whole site", "medium"
    ),
)
