"""What an upload event comes to: it says "look at this key", and what lies there now decides."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from dateline.deadline import Overdue, within
from dateline.events import next_sequencer
from dateline.messages import Message, ParsedArticle, RejectedUpload, RemovedUpload
from dateline.reading import parse, placed
from dateline.rejection import Reason, Rejection
from dateline.revision import CURRENT
from dateline.store.items import TAKEDOWN
from dateline.store.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.article import Article, Upload
    from dateline.events import UploadEvent
    from dateline.limits import Limits
    from dateline.store.inbox import Inbox, InboxObject
    from dateline.store.standing import Standing


def take_in(event: UploadEvent, inbox: Inbox, limits: Limits, seconds: float) -> Message | Outcome:
    """The message that the event comes to, or SUPERSEDED where a newer upload of the same key stands in its place.

    A page that cannot be read within `seconds` is a rejection.

    A newer upload has an event of its own. After a removal the key may hold an object again: an older version, or an
    upload whose event is still on its way; it is read under the removal's place in the order, which is true either way.
    """
    upload = event.upload
    found = inbox.read(upload, limits.max_bytes)
    if found is None:
        return RemovedUpload(upload, event.time, event.correlation_id)
    if not event.removed and upload.version_id and found.version_id and upload.version_id != found.version_id:
        return Outcome.SUPERSEDED
    return read(found, upload, limits, seconds, event.correlation_id)


def look_again(
    event: UploadEvent, standing: Standing | None, inbox: Inbox, limits: Limits, seconds: float
) -> Message | Outcome:
    """The message that a backfill's event comes to; DUPLICATE or REMOVED where the table tells what lies there already.

    `standing` is what the table told of the key *before* the object is read. What is read then, if it is another object
    than the row was made from, came to lie there through an event behind the row's, which is on its way or was lost: it
    takes a place after the row. Any later event's place lies behind that, and any event that is still on its way looks
    at the key as this one does; so the order in which they come makes no difference. Two looks at once, with no event
    on its way, may differ for two uploads of one second, until a third.
    What lies at a key that is taken down is not read.
    """
    if standing is not None and standing.kind == TAKEDOWN:
        return Outcome.REMOVED
    upload, found = event.upload, inbox.read(event.upload, limits.max_bytes)
    removed = standing is None or standing.kind == "removal"
    if found is None:
        if removed:
            return Outcome.REMOVED
        upload = _behind(upload, standing, event.time)
        return RemovedUpload(upload, event.time, event.correlation_id)
    if standing is None or removed or (standing.version_id, standing.etag) != (found.version_id, found.etag):
        return read(found, _behind(upload, standing, found.uploaded_at), limits, seconds, event.correlation_id)
    if standing.revision >= CURRENT:
        return Outcome.DUPLICATE
    upload = dataclasses.replace(upload, sequencer=standing.sequencer)
    return read(found, upload, limits, seconds, event.correlation_id)


def readable(uploads: Iterable[Upload], standings: Mapping[tuple[str, str], Standing]) -> Iterator[Upload]:
    """Those of a backfill's uploads whose keys are not taken down, which are all that it may read."""
    for upload in uploads:
        standing = standings.get((upload.bucket or "", upload.key or ""))
        if standing is None or standing.kind != TAKEDOWN:
            yield upload


def _behind(upload: Upload, standing: Standing | None, time: str) -> Upload:
    """The upload in a place after what stands in the table; of two looks at once, the later object's is the later."""
    return dataclasses.replace(upload, sequencer=next_sequencer(standing.sequencer if standing else None, time))


def read(
    found: InboxObject, upload: Upload, limits: Limits, seconds: float, correlation_id: str
) -> ParsedArticle | RejectedUpload:
    """What the object says, under the upload's place in the order."""
    upload = uploaded_as(found, upload)
    try:
        article = within(seconds, lambda: article_in(found, upload, limits))
    except Rejection as rejection:
        return RejectedUpload(upload, rejection.reason, rejection.message, correlation_id)
    except Overdue as overdue:
        return RejectedUpload(
            upload, Reason.TOO_SLOW, f"The page was {overdue}: it was not read to its end.", correlation_id
        )
    return ParsedArticle(article, correlation_id)


def uploaded_as(found: InboxObject, upload: Upload) -> Upload:
    """The upload with what S3 says of the object that was found."""
    return dataclasses.replace(
        upload, version_id=found.version_id, etag=found.etag, size=found.size, uploaded_at=found.uploaded_at
    )


def article_in(found: InboxObject, upload: Upload, limits: Limits) -> Article:
    """The article that an object of the inbox is, placed where it was uploaded. Raises Rejection."""
    if found.data is None:
        raise limits.too_large(found.size)
    article = parse(
        found.data, content_type=found.content_type, key=upload.key, uploaded_at=found.uploaded_at, limits=limits
    )
    return placed(article, upload)
