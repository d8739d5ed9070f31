"""A batch of queue messages: what fails comes again, and nothing of a batch outlives it."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, Any

from dateline.batch import process
from dateline.logs import function_logger

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

LOGGER = function_logger()


class Article:
    """Stands for what is large."""


def message(number: int) -> dict[str, Any]:
    return {"messageId": str(number), "eventSource": "aws:sqs", "body": "x", "attributes": {}}


def test_messages_come_again_that_cannot_be_taken_or_settled() -> None:
    taken: list[SQSRecord] = []

    def take(record: SQSRecord) -> None:
        if record.message_id == "2":
            raise ValueError("it cannot be read")
        taken.append(record)

    batch = process(list(map(message, range(4))), take, lambda: [(taken[0], OSError("no answer"))], LOGGER)
    assert {record.message_id for record in batch.failed} == {"0", "2"}
    assert batch.response == {"batchItemFailures": [{"itemIdentifier": "2"}, {"itemIdentifier": "0"}]}


def test_a_message_that_fails_twice_is_told_once() -> None:
    failing: list[SQSRecord] = []

    def take(record: SQSRecord) -> None:
        failing.append(record)
        raise ValueError("it cannot be read")

    batch = process([message(1)], take, lambda: [(failing[0], OSError("no answer"))], LOGGER)
    assert batch.response == {"batchItemFailures": [{"itemIdentifier": "1"}]}


def test_what_a_batch_took_is_let_go_at_once() -> None:
    def kept() -> weakref.ref[Article]:
        articles: list[Article] = []

        def take(record: SQSRecord) -> None:  # noqa: ARG001 - Powertools hands it over by this name
            articles.append(Article())

        process([message(1)], take, list, LOGGER)
        return weakref.ref(articles[0])

    gc.disable()
    try:
        assert kept()() is None
    finally:
        gc.enable()
