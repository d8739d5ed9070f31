"""The list of a replay, sent to the parse queue at the rate that is allowed, until it is done or told to stop."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infra.replay.queue import Queue
    from infra.replay.rate import TokenBucket
    from infra.replay.todo import Position, Todo


class NotTaken(RuntimeError):  # noqa: N818 - named for what happened
    """The queue did not take messages, however often they were sent; the message says why."""


def send(
    todo: Todo,
    position: Position,
    queue: Queue,
    bucket: TokenBucket,
    stop: Event,
    on_sent: Callable[[Position], None],
) -> Position:
    """Send what is left from `position` on; where it ended.

    Each call carries what may go in a second, or one message; `on_sent` is called with the position after each.
    Raises NotTaken, and what the client raises; what is remembered then is the position before the call that failed.
    """
    for call in todo.calls(position, bucket.rate):
        bucket.take(call.pages)
        if stop.is_set():
            return position
        sent = queue.send(call.bodies)
        if sent.refused:
            reasons = ", ".join(sorted(set(sent.refused.values())))
            raise NotTaken(f"the queue did not take {len(sent.refused)} of {len(call.bodies)} messages: {reasons}")
        position = call.after
        todo.reached(position)
        on_sent(position)
    todo.finish()
    return position
