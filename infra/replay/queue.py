"""A queue, as a replay needs it: sending with patience, taking messages out, and how many there are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING, Any

from dateline.messages import MAX_BATCH_BYTES

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

MAX_ENTRIES = 10
"""SQS, "SendMessageBatch", and the other calls for several messages: at most ten."""

_TRIES = 6
_FIRST_PAUSE_SECONDS = 0.2

_QUIET_LOOKS = 3
_LOOK_SECONDS = 2.0

_COUNTS = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesDelayed",
    "ApproximateNumberOfMessagesNotVisible",
)


@dataclass(frozen=True, slots=True)
class Received:
    """A message that was taken out of its queue for a while. `attributes` are those of its sender, as text.

    `sent_at` is when it was sent first: moving to a dead-letter queue leaves that as it is.
    """

    message_id: str
    receipt_handle: str
    body: str
    attributes: Mapping[str, str]
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending came to, by the messages' positions: the ids of those that were taken, why others were not."""

    ids: Mapping[int, str]
    refused: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Depth:
    """How many messages a queue holds, as far as SQS knows: those that can be received, and those that cannot yet."""

    visible: int
    hidden: int

    @property
    def all(self) -> int:
        """Both."""
        return self.visible + self.hidden


class Queue:
    """One queue. `pause` waits for some seconds between tries."""

    def __init__(self, client: SQSClient, url: str, pause: Callable[[float], object] = time.sleep) -> None:
        self.url = url
        self._client = client
        self._pause = pause

    def send(self, bodies: Sequence[str]) -> Sent:
        """Send at most ten messages, and those that the queue does not take again, some times, with longer pauses.

        Raises what the client raises where a whole call fails.
        """
        ids: dict[int, str] = {}
        refused: dict[int, str] = {}
        for call in _fitting(bodies):
            left = call
            for attempt in range(_TRIES):
                if attempt:
                    self._pause(_FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
                taken, refused_now = self._send(bodies, left)
                ids |= taken
                left = list(refused_now)
                if not left:
                    break
            refused |= refused_now
        return Sent(ids, refused)

    def receive(self, most: int, hidden_seconds: int, wait_seconds: int = 0) -> list[Received]:
        """At most ten messages, which nobody else gets for so many seconds."""
        answer = self._client.receive_message(
            QueueUrl=self.url,
            MaxNumberOfMessages=min(most, MAX_ENTRIES),
            VisibilityTimeout=hidden_seconds,
            WaitTimeSeconds=wait_seconds,
            MessageAttributeNames=["All"],
            MessageSystemAttributeNames=["SentTimestamp"],
        )
        return [_received(message) for message in answer.get("Messages", [])]

    def delete(self, messages: Sequence[Received]) -> None:
        """Take them out for good. What cannot be deleted stays, and comes again."""
        for ten in _tens(messages):
            self._client.delete_message_batch(QueueUrl=self.url, Entries=_handles(ten))

    def give_back(self, messages: Sequence[Received]) -> None:
        """Let others receive them again, at once. One that was hidden for too long already is there anyhow."""
        for ten in _tens(messages):
            entries: Any = [entry | {"VisibilityTimeout": 0} for entry in _handles(ten)]
            self._client.change_message_visibility_batch(QueueUrl=self.url, Entries=entries)

    def depth(self) -> Depth:
        """How many messages it holds."""
        told = self._attributes(*_COUNTS)
        visible, delayed, in_flight = (int(told[name]) for name in _COUNTS)
        return Depth(visible, delayed + in_flight)

    def born(self) -> str:
        """When it was made, in seconds since 1970: what tells it from another of the same name."""
        return self._attributes("CreatedTimestamp")["CreatedTimestamp"]

    def _attributes(self, *names: Any) -> Mapping[Any, str]:
        return self._client.get_queue_attributes(QueueUrl=self.url, AttributeNames=names)["Attributes"]

    def _send(self, bodies: Sequence[str], positions: Sequence[int]) -> tuple[dict[int, str], dict[int, str]]:
        entries: Any = [{"Id": str(at), "MessageBody": bodies[at]} for at in positions]
        answer = self._client.send_message_batch(QueueUrl=self.url, Entries=entries)
        taken = {int(one["Id"]): one["MessageId"] for one in answer.get("Successful", [])}
        failed = {int(one["Id"]): f"{one['Code']} {one.get('Message', '')}".strip() for one in answer.get("Failed", [])}
        return taken, failed


def _fitting(bodies: Sequence[str]) -> Iterator[list[int]]:
    """The positions of the messages, in lists that each fit into one call."""
    call: list[int] = []
    size = 0
    for at, body in enumerate(bodies):
        length = len(body.encode())
        if call and (len(call) == MAX_ENTRIES or size + length > MAX_BATCH_BYTES):
            yield call
            call, size = [], 0
        call.append(at)
        size += length
    if call:
        yield call


def _received(message: Any) -> Received:
    attributes = message.get("MessageAttributes", {})
    told = {name: value["StringValue"] for name, value in attributes.items() if "StringValue" in value}
    sent_at = datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC)
    return Received(message["MessageId"], message["ReceiptHandle"], message["Body"], told, sent_at)


def _handles(messages: Sequence[Received]) -> Any:
    return [{"Id": str(at), "ReceiptHandle": message.receipt_handle} for at, message in enumerate(messages)]


def _tens(messages: Sequence[Received]) -> Iterator[list[Received]]:
    waiting = iter(messages)
    while ten := list(islice(waiting, MAX_ENTRIES)):
        yield ten


def wait_until_empty(queues: Sequence[Queue], stop: Event, on_waiting: Callable[[int], None]) -> None:
    """Until the queues were found empty several times, or told to stop: SQS counts with some delay."""
    quiet = 0
    while not stop.is_set():
        waiting = sum(queue.depth().all for queue in queues)
        on_waiting(waiting)
        quiet = 0 if waiting else quiet + 1
        if quiet == _QUIET_LOOKS:
            return
        stop.wait(_LOOK_SECONDS)
