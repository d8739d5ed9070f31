"""The versions of a key of the inbox: what was uploaded there, and taken away again, as long as the bucket keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from dateline.store.inbox import NOT_THERE, InboxObject, inbox_object

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an object, or with `removed` a delete marker, under which the versions before it lie.

    `uploaded_at` is ISO 8601 in UTC, to the second, as S3 tells it; two versions of one `etag` are the same bytes.
    """

    bucket: str
    key: str
    version_id: str
    uploaded_at: str
    removed: bool = False
    etag: str | None = None


class InboxVersions:
    """Lists and reads the versions of single keys.

    Raises PermissionError where S3 refuses to list; what the client raises for anything else.
    """

    def __init__(self, client: S3Client) -> None:
        self._client = client

    def newest(self, bucket: str, key: str) -> Iterator[Version]:
        """The versions of a key, the newest first, a page of the listing at a time.

        S3 tells versions and delete markers apart and times to the second: of one second, the one that lies at the key
        now is the newest, and a marker is newer than an upload.
        """
        for page in self._pages(bucket, key):
            uploads = [(one, False) for one in page.get("Versions", []) if one["Key"] == key]
            removals = [(one, True) for one in page.get("DeleteMarkers", []) if one["Key"] == key]
            found = sorted(
                [*removals, *uploads], key=lambda one: (one[0]["IsLatest"], one[0]["LastModified"]), reverse=True
            )
            yield from (_version(bucket, one, removed=removed) for one, removed in found)
            if len(found) < len(page.get("Versions", [])) + len(page.get("DeleteMarkers", [])):
                return  # the keys behind it, which only begin alike

    def read(self, version: Version, max_bytes: int) -> InboxObject | None:
        """What a version is; None where it is a delete marker, or there no longer.

        One larger than `max_bytes` is not downloaded.
        """
        if version.removed:
            return None
        try:
            answer = self._client.get_object(Bucket=version.bucket, Key=version.key, VersionId=version.version_id)
        except ClientError as error:
            if error.response["Error"]["Code"] in NOT_THERE:
                return None
            raise
        return inbox_object(answer, max_bytes)

    def _pages(self, bucket: str, key: str) -> Iterator[Any]:
        try:
            yield from self._client.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=key)
        except ClientError as error:
            if error.response["Error"]["Code"] == "AccessDenied":
                raise PermissionError(
                    f"S3 refused the versions of s3://{bucket}/{key}. It needs s3:ListBucketVersions on "
                    f"arn:aws:s3:::{bucket}, and s3:GetObjectVersion on arn:aws:s3:::{bucket}/*. S3 says: {error}"
                ) from error
            raise


def _version(bucket: str, listed: Any, *, removed: bool) -> Version:
    moment = listed["LastModified"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    etag = listed["ETag"].strip('"') if "ETag" in listed else None
    return Version(bucket, listed["Key"], listed["VersionId"], moment, removed, etag)
