"""What a replay has still to send, on disk: a list of messages, and how far it has come.

The list is written whole before the first message is sent: what is sent changes the table that some lists are made
from. After each call the position is written anew, to another file that then takes the place of the old one; so a
replay that dies at any moment goes on at most one call before the place where it was.
"""

from __future__ import annotations

import dataclasses
import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra.replay.queue import MAX_ENTRIES

if TYPE_CHECKING:
    from infra.replay.plan import Message

APPLICATION = "dateline"


class AlreadyRunning(RuntimeError):  # noqa: N818 - named for what was found
    """Another process is at the same replay."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a replay has come. At byte `offset` of the list stands the next message; `begun` is ISO 8601."""

    replay_id: str
    begun: str
    messages: int
    pages: int
    offset: int = 0
    messages_sent: int = 0
    pages_sent: int = 0

    @property
    def messages_left(self) -> int:
        """Messages that were not sent yet."""
        return self.messages - self.messages_sent

    @property
    def pages_left(self) -> int:
        """The uploads that these tell of."""
        return self.pages - self.pages_sent


@dataclass(frozen=True, slots=True)
class Call:
    """The messages of one call, and the position that is reached once they are sent."""

    bodies: tuple[str, ...]
    pages: int
    after: Position


def state_folder(environment: Mapping[str, str]) -> Path:
    """Where replays keep their state: as the XDG Base Directory Specification says of `XDG_STATE_HOME`."""
    home = environment.get("XDG_STATE_HOME")
    base = Path(home) if home else Path.home() / ".local" / "state"
    return base / APPLICATION / "replay"


def digest(identity: Mapping[str, str | None]) -> str:
    """The name of a replay: the same for the same source and stack."""
    return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:16]


@contextmanager
def held(folder: Path, name: str) -> Iterator[None]:
    """Keep other processes from the replay of this name meanwhile. Raises AlreadyRunning.

    The file stays: a process that opened it before it was unlinked would hold another than one that came later.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(f"the same replay is running already; {lock.name} is held") from error
        yield


class StateFile:
    """A small JSON file that is there whole, as it was or as it is now."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Any] | None:
        """What was written last, or None."""
        try:
            return dict(json.loads(self.path.read_bytes()))
        except FileNotFoundError:
            return None

    def write(self, state: Mapping[str, Any]) -> None:
        """Put this in its place."""
        new = self.path.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(state, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path)

    def remove(self) -> None:
        """Forget it."""
        self.path.unlink(missing_ok=True)


class Todo:
    """The list of one replay and the position in it, in a folder, under the name of the replay."""

    def __init__(self, folder: Path, name: str) -> None:
        self._list = folder / f"{name}.messages"
        self._state = StateFile(folder / f"{name}.json")

    def position(self) -> Position | None:
        """Where the replay was when it stopped; None where there is none to go on with."""
        state = self._state.read()
        return None if state is None or not self._list.exists() else Position(**state)

    def begin(self, replay_id: str, begun: str, messages: Iterable[Message]) -> Position:
        """Write the list down, and the position at its beginning. What was there is forgotten."""
        self.finish()
        number = pages = 0
        new = self._list.with_suffix(".unfinished")
        with new.open("w", encoding="utf-8") as file:
            for message in messages:
                number, pages = number + 1, pages + len(message.pages)
                file.write(json.dumps([len(message.pages), message.body]) + "\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._list)
        position = Position(replay_id, begun, messages=number, pages=pages)
        self.reached(position)
        return position

    def calls(self, position: Position, most_pages: float) -> Iterator[Call]:
        """What is left, in calls of at most ten messages and so many pages (or one message, if that has more)."""
        with self._list.open("rb") as file:
            file.seek(position.offset)
            bodies: list[str] = []
            pages, offset = 0, position.offset
            for line in file:
                more, body = json.loads(line)
                if bodies and (len(bodies) == MAX_ENTRIES or pages + more > most_pages):
                    position = _after(position, len(bodies), pages, offset)
                    yield Call(tuple(bodies), pages, position)
                    bodies, pages = [], 0
                bodies.append(body)
                pages, offset = pages + more, offset + len(line)
            if bodies:
                yield Call(tuple(bodies), pages, _after(position, len(bodies), pages, offset))

    def reached(self, position: Position) -> None:
        """Remember that the replay has come so far."""
        self._state.write(dataclasses.asdict(position))

    def finish(self) -> None:
        """There is nothing left to go on with."""
        self._state.remove()
        self._list.unlink(missing_ok=True)


def _after(position: Position, messages: int, pages: int, offset: int) -> Position:
    return dataclasses.replace(
        position,
        offset=offset,
        messages_sent=position.messages_sent + messages,
        pages_sent=position.pages_sent + pages,
    )
