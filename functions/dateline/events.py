"""S3's events, in every envelope that they reach a function in → the uploads that they tell of.

Besides, the messages of a backfill, which name keys of the inbox that are to be looked at again:
`{"backfill": {"bucket": "…", "keys": ["…"], "id": "…", "time": "2026-03-02T10:00:00Z"}}`; with `"encoded": true` the
keys are percent-encoded, as S3 Inventory writes them.

An envelope is S3's own notification or EventBridge's event, bare, in an SQS message, or in an SNS notification in an
SQS message. S3 percent-encodes the keys in its notifications; in EventBridge's events keys stand as they are.
Sources: S3 User Guide, "Event message structure" and "EventBridge event message structure"; SNS Developer Guide,
"Fanout to Amazon SQS queues"; Lambda Developer Guide, "Using Lambda with Amazon SQS".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import unquote_plus

from dateline.article import Upload
from dateline.disclosure import name_of, shape_of

T = TypeVar("T")

SEQUENCER_DIGITS = 40
"""Sequencers seen have 16 or 18 hexadecimal digits; S3 says no more than that their lengths vary."""

MAX_ID_LENGTH = 100
"""Of a backfill's id, which goes into every row that the backfill writes, so much is kept."""

_HEXADECIMAL = re.compile("[0-9A-Fa-f]+")

_NOTIFIED_REMOVAL = {"ObjectCreated": False, "ObjectRemoved": True, "LifecycleExpiration": True}
"""S3's event names, up to the colon, that tell of an upload: whether it was removed."""

_BRIDGED_REMOVAL = {"Object Created": False, "Object Deleted": True}
"""The same for the detail types of EventBridge."""


class UnknownEvent(ValueError):  # noqa: N818 - named for what came, as `Rejection` is
    """No event about an upload; the message names what came instead, or the field that it lacks."""


@dataclass(frozen=True, slots=True)
class UploadEvent:
    """An upload came, or went if `removed`.

    `upload` has its key decoded and its sequencer padded. `correlation_id` is the id of the S3 request that caused the
    event, the same in every envelope and in every delivery; `time` is ISO 8601 in UTC, as S3 wrote it.
    A backfill's upload has no sequencer: nothing happened to its key, and the table tells its place in the order.
    """

    upload: Upload
    removed: bool
    correlation_id: str
    time: str


def is_queue_event(event: Mapping[str, Any]) -> bool:
    """Whether the event is a batch of SQS messages, of which Lambda is told one by one which have failed."""
    records = event.get("Records") if isinstance(event, Mapping) else None
    return isinstance(records, list) and any(_source_of(record) == "aws:sqs" for record in records)


def uploads_in(event: Mapping[str, Any]) -> Iterator[UploadEvent]:
    """The uploads that an event, as Lambda hands it over, tells of. S3's test event tells of none.

    Raises UnknownEvent; of many records, once all that are known were told.
    """
    if not isinstance(event, Mapping):
        raise UnknownEvent(f"expected an S3 event, got {_named(event)}")
    if isinstance(event.get("Records"), list):
        yield from _known(event["Records"], _in_record)
    elif "backfill" in event:
        yield from _looked_at_again(event)
    elif event.get("source") == "aws.s3":
        yield _bridged(event)
    elif event.get("Event") != "s3:TestEvent":
        raise UnknownEvent(f"expected an S3 event, got {_named(event)}")


def uploads_in_body(body: str) -> Iterator[UploadEvent]:
    """The uploads that the body of one SQS message tells of; an SNS notification is opened first.

    Raises UnknownEvent; of many records, once all that are known were told.
    """
    event = _json_object(body, "SQS message")
    if event.get("Type") == "Notification" and "TopicArn" in event:
        event = _json_object(_field(event, "Message", str, "SNS notification"), "SNS notification")
    if isinstance(event.get("Records"), list):
        yield from _known(event["Records"], lambda record: [_notified(record)])
    else:
        yield from uploads_in(event)


def padded_sequencer(sequencer: str) -> str:
    """The sequencer in a form that text comparison puts in order.

    S3 says to compare two sequencers of one key as text, after padding the shorter with zeros on the right; the case
    of the digits is not promised. Raises ValueError for what is not hexadecimal.
    """
    if not _HEXADECIMAL.fullmatch(sequencer):
        raise ValueError(f"the sequencer, {shape_of(sequencer)}, is not hexadecimal")
    return sequencer.upper().ljust(SEQUENCER_DIGITS, "0")


