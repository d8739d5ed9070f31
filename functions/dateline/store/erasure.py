"""Taking objects away for good: every version of them, and the markers of their removal.

In a bucket with versions a plain removal leaves the bytes under a delete marker, until its lifecycle takes them away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

# S3, "DeleteObjects": at most a thousand objects a call.
MAX_OBJECTS = 1_000

# Its request is XML 1.0, which has no form for these. In other calls the key is part of the address.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotErased(RuntimeError):  # noqa: N818 - named for what happened
    """S3 kept a version that was to be deleted; the message says which, and why."""


@dataclass(frozen=True, slots=True)
class ObjectVersion:
    """One version of an object, of `size` bytes; a delete marker has none. `latest` is what lies at the key now."""

    bucket: str
    key: str
    version_id: str
    size: int
    latest: bool = False
    marker: bool = False


class Erasure:
    """Lists and deletes versions. Raises NotErased, and what the client raises."""

    def __init__(self, client: S3Client) -> None:
        self._client = client

    def under(self, bucket: str, prefix: str) -> Iterator[ObjectVersion]:
        """All versions of the objects whose keys begin so."""
        for page in self._pages(bucket, prefix):
            yield from page

    def of(self, bucket: str, key: str) -> Iterator[ObjectVersion]:
        """All versions of one object, and of none whose key only begins with its key."""
        for page in self._pages(bucket, key):
            its_own = [version for version in page if version.key == key]
            yield from its_own
            if len(its_own) < len(page):  # S3 lists by key: what only begins so comes behind
                return

    def erase(self, versions: Iterable[ObjectVersion]) -> None:
        """Delete these versions; those that are gone already may be among them."""
        by_bucket: dict[str, list[ObjectVersion]] = {}
        for version in versions:
            if _NOT_IN_XML.search(version.key):
                self._client.delete_object(Bucket=version.bucket, Key=version.key, VersionId=version.version_id)
            else:
                by_bucket.setdefault(version.bucket, []).append(version)
        for bucket, its_own in by_bucket.items():
            for start in range(0, len(its_own), MAX_OBJECTS):
                self._delete(bucket, its_own[start : start + MAX_OBJECTS])

    def _delete(self, bucket: str, versions: list[ObjectVersion]) -> None:
        objects: Any = [{"Key": version.key, "VersionId": version.version_id} for version in versions]
        answer = self._client.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
        for error in answer.get("Errors", []):
            where = f"s3://{bucket}/{error.get('Key')} version {error.get('VersionId')}"
            raise NotErased(f"S3 did not delete {where}: {error.get('Code')} {error.get('Message', '')}".strip())

    def _pages(self, bucket: str, prefix: str) -> Iterator[list[ObjectVersion]]:
        for page in self._client.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix):
            kept = [(one, one["Size"], False) for one in page.get("Versions", [])]
            markers = [(one, 0, True) for one in page.get("DeleteMarkers", [])]
            yield [
                ObjectVersion(bucket, one["Key"], one["VersionId"], size, one["IsLatest"], marker)
                for one, size, marker in [*kept, *markers]
            ]
