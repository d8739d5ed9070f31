"""A file of recorded events → messages of the parse queue that tell the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dateline.events import UnknownEvent, UploadEvent, is_queue_event, uploads_in, uploads_in_body
from dateline.messages import MAX_MESSAGE_BYTES
from infra.replay.plan import Message, Page


class NoEvents(ValueError):  # noqa: N818 - named for what came
    """The file holds something else; the message says what, and on which line where there are several."""


@dataclass(frozen=True)
class RecordedEvents:
    """The events in `data`: one in any envelope that upload events come in, or one on each line.

    `name` is what people call the file, `inbox` the bucket of the stack that they go to.
    """

    name: str
    data: bytes
    inbox: str

    @property
    def what(self) -> str:
        """What is replayed."""
        return f"events of {self.name}"

    @property
    def identity(self) -> Mapping[str, str | None]:
        """What makes it the same replay."""
        return {"events": hashlib.sha256(self.data).hexdigest()}

    def messages(self, replay_id: str, time: str) -> Iterator[Message]:  # noqa: ARG002 - events have ids and times
        """The messages; those of a queue as they are. Raises NoEvents before the first, if it raises."""
        yield from self._messages

    @cached_property
    def _messages(self) -> list[Message]:
        return [message for where, event in self._events() for message in self._told(where, event)]

    def _events(self) -> Iterator[tuple[str, Any]]:
        try:
            text = self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NoEvents(f"{self.name} holds no JSON: {error}") from error
        try:
            yield self.name, json.loads(text)
        except (ValueError, RecursionError) as error:
            lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
            if len(lines) < 2:
                raise NoEvents(f"{self.name} holds no JSON: {error}") from error
            for number, line in lines:
                where = f"line {number} of {self.name}"
                try:
                    yield where, json.loads(line)
                except (ValueError, RecursionError) as wrong:
                    raise NoEvents(f"{where} holds no JSON: {wrong}") from wrong

    def _told(self, where: str, event: Any) -> Iterator[Message]:
        try:
            for body in _bodies(event):
                pages = tuple(self._page(one) for one in uploads_in_body(body))
                if len(body.encode("utf-8", "replace")) > MAX_MESSAGE_BYTES:
                    raise NoEvents(f"{where} holds an event larger than a queue's message, {MAX_MESSAGE_BYTES:,} bytes")
                if pages:  # S3's test event tells of none
                    yield Message(body, pages)
        except UnknownEvent as error:
            raise NoEvents(f"{where} holds no upload event: {error}") from error

    def _page(self, event: UploadEvent) -> Page:
        upload = event.upload
        facts = {"events": "removed" if event.removed else "created" if upload.sequencer else "to be looked at again"}
        if upload.bucket != self.inbox:
            facts["bucket"] = f"{upload.bucket}, which is not the inbox of this stack"
        return Page(upload.key or "", facts)


def _bodies(event: Any) -> Iterator[str]:
    """The event as bodies of queue messages: those that it came in, or each of its records in one of its own."""
    if isinstance(event, Mapping) and is_queue_event(event):
        for record in event["Records"]:
            body = record.get("body") if isinstance(record, Mapping) else None
            if not isinstance(body, str):
                raise UnknownEvent("a message without a body")
            yield body
        return
    list(uploads_in(event))  # complains of what no queue message could tell of
    records = event.get("Records")
    for one in [{"Records": [record]} for record in records] if isinstance(records, list) else [event]:
        yield json.dumps(one)
