"""The parse function's entry point when things fail: nothing is lost, nothing hides what stands behind it."""

from __future__ import annotations

import importlib
import io
import json
import threading
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

import parse
from dateline.events import UnknownEvent, uploads_in_body
from dateline.outbox import SendFailed
from tests.pipeline.stories import story

CONTEXT: Any = SimpleNamespace(
    function_name="parse",
    memory_limit_in_mb=1024,
    invoked_function_arn="arn:aws:lambda:eu-central-1:123456789012:function:parse",
    aws_request_id="request",
    get_remaining_time_in_millis=lambda: 100_000,
)
ENVIRONMENT = {
    "PARSE_QUEUE_URL": "https://queue.example/parse",
    "ENRICH_QUEUE_URL": "https://queue.example/enrich",
    "OVERFLOW_BUCKET": "overflow",
    "TABLE_NAME": "articles",
    "MAX_RECEIVES": "5",
    "MAX_UPLOAD_BYTES": "20000",
    "MAX_UNPACKED_BYTES": "50000",
    "PAGE_SECONDS": "10",
    "POWERTOOLS_SERVICE_NAME": "parse",
    "POWERTOOLS_METRICS_NAMESPACE": "Dateline",
}


class FakeS3:
    """Holds a story at every key; a key that begins with "boom" cannot be read."""

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:  # noqa: N803 - boto3's names
        if Key.startswith("boom"):
            raise ConnectionError(f"{Bucket} is out of reach")
        data = story(Key) if not Key.startswith("large") else b"x" * 20_001
        return {
            "Body": io.BytesIO(data),
            "ContentLength": len(data),
            "ContentType": "text/html",
            "ETag": '"e"',
            "LastModified": datetime(2026, 3, 2, tzinfo=UTC),
        }


