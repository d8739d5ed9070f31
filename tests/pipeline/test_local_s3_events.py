"""S3's events arrive as AWS documents them: whole, once each, in order, for every way an object comes or goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from infra.local.cloud import LocalCloud
from infra.local.s3_shapes import Sequencers

from .stacks import ECHO, write_stack

KEY = "a+b c%/日本語 page.html"

NOTIFIED = """
    DirectQueue:
      Type: AWS::SQS::Queue
    FannedQueue:
      Type: AWS::SQS::Queue
    UploadTopic:
      Type: AWS::SNS::Topic
    Fan:
      Type: AWS::SNS::Subscription
      Properties: {Protocol: sqs, TopicArn: !Ref UploadTopic, Endpoint: !GetAtt FannedQueue.Arn}
    ToldBucket:
      Type: AWS::S3::Bucket
      Properties:
        VersioningConfiguration: {Status: Enabled}
        NotificationConfiguration:
          QueueConfigurations:
            - {Event: "s3:ObjectCreated:*", Queue: !GetAtt DirectQueue.Arn}
            - Event: "s3:ObjectRemoved:*"
              Queue: !GetAtt DirectQueue.Arn
              Filter: {S3Key: {Rules: [{Name: suffix, Value: .html}]}}
          TopicConfigurations:
            - {Event: "s3:ObjectCreated:*", Topic: !Ref UploadTopic}
    UnversionedBucket:
      Type: AWS::S3::Bucket
      Properties:
        NotificationConfiguration:
          QueueConfigurations: [{Event: "s3:ObjectRemoved:*", Queue: !GetAtt DirectQueue.Arn}]
    UploadArchive:
      Type: AWS::Events::Archive
      Properties:
        SourceArn: !Sub arn:aws:events:${AWS::Region}:${AWS::AccountId}:event-bus/default
        EventPattern: {source: [aws.s3]}
