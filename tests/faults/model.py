"""What the table must tell, worked out from what lies in the bucket and from nothing that the store says of itself."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from dateline.article import Upload
from dateline.limits import Limits
from dateline.reading import placed
from dateline.record import Record
from dateline.rejection import Rejection
from dateline.store import Outcome, RejectedRow, RemovedRow
from tests.faults.pages import MAX_UNPACKED_BYTES, MAX_UPLOAD_BYTES, PAGES
from tests.faults.versions import Code
from tests.faults.world import TOMBSTONE_DAYS

if TYPE_CHECKING:
    from infra.local.s3_shapes import ObjectChange
    from tests.faults.world import World

Expected: TypeAlias = Record | RejectedRow | RemovedRow

_LIMITS = Limits(max_bytes=MAX_UPLOAD_BYTES, max_unpacked_bytes=MAX_UNPACKED_BYTES)


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
        row = self.rows.get(change.key)
        if row is None:  # it is taken down
            return Outcome.REMOVED
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


def model(world: World, lying: Mapping[str, Lying], made_by: Mapping[str, tuple[Code, Code]]) -> Model:
    """What must stand under the keys of `made_by` once all events were taken in, when this lies in the bucket.

    `made_by` says whose parser and whose enricher made the row of a key: that is the only thing that what lies in the
    bucket does not decide, as long as nobody looks again.

    A key's place is that of its last removal or of the upload that lies there, whichever is later: a removal says
    "look", and what lies there then is an older version, or a newer upload whose own event puts it further on. A key of
    which no event tells has one of the first places of all, by the second of its upload.
    """
    bucket = world.cloud.inbox_bucket
    rows: dict[str, Expected] = {}
    for key in made_by:
        found = lying.get(key)
        told = [one for one in world.run.changes if one.key == key]
        last = max(
            (one for one in told if one.removed or (found and one.version_id == found.version_id)),
            key=place,
            default=None,
        )
        if found:
            sequencer = place(last) if last else _untold(found.uploaded_at)
            rows[key] = _lies(Upload(bucket, key, sequencer=sequencer), found, *made_by[key])
        elif last:
            rows[key] = _removed(last)
    return Model(rows)


def ids_of(world: World, key: str) -> set[str]:
    """The ids of all articles that a key ever held, whichever code read them."""
    ids: set[str] = set()
    upload = Upload(world.cloud.inbox_bucket, key)
    for page in world.run.put[key]:
        for number in range(world.workers.code.number + 1):
            with contextlib.suppress(Rejection):
                read = Code(number).parsed(PAGES[page], content_type=None, key=key, uploaded_at=None, limits=_LIMITS)
                ids.add(placed(read, upload).article_id)
    return ids


def _untold(uploaded_at: str) -> str:
    return f"{int(datetime.fromisoformat(uploaded_at).timestamp()):X}".rjust(40, "0")


def place(change: ObjectChange) -> str:
    """A change's place in the order of its key: S3 says to pad sequencers with zeros on the right."""
    return f"{change.sequencer.upper():0<40}"


def _removed(change: ObjectChange) -> RemovedRow:
    upload = Upload(change.bucket, change.key, change.version_id, place(change), change.etag)
    at = datetime.fromtimestamp(change.at, UTC)
    return RemovedRow(upload, at.strftime("%Y-%m-%dT%H:%M:%SZ"), int(change.at) + TOMBSTONE_DAYS * 86_400)


def _lies(upload: Upload, found: Lying, parser: Code, enricher: Code) -> Record | RejectedRow:
    upload = dataclasses.replace(
        upload, version_id=found.version_id, etag=found.etag, size=len(found.data), uploaded_at=found.uploaded_at
    )
    try:
        if len(found.data) > MAX_UPLOAD_BYTES:
            raise _LIMITS.too_large(len(found.data))
        article = parser.parsed(
            found.data,
            content_type=found.content_type,
            key=upload.key,
            uploaded_at=found.uploaded_at,
            limits=_LIMITS,
        )
        return enricher.enriched(placed(article, upload))
    except Rejection as rejection:
        return RejectedRow(upload, rejection.reason, rejection.message)


def _upload_order(record: Record) -> tuple[str, str]:
    name = f"upload#{record.upload.bucket}/{record.upload.key}"
    return record.upload.uploaded_at or "", hashlib.sha256(name.encode()).hexdigest()


def newest_first(records: Iterable[Record]) -> list[Record]:
    """As listings tell them: the latest day first, within it the latest, within a moment by the article's id."""

    def order(record: Record) -> tuple[str, str]:
        return record.published_at or record.upload.uploaded_at or "", record.article_id

    return sorted(records, key=order, reverse=True)
