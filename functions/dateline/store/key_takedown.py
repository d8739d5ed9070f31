"""Taking down one key of the inbox: its row gives way to one that holds it, and what lay aside for it is erased."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dateline.store.items import takedown_item
from dateline.store.keys import LAST_PLACE, message_prefix, overflow_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from types_boto3_dynamodb import DynamoDBClient

    from dateline.store.erasure import ObjectVersion
    from dateline.store.overflow import OverflowBucket


class KeyTakedown:
    """Takes down keys. Each step may be done again; the row comes first, so that nothing comes in behind the rest."""

    def __init__(self, client: DynamoDBClient, table_name: str, overflow: OverflowBucket) -> None:
        self._client = client
        self._table_name = table_name
        self._overflow = overflow

    def of_article(self, pk: str, article_id: str, takedown_id: str | None) -> bool:
        """Take down the key with this partition key if its row holds the article; whether it did."""
        item = takedown_item(pk, article_id, _now(), takedown_id)
        return self._put(item, "article_id = :article", {":article": {"S": article_id}})

    def as_seen(self, pk: str, sequencer: str | None, takedown_id: str) -> bool:
        """Take down a key that holds no article, if its row is still the one seen; whether it was.

        `sequencer` is that of the row, None where the key had none. What is taken down already stays.
        """
        if sequencer == LAST_PLACE:
            return True
        item = takedown_item(pk, None, _now(), takedown_id)
        if sequencer is None:
            return self._put(item, "attribute_not_exists(pk)", {})
        condition = "sequencer = :seen AND attribute_not_exists(article_id)"
        return self._put(item, condition, {":seen": {"S": sequencer}})

    def aside(self, pk: str) -> Iterator[ObjectVersion]:
        """What lies in the overflow bucket for the key: parts of its articles, and messages about them."""
        yield from self._overflow.versions(overflow_prefix(pk))
        yield from self._overflow.versions(message_prefix(pk))

    def erase_aside(self, pk: str) -> None:
        """Erase it."""
        self._overflow.erase(self.aside(pk))

    def _put(self, item: Any, condition: str, values: dict[str, Any]) -> bool:
        request: dict[str, Any] = {"TableName": self._table_name, "Item": item, "ConditionExpression": condition}
        if values:
            request["ExpressionAttributeValues"] = values
        try:
            self._client.put_item(**request)
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
