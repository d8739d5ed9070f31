"""Puts the objects in place that recorded events tell of, so that a function finds what an event sends it for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from moto.s3.models import s3_backends

from dateline.events import UnknownEvent, uploads_in

if TYPE_CHECKING:
    from dateline.article import Upload
    from infra.local.cloud import LocalCloud

_ANY_PAGE = "sample.txt"


def seed(cloud: LocalCloud, *, events: Path, pages: Path) -> tuple[str, ...]:
    """Upload the object of each upload that an event tells of, with the version that it names; returns the keys.

    `events` is one event's file or a folder of them. An object holds the file in `pages` that has its name, else
    sample.txt. Buckets are made as needed. What a removal tells of is not uploaded.
    """
    uploads = {(upload.bucket, upload.key): upload for upload in _uploads_told(events)}
    for upload in uploads.values():
        _put(cloud, upload, _page(pages, str(upload.key)))
    return tuple(str(key) for _, key in uploads)


def _uploads_told(events: Path) -> Iterator[Upload]:
    files = sorted(events.glob("*.json")) if events.is_dir() else [events]
    for file in files:
        try:
            told = list(uploads_in(json.loads(file.read_bytes())))
        except UnknownEvent:
            continue  # an event for another function, or one that is there to be refused
        yield from (event.upload for event in told if not event.removed)


def _page(pages: Path, key: str) -> bytes:
    own = pages / Path(key).name
    return (own if own.is_file() else pages / _ANY_PAGE).read_bytes()


def _put(cloud: LocalCloud, upload: Upload, data: bytes) -> None:
    s3, bucket = cloud.client("s3"), str(upload.bucket)
    if bucket not in {one["Name"] for one in s3.list_buckets()["Buckets"]}:
        place = (
            {} if cloud.region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": cloud.region}}
        )
        s3.create_bucket(Bucket=bucket, **place)
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    with cloud.account.lock:
        s3.put_object(Bucket=bucket, Key=upload.key, Body=data)
        if upload.version_id:
            backend = s3_backends[cloud.account.id][cloud.account.partition]
            backend.get_bucket(bucket).keys[str(upload.key)]._version_id = upload.version_id  # noqa: SLF001 - S3 chooses versions; no request can