def body_of(events: Sequence[UploadEvent]) -> str:
    """The text of a queue message that tells of these events: of one upload, or of several keys of one backfill."""
    first = events[0]
    if first.upload.sequencer is None:
        keys = [event.upload.key for event in events]
        told = {"bucket": first.upload.bucket, "keys": keys, "id": first.correlation_id, "time": first.time}
        return json.dumps({"backfill": told})
    upload = first.upload
    facts = {"key": upload.key, "sequencer": upload.sequencer, "version-id": upload.version_id, "etag": upload.etag}
    detail = {
        "bucket": {"name": upload.bucket},
        "object": {**facts, "size": upload.size},
        "request-id": first.correlation_id,
    }
    kind = next(name for name, removed in _BRIDGED_REMOVAL.items() if removed is first.removed)
    return json.dumps({"source": "aws.s3", "detail-type": kind, "time": first.time, "detail": detail})


def next_sequencer(sequencer: str | None, time: str | None = None) -> str:
    """A place behind a padded sequencer, before any that S3 could give later; one of the first where there is none.

    Of two such places behind the same sequencer, that of the later `time` (ISO 8601) is the later. S3 has never been
    seen to use more than 18 of the digits; the seconds since 1970 take up the last eight.
    """
    seconds = max(0, int(datetime.fromisoformat(time).timestamp())) if time else 0
    return f"{(int(sequencer, 16) + 1 if sequencer else 0) + seconds:0{SEQUENCER_DIGITS}X}"


def _known(records: list[Any], read: Callable[[Any], Iterable[UploadEvent]]) -> Iterator[UploadEvent]:
    """What the records tell. One that is unknown does not hide those behind it: it is raised at the end."""
    unknown: UnknownEvent | None = None
    for record in records:
        try:
            told = list(read(record))
        except UnknownEvent as error:
            unknown = unknown or error
        else:
            yield from told
    if unknown:
        raise unknown


def _in_record(record: Any) -> Iterator[UploadEvent]:
    if _source_of(record) == "aws:sqs":
        yield from uploads_in_body(_field(record, "body", str, "SQS message"))
    else:
        yield _notified(record)


def _source_of(record: Any) -> Any:
    return record.get("eventSource") if isinstance(record, Mapping) else None


def _notified(record: Any) -> UploadEvent:
    """One record of S3's own notification."""
    if _source_of(record) != "aws:s3":
        raise UnknownEvent(f"expected an S3 notification, got {_named(record)}")
    what = "S3 notification"
    name = _field(record, "eventName", str, what)
    removed = _NOTIFIED_REMOVAL.get(name.removeprefix("s3:").partition(":")[0])
    if removed is None:
        raise UnknownEvent(f"expected an upload or a removal, got the S3 event {name_of(name)}")
    time = _field(record, "eventTime", str, what)
    try:
        key = unquote_plus(_field(record, "s3.object.key", str, what), errors="strict")
    except UnicodeDecodeError as error:
        raise UnknownEvent(f"the S3 notification's s3.object.key is not UTF-8: {error}") from error
    sequencer = _sequencer(_optional(record, "s3.object.sequencer", str, what), time, what)
    upload = Upload(
        bucket=_field(record, "s3.bucket.name", str, what),
        key=key,
        version_id=_optional(record, "s3.object.versionId", str, what),
        sequencer=sequencer,
        etag=_optional(record, "s3.object.eTag", str, what),
        size=_optional(record, "s3.object.size", int, what),
    )
    request = _optional(record, "responseElements.x-amz-request-id", str, what)
    return UploadEvent(upload, removed, request or sequencer, time)