"""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[LocalCloud]:
    with LocalCloud.embedded(template=write_stack(tmp_path, ECHO, NOTIFIED.replace("\n    ", "\n"))) as cloud:
        for queue in ("DirectQueue", "FannedQueue"):
            taken(cloud, queue)  # S3's test events
        yield cloud


def taken(cloud: LocalCloud, queue: str = "WorkQueue") -> list[Any]:
    """The bodies of what lies in a queue, which is empty afterwards."""
    sqs, url, bodies = cloud.client("sqs"), cloud.resources[queue].ref, []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            bodies.append(json.loads(message["Body"]))
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return bodies


def test_an_upload_is_told_by_eventbridge_in_full(small: LocalCloud) -> None:
    before = datetime.now(UTC)
    upload = small.upload(KEY, b"five!", "text/html")
    (event,) = taken(small)
    detail = event.pop("detail")
    assert abs(datetime.fromisoformat(event.pop("time")) - before) < timedelta(minutes=1)
    assert len(event.pop("id")) == 36
    assert event == {
        "version": "0",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": "123456789012",
        "region": small.region,
        "resources": [f"arn:aws:s3:::{small.inbox_bucket}"],
    }
    assert len(detail.pop("request-id")) == 16
    sequencer = detail["object"].pop("sequencer")
    assert str(upload.sequencer).startswith(sequencer)
    assert detail == {
        "version": "0",
        "bucket": {"name": small.inbox_bucket},
        "object": {"key": KEY, "size": 5, "etag": upload.etag, "version-id": upload.version_id},
        "requester": "123456789012",
        "source-ip-address": "127.0.0.1",
        "reason": "PutObject",
    }


def test_a_removal_is_told_with_its_delete_marker(small: LocalCloud) -> None:
    upload = small.upload(KEY, b"page")
    removal = small.remove(KEY)
    created, deleted = (event["detail"] for event in taken(small))
    assert deleted["reason"] == "DeleteObject"
    assert deleted["deletion-type"] == "Delete Marker Created"
    assert deleted["object"]["version-id"] == removal.version_id != upload.version_id
    assert "size" not in deleted["object"]
    assert created["object"]["sequencer"] < deleted["object"]["sequencer"]


def test_removing_one_version_is_told_as_for_good(small: LocalCloud) -> None:
    old = small.upload(KEY, b"old")
    small.upload(KEY, b"new")
    taken(small)
    small.client("s3").delete_object(Bucket=small.inbox_bucket, Key=KEY, VersionId=old.version_id)
    (event,) = taken(small)
    assert event["detail"]["deletion-type"] == "Permanently Deleted"
    assert event["detail"]["object"]["version-id"] == old.version_id


def test_removing_many_at_once_tells_each(small: LocalCloud) -> None:
    small.upload("one", b"1")
    small.upload("two", b"2")
    taken(small)
    objects = [{"Key": "one"}, {"Key": "two"}, {"Key": "never there"}]
    small.client("s3").delete_objects(Bucket=small.inbox_bucket, Delete={"Objects": objects})
    assert [event["detail"]["object"]["key"] for event in taken(small)] == ["one", "two"]


def test_a_copy_and_a_multipart_upload_are_told_once_with_their_reason(small: LocalCloud) -> None:
    s3, bucket = small.client("s3"), small.inbox_bucket
    small.upload("original", b"page")
    s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": "original"})
    upload = s3.create_multipart_upload(Bucket=bucket, Key="parts")["UploadId"]
    part = s3.upload_part(Bucket=bucket, Key="parts", UploadId=upload, PartNumber=1, Body=b"page")
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
    s3.complete_multipart_upload(Bucket=bucket, Key="parts", UploadId=upload, MultipartUpload=parts)
    told = [(event["detail"]["object"]["key"], event["detail"]["reason"]) for event in taken(small)]
    assert told == [("original", "PutObject"), ("copy", "CopyObject"), ("parts", "CompleteMultipartUpload")]


def test_no_two_events_share_an_id_and_sequencers_only_grow(small: LocalCloud) -> None:
    for number in range(20):
        small.upload("same", str(number).encode())
    events = taken(small)
    sequencers = [event["detail"]["object"]["sequencer"] for event in events]
    assert sequencers == sorted(set(sequencers))
    assert len({event["id"] for event in events}) == 20
    assert all(len(sequencer) == 18 for sequencer in sequencers)


def test_sequencers_grow_even_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([2_000_000_000_000_000_000, 1_000_000_000_000_000_000, 1_999_999_999_999_999_999])
    monkeypatch.setattr("time.time_ns", lambda: next(clock))
    sequencers = Sequencers()
    first, second, third = (sequencers.next() for _ in range(3))
    assert first == "007735940000000000"
    assert first < second < third


def test_s3s_own_notification_encodes_the_key_and_has_every_field(small: LocalCloud) -> None:
    bucket = small.resources["ToldBucket"].name
    answer = small.client("s3").put_object(Bucket=bucket, Key=KEY, Body=b"five!")
    (message,) = taken(small, "DirectQueue")
    (record,) = message["Records"]
    assert record["eventName"] == "ObjectCreated:Put"
    assert record["eventTime"].endswith("Z")
    assert set(record) == {
        "eventVersion",
        "eventSource",
        "awsRegion",
        "eventTime",
        "eventName",
        "userIdentity",
        "requestParameters",
        "responseElements",
        "s3",
    }
    told = record["s3"]["object"]
    assert told.pop("sequencer")
    assert told == {
        "key": "a%2Bb+c%25/%E6%97%A5%E6%9C%AC%E8%AA%9E+page.html",
        "size": 5,
        "eTag": answer["ETag"].strip('"'),
        "versionId": answer["VersionId"],
    }
    assert record["s3"]["bucket"]["arn"] == f"arn:aws:s3:::{bucket}"


def test_a_topic_passes_the_notification_on_to_its_queue(small: LocalCloud) -> None:
    small.client("s3").put_object(Bucket=small.resources["ToldBucket"].name, Key="page", Body=b"page")
    (envelope,) = taken(small, "FannedQueue")
    assert envelope["Type"] == "Notification"
    assert envelope["Subject"] == "Amazon S3 Notification"
    assert json.loads(envelope["Message"])["Records"][0]["s3"]["object"]["key"] == "page"


def test_a_notification_filter_decides_which_removals_are_told(small: LocalCloud) -> None:
    s3, bucket = small.client("s3"), small.resources["ToldBucket"].name
    for key in ("page.html", "page.txt"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"page")
        s3.delete_object(Bucket=bucket, Key=key)
    names = [
        (record["eventName"], record["s3"]["object"]["key"])
        for message in taken(small, "DirectQueue")
        for record in message["Records"]
    ]
    assert names == [
        ("ObjectCreated:Put", "page.html"),
        ("ObjectRemoved:DeleteMarkerCreated", "page.html"),
        ("ObjectCreated:Put", "page.txt"),
    ]


def test_a_bucket_without_versions_tells_none(small: LocalCloud) -> None:
    s3, bucket = small.client("s3"), small.resources["UnversionedBucket"].name
    s3.put_object(Bucket=bucket, Key="page", Body=b"page")
    s3.delete_object(Bucket=bucket, Key="page")
    (message,) = taken(small, "DirectQueue")
    assert message["Records"][0]["eventName"] == "ObjectRemoved:Delete"
    assert "versionId" not in message["Records"][0]["s3"]["object"]


def test_the_archive_keeps_events_and_a_replay_sends_those_of_its_time_again(small: LocalCloud) -> None:
    events, archive = small.client("events"), small.resources["UploadArchive"]
    small.upload(KEY, b"page")
    (first,) = taken(small)
    assert events.describe_archive(ArchiveName=archive.name)["EventCount"] == 1
    now = datetime.now(UTC)
    bus = f"arn:aws:events:{small.region}:123456789012:event-bus/default"
    windows = {
        "early": (now - timedelta(days=2), now - timedelta(days=1)),
        "now": (now - timedelta(1), now + timedelta(1)),
    }
    for name, (start, end) in windows.items():
        events.start_replay(
            ReplayName=name,
            EventSourceArn=archive.arn,
            EventStartTime=start,
            EventEndTime=end,
            Destination={"Arn": bus},
        )
        replayed = taken(small)
        assert len(replayed) == (name == "now")
    assert replayed[0].pop("replay-name") == "now"
    assert replayed[0] == first


def test_a_rule_that_is_switched_off_gets_nothing(small: LocalCloud) -> None:
    small.client("events").disable_rule(Name=small.resources["UploadRule"].name)
    small.upload(KEY, b"page")
    assert taken(small) == []


def test_a_delivery_that_fails_is_not_passed_over(small: LocalCloud) -> None:
    small.client("sqs").delete_queue(QueueUrl=small.resources["WorkQueue"].ref)
    with pytest.raises(Exception, match="queue does not exist"):
        small.upload(KEY, b"page")
