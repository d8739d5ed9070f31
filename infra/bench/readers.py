"""The two readers that are compared, each as a call from a page to the fields that answers are known for."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any

import trafilatura

import dateline

Fields = Mapping[str, Any]


def read(data: bytes, *, url: str | None = None, content_type: str | None = None) -> Fields:
    """Dateline's reading; a rejection is an answer without fields."""
    try:
        return fields_of(dateline.parse(data, url=url, content_type=content_type))
    except dateline.Rejection:
        return {}


def fields_of(article: dateline.Article) -> Fields:
    """The fields of an article that answers are known for."""
    return {
        "title": article.headline,
        "authors": [byline.name for byline in article.bylines if byline.name],
        "date": article.published_at,
        "body": article.body,
        "lang": article.language,
    }


def read_with_trafilatura(data: bytes, *, url: str | None = None, content_type: str | None = None) -> Fields:
    """The peer's reading, with metadata. It reads HTML only: each line of a dump is handed to it as a paragraph."""
    page: str | bytes = data
    if content_type and content_type.startswith("text/plain"):
        lines = (html.escape(line) for line in data.decode("utf-8", "replace").splitlines() if line.strip())
        page = f"<html><body><article>{''.join(f'<p>{line}</p>' for line in lines)}</article></body></html>"
    elif content_type and "utf-8" in content_type.lower():
        page = data.decode("utf-8", "replace")
    found = trafilatura.bare_extraction(page, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return {"title": found.title, "authors": authors, "date": found.date, "body": found.text, "lang": found.language}


READERS: Mapping[str, Callable[..., Fields]] = {"dateline": read, "trafilatura": read_with_trafilatura}
