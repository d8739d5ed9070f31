"""Feeds queues to functions by the template's event source mappings, in the way Lambda's own pollers do.

Two things differ, so that nothing has to be waited for. A batch goes out as soon as the queue has no more messages to
give, whatever its batching window. And a message that failed becomes visible again when nothing else is left to do
(`run_until_idle`) or after a second (`drive`), not after the queue's visibility timeout: the local clock runs ahead.
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from infra.local.calls import calling_as
from infra.local.engine import FunctionError
from infra.local.sqs_shapes import failed_ids, record

if TYPE_CHECKING:
    from infra.local.engine import Engine
    from infra.local.functions import EventSource, Function

MAX_PAYLOAD_BYTES: Final = 6 * 1024 * 1024  # AWS Lambda quotas: invocation payload, synchronous
_MOST_RECEIVES: Final = 1000  # the highest maxReceiveCount that SQS takes
_RETRY_SECONDS: Final = 1.0
_IDLE_SECONDS: Final = 0.25


class NoEndError(RuntimeError):
    """A message fails again and again, and its queue has no dead-letter queue to take it."""


@dataclass(frozen=True, slots=True)
class Message:
    """A queue message: its id, its body, and how often it was received so far."""

    message_id: str
    body: str
    receive_count: int


@dataclass(frozen=True, slots=True)
class Batch:
    """One invocation by an event source: function and queue by their logical ids, and what became of the messages."""

    function: str
    queue: str
    done: tuple[Message, ...]
    failed: tuple[Message, ...]
    error: FunctionError | None
    seconds: float


OnBatch = Callable[[Batch], None]


@dataclass(frozen=True, slots=True)
class _Failed:
    queue_url: str
    receipt_handle: str
    since: float


class Driver:
    """Drives the event sources of a stack. `errors` says by message id what its last invocation raised, if it did.

    `receive` and `invoke` are the two halves of what it does, for those who want to step in between.
    """

    def __init__(
        self, sqs: Any, sources: Iterable[EventSource], functions: Mapping[str, Function], engine: Engine
    ) -> None:
        self.errors: dict[str, str] = {}
        self._sqs = sqs
        self.sources = tuple(sources)
        self._functions = functions
        self._engine = engine
        self._failed: deque[_Failed] = deque()

    def run_until_idle(self, on_batch: OnBatch | None = None) -> None:
        """Take batches until no message is left that could still become visible."""
        with calling_as("driver"):
            while self._round(on_batch) or self._bring_back(min_age=0) or self._delayed():
                pass

    def drive(self, stop: threading.Event, touched: threading.Event, on_batch: OnBatch | None = None) -> None:
        """Take batches as messages come, until `stop` is set; `touched` tells that something may have come."""
        with calling_as("driver"):
            while not stop.is_set():
                touched.clear()
                if not (self._round(on_batch) or self._bring_back(min_age=_RETRY_SECONDS)):
                    touched.wait(_IDLE_SECONDS)

    def receive(self, source: EventSource, most: int | None = None) -> list[dict[str, Any]]:
        """The records of the next batch, of at most `most` messages: none when no message is visible."""
        messages: list[dict[str, Any]] = []
        size = source.batch_size if most is None else min(most, source.batch_size)
        while (wanted := min(10, size - len(messages))) > 0:
            more = self._sqs.receive_message(
                QueueUrl=source.queue_url,
                MaxNumberOfMessages=wanted,
                WaitTimeSeconds=0,
                MessageSystemAttributeNames=["All"],
                MessageAttributeNames=["All"],
            ).get("Messages", [])
            messages += more
            if len(more) < wanted:
                break
        return [record(message, source.queue_arn) for message in messages]

    def invoke(self, source: EventSource, records: list[dict[str, Any]]) -> Batch:
        """Hand records to the function; its messages are deleted, or come back later."""
        ids = [entry["messageId"] for entry in records]
        error: FunctionError | None = None
        started = time.perf_counter()
        try:
            payload = self._engine.invoke(self._functions[source.function], {"Records": records})
            failures = failed_ids(payload, ids) if source.reports_failures else frozenset()
        except FunctionError as raised:
            error, failures = raised, frozenset(ids)
        seconds = time.perf_counter() - started
        done = [entry for entry in records if entry["messageId"] not in failures]
        failed = [entry for entry in records if entry["messageId"] in failures]
        self._delete(source, done)
        self._remember(source, failed, error)
        return Batch(source.function, source.queue, _messages(done), _messages(failed), error, seconds)

    def forget(self) -> None:
        """Remember nothing of the messages that failed, which were taken away."""
        self.errors.clear()
        self._failed.clear()

    def _round(self, on_batch: OnBatch | None) -> bool:
        """One batch of each source that has any; whether there was one."""
        any_batch = False
        for source in self.sources:
            for portion in _portions(self.receive(source)):
                any_batch = True
                batch = self.invoke(source, portion)
                if on_batch is not None:
                    on_batch(batch)
        return any_batch

    def _delete(self, source: EventSource, records: list[dict[str, Any]]) -> None:
        for entry in records:
            self.errors.pop(entry["messageId"], None)
        for ten in _tens(records):
            entries = [{"Id": str(at), "ReceiptHandle": entry["receiptHandle"]} for at, entry in enumerate(ten)]
            answer = self._sqs.delete_message_batch(QueueUrl=source.queue_url, Entries=entries)
            # moto does not know the handle of a message that meanwhile went to the dead-letter queue; SQS takes it.
            failed = [one for one in answer.get("Failed", []) if one["Code"] != "ReceiptHandleIsInvalid"]
            if failed:
                raise RuntimeError(f"messages of {source.queue} could not be deleted: {failed}")

    def _remember(self, source: EventSource, records: list[dict[str, Any]], error: FunctionError | None) -> None:
        for entry in records:
            if int(entry["attributes"]["ApproximateReceiveCount"]) > _MOST_RECEIVES:
                raise NoEndError(f"a message of {source.queue} fails for ever: {entry['body'][:200]}")
            if error is not None:
                self.errors[entry["messageId"]] = str(error)
            self._failed.append(_Failed(source.queue_url, entry["receiptHandle"], time.monotonic()))

    def _bring_back(self, *, min_age: float) -> bool:
        """Make the messages visible again that failed at least `min_age` seconds ago; whether there were any."""
        any_due = False
        while self._failed and time.monotonic() - self._failed[0].since >= min_age:
            failed = self._failed.popleft()
            self._sqs.change_message_visibility(
                QueueUrl=failed.queue_url, ReceiptHandle=failed.receipt_handle, VisibilityTimeout=0
            )
            any_due = True
        return any_due

    def _delayed(self) -> bool:
        """Whether a queue holds messages that were sent with a delay; waits a little for them if so."""
        name = "ApproximateNumberOfMessagesDelayed"
        for source in self.sources:
            answer = self._sqs.get_queue_attributes(QueueUrl=source.queue_url, AttributeNames=[name])
            if int(answer["Attributes"][name]):
                time.sleep(_IDLE_SECONDS)
                return True
        return False


def _portions(records: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The records in their order, in lists that each fit an invocation."""
    portion: list[dict[str, Any]] = []
    size = 0
    for entry in records:
        entry_size = len(json.dumps(entry))
        if portion and size + entry_size > MAX_PAYLOAD_BYTES:
            yield portion
            portion, size = [], 0
        portion.append(entry)
        size += entry_size
    if portion:
        yield portion


def _tens(records: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(records), 10):
        yield records[start : start + 10]


def _messages(records: list[dict[str, Any]]) -> tuple[Message, ...]:
    return tuple(
        Message(entry["messageId"], entry["body"], int(entry["attributes"]["ApproximateReceiveCount"]))
        for entry in records
    )
