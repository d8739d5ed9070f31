"""Article → what it says. Pure: the same article, the same record."""

from __future__ import annotations

import dataclasses
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dateline.article import Article
from dateline.enrichment import (
    agreement,
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
from dateline.language import detect, speaks
from dateline.record import Enrichment, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dateline.enrichment.document import Found

__all__ = ["enrich", "enrich_text", "explained", "with_print"]

_ARTICLE_FIELDS = tuple(field.name for field in dataclasses.fields(Article))
_ENRICHMENT_FIELDS = tuple(field.name for field in dataclasses.fields(Enrichment))
_DAY = len("2020-03-02")
_LEAST_TELLING_CHARACTERS = 200
"""A shorter text may be in a language without showing it."""

MOST_CHARACTERS = 500_000
"""Only so much of a text, from its start, is searched: some 80,000 words, a third of the function's memory."""

_CUT = f"The text has more than {MOST_CHARACTERS:,} characters; who, where, when and who said what is told of those."

_LOCAL = "local"
"""The enricher that needs no service."""


def enrich(article: Article) -> Record:
    """The article together with what its text says."""
    paragraphs = [block.text for block in article.blocks if block.kind in {"paragraph", "quote"}]
    lead = summary.lead(paragraphs, title=article.headline) or _stripped(article.standfirst)
    found = _enrichment(_document(article), lead, subjects.Labels.of(article), words.count(article.body))
    told = {name: getattr(article, name) for name in _ARTICLE_FIELDS}
    if len(article.body) > MOST_CHARACTERS:
        told["warnings"] = tuple(dict.fromkeys((*article.warnings, _CUT)))
    return Record(**told, **{name: getattr(found, name) for name in _ENRICHMENT_FIELDS})


def with_print(article: Article) -> Record:
    """The article together with what its copies are told by, and nothing else."""
    told = {name: getattr(article, name) for name in _ARTICLE_FIELDS}
    return Record(**told, **_print(article.body, _language(article)))


def explained(article: Article) -> Mapping[str, tuple[Found[Any], ...]]:
    """By field, what `enrich` finds in the article's text, each with the rule or the feature that decided."""
    from dateline.enrichment.names.reasons import with_reasons  # noqa: PLC0415 - a function in the cloud never asks why

    document = _document(article)
    found = _findings(document, subjects.Labels.of(article))
    return found | {"entities": with_reasons(document, found["entities"])}


def enrich_text(
    text: str, *, title: str | None = None, published: str | None = None, language: str | None = None
) -> Enrichment:
    """What a bare text says. Its paragraphs are set apart by blank lines, or stand one on a line.

    `published` is ISO 8601: what dates in the text are counted from. `language` is a BCP 47 tag where the caller knows
    it; else it is told from the text. Raises ValueError where `published` is no date.
    """
    filed = filing.opening_of(text)
    document = Document(
        _searched(text),
        title=title,
        language=language or detect(text),
        published=date.fromisoformat(published[:_DAY]) if published else None,
        dateline=filed.place if filed else None,
        opening=filed.length if filed else 0,
    )
    lead = summary.lead((text[start:end] for start, end in document.paragraphs), title=title)
    return _enrichment(document, lead, subjects.Labels(), words.count(text))


def _enrichment(document: Document, lead: str | None, labels: subjects.Labels, counted: words.WordCount) -> Enrichment:
    found = _findings(document, labels)
    told: dict[str, Any] = {field: tuple(one.finding for one in findings) for field, findings in found.items()}
    unknown = {field: why(document) for field, why in _WHY_UNKNOWN.items() if not found[field]}
    return Enrichment(
        word_count=counted.total,
        reading_minutes=counted.reading_minutes,
        detected_language=document.language,
        summary=lead,
        dateline_place=document.dateline or places.filed_at(found["places"]),
        **told,
        **_print(document.text, document.language),
        enrichers=MappingProxyType(dict.fromkeys(found, _LOCAL)),
        unknown=MappingProxyType({field: reason for field, reason in unknown.items() if reason}),
    )


def _print(text: str, language: str | None) -> dict[str, Any]:
    """The fields by which copies of the text are told."""
    tokens = fingerprint.tokens(text)
    printed = fingerprint.fingerprint(tokens)
    words = telling.telling_words(tokens, language) if printed else ()
    return {"fingerprint": printed, "telling_words": words}


def _findings(document: Document, labels: subjects.Labels) -> dict[str, tuple[Found[Any], ...]]:
    """What each field's finder finds, by field."""
    where = places.find(document)
    named = entities.find(document, agreement.mapped(where))
    where = agreement.without_names(document.text, where, named)
    return {
        "entities": named,
        "places": where,
        "quotes": quotes.find(document, [found.finding for found in named]),
        "dates": dates.find(document),
        "keyphrases": keyphrases.find(document),
        "subjects": subjects.find(document, labels),
    }


_WHY_UNKNOWN: Mapping[str, Callable[[Document], str | None]] = {
    "entities": entities.why_unknown,
    "places": places.why_unknown,
    "quotes": quotes.why_unknown,
    "dates": dates.why_unknown,
    "keyphrases": keyphrases.why_unknown,
    "subjects": subjects.why_unknown,
}
"""Why a field for which nothing was found is empty, where there is a reason."""


def _document(article: Article) -> Document:
    dateline_place = None
    if article.dateline and article.dateline.places:
        dateline_place = filing.in_usual_letters(article.dateline.places[0])
    return Document(
        _searched(article.body),
        title=article.headline,
        language=_language(article),
        published=_day(article.published_at),
        publisher=article.publisher.domain,
        dateline=dateline_place,
        agency=article.dateline.agency if article.dateline else None,
        opening=_opening(article),
        credited=[*(one.name for one in article.bylines if one.name), *article.agencies],
    )


def _searched(text: str) -> str:
    """The text up to the limit; no word is cut in two where there are words."""
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS].rpartition(" ")[0] or text[:MOST_CHARACTERS]


def _language(article: Article) -> str | None:
    """The language that the story is in; what only the page says is believed of a long story if its words agree."""
    told = detect(article.body)
    if told or article.language is None or len(article.body) < _LEAST_TELLING_CHARACTERS:
        return told or article.language
    return article.language if speaks(article.body, article.language.partition("-")[0].lower()) else None


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
