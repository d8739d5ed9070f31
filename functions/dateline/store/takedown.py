"""Taking articles down: out of the table and the buckets, and kept out until that is lifted.

The order is what makes it hold. First the audit row, so that nothing is done unseen. Then the block, so that from here
on whoever writes one of the articles takes it away again (`table`). Then the rows that hold them, each replaced by one
that refuses all that comes to its key. Then what lay aside for these keys, and their uploads where that is asked for:
no row can lead there any more, and what writes there now is refused and erases it. An index may lag behind the rows;
they are looked for until several looks, some time apart, find nothing new. A takedown that broke off is done again: the
rows that are taken down already still tell which keys were the article's.

Lifting goes the other way: the block first, then for each key a message that has it looked at again, sent with a delay,
and its row. What still lies in the bucket comes back as from any backfill. An article that was being written while its
takedown was lifted may be taken away once more; then it is to be lifted again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.store.audit import Audit, Audits
from dateline.store.block import Block
from dateline.store.erasure import Erasure, ObjectVersion
from dateline.store.index import newest_entries
from dateline.store.items import TAKEDOWN, kind_of, text_of
from dateline.store.key_takedown import KeyTakedown
from dateline.store.keys import BY_ARTICLE, NOTICE_PRINTS, ROW, place_in, row_pk, taken_down_id
from dateline.store.names import Name, folded
from dateline.store.rows import Rows

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client

    from dateline.record import Record
    from dateline.store.queries import ArticleReader
    from dateline.store.wire import Item

LOOKS = 3
"""So many looks one after the other find no row any more, before the rows count as all taken down."""

LOOK_SECONDS = 0.7
"""Between two looks. An index follows its table within a fraction of a second (DynamoDB, "Eventually consistent")."""

MOST_ARTICLES = 5_000
"""At once: their ids fit into one audit row."""


class ChangedMeanwhile(RuntimeError):  # noqa: N818 - named for what happened
    """A key that held no article got a row, or another one, while it was being taken down."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the inbox, as the table tells of it.

    `kind` is that of its row, None where it has none; `seen` is the row's place in the order; `marks` tells whether the
    row is of a notice that marks what it kills or withdraws, and the copies of that.
    """

    bucket: str
    key: str
    kind: str | None
    seen: str | None = None
    marks: bool = False

    @property
    def pk(self) -> str:
        """The partition key of its row."""
        return row_pk(self.bucket, self.key)

    @property
    def is_taken_down(self) -> bool:
        """Whether nothing comes in under it any more."""
        return self.kind == TAKEDOWN


@dataclass(frozen=True, slots=True)
class Target:
    """An article with all keys that hold it or held it when it was taken down; or one key that holds none."""

    article_id: str | None
    keys: tuple[Key, ...]
    headline: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of a target: versions in the overflow bucket, and versions of its uploads in the inbox."""

    target: Target
    blocked: bool
    aside: tuple[ObjectVersion, ...]
    uploads: tuple[ObjectVersion, ...]

    @property
    def standing(self) -> tuple[Key, ...]:
        """The keys that are still to be taken down."""
        return tuple(key for key in self.target.keys if not key.is_taken_down)


@dataclass(slots=True)
class Removed:
    """What a takedown, or a lift, came to: the keys, and versions in the overflow bucket and in the inbox."""

    audit: Audit
    keys: list[Key] = field(default_factory=list)
    aside: list[ObjectVersion] = field(default_factory=list)
    uploads: list[ObjectVersion] = field(default_factory=list)

    def counted(self) -> dict[str, int]:
        """How much that is, as the audit tells it."""
        size = sum(version.size for version in (*self.aside, *self.uploads))
        return {"keys": len(self.keys), "aside": len(self.aside), "uploads": len(self.uploads), "bytes": size}


