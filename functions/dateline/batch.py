"""A batch of queue messages, each taken by itself: those that fail come again, and nothing of the others is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable, Iterable

    from aws_lambda_powertools import Logger
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

    Take = Callable[[SQSRecord], object]
    Settle = Callable[[], Iterable[tuple[SQSRecord, Exception]]]


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of it: the messages that come again, and Lambda's partial batch response, which says so."""

    failed: tuple[SQSRecord, ...]
    response: dict[str, Any]


def process(records: list[dict[str, Any]], take: Take, settle: Settle, logger: Logger) -> Batch:
    """Hand each message to `take`; one for which it raises comes again, and so do those that `settle` names at the end.

    `records` are those of the event that Lambda hands over.
    """
    log = cast("logging.Logger", logger)
    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False, logger=log)
    with processor(records=records, handler=take):
        processor.process()
        for record, failure in settle():
            if record not in processor.fail_messages:
                processor.failure_handler(record, (type(failure), failure, failure.__traceback__))
    batch = Batch(tuple(cast("list[SQSRecord]", processor.fail_messages)), dict(processor.response()))
    # It refers to itself, and would keep the batch, with all that `take` knows, until a full garbage collection.
    vars(processor).clear()
    return batch
