"""The versions of a key, as S3 lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from dateline.store import InboxVersions, Version

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

LIMIT = 1_000


def put(inbox: S3Client, key: str, data: bytes) -> str:
    return inbox.put_object(Bucket="inbox", Key=key, Body=data)["VersionId"]


def listed(inbox: S3Client, key: str) -> list[tuple[str, bool]]:
    return [(version.version_id, version.removed) for version in InboxVersions(inbox).newest("inbox", key)]


@pytest.mark.parametrize(
    "key", ["page.html", "a+b c%.html", "日本語 page.html", "a/../b", 'line\nbreak"quote', "\u202egnp.html"]
)
def test_the_versions_of_a_key_are_its_own_and_the_newest_comes_first(inbox_client: Any, key: str) -> None:
    put(inbox_client, f"{key}.other", b"longer")
    put(inbox_client, key[:-1], b"shorter")
    first, second = put(inbox_client, key, b"first"), put(inbox_client, key, b"second")
    marker = inbox_client.delete_object(Bucket="inbox", Key=key)["VersionId"]
    last = put(inbox_client, key, b"last")
    assert listed(inbox_client, key) == [(last, False), (marker, True), (second, False), (first, False)]
    read = [InboxVersions(inbox_client).read(one, LIMIT) for one in InboxVersions(inbox_client).newest("inbox", key)]
    assert [one.data if one else None for one in read] == [b"last", None, b"second", b"first"]


def test_a_key_that_never_was_has_none(inbox_client: Any) -> None:
    put(inbox_client, "page.html", b"page")
    assert listed(inbox_client, "page") == listed(inbox_client, "page.html/") == []


def test_more_versions_than_a_page_of_the_listing_holds(inbox_client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "3")
    versions = [put(inbox_client, "page.html", b"%d" % number) for number in range(8)]
    put(inbox_client, "page.html.other", b"other")
    assert [version_id for version_id, _ in listed(inbox_client, "page.html")] == versions[::-1]


def test_a_large_version_is_not_downloaded_and_one_that_is_gone_is_none(inbox_client: Any) -> None:
    put(inbox_client, "page.html", b"x" * (LIMIT + 1))
    versions = InboxVersions(inbox_client)
    (version,) = versions.newest("inbox", "page.html")
    read = versions.read(version, LIMIT)
    assert read
    assert (read.data, read.size) == (None, LIMIT + 1)
    inbox_client.delete_object(Bucket="inbox", Key="page.html", VersionId=version.version_id)
    assert versions.read(version, LIMIT) is None


def test_a_refusal_says_which_permissions_are_missing(inbox_client: Any) -> None:
    with Stubber(inbox_client) as stub:
        stub.add_client_error("list_object_versions", "AccessDenied", http_status_code=403)
        with pytest.raises(PermissionError, match="s3:ListBucketVersions"):
            list(InboxVersions(inbox_client).newest("inbox", "page.html"))


def test_another_failure_is_told_as_it_is(inbox_client: Any) -> None:
    version = Version("inbox", "page.html", "v1", "2026-03-02T10:00:00Z")
    with Stubber(inbox_client) as stub:
        stub.add_client_error("get_object", "SlowDown", http_status_code=503)
        stub.add_client_error("list_object_versions", "SlowDown", http_status_code=503)
        with pytest.raises(ClientError, match="SlowDown"):
            InboxVersions(inbox_client).read(version, LIMIT)
        with pytest.raises(ClientError, match="SlowDown"):
            list(InboxVersions(inbox_client).newest("inbox", "page.html"))
