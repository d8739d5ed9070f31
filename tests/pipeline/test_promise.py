"""Every upload ends as exactly one of stored, superseded, duplicate, removed, rejected or dead-lettered."""

from __future__ import annotations

import gzip
import itertools
from typing import TYPE_CHECKING

import pytest

from dateline import Reason, Record
from dateline.events import uploads_in_body
from dateline.store import ArticleTable, Outcome, OverflowBucket, RejectedRow, RemovedRow, Row
from tests.pipeline.stories import story

if TYPE_CHECKING:
    from dateline import Upload
    from infra.local.cloud import LocalCloud


def table_of(cloud: LocalCloud) -> ArticleTable:
    return ArticleTable(
        cloud.client("dynamodb"), cloud.table_name, OverflowBucket(cloud.client("s3"), cloud.overflow_bucket), 30
    )


def ended_as(cloud: LocalCloud, upload: Upload) -> Outcome | None:
    assert upload.bucket is not None
    assert upload.key is not None
    assert upload.sequencer is not None
    return table_of(cloud).outcome_of(upload.bucket, upload.key, upload.sequencer)


def row(cloud: LocalCloud, key: str) -> Row | None:
    return table_of(cloud).row_of(cloud.inbox_bucket, key)


def waiting_events(cloud: LocalCloud) -> list[str]:
    """The bodies that wait in the parse queue, taken out of it."""
    sqs, queue = cloud.client("sqs"), cloud.outputs["ParseQueueUrl"]
    bodies = []
    while messages := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=0).get("Messages"):
        for message in messages:
            bodies.append(message["Body"])
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return bodies


def deliver(cloud: LocalCloud, *bodies: str) -> None:
    for body in bodies:
        cloud.client("sqs").send_message(QueueUrl=cloud.outputs["ParseQueueUrl"], MessageBody=body)
        cloud.run_until_idle()


def test_a_page_dropped_into_the_bucket_stands_in_the_table(cloud: LocalCloud) -> None:
    upload = cloud.upload("a+b c%.html", story("Ferry resumes", address="https://news.example/ferry"))
    japanese = cloud.upload("日本語 page.html", story("Pier closed"))
    cloud.run_until_idle()

    assert ended_as(cloud, upload) is ended_as(cloud, japanese) is Outcome.STORED
    found = row(cloud, "a+b c%.html")
    assert isinstance(found, Record)
    assert found.headline == "Ferry resumes"
    assert found.url == "https://news.example/ferry"
    assert found.published_at == "2026-03-02T10:00:00Z"
    assert found.word_count > 100
    assert found.upload.version_id == upload.version_id
    assert table_of(cloud).get(found.article_id) == found
    assert [record.headline for record in table_of(cloud).by_day("2026-03-02")].count("Ferry resumes") == 1


def test_the_newer_upload_of_a_key_wins(cloud: LocalCloud) -> None:
    first = cloud.upload("a.html", story("First wording"))
    second = cloud.upload("a.html", story("Second wording"))
    cloud.run_until_idle()

    assert ended_as(cloud, first) is Outcome.SUPERSEDED
    assert ended_as(cloud, second) is Outcome.STORED


def test_removing_the_upload_removes_the_article(cloud: LocalCloud) -> None:
    cloud.upload("a.html", story("Short-lived", address="https://news.example/short"))
    cloud.run_until_idle()
    found = row(cloud, "a.html")
    assert isinstance(found, Record)
    removal = cloud.remove("a.html")
    cloud.run_until_idle()

    assert ended_as(cloud, removal) is Outcome.REMOVED
    assert isinstance(row(cloud, "a.html"), RemovedRow)
    assert table_of(cloud).get(found.article_id) is None
    assert list(table_of(cloud).by_day("2026-03-02")) == []


@pytest.mark.parametrize(
    "order", [*itertools.permutations(range(4)), (0, 1, 2, 3, 0, 1, 2, 3), (3, 3, 0, 0, 2, 1)], ids=str
)
def test_whatever_the_order_of_delivery_the_table_tells_what_lies_in_the_bucket(
    cloud: LocalCloud, order: tuple[int, ...]
) -> None:
    cloud.upload("a.html", story("First wording"))
    cloud.upload("a.html", story("Second wording"))
    cloud.remove("a.html")
    last = cloud.upload("a.html", story("Third wording"))
    events = sorted(waiting_events(cloud), key=lambda body: str(next(uploads_in_body(body)).upload.sequencer))
    assert len(events) == 4

    deliver(cloud, *(events[number] for number in order))

    found = row(cloud, "a.html")
    assert isinstance(found, Record)
    assert found.headline == "Third wording"
    assert ended_as(cloud, last) is Outcome.STORED
    assert cloud.dead_letters() == ()


