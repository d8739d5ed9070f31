"""Upload events, in every envelope that they come in, tell of the right uploads; anything else is refused by name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.events import UnknownEvent, is_queue_event, padded_sequencer, uploads_in, uploads_in_body
from dateline.messages import ParsedArticle, decode

EVENTS = Path(__file__).parent.parent / "events"

SAMPLE = ("incoming/sample.txt", False)
SECOND = ("incoming/second.txt", False)
THIRD = ("incoming/third.txt", False)
SIGNS = ("incoming/a+b c%.html", False)
JAPANESE = ("incoming/日本語 page.html", False)
REMOVED = ("incoming/sample.txt", True)

EXPECTED: dict[str, list[tuple[str, bool]]] = {
    "s3_notification": [SAMPLE],
    "sqs_s3_notification": [SAMPLE],
    "sqs_sns_s3_notification": [SAMPLE],
    "eventbridge": [SAMPLE],
    "sqs_eventbridge": [SAMPLE],
    "s3_test_event": [],
    "sqs_s3_test_event": [],
    "s3_notification_removed": [REMOVED],
    "sqs_eventbridge_removed": [REMOVED],
    "s3_notification_encoded_keys": [SIGNS, JAPANESE],
    "sqs_eventbridge_encoded_keys": [SIGNS, JAPANESE],
    "s3_notification_many_records": [SAMPLE, SECOND, THIRD],
    "sqs_s3_notification_many_messages": [SAMPLE, SECOND, THIRD, SIGNS, JAPANESE],
    "sqs_eventbridge_duplicate": [SAMPLE, SAMPLE],
}
ENVELOPES = ("s3_notification", "sqs_s3_notification", "sqs_sns_s3_notification", "eventbridge", "sqs_eventbridge")


def recorded(name: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    return event


@pytest.mark.parametrize("name", EXPECTED)
def test_a_recorded_event_tells_of_its_uploads(name: str) -> None:
    uploads = list(uploads_in(recorded(name)))

    assert [(found.upload.key, found.removed) for found in uploads] == EXPECTED[name]
    assert {found.upload.bucket for found in uploads} <= {"dateline-inbox"}


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.startswith("sqs_")])
def test_message_by_message_tells_of_the_same_uploads(name: str) -> None:
    event = recorded(name)

    assert [found for record in event["Records"] for found in uploads_in_body(record["body"])] == [*uploads_in(event)]


def test_every_envelope_tells_the_same_of_one_upload() -> None:
    told = [next(uploads_in(recorded(name))) for name in ENVELOPES]

    assert len({(found.upload, found.removed, found.correlation_id) for found in told}) == 1
    assert told[0].upload.version_id == "L4kqtJlcpXroDTDmpUMLUo1AaBcDeFgH"
    assert told[0].upload.size == 3412
    assert told[0].correlation_id == "C3D13FE58DE4C810"


def test_a_removal_comes_after_the_upload_that_it_removes() -> None:
    created = next(uploads_in(recorded("s3_notification"))).upload.sequencer
    for name in ("s3_notification_removed", "sqs_eventbridge_removed"):
        removed = next(uploads_in(recorded(name))).upload.sequencer
        assert created is not None
        assert removed is not None
        assert removed > created


def test_every_recorded_event_is_expected_and_described() -> None:
    there = {path.stem for path in EVENTS.glob("*.json")}
    described = (EVENTS / "README.md").read_text(encoding="utf-8")

    assert {name for name in there if not name.startswith("sqs_enrich_")} == {*EXPECTED, "unknown_event"}
    assert [name for name in there if f"`{name}.json`" not in described] == []


def test_the_recorded_message_for_the_enrich_function_is_of_the_recorded_upload() -> None:
    upload = next(uploads_in(recorded("sqs_eventbridge"))).upload
    (record,) = recorded("sqs_enrich_article")["Records"]
    message = decode(record["body"], fetch=lambda *_: b"")

    assert isinstance(message, ParsedArticle)
    assert (message.upload.bucket, message.upload.key) == (upload.bucket, upload.key)
    assert (message.upload.version_id, message.upload.sequencer) == (upload.version_id, upload.sequencer)
    assert message.article.headline
    assert len(message.article.blocks) > 1


@pytest.mark.parametrize("name", [path.stem for path in EVENTS.glob("sqs_*.json")])
def test_the_recorded_messages_are_as_sqs_hands_them_over(name: str) -> None:
    for record in recorded(name)["Records"]:
        assert record["md5OfBody"] == hashlib.md5(record["body"].encode(), usedforsecurity=False).hexdigest()
        assert record["eventSourceARN"].startswith("arn:aws:sqs:")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_batch_of_queue_messages_is_told_from_a_bare_event(name: str) -> None:
    assert is_queue_event(recorded(name)) == name.startswith("sqs_")


# Keys, as S3 allows them: up to 1,024 bytes of UTF-8.
keys = st.text(st.characters(codec="utf-8"), min_size=1, max_size=300).filter(lambda key: len(key.encode()) <= 1024)


def notification_of(key: str) -> dict[str, Any]:
    event = recorded("s3_notification")
    event["Records"][0]["s3"]["object"]["key"] = key
    return event


def bridged(key: str) -> dict[str, Any]:
    event = recorded("eventbridge")
    event["detail"]["object"]["key"] = key
    return event


def in_sqs(event: Mapping[str, Any]) -> dict[str, Any]:
    outer = recorded("sqs_eventbridge")
    outer["Records"][0]["body"] = json.dumps(event)
    return outer


def in_sns(event: Mapping[str, Any]) -> dict[str, Any]:
    outer = json.loads(recorded("sqs_sns_s3_notification")["Records"][0]["body"])
    outer["Message"] = json.dumps(event)
    return in_sqs(outer)


WRAPPED: list[Callable[[str], dict[str, Any]]] = [
    lambda key: notification_of(quote_plus(key)),
    lambda key: notification_of(quote(key)),
    lambda key: in_sqs(notification_of(quote_plus(key, safe="/"))),
    lambda key: in_sns(notification_of(quote_plus(key, safe="/"))),
    bridged,
    lambda key: in_sqs(bridged(key)),
    lambda key: in_sns(bridged(key)),
]


@given(key=keys, wrap=st.sampled_from(WRAPPED))
def test_any_key_arrives_as_it_was_uploaded(key: str, wrap: Callable[[str], dict[str, Any]]) -> None:
    assert [found.upload.key for found in uploads_in(wrap(key))] == [key]


hexadecimal = st.text("0123456789abcdefABCDEF", min_size=1, max_size=40)


@given(one=hexadecimal, other=hexadecimal)
def test_padded_sequencers_compare_as_s3_says(one: str, other: str) -> None:
    # "First right pad the shorter value with zeros, and then do a lexicographical comparison."
    width = max(len(one), len(other))
    first, second = one.lower().ljust(width, "0"), other.lower().ljust(width, "0")

    assert (padded_sequencer(one) < padded_sequencer(other)) == (first < second)
    assert (padded_sequencer(one) == padded_sequencer(other)) == (first == second)


@pytest.mark.parametrize("text", ["", "0x1F", " 1F", "1_0", "+1F", "xyz"])
def test_a_sequencer_that_is_no_hexadecimal_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not hexadecimal"):
        padded_sequencer(text)


def test_without_a_sequencer_the_time_puts_events_in_order() -> None:
    event = recorded("s3_notification_many_records")
    for record in event["Records"]:
        del record["s3"]["object"]["sequencer"]
    made = [found.upload.sequencer for found in uploads_in(event)]
    real = [found.upload.sequencer for found in uploads_in(recorded("s3_notification_many_records"))]

    assert made == sorted(made, key=str)
    assert len(set(made)) == 3
    for derived, given_by_s3 in zip(made, real, strict=True):
        assert str(derived)[:10] == str(given_by_s3)[:10]  # the same second, in the same place


@given(seconds=st.integers(0, 59), later=st.integers(1, 59), micro=st.integers(0, 999))
def test_a_later_time_gives_a_greater_sequencer(seconds: int, later: int, micro: int) -> None:
    assume(seconds + later < 60)

    def at(time: str) -> str:
        event = bridged("page.html")
        del event["detail"]["object"]["sequencer"]
        event["time"] = time
        return str(next(uploads_in(event)).upload.sequencer)

    assert at(f"2025-03-02T20:15:{seconds:02}.{micro:03}Z") < at(f"2025-03-02T20:15:{seconds + later:02}Z")


@pytest.mark.parametrize(
    ("event", "named"),
    [
        (recorded("unknown_event"), "aws:dynamodb"),
        ({"Records": [{"EventSource": "aws:sns", "Sns": {}}]}, "aws:sns"),
        ({"source": "aws.ec2", "detail-type": "EC2 Instance State-change Notification"}, "EC2 Instance State-change"),
        ({**recorded("eventbridge"), "detail-type": "Object Tags Added"}, "Object Tags Added"),
        ({"httpMethod": "GET", "path": "/"}, "httpMethod"),
        ({}, r"fields \[\]"),
        ([], "list"),
        ({"Records": ["text"]}, "text"),
        (in_sqs(recorded("sqs_eventbridge")), "aws:sqs"),
        (in_sqs({"Type": "SubscriptionConfirmation", "TopicArn": "arn"}), "SubscriptionConfirmation"),
    ],
)
def test_what_is_no_upload_event_is_refused_by_name(event: Any, named: str) -> None:
    with pytest.raises(UnknownEvent, match=named):
        list(uploads_in(event))


def test_another_s3_event_is_refused_by_name() -> None:
    event = recorded("s3_notification")
    event["Records"][0]["eventName"] = "ObjectTagging:Put"

    with pytest.raises(UnknownEvent, match="ObjectTagging:Put"):
        list(uploads_in(event))


@pytest.mark.parametrize("body", ["", "not JSON", "[1, 2]", "null", '"text"', "[" * 100_000, "9" * 5_000])
def test_a_message_without_an_event_is_refused(body: str) -> None:
    with pytest.raises(UnknownEvent, match="in the SQS message, got"):
        list(uploads_in_body(body))


@pytest.mark.parametrize("body", ["not JSON", "7"])
def test_an_sns_notification_without_an_event_is_refused(body: str) -> None:
    outer = {"Type": "Notification", "TopicArn": "arn:aws:sns:us-east-1:123456789012:uploads", "Message": body}

    with pytest.raises(UnknownEvent, match="in the SNS notification, got"):
        list(uploads_in_body(json.dumps(outer)))


def without(event: dict[str, Any], path: str) -> dict[str, Any]:
    *way, last = path.split(".")
    inner = event
    for step in way:
        inner = inner[step]
    del inner[last]
    return event


@pytest.mark.parametrize("path", ["eventName", "eventTime", "s3", "s3.bucket.name", "s3.object", "s3.object.key"])
def test_a_missing_field_of_a_notification_is_named(path: str) -> None:
    event = {"Records": [without(recorded("s3_notification")["Records"][0], path)]}

    with pytest.raises(UnknownEvent, match=rf"S3 notification lacks {path}"):
        list(uploads_in(event))


@pytest.mark.parametrize("path", ["detail-type", "time", "detail", "detail.bucket.name", "detail.object.key"])
def test_a_missing_field_of_an_eventbridge_event_is_named(path: str) -> None:
    with pytest.raises(UnknownEvent, match=rf"EventBridge event lacks {path}"):
        list(uploads_in(without(recorded("eventbridge"), path)))


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        ("key", 7, "s3.object.key is a number, not str"),
        ("key", "%ff", "s3.object.key is not UTF-8"),
        ("size", "large", "s3.object.size is text of 5 characters, not int"),
        ("sequencer", "later", "its sequencer is not hexadecimal"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(path: str, value: object, complaint: str) -> None:
    event = recorded("s3_notification")
    event["Records"][0]["s3"]["object"][path] = value

    with pytest.raises(UnknownEvent, match=complaint):
        list(uploads_in(event))


def test_what_s3_may_leave_out_is_none() -> None:
    event = recorded("s3_notification")
    record = event["Records"][0]
    del record["responseElements"]
    record["s3"]["object"] = {"key": "page.html"}
    (found,) = uploads_in(event)

    assert (found.upload.version_id, found.upload.etag, found.upload.size) == (None, None, None)
    assert found.correlation_id == found.upload.sequencer
