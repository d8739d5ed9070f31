"""S3's events, sent in AWS's shape and at AWS's moments in place of moto's own.

moto's have a constant id and sequencer, lack fields, come twice for a multipart upload, not at all for a delete marker,
and vanish when their delivery fails. Here they are delivered through moto's event bus, so that rules, archives and
replays work on them, and to the queues and topics of a bucket's notification configuration; a failed delivery raises.
Only creation and removal are told: events about tags, access lists and restores are not sent.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch

from moto.events.models import Archive, EventsBackend, Replay, Rule, events_backends
from moto.s3 import notifications
from moto.s3.models import FakeBucket, FakeKey, S3Backend, s3_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends
from moto.utilities.utils import get_partition

from infra.local.s3_shapes import ObjectChange, Sequencers, eventbridge_event, notification

_ETAG_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e"  # what S3 tells for a delete marker


class _Change(NamedTuple):
    name: str
    key: str
    version_id: str
    etag: str
    size: int | None


class S3Events:
    """Sends the events of every bucket while `sent()` is entered. `held`, when set, gets each change instead."""

    def __init__(self) -> None:
        self.held: Callable[[ObjectChange], None] | None = None
        self._last: ObjectChange | None = None
        self._sequencers = Sequencers()

    def told_of(self, request: Callable[[], object], lock: AbstractContextManager[object]) -> ObjectChange:
        """The change that a request makes to one object. `lock` keeps others' requests out meanwhile."""
        with lock:
            self._last = None
            request()
            if self._last is None:
                raise ValueError("the request changed no object")
            return self._last

    @contextmanager
    def sent(self) -> Iterator[None]:
        """Put these events in the place of moto's, until the end of the block."""
        with ExitStack() as patches:
            patches.enter_context(patch.object(notifications, "send_event", self._object_created))
            patches.enter_context(patch.object(S3Backend, "delete_object", self._telling(S3Backend.delete_object)))
            patches.enter_context(patch.object(Replay, "replay_events", _replay))
            yield

    def _object_created(self, account_id: str, event_name: str, bucket: FakeBucket, key: Any) -> None:
        """Stands in for moto's `send_event`, which is called for removals too: those are told by `_telling`."""
        name = event_name.removeprefix("s3:")
        if not name.startswith("ObjectCreated:"):
            return
        if name == "ObjectCreated:Put" and key.multipart is not None:
            return  # its completion is told next
        self._tell(account_id, bucket, _Change(name, key.name, key.version_id, key.etag.strip('"'), key.size))

    def _telling(self, delete_object: Callable[..., tuple[bool, dict[str, Any]]]) -> Callable[..., Any]:
        def delete_and_tell(
            backend: S3Backend, bucket_name: str, key_name: str, version_id: str | None = None, bypass: bool = False
        ) -> tuple[bool, dict[str, Any]]:
            bucket = backend.get_bucket(bucket_name)
            doomed = _doomed(bucket, key_name, version_id)
            etag = doomed.etag.strip('"') if isinstance(doomed, FakeKey) else _ETAG_OF_NOTHING
            success, response = delete_object(backend, bucket_name, key_name, version_id, bypass)
            if not success or doomed is None:
                return success, response
            if bucket.is_versioned and version_id is None:
                name, version, etag = "ObjectRemoved:DeleteMarkerCreated", response["version-id"], _ETAG_OF_NOTHING
            else:
                name, version = "ObjectRemoved:Delete", doomed.version_id
            self._tell(backend.account_id, bucket, _Change(name, key_name, version, etag, None))
            return success, response

        return delete_and_tell

    def _tell(self, account_id: str, bucket: FakeBucket, what: _Change) -> None:
        change = ObjectChange(
            name=what.name,
            bucket=bucket.name,
            bucket_arn=bucket.arn,
            region=bucket.region_name,
            account=account_id,
            key=what.key,
            version_id=what.version_id if bucket.is_versioned else None,
            etag=what.etag,
            size=what.size,
            sequencer=self._sequencers.next(),
            at=time.time(),
        )
        self._last = change
        if self.held is not None:
            self.held(change)
        else:
            self.send(change)

    def send(self, change: ObjectChange) -> None:
        """Send the events of one change to where its bucket's notification configuration says."""
        bucket = s3_backends[change.account][get_partition(change.region)].get_bucket(change.bucket)
        setting = bucket.notification_configuration
        if setting is None:
            return
        _notify(change, setting)
        if setting.event_bridge is not None:
            _publish(change, events_backends[change.account][change.region])


def _doomed(bucket: FakeBucket, key_name: str, version_id: str | None) -> Any:
    """What a delete of this version (None: of the current one) takes away; None when there is nothing."""
    if version_id is None:
        return bucket.keys.get(key_name)
    versions = bucket.keys.getlist(key_name, [])
    return next((version for version in versions if str(version.version_id) == str(version_id)), None)


def _notify(change: ObjectChange, setting: Any) -> None:
    event_name = f"s3:{change.name}"
    for entry in [*setting.queue, *setting.topic, *setting.cloud_function]:
        if not entry.matches(event_name, change.key):
            continue
        _, _, service, region, account, name = entry.arn.split(":", 5)
        body = json.dumps(notification(change, entry.id))
        match service:
            case "sqs":
                sqs_backends[account][region].send_message(queue_name=name, message_body=body)
            case "sns":
                sns_backends[account][region].publish(body, arn=entry.arn, subject="Amazon S3 Notification")
            case _:
                raise NotImplementedError(f"the local cloud delivers no S3 notifications to {entry.arn}")


def _publish(change: ObjectChange, backend: EventsBackend) -> None:
    """Send the event through the default bus: to the targets of its rules, and to its archives."""
    event: Any = eventbridge_event(change)
    bus = backend.describe_event_bus("default")
    archives = {id(archive.rule): archive for archive in backend.archives.values()}
    for rule in list(bus.rules.values()):
        archive = archives.get(id(rule))
        if archive is None:
            _send(rule, event)
        elif rule.event_pattern.matches_event(event):
            archive.events.append(event)


def _send(rule: Rule, event: Any) -> None:
    if rule.state == "ENABLED":
        rule.send_to_targets(event, transform_input=False)


def _replay(replay: Replay, archive: Archive) -> None:
    """Stands in for moto's `Replay.replay_events`, which sends events of any time, to any rule."""
    backend = events_backends[replay.account_id][replay.region]
    bus = backend.describe_event_bus(replay.destination["Arn"].split("/")[-1])
    start, end = float(replay.event_start_time), float(replay.event_end_time)
    wanted = replay.destination.get("FilterArns")
    rules = [rule for rule in bus.rules.values() if wanted is None or rule.arn in wanted]
    for event in archive.events:
        if start <= float(event["time"]) <= end:
            for rule in rules:
                _send(rule, {**event, "replay-name": replay.name})
    replay.state = type(replay.state).COMPLETED
    replay.end_time = time.time()
