"""The Record: an Article together with what enrichment found in it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.article import Article

ENRICHER_VERSION = "1"


@dataclass(frozen=True, kw_only=True)
class Enrichment:
    """What a text says of itself.

    `reading_minutes` is rounded up to whole minutes; `summary` is the lead of the story; `dateline_place` is the
    first place that the story was filed from; `fingerprint` is a MinHash signature as hexadecimal text, alike for
    texts that are near-duplicates, and None for a text too short to tell.
    """

    word_count: int = 0
    reading_minutes: int = 0
    detected_language: str | None = None
    summary: str | None = None
    dateline_place: str | None = None
    fingerprint: str | None = None
    enricher_version: str = ENRICHER_VERSION


@dataclass(frozen=True, kw_only=True)
class Record(Enrichment, Article):
    """What the table holds: every field of the Article, and every field of its Enrichment."""
