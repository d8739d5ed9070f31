"""The replay of dead letters: looked at, told with why they are there, sent back to where they came from."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from infra.cli.failure import Exit, Failure
from infra.cli.replay_asked import DeadLetters
from infra.cli.replay_session import Session
from infra.cli.replay_telling import FEW, Ended, Planned
from infra.replay.dead_letters import Letters, looked_at, move

if TYPE_CHECKING:
    from infra.replay.queue import Received

_UNTOLD = "the function failed on it; its log says why"


def replay_letters(session: Session, which: DeadLetters) -> Ended | None:
    """Do it, or tell what it would do; how it ended, or None where nothing was sent."""
    if session.how.from_start:
        raise Failure("dead letters that were sent are gone from their queue: leave --from-start out", code=Exit.USAGE)
    what = "dead letters" if which is DeadLetters.ALL else f"dead letters of the {which.value} queue"
    queues = [one for one in _letters(session) if which in (DeadLetters.ALL, one.name)]
    with session.remembered({"dead_letters": "any"}):
        plan = _planned(session, queues, what)
        if plan is None:
            session.teller.nothing(what)
        elif session.how.apply:
            session.teller.begins(plan)
            return _moved(session, queues, plan.number or 0)
        else:
            session.teller.dry(plan, session.how.command)
    return None


def _letters(session: Session) -> list[Letters]:
    return [
        Letters(
            name=name.lower(),
            function=f"{name}Function",
            dead=session.queue(f"{name}DeadLetterQueueUrl"),
            alive=session.queue(f"{name}QueueUrl"),
        )
        for name in ("Parse", "Enrich")
    ]


def _planned(session: Session, queues: list[Letters], what: str) -> Planned | None:
    depths = {one.name: one.dead.depth() for one in queues}
    looks = [(one, letter) for one in queues for letter in looked_at(one.dead)]
    number = max(sum(depth.visible for depth in depths.values()), len(looks))
    if not number:
        return None
    told = [_told(session, one, letter) for one, letter in looks]
    hidden = sum(depth.hidden for depth in depths.values())
    whys = Counter(why for _, why in told)
    notes = [f"{hidden:,} more cannot be received for now: somebody has them."] if hidden else []
    if len(looks) < number:
        notes.append(f"Only the first {len(looks):,} were looked at.")
    by_queue = Counter(one.name for one, _ in looks) if len(looks) == number else _visible(queues)
    return Planned(
        what=what,
        unit="letter",
        number=number,
        counts={"queue": by_queue, **({"why": whys} if len(whys) == 1 or len(told) > FEW else {})},
        first=told[:FEW],
        seconds=number / session.how.rate,
        notes=notes,
    )


def _visible(queues: list[Letters]) -> Counter[str]:
    return Counter({one.name: one.dead.depth().visible for one in queues})


def _told(session: Session, letters: Letters, letter: Received) -> tuple[str, str]:
    """What the letter is about, and why it is there as far as it says so itself."""
    from infra.cli.poison import poison

    found = poison(letters.function, letter.body, session.found.table.overflow.fetch)
    what = ", ".join(found.keys) or f"message {letter.message_id}"
    # EventBridge tells by attributes why it could not deliver an event ("Using dead-letter queues").
    undelivered = letter.attributes.get("ERROR_MESSAGE") or letter.attributes.get("ERROR_CODE")
    return what, f"EventBridge could not deliver it: {undelivered}" if undelivered else found.refused or _UNTOLD


def _moved(session: Session, queues: list[Letters], of: int) -> Ended:
    from infra.replay.sending import NotTaken

    began, bucket, number = time.monotonic(), session.bucket(), 0
    with session.teller.working("sending letters", 0, of) as on_done:

        def on_moved(letters: list[Received]) -> None:
            nonlocal number
            number += len(letters)
            on_done(number)

        for one in queues:
            try:
                move(one, bucket, session.stop, on_moved)
            except NotTaken as error:
                raise Failure(str(error), hint="They stay where they are; the same command tries again.") from error
    left = max(of - number, 0) if session.stop.is_set() else 0
    return Ended("letter", number, left, time.monotonic() - began, stopped=session.stop.is_set())
