"""Rows by their keys, one or many, as they are at this moment (consistent reads)."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dateline.store.keys import ROW

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from dateline.store.wire import Item

# BatchGetItem takes at most 100 keys, answers with at most 16 MB, and leaves out what a throttled partition holds.
MAX_KEYS = 100
_FRUITLESS_ANSWERS = 6
_FIRST_PAUSE_SECONDS = 0.05


class Rows:
    """The rows of the inbox's keys."""

    def __init__(self, client: DynamoDBClient, table_name: str) -> None:
        self._client = client
        self._table_name = table_name

    def get(self, pk: str) -> Item | None:
        """The row with this partition key, or None."""
        answer = self._client.get_item(TableName=self._table_name, Key=_key(pk), ConsistentRead=True)
        return answer.get("Item")

    def get_many(self, pks: Iterable[str], attributes: Iterable[str] = ()) -> dict[str, Item]:
        """Those rows, at most `MAX_KEYS`, that there are, by partition key; whole, or of `attributes`, pk among them.

        Raises TimeoutError when none come.
        """
        named = {f"#{name}": name for name in attributes}
        projection = {"ProjectionExpression": ", ".join(named), "ExpressionAttributeNames": named} if named else {}
        found: dict[str, Item] = {}
        wanted: Any = [_key(pk) for pk in dict.fromkeys(pks)]
        fruitless = 0
        while wanted:
            request: Any = {self._table_name: {"Keys": wanted, "ConsistentRead": True, **projection}}
            answer = self._client.batch_get_item(RequestItems=request)
            items = answer["Responses"].get(self._table_name, [])
            found |= {item["pk"]["S"]: item for item in items}
            held_back = answer["UnprocessedKeys"].get(self._table_name)
            wanted = held_back["Keys"] if held_back else []
            if wanted and not items:
                if fruitless == _FRUITLESS_ANSWERS:
                    raise TimeoutError(f"DynamoDB keeps back {len(wanted)} rows of {self._table_name}")
                time.sleep(_FIRST_PAUSE_SECONDS * 2**fruitless)
                fruitless += 1
        return found


def _key(pk: str) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": ROW}}
