"""The local cloud with all that AWS may do to it: plays steps, then lets everything come to rest."""

from __future__ import annotations

import dataclasses
import json
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch
from urllib.parse import quote

from botocore.retries.quota import RetryQuota
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

from dateline.store import ArticleReader, OverflowBucket
from dateline.store.audit import Audit
from dateline.store.takedown import Takedowns
from infra.local.calls import calling_as
from infra.local.cloud import LocalCloud
from infra.local.s3_shapes import notification
from tests.faults.faults import BATCH_BYTES, Crashed, Faults
from tests.faults.pages import MAX_UNPACKED_BYTES, MAX_UPLOAD_BYTES, PAGES
from tests.faults.steps import (
    Backfill,
    Deliver,
    Deploy,
    Expire,
    Fault,
    Poison,
    Purge,
    Put,
    Redrive,
    Remove,
    Replay,
    Resume,
    Step,
    Takedown,
    Telling,
    Work,
)
from tests.faults.versions import Code, deployable
from tests.faults.workers import InTurn, Worker, Workers

if TYPE_CHECKING:
    from infra.local.functions import EventSource
    from infra.local.s3_shapes import ObjectChange
    from tests.faults.faults import Send

TOMBSTONE_DAYS: Final = 90
_FIRST_MOMENT: Final = datetime(2026, 3, 5, 12, tzinfo=UTC)
_FIRST_SEQUENCER: Final = 0x0067A4B0C1D2E3F4
_FUNCTIONS: Final = {"parse": "ParseFunction", "enrich": "EnrichFunction"}

POISON: Final = {
    "parse": ("no JSON", '{"source": "a.poet"}', '{"Records": [{"eventSource": "aws:s3"}]}'),
    "enrich": ("no JSON", '{"kind": "poem"}', '{"kind": "article", "article": "no base64", "correlation_id": "x"}'),
}

_WRITES: Final = {"dynamodb.PutItem", "dynamodb.UpdateItem", "dynamodb.DeleteItem", "s3.PutObject", "s3.DeleteObject"}

# What is too large for a message, and for an item, here: a page of ten kilobytes stands for one of ten megabytes.
_MESSAGE_BYTES, _ITEM_BYTES, _NOTE_BYTES = 3_000, 2_600, 300
_MOST_DAYS_NOTED: Final = 2


