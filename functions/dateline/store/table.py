"""Writing the table: one row for each key of the inbox, and the newest upload of the key holds it.

Every write is conditional on the upload's place in the order of its key (`sequencer`), so that what arrives twice,
late or in the wrong order changes nothing; of one upload, newer code (`revision`) writes over what older code made.
What is derived is written before the row, what the row leaves behind is taken away after it; a process may die between
any two calls, and the next delivery of the message mends what it left.

What is taken down does not come back, whatever is on its way. Under a key that is taken down every write is refused.
An article that comes under another key is written first and looked up in the block after (`withhold`); a takedown
blocks it first and looks for its rows after. So of the two, whichever is late sees the other: a row that was there when
the article was blocked, the takedown finds; of one that came later, its own writer finds the block. A writer that dies
in between has not deleted its message, and the next one, whose write is a duplicate, looks again.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, cast

from dateline.article import PARSER_VERSION
from dateline.store.block import Block
from dateline.store.items import TAKEDOWN, kind_of, record_item, rejection_item, removal_item, text_of
from dateline.store.key_takedown import KeyTakedown
from dateline.store.keys import Place, calendar_pk, overflow_order, overflow_prefix, row_pk, unsharded
from dateline.store.outcome import Outcome, overtaken_by, written_as
from dateline.store.queries import ArticleReader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from types_boto3_dynamodb import DynamoDBClient

    from dateline.article import Article, Upload
    from dateline.passage import Passage
    from dateline.record import Record
    from dateline.rejection import Reason
    from dateline.store.overflow import OverflowBucket
    from dateline.store.wire import Item

_NEWER = (
    "attribute_not_exists(pk) OR sequencer < :sequencer"
    " OR (sequencer = :sequencer AND (attribute_not_exists(revision) OR revision < :revision))"
)

MOST_DAYS_NOTED = 20_000
"""Entries of the calendar that a process remembers: three years of days in 16 shards, some 2 MB. Then it notes anew."""


class ArticleTable(ArticleReader):
    """The table, to be read and written.

    `tombstone_days` is how long a removed upload is remembered, which must be longer than an event can be late.
    `passage` is kept with the row, for those who trace an upload.
    The writes raise ValueError for an upload without bucket, key or sequencer, Unstorable for a value that DynamoDB has
    no form for, and what the clients raise.
    """

    def __init__(self, client: DynamoDBClient, table_name: str, overflow: OverflowBucket, tombstone_days: int) -> None:
        super().__init__(client, table_name, overflow)
        self._tombstone_days = tombstone_days
        self._days_noted: set[str] = set()
        self._block = Block(client, table_name)
        self._key_takedown = KeyTakedown(client, table_name, overflow)

    def put_record(self, record: Record, passage: Passage | None = None, *, earlier: Iterable[Record] = ()) -> Outcome:
        """Store an article: one write, and one more for the first article of its day and shard in this process.

        `earlier` is what it said before, where it is a notice that withdraws it.
        """
        item, overflow = record_item(record, earlier)
        self._note_day(item["day"]["S"])
        if overflow:
            self.overflow.put(overflow.key, overflow.data)
        return self._put(item, passage)

    def put_rejection(
        self,
        upload: Upload,
        reason: Reason,
        message: str,
        *,
        parser_version: str = PARSER_VERSION,
        passage: Passage | None = None,
    ) -> Outcome:
        """Note that an upload is no article, and why. An article that its key held before is gone."""
        return self._put(rejection_item(upload, reason, message, parser_version), passage)

    def put_removal(self, upload: Upload, removed_at: str, passage: Passage | None = None) -> Outcome:
        """Note that an upload was taken away, and take away what its key held. `removed_at` is ISO 8601 in UTC."""
        return self._put(removal_item(upload, removed_at, self._tombstone_days), passage)

    def withhold(self, articles: Collection[Article]) -> list[Article]:
        """Of articles just written, take away those that are taken down, and give them back: one read for them all.

        Where the key holds another article by now, there is nothing to take away.
        """
        blocked = self._block.among(article.article_id for article in articles)
        return [article for article in articles if article.article_id in blocked and self._withheld(article)]

    def is_taken_down(self, upload: Upload) -> bool:
        """Whether the upload's key is taken down."""
        item = self._rows.get(row_pk(upload.bucket or "", upload.key or ""))
        return item is not None and kind_of(item) == TAKEDOWN

    def _withheld(self, article: Article) -> bool:
        pk = Place.of(article.upload).pk
        if not (self._key_takedown.of_article(pk, article.article_id, None) or self.is_taken_down(article.upload)):
            return False
        self._key_takedown.erase_aside(pk)
        return True

    def _note_day(self, sharded_day: str) -> None:
        """Enter a day into its shard's calendar, where listings look for days."""
        if sharded_day in self._days_noted:
            return
        day, shard = unsharded(sharded_day), sharded_day[-1]
        with contextlib.suppress(self._client.exceptions.ConditionalCheckFailedException):  # another was first
            self._client.put_item(
                TableName=self.table_name,
                Item={"pk": {"S": calendar_pk(shard)}, "sk": {"S": day}},
                ConditionExpression="attribute_not_exists(pk)",
            )
        if len(self._days_noted) >= MOST_DAYS_NOTED:
            self._days_noted.clear()
        self._days_noted.add(sharded_day)

    def _put(self, item: Item, passage: Passage | None) -> Outcome:
        if passage:
            item["passage"] = {"S": passage.told()}
        try:
            answer = self._client.put_item(
                TableName=self.table_name,
                Item=item,
                ConditionExpression=_NEWER,
                ExpressionAttributeValues={":sequencer": item["sequencer"], ":revision": item["revision"]},
                ReturnValues="ALL_OLD",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except self._client.exceptions.ConditionalCheckFailedException as refusal:
            return self._refused(item, cast("Any", refusal.response)["Item"])
        if "overflow" in item or "overflow" in answer.get("Attributes", {}):
            self._sweep(item)
        return written_as(kind_of(item))

    def _refused(self, item: Item, standing: Item) -> Outcome:
        """What the write comes to that met a row as new or newer, once nothing of it is left lying about."""
        if kind_of(standing) == TAKEDOWN:
            self._key_takedown.erase_aside(standing["pk"]["S"])
        else:
            self._sweep(standing)
        if standing["sequencer"] == item["sequencer"]:
            return Outcome.DUPLICATE
        return overtaken_by(kind_of(standing))

    def _sweep(self, standing: Item) -> None:
        """Take away what lay aside for rows before the standing one, and what a crash left there before they stood.

        What a later write put there is left alone: its row is about to be written. If that never comes, because older
        code was done with the same message meanwhile, the key's next write takes it away.
        """
        kept, latest = text_of(standing, "overflow"), (standing["sequencer"]["S"], text_of(standing, "revision") or "")
        for key in self.overflow.keys(overflow_prefix(standing["pk"]["S"])):
            if key != kept and overflow_order(key) <= latest:
                self.overflow.delete(key)
