"""The archive of upload events, replayed by EventBridge itself to the rule that feeds the parse queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types_boto3_events import EventBridgeClient

    from infra.replay.todo import StateFile

POLL_SECONDS = 2.0

_ENDED = ("COMPLETED", "CANCELLED", "FAILED")


class ReplayFailed(RuntimeError):  # noqa: N818 - named for what happened
    """EventBridge gave the replay up; the message says why."""


@dataclass(frozen=True, slots=True)
class Held:
    """What an archive holds: so many events, since it was made."""

    events: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when the events are to be replayed."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """How far a replay has come: its state, as EventBridge calls it, and the time of the event that was sent last."""

    name: str
    state: str
    last: datetime | None

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in _ENDED


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive of a stack, and the rule that its events are replayed to. Both are named by their ARNs."""

    client: EventBridgeClient
    arn: str
    rule_arn: str

    def held(self) -> Held:
        """What it holds."""
        told = self._described()
        return Held(int(told.get("EventCount", 0)), told["CreationTime"].astimezone(UTC))

    def start(self, name: str, since: datetime, until: datetime) -> None:
        """Begin to replay the events from `since` to `until`, under a name that no other replay has."""
        bus = self._described()["EventSourceArn"]
        self.client.start_replay(
            ReplayName=name,
            EventSourceArn=self.arn,
            EventStartTime=since,
            EventEndTime=until,
            Destination={"Arn": bus, "FilterArns": [self.rule_arn]},
        )

    def told(self, name: str) -> Told | None:
        """How far the replay of this name has come; None if there is none."""
        try:
            answer = self.client.describe_replay(ReplayName=name)
        except self.client.exceptions.ResourceNotFoundException:
            return None
        state = answer["State"]
        if state == "FAILED":
            why = answer.get("StateReason", "it does not say why")
            raise ReplayFailed(f"EventBridge gave the replay {name} up: {why}")
        return Told(name, state, answer.get("EventLastReplayedTime"))

    def cancel(self, name: str) -> None:
        """End a replay before its time. One that has ended already stays as it is."""
        self.client.cancel_replay(ReplayName=name)

    def _described(self) -> Any:
        return self.client.describe_archive(ArchiveName=self.arn.rpartition("/")[2])


def watch(archive: Archive, name: str, stop: Event, on_told: Callable[[Told], None]) -> Told:
    """Ask until the replay has ended; told to stop, cancel it and ask until it has."""
    cancelled = False
    while True:
        told = archive.told(name)
        if told is None:
            raise ReplayFailed(f"EventBridge knows no replay {name}")
        on_told(told)
        if told.ended:
            return told
        if stop.is_set() and not cancelled:
            archive.cancel(name)
            cancelled = True
        if cancelled:
            Event().wait(POLL_SECONDS)
        else:
            stop.wait(POLL_SECONDS)


def replay(
    archive: Archive, state: StateFile, asked: Span, name: str, stop: Event, on_told: Callable[[Told], None]
) -> Told:
    """Replay what was asked for, from where an earlier try is or was; how it ended.

    `state` remembers under which name EventBridge knows it, and is removed when all is done.
    """
    before = state.read()
    told = archive.told(before["name"]) if before else None
    if before and told and told.state != "CANCELLED":
        name = before["name"]
    else:
        since = told.last if told and told.last else datetime.fromisoformat(before["since"]) if before else asked.since
        state.write({"name": name, "since": since.isoformat()})
        archive.start(name, since, asked.until)
    told = watch(archive, name, stop, on_told)
    if told.state == "COMPLETED":
        state.remove()
    return told
