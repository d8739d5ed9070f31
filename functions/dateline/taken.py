"""What became of the uploads of one message of the parse queue, and how what is left of it is told again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.events import UploadEvent, body_of


@dataclass(slots=True)
class Taken:
    """What those uploads came to that were done, which have failed, and which were not begun for want of time.

    `failure` is the first reason for which one was not done.
    """

    outcomes: list[dict[str, Any]] = field(default_factory=list)
    failed: list[UploadEvent] = field(default_factory=list)
    unbegun: list[UploadEvent] = field(default_factory=list)
    failure: Exception | None = None

    @property
    def left(self) -> int:
        """How many uploads were not done."""
        return len(self.failed) + len(self.unbegun)

    def fail(self, event: UploadEvent, failure: Exception) -> None:
        """Note that an upload failed."""
        self.failed.append(event)
        self.failure = self.failure or failure

    def stop(self, events: list[UploadEvent], failure: Exception) -> None:
        """Note that these uploads were not begun."""
        self.unbegun += events
        self.failure = self.failure or failure

    def bodies_left(self) -> Iterator[str]:
        """Messages that tell of what is left: each upload that failed alone, so that it takes no other along.

        A message tells of one backfill's keys or of none: such keys that were not begun stay together.
        """
        yield from (body_of([event]) for event in self.failed)
        if self.unbegun and self.unbegun[0].upload.sequencer is None:
            yield body_of(self.unbegun)
        else:
            yield from (body_of([event]) for event in self.unbegun)
