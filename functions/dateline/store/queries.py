"""Reading the table: one row, one article, and the listings, newest first.

An index may lag behind its table, so an entry only says which row to look at; what counts is the row.
"""

from __future__ import annotations

import dataclasses
import heapq
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.record import Record
from dateline.rejection import Reason
from dateline.store.cluster import Cluster, Copy, cluster
from dateline.store.copies import Looks, rows_of_copies
from dateline.store.index import Entry, begun, newest_entries
from dateline.store.items import RejectedRow, Row, TakenDownRow, kind_of, passage_of, text_of, told_by
from dateline.store.keys import (
    BY_ARTICLE,
    BY_DAY,
    BY_PUBLISHER,
    BY_REASON,
    CALENDAR,
    SHARDS,
    Index,
    calendar_pk,
    calendar_shard,
    domain_key,
    place_in,
    row_pk,
    sharded,
    shifted,
    taken_down_id,
    unsharded,
)
from dateline.store.notices import Notices
from dateline.store.outcome import Outcome, overtaken_by, written_as
from dateline.store.overflow import OverflowBucket, OverflowMissing
from dateline.store.rows import MAX_KEYS, Rows

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from dateline.passage import Passage
    from dateline.store.names import Name
    from dateline.store.wire import Item

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"

# Rows fetched at a time for a reader who has set no limit.
_ROWS_AT_ONCE = 25


