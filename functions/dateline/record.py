"""The Record: an Article together with what enrichment found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.article import Article

if TYPE_CHECKING:
    from dateline.findings import DateMention, Entity, Place, Quote, Subject

ENRICHER_VERSION = "2"


@dataclass(frozen=True, kw_only=True)
class Enrichment:
    """What a text says of itself.

    `reading_minutes` is rounded up to whole minutes; `summary` is the lead of the story; `dateline_place` is the
    first place that the story was filed from; `keyphrases` stand with the best first; `fingerprint` is a MinHash
    signature as hexadecimal text, alike for texts that are near-duplicates, and None for a text too short to tell.
    `telling_words` are those by which copies are looked up: the first of each slot, then the second of each,
    and so on.
    `cluster_id` is the `article_id` of the first of the copies that tell this story, its own where there are no others;
    the table knows it when one article is read from it, a text alone does not.
    `enrichers` names, for each field that was looked for, what looked; `unknown` why a field is empty although it was
    asked for, as where a text is in a language that is not known.
    """

    word_count: int = 0
    reading_minutes: int = 0
    detected_language: str | None = None
    summary: str | None = None
    dateline_place: str | None = None
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateMention, ...] = ()
    keyphrases: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    fingerprint: str | None = None
    telling_words: tuple[str, ...] = ()
    cluster_id: str | None = None
    enrichers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unknown: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    enricher_version: str = ENRICHER_VERSION


@dataclass(frozen=True, kw_only=True)
class Record(Enrichment, Article):
    """What the table holds: every field of the Article, and every field of its Enrichment."""
