"""Which articles are taken down: hashes of their ids, so that whoever writes one can look whether it may stay.

The hashes lie in sets of the table, spread over shards. Beside them stands their version, a number that each change
raises once the sets say what is new. A reader asks for the version alone, one small item, and reads the sets again
where it is another than that which it knows. So a look costs one read unit however many articles are taken down, and
one partition serves 3,000 looks a second (DynamoDB, "Burst and adaptive capacity"), which is three times what 10,000
articles a second ask in batches of ten. A set holds some 40,000 hashes (400 KB), all of them some 600,000.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dateline.store.keys import BLOCK, TAKEDOWNS, blocked_sk

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

HASH_BYTES = 8
"""With 600,000 articles taken down, any of ten billion others is hit by chance once in 3,000 such tables."""

_MOST_AT_ONCE = 1_000


class Block:
    """The articles that are taken down, as they are now."""

    def __init__(self, client: DynamoDBClient, table_name: str) -> None:
        self._client = client
        self._table_name = table_name
        self._version = 0
        self._held: frozenset[bytes] = frozenset()

    def among(self, article_ids: Iterable[str]) -> set[str]:
        """Those of the articles that are taken down. None that was so before this call began is missing."""
        asked = set(article_ids)
        if not asked:
            return set()
        self._look()
        return {article_id for article_id in asked if _hash(article_id) in self._held}

    def add(self, article_ids: Iterable[str]) -> None:
        """Take articles down; whoever looks once this is done sees them."""
        self._change("ADD", article_ids)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Let articles in again."""
        self._change("DELETE", article_ids)

    def _look(self) -> None:
        answer = self._client.get_item(TableName=self._table_name, Key=_key(BLOCK), ConsistentRead=True)
        version = int(answer.get("Item", {}).get("version", {}).get("N", "0"))
        if version != self._version:
            # The sets may be newer than the version by now, never older; then the next look reads them again.
            self._held = frozenset(self._sets())
            self._version = version

    def _sets(self) -> Iterable[bytes]:
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table_name,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sets)",
            ExpressionAttributeValues={":pk": {"S": TAKEDOWNS}, ":sets": {"S": blocked_sk("")}},
        )
        for page in pages:
            for item in page["Items"]:
                yield from item.get("articles", {}).get("BS", ())

    def _change(self, how: str, article_ids: Iterable[str]) -> None:
        hashes = sorted({_hash(article_id) for article_id in article_ids})
        for first, alike in groupby(hashes, lambda one: one.hex()[0]):
            its_own = list(alike)
            for start in range(0, len(its_own), _MOST_AT_ONCE):
                some = its_own[start : start + _MOST_AT_ONCE]
                self._update(blocked_sk(first), f"{how} articles :hashes", {":hashes": {"BS": some}})
        if hashes:
            self._update(BLOCK, "ADD version :one", {":one": {"N": "1"}})

    def _update(self, sk: str, expression: str, values: dict[str, Any]) -> None:
        self._client.update_item(
            TableName=self._table_name,
            Key=_key(sk),
            UpdateExpression=expression,
            ExpressionAttributeValues=values,
        )


def _hash(article_id: str) -> bytes:
    return hashlib.sha256(article_id.encode()).digest()[:HASH_BYTES]


def _key(sk: str) -> dict[str, Any]:
    return {"pk": {"S": TAKEDOWNS}, "sk": {"S": sk}}
