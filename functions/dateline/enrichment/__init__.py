"""Article → what it says. Pure: the same article, the same record."""

from __future__ import annotations

import dataclasses
from datetime import date
from types import MappingProxyType

from dateline.article import Article
from dateline.enrichment import (
    dates,
    filing,
    fingerprint,
    keyphrases,
    places,
    quotes,
    subjects,
    summary,
    telling,
    words,
)
from dateline.enrichment.document import Document
from dateline.enrichment.names import entities
from dateline.language import detect
from dateline.record import Enrichment, Record

__all__ = ["enrich", "enrich_text"]

_ARTICLE_FIELDS = tuple(field.name for field in dataclasses.fields(Article))
_ENRICHMENT_FIELDS = tuple(field.name for field in dataclasses.fields(Enrichment))
_DAY = len("2020-03-02")
_LOCAL = "local"
"""The enricher that needs no service."""


def enrich(article: Article) -> Record:
    """The article together with what its text says."""
    dateline_place = None
    if article.dateline and article.dateline.places:
        dateline_place = filing.in_usual_letters(article.dateline.places[0])
    document = Document(
        article.body,
        title=article.headline,
        language=detect(article.body) or article.language,
        published=_day(article.published_at),
        publisher=article.publisher.domain,
        dateline=dateline_place,
        agency=article.dateline.agency if article.dateline else None,
        opening=_opening(article),
        credited=[*(one.name for one in article.bylines if one.name), *article.agencies],
    )
    paragraphs = [block.text for block in article.blocks if block.kind in {"paragraph", "quote"}]
    lead = summary.lead(paragraphs, title=article.headline) or _stripped(article.standfirst)
    found = _enrichment(document, lead, subjects.Labels.of(article))
    return Record(
        **{name: getattr(article, name) for name in _ARTICLE_FIELDS},
        **{name: getattr(found, name) for name in _ENRICHMENT_FIELDS},
    )


def enrich_text(
    text: str, *, title: str | None = None, published: str | None = None, language: str | None = None
) -> Enrichment:
    """What a bare text says. Its paragraphs are set apart by blank lines, or stand one on a line.

    `published` is ISO 8601: what dates in the text are counted from. `language` is a BCP 47 tag where the caller knows
    it; else it is told from the text. Raises ValueError where `published` is no date.
    """
    filed = filing.opening_of(text)
    document = Document(
        text,
        title=title,
        language=language or detect(text),
        published=date.fromisoformat(published[:_DAY]) if published else None,
        dateline=filed.place if filed else None,
        opening=filed.length if filed else 0,
    )
    lead = summary.lead((text[start:end] for start, end in document.paragraphs), title=title)
    return _enrichment(document, lead, subjects.Labels())


def _enrichment(document: Document, lead: str | None, labels: subjects.Labels) -> Enrichment:
    counted = words.count(document.text)
    tokens = fingerprint.tokens(document.text)
    printed = fingerprint.fingerprint(tokens)
    where = places.find(document)
    told = dates.find(document)
    named = entities.find(document)
    said = quotes.find(document, [found.finding for found in named])
    phrases = keyphrases.find(document)
    about = subjects.find(document, labels)
    reasons = {
        "entities": None if named else entities.why_unknown(document),
        "places": None if where else places.why_unknown(document),
        "quotes": None if said else quotes.why_unknown(document),
        "dates": None if told else dates.why_unknown(document),
        "keyphrases": keyphrases.why_unknown(document),
        "subjects": None if about else subjects.why_unknown(document),
    }
    return Enrichment(
        word_count=counted.total,
        reading_minutes=counted.reading_minutes,
        detected_language=document.language,
        summary=lead,
        dateline_place=document.dateline or places.filed_at(where),
        entities=tuple(found.finding for found in named),
        places=tuple(found.finding for found in where),
        quotes=tuple(found.finding for found in said),
        dates=tuple(found.finding for found in told),
        keyphrases=tuple(found.finding for found in phrases),
        subjects=tuple(found.finding for found in about),
        fingerprint=printed,
        telling_words=telling.telling_words(tokens, document.language) if printed else (),
        enrichers=MappingProxyType(dict.fromkeys(reasons, _LOCAL)),
        unknown=MappingProxyType({field: reason for field, reason in reasons.items() if reason}),
    )


def _opening(article: Article) -> int:
    """How many characters the dateline takes, where the body begins with it."""
    printed = article.dateline.text + article.dateline.mark if article.dateline else ""
    return len(printed) if article.body.startswith(printed) else 0


def _day(moment: str | None) -> date | None:
    """The day of a time that a page states, or None where what it states is none."""
    try:
        return date.fromisoformat(moment[:_DAY]) if moment else None
    except ValueError:
        return None


def _stripped(text: str | None) -> str | None:
    return (text or "").strip() or None
