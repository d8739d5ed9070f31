"""Hypothesis strategies for the values that every room speaks."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from dateline import Article, Block, Byline, Dateline, Enrichment, Image, Publisher, Record, Upload
from dateline.findings import DateMention, Entity, Mention, Place, PlaceMention, Quote, Subject

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
maybe_texts = st.none() | texts.filter(bool)

uploads = st.builds(
    Upload,
    bucket=st.just("inbox"),
    key=texts.filter(bool),
    version_id=maybe_texts,
    sequencer=st.integers(0, 2**64).map(lambda number: f"{number:040X}"),
    etag=maybe_texts,
    size=st.none() | st.integers(0, 10**9),
    sha256=maybe_texts,
    media_type=maybe_texts,
    charset=maybe_texts,
    uploaded_at=st.just("2026-03-02T10:00:00Z"),
)

versions = st.integers(1, 9999).map(str)

_article_fields: dict[str, Any] = {
    "parser_version": versions,
    "article_id": st.text("0123456789abcdef", min_size=32, max_size=32),
    "url": maybe_texts,
    "publisher": st.builds(Publisher, maybe_texts, maybe_texts),
    "headline": maybe_texts,
    "standfirst": maybe_texts,
    "bylines": st.lists(
        st.builds(
            Byline, maybe_texts, maybe_texts, st.sampled_from(["person", "desk", "agency", "account"]), maybe_texts
        ),
        max_size=3,
    ).map(tuple),
    "dateline": st.none()
    | st.builds(Dateline, texts.filter(bool), st.lists(texts.filter(bool), max_size=2).map(tuple), maybe_texts),
    "published_at": st.sampled_from([None, "2020-03-02", "2020-03-02T13:39:00+05:30", "2020-03-02T13:39:00Z"]),
    "published_precision": st.sampled_from([None, "day", "minute", "second"]),
    "language": st.sampled_from([None, "en", "ja"]),
    "keywords": st.lists(texts.filter(bool), max_size=3).map(tuple),
    "images": st.lists(st.builds(Image, maybe_texts, maybe_texts, maybe_texts), max_size=2).map(tuple),
    "blocks": st.lists(
        st.builds(Block, st.sampled_from(["paragraph", "heading", "quote", "caption"]), texts), max_size=4
    ).map(tuple),
    "paywalled": st.sampled_from([None, True, False]),
    "evidence": st.dictionaries(st.sampled_from(["headline", "url", "language"]), texts.filter(bool)).map(
        MappingProxyType
    ),
    "warnings": st.lists(texts.filter(bool), max_size=2).map(tuple),
    "upload": uploads,
}

places = st.integers(0, 10**7)

_enrichment_fields: dict[str, Any] = {
    "enricher_version": versions,
    "word_count": st.integers(0, 10**6),
    "reading_minutes": st.integers(0, 10**4),
    "detected_language": st.sampled_from([None, "en"]),
    "summary": maybe_texts,
    "dateline_place": maybe_texts,
    "entities": st.lists(
        st.builds(
            Entity,
            st.sampled_from(["person", "organisation", "place"]),
            texts,
            st.lists(texts, max_size=2).map(tuple),
            st.lists(st.builds(Mention, places, places), max_size=3).map(tuple),
            st.sampled_from([0.0, 0.25, 1.0]),
            maybe_texts,
        ),
        max_size=3,
    ).map(tuple),
    "places": st.lists(
        st.builds(
            Place,
            texts,
            st.lists(st.builds(PlaceMention, places, places, st.sampled_from(["place", "government"]))).map(tuple),
            st.none() | places,
            st.sampled_from([None, 35.92964, -90.0]),
            st.sampled_from([None, 36.63196, 180.0]),
            st.sampled_from([None, "SY"]),
        ),
        max_size=2,
    ).map(tuple),
    "quotes": st.lists(
        st.builds(Quote, texts, places, places, st.sampled_from(["direct", "reported"]), maybe_texts), max_size=2
    ).map(tuple),
    "dates": st.lists(
        st.builds(DateMention, texts, places, places, st.sampled_from(["2018-10", "201"]), st.just("month")), max_size=2
    ).map(tuple),
    "keyphrases": st.lists(texts.filter(bool), max_size=3).map(tuple),
    "subjects": st.lists(st.builds(Subject, st.just("20000053"), texts, texts), max_size=2).map(tuple),
    "fingerprint": st.none() | st.text("0123456789abcdef", min_size=16, max_size=16),
    "enrichers": st.dictionaries(st.sampled_from(["entities", "dates"]), texts.filter(bool)).map(MappingProxyType),
    "unknown": st.dictionaries(st.sampled_from(["entities", "dates"]), texts.filter(bool)).map(MappingProxyType),
}

articles = st.builds(Article, **_article_fields)
enrichments = st.builds(Enrichment, **_enrichment_fields)
records = st.builds(Record, **_article_fields, **_enrichment_fields)
