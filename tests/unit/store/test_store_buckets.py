"""The inbox as it lies there now, the overflow bucket, and the clients that reach them."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import IncompleteReadError
from botocore.response import StreamingBody
from botocore.stub import Stubber

from dateline.article import Upload
from dateline.store import Inbox, OverflowBucket, OverflowMissing, client

if TYPE_CHECKING:
    from tests.unit.store.conftest import Stack

LIMIT = 1_000


def at(key: str) -> Upload:
    return Upload(bucket="inbox", key=key, version_id="of no matter")


@pytest.mark.parametrize("key", ["page.html", "a+b c%.html", "日本語 page.html", "a/../b"])
def test_the_object_that_lies_there_now_is_read(inbox_client: Any, key: str) -> None:
    inbox_client.put_object(Bucket="inbox", Key=key, Body=b"older")
    put = inbox_client.put_object(Bucket="inbox", Key=key, Body=b"newer", ContentType="text/html")
    found = Inbox(inbox_client).read(at(key), LIMIT)
    assert found is not None
    assert (found.data, found.content_type, found.size) == (b"newer", "text/html", 5)
    assert (found.version_id, found.etag) == (put["VersionId"], put["ETag"].strip('"'))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found.uploaded_at)


def test_compressed_bytes_come_as_they_are(inbox_client: Any) -> None:
    data = gzip.compress(b"page", mtime=0)
    inbox_client.put_object(Bucket="inbox", Key="page.html", Body=data, ContentEncoding="gzip")
    found = Inbox(inbox_client).read(at("page.html"), LIMIT)
    assert found is not None
    assert found.data == data


def test_an_object_that_is_gone_is_none(inbox_client: Any) -> None:
    inbox_client.put_object(Bucket="inbox", Key="page.html", Body=b"page")
    inbox_client.delete_object(Bucket="inbox", Key="page.html")
    assert Inbox(inbox_client).read(at("page.html"), LIMIT) is None
    assert Inbox(inbox_client).read(at("never.html"), LIMIT) is None


def test_a_missing_bucket_is_an_error(inbox_client: Any) -> None:
    with pytest.raises(inbox_client.exceptions.NoSuchBucket):
        Inbox(inbox_client).read(Upload(bucket="elsewhere", key="page.html"), LIMIT)


def test_a_refusal_names_the_permissions_that_are_missing(inbox_client: Any) -> None:
    with Stubber(inbox_client) as stub:
        stub.add_client_error("get_object", "AccessDenied", "Access Denied", 403)
        with pytest.raises(PermissionError, match=r"s3:GetObject on .*inbox/\*.* s3:ListBucket on arn:aws:s3:::inbox"):
            Inbox(inbox_client).read(at("page.html"), LIMIT)


def test_another_error_passes(inbox_client: Any) -> None:
    with Stubber(inbox_client) as stub:
        stub.add_client_error("get_object", "InvalidObjectState", "archived", 403)
        with pytest.raises(inbox_client.exceptions.InvalidObjectState):
            Inbox(inbox_client).read(at("page.html"), LIMIT)


class Unread:
    """A body that may be closed, never read."""

    closed = False

    def read(self) -> bytes:
        raise AssertionError("it was read")

    def close(self) -> None:
        self.closed = True


def test_an_object_too_large_is_told_without_being_downloaded(inbox_client: Any) -> None:
    body = Unread()
    with Stubber(inbox_client) as stub:
        answer = {
            "ContentLength": LIMIT + 1,
            "Body": body,
            "ETag": '"e"',
            "LastModified": datetime(2026, 3, 2, tzinfo=UTC),
        }
        stub.add_response("get_object", answer)
        found = Inbox(inbox_client).read(at("page.html"), LIMIT)
    assert found is not None
    assert (found.data, found.size) == (None, LIMIT + 1)
    assert body.closed


def test_an_answer_that_is_cut_off_is_an_error_and_no_shorter_object(inbox_client: Any) -> None:
    with Stubber(inbox_client) as stub:
        for _ in range(2):
            facts = {"ContentLength": 4, "ETag": '"e"', "LastModified": datetime(2026, 3, 2, tzinfo=UTC)}
            stub.add_response("get_object", {"Body": StreamingBody(BytesIO(b"pag"), 4), **facts})
        with pytest.raises(IncompleteReadError):
            Inbox(inbox_client).read(at("page.html"), LIMIT)
        with pytest.raises(IncompleteReadError):
            OverflowBucket(inbox_client, "overflow").get("articles/1")


def test_an_object_of_exactly_the_limit_is_read(inbox_client: Any) -> None:
    inbox_client.put_object(Bucket="inbox", Key="page.html", Body=b"x" * LIMIT)
    found = Inbox(inbox_client).read(at("page.html"), LIMIT)
    assert found is not None
    assert found.size == LIMIT


def test_an_upload_without_a_key_cannot_be_read(inbox_client: Any) -> None:
    with pytest.raises(ValueError, match="needs bucket and key"):
        Inbox(inbox_client).read(Upload(bucket="inbox"), LIMIT)


def test_the_overflow_bucket_keeps_brings_and_forgets(stack: Stack) -> None:
    overflow = OverflowBucket(stack.s3, stack.bucket)
    overflow.put("messages/1", b"one")
    overflow.put("articles/1", b"two")
    assert overflow.get("messages/1") == overflow.fetch(stack.bucket, "messages/1") == b"one"
    assert list(overflow.keys("articles/")) == ["articles/1"]
    overflow.delete("messages/1")
    overflow.delete("messages/1")
    with pytest.raises(OverflowMissing, match="messages/1"):
        overflow.get("messages/1")


def test_a_client_is_made_once_for_each_place_that_the_environment_names(
    stack: Stack,  # noqa: ARG001 - for its environment
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = client("s3")
    assert client("s3") is first
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:1")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    elsewhere = client("s3")
    assert elsewhere.meta.endpoint_url == "http://localhost:1"
    assert elsewhere.meta.region_name == "eu-central-1"
    monkeypatch.setenv("AWS_ENDPOINT_URL", "")
    assert client("dynamodb").meta.endpoint_url == "https://dynamodb.eu-central-1.amazonaws.com"


def test_a_local_endpoint_is_asked_by_path(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - for its environment
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:1")
    url = client("s3").generate_presigned_url("get_object", Params={"Bucket": "inbox", "Key": "page.html"})
    assert url.startswith("http://localhost:1/inbox/page.html")


def test_waiting_for_an_answer_and_trying_again_stay_within_a_functions_time(
    stack: Stack,  # noqa: ARG001 - for its environment
) -> None:
    config: Any = client("dynamodb").meta.config
    assert config.retries["mode"] == "standard"
    assert config.retries["total_max_attempts"] * (config.connect_timeout + config.read_timeout) < 60
