"""Dead letters, back to the queue that they came from: received, sent, and only then deleted.

A letter that dies again meanwhile stays where it is. One may be sent twice, none is lost.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from infra.replay.queue import MAX_ENTRIES, Queue, Received
from infra.replay.sending import NotTaken

if TYPE_CHECKING:
    from infra.replay.rate import TokenBucket

MOST_LOOKED_AT = 200
"""Letters of one queue that a dry run reads."""

_LOOK_SECONDS = 30
_MOVE_SECONDS = 60
_MOST_SECONDS = 43_200  # SQS, "Visibility timeout": twelve hours


@dataclass(frozen=True, slots=True)
class Letters:
    """A dead-letter queue, the queue that its letters came from, and that queue's function by its logical id."""

    name: str
    function: str
    dead: Queue
    alive: Queue


def looked_at(dead: Queue, most: int = MOST_LOOKED_AT) -> list[Received]:
    """Some of the letters of a dead-letter queue, at most so many; all are given back before this returns."""
    found: dict[str, Received] = {}
    try:
        while len(found) < most and (more := dead.receive(MAX_ENTRIES, _LOOK_SECONDS)):
            known = len(found)
            found |= {one.message_id: one for one in more}
            if len(found) == known:  # it took so long that the first came round again
                break
    finally:
        dead.give_back(list(found.values()))
    return list(found.values())


def move(letters: Letters, bucket: TokenBucket, stop: Event, on_moved: Callable[[list[Received]], None]) -> None:
    """Move the letters until there are no more, or until told to stop.

    Those that came back, because they failed again, are left there. Raises NotTaken, and what the client raises.
    """
    moved: set[str] = set()
    back: list[Received] = []
    try:
        for portion in _portions(letters.dead, bucket.rate, stop):
            again = [one for one in portion if one.message_id in moved]
            back += again
            fresh = [one for one in portion if one.message_id not in moved]
            bucket.take(len(fresh))
            if stop.is_set():
                letters.dead.give_back(fresh)
                break
            moved |= _moved(letters, fresh, on_moved)
    finally:
        letters.dead.give_back(back)


def _portions(dead: Queue, rate: float, stop: Event) -> Iterator[list[Received]]:
    """What the queue gives, until it gives nothing; no more at once than go in a second."""
    most = max(1, min(MAX_ENTRIES, math.floor(rate)))
    hidden = min(_MOST_SECONDS, _MOVE_SECONDS + math.ceil(2 * most / rate))
    # Asking for a second asks every server of SQS: an answer without letters means that there are none.
    while not stop.is_set() and (portion := dead.receive(most, hidden, wait_seconds=1)):
        yield portion


def _moved(letters: Letters, portion: list[Received], on_moved: Callable[[list[Received]], None]) -> set[str]:
    """Send and delete; the ids that the letters have now, by which they are known if they come back."""
    if not portion:
        return set()
    sent = letters.alive.send([one.body for one in portion])
    gone = [portion[at] for at in sent.ids]
    letters.dead.delete(gone)
    on_moved(gone)
    if sent.refused:
        letters.dead.give_back([portion[at] for at in sent.refused])
        reasons = ", ".join(sorted(set(sent.refused.values())))
        raise NotTaken(f"the {letters.name} queue did not take {len(sent.refused)} messages: {reasons}")
    return set(sent.ids.values())
