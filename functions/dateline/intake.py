"""What an upload event comes to: it says "look at this key", and what lies there now decides."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from dateline.messages import Message, ParsedArticle, RejectedUpload, RemovedUpload
from dateline.reading import parse, placed
from dateline.rejection import Rejection

if TYPE_CHECKING:
    from dateline.article import Article
    from dateline.events import UploadEvent
    from dateline.limits import Limits
    from dateline.store.inbox import Inbox, InboxObject


def take_in(event: UploadEvent, inbox: Inbox, limits: Limits) -> Message | None:
    """The message that the event comes to, or None where a newer upload of the same key stands in its place.

    A newer upload has an event of its own. After a removal the key may hold an object again: an older version, or an
    upload whose event is still on its way; it is read under the removal's place in the order, which is true either way.
    """
    upload = event.upload
    found = inbox.read(upload, limits.max_bytes)
    if found is None:
        return RemovedUpload(upload, event.time, event.correlation_id)
    if not event.removed and upload.version_id and found.version_id and upload.version_id != found.version_id:
        return None
    upload = dataclasses.replace(
        upload, version_id=found.version_id, etag=found.etag, size=found.size, uploaded_at=found.uploaded_at
    )
    try:
        return ParsedArticle(placed(_article(found, upload.key, limits), upload), event.correlation_id)
    except Rejection as rejection:
        return RejectedUpload(upload, rejection.reason, rejection.message, event.correlation_id)


def _article(found: InboxObject, key: str | None, limits: Limits) -> Article:
    if found.data is None:
        raise limits.too_large(found.size)
    return parse(found.data, content_type=found.content_type, key=key, uploaded_at=found.uploaded_at, limits=limits)
