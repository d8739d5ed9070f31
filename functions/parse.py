"""Entry point of the parse function: upload events → Article → enrich queue."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

from dateline.batch import process
from dateline.earlier import with_earlier
from dateline.events import UnknownEvent, UploadEvent, is_queue_event, uploads_in, uploads_in_body
from dateline.intake import look_again, readable, take_in
from dateline.logs import function_logger
from dateline.outbox import Outbox
from dateline.receives import is_last_receive
from dateline.reserve import OutOfTime, Reserve
from dateline.settings import ParseSettings
from dateline.store import MOST_AHEAD, Inbox, InboxAhead, InboxVersions, Outcome, OverflowBucket, Standings, client
from dateline.taken import Taken

if TYPE_CHECKING:
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
    reserve = Reserve(context.get_remaining_time_in_millis, settings().page_seconds)
    if is_queue_event(event):
        return _take_messages(event["Records"], reserve)
    try:
        outcomes = _take_event(event, reserve)
    except Exception:
        metrics.add_metric("MessagesRetried", MetricUnit.Count, 1)
        raise
    _count(outcomes)
    return {"uploads": outcomes}


def _take_event(event: dict[str, Any], reserve: Reserve) -> list[dict[str, Any]]:
    """What each upload of a bare event came to. The first failure is raised once the uploads behind it were taken."""
    outbox = _outbox(settings().enrich_queue_url)
    told, unknown = _told(uploads_in(event))
    try:
        taken = _take_events(told, Inbox(client("s3")), outbox, reserve, source=None)
    finally:
        for _, failure in outbox.send():
            raise failure
    failed = unknown or taken.failure
    if failed:
        raise failed
    return taken.outcomes


def _take_messages(records: list[dict[str, Any]], reserve: Reserve) -> dict[str, Any]:
    outbox, again = _outbox(settings().enrich_queue_url), _outbox(settings().parse_queue_url)
    inbox = InboxAhead(client("s3"), _uploads_of(records if reserve.is_left() else []), settings().limits.max_bytes)
    taken: dict[str, Taken] = {}

    def take(record: SQSRecord) -> None:
        logger.set_correlation_id(record.message_id)
        told, unknown = _told(uploads_in_body(record.body))
        this = taken[record.message_id] = _take_events(told, inbox, outbox, reserve, source=record)
        if unknown:
            raise unknown
        if this.failure is None:
            return
        if this.outcomes:
            for body in this.bodies_left():
                again.add_body(body, record)
        elif isinstance(this.failure, OutOfTime) and any(one.outcomes for one in taken.values()):
            again.add_body(record.body, record)  # it was not begun, and is not to pay for its neighbours with a receive
        else:
            raise this.failure

    unsent: list[tuple[SQSRecord, Exception]] = []

    def send() -> list[tuple[SQSRecord, Exception]]:
        unsent.extend(outbox.send())
        return [*unsent, *again.send()]

    batch = process(records, take, send, logger)
    failed = {record.message_id for record in batch.failed}
    _count_messages(records, taken, failed, {record.message_id for record, _ in unsent})
    return batch.response


def _count_messages(
    records: list[dict[str, Any]], taken: Mapping[str, Taken], failed: Collection[str], unsent: Collection[str]
) -> None:
    """Count the uploads that were passed on, or have ended here, and of messages that are given up those that were not.

    A message that nobody understands counts as one upload.
    """
    for message in records:
        message_id = message["messageId"]
        one = taken.get(message_id, Taken())
        passed = [] if message_id in unsent else one.outcomes
        _count(passed)
        if message_id not in failed:
            continue
        if not is_last_receive(message, settings().max_receives):
            metrics.add_metric("MessagesRetried", MetricUnit.Count, 1)
            continue
        dead = len(one.outcomes) - len(passed) + one.left or 1
        metrics.add_metric("UploadsReceived", MetricUnit.Count, dead)
        metrics.add_metric("UploadsDeadLettered", MetricUnit.Count, dead)


def _count(outcomes: list[dict[str, Any]]) -> None:
    """Count uploads once they were passed on, or have ended here; one that fails is counted when it comes again."""
    metrics.add_metric("UploadsReceived", MetricUnit.Count, len(outcomes))
    for told in outcomes:
        if told["outcome"] in set(Outcome):
            metrics.add_metric(f"Uploads{told['outcome'].title()}", MetricUnit.Count, 1)


def _uploads_of(records: list[dict[str, Any]]) -> Iterator[Upload]:
    """The uploads that a batch tells of, but for those of a backfill: for these the table is asked first.

    What cannot be understood is told when its turn comes.
    """
    for record in records:
        with contextlib.suppress(UnknownEvent):
            yield from (event.upload for event in uploads_in_body(record["body"]) if event.upload.sequencer)


def _take_events(
    events: list[UploadEvent], inbox: Inbox, outbox: Outbox[Any], reserve: Reserve, source: object
) -> Taken:
    """What each upload came to. One that fails, and time that runs out, do not hide what was done."""
    taken = Taken()
    for start in range(0, len(events), MOST_AHEAD):
        few = events[start : start + MOST_AHEAD]
        if not reserve.is_left():
            taken.stop(events[start:], reserve.failure())
            return taken
        again = [event.upload for event in few if not event.upload.sequencer]
        standings: Mapping[tuple[str, str], Standing] = {}
        if again:
            standings = Standings(client("dynamodb"), settings().table_name).of(again)
            inbox = InboxAhead(client("s3"), readable(again, standings), settings().limits.max_bytes)
        for number, event in enumerate(few, start):
            if not reserve.is_left():
                taken.stop(events[number:], reserve.failure())
                return taken
            logger.set_correlation_id(event.correlation_id)
            try:
                outcome = _take_upload(event, inbox, standings, outbox, source)
            except Exception as failure:
                logger.exception("upload failed", key=event.upload.key)
                taken.fail(event, failure)
            else:
                logger.info("upload taken in", key=event.upload.key, outcome=outcome)
                taken.outcomes.append({"key": event.upload.key, "outcome": outcome})
    return taken


def _told(events: Iterable[UploadEvent]) -> tuple[list[UploadEvent], UnknownEvent | None]:
    """The events, and that some of them could not be understood."""
    told: list[UploadEvent] = []
    try:
        told.extend(events)  # up to the one that is unknown
    except UnknownEvent as unknown:
        return told, unknown
    return told, None


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


def _outbox(queue_url: str) -> Outbox[Any]:
    return Outbox(client("sqs"), queue_url, OverflowBucket(client("s3"), settings().overflow_bucket))
