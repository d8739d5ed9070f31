"""Entry point of the parse function: upload events → Article → enrich queue."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType

from dateline.events import UnknownEvent, UploadEvent, is_queue_event, uploads_in, uploads_in_body
from dateline.intake import take_in
from dateline.outbox import Outbox
from dateline.settings import ParseSettings
from dateline.store import Inbox, InboxAhead, OverflowBucket, client

if TYPE_CHECKING:
    import logging

    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from dateline.article import Upload

# A page made to be slow takes this long at the worst; with less time left none is begun.
RESERVED_MS = 30_000

# CloudWatch and the log group tell the rest of what is usually logged, and every byte of a line is paid for.
logger = Logger(location=None, timestamp=None, xray_trace_id=None)
metrics = Metrics()


class OutOfTime(RuntimeError):  # noqa: N818 - named for what happened
    """The time-out is too near to begin another page; its message comes again."""


@functools.cache
def settings() -> ParseSettings:
    """What the environment says, read once for the life of the process."""
    return ParseSettings.from_environment(os.environ)


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Take an event in any envelope that S3 events come in.

    For a batch of queue messages: Lambda's partial batch response. For a bare event: what each upload came to.
    Raises UnknownEvent for an event that names no uploads.
    """
    outbox: Outbox[Any] = Outbox(client("sqs"), settings().enrich_queue_url, _overflow())
    if is_queue_event(event):
        return _take_messages(event["Records"], outbox, context.get_remaining_time_in_millis)
    try:
        outcomes = _take_uploads(uploads_in(event), Inbox(client("s3")), outbox, source=None)
    finally:
        for _, failure in outbox.send():
            raise failure
    return {"uploads": outcomes}


def _take_messages(
    records: list[dict[str, Any]], outbox: Outbox[SQSRecord], remaining_ms: Callable[[], int]
) -> dict[str, Any]:
    begun = records if remaining_ms() >= RESERVED_MS else []
    inbox = InboxAhead(client("s3"), _uploads_of(begun), settings().limits.max_bytes)

    def take(record: SQSRecord) -> None:
        logger.set_correlation_id(record.message_id)
        if remaining_ms() < RESERVED_MS:
            raise OutOfTime(f"less than {RESERVED_MS / 1000:.0f} seconds left")
        _take_uploads(uploads_in_body(record.body), inbox, outbox, source=record)

    log = cast("logging.Logger", logger)
    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False, logger=log)
    with processor(records=records, handler=take):
        processor.process()
        for record, failure in outbox.send():
            if record in processor.fail_messages:
                continue
            processor.failure_handler(record, (type(failure), failure, failure.__traceback__))
    return dict(processor.response())


def _uploads_of(records: list[dict[str, Any]]) -> Iterator[Upload]:
    """The uploads that a batch tells of. What cannot be understood is told when its turn comes."""
    for record in records:
        with contextlib.suppress(UnknownEvent):
            yield from (event.upload for event in uploads_in_body(record["body"]))


def _take_uploads(
    events: Iterable[UploadEvent], inbox: Inbox, outbox: Outbox[Any], source: object
) -> list[dict[str, Any]]:
    """What each upload came to. The first failure is raised once the uploads behind it were taken too."""
    outcomes: list[dict[str, Any]] = []
    failures: list[Exception] = []
    for event in events:
        logger.set_correlation_id(event.correlation_id)
        metrics.add_metric("UploadsReceived", MetricUnit.Count, 1)
        try:
            outcome = _take_upload(event, inbox, outbox, source)
        except Exception as failure:
            logger.exception("upload failed", key=event.upload.key)
            failures.append(failure)
        else:
            logger.info("upload taken in", key=event.upload.key, outcome=outcome)
            outcomes.append({"key": event.upload.key, "outcome": outcome})
    if failures:
        raise failures[0]
    return outcomes


def _take_upload(event: UploadEvent, inbox: Inbox, outbox: Outbox[Any], source: object) -> str:
    message = take_in(event, inbox, settings().limits)
    if message is None:
        metrics.add_metric("UploadsSuperseded", MetricUnit.Count, 1)
        return "superseded"
    outbox.add(message, source)
    return message.kind


def _overflow() -> OverflowBucket:
    return OverflowBucket(client("s3"), settings().overflow_bucket)
