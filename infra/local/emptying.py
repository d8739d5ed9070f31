"""Empties an account: what lies in its resources goes, the resources stay. For many runs on one stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.core.model_instances import reset_model_data
from moto.dynamodb.models import dynamodb_backends
from moto.events.models import events_backends
from moto.s3.models import FakeKey, FakeMultipart, s3_backends
from moto.sqs.models import sqs_backends

if TYPE_CHECKING:
    from infra.local.account import Account


def empty(account: Account) -> None:
    """Take it out where moto keeps it: requests would leave versions, delete markers and receipts behind."""
    for bucket in s3_backends[account.id][account.partition].buckets.values():
        for key in list(bucket.keys):
            bucket.keys.setlist(key, [])  # closes what the versions hold open
        bucket.keys.clear()
    for queue in sqs_backends[account.id][account.region].queues.values():
        queue._messages.clear()  # noqa: SLF001 - `messages` are the visible ones only
        queue.pending_messages.clear()
        queue.deleted_messages.clear()
    for table in dynamodb_backends[account.id][account.region].tables.values():
        table.items.clear()
        if table.stream_shard is not None:
            table.stream_shard.items.clear()
    events = events_backends[account.id][account.region]
    events.replays.clear()
    for archive in events.archives.values():
        archive.events.clear()
    for kind in (FakeKey, FakeMultipart):
        for one in kind.instances_tracked:  # type: ignore[union-attr]
            one.dispose()  # closes the file that it holds open, also of one that lies nowhere any more
    reset_model_data()  # a list of everything that ever was, for moto's own dashboard
