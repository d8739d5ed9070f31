"""The replay of EventBridge's archive: started, watched until it is done, cancelled when told to stop."""

from __future__ import annotations

import time

from infra.cli.failure import Exit, Failure
from infra.cli.replay_asked import Archived
from infra.cli.replay_session import Session, now, told
from infra.cli.replay_telling import Ended, Planned
from infra.replay.archive import Archive, ReplayFailed, Span, Told, replay
from infra.replay.todo import StateFile


def replay_archive(session: Session, asked: Archived) -> Ended | None:
    """Do it, or tell what it would do; how it ended, or None where nothing was sent."""
    from dateline.store import client

    arn = session.found.output("UploadArchiveArn")
    archive = Archive(client("events"), arn, session.found.output("UploadRuleArn"))
    held = archive.held()
    span = Span(asked.since or held.since, asked.until or now())
    what = f"events of the archive from {told(span.since)} to {told(span.until)}"
    if span.since >= span.until:
        raise Failure(f"the archive holds nothing from before {told(held.since)}", code=Exit.USAGE)
    if not held.events:
        session.teller.nothing(f"events in the archive, which is there since {told(held.since)}")
        return None
    note = f"The archive holds {held.events:,} events since {told(held.since)}; EventBridge sends those of that time."
    plan = Planned(what, "event", None, notes=[note])
    if not session.how.apply:
        session.teller.dry(plan, session.how.command)
        return None
    identity = {"archive": arn, "since": _iso(asked.since), "until": _iso(asked.until)}
    with session.remembered(identity) as name:
        session.teller.begins(plan)
        return _replayed(session, archive, span, name)


def _replayed(session: Session, archive: Archive, span: Span, name: str) -> Ended:
    state = StateFile(session.folder / f"{name}.json")
    if session.how.from_start:
        state.remove()
    began, minutes = time.monotonic(), int((span.until - span.since).total_seconds() / 60) + 1
    with session.teller.working("EventBridge replays minutes of events", 0, minutes) as on_done:

        def on_told(so_far: Told) -> None:
            if so_far.last:
                on_done(int((so_far.last - span.since).total_seconds() / 60))

        try:
            end = replay(archive, state, span, f"{name}-{now():%Y%m%dT%H%M%S%f}", session.stop, on_told)
        except ReplayFailed as error:
            raise Failure(str(error), hint="--from-start begins anew.") from error
    return Ended("event", None, None, time.monotonic() - began, stopped=end.state != "COMPLETED")


def _iso(moment: object) -> str | None:
    return str(moment) if moment else None
