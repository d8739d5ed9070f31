"""Walking an index from its newest entry, page by page, only as far as the reader goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from dateline.store.keys import NAMES

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from dateline.store.keys import Index

MOST_AT_ONCE = 16

# A query counts in steps of 4 KB, which some 16 entries fill: fewer would cost the same.
_FIRST_PAGE = 16
_LARGEST_PAGE = 256

# A query for names reads so many entries and gives those that have them; 1 MB of entries is the most that it reads.
_FIRST_SEARCHED = 256
_MOST_SEARCHED = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an index: the row that it stands for, and the keys under which it stands."""

    pk: str
    hash_key: str
    range_key: str


def newest_entries(
    client: DynamoDBClient,
    table_name: str,
    index: Index,
    hash_key: str,
    between: tuple[str, str] | None = None,
    *,
    named: Collection[bytes] = (),
) -> Iterator[Entry]:
    """The entries under `hash_key`, the largest range key first.

    Where two keys are given, only those `between` them; with `named`, only those that have all these hashes of names.
    """
    names = {"#hash": index.hash_key, "#range": index.range_key}
    values: dict[str, Any] = {":hash": {"S": hash_key}}
    condition = "#hash = :hash"
    if between:
        values |= {":low": {"S": between[0]}, ":high": {"S": between[1]}}
        condition += " AND #range BETWEEN :low AND :high"
    query: dict[str, Any] = {
        "TableName": table_name,
        "KeyConditionExpression": condition,
        "ProjectionExpression": "pk, #range",
        "ScanIndexForward": False,
    }
    if index.name:
        query["IndexName"] = index.name
    limit, most = _FIRST_PAGE, _LARGEST_PAGE
    if named:
        limit, most = _FIRST_SEARCHED, _MOST_SEARCHED
        names["#names"] = NAMES
        sought = {f":name{number}": {"B": one} for number, one in enumerate(sorted(named))}
        values |= sought
        query["FilterExpression"] = " AND ".join(f"contains(#names, {one})" for one in sought)
    query |= {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
    while True:
        answer = client.query(**query, Limit=limit)
        for item in answer["Items"]:
            yield Entry(item["pk"]["S"], hash_key, item[index.range_key]["S"])
        if "LastEvaluatedKey" not in answer:
            return
        query["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        limit = min(limit * 4, most)


def begun(walks: Sequence[Iterator[Entry]]) -> list[Iterator[Entry]]:
    """The walks that have an entry, each at its first: all are asked for it at once."""
    if not walks:
        return []
    with ThreadPoolExecutor(min(len(walks), MOST_AT_ONCE)) as threads:
        firsts = list(threads.map(lambda walk: next(walk, None), walks))
    return [chain([first], walk) for first, walk in zip(firsts, walks, strict=True) if first]
