"""Article → what it says. Pure: the same article, the same record."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from dateline.article import Article
from dateline.enrichment import filing, fingerprint, summary, words
from dateline.language import detect
from dateline.record import Enrichment, Record

__all__ = ["enrich", "enrich_text"]

_ARTICLE_FIELDS = tuple(field.name for field in dataclasses.fields(Article))
_ENRICHMENT_FIELDS = tuple(field.name for field in dataclasses.fields(Enrichment))
_OPENING = 20_000
"""In so many characters, from its start, a bare text must have come to its lead."""

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


def enrich(article: Article) -> Record:
    """The article together with what its text says."""
    paragraphs = [block.text for block in article.blocks if block.kind in {"paragraph", "quote"}]
    found = _enrichment(article.body, paragraphs, title=article.headline)
    if article.dateline and article.dateline.places:
        found = dataclasses.replace(found, dateline_place=filing.in_usual_letters(article.dateline.places[0]))
    if found.summary is None and article.standfirst:
        found = dataclasses.replace(found, summary=article.standfirst.strip() or None)
    return Record(
        **{name: getattr(article, name) for name in _ARTICLE_FIELDS},
        **{name: getattr(found, name) for name in _ENRICHMENT_FIELDS},
    )


def enrich_text(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,  # noqa: ARG001 - of the contract: what dates in a text are counted from
    language: str | None = None,
) -> Enrichment:
    """What a bare text says. Its paragraphs are set apart by blank lines, or stand one on a line.

    `language` is a BCP 47 tag where the caller knows it; else it is told from the text.
    """
    opening = text[:_OPENING]
    paragraphs = _PARAGRAPH_BREAK.split(opening) if _PARAGRAPH_BREAK.search(opening) else opening.split("\n")
    found = _enrichment(text, paragraphs, title=title)
    return dataclasses.replace(found, detected_language=language) if language else found


def _enrichment(text: str, paragraphs: Iterable[str], *, title: str | None) -> Enrichment:
    counted = words.count(text)
    filed = filing.opening_of(text)
    return Enrichment(
        word_count=counted.total,
        reading_minutes=counted.reading_minutes,
        detected_language=detect(text),
        summary=summary.lead(paragraphs, title=title),
        dateline_place=filed.place if filed else None,
        fingerprint=fingerprint.fingerprint(text),
    )
