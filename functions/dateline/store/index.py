"""Walking an index from its newest entry, page by page, only as far as the reader goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from dateline.store.keys import Index

# A query counts in steps of 4 KB, which some 16 entries of an index of keys fill: fewer would cost the same.
_FIRST_PAGE = 16
_LARGEST_PAGE = 256


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an index: the row that it stands for, and the keys under which it stands."""

    pk: str
    hash_key: str
    range_key: str


def newest_entries(
    client: DynamoDBClient, table_name: str, index: Index, hash_key: str, between: tuple[str, str] | None = None
) -> Iterator[Entry]:
    """The entries under `hash_key`, the largest range key first; where two are given, only those `between` them."""
    names = {"#hash": index.hash_key}
    values: dict[str, Any] = {":hash": {"S": hash_key}}
    condition = "#hash = :hash"
    if between:
        names["#range"] = index.range_key
        values |= {":low": {"S": between[0]}, ":high": {"S": between[1]}}
        condition += " AND #range BETWEEN :low AND :high"
    query: dict[str, Any] = {
        "TableName": table_name,
        "KeyConditionExpression": condition,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": values,
        "ScanIndexForward": False,
        "Limit": _FIRST_PAGE,
    }
    if index.name:
        query["IndexName"] = index.name
    while True:
        answer = client.query(**query)
        for item in answer["Items"]:
            yield Entry(item["pk"]["S"], hash_key, item[index.range_key]["S"])
        if "LastEvaluatedKey" not in answer:
            return
        query["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        query["Limit"] = min(query["Limit"] * 4, _LARGEST_PAGE)
