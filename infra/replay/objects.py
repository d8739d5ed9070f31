"""What lies in the inbox bucket under a prefix, or came there in a span of time → messages to look at it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from infra.replay.backfill import look_again
from infra.replay.plan import Message, Page

if TYPE_CHECKING:
    from dateline.store import Inbox


@dataclass(frozen=True, slots=True)
class InboxObjects:
    """The objects of a bucket whose keys begin with `prefix` and that came from `since` to before `until`."""

    inbox: Inbox
    bucket: str
    prefix: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def what(self) -> str:
        """What is replayed."""
        spans = [("from", self.since), ("before", self.until)]
        told = "".join(f", {word} {moment:%Y-%m-%d %H:%M:%S} UTC" for word, moment in spans if moment)
        return f"pages in the bucket{f' under {self.prefix}' if self.prefix else ''}{told}"

    @property
    def identity(self) -> Mapping[str, str | None]:
        """What makes it the same replay."""
        since, until = (moment.isoformat() if moment else None for moment in (self.since, self.until))
        return {"bucket": self.bucket, "prefix": self.prefix, "since": since, "until": until}

    def messages(self, replay_id: str, time: str) -> Iterator[Message]:
        """The messages, in the order of the keys."""
        return look_again(self.bucket, self._pages(), replay_id, time)

    def _pages(self) -> Iterator[Page]:
        for one in self.inbox.objects(self.bucket, self.prefix):
            if (self.since and one.modified < self.since) or (self.until and one.modified >= self.until):
                continue
            yield Page(one.key, {"uploaded on": f"{one.modified.astimezone(UTC):%Y-%m-%d}"})
