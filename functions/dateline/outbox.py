"""Messages on their way to the enrich queue: gathered, sent in as few calls as SQS allows, failures told by source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from dateline.messages import MAX_BATCH_BYTES, MAX_MESSAGE_BYTES, Message, encode, encode_reference
from dateline.store.keys import message_key, row_pk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

    from dateline.store.overflow import OverflowBucket

S = TypeVar("S")

# SQS, "SendMessageBatch": at most ten entries.
MAX_BATCH_ENTRIES = 10


class SendFailed(RuntimeError):  # noqa: N818 - named for what happened
    """SQS did not take a message; the message says why."""


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[S]):
    source: S
    body: str
    size: int


class Outbox(Generic[S]):
    """Messages to one queue, each remembered with the source that it came from."""

    def __init__(self, client: SQSClient, queue_url: str, overflow: OverflowBucket) -> None:
        self._client = client
        self._queue_url = queue_url
        self._overflow = overflow
        self._waiting: list[_Waiting[S]] = []

    def add(self, message: Message, source: S) -> None:
        """Take a message. One too large for the queue is put aside in the overflow bucket at once."""
        body = encode(message)
        data = body.encode("utf-8")
        if len(data) > MAX_MESSAGE_BYTES:
            key = message_key(row_pk(message.upload.bucket or "", message.upload.key or ""), data)
            self._overflow.put(key, data)
            body = encode_reference(self._overflow.bucket, key, message)
            data = body.encode("utf-8")
        self._waiting.append(_Waiting(source, body, len(data)))

    def add_body(self, body: str, source: S) -> None:
        """Take the text of a message as it is; it came from a queue, or is as small as one that did."""
        self._waiting.append(_Waiting(source, body, len(body.encode("utf-8"))))

    def send(self) -> list[tuple[S, SendFailed]]:
        """Send all that waits; the sources whose messages the queue did not take, with the reason."""
        failed: list[tuple[S, SendFailed]] = []
        for batch in self._batches():
            failed += self._sent(batch)
        self._waiting.clear()
        return failed

    def _sent(self, batch: list[_Waiting[S]]) -> Iterator[tuple[S, SendFailed]]:
        entries: list[SendMessageBatchRequestEntryTypeDef] = [
            {"Id": str(number), "MessageBody": waiting.body} for number, waiting in enumerate(batch)
        ]
        try:
            answer = self._client.send_message_batch(QueueUrl=self._queue_url, Entries=entries)
        except Exception as error:  # noqa: BLE001 - told to each source, with what other calls came to
            for waiting in batch:
                failure = SendFailed("the queue took no message: the call failed")
                failure.__cause__ = error
                yield waiting.source, failure
            return
        for told in answer.get("Failed", []):
            reason = f"the queue took no message: {told['Code']} {told.get('Message', '')}".strip()
            yield batch[int(told["Id"])].source, SendFailed(reason)

    def _batches(self) -> Iterator[list[_Waiting[S]]]:
        batch: list[_Waiting[S]] = []
        size = 0
        for waiting in self._waiting:
            if batch and (len(batch) == MAX_BATCH_ENTRIES or size + waiting.size > MAX_BATCH_BYTES):
                yield batch
                batch, size = [], 0
            batch.append(waiting)
            size += waiting.size
        if batch:
            yield batch
