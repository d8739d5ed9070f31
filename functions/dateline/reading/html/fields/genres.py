"""Where an HTML page tells what kind of piece its story is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.reading.genre import genre_labelled, genre_named, genre_of_folder, genre_of_types
from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page import Page, tidy
from dateline.reading.html.page.jsonld import JSON_LD, text_of, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.article import Genre


def _story_type(page: Page) -> Iterator[Found[Genre]]:
    for story in page.linked.stories:
        types = types_of(story)
        if genre := genre_of_types(types):
            yield Found(genre, f"{genre} ({', '.join(types)})", JSON_LD)


def _named(name: str, where: str) -> Iterator[Found[Genre]]:
    if genre := genre_named(name):
        yield Found(genre, f"{genre} ({name})", where)


def _story_genre(page: Page) -> Iterator[Found[Genre]]:
    for story in page.linked.stories:
        for name in ("genre", "articleSection"):
            for value in page.linked.each(story.get(name)):
                yield from _named(tidy(text_of(value) or ""), JSON_LD)


def _section_meta(page: Page) -> Iterator[Found[Genre]]:
    for name, content in page.meta(("article:section", "og:article:section", "section", "articlesection", "genre")):
        yield from _named(content, f"meta[{name}]")


def _headline_label(page: Page) -> Iterator[Found[Genre]]:
    for name, content in page.meta(("og:title", "twitter:title")):
        if told := genre_labelled(content):
            yield Found(told[0], f"{told[0]} ({told[1]})", f"meta[{name}]")
    for story in page.linked.stories:
        if told := genre_labelled(text_of(story.get("headline")) or ""):
            yield Found(told[0], f"{told[0]} ({told[1]})", JSON_LD)


def _address_folder(page: Page) -> Iterator[Found[Genre]]:
    languages = [tag.split("-")[0].lower() for tag in page.languages]
    addresses = (*page.canonical, *(url for _, url in page.meta(("og:url",))), page.url or "")
    for address in addresses:
        try:
            folders = urlsplit(address).path.split("/")[:-1]
        except ValueError:
            continue
        for folder in folders:
            if genre := genre_of_folder(folder.replace("-", " "), languages):
                yield Found(genre, f"{genre} ({folder})", address)


GENRE = (
    Source(
        "JSON-LD type", _story_type, "schema.org has types for opinion, analysis, live blogs, reviews, satire, adverts"
    ),
    Source("JSON-LD genre", _story_genre, "others give the kind as genre or as the name of the section"),
    Source("section meta", _section_meta, "the same for social networks"),
    Source("label of the headline", _headline_label, "papers set the kind in front: Opinion: …, Analyse | …"),
    Source(
        "folder of the address", _address_folder, "sections of opinion or reviews have a folder of their own", "medium"
    ),
)