@pytest.mark.parametrize("order", [*itertools.permutations(range(2)), (1, 0, 1, 0)], ids=str)
def test_a_late_event_does_not_bring_a_removed_page_back(cloud: LocalCloud, order: tuple[int, ...]) -> None:
    cloud.upload("a.html", story("Gone"))
    cloud.remove("a.html")
    events = sorted(waiting_events(cloud), key=lambda body: str(next(uploads_in_body(body)).upload.sequencer))

    deliver(cloud, *(events[number] for number in order))

    assert isinstance(row(cloud, "a.html"), RemovedRow)
    assert cloud.dead_letters() == ()


def test_the_same_event_again_changes_nothing(cloud: LocalCloud) -> None:
    cloud.upload("a.html", story("Once"))
    [event] = waiting_events(cloud)
    deliver(cloud, event)
    before = row(cloud, "a.html")
    deliver(cloud, event, event)
    assert row(cloud, "a.html") == before


def test_two_keys_with_one_address_are_one_article_until_both_are_gone(cloud: LocalCloud) -> None:
    page = story("Told twice", address="https://news.example/twice")
    uploads = [cloud.upload(key, page) for key in ("a.html", "b.html")]
    cloud.run_until_idle()
    assert sorted(str(ended_as(cloud, upload)) for upload in uploads) == ["duplicate", "stored"]
    assert len(list(table_of(cloud).newest())) == 1
    found = row(cloud, "a.html")
    assert isinstance(found, Record)

    cloud.remove("b.html")
    cloud.run_until_idle()
    assert table_of(cloud).get(found.article_id) is not None
    cloud.remove("a.html")
    cloud.run_until_idle()
    assert table_of(cloud).get(found.article_id) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t ", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Reason.UNSUPPORTED_TYPE),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Reason.UNSUPPORTED_TYPE),
        (b"PK\x03\x04" + bytes(60), Reason.UNSUPPORTED_TYPE),
        (gzip.compress(story("Torn"))[:-20], Reason.CORRUPT),
        (b"x" * 10_000_001, Reason.TOO_LARGE),
        (gzip.compress(b"x" * 60_000_000), Reason.TOO_LARGE),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_gets_its_reason_and_is_kept(cloud: LocalCloud, data: bytes, reason: Reason) -> None:
    upload = cloud.upload("bad.html", data, "text/html")
    cloud.run_until_idle()

    assert ended_as(cloud, upload) is Outcome.REJECTED
    rejected = row(cloud, "bad.html")
    assert isinstance(rejected, RejectedRow)
    assert rejected.reason is reason
    assert [told.upload.key for told in table_of(cloud).by_reason(reason)] == ["bad.html"]
    assert cloud.client("s3").head_object(Bucket=cloud.inbox_bucket, Key="bad.html")["ContentLength"] == len(data)


def test_an_article_too_large_for_a_message_and_an_item_comes_back_whole(cloud: LocalCloud) -> None:
    words = [f"w{number * 2654435761 % 2**32:x}" for number in range(400_000)]
    paragraphs = "".join(f"<p>{' '.join(words[start : start + 50])}.</p>" for start in range(0, len(words), 50))
    page = story("Long read").replace(b"</article>", paragraphs.encode() + b"</article>")
    upload = cloud.upload("long.html", page)
    cloud.run_until_idle()

    assert ended_as(cloud, upload) is Outcome.STORED
    found = row(cloud, "long.html")
    assert isinstance(found, Record)
    assert found.body.endswith(f"{words[-1]}.")
    assert len(found.body) > 2_000_000


def test_poison_goes_to_the_dead_letter_queue_and_its_neighbours_do_not(cloud: LocalCloud) -> None:
    good = cloud.upload("good.html", story("Good"))
    cloud.client("sqs").send_message(QueueUrl=cloud.outputs["ParseQueueUrl"], MessageBody='{"source": "a.poet"}')
    cloud.run_until_idle()

    [letter] = cloud.dead_letters()
    assert letter.queue == "ParseDeadLetterQueue"
    assert letter.body == '{"source": "a.poet"}'
    assert ended_as(cloud, good) is Outcome.STORED
