"""What the table must tell, worked out from what lies in the bucket and from nothing that the store says of itself."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from dateline.article import Article, Upload
from dateline.enrichment import enrich
from dateline.limits import Limits
from dateline.reading import parse, placed
from dateline.record import Record
from dateline.rejection import Rejection
from dateline.store import Outcome, RejectedRow, RemovedRow
from tests.faults.pages import MAX_UPLOAD_BYTES

if TYPE_CHECKING:
    from infra.local.s3_shapes import ObjectChange

Expected: TypeAlias = Record | RejectedRow | RemovedRow

_LIMITS = Limits(max_bytes=MAX_UPLOAD_BYTES)


@dataclass(frozen=True, slots=True)
class Lying:
    """An object as it lies at a key now."""

    data: bytes
    content_type: str | None
    version_id: str
    etag: str
    uploaded_at: str


@dataclass(frozen=True, slots=True)
class Model:
    """The rows that must stand, by key, and the outcome of each change."""

    rows: Mapping[str, Expected]

    @property
    def articles(self) -> list[Record]:
        """The articles, each once, as told by the key that it was uploaded to last."""
        records = [row for row in self.rows.values() if isinstance(row, Record)]
        last: dict[str, Record] = {}
        for record in sorted(records, key=_upload_order):
            last[record.article_id] = record
        return list(last.values())

    def outcome(self, change: ObjectChange) -> Outcome:
        """How a change must have ended."""
        row = self.rows[change.key]
        if place(change) != row.upload.sequencer:
            return Outcome.REMOVED if isinstance(row, RemovedRow) else Outcome.SUPERSEDED
        if isinstance(row, RemovedRow):
            return Outcome.REMOVED
        if isinstance(row, RejectedRow):
            return Outcome.REJECTED
        teller = next(article for article in self.articles if article.article_id == row.article_id)
        if teller.upload.key == row.upload.key:
            return Outcome.STORED
        return Outcome.DUPLICATE if teller.body == row.body else Outcome.SUPERSEDED


def model(changes: Sequence[ObjectChange], lying: Mapping[str, Lying], tombstone_days: int) -> Model:
    """What must stand once all events of the changes were taken in, when this lies in the bucket.

    A key's place is that of its last removal or of the upload that lies there, whichever is later: a removal says
    "look", and what lies there then is an older version, or a newer upload whose own event puts it further on.
    """
    rows: dict[str, Expected] = {}
    for key in dict.fromkeys(change.key for change in changes):
        told = [change for change in changes if change.key == key]
        found = lying.get(key)
        last = max((one for one in told if one.removed or (found and one.version_id == found.version_id)), key=place)
        rows[key] = _lies(last, found) if found else _removed(last, tombstone_days)
    return Model(rows)


def place(change: ObjectChange) -> str:
    """A change's place in the order of its key: S3 says to pad sequencers with zeros on the right."""
    return f"{change.sequencer.upper():0<40}"


def _removed(change: ObjectChange, tombstone_days: int) -> RemovedRow:
    upload = Upload(change.bucket, change.key, change.version_id, place(change), change.etag)
    at = datetime.fromtimestamp(change.at, UTC)
    return RemovedRow(upload, at.strftime("%Y-%m-%dT%H:%M:%SZ"), int(change.at) + tombstone_days * 86_400)


def _lies(change: ObjectChange, found: Lying) -> Record | RejectedRow:
    upload = Upload(
        bucket=change.bucket,
        key=change.key,
        version_id=found.version_id,
        sequencer=place(change),
        etag=found.etag,
        size=len(found.data),
        uploaded_at=found.uploaded_at,
    )
    try:
        if len(found.data) > MAX_UPLOAD_BYTES:
            raise _LIMITS.too_large(len(found.data))
        return enriched(placed(_parsed(found.data, found.content_type, change.key, found.uploaded_at), upload))
    except Rejection as rejection:
        return RejectedRow(upload, rejection.reason, rejection.message)


@functools.lru_cache(4096)
def _parsed(data: bytes, content_type: str | None, key: str, uploaded_at: str) -> Article:
    return parse(data, content_type=content_type, key=key, uploaded_at=uploaded_at, limits=_LIMITS)


def enriched(article: Article) -> Record:
    """The article's record."""
    bare = dataclasses.replace(article, upload=Upload(), article_id="")
    record = _enriched(_Compared(repr(bare), bare))
    return dataclasses.replace(record, upload=article.upload, article_id=article.article_id)


@dataclass(frozen=True)
class _Compared:
    """An article, which holds mappings, as a key of a cache."""

    text: str
    article: Article = dataclasses.field(compare=False)


@functools.lru_cache(4096)
def _enriched(compared: _Compared) -> Record:
    return enrich(compared.article)


def _upload_order(record: Record) -> tuple[str, str]:
    name = f"upload#{record.upload.bucket}/{record.upload.key}"
    return record.upload.uploaded_at or "", hashlib.sha256(name.encode()).hexdigest()


def newest_first(records: Iterable[Record]) -> list[Record]:
    """As listings tell them: the latest day first, within it the latest, within a moment by the article's id."""

    def order(record: Record) -> tuple[str, str]:
        return record.published_at or record.upload.uploaded_at or "", record.article_id

    return sorted(records, key=order, reverse=True)
