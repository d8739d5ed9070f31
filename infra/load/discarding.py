"""Throws away what moto keeps, beneath its interfaces: no event tells of it, and no function takes part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.dynamodb.models import dynamodb_backends
from moto.events.models import events_backends
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends

if TYPE_CHECKING:
    from infra.local.cloud import LocalCloud


def discard(cloud: LocalCloud) -> None:
    """Empty the buckets, the table and the archive, and forget the messages that were deleted."""
    account = cloud.account
    with account.lock:
        for bucket in s3_backends[account.id][account.partition].buckets.values():
            bucket.keys.clear()
        for table in dynamodb_backends[account.id][account.region].tables.values():
            table.items.clear()
        for queue in sqs_backends[account.id][account.region].queues.values():
            queue.deleted_messages.clear()
        for archive in events_backends[account.id][account.region].archives.values():
            archive.events.clear()
