"""Entry point of the parse function: upload events → Article → enrich queue."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType

from dateline.earlier import with_earlier
from dateline.events import UnknownEvent, UploadEvent, is_queue_event, uploads_in, uploads_in_body
from dateline.intake import look_again, readable, take_in
from dateline.logs import function_logger
from dateline.outbox import Outbox
from dateline.receives import is_last_receive
from dateline.reserve import Reserve
from dateline.settings import ParseSettings
from dateline.store import MOST_AHEAD, Inbox, InboxAhead, InboxVersions, Outcome, OverflowBucket, Standings, client

if TYPE_CHECKING:
    import logging

    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from dateline.article import Upload
    from dateline.messages import Message
    from dateline.store import Standing

logger = function_logger()
metrics = Metrics()


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
    reserve = Reserve(context.get_remaining_time_in_millis, settings().page_seconds)
    if is_queue_event(event):
        return _take_messages(event["Records"], outbox, reserve)
    try:
        outcomes = _take_event(event, outbox, reserve)
    except Exception:
        metrics.add_metric("MessagesRetried", MetricUnit.Count, 1)
        raise
    _count(outcomes)
    return {"uploads": outcomes}


def _take_event(event: dict[str, Any], outbox: Outbox[Any], reserve: Reserve) -> list[dict[str, Any]]:
    try:
        return _take_events(uploads_in(event), Inbox(client("s3")), outbox, reserve, source=None)
    finally:
        for _, failure in outbox.send():
            raise failure


def _take_messages(records: list[dict[str, Any]], outbox: Outbox[SQSRecord], reserve: Reserve) -> dict[str, Any]:
    begun = records if reserve.is_left() else []
    inbox = InboxAhead(client("s3"), _uploads_of(begun), settings().limits.max_bytes)

    def take(record: SQSRecord) -> list[dict[str, Any]]:
        logger.set_correlation_id(record.message_id)
        reserve.need()
        return _take_events(uploads_in_body(record.body), inbox, outbox, reserve, source=record)

    log = cast("logging.Logger", logger)
    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False, logger=log)
    with processor(records=records, handler=take):
        results = processor.process()
        for record, failure in outbox.send():
            if record in processor.fail_messages:
                continue
            processor.failure_handler(record, (type(failure), failure, failure.__traceback__))
    failed = {cast("SQSRecord", record).message_id for record in processor.fail_messages}
    for _, outcomes, one in results:
        message = cast("dict[str, Any]", one)
        if message["messageId"] not in failed:
            _count(cast("list[dict[str, Any]]", outcomes))
        elif is_last_receive(message, settings().max_receives):
            _count_dead(message)
        else:
            metrics.add_metric("MessagesRetried", MetricUnit.Count, 1)
    return dict(processor.response())


def _count(outcomes: list[dict[str, Any]]) -> None:
    """Count uploads once they were passed on, or have ended here; one that fails is counted when it comes again."""
    metrics.add_metric("UploadsReceived", MetricUnit.Count, len(outcomes))
    for told in outcomes:
        if told["outcome"] in set(Outcome):
            metrics.add_metric(f"Uploads{told['outcome'].title()}", MetricUnit.Count, 1)


def _count_dead(record: dict[str, Any]) -> None:
    """Count the uploads of a message that is given up; a message that nobody understands counts as one."""
    uploads = len(_told(uploads_in_body(record["body"]))[0]) or 1
    metrics.add_metric("UploadsReceived", MetricUnit.Count, uploads)
    metrics.add_metric("UploadsDeadLettered", MetricUnit.Count, uploads)


def _uploads_of(records: list[dict[str, Any]]) -> Iterator[Upload]:
    """The uploads that a batch tells of, but for those of a backfill: for these the table is asked first.

    What cannot be understood is told when its turn comes.
    """
    for record in records:
        with contextlib.suppress(UnknownEvent):
            yield from (event.upload for event in uploads_in_body(record["body"]) if event.upload.sequencer)


def _take_events(
    events: Iterable[UploadEvent], inbox: Inbox, outbox: Outbox[Any], reserve: Reserve, source: object
) -> list[dict[str, Any]]:
    """What each upload came to. The first failure is raised once the uploads behind it were taken too."""
    told, failures = _told(events)
    outcomes: list[dict[str, Any]] = []
    for start in range(0, len(told), MOST_AHEAD):
        few = told[start : start + MOST_AHEAD]
        again = [event.upload for event in few if not event.upload.sequencer]
        standings: Mapping[tuple[str, str], Standing] = {}
        if again:
            standings = Standings(client("dynamodb"), settings().table_name).of(again)
            inbox = InboxAhead(client("s3"), readable(again, standings), settings().limits.max_bytes)
        for event in few:
            reserve.need()
            logger.set_correlation_id(event.correlation_id)
            try:
                outcome = _take_upload(event, inbox, standings, outbox, source)
            except Exception as failure:
                logger.exception("upload failed", key=event.upload.key)
                failures.append(failure)
            else:
                logger.info("upload taken in", key=event.upload.key, outcome=outcome)
                outcomes.append({"key": event.upload.key, "outcome": outcome})
    if failures:
        raise failures[0]
    return outcomes


def _told(events: Iterable[UploadEvent]) -> tuple[list[UploadEvent], list[Exception]]:
    """The events, and that some of them could not be understood."""
    told: list[UploadEvent] = []
    try:
        told.extend(events)  # up to the one that is unknown
    except UnknownEvent as unknown:
        return told, [unknown]
    return told, []


def _take_upload(
    event: UploadEvent,
    inbox: Inbox,
    standings: Mapping[tuple[str, str], Standing],
    outbox: Outbox[Any],
    source: object,
) -> str:
    begun = time.monotonic()
    message: Message | Outcome
    if event.upload.sequencer:
        message = take_in(event, inbox, settings().limits, settings().page_seconds)
    else:
        standing = standings.get((event.upload.bucket or "", event.upload.key or ""))
        message = look_again(event, standing, inbox, settings().limits, settings().page_seconds)
    if isinstance(message, Outcome):
        return message.value
    left = settings().page_seconds - (time.monotonic() - begun)
    message = with_earlier(message, InboxVersions(client("s3")), settings().limits, left)
    outbox.add(dataclasses.replace(message, parsed_at=datetime.now(UTC)), source)
    return message.kind


def _overflow() -> OverflowBucket:
    return OverflowBucket(client("s3"), settings().overflow_bucket)
