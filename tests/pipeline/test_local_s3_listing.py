"""Keys that XML has no form for come in by the door, are listed, and are taken down with every version of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import boto3
import pytest
from typer.testing import CliRunner

from dateline.store import TakenDownRow
from dateline.store import takedown as store_takedown
from dateline.store.versions import InboxVersions
from infra.cli.main import app
from infra.local.cloud import LocalCloud
from tests.hostile.keys import KEYS
from tests.pipeline.stories import story
from tests.pipeline.test_promise import row

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

ODD = [KEYS[name] for name in ("escape", "a line break", "a carriage return", "null", "noncharacters", "percent")]


@pytest.fixture(scope="module")
def cloud() -> Iterator[LocalCloud]:
    with LocalCloud.embedded(region="eu-central-1", port=0) as deployed:
        settings = {"AWS_ENDPOINT_URL": deployed.endpoint_url or "", "AWS_REGION": "eu-central-1", "NO_COLOR": "1"}
        with patch.dict(os.environ, settings):
            yield deployed


@pytest.fixture(params=["door", "process"])
def s3(cloud: LocalCloud, request: pytest.FixtureRequest) -> S3Client:
    inside: S3Client = cloud.client("s3")
    return boto3.client("s3", endpoint_url=cloud.endpoint_url) if request.param == "door" else inside


def test_keys_are_listed_as_they_are_with_any_page_and_prefix(cloud: LocalCloud, s3: S3Client) -> None:
    bucket = cloud.inbox_bucket
    for key in KEYS.values():
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    operations: tuple[tuple[Any, str], ...] = (
        ("list_objects", "Contents"), ("list_objects_v2", "Contents"), ("list_object_versions", "Versions"),
    )  # fmt: skip
    for operation, entries in operations:
        pages = s3.get_paginator(operation).paginate(Bucket=bucket, PaginationConfig={"PageSize": 3})
        assert {entry["Key"] for page in pages for entry in page[entries]} == set(KEYS.values()), operation
        for key in ODD:
            (page,) = s3.get_paginator(operation).paginate(Bucket=bucket, Prefix=key)
            assert {entry["Key"] for entry in page[entries]} == {key}, operation
    for key in KEYS.values():
        s3.delete_object(Bucket=bucket, Key=key)


def test_a_client_that_does_not_ask_for_encoding_gets_none(cloud: LocalCloud) -> None:
    s3 = cloud.client("s3")
    s3.put_object(Bucket=cloud.inbox_bucket, Key="plain/50%.html", Body=b"")
    s3.meta.events.unregister("before-parameter-build.s3.ListObjectVersions")
    listed = s3.list_object_versions(Bucket=cloud.inbox_bucket, Prefix="plain/")
    assert [entry["Key"] for entry in listed["Versions"]] == ["plain/50%.html"]
    s3.delete_object(Bucket=cloud.inbox_bucket, Key="plain/50%.html")


@pytest.mark.parametrize("key", ODD)
def test_their_pages_are_stored_told_and_taken_down(
    cloud: LocalCloud, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(store_takedown, "LOOK_SECONDS", 0)
    s3 = boto3.client("s3", endpoint_url=cloud.endpoint_url)
    for edition in ("first", "second"):
        s3.put_object(Bucket=cloud.inbox_bucket, Key=key, Body=story(f"The {edition} edition of {ODD.index(key)}"))
        cloud.run_until_idle()
    versions = list(InboxVersions(s3).newest(cloud.inbox_bucket, key))
    assert sum(not version.removed for version in versions) >= 2
    assert {version.key for version in versions} == {key}

    arguments = ["takedown", key, "--uploads", "--apply", "--because", "as asked"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert isinstance(row(cloud, key), TakenDownRow)
    assert not list(InboxVersions(s3).newest(cloud.inbox_bucket, key))