class ArticleReader:
    """Answers questions about articles, rejections and uploads.

    The listings are lazy: they fetch what is iterated over, and little more. Each article stands in a listing once,
    told by the row of the key that it was uploaded to last. With `blocks=False` the text is left out, which spares
    fetching large articles from the overflow bucket. `since` and `until` are days, both included.
    Raises what the clients raise, ValueError for a day that is none, and OverflowMissing where a row's text is lost.
    """

    def __init__(self, client: DynamoDBClient, table_name: str, overflow: OverflowBucket) -> None:
        self.overflow = overflow
        self.table_name = table_name
        self._client = client
        self._rows = Rows(client, table_name)

    def get(self, article_id: str) -> Record | None:
        """The article with this id, whole, and its cluster's id; None if there is none."""
        found = self._article(article_id)
        return self._clustered(found) if found else None

    def row_of(self, bucket: str, key: str) -> Row | None:
        """What is known of a key of the inbox, of an article also its cluster's id; None if nothing is known."""
        row = self._row(bucket, key)
        return self._clustered(row) if isinstance(row, Record) else row

    def keys_of(self, article_id: str) -> list[tuple[str, str]]:
        """The keys whose rows hold this article, each with its bucket; that which was uploaded last comes first."""
        entries = newest_entries(self._client, self.table_name, BY_ARTICLE, article_id)
        rows = ((entry, self._rows.get(entry.pk)) for entry in entries)
        return [place_in(entry.pk) for entry, item in rows if item and text_of(item, "article_id") == article_id]

    def taken_down(self, article_id: str) -> TakenDownRow | None:
        """That an article was taken down: one of the keys which held it. None where no key is held back for it."""
        for entry in newest_entries(self._client, self.table_name, BY_ARTICLE, taken_down_id(article_id)):
            row = self._row(*place_in(entry.pk))
            if isinstance(row, TakenDownRow) and row.article_id == article_id:
                return row
        return None

    def passage_of(self, bucket: str, key: str) -> Passage | None:
        """How what stands in the table for a key came there; None where there is no row, or an old one."""
        item = self._rows.get(row_pk(bucket, key))
        return passage_of(item) if item else None

    def cluster_of(self, record: Record, *, blocks: bool = False) -> Cluster:
        """The articles that are copies of this one, and it; it alone where the table does not have it (any more).

        It asks the table as it is now: some twelve queries at once, one read of the rows found, and again for each copy
        whose wording differs so much that other words tell it.
        """
        start = self._last_uploaded(record.article_id)
        if start is None:
            return Cluster((Copy(record),))
        looks = Looks(self._client, self.table_name)
        items, complete = rows_of_copies(start, looks, self._rows, lambda item: self._teller(item) == item["pk"]["S"])
        articles = [
            (item["published_order"]["S"], told) for item in items for told in self._records([item], blocks=blocks)
        ]
        return cluster(articles, complete=complete) if articles else Cluster((Copy(record),))

    def notices(self) -> Notices:
        """Who tells which articles that they were withdrawn, as the table tells it from now on."""
        return Notices(self._client, self.table_name, self._rows, self.overflow.get)

    def outcome_of(self, bucket: str, key: str, sequencer: str) -> Outcome | None:
        """How an upload ended, as the table tells it now; None where it tells nothing of it (yet, or any more).

        An article that another key holds too, uploaded there later, is a duplicate if its body is the same, else
        superseded.
        """
        item = self._rows.get(row_pk(bucket, key))
        held = text_of(item, "sequencer") if item else None
        if item is None or held is None or held < sequencer:
            return None
        if held > sequencer:
            return overtaken_by(kind_of(item))
        if kind_of(item) != "article" or self._teller(item) == item["pk"]["S"]:
            return written_as(kind_of(item))
        copies = self._row(bucket, key), self._article(item["article_id"]["S"])
        bodies = {copy.body for copy in copies if isinstance(copy, Record)}
        return Outcome.DUPLICATE if len(bodies) == 1 else Outcome.SUPERSEDED

    def newest(
        self, limit: int | None = None, *, since: str = FIRST_DAY, until: str = LAST_DAY, blocks: bool = True
    ) -> Iterator[Record]:
        """The articles of any day: the latest day first, by the days that the pages state; within it the latest."""
        between = shifted(since, 0), shifted(until, 0)
        return self._records(self._winners(self._through_days(between), BY_DAY, limit), blocks=blocks)

    def by_name(
        self,
        names: Collection[Name],
        limit: int | None = None,
        *,
        since: str = FIRST_DAY,
        until: str = LAST_DAY,
        blocks: bool = True,
    ) -> Iterator[Record]:
        """The articles that have all the names, in the order of `newest`. Reads the entries of the days asked for."""
        between = shifted(since, 0), shifted(until, 0)
        hashes = set[bytes]().union(*(name.hashes() for name in names))
        found = self._winners(self._through_days(between, hashes), BY_DAY, None)
        named = (one for one in self._records(found, blocks=blocks) if all(name.is_in(one) for name in names))
        return itertools.islice(named, limit)

    def by_day(self, day: str, limit: int | None = None, *, blocks: bool = True) -> Iterator[Record]:
        """The articles published on a day, as the pages state it; uploaded on it where they state none."""
        entries = _merged(self._shards(BY_DAY, shifted(day, 0)))
        return self._records(self._winners(entries, BY_DAY, limit), blocks=blocks)

    def by_publisher(
        self,
        domain: str,
        limit: int | None = None,
        *,
        since: str = FIRST_DAY,
        until: str = LAST_DAY,
        blocks: bool = True,
    ) -> Iterator[Record]:
        """The articles of a publisher, by its domain, the latest first. Days are those that the pages state."""
        first, last = shifted(since, 0), shifted(until, 0)
        entries = self._of_publisher(domain, first, last)

        def within(item: Item) -> bool:
            return first <= unsharded(text_of(item, "day") or "") <= last

        return self._records(self._winners(entries, BY_PUBLISHER, limit, within), blocks=blocks)

    def by_reason(
        self,
        reason: Reason | None = None,
        limit: int | None = None,
        *,
        since: str = FIRST_DAY,
        until: str = LAST_DAY,
    ) -> Iterator[RejectedRow]:
        """The uploads rejected for a reason, or for any, the latest first. Days are those of the upload, in UTC."""
        entries = self._rejected(reason, since, until)
        rows = (told_by(item, self.overflow.get) for item in self._believed(entries, BY_REASON, limit, _any))
        return (row for row in rows if isinstance(row, RejectedRow))

    def _article(self, article_id: str) -> Record | None:
        found = self._told(self._last_uploaded(article_id) for _ in itertools.count())
        return found if isinstance(found, Record) else None

    def _row(self, bucket: str, key: str) -> Row | None:
        return self._told(self._rows.get(row_pk(bucket, key)) for _ in itertools.count())

    def _clustered(self, record: Record) -> Record:
        """The record with its cluster's id, unless its text is too short to be told from others."""
        if record.fingerprint is None:
            return record
        return dataclasses.replace(record, cluster_id=self.cluster_of(record).cluster_id)

    def _shards(self, index: Index, value: str, between: tuple[str, str] | None = None) -> list[Iterator[Entry]]:
        keys = [sharded(value, shard) for shard in SHARDS]
        return [newest_entries(self._client, self.table_name, index, key, between) for key in keys]

    def _through_days(self, days: tuple[str, str], named: Collection[bytes] = ()) -> Iterator[Entry]:
        """The entries from one day to another, the latest day first, and within it the latest."""
        calendars = [
            newest_entries(self._client, self.table_name, CALENDAR, calendar_pk(shard), days) for shard in SHARDS
        ]
        for day, noted in itertools.groupby(_merged(calendars), lambda entry: entry.range_key):
            keys = [sharded(day, calendar_shard(entry.hash_key)) for entry in noted]
            yield from _merged(
                [newest_entries(self._client, self.table_name, BY_DAY, key, named=named) for key in keys]
            )

    def _of_publisher(self, domain: str, since: str, until: str) -> Iterator[Entry]:
        """The entries of a publisher, of these days and some hours more, the latest first."""
        # An hour of one day may be another day's in UTC, which is what the index is ordered by.
        near = shifted(since, -1), shifted(until, 1) + "~"
        return _merged(self._shards(BY_PUBLISHER, domain_key(domain) or "", near))

    def _rejected(self, reason: Reason | None, since: str, until: str) -> Iterator[Entry]:
        """The entries of the uploads rejected on these days, the latest first."""
        days = shifted(since, 0), shifted(until, 0) + "~"
        reasons = Reason if reason is None else (reason,)
        return _merged([walk for one in reasons for walk in self._shards(BY_REASON, one.value, days)])

    def _winners(
        self,
        entries: Iterator[Entry],
        index: Index,
        limit: int | None,
        within: Callable[[Item], bool] = lambda _: True,
    ) -> Iterator[Item]:
        """The rows that tell their articles."""
        tellers: dict[str, str] = {}

        def tells(item: Item) -> bool:
            if not within(item):
                return False
            article_id = item["article_id"]["S"]
            if article_id not in tellers:
                tellers[article_id] = self._teller(item)
            return tellers[article_id] == text_of(item, "pk")

        return self._believed(entries, index, limit, tells)

    def _believed(
        self, entries: Iterator[Entry], index: Index, limit: int | None, wanted: Callable[[Item], bool]
    ) -> Iterator[Item]:
        """The rows behind the entries that still say what the index says, and are wanted; at most `limit`."""
        left = limit
        while left is None or left > 0:
            chunk = list(itertools.islice(entries, min(left or _ROWS_AT_ONCE, MAX_KEYS)))
            if not chunk:
                return
            rows = self._rows.get_many(entry.pk for entry in chunk)
            for entry in chunk:
                item = rows.get(entry.pk, {})
                if left != 0 and _confirms(item, index, entry) and wanted(item):
                    yield item
                    left = None if left is None else left - 1

    def _records(self, items: Iterable[Item], *, blocks: bool) -> Iterator[Record]:
        for item in items:
            later = (self._rows.get(item["pk"]["S"]) for _ in itertools.count())
            told = self._told(itertools.chain((item,), later), blocks=blocks)
            if isinstance(told, Record):
                yield told

    def _told(self, looks: Iterable[Item | None], *, blocks: bool = True) -> Row | None:
        """What a row tells, looking again where its text was taken away in between, because the row was replaced."""
        missing = None
        for item in looks:
            if item is None:
                break
            try:
                return told_by(item, self.overflow.get, blocks=blocks)
            except OverflowMissing as error:
                if error.key == missing:
                    raise
                missing = error.key
        return None

    def _teller(self, item: Item) -> str:
        """The partition key of the row that tells the article: its own, or that of a later upload."""
        last = self._last_uploaded(item["article_id"]["S"], item)
        return text_of(last or item, "pk") or ""

    def _last_uploaded(self, article_id: str, known: Item | None = None) -> Item | None:
        """Of the rows that hold this article, the one uploaded last. The row that is `known` is not read again."""
        last = known
        for entry in newest_entries(self._client, self.table_name, BY_ARTICLE, article_id):
            if last and _article_order(last) >= entry.range_key:
                break
            item = self._rows.get(entry.pk)
            if item and text_of(item, "article_id") == article_id:
                last = max(last or item, item, key=_article_order)
        return last


def _merged(walks: Sequence[Iterator[Entry]]) -> Iterator[Entry]:
    """All their entries, in the one order. The walks begin at once when the first entry is asked for."""
    yield from heapq.merge(*begun(walks), key=lambda entry: entry.range_key, reverse=True)


def _confirms(item: Item, index: Index, entry: Entry) -> bool:
    return (text_of(item, index.hash_key), text_of(item, index.range_key)) == (entry.hash_key, entry.range_key)


def _article_order(item: Item) -> str:
    return text_of(item, BY_ARTICLE.range_key) or ""


def _any(_: Item) -> bool:
    return True
