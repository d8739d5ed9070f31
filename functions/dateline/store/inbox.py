"""The inbox bucket: what lies at a key now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client
    from types_boto3_s3.type_defs import GetObjectOutputTypeDef

    from dateline.article import Upload


MOST_AHEAD = 10
"""So many objects are read at once: as many as there are messages in a full batch."""

MAX_BYTES_AHEAD = 1_000_000
"""A larger object is read when its turn comes, so that those that wait take 10 MB of memory and no more."""

NOT_THERE = frozenset({"NoSuchKey", "NoSuchVersion", "404"})
"""The last where the answer names a key that XML has no form for, and cannot be read beyond its status."""


@dataclass(frozen=True, slots=True)
class InboxObject:
    """An object as it lies in the inbox: its bytes as stored (None if they were too many), and what S3 says of it.

    `size` is in bytes, `uploaded_at` ISO 8601 in UTC, `etag` without its quotation marks; `version_id` is None in a
    bucket without versions. `content_type` is what the uploader declared.
    """

    data: bytes | None
    content_type: str | None
    version_id: str | None
    etag: str
    size: int
    uploaded_at: str


def inbox_object(answer: GetObjectOutputTypeDef, max_bytes: int) -> InboxObject:
    """The object that S3 answers with; its bytes are not downloaded where there are more than `max_bytes`."""
    with closing(answer["Body"]) as body:  # entered itself, it gives a stream that does not miss what was cut off
        size = answer["ContentLength"]
        data = body.read() if size <= max_bytes else None
    return InboxObject(
        data=data,
        content_type=answer.get("ContentType"),
        version_id=answer.get("VersionId"),
        etag=answer["ETag"].strip('"'),
        size=size,
        uploaded_at=answer["LastModified"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


class InboxForbidden(PermissionError):  # noqa: N818 - named for what happened
    """S3 refused to give an upload; the message says what the role needs."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as a listing of the bucket tells of it: its key, its size in bytes, when it came to lie there."""

    key: str
    size: int
    modified: datetime


class Inbox:
    """Reads uploads."""

    def __init__(self, client: S3Client) -> None:
        self._client = client

    def read(self, upload: Upload, max_bytes: int) -> InboxObject | None:
        """The object that lies at the upload's key now, in one call; None if none does.

        One larger than `max_bytes` is not downloaded. Raises InboxForbidden where S3
        refuses; what the client raises for anything else.
        """
        if not (upload.bucket and upload.key):
            raise ValueError("an upload needs bucket and key to be read")
        answer = self._open(upload.bucket, upload.key)
        if answer is None:
            return None
        return inbox_object(answer, max_bytes)

    def objects(self, bucket: str, prefix: str = "") -> Iterator[Listed]:
        """What lies in a bucket under a prefix now, in the order of the keys; a thousand objects a call."""
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
            for one in page.get("Contents", []):
                yield Listed(one["Key"], one["Size"], one["LastModified"])

    def _open(self, bucket: str, key: str) -> GetObjectOutputTypeDef | None:
        try:
            return self._client.get_object(Bucket=bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in NOT_THERE:
                return None
            if error.response["Error"]["Code"] == "AccessDenied":
                raise InboxForbidden(
                    f"S3 refused s3://{bucket}/{key}. The role needs s3:GetObject on arn:aws:s3:::{bucket}/*, and "
                    f"s3:ListBucket on arn:aws:s3:::{bucket}: without that, S3 refuses an object that is not there "
                    f"instead of saying so. S3 says: {error}"
                ) from error
            raise


class InboxAhead(Inbox):
    """Reads small uploads before they are asked for, all at once: most of the time a page takes is waiting for S3.

    What a read comes to, an error as well, is told when it is asked for. What is not told is read then.
    """

    def __init__(self, client: S3Client, uploads: Iterable[Upload], max_bytes: int) -> None:
        super().__init__(client)
        small = dict.fromkeys(one for one in uploads if one.bucket and one.key and (one.size or 0) <= MAX_BYTES_AHEAD)
        threads, read = ThreadPoolExecutor(MOST_AHEAD), super().read
        self._begun: dict[Upload, Future[InboxObject | None]] = {
            upload: threads.submit(copy_context().run, read, upload, max_bytes) for upload in islice(small, MOST_AHEAD)
        }
        threads.shutdown(wait=False)

    def read(self, upload: Upload, max_bytes: int) -> InboxObject | None:
        """The object that lay at the upload's key when its read began; else as `Inbox.read`."""
        begun = self._begun.pop(upload, None)
        return begun.result() if begun else super().read(upload, max_bytes)
