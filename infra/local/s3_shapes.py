"""The events that S3 sends about an object, in the full shape that AWS documents.

Sources: Amazon S3 User Guide, "Event message structure" (what S3 sends itself: the key URL-encoded) and "EventBridge
event message structure" (the same by way of EventBridge: the key as it is).
"""

from __future__ import annotations

import base64
import secrets
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote_plus

SOURCE_ADDRESS: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """What happened to one object. `name` is S3's event name without its prefix: `ObjectCreated:Put`.

    `etag` and `size` (bytes) are None where S3 does not tell them, `version_id` in a bucket without versions.
    `at` is in seconds since 1970; `request_id` is the same in every event that tells of the change.
    """

    name: str
    bucket: str
    bucket_arn: str
    region: str
    account: str
    key: str
    version_id: str | None
    etag: str | None
    size: int | None
    sequencer: str
    at: float
    request_id: str = field(default_factory=lambda: secrets.token_hex(8).upper())

    @property
    def removed(self) -> bool:
        """Whether the object, or one version of it, went away."""
        return self.name.startswith("ObjectRemoved:")


class Sequencers:
    """Gives sequencers as S3 does: hexadecimal text, each greater than the one before, whatever the clock does."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def next(self) -> str:
        """The seconds and the nanoseconds since 1970, or one more than the last sequencer if that is greater."""
        seconds, nanoseconds = divmod(time.time_ns(), 1_000_000_000)
        with self._lock:
            self._last = max(seconds << 32 | nanoseconds, self._last + 1)
            return f"{self._last:018X}"


_REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ObjectCreated:Put": ("Object Created", "PutObject"),
        "ObjectCreated:Post": ("Object Created", "POST Object"),
        "ObjectCreated:Copy": ("Object Created", "CopyObject"),
        "ObjectCreated:CompleteMultipartUpload": ("Object Created", "CompleteMultipartUpload"),
        "ObjectRemoved:Delete": ("Object Deleted", "DeleteObject"),
        "ObjectRemoved:DeleteMarkerCreated": ("Object Deleted", "DeleteObject"),
    }
)

_DELETION_TYPES = {
    "ObjectRemoved:Delete": "Permanently Deleted",
    "ObjectRemoved:DeleteMarkerCreated": "Delete Marker Created",
}


def eventbridge_event(change: ObjectChange) -> dict[str, Any]:
    """The event as EventBridge passes it on, but for `time`: seconds since 1970, as moto's event bus wants it."""
    detail_type, reason = _REASONS[change.name]
    detail: dict[str, Any] = {
        "version": "0",
        "bucket": {"name": change.bucket},
        "object": _told(
            {
                "key": change.key,
                "size": change.size,
                "etag": change.etag,
                "version-id": change.version_id,
                "sequencer": change.sequencer,
            }
        ),
        "request-id": change.request_id,
        "requester": change.account,
        "source-ip-address": SOURCE_ADDRESS,
        "reason": reason,
    }
    if change.removed:
        detail["deletion-type"] = _DELETION_TYPES[change.name]
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": detail_type,
        "source": "aws.s3",
        "account": change.account,
        "time": change.at,
        "region": change.region,
        "resources": [change.bucket_arn],
        "detail": detail,
    }


def notification(change: ObjectChange, configuration_id: str) -> dict[str, Any]:
    """The message that S3 itself sends to a queue or a topic."""
    principal = {"principalId": f"AWS:{change.account}"}
    told_object = {
        "key": quote_plus(change.key, safe="/"),
        "size": change.size,
        "eTag": change.etag,
        "versionId": change.version_id,
        "sequencer": change.sequencer,
    }
    moment = datetime.fromtimestamp(change.at, UTC).isoformat(timespec="milliseconds")
    record = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": change.region,
        "eventTime": moment.replace("+00:00", "Z"),
        "eventName": change.name,
        "userIdentity": principal,
        "requestParameters": {"sourceIPAddress": SOURCE_ADDRESS},
        "responseElements": {
            "x-amz-request-id": change.request_id,
            "x-amz-id-2": base64.b64encode(secrets.token_bytes(48)).decode(),
        },
        "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": configuration_id,
            "bucket": {"name": change.bucket, "ownerIdentity": principal, "arn": change.bucket_arn},
            "object": _told(told_object),
        },
    }
    return {"Records": [record]}


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
