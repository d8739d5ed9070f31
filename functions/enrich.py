"""Entry point of the enrich function: Article → Record → table."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

from dateline.batch import process
from dateline.deadline import Overdue, within
from dateline.disclosure import shape_of
from dateline.enrichment import enrich, with_print
from dateline.events import is_queue_event
from dateline.logs import function_logger
from dateline.messages import (
    MalformedMessage,
    Message,
    ParsedArticle,
    RejectedUpload,
    RemovedUpload,
    decode,
    referred_to,
)
from dateline.passage import Passage
from dateline.receives import is_last_receive
from dateline.rejection import unsearched
from dateline.reserve import Reserve
from dateline.settings import EnrichSettings
from dateline.store import ArticleTable, Outcome, OverflowBucket, OverflowMissing, client, impatient_client

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from dateline.article import Article, Upload
    from dateline.record import Record
    from dateline.remote import Asked, Supplement

logger = function_logger()
metrics = Metrics()


@functools.cache
def settings() -> EnrichSettings:
    """What the environment says, read once for the life of the process."""
    return EnrichSettings.from_environment(os.environ)


@functools.cache
def table() -> ArticleTable:
    """The table that the environment names, opened once for the life of the process."""
    overflow = OverflowBucket(client("s3"), settings().overflow_bucket)
    return ArticleTable(client("dynamodb"), settings().table_name, overflow, settings().tombstone_days)


@functools.cache
def remote() -> Supplement | None:
    """The enricher outside that the environment names, or None where it names none."""
    asked_for = settings().remote
    if asked_for is None:
        return None
    from dateline.remote import supplement  # noqa: PLC0415 - a cold start pays for it only where one is named

    return supplement(asked_for, impatient_client)


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Take a batch of the parse function's messages; Lambda's partial batch response.

    Raises MalformedMessage for an event that is no batch of queue messages.
    """
    if not is_queue_event(event):
        raise MalformedMessage(f"expected a batch of queue messages, got {shape_of(event)}")
    reserve = Reserve(context.get_remaining_time_in_millis, seconds_of_an_article())
    taken: list[Taken] = []

    def take_in_time(record: SQSRecord) -> None:
        reserve.need()
        taken.append(take(record))

    batch = process(event["Records"], take_in_time, lambda: settle(taken), logger)
    for record in batch.failed:
        last = is_last_receive(record.raw_event, settings().max_receives)
        metrics.add_metric("UploadsDeadLettered" if last else "MessagesRetried", MetricUnit.Count, 1)
    return batch.response


def seconds_of_an_article() -> float:
    """What an article takes at most: an enricher outside may be begun to be asked just before its time is over."""
    asked_for = settings().remote
    return settings().page_seconds + (2 * asked_for.timeout_seconds if asked_for else 0)


@dataclass(frozen=True, slots=True)
class Taken:
    """A queue message that was taken: its upload, what was written came to, and the article if it is one."""

    record: SQSRecord
    upload: Upload
    correlation_id: str
    outcome: Outcome
    article: Article | None = None


def take(record: SQSRecord) -> Taken:
    """Store what one queue message tells."""
    logger.set_correlation_id(record.message_id)  # until it is known; the message before has another
    try:
        message = decode(record.body, table().overflow.fetch)
    except OverflowMissing:
        erased = taken_down(record)
        if erased is None:
            raise
        return erased
    logger.set_correlation_id(message.correlation_id)
    article = message.article if isinstance(message, ParsedArticle) else None
    return Taken(record, message.upload, message.correlation_id, store(message), article)


def taken_down(record: SQSRecord) -> Taken | None:
    """A message whose text was put aside and erased by a takedown of its key; None where that is not why it is gone."""
    about = referred_to(record.body)
    if about is None or not table().is_taken_down(about.upload):
        return None
    return Taken(record, about.upload, about.correlation_id, Outcome.REMOVED)


def settle(taken: list[Taken]) -> list[tuple[SQSRecord, Exception]]:
    """Take away again what is taken down, and tell how each upload ended; what failed meanwhile is to come again."""
    articles = [(one, one.article) for one in taken if one.article]
    try:
        withheld = table().withhold([article for _, article in articles])
    except Exception as failure:
        logger.exception("what is taken down cannot be told")
        for one in taken:
            if one.article is None:
                told(one, one.outcome)
        return [(one.record, failure) for one, _ in articles]
    for one in taken:
        told(one, Outcome.REMOVED if any(one.article is article for article in withheld) else one.outcome)
    return []


def told(one: Taken, outcome: Outcome) -> None:
    """Count how an upload ended."""
    logger.set_correlation_id(one.correlation_id)
    metrics.add_metric(f"Uploads{outcome.value.title()}", MetricUnit.Count, 1)
    logger.info("upload ended", key=one.upload.key, outcome=outcome.value)


def store(message: Message) -> Outcome:
    """Write the row that the message comes to."""
    match message:
        case ParsedArticle(article):
            passage = passage_of(message)
            try:
                record = enriched(article)
            except Overdue as overdue:
                found, version = unsearched(overdue), article.parser_version
                return table().put_rejection(
                    article.upload, found.reason, found.message, parser_version=version, passage=passage
                )
            return table().put_record(record, passage, earlier=map(with_print, message.earlier))
        case RejectedUpload(upload, reason, text):
            version, passage = message.parser_version, passage_of(message)
            return table().put_rejection(upload, reason, text, parser_version=version, passage=passage)
        case RemovedUpload(upload, removed_at):
            return table().put_removal(upload, removed_at, passage_of(message))


def passage_of(message: Message) -> Passage | None:
    """How the message's upload came here. A message written by hand does not tell when it was parsed."""
    if message.parsed_at is None:
        return None
    return Passage(message.correlation_id, message.parsed_at, datetime.now(UTC))


def enriched(article: Article) -> Record:
    """The article's record: what is found here, and what an enricher outside adds where one is named."""
    record, enricher = within(settings().page_seconds, lambda: enrich(article)), remote()
    if enricher is None:
        return record
    record, asked = enricher.complete(record)
    if asked:
        count(asked)
    return record


def count(asked: Asked) -> None:
    """Tell what asking an enricher outside came to, and what it cost."""
    for field, outcome in asked.outcomes.items():
        metrics.add_metric(f"Remote{outcome.value.title().replace('_', '')}", MetricUnit.Count, 1)
        if field in asked.detail:
            reason = asked.detail[field]
            logger.warning("local finding stays", enricher=asked.enricher, field=field, outcome=outcome, reason=reason)
    metrics.add_metric("RemoteUsd", MetricUnit.NoUnit, asked.usd)
    metrics.add_metric("RemoteTime", MetricUnit.Seconds, asked.seconds)
    metrics.add_metric("RemoteFindingsDropped", MetricUnit.Count, asked.dropped)