class Takedowns:
    """Finds articles, takes them down, lifts that.

    Raises NotErased where S3 keeps a version, and what the clients raise.
    """

    def __init__(
        self,
        dynamodb: DynamoDBClient,
        s3: S3Client,
        reader: ArticleReader,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self.audits = Audits(dynamodb, reader.table_name)
        self._client = dynamodb
        self._reader = reader
        self._rows = Rows(dynamodb, reader.table_name)
        self._block = Block(dynamodb, reader.table_name)
        self._key_takedown = KeyTakedown(dynamodb, reader.table_name, reader.overflow)
        self._erasure = Erasure(s3)
        self._pause = pause

    # ── What there is

    def of_article(self, article_id: str) -> Target | None:
        """The article, where the table holds it or holds it back."""
        items = [*self._holding(article_id), *self._taken_down(article_id)]
        if not items and not self._block.among([article_id]):
            return None
        headline = next((text_of(item, "headline") for item in items if "headline" in item), None)
        return Target(article_id, tuple(map(_key, items)), headline)

    def of_key(self, bucket: str, key: str) -> Target | None:
        """The article that a key holds or held, with its other keys; else the key alone, if there is anything at it."""
        item = self._rows.get(row_pk(bucket, key))
        article_id = _article_id(item) if item else None
        if item is not None and article_id:
            found = self.of_article(article_id) or Target(article_id, ())
            keys = dict.fromkeys((_key(item), *found.keys))  # the index may not know it yet
            return Target(article_id, tuple(keys), text_of(item, "headline") or found.headline)
        if item is None and next(self._erasure.of(bucket, key), None) is None:
            return None
        return Target(None, (_key(item) if item else Key(bucket, key, None),))

    def of_person(self, name: str, since: str, until: str) -> Iterator[Target]:
        """The articles of these days in whose story exactly this person is named. Raises ValueError for no name."""
        for record in self._reader.by_name([Name("person", name)], since=since, until=until, blocks=False):
            target = self.of_article(record.article_id) if _names(record, name) else None
            if target:
                yield target

    def found(self, target: Target) -> Found:
        """What there is of it now."""
        blocked = bool(target.article_id and self._block.among([target.article_id]))
        return Found(target, blocked, tuple(self._aside(target.keys)), tuple(self._uploads(target.keys)))

    # ── Taking down

    def take_down(self, targets: Sequence[Target], audit: Audit, *, uploads: bool) -> Removed:
        """Take the targets down; `uploads` also erases every version of what was uploaded.

        Raises ChangedMeanwhile, before anything else was done to that key and those behind it.
        """
        ids = tuple(target.article_id for target in targets if target.article_id)
        if len(ids) > MOST_ARTICLES:
            raise ValueError(f"{len(ids)} articles are more than the {MOST_ARTICLES} of one takedown")
        removed = Removed(self.audits.begin(replace(audit, article_ids=ids)))
        self._block.add(ids)
        keys = {key.pk: key for target in targets for key in target.keys}
        self._take_keys(targets, removed)
        keys |= self._take_articles(ids, removed)
        for pk, key in keys.items():
            self._erase(removed.aside, self._key_takedown.aside(pk))
            if uploads:
                self._erase(removed.uploads, self._erasure.of(key.bucket, key.key))
        removed.audit = self.audits.end(removed.audit, removed.counted())
        return removed

    def _take_keys(self, targets: Sequence[Target], removed: Removed) -> None:
        """Take down the keys of the targets that are no articles."""
        for target in targets:
            for key in target.keys:
                if target.article_id or key.is_taken_down:
                    continue
                if not self._key_takedown.as_seen(key.pk, key.seen, removed.audit.audit_id):
                    raise ChangedMeanwhile(f"something came to {key.key} just now")
                removed.keys.append(key)

    def _take_articles(self, article_ids: Sequence[str], removed: Removed) -> dict[str, Key]:
        """Take down all keys that hold the articles; these, and those that were so before, by partition key."""
        known: dict[str, Key] = {}
        quiet = 0 if article_ids else LOOKS
        while quiet < LOOKS:
            quiet += 1
            for article_id in article_ids:
                for item in self._holding(article_id):
                    key = _key(item)
                    if self._key_takedown.of_article(key.pk, article_id, removed.audit.audit_id):
                        removed.keys.append(key)
                        known[key.pk] = key
                        quiet = 0
            if quiet < LOOKS:
                self._pause(LOOK_SECONDS)
        for article_id in article_ids:
            known |= {key.pk: key for key in map(_key, self._taken_down(article_id))}
        return known

    def _erase(self, erased: list[ObjectVersion], versions: Iterable[ObjectVersion]) -> None:
        found = list(versions)
        self._erasure.erase(found)
        erased += found

    # ── Lifting

    def lift(self, target: Target, audit: Audit, look_again: Callable[[str, str], None]) -> Removed:
        """Let the target in again.

        `look_again(bucket, key)` sends a message that has a key looked at some seconds later, when its row is gone. If
        it were sent after that, a lift that broke off in between would have nothing left that tells of the key.
        """
        ids = (target.article_id,) if target.article_id else ()
        lifted = Removed(self.audits.begin(replace(audit, article_ids=ids)))
        self._block.remove(ids)
        for key in target.keys:
            if key.is_taken_down:
                look_again(key.bucket, key.key)
                self._client.delete_item(
                    TableName=self._reader.table_name,
                    Key={"pk": {"S": key.pk}, "sk": {"S": ROW}},
                    ConditionExpression="attribute_not_exists(pk) OR kind = :takedown",
                    ExpressionAttributeValues={":takedown": {"S": TAKEDOWN}},
                )
                lifted.keys.append(key)
        lifted.audit = self.audits.end(lifted.audit, lifted.counted())
        return lifted

    # ── Rows and objects

    def _holding(self, article_id: str) -> Iterator[Item]:
        """The rows that hold the article, as far as the index knows."""
        return self._behind(article_id, article_id)

    def _taken_down(self, article_id: str) -> Iterator[Item]:
        """The rows of the keys from which it was taken down."""
        return self._behind(taken_down_id(article_id), article_id)

    def _behind(self, entry_id: str, article_id: str) -> Iterator[Item]:
        for entry in newest_entries(self._client, self._reader.table_name, BY_ARTICLE, entry_id):
            item = self._rows.get(entry.pk)
            if item and text_of(item, "article_id") == entry_id and _article_id(item) == article_id:
                yield item

    def _aside(self, keys: Iterable[Key]) -> Iterator[ObjectVersion]:
        for key in keys:
            yield from self._key_takedown.aside(key.pk)

    def _uploads(self, keys: Iterable[Key]) -> Iterator[ObjectVersion]:
        for key in keys:
            yield from self._erasure.of(key.bucket, key.key)


def _key(item: Item) -> Key:
    return Key(*place_in(item["pk"]["S"]), kind_of(item), text_of(item, "sequencer"), NOTICE_PRINTS in item)


def _article_id(item: Item) -> str | None:
    """The article that the row holds, or holds back."""
    return (text_of(item, "article_id") or "").removeprefix(taken_down_id("")) or None


def _names(record: Record, name: str) -> bool:
    """Whether this very person is in the story: by the whole name, or by one of several words that is an alias."""
    words = folded(name)
    persons = [entity for entity in record.entities if entity.kind == "person"]
    forms = {folded(form) for person in persons for form in (person.name, *(person.aliases if len(words) > 1 else ()))}
    return words in forms
