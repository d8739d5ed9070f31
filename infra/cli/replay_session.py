"""What every replay needs: the stack, how it is to be done, who tells of it, and the wish to stop."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from infra.cli.failure import Failure
from infra.cli.replay_telling import Teller
from infra.cli.stack import Stack
from infra.replay.rate import TokenBucket
from infra.replay.todo import AlreadyRunning, digest, held, state_folder

if TYPE_CHECKING:
    from infra.replay.queue import Queue


@dataclass(frozen=True, slots=True)
class How:
    """How it is to be done. `command` is what a dry run names as the command that sends; `rate` is pages a second."""

    apply: bool
    rate: float
    from_start: bool
    command: str


@dataclass(frozen=True)
class Session:
    """One replay in a stack. It is told to stop by `stop`."""

    found: Stack
    how: How
    teller: Teller
    stop: Event
    folder: Path = field(default_factory=lambda: state_folder(os.environ))

    def bucket(self) -> TokenBucket:
        """What keeps the rate."""
        return TokenBucket(self.how.rate, sleep=self.stop.wait)

    def queue(self, output: str) -> Queue:
        """One of the stack's queues, by the output that has its URL."""
        from dateline.store import client
        from infra.replay.queue import Queue

        return Queue(client("sqs"), self.found.output(output), self.stop.wait)

    @contextmanager
    def remembered(self, identity: Mapping[str, str | None]) -> Iterator[str]:
        """The name of the replay of this source in this stack, at which no other process is meanwhile."""
        parse = self.queue("ParseQueueUrl")
        name = digest({**identity, "queue": parse.url, "born": parse.born()})
        try:
            with held(self.folder, name):
                yield name
        except AlreadyRunning as error:
            raise Failure(str(error)) from error
        except OSError as error:
            if error.filename is None:
                raise
            hint = "XDG_STATE_HOME names another place for what a replay remembers."
            raise Failure(f"cannot write {error.filename}: {error.strerror}", hint=hint) from error


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def told(moment: datetime) -> str:
    """A time as ISO 8601 in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
