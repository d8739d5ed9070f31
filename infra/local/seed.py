"""Puts the objects in place that recorded events tell of, so that a function finds what an event sends it for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from moto.s3.models import s3_backends

from dateline.events import UnknownEvent, UploadEvent, uploads_in

if TYPE_CHECKING:
    from dateline.article import Upload
    from infra.local.cloud import LocalCloud

_ANY_PAGE = "sample.txt"


def seed(cloud: LocalCloud, *, events: Path, pages: Path) -> tuple[str, ...]:
    """Upload the object of each upload that an event tells of, with the version that it names; returns the keys.

    `events` is one event's file or a folder of them. An object holds the file in `pages` that has its name, else
    sample.txt. What a removal tells of is not uploaded, but its bucket is there, as every bucket that is named.
    """
    told = list(_events_told(events))
    for bucket in dict.fromkeys(str(event.upload.bucket) for event in told):
        _make(cloud, bucket)
    uploads = {(event.upload.bucket, event.upload.key): event.upload for event in told if not event.removed}
    for upload in uploads.values():
        _put(cloud, upload, _page(pages, str(upload.key)))
    return tuple(str(key) for _, key in uploads)


def _events_told(events: Path) -> Iterator[UploadEvent]:
    files = sorted(events.glob("*.json")) if events.is_dir() else [events]
    for file in files:
        try:
            yield from list(uploads_in(json.loads(file.read_bytes())))  # all of an event's, or none
        except UnknownEvent:
            continue  # an event for another function, or one that is there to be refused


def _page(pages: Path, key: str) -> bytes:
    own = pages / Path(key).name
    return (own if own.is_file() else pages / _ANY_PAGE).read_bytes()


def _make(cloud: LocalCloud, bucket: str) -> None:
    s3 = cloud.client("s3")
    if bucket in {one["Name"] for one in s3.list_buckets()["Buckets"]}:
        return
    place = {} if cloud.region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": cloud.region}}
    s3.create_bucket(Bucket=bucket, **place)
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    cloud.guard.let_stand_for(bucket, cloud.inbox_bucket)


def _put(cloud: LocalCloud, upload: Upload, data: bytes) -> None:
    with cloud.account.lock:
        cloud.client("s3").put_object(Bucket=upload.bucket, Key=upload.key, Body=data)
        if upload.version_id:
            bucket = s3_backends[cloud.account.id][cloud.account.partition].get_bucket(str(upload.bucket))
            bucket.keys[str(upload.key)]._version_id = upload.version_id  # noqa: SLF001 - S3 chooses versions; no request can