def _bridged(event: Mapping[str, Any]) -> UploadEvent:
    """EventBridge's event."""
    what = "EventBridge event"
    kind = _field(event, "detail-type", str, what)
    removed = _BRIDGED_REMOVAL.get(kind)
    if removed is None:
        raise UnknownEvent(f"expected an upload or a removal, got the EventBridge event {_detail_type(event)}")
    time = _field(event, "time", str, what)
    sequencer = _sequencer(_optional(event, "detail.object.sequencer", str, what), time, what)
    upload = Upload(
        bucket=_field(event, "detail.bucket.name", str, what),
        key=_field(event, "detail.object.key", str, what),
        version_id=_optional(event, "detail.object.version-id", str, what),
        sequencer=sequencer,
        etag=_optional(event, "detail.object.etag", str, what),
        size=_optional(event, "detail.object.size", int, what),
    )
    request = _optional(event, "detail.request-id", str, what) or _optional(event, "id", str, what)
    return UploadEvent(upload, removed, request or sequencer, time)


def _looked_at_again(event: Mapping[str, Any]) -> list[UploadEvent]:
    """The keys that a backfill names."""
    what = "backfill message"
    bucket, time = (_field(event, f"backfill.{name}", str, what) for name in ("bucket", "time"))
    keys = _field(event, "backfill.keys", list, what)
    correlation_id = _field(event, "backfill.id", str, what)[:MAX_ID_LENGTH]
    encoded = _optional(event, "backfill.encoded", bool, what)
    try:
        datetime.fromisoformat(time)
    except ValueError:
        raise UnknownEvent(f"the {what}'s time is not ISO 8601") from None
    if not all(isinstance(key, str) and key for key in keys):
        raise UnknownEvent(f"the {what}'s keys are not all text")
    try:
        told = [unquote_plus(key, errors="strict") if encoded else key for key in keys]
    except UnicodeDecodeError as error:
        raise UnknownEvent(f"a key of the {what} is not UTF-8: {error}") from error
    return [UploadEvent(Upload(bucket=bucket, key=key), False, correlation_id, time) for key in told]


def _sequencer(sequencer: str | None, time: str, what: str) -> str:
    """The event's sequencer, padded; where it has none, one made of the event's time in the shape of S3's own.

    S3's are seconds since 1970 in eight digits, behind "00" or not, and then what tells apart the events of a second.
    """
    try:
        if sequencer:
            return padded_sequencer(sequencer)
        instant = datetime.fromisoformat(time)
    except ValueError:
        lacking = "sequencer is not hexadecimal" if sequencer else "time is not ISO 8601, and it has no sequencer"
        raise UnknownEvent(f"the {what} cannot be put in order: its {lacking}") from None
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    return padded_sequencer(f"00{int(instant.timestamp()):08X}{instant.microsecond * 1000:08X}")


def _json_object(text: str, what: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnknownEvent(f"expected an S3 event in the {what}, got no usable JSON but {shape_of(text)}") from error
    if not isinstance(value, dict):
        raise UnknownEvent(f"expected an S3 event in the {what}, got {_named(value)}")
    return value


def _field(event: Mapping[str, Any], path: str, kind: type[T], what: str) -> T:
    """The field at a dotted path. Raises UnknownEvent where it is missing or of another kind."""
    value = _optional(event, path, kind, what)
    if value is None:
        raise UnknownEvent(f"the {what} lacks {path}")
    return value


def _optional(event: Mapping[str, Any], path: str, kind: type[T], what: str) -> T | None:
    """The same, or None where the field is missing or empty text."""
    value: Any = event
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None or value == "":
        return None
    if not isinstance(value, kind):
        raise UnknownEvent(f"the {what}'s {path} is {shape_of(value)}, not {kind.__name__}")
    return value


def _named(event: object) -> str:
    """What came instead, by the name that it gives itself."""
    if not isinstance(event, Mapping):
        return f"a JSON {type(event).__name__}: {shape_of(event)}"
    for name in ("eventSource", "EventSource", "source", "Type", "Event"):
        if name in event:
            kind = f" ({_detail_type(event)})" if "detail-type" in event else ""
            return f"one whose {name} is {name_of(event[name])}{kind}"
    return f"an object with the fields [{', '.join(sorted(map(name_of, event))[:10])}]"


def _detail_type(event: Mapping[str, Any]) -> str:
    """The event's type in the words of AWS; of an event of somebody else's, the shape of those words."""
    source, kind = str(event.get("source")), event["detail-type"]
    return repr(str(kind)[:60]) if source.startswith("aws.") else shape_of(kind)
