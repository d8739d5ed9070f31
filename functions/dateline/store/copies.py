"""Which articles are copies of one text: asked of the indexes and the rows as they are now, and never stored.

Two articles are copies of each other where `Print.is_copy_of` says so, which is the same both ways. A cluster is
everything that can be reached from one of them by such steps, from whichever of them the walk begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dateline.likeness import SAME_TEXT, WORD_RANKS, WORD_SLOTS, similarity
from dateline.store.keys import BY_COPY, around, article_of
from dateline.store.prints import FINGERPRINT, WINDOW_DAYS, Key, Print, print_of
from dateline.store.rows import MAX_KEYS

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from dateline.store.rows import Rows
    from dateline.store.wire import Item

MOST_ENTRIES = 4_000
"""Of those that share a word within the window so many are looked at, the newest first: some 2 MB of the index."""

MOST_COPIES = 500
"""A cluster is told up to here."""

_SLACK_DAYS = 3
"""A look goes so much beyond the window, that it need not be done again for copies of nearly the same hour."""

_PAGE = 1_000
_AT_ONCE = WORD_SLOTS * WORD_RANKS


@dataclass(frozen=True, slots=True)
class _Entry:
    pk: str
    published_order: str
    fingerprint: bytes


@dataclass(slots=True)
class _Look:
    """What stands under a word between two range keys."""

    between: tuple[str, str]
    entries: list[_Entry]


@dataclass(slots=True)
class Looks:
    """Looks into the indexes of telling words, each done once."""

    client: DynamoDBClient
    table_name: str
    complete: bool = True
    """Whether all entries were looked at that stand under the words."""

    _done: dict[Key, _Look] = field(default_factory=dict)

    def alike(self, texts: list[Print]) -> Iterator[tuple[Print, str]]:
        """Each of the texts with the partition keys of the rows that share a word with it and are like it.

        They are those that the indexes tell of, which may lag behind the rows.
        """
        self._look(texts)
        for text in texts:
            near: dict[str, _Entry] = {}
            for key in text.lookups():
                near |= {entry.pk: entry for entry in self._done[key].entries}
            for entry in near.values():
                others = article_of(entry.published_order) != text.article_id
                if others and similarity(text.fingerprint, entry.fingerprint) >= SAME_TEXT:
                    yield text, entry.pk

    def _look(self, texts: list[Print]) -> None:
        """Do the looks that are still to be done, all at once."""
        wanted: dict[Key, tuple[str, str]] = {}
        for text in texts:
            window, wider = (around(text.published_order, days) for days in (WINDOW_DAYS, WINDOW_DAYS + _SLACK_DAYS))
            for key in text.lookups():
                done = wanted.get(key) or (self._done[key].between if key in self._done else None)
                if done is None:
                    wanted[key] = wider
                elif not (done[0] <= window[0] and window[1] <= done[1]):
                    wanted[key] = min(done[0], wider[0]), max(done[1], wider[1])
        if wanted:
            with ThreadPoolExecutor(_AT_ONCE) as threads:
                self._done |= dict(zip(wanted, threads.map(self._query, wanted, wanted.values()), strict=True))

    def _query(self, key: Key, between: tuple[str, str]) -> _Look:
        slot, word = key
        index = BY_COPY[slot]
        query: dict[str, Any] = {
            "TableName": self.table_name,
            "IndexName": index.name,
            "KeyConditionExpression": "#word = :word AND #order BETWEEN :first AND :last",
            "ExpressionAttributeNames": {"#word": index.hash_key, "#order": index.range_key, "#print": FINGERPRINT},
            "ExpressionAttributeValues": {
                ":word": {"S": word},
                ":first": {"S": between[0]},
                ":last": {"S": between[1]},
            },
            "ProjectionExpression": "pk, #order, #print",
            "ScanIndexForward": False,
            "Limit": _PAGE,
        }
        entries: list[_Entry] = []
        while True:
            answer = self.client.query(**query)
            entries += [
                _Entry(item["pk"]["S"], item[index.range_key]["S"], item[FINGERPRINT]["B"]) for item in answer["Items"]
            ]
            if "LastEvaluatedKey" not in answer:
                break
            if len(entries) >= MOST_ENTRIES:
                self.complete = False
                break
            query["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        return _Look(between, entries)


def rows_of_copies(start: Item, looks: Looks, rows: Rows, tells: Callable[[Item], bool]) -> tuple[list[Item], bool]:
    """The rows of the articles that are copies of the one in the row `start`, that row first; and whether it is all.

    A row counts where it `tells` its article, and says itself what the index says of it.
    """
    text = print_of(start)
    if text is None:
        return [start], True
    found, layer = {text.article_id: start}, [text]
    known = {start["pk"]["S"]: start}
    while layer and len(found) < MOST_COPIES:
        near: defaultdict[str, list[Print]] = defaultdict(list)
        for text, pk in looks.alike(layer):
            near[pk].append(text)
        known |= _rows(rows, [pk for pk in near if pk not in known])
        layer = []
        for pk, texts in near.items():
            item = known.get(pk)
            other = print_of(item) if item else None
            if item is None or other is None or other.article_id in found:
                continue
            if any(other.is_copy_of(text) for text in texts) and tells(item):
                found[other.article_id] = item
                layer.append(other)
    return list(found.values()), looks.complete and not layer


def _rows(rows: Rows, pks: list[str]) -> Mapping[str, Item]:
    found: dict[str, Item] = {}
    for start in range(0, len(pks), MAX_KEYS):
        found |= rows.get_many(pks[start : start + MAX_KEYS])
    return found
