"""Where the databases that the store is tested on differ, and what AWS documents.

Between them they refuse all that DynamoDB does, of what the store could ask of it. What one of them takes all the same
stands in `LETS_PASS`; where it learns better, the test says so by failing.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.database.server import ENDPOINT_VARIABLE

if TYPE_CHECKING:
    from tests.unit.store.conftest import Stack


def item(number: int = 1, **attributes: Any) -> dict[str, Any]:
    return {"pk": {"S": f"upload#inbox/{number}"}, "sk": {"S": "row"}, **attributes}


def key(number: int) -> dict[str, Any]:
    return {name: item(number)[name] for name in ("pk", "sk")}


# Each with the place in the API reference (an operation) or the Developer Guide (a chapter) that forbids it.
FORBIDDEN: dict[str, tuple[str, dict[str, Any]]] = {
    # BatchWriteItem: 25 puts and deletes at most
    "a batch of 26 writes": (
        "batch_write_item",
        {"RequestItems": {"TABLE": [{"PutRequest": {"Item": item(number)}} for number in range(26)]}},
    ),
    # BatchGetItem: 100 items at most
    "a batch of 101 reads": (
        "batch_get_item",
        {"RequestItems": {"TABLE": {"Keys": [key(number) for number in range(101)]}}},
    ),
    # BatchGetItem, RequestItems: no key twice
    "a batch that reads a key twice": ("batch_get_item", {"RequestItems": {"TABLE": {"Keys": [key(1), key(1)]}}}),
    # PutItem, Item: a set has at least one member
    "an empty set": ("put_item", {"TableName": "TABLE", "Item": item(names={"BS": []})}),
    # PutItem, Item: an attribute of an index key has the type that the table's definition gives it
    "an index key of another type": ("put_item", {"TableName": "TABLE", "Item": item(day={"N": "1"})}),
    # PutItem, Item: text in the key of a table or an index is longer than nothing
    "an empty index key": ("put_item", {"TableName": "TABLE", "Item": item(day={"S": ""})}),
    # Quotas, item size: 400 KB at most, with the names of the attributes
    "an item over 400 KB": ("put_item", {"TableName": "TABLE", "Item": item(text={"S": "x" * 409_600})}),
    # Query, ConsistentRead: not of a global secondary index
    "a consistent read of an index": (
        "query",
        {
            "TableName": "TABLE",
            "IndexName": "by_day",
            "KeyConditionExpression": "#day = :day",
            "ExpressionAttributeNames": {"#day": "day"},
            "ExpressionAttributeValues": {":day": {"S": "2024-05-04"}},
            "ConsistentRead": True,
        },
    ),
}
LETS_PASS = {
    "moto": {"a batch of 26 writes", "an empty set", "an index key of another type"},
    "dynalite": {"an empty index key"},
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_dynamodb_forbids_is_refused(stack: Stack, database: str | None, what: str) -> None:
    operation, request = FORBIDDEN[what]
    call = getattr(stack.dynamodb, operation)
    program = "moto" if database is None else os.environ.get(ENDPOINT_VARIABLE, "dynalite")
    if what in LETS_PASS.get(program, ()):
        call(**addressed(request, stack.table_name))
        return
    with pytest.raises(ClientError) as refused:
        call(**addressed(request, stack.table_name))
    assert refused.value.response["Error"]["Code"] == "ValidationException"


@pytest.mark.parametrize("database", ["server"], indirect=True)  # moto loses some: its updates are not atomic
def test_no_addition_is_lost(stack: Stack) -> None:
    def add(_: int) -> None:
        stack.dynamodb.update_item(
            TableName=stack.table_name,
            Key=key(1),
            UpdateExpression="ADD counted :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(200)))
    assert stack.items()[0]["counted"] == {"N": "200"}


def test_a_refused_write_tells_what_stood_in_its_way(stack: Stack) -> None:
    stack.dynamodb.put_item(TableName=stack.table_name, Item=item(sequencer={"S": "2"}))
    with pytest.raises(stack.dynamodb.exceptions.ConditionalCheckFailedException) as refused:
        stack.dynamodb.put_item(
            TableName=stack.table_name,
            Item=item(sequencer={"S": "1"}),
            ConditionExpression="attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    told: Any = refused.value.response
    assert told["Item"] == item(sequencer={"S": "2"})


def addressed(request: Any, table: str) -> Any:
    """The request, with the table's name where TABLE stands."""
    if isinstance(request, dict):
        return {table if name == "TABLE" else name: addressed(value, table) for name, value in request.items()}
    if isinstance(request, list):
        return [addressed(value, table) for value in request]
    return table if request == "TABLE" else request
