"""Which articles must not be used any more: those that a kill or a withdrawal tells of, and the copies of their text.

A notice marks an article and its copies, and nothing is written on either: the notice's own row carries the prints of
what the article said before, as the key's earlier versions in the bucket tell it, and stands in an index in which there
are no other rows. Who reads articles looks there. So a mark comes and goes with the row of the notice, and copies that
arrive before it or after it are marked alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.record import Record
from dateline.store.index import newest_entries
from dateline.store.items import text_of, told_by
from dateline.store.keys import BY_ARTICLE, BY_NOTICE, NOTICE_PRINTS, article_keys, months_around
from dateline.store.prints import WINDOW_DAYS, Print, print_of, print_of_record, unpacked
from dateline.store.rows import MAX_KEYS
from dateline.withdrawal import GRAVEST_FIRST, Withdrawal

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from dateline.store.rows import Rows
    from dateline.store.wire import Item

NOTICE_DAYS = 31
"""An article is looked for among the notices of so many days beyond the window of copies: a notice stands where the
earliest wording that it carries does, but one under a key of its own carries none, and may be dated later."""

_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class _Entry:
    pk: str
    article_id: str
    prints: tuple[Print, ...]


class Notices:
    """Tells of articles who withdrew them, by the notices as they are when their month is first asked for.

    Raises what the client raises.
    """

    def __init__(self, client: DynamoDBClient, table_name: str, rows: Rows, fetch: Callable[[str], bytes]) -> None:
        self._client = client
        self._table_name = table_name
        self._rows = rows
        self._fetch = fetch
        self._months: set[str] = set()
        self._of_article: defaultdict[str, list[_Entry]] = defaultdict(list)
        self._of_word: defaultdict[tuple[int, str], list[tuple[Print, _Entry]]] = defaultdict(list)
        self._withdrawals: dict[str, Withdrawal | None] = {}

    def withdrawing(self, *records: Record) -> Withdrawal | None:
        """The gravest notice about one of the articles, or about a text that one of them is a copy of; None if none is.

        Of notices that are as grave, what the first article says of itself, else the earliest. An article is marked
        whose wording is a copy of what the withdrawn article said: for copies of copies give the articles of their
        cluster.
        """
        own = Withdrawal.by(records[0]) if records else None
        found: dict[Withdrawal, None] = {}
        for record in records:
            found |= dict.fromkeys(one for one in (Withdrawal.by(record), *self._about(record)) if one)
        ranked = sorted(found, key=lambda one: (GRAVEST_FIRST.index(one.status), one != own, one.moment))
        return ranked[0] if ranked else None

    def _about(self, record: Record) -> Iterator[Withdrawal | None]:
        text = print_of_record(record)
        for month in months_around(article_keys(record)["published_order"], WINDOW_DAYS + NOTICE_DAYS):
            if month not in self._months:
                self._load(month)
        entries = {entry.pk: entry for entry in self._of_article[record.article_id]}
        for slot_and_word in text.lookups() if text else ():
            for other, entry in self._of_word[slot_and_word]:
                if entry.pk not in entries and text and other.is_copy_of(text):
                    entries[entry.pk] = entry
        return (self._confirmed(entry) for entry in entries.values())

    def _load(self, month: str) -> None:
        entries = list(self._entries(month))
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            others = list(threads.map(self._other_rows, entries))
        rows = self._get_all({pk for pks in others for pk in pks})
        for entry, pks in zip(entries, others, strict=True):
            told = [rows[pk] for pk in pks if pk in rows and text_of(rows[pk], "article_id") == entry.article_id]
            self._of_article[entry.article_id].append(entry)
            for text in (*entry.prints, *filter(None, map(print_of, told))):
                for slot_and_word in text.winners():
                    self._of_word[slot_and_word].append((text, entry))
        self._months.add(month)

    def _entries(self, month: str) -> Iterator[_Entry]:
        query: dict[str, Any] = {
            "TableName": self._table_name,
            "IndexName": BY_NOTICE.name,
            "KeyConditionExpression": "#month = :month",
            "ExpressionAttributeNames": {"#month": BY_NOTICE.hash_key},
            "ExpressionAttributeValues": {":month": {"S": month}},
        }
        while True:
            answer = self._client.query(**query)
            for item in answer["Items"]:
                yield _Entry(item["pk"]["S"], item["article_id"]["S"], unpacked(item[NOTICE_PRINTS]))
            if "LastEvaluatedKey" not in answer:
                return
            query["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _other_rows(self, entry: _Entry) -> list[str]:
        """The partition keys of the other rows that hold the notice's article: what they say was withdrawn too."""
        entries = newest_entries(self._client, self._table_name, BY_ARTICLE, entry.article_id)
        return [other.pk for other in entries if other.pk != entry.pk]

    def _get_all(self, pks: Iterable[str]) -> dict[str, Item]:
        wanted = sorted(pks)
        found: dict[str, Item] = {}
        for start in range(0, len(wanted), MAX_KEYS):
            found |= self._rows.get_many(wanted[start : start + MAX_KEYS])
        return found

    def _confirmed(self, entry: _Entry) -> Withdrawal | None:
        """What the notice's row tells now, if it is the notice still: an index may lag behind."""
        if entry.pk not in self._withdrawals:
            item = self._rows.get(entry.pk)
            told = told_by(item, self._fetch, blocks=False) if item and _is_still(entry, item) else None
            self._withdrawals[entry.pk] = Withdrawal.by(told) if isinstance(told, Record) else None
        return self._withdrawals[entry.pk]


def _is_still(entry: _Entry, item: Item) -> bool:
    return NOTICE_PRINTS in item and text_of(item, "article_id") == entry.article_id
