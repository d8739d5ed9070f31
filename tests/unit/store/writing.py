"""What each of many writing processes does. It stands alone, so that such a process starts without moto."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3

from dateline.codec import from_mapping
from dateline.record import Record
from dateline.rejection import Reason
from dateline.store import ArticleTable, Outcome, OverflowBucket
from dateline.store import items as store_items

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

    from dateline.article import Upload

SMALL_ITEM_BYTES = 4_000
_PATIENCE_SECONDS = 120.0

_start: Barrier


@dataclass(frozen=True)
class Write:
    """One row to be written: `told` is a record as a mapping, a reason of rejection, or when the upload was removed.

    A mapping, because a Record cannot be sent to another process.
    """

    upload: Upload
    told: dict[str, Any] | Reason | str
    parser_version: str

    @property
    def outcome(self) -> Outcome:
        """What it comes to where it takes effect."""
        match self.told:
            case dict():
                return Outcome.STORED
            case Reason():
                return Outcome.REJECTED
            case _:
                return Outcome.REMOVED

    def to(self, table: ArticleTable) -> Outcome:
        match self.told:
            case dict() as mapping:
                return table.put_record(from_mapping(Record, mapping))
            case Reason() as reason:
                return table.put_rejection(self.upload, reason, "a listing", parser_version=self.parser_version)
            case removed_at:
                return table.put_removal(self.upload, removed_at)


@dataclass(frozen=True)
class Place:
    """Where to write: a table and an overflow bucket, each at an endpoint."""

    table: str
    database_url: str
    bucket: str
    s3_url: str

    def opened(self) -> ArticleTable:
        """The store as a process newly started sees it."""
        session = boto3.Session("none", "none", region_name="us-east-1")
        dynamodb = session.client("dynamodb", endpoint_url=self.database_url)
        s3 = session.client("s3", endpoint_url=self.s3_url)
        return ArticleTable(dynamodb, self.table, OverflowBucket(s3, self.bucket), tombstone_days=90)


def begin(start: Barrier) -> None:
    """What a process does first: take items for large that a few kilobytes fill."""
    global _start  # noqa: PLW0603 - a barrier can be handed to a process at its start alone
    _start = start
    store_items.MAX_ITEM_BYTES = SMALL_ITEM_BYTES


def write_all(place: Place, writes: list[Write]) -> list[Outcome]:
    """Make the writes in this order, once every other process is ready too; what each came to."""
    table = place.opened()
    _start.wait(_PATIENCE_SECONDS)
    return [write.to(table) for write in writes]
