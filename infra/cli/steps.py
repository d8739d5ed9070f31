"""The way of a key's uploads, step by step: by the bucket's versions, the functions' logs, dead letters, the row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.store import ArticleReader, Version
    from infra.replay.queue import Queue

MOST_VERSIONS = 20
_BEFORE = timedelta(minutes=1)
_RELEVANT = ("key", "outcome", "exception")


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to an upload at a moment, and where: "inbox", "parse", "enrich", "table", "dead letters".

    `correlation_id` is the one id that an upload goes by in both functions and in its row; None where no id is known.
    """

    at: datetime
    where: str
    what: str
    correlation_id: str | None = None
    failed: bool = False

    def told(self) -> dict[str, Any]:
        """What `--json` tells of it."""
        told = {"at": _iso(self.at), "where": self.where, "what": self.what, "correlation_id": self.correlation_id}
        return {name: value for name, value in told.items() if value is not None}


def version_steps(versions: Iterable[Version]) -> list[Step]:
    """When the key was written and removed, as the bucket tells (to the second); the last `MOST_VERSIONS` times."""
    told = islice(versions, MOST_VERSIONS)
    return [
        Step(
            datetime.fromisoformat(version.uploaded_at),
            "inbox",
            f"{'removed' if version.removed else 'uploaded'}, version {version.version_id}",
        )
        for version in told
    ]


def row_steps(table: ArticleReader, bucket: str, key: str) -> list[Step]:
    """When what stands in the table now was parsed and stored.

    A takedown is told with its own time; a row that tells no times, as older code wrote it, with the present.
    """
    from dateline.record import Record
    from dateline.store import RejectedRow, TakenDownRow

    row, passage = table.row_of(bucket, key), table.passage_of(bucket, key)
    if row is None:
        return []
    match row:
        case TakenDownRow(taken_down_at=at):
            return [Step(datetime.fromisoformat(at), "table", "the row tells that the key was taken down")]
        case Record():
            what = f"the row tells article {row.article_id}"
            told = table.get(row.article_id)
            if told and told.upload.key != key:
                what += f", which lists tell as {told.upload.key} has it"
        case RejectedRow(_, reason, message):
            what = f"the row tells a rejection, {reason}: {message}"
        case _:
            what = "the row tells that the upload was removed"
    if passage is None:
        return [Step(datetime.now(UTC), "table", f"{what}; when it was stored is not known")]
    passed_on = "passed on to be enriched and stored" if isinstance(row, Record) else "passed on to be stored"
    return [
        Step(passage.parsed_at, "parse", passed_on, passage.correlation_id),
        Step(passage.stored_at, "table", what, passage.correlation_id),
    ]


def log_steps(logs: Any, groups: dict[str, str], key: str, since: datetime) -> list[Step]:
    """What the functions logged of the key. `groups` are their log groups, by the name of the step."""
    steps = []
    for where, group in groups.items():
        for at, entry in _entries(logs, group, _pattern(key), since):
            if entry.get("key") != key:
                continue
            failed = "exception" in entry
            what = str(entry["exception"]).strip().splitlines()[-1] if failed else _said(entry)
            steps.append(Step(at, where, what, entry.get("correlation_id"), failed))
    return steps


def dead_letter_steps(queues: Mapping[str, Queue], key: str, fetch: Callable[[str, str], bytes]) -> Iterator[Step]:
    """The messages about the key that no function could do. `queues` are the dead-letter queues, by function."""
    from infra.cli.poison import poison
    from infra.replay.dead_letters import looked_at

    for function, queue in queues.items():
        for letter in looked_at(queue):
            found = poison(function, letter.body, fetch)
            if key in found.keys:
                name = function.removesuffix("Function").lower()
                what = f"waits among the dead letters of {name}, message {letter.message_id}"
                yield Step(
                    letter.sent_at, "dead letters", what, found.correlation_ids[found.keys.index(key)], failed=True
                )


def _entries(logs: Any, group: str, pattern: str, since: datetime) -> Iterator[tuple[datetime, dict[str, Any]]]:
    start = int((since - _BEFORE).timestamp() * 1000)
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=start, filterPattern=pattern)
    for page in pages:
        for event in page["events"]:
            try:
                entry = json.loads(event["message"])
            except ValueError:
                continue  # a line of the runtime's own, which is no JSON
            if isinstance(entry, dict):
                yield datetime.fromtimestamp(event["timestamp"] / 1000, UTC), entry


def _pattern(key: str) -> str:
    """CloudWatch's filter for the lines that hold the key; the longest plain part of it, which needs no escape."""
    plain = max("".join(c if c.isalnum() and c.isascii() else " " for c in key).split() or [""], key=len)
    return f'"{plain}"' if plain else ""


def _said(entry: dict[str, Any]) -> str:
    return f"{entry.get('message', '')}: {entry['outcome']}" if "outcome" in entry else str(entry.get("message", ""))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
