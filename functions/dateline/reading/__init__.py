"""bytes → Article. Pure: the same bytes give the same Article.

`parse` gives the article or raises Rejection, `explain` tells besides what became of every line or block and which
values lost, `placed` says where in the inbox an article was uploaded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.article import Article, Upload
from dateline.limits import Limits
from dateline.reading.charset import decoded, wide_charset
from dateline.reading.identity import article_id, canonical_address
from dateline.reading.media import Form, form_of, refuse_binary, unpacked
from dateline.reading.mojibake import WARNING, is_suspect, repaired
from dateline.reading.trace import Candidate, ExplainedRejection, Explanation, Reading, Unit
from dateline.rejection import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Candidate", "Explanation", "Unit", "explain", "parse", "placed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What `parse` and `explain` are called with."""

    data: bytes
    url: str | None
    content_type: str | None
    key: str | None
    uploaded_at: str | None
    limits: Limits


def parse(
    data: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    key: str | None = None,
    uploaded_at: str | None = None,
    limits: Limits | None = None,
) -> Article:
    """The article that the bytes of a page tell: HTML or a plain-text dump, either of them gzipped or not.

    `url` is the address that the page was saved from, `key` the name that it was uploaded under; they and the declared
    `content_type` are hints, the bytes decide. No story is dated after `uploaded_at`, an ISO 8601 time, but for a day
    that zones may make. Raises Rejection, and nothing else, for bytes that are no article.
    """
    given = _Given(
        data=data,
        url=_address(url),
        content_type=content_type,
        key=key,
        uploaded_at=uploaded_at,
        limits=limits or Limits(),
    )
    return _read(given, thorough=False)[0]


def explain(
    data: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    key: str | None = None,
    uploaded_at: str | None = None,
    limits: Limits | None = None,
) -> Explanation:
    """What `parse` makes of the same arguments, and why. A rejection is told, not raised."""
    given = _Given(
        data=data,
        url=_address(url),
        content_type=content_type,
        key=key,
        uploaded_at=uploaded_at,
        limits=limits or Limits(),
    )
    try:
        article, reading = _read(given, thorough=True)
    except ExplainedRejection as rejection:
        return Explanation(rejection=rejection, units=rejection.units, candidates=rejection.candidates)
    except Rejection as rejection:
        return Explanation(rejection=rejection)
    return Explanation(article=article, units=reading.units, candidates=reading.candidates)


def placed(article: Article, upload: Upload) -> Article:
    """The article with the facts of its upload, and the id that follows from them."""
    told = replace(
        article.upload,
        bucket=upload.bucket,
        key=upload.key,
        version_id=upload.version_id,
        sequencer=upload.sequencer,
        etag=upload.etag,
        uploaded_at=upload.uploaded_at,
    )
    identity = article_id(article.url, upload.bucket, upload.key, article.upload.sha256 or "")
    return replace(article, upload=told, article_id=identity)


def _address(url: str | None) -> str | None:
    """A hint that is no address of the web says nothing."""
    return url if url and canonical_address(url) else None


def _read(given: _Given, *, thorough: bool) -> tuple[Article, Reading]:
    data = unpacked(given.data, given.limits)
    refuse_binary(data, wide=wide_charset(data) is not None)
    decoding = decoded(data, given.content_type)
    form = form_of(decoding.text, key=given.key, content_type=given.content_type)
    upload = Upload(
        key=given.key,
        size=len(given.data),
        sha256=hashlib.sha256(given.data).hexdigest(),
        media_type=form.value,
        charset=decoding.charset,
    )
    warnings = decoding.warnings
    page = decoding.utf8 if form is Form.HTML else decoding.text
    del decoding  # of a page its text is the larger part of what it takes up, and is read no more
    reading = _reading(page, given, thorough=thorough)
    if is_suspect(_opening(reading)):
        mended = repaired(page.decode()).encode() if isinstance(page, bytes) else repaired(page)
        if mended != page:
            reading, warnings = _reading(mended, given, thorough=thorough), (*warnings, WARNING)
    return _article(reading, upload, warnings), reading


def _reading(page: bytes | str, given: _Given, *, thorough: bool) -> Reading:
    """What a page in UTF-8, or a dump's text, says."""
    if isinstance(page, bytes):
        from dateline.reading.html import read_html  # noqa: PLC0415 - its parsers are loaded when a page needs them

        return read_html(page, url=given.url, not_after=given.uploaded_at, thorough=thorough)
    from dateline.reading.dump import read_dump  # noqa: PLC0415 - its tables are read when they are needed

    return read_dump(page, url=given.url, not_after=given.uploaded_at, thorough=thorough)


def _opening(reading: Reading) -> Iterator[str]:
    yield reading.headline or ""
    yield from (block.text for block in reading.blocks)


def _article(reading: Reading, upload: Upload, warnings: tuple[str, ...]) -> Article:
    published, modified, retrieved = reading.published, reading.modified, reading.retrieved
    url = canonical_address(reading.url) if reading.url else None
    return Article(
        article_id=article_id(url, upload.bucket, upload.key, upload.sha256 or ""),
        url=url,
        publisher=reading.publisher,
        headline=reading.headline,
        standfirst=reading.standfirst,
        bylines=reading.bylines,
        dateline=reading.dateline,
        published_at=published.value if published else None,
        published_precision=published.precision if published else None,
        published_offset=published.offset if published else None,
        modified_at=modified.value if modified else None,
        modified_precision=modified.precision if modified else None,
        modified_offset=modified.offset if modified else None,
        retrieved_at=retrieved.value if retrieved else None,
        language=reading.language,
        section=reading.section,
        breadcrumbs=reading.breadcrumbs,
        keywords=reading.keywords,
        images=reading.images,
        blocks=reading.blocks,
        paywalled=reading.paywalled,
        status=reading.status,
        genre=reading.genre,
        agencies=reading.agencies,
        evidence=reading.evidence,
        confidence=reading.confidence,
        warnings=(*warnings, *reading.warnings),
        upload=upload,
    )
