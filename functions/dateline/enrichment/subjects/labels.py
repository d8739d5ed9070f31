"""The subjects that the page itself gives: by its section, its breadcrumbs, its address and its keywords.

A label tells a subject only where its whole name is known. One that joins two ("Science & Environment") tells that
it is one of them, and no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from dateline.enrichment.subjects.topics import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.article import Article
    from dateline.enrichment.subjects.topics import Topic

_LONGEST_LABEL = 60
_MOST_LABELS = 30
_MOST_SEGMENTS = 4
_MASS_MEDIA = "20000045"
"""What a keyword means it by is the page: newsrooms and press offices say of themselves that they are media."""

_MOST_TOPICS = 2
"""Keywords that tell more top terms than that are of the whole site, not of the story."""

_JOINED = re.compile(r"\s*(?:[&/,;+|·•:>»]|\b(?:and|und|et|y|e|i|og|och|en|ja|si)\b)\s*", re.IGNORECASE)
_OF_THE_SITE = re.compile(r"\bnews\b", re.IGNORECASE)
"""Keywords like "business news" are the site's praise of itself."""

_FURNITURE = frozenset(["art", "media", "mode", "film", "living", "style", "show", "vaer", "save", "people"])
"""Parts of addresses that mean the server's own files, ids and states at so many sites that they tell nothing."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a page says of its subject. `url` is its canonical address."""

    section: str | None = None
    breadcrumbs: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    url: str | None = None

    @classmethod
    def of(cls, article: Article) -> Labels:
        """Those of an article."""
        return cls(article.section, article.breadcrumbs, article.keywords, article.url)


@dataclass(frozen=True, slots=True)
class Told:
    """The concepts that one label tells, and the label as it is shown: `section: Business`.

    `sure` is False where the story is about one of them only, and which is open.
    """

    topics: tuple[Topic, ...]
    source: str
    sure: bool = True


def by_section(labels: Labels) -> Told | None:
    """What the section tells, else the innermost breadcrumb that tells anything, else the address."""
    for source, label in _placed(labels):
        if told := _meaning(label, source):
            return told
    return None


def by_keywords(labels: Labels) -> list[Told]:
    """What each of the keywords tells, unless they are about everything."""
    found: dict[str, Told] = {}
    for keyword in labels.keywords[:_MOST_LABELS]:
        known = named(keyword) if len(keyword) <= _LONGEST_LABEL else None
        if known and known.code != _MASS_MEDIA and not _OF_THE_SITE.search(keyword):
            found.setdefault(known.code, Told((known,), f"keyword: {keyword}"))
    tops = {told.topics[0].top for told in found.values()}
    return list(found.values()) if len(tops) <= _MOST_TOPICS else []


def _placed(labels: Labels) -> Iterator[tuple[str, str]]:
    if labels.section:
        yield f"section: {labels.section}", labels.section
    for crumb in reversed(labels.breadcrumbs[:_MOST_LABELS]):
        yield f"breadcrumb: {crumb}", crumb
    for part in _parts_of_address(labels.url or ""):
        yield f"address: {part}", part


def _parts_of_address(url: str) -> list[str]:
    """The folders that the page lies in, the innermost first, and the name in front of the domain."""
    try:
        address = urlsplit(url)
        host = address.hostname or ""
    except ValueError:
        return []
    folders = [part for part in unquote(address.path).split("/") if part][:-1]
    parts = [*reversed(folders[:_MOST_SEGMENTS]), host.partition(".")[0]]
    return [part for part in parts if part.lower() not in _FURNITURE]


def _meaning(label: str, source: str) -> Told | None:
    if len(label) > _LONGEST_LABEL:
        return None
    if known := named(label):
        return Told((known,), source)
    parts = [part for part in _JOINED.split(label) if part]
    topics = [topic for part in parts if (topic := named(part))]
    if len(parts) < 2 or len(topics) < len(parts):
        return None
    different = tuple(dict.fromkeys(topics))
    return Told(different, source, sure=_are_one(different))


def _are_one(topics: Iterable[Topic]) -> bool:
    return len({topic.top for topic in topics}) == 1