class FakeSqs:
    """Takes messages, but for those that tell of a key that begins with "refused"."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.again: list[list[str]] = []
        """The keys that each message put back into the parse queue tells of."""

    def send_message_batch(self, **request: Any) -> dict[str, Any]:
        failed = []
        if request["QueueUrl"].endswith("/parse"):
            bodies = [entry["MessageBody"] for entry in request["Entries"]]
            self.again += [[event.upload.key or "" for event in uploads_in_body(body)] for body in bodies]
            return {}
        for entry in request["Entries"]:
            body = json.loads(entry["MessageBody"])
            key = body["key"] if body["kind"] == "article" else body["upload"]["key"]
            if key.startswith("refused"):
                failed.append({"Id": entry["Id"], "Code": "Throttled"})
            else:
                self.taken.append({"key": key, "kind": body["kind"]})
        return {"Failed": failed}


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> FakeSqs:
    sqs = FakeSqs()
    clients = {"s3": FakeS3(), "sqs": sqs}
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    importlib.reload(parse)  # as a new process would read its environment
    monkeypatch.setattr(parse, "client", clients.__getitem__)
    return sqs


def notification(*keys: str) -> dict[str, Any]:
    return {"Records": [s3_record(key) for key in keys]}


def s3_record(key: str, name: str = "ObjectCreated:Put") -> dict[str, Any]:
    return {
        "eventSource": "aws:s3",
        "eventName": name,
        "eventTime": "2026-03-02T10:00:00.000Z",
        "responseElements": {"x-amz-request-id": f"of {key}"},
        "s3": {"bucket": {"name": "inbox"}, "object": {"key": key, "sequencer": "0055AED6DCD90281E5"}},
    }


def batch(*bodies: dict[str, Any]) -> dict[str, Any]:
    return {
        "Records": [
            {"messageId": f"m{number}", "eventSource": "aws:sqs", "body": json.dumps(body), "attributes": {}}
            for number, body in enumerate(bodies, 1)
        ]
    }


def failures(answer: dict[str, Any]) -> list[str]:
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_a_message_that_the_queue_refuses_comes_again(queue: FakeSqs) -> None:
    answer = parse.handler(batch(notification("a"), notification("refused"), notification("b")), CONTEXT)
    assert failures(answer) == ["m2"]
    assert [taken["key"] for taken in queue.taken] == ["a", "b"]


def test_a_message_that_fails_twice_is_named_once(queue: FakeSqs) -> None:
    answer = parse.handler(batch(notification("refused", "boom")), CONTEXT)
    assert failures(answer) == ["m1"]
    assert queue.taken == []


def test_an_upload_that_cannot_be_read_does_not_hide_those_behind_it(queue: FakeSqs) -> None:
    answer = parse.handler(batch(notification("a", "boom", "c"), notification("d")), CONTEXT)
    assert failures(answer) == []
    assert [taken["key"] for taken in queue.taken] == ["a", "c", "d"]
    assert queue.again == [["boom"]]


def test_an_upload_that_fails_alone_comes_again_in_its_own_message(queue: FakeSqs) -> None:
    answer = parse.handler(batch(notification("boom"), notification("boom 2", "boom 3"), notification("d")), CONTEXT)
    assert failures(answer) == ["m1", "m2"]
    assert [taken["key"] for taken in queue.taken] == ["d"]
    assert queue.again == []


def test_what_is_not_begun_for_want_of_time_pays_no_receive_for_its_neighbours(queue: FakeSqs) -> None:
    left = iter([100_000] * 4 + [1_000] * 50)
    hurried = SimpleNamespace(**{**vars(CONTEXT), "get_remaining_time_in_millis": lambda: next(left)})
    answer = parse.handler(batch(notification("a", "b", "c"), notification("d"), notification("e", "f")), hurried)
    assert failures(answer) == []
    done = [taken["key"] for taken in queue.taken]
    assert done
    assert sorted([*done, *(key for keys in queue.again for key in keys)]) == ["a", "b", "c", "d", "e", "f"]


def test_with_no_time_at_all_every_message_comes_again(queue: FakeSqs) -> None:
    hurried = SimpleNamespace(**{**vars(CONTEXT), "get_remaining_time_in_millis": lambda: 1_000})
    assert failures(parse.handler(batch(notification("a"), notification("b", "c")), hurried)) == ["m1", "m2"]
    assert (queue.taken, queue.again) == ([], [])


def test_a_call_that_fails_whole_fails_the_messages_that_it_was_made_for(
    queue: FakeSqs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**request: Any) -> None:
        raise TimeoutError(f"no answer for {len(request['Entries'])}")

    monkeypatch.setattr(queue, "send_message_batch", refuse)
    assert failures(parse.handler(batch(notification("a"), notification("b")), CONTEXT)) == ["m1", "m2"]
    with pytest.raises(SendFailed, match="the call failed"):
        parse.handler(notification("a"), CONTEXT)


def test_a_bare_event_sends_what_it_can_before_it_fails(queue: FakeSqs) -> None:
    with pytest.raises(ConnectionError):
        parse.handler(notification("a", "boom", "c"), CONTEXT)
    assert [taken["key"] for taken in queue.taken] == ["a", "c"]


def test_an_unknown_record_does_not_hide_those_behind_it(queue: FakeSqs) -> None:
    event = {"Records": [s3_record("a"), s3_record("b", "ObjectTagging:Put"), s3_record("c")]}
    with pytest.raises(UnknownEvent, match="ObjectTagging:Put"):
        parse.handler(event, CONTEXT)
    assert [taken["key"] for taken in queue.taken] == ["a", "c"]


def test_a_bare_event_fails_when_the_queue_refuses(queue: FakeSqs) -> None:
    with pytest.raises(SendFailed, match="Throttled"):
        parse.handler(notification("a", "refused"), CONTEXT)
    assert [taken["key"] for taken in queue.taken] == ["a"]


def test_the_pages_of_a_batch_are_fetched_at_once(queue: FakeSqs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits for the others: one by one they would wait for ever."""
    together = threading.Barrier(4, timeout=30)

    class Patient(FakeS3):
        def get_object(self, **request: str) -> dict[str, Any]:
            together.wait()
            return super().get_object(**request)

    monkeypatch.setattr(parse, "client", {"s3": Patient(), "sqs": queue}.__getitem__)
    answer = parse.handler(batch(*(notification(key) for key in ("a", "boom", "c", "d"))), CONTEXT)
    assert failures(answer) == ["m2"]
    assert [taken["key"] for taken in queue.taken] == ["a", "c", "d"]


def test_an_upload_that_a_batch_tells_of_twice_is_taken_twice(queue: FakeSqs) -> None:
    assert failures(parse.handler(batch(notification("a"), notification("a")), CONTEXT)) == []
    assert [taken["key"] for taken in queue.taken] == ["a", "a"]


def test_the_limits_are_the_environments(queue: FakeSqs) -> None:
    answer = parse.handler(notification("large"), CONTEXT)
    assert answer == {"uploads": [{"key": "large", "outcome": "rejection"}]}
    assert queue.taken == [{"key": "large", "kind": "rejection"}]


def test_a_failure_is_logged_under_its_own_message(queue: FakeSqs, monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(parse.logger.registered_handler, "stream", log)
    event = batch(notification("a"), notification("b"))
    event["Records"][1]["body"] = "not json"
    assert failures(parse.handler(event, CONTEXT)) == ["m2"]
    assert [taken["key"] for taken in queue.taken] == ["a"]
    logged = [json.loads(line) for line in log.getvalue().splitlines()]
    [failed] = [line for line in logged if line.get("level") == "WARNING"]
    assert failed["correlation_id"] == "m2"