@dataclass(slots=True)
class Run:
    """What happened in one run, and what is on its way."""

    now: datetime = _FIRST_MOMENT
    changes: list[ObjectChange] = field(default_factory=list)
    """All changes of objects that events tell of, in their order."""

    on_the_way: list[ObjectChange] = field(default_factory=list)
    untold: dict[str, None] = field(default_factory=dict)
    """The keys that held an object before events told of anything."""

    paused: list[Worker] = field(default_factory=list)
    put: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The pages that were ever uploaded, by key."""

    uploaded_on: set[str] = field(default_factory=set)
    """The days on which something was uploaded."""

    taken_down: set[str] = field(default_factory=set)
    """The keys, and in `blocked` the articles, that were taken down."""

    blocked: set[str | None] = field(default_factory=set)
    poison: list[str] = field(default_factory=list)
    replays: int = 0
    broken: Exception | None = None
    """What did not hold at some moment."""

    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By partition key, the sequencer and the revision that its row had at the last moment."""

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that ever held something."""
        return tuple(dict.fromkeys((*self.untold, *(change.key for change in self.changes))))


class World:
    """One deployed stack, used for one run after the other. Make one with `opened`."""

    def __init__(self, cloud: LocalCloud, workers: Workers) -> None:
        self.cloud = cloud
        self.workers = workers
        self.run = Run()
        self.know_sources()
        cloud.account.between = self._between
        self._at_each_moment: Callable[[World], None] = lambda _world: None
        self._asking: Faults | None = None
        cloud.account.s3_events.held = self._changed

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator[World]:
        """Deploys template.yaml into this process; limits are small, and nothing waits."""
        engines: list[Workers] = []

        def engine(_logs: object, environment: Any, _url: object) -> Workers:
            engines.append(Workers(environment))
            return engines[0]

        with ExitStack() as stack:
            stack.enter_context(patch("dateline.outbox.MAX_MESSAGE_BYTES", _MESSAGE_BYTES))
            stack.enter_context(patch("dateline.outbox.MAX_BATCH_BYTES", BATCH_BYTES))
            stack.enter_context(patch("dateline.store.table.MOST_DAYS_NOTED", _MOST_DAYS_NOTED))
            stack.enter_context(patch("dateline.store.items.MAX_ITEM_BYTES", _ITEM_BYTES))
            stack.enter_context(patch("dateline.store.items._NOTE_BYTES", _NOTE_BYTES))
            stack.enter_context(patch("dateline.store.inbox.ThreadPoolExecutor", InTurn))
            stack.enter_context(patch("dateline.store.rows.time", SimpleNamespace(sleep=lambda _seconds: None)))
            stack.enter_context(patch("botocore.endpoint.time", SimpleNamespace(sleep=lambda _seconds: None)))
            # How often a process may try again is counted for its whole life; here it lives for many runs.
            stack.enter_context(patch.object(RetryQuota, "acquire", lambda _quota, _amount: True))
            stack.enter_context(deployable())
            limits = {
                "MaxUploadBytes": str(MAX_UPLOAD_BYTES),
                "MaxUnpackedBytes": str(MAX_UNPACKED_BYTES),
                "TombstoneDays": str(TOMBSTONE_DAYS),
            }
            cloud = LocalCloud({"region": "eu-central-1", "parameters": limits}, engine)
            yield cls(stack.enter_context(cloud), engines[0])

    def know_sources(self) -> None:
        """Look which queues feed the functions."""
        self._sources = {source.function: source for source in self.cloud.driver.sources}

    @property
    def max_receives(self) -> int:
        """How often a message is tried before it is a dead letter."""
        return int(self.cloud.resources["ParseQueue"].properties["RedrivePolicy"]["maxReceiveCount"])

    def play(self, steps: Sequence[Step], at_each_moment: Callable[[World], None]) -> None:
        """Begin with nothing, take the steps, and let everything come to rest.

        `at_each_moment` is called after each write of a function; what it raises is raised in the end.
        """
        self._at_each_moment = at_each_moment
        self.workers.forget()
        self.cloud.empty()
        self.run = Run()
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No application metrics to publish")  # of a batch with nothing to count
            try:
                for step in steps:
                    self.take(step)
                self.rest()
            finally:
                for worker in self.run.paused:
                    worker.abandon()
        if self.run.broken:
            raise self.run.broken

    def take(self, step: Step) -> None:
        """Take one step."""
        match step:
            case Put() | Remove() | Purge():
                self._change(step)
            case Work():
                self._work(step)
            case Resume(nth):
                if self.run.paused:
                    self._gone_on(self.run.paused.pop(nth % len(self.run.paused)))
            case Expire(function, nth):
                self._expire(self._source(function), nth)
            case Takedown(key, faults):
                self._take_down(key, faults)
            case Deploy():
                self.workers.deploy(Code(self.workers.code.number + 1))
            case _:
                self._tell(step)

    def rest(self) -> None:
        """All events arrive, all workers end, all messages are done or are dead letters twice."""
        while self.run.on_the_way:
            self._deliver(Deliver())
        if self.run.untold:
            self._backfill(tuple(self.run.untold), encoded=True)
        self.settle()
        for source in self._sources.values():
            self._redrive(source)
        self.settle()

    def settle(self) -> None:
        """What was begun ends, and what waits in the queues is taken, with nothing in the way any more."""
        while self.run.paused:
            self._gone_on(self.run.paused.pop(0))
        for source in self._sources.values():
            for message in self._queue(source)._messages:
                message.change_visibility(0)
        self.cloud.driver.forget()
        self.cloud.run_until_idle()

    def deliver_all_again(self) -> None:
        """Each change that ever was is told once more, and each key looked at again."""
        for change in self.run.changes:
            self.cloud.account.s3_events.send(change)
        self._backfill(self.run.keys)
        self.settle()

    def _between(self, operation: str, request: Any, send: Send) -> Any:
        between = self._asking.between if self._asking else self.workers.between
        if operation not in _WRITES or self.run.broken:
            return between(operation, request, send)

        def watched(sent: Any) -> Any:
            answer = send(sent)
            try:
                self._at_each_moment(self)
            except Exception as broken:  # noqa: BLE001 - botocore would take it for a broken connection
                self.run.broken = self.run.broken or broken
            return answer

        return between(operation, request, watched)

    # ── Objects and their events

    @property
    def _s3(self) -> Any:
        return self.cloud.client("s3")

    def _change(self, step: Put | Remove | Purge) -> None:
        self.run.now += timedelta(seconds=step.after)
        match step:
            case Put(key, page, untold=untold):
                self.run.put[key].add(page)
                self._put(key, PAGES[page], told=not untold or key in self.run.keys)
            case Remove(key):
                self._s3.delete_object(Bucket=self.cloud.inbox_bucket, Key=key)
                self._date(key)
            case Purge(key, nth):
                self._purge(key, nth)

    def _put(self, key: str, data: bytes, *, told: bool) -> None:
        bucket = self.cloud.inbox_bucket
        self._s3.put_object(Bucket=bucket, Key=key, Body=data)
        self._date(key)
        self.run.uploaded_on.add(f"{self.run.now:%Y-%m-%d}")
        if not told:
            self.run.untold[key] = None
            self.run.changes.pop()
            self.run.on_the_way.pop()

    def _date(self, key: str) -> None:
        """A key's newest version is of the run's time: moto takes the time of the day, without a zone."""
        for version in self._versions(key)[-1:]:
            version.last_modified = self.run.now.replace(tzinfo=None)

    def _purge(self, key: str, nth: int) -> None:
        versions = self._versions(key)
        if versions:
            version = versions[-1 - nth % len(versions)].version_id
            self._s3.delete_object(Bucket=self.cloud.inbox_bucket, Key=key, VersionId=version)

    def _versions(self, key: str) -> list[Any]:
        bucket = s3_backends[self.cloud.account.id][self.cloud.account.partition].get_bucket(self.cloud.inbox_bucket)
        versions: list[Any] = bucket.keys.getlist(key, [])
        return versions

    def _changed(self, change: ObjectChange) -> None:
        if change.bucket != self.cloud.inbox_bucket:
            return
        sequencer = sequencer_of(len(self.run.changes))
        change = dataclasses.replace(change, sequencer=sequencer, at=self.run.now.timestamp())
        self.run.changes.append(change)
        self.run.on_the_way.append(change)

    def _tell(self, step: Telling) -> None:
        match step:
            case Deliver():
                self._deliver(step)
            case Poison(function, nth):
                self._poison(self._source(function), POISON[function][nth % len(POISON[function])])
            case Redrive(function):
                self._redrive(self._source(function))
            case Replay(nth):
                self._replay(nth)
            case Backfill(keys, encoded):
                self._backfill(keys, encoded=encoded)

    def _deliver(self, step: Deliver) -> None:
        waiting = self.run.on_the_way
        if not waiting:
            return
        chosen = {number % len(waiting): waiting[number % len(waiting)] for number in step.events}
        if not step.kept:
            self.run.on_the_way = [change for number, change in enumerate(waiting) if number not in chosen]
        changes = list(chosen.values())
        if step.envelope == "eventbridge":
            for change in changes:
                self.cloud.account.s3_events.send(change)
        else:
            self._send(self._source("parse"), _notified(changes, within_sns=step.envelope == "sns"))

    def _replay(self, nth: int) -> None:
        told = self.run.changes[nth % len(self.run.changes) :] if self.run.changes else []
        if not told:
            return
        self.run.replays += 1
        archive, bus = self.cloud.resources["UploadArchive"], "event-bus/default"
        arn = str(archive.arn)
        self.cloud.client("events").start_replay(
            ReplayName=f"replay-{self.run.replays}",
            EventSourceArn=arn,
            EventStartTime=told[0].at,
            EventEndTime=self.run.now,
            Destination={"Arn": arn.replace(f"archive/{archive.name}", bus)},
        )

    def _backfill(self, keys: tuple[str, ...], *, encoded: bool = False) -> None:
        if not keys:
            return
        named = [quote(key) for key in keys] if encoded else list(keys)
        told = {"bucket": self.cloud.inbox_bucket, "keys": named, "id": "backfill", "time": self.run.now.isoformat()}
        self._send(self._source("parse"), json.dumps({"backfill": {**told, "encoded": encoded}}))

    def _take_down(self, key: str, faults: tuple[Fault, ...]) -> None:
        """As `dateline takedown` does; where it breaks off, it is told to do it again."""
        self._asking = Faults(faults, lambda: None)
        try:
            self._taken_down(key)
        except Crashed:
            self._asking = None
            self._taken_down(key)
        finally:
            self._asking = None

    def _taken_down(self, key: str) -> None:
        dynamodb, s3 = self.cloud.client("dynamodb"), self.cloud.client("s3")
        reader = ArticleReader(dynamodb, self.cloud.table_name, OverflowBucket(s3, self.cloud.overflow_bucket))
        takedowns = Takedowns(dynamodb, s3, reader, pause=lambda _seconds: None)
        target = takedowns.of_key(self.cloud.inbox_bucket, key)
        if target is None:
            return
        takedowns.take_down([target], Audit("takedown", "somebody", "asked for", ()), uploads=False)
        self.run.taken_down |= {one.key for one in target.keys}
        self.run.blocked |= {target.article_id} - {None}

    # ── Queues and functions

    def _source(self, function: str) -> EventSource:
        return self._sources[_FUNCTIONS[function]]

    def _queue(self, source: EventSource) -> Any:
        name = self.cloud.resources[source.queue].name
        return sqs_backends[self.cloud.account.id][self.cloud.region].get_queue(name)

    def _send(self, source: EventSource, body: str) -> None:
        self.cloud.client("sqs").send_message(QueueUrl=source.queue_url, MessageBody=body)

    def _poison(self, source: EventSource, body: str) -> None:
        self.run.poison.append(body)
        self._send(source, body)

    def _work(self, step: Work) -> None:
        source = self._source(step.function)
        self._put_off(source, step.skip)
        with calling_as("driver"):
            records = self.cloud.driver.receive(source, step.most)
        if not records:
            return

        def invoked() -> None:
            with calling_as("driver"):
                self.cloud.driver.invoke(source, records)

        self._gone_on(Worker(step, invoked))

    def _gone_on(self, worker: Worker) -> None:
        worker.go()
        if not worker.ended:
            self.run.paused.append(worker)

    def _put_off(self, source: EventSource, skip: int) -> None:
        """A queue gives its messages in any order."""
        messages = self._queue(source)._messages
        if messages:
            first = skip % len(messages)
            messages[:] = messages[first:] + messages[:first]

    def _expire(self, source: EventSource, nth: int) -> None:
        taken = [message for message in self._queue(source)._messages if not message.visible]
        if taken:
            taken[nth % len(taken)].change_visibility(0)

    def _redrive(self, source: EventSource) -> None:
        """As `StartMessageMoveTask` does, which moto does not know."""
        queue = self._queue(source)
        letters = queue.dead_letter_queue
        for body in [message.body for message in letters._messages]:
            self._send(source, body)
        letters._messages.clear()
        letters.pending_messages.clear()


def sequencer_of(number: int) -> str:
    """The sequencer of a run's change: as S3's are, of several lengths and in either case, some next to each other."""
    tail = ("", "01", "A0")[number % 3]
    text = f"{_FIRST_SEQUENCER + number // 3:016X}{tail}"
    return text.lower() if number % 2 else text


def _notified(changes: Iterable[ObjectChange], *, within_sns: bool) -> str:
    """S3's own notification of the changes, in one message."""
    records = [record for change in changes for record in notification(change, "inbox")["Records"]]
    body = json.dumps({"Records": records})
    if within_sns:
        body = json.dumps({"Type": "Notification", "TopicArn": "arn:aws:sns:eu-central-1:1:uploads", "Message": body})
    return body
