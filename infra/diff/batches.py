"""A batch of keys: their rows in one call, their objects read ahead, each through the code at hand, and compared.

What a batch comes to follows from its keys and from what stands at AWS alone, so it may run in any process.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from time import perf_counter
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from dateline.deadline import Overdue, within
from dateline.enrichment import enrich
from dateline.intake import read
from dateline.messages import RejectedUpload
from dateline.record import Record
from dateline.rejection import unsearched
from dateline.revision import CURRENT
from dateline.store import MOST_AHEAD, InboxAhead, OverflowBucket, OverflowMissing, RejectedRow, StoredRows, client
from infra.diff.comparing import Told, changes, made_outside, told_article, told_failure, told_rejection
from infra.diff.examples import Changed

if TYPE_CHECKING:
    from dateline.article import Upload
    from dateline.limits import Limits
    from dateline.store import Inbox, InboxObject, StoredRow


class Skip(StrEnum):
    """Why an upload is not compared."""

    NO_ROW = "no_row"
    NO_CONTENT = "no_content"
    GONE = "gone"
    OTHER_VERSION = "other_version"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows and objects are, what an object may weigh and a page may take, and whether all fields are compared."""

    table_name: str
    overflow_bucket: str
    inbox_bucket: str
    limits: Limits
    page_seconds: float
    all_fields: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """An upload that is not compared; `detail` is what was complained of, where something was."""

    key: str
    why: Skip
    detail: str | None = None


@dataclass(slots=True)
class Batch:
    """What a batch came to. `outside` counts fields that an enricher outside made; `seconds` is where the time went."""

    keys: int
    same: int = 0
    changed: list[Changed] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    outside: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Count the time of the block towards `what`."""
        begun = perf_counter()
        try:
            yield
        finally:
            self.seconds[what] += perf_counter() - begun


@dataclass(frozen=True, slots=True)
class _Stands:
    """An upload whose row can be compared."""

    upload: Upload
    told: Told
    revision: str


def compare(source: Source, keys: Sequence[str]) -> Batch:
    """Compare the uploads of at most `rows.MAX_KEYS` keys. Raises what the clients raise when AWS does not answer."""
    batch = Batch(len(keys))
    overflow = OverflowBucket(client("s3"), source.overflow_bucket)
    with batch.timed("rows"):
        rows = StoredRows(client("dynamodb"), source.table_name, overflow).of(source.inbox_bucket, keys)
        standing = [one for one in (_stands(key, rows.get(key), batch) for key in keys) if one]
    groups = [standing[at : at + MOST_AHEAD] for at in range(0, len(standing), MOST_AHEAD)]
    inboxes = [_ahead(group, source) for group in groups[:1]]
    for number, group in enumerate(groups):
        inboxes += [_ahead(after, source) for after in groups[number + 1 : number + 2]]
        for one in group:
            _compare_one(one, source, inboxes[number], batch)
    return batch


def _ahead(group: Sequence[_Stands], source: Source) -> InboxAhead:
    return InboxAhead(client("s3"), [one.upload for one in group], source.limits.max_bytes)


def _stands(key: str, row: StoredRow | None, batch: Batch) -> _Stands | None:
    if row is None:
        batch.skipped.append(Skipped(key, Skip.NO_ROW))
        return None
    try:
        told = row.told()
    except (OverflowMissing, ValueError, TypeError, KeyError, zlib.error) as error:  # written by quite other code
        batch.skipped.append(Skipped(key, Skip.UNREADABLE, f"its row: {type(error).__name__}: {error}"))
        return None
    match told:
        case Record():
            return _Stands(told.upload, told_article(told), row.revision)
        case RejectedRow():
            return _Stands(told.upload, told_rejection(told.reason, told.message), row.revision)
    batch.skipped.append(Skipped(key, Skip.NO_CONTENT))
    return None


def _compare_one(one: _Stands, source: Source, inbox: Inbox, batch: Batch) -> None:
    key = one.upload.key or ""
    try:
        with batch.timed("objects"):
            found = inbox.read(one.upload, source.limits.max_bytes)
    except (ClientError, PermissionError) as error:
        batch.skipped.append(Skipped(key, Skip.UNREADABLE, f"its object: {error}"))
        return
    if found is None:
        batch.skipped.append(Skipped(key, Skip.GONE))
        return
    if (found.version_id, found.etag) != (one.upload.version_id, one.upload.etag):
        batch.skipped.append(Skipped(key, Skip.OTHER_VERSION))
        return
    now = _told_now(found, one.upload, source, batch)
    with batch.timed("comparing"):
        batch.outside.update(made_outside(one.told))
        changed = changes(one.told, now, all_fields=source.all_fields)
    if not changed:
        batch.same += 1
        return
    fields = {**now.fields, **one.told.fields}
    batch.changed.append(
        Changed(key, fields.get("article_id"), fields.get("headline"), changed, replayable=one.revision < CURRENT)
    )


def _told_now(found: InboxObject, upload: Upload, source: Source, batch: Batch) -> Told:
    """What the code at hand would write of the object."""
    seconds = source.page_seconds
    try:
        with batch.timed("reading"):
            message = read(found, upload, source.limits, seconds, upload.key or "")
        if isinstance(message, RejectedUpload):
            return told_rejection(message.reason, message.message)
        with batch.timed("enriching"):
            return told_article(within(seconds, lambda: enrich(message.article)))
    except Overdue as overdue:
        rejection = unsearched(overdue)
        return told_rejection(rejection.reason, rejection.message)
    except Exception as error:  # noqa: BLE001 - told as what becomes of the upload: it would be a dead letter
        return told_failure(error)
