"""Queues are driven as Lambda drives them: batches, partial failures, retries, dead letters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import infra.local.driver
from infra.local.cloud import LocalCloud
from infra.local.driver import Batch, NoEndError
from infra.local.sqs_shapes import failed_ids

from .stacks import ECHO, write_stack

PICKY = """
    def handler(event, context):
        bad = [record["messageId"] for record in event["Records"] if record["body"].startswith("bad")]
        return {"batchItemFailures": [{"itemIdentifier": name} for name in bad]}
"""

OUTCOMES: list[tuple[Any, set[str]]] = [
    (None, set()),
    ({}, set()),
    ({"batchItemFailures": None}, set()),
    ({"batchItemFailures": []}, set()),
    ({"batchItemFailures": [{"itemIdentifier": "a"}]}, {"a"}),
    ({"batchItemFailures": [{"itemIdentifier": "a"}, {"itemIdentifier": "a"}]}, {"a"}),
    ({"batchItemFailures": [{"itemIdentifier": ""}]}, {"a", "b"}),
    ({"batchItemFailures": [{"itemIdentifier": None}]}, {"a", "b"}),
    ({"batchItemFailures": [{"identifier": "a"}]}, {"a", "b"}),
    ({"batchItemFailures": [{"itemIdentifier": "a"}, {"itemIdentifier": "stranger"}]}, {"a", "b"}),
    ({"batchItemFailures": "a"}, {"a", "b"}),
    ({"batchItemFailures": ["a"]}, {"a", "b"}),
    ("a text", {"a", "b"}),
    ([], {"a", "b"}),
]


@pytest.mark.parametrize(("payload", "failed"), OUTCOMES)
def test_a_functions_answer_is_read_as_lambda_documents(payload: Any, failed: set[str]) -> None:
    assert failed_ids(payload, ["a", "b"]) == failed


@pytest.fixture
def batches() -> list[Batch]:
    return []


def deployed(folder: Path, code: str, **parameters: str) -> LocalCloud:
    return LocalCloud.embedded(template=write_stack(folder, code), parameters=parameters)


def send(cloud: LocalCloud, *bodies: str, **more: Any) -> None:
    for body in bodies:
        cloud.client("sqs").send_message(QueueUrl=cloud.resources["WorkQueue"].ref, MessageBody=body, **more)


def told(batches: list[Batch]) -> Iterator[tuple[list[str], list[str]]]:
    """For each batch the bodies done and the bodies failed."""
    return (([one.body for one in batch.done], [one.body for one in batch.failed]) for batch in batches)


def test_only_what_failed_comes_again_until_the_dead_letter_queue_takes_it(
    tmp_path: Path, batches: list[Batch]
) -> None:
    with deployed(tmp_path, PICKY, MaxReceives="3") as cloud:
        send(cloud, "one", "bad", "two")
        cloud.run_until_idle(batches.append)
        assert list(told(batches)) == [(["one", "two"], ["bad"]), ([], ["bad"]), ([], ["bad"])]
        assert [batch.failed[0].receive_count for batch in batches] == [1, 2, 3]
        (letter,) = cloud.dead_letters()
        assert (letter.queue, letter.body, letter.error) == ("WorkDeadLetterQueue", "bad", None)
        assert cloud.dead_letters() == (letter,), "looking at dead letters changes nothing"
        cloud.run_until_idle(batches.append)
        assert len(batches) == 3


def test_a_function_that_raises_fails_its_whole_batch_and_the_dead_letter_says_why(
    tmp_path: Path, batches: list[Batch]
) -> None:
    with deployed(tmp_path, "def handler(event, context): raise LookupError('no such page')") as cloud:
        send(cloud, "one", "two")
        cloud.run_until_idle(batches.append)
        assert [len(batch.failed) for batch in batches] == [2, 2, 2]
        assert str(batches[0].error) == "LookupError: no such page"
        assert {letter.error for letter in cloud.dead_letters()} == {"LookupError: no such page"}
        assert any("no such page" in line.text for line in cloud.logs("work"))


def test_a_function_that_recovers_leaves_nothing_behind(tmp_path: Path, batches: list[Batch]) -> None:
    moody = """
        calls = []
        def handler(event, context):
            calls.append(event)
            if len(calls) == 1:
                raise TimeoutError("busy")
    """
    with deployed(tmp_path, moody) as cloud:
        send(cloud, "one")
        cloud.run_until_idle(batches.append)
        assert [batch.error is None for batch in batches] == [False, True]
        assert cloud.dead_letters() == ()


@pytest.mark.parametrize(("size", "sizes"), [("1", [1] * 12), ("5", [5, 5, 2]), ("10", [10, 2]), ("25", [12])])
def test_batches_are_as_large_as_the_template_lets_them(
    tmp_path: Path, batches: list[Batch], size: str, sizes: list[int]
) -> None:
    with deployed(tmp_path, "def handler(event, context): pass", BatchSize=size) as cloud:
        send(cloud, *(str(number) for number in range(12)))
        cloud.run_until_idle(batches.append)
        assert [len(batch.done) for batch in batches] == sizes


def test_a_batch_is_no_larger_than_an_invocation_may_be(tmp_path: Path, batches: list[Batch]) -> None:
    code = """
        import json
        def handler(event, context):
            assert len(json.dumps(event)) <= 6 * 1024 * 1024 + 1024
    """
    with deployed(tmp_path, code) as cloud:
        send(cloud, *["x" * 1_000_000] * 8)
        cloud.run_until_idle(batches.append)
        assert [len(batch.done) for batch in batches] == [6, 2]


def test_records_have_every_field_that_lambda_gives(tmp_path: Path) -> None:
    code = """
        import json
        def handler(event, context):
            print(json.dumps(event["Records"][0]))
    """
    with deployed(tmp_path, code) as cloud:
        attributes = {
            "who": {"DataType": "String", "StringValue": "me"},
            "raw": {"DataType": "Binary", "BinaryValue": b"\xff"},
        }
        send(cloud, "hello", MessageAttributes=attributes)
        cloud.run_until_idle()
        record = json.loads(cloud.logs("work")[0].text)
        assert record["body"] == "hello"
        assert record["md5OfBody"] == "5d41402abc4b2a76b9719d911017c592"
        assert record["eventSource"] == "aws:sqs"
        assert record["eventSourceARN"] == cloud.resources["WorkQueue"].arn
        assert record["awsRegion"] == cloud.region
        assert record["attributes"]["ApproximateReceiveCount"] == "1"
        assert {"SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp"} <= set(record["attributes"])
        assert record["messageAttributes"]["who"]["stringValue"] == "me"
        assert record["messageAttributes"]["raw"]["binaryValue"] == "/w=="
        assert record["messageId"]
        assert record["receiptHandle"]


def test_what_a_function_sends_is_driven_on_and_delays_are_waited_for(tmp_path: Path, batches: list[Batch]) -> None:
    chain = """
        import os, boto3
        def handler(event, context):
            for record in event["Records"]:
                left = int(record["body"])
                if left:
                    sqs = boto3.client("sqs")
                    sqs.send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=str(left - 1), DelaySeconds=1)
    """
    with deployed(tmp_path, chain) as cloud:
        send(cloud, "1")
        cloud.run_until_idle(batches.append)
        assert list(told(batches)) == [(["1"], []), (["0"], [])]


def test_a_message_that_fails_for_ever_ends_in_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(infra.local.driver, "_MOST_RECEIVES", 5)
    with deployed(tmp_path, PICKY, MaxReceives="9") as cloud:
        send(cloud, "bad")
        with pytest.raises(NoEndError, match="bad"):
            cloud.run_until_idle()


def test_calls_are_counted_by_who_made_them(tmp_path: Path) -> None:
    code = """
        import boto3
        s3 = boto3.client("s3")
        def handler(event, context):
            s3.list_buckets()
    """
    with deployed(tmp_path, code) as cloud:
        assert not cloud.calls.of("client"), "making the stack is not counted"
        send(cloud, "one", "two")
        cloud.run_until_idle()
        assert cloud.calls.of("client") == {"sqs.SendMessage": 2}
        assert cloud.calls.of("WorkFunction") == {"s3.ListBuckets": 1}
        assert cloud.calls.of("driver")["sqs.DeleteMessageBatch"] == 1
        cloud.calls.clear()
        assert not cloud.calls.of("WorkFunction")


def test_a_source_that_is_switched_off_is_not_driven(tmp_path: Path) -> None:
    template = write_stack(tmp_path, ECHO)
    template.write_text(template.read_text().replace("BatchSize: !Ref BatchSize", "Enabled: false"))
    with LocalCloud.embedded(template=template) as cloud:
        send(cloud, "one")
        cloud.run_until_idle()
        assert cloud.logs() == ()
