"""The replay of events and of pages: listed, told, sent to the parse queue, remembered where it stops."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from infra.cli.failure import Exit, Failure
from infra.cli.pages import STDIN, Page
from infra.cli.replay_asked import EventFile, Objects, Rows
from infra.cli.replay_session import Session, now, told
from infra.cli.replay_telling import Ended, Planned
from infra.replay.plan import Message, Plan, Source
from infra.replay.todo import Position, Todo

if TYPE_CHECKING:
    from infra.cli.stack import Stack

T = TypeVar("T")


def replay_list(session: Session, asked: EventFile | Objects | Rows) -> Ended | None:
    """Do it, or tell what it would do; how it ended, or None where nothing was sent."""
    from infra.replay.recorded import NoEvents

    source = _source(session.found, asked)
    with session.remembered(source.identity) as name:
        todo = Todo(session.folder, name)
        position = None if session.how.from_start else todo.position()
        try:
            if not session.how.apply:
                _dry(session, source, position)
                return None
            position = _going_on(session, source, position) if position else _begun(session, source, todo, name)
        except NoEvents as error:
            raise Failure(str(error), code=Exit.USAGE) from error
        return _sent(session, todo, position) if position else None


def _source(found: Stack, asked: EventFile | Objects | Rows) -> Source:
    from dateline.store import Inbox, MadeRows, client
    from infra.replay.objects import InboxObjects
    from infra.replay.recorded import RecordedEvents

    match asked:
        case EventFile(name):
            data = Page(name, None if name == STDIN else Path(name)).read()
            return RecordedEvents("standard input" if name == STDIN else name, data, found.inbox_bucket)
        case Objects(prefix, since, until):
            return InboxObjects(Inbox(client("s3")), found.inbox_bucket, prefix, since, until)
        case Rows():
            from infra.replay.rows import TableRows

            rows = MadeRows(client("dynamodb"), found.table.table_name, found.table.overflow)
            return TableRows(
                rows,
                found.inbox_bucket,
                articles=not asked.rejected,
                rejections=asked.rejected or not (asked.publisher or asked.since or asked.until),
                reason=asked.reason,
                publisher=asked.publisher,
                since=asked.since,
                until=asked.until,
                parser_version=asked.parser_version,
            )


def _dry(session: Session, source: Source, unfinished: Position | None) -> None:
    plan, _ = _planned(session, source, "dry-run", lambda messages: [None for _ in messages])
    if not plan.messages:
        session.teller.nothing(source.what)
        return
    notes = []
    if unfinished:
        left = f"{unfinished.pages_left:,} of its {unfinished.pages:,} pages are left"
        before = f"A replay of this began at {unfinished.begun}, and {left}"
        notes.append(f"{before}: --apply goes on with it, --from-start begins anew.")
    session.teller.dry(_as_told(session, source, plan, notes), session.how.command)


def _begun(session: Session, source: Source, todo: Todo, name: str) -> Position | None:
    begun = told(now())
    replay_id = f"replay-{name}-{begun}"
    plan, position = _planned(session, source, replay_id, lambda messages: todo.begin(replay_id, begun, messages))
    if not plan.messages:
        todo.finish()
        session.teller.nothing(source.what)
        return None
    session.teller.begins(_as_told(session, source, plan, []))
    return position


def _going_on(session: Session, source: Source, position: Position) -> Position:
    session.teller.goes_on(source.what, "page", position.pages_sent, position.pages)
    return position


def _planned(
    session: Session, source: Source, replay_id: str, take: Callable[[Iterator[Message]], T]
) -> tuple[Plan, T]:
    """The plan of a source, and what `take` made of its messages. Raises Failure when told to stop."""
    plan = Plan()
    with session.teller.working("looking for what to replay") as on_done:

        def watched() -> Iterator[Message]:
            for message in plan.counting(source.messages(replay_id, told(now()))):
                if session.stop.is_set():
                    raise Failure("stopped before anything was sent", code=Exit.STOPPED)
                on_done(plan.pages)
                yield message

        return plan, take(watched())


def _as_told(session: Session, source: Source, plan: Plan, notes: list[str]) -> Planned:
    return Planned(
        what=source.what,
        unit="page",
        number=plan.pages,
        messages=plan.messages,
        counts=plan.counts,
        first=[(key, "") for key in plan.first],
        seconds=plan.pages / session.how.rate,
        usd=_usd_a_page() * plan.pages,
        notes=notes,
    )


def _sent(session: Session, todo: Todo, position: Position) -> Ended:
    from infra.replay.sending import NotTaken, send

    before, began = position, time.monotonic()
    queue, bucket = session.queue("ParseQueueUrl"), session.bucket()
    with session.teller.working("sending pages", position.pages_sent, position.pages) as on_done:

        def on_sent(reached: Position) -> None:
            on_done(reached.pages_sent)

        try:
            position = send(todo, position, queue, bucket, session.stop, on_sent)
        except NotTaken as error:
            hint = "What was sent is remembered: the same command goes on from there."
            raise Failure(str(error), hint=hint) from error
    sent, seconds = position.pages_sent - before.pages_sent, time.monotonic() - began
    return Ended("page", sent, position.pages_left, seconds, stopped=position.messages_left > 0)


def _usd_a_page() -> float:
    """What a page costs that is made anew, from the parse queue on."""
    from infra.cost.estimate import MILLION, estimate

    found = estimate()
    return (found.total - found.by_step()["upload"]) / MILLION
