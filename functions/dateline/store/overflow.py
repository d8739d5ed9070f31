"""The overflow bucket: what is too large for a queue message (`messages/`) or for an item (`articles/`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from dateline.store.erasure import Erasure

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

    from dateline.store.erasure import ObjectVersion


class OverflowMissing(LookupError):  # noqa: N818 - named for what happened
    """An object of the overflow bucket is not there. `key` names it."""

    def __init__(self, bucket: str, key: str) -> None:
        super().__init__(f"s3://{bucket}/{key} is not there")
        self.bucket = bucket
        self.key = key

    def __reduce__(self) -> tuple[type[OverflowMissing], tuple[str, str]]:
        return type(self), (self.bucket, self.key)


class OverflowBucket:
    """Objects by key. Raises what the client raises, and OverflowMissing."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self.bucket = bucket
        self._erasure = Erasure(client)

    def put(self, key: str, data: bytes) -> None:
        """Put an object, or put it again."""
        self._client.put_object(Bucket=self.bucket, Key=key, Body=data)

    def get(self, key: str) -> bytes:
        """The bytes of an object."""
        return self.fetch(self.bucket, key)

    def fetch(self, bucket: str, key: str) -> bytes:
        """The bytes of an object that a message names with its bucket."""
        try:
            answer = self._client.get_object(Bucket=bucket, Key=key)
        except self._client.exceptions.NoSuchKey as error:
            raise OverflowMissing(bucket, key) from error
        with closing(answer["Body"]) as body:  # as in `Inbox.read`
            return body.read()

    def delete(self, key: str) -> None:
        """Take an object away; it may be gone already."""
        self._client.delete_object(Bucket=self.bucket, Key=key)

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys of the objects below a prefix."""
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
            for found in page.get("Contents", []):
                yield found["Key"]

    def versions(self, prefix: str) -> Iterator[ObjectVersion]:
        """All versions of the objects below a prefix, those that were replaced or deleted too."""
        return self._erasure.under(self.bucket, prefix)

    def erase(self, versions: Iterable[ObjectVersion]) -> None:
        """Delete versions for good. Raises NotErased."""
        self._erasure.erase(versions)
