"""The audit rows of takedowns: when, who, why, which articles and how much. Nothing of what they said, and no key.

A row is written before anything is taken away and completed after it; one that was never completed tells that its
takedown broke off.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from dateline.store.keys import TAKEDOWNS
from dateline.store.wire import from_wire, to_wire

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

Action = Literal["takedown", "lift"]

# Rows of the block begin with a letter, those of the audit with a year.
_FIRST, _LAST = "0", "9~"


@dataclass(frozen=True, slots=True)
class Audit:
    """One takedown, or the lifting of one.

    `began_at` and `ended_at` are ISO 8601 in UTC, `ended_at` None for one that broke off. `options` are those of the
    command that change what is removed. `removed` counts keys, versions aside and of uploads, bytes.
    """

    action: Action
    by: str
    because: str
    article_ids: tuple[str, ...]
    options: tuple[str, ...] = ()
    audit_id: str = ""
    began_at: str = ""
    ended_at: str | None = None
    removed: Mapping[str, int] = field(default_factory=dict)


class Audits:
    """Writes and reads the audit rows."""

    def __init__(self, client: DynamoDBClient, table_name: str) -> None:
        self._client = client
        self._table_name = table_name

    def begin(self, audit: Audit) -> Audit:
        """Note what is about to be done, under an id that is made here."""
        began_at = _now()
        begun = replace(audit, audit_id=f"{began_at}#{secrets.token_hex(4)}", began_at=began_at)
        told = {
            "action": begun.action,
            "by": begun.by,
            "because": begun.because,
            "article_ids": list(begun.article_ids),
            "options": list(begun.options),
            "began_at": began_at,
        }
        item = {**_key(begun.audit_id), **{name: to_wire(value, name) for name, value in told.items()}}
        self._client.put_item(TableName=self._table_name, Item=item)
        return begun

    def end(self, audit: Audit, removed: Mapping[str, int]) -> Audit:
        """Note that it is done, and how much was removed."""
        ended = replace(audit, ended_at=_now(), removed=dict(removed))
        self._client.update_item(
            TableName=self._table_name,
            Key=_key(audit.audit_id),
            UpdateExpression="SET ended_at = :ended, removed = :removed",
            ExpressionAttributeValues={
                ":ended": to_wire(ended.ended_at, "ended_at"),
                ":removed": to_wire(ended.removed, "removed"),
            },
        )
        return ended

    def newest(self) -> Iterator[Audit]:
        """All of them, the latest first."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table_name,
            ConsistentRead=True,
            ScanIndexForward=False,
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues={":pk": {"S": TAKEDOWNS}, ":first": {"S": _FIRST}, ":last": {"S": _LAST}},
        )
        for page in pages:
            yield from (_audit(item) for item in page["Items"])


def _audit(item: Any) -> Audit:
    told = {name: from_wire(value) for name, value in item.items()}
    return Audit(
        action=told["action"],
        by=told["by"],
        because=told["because"],
        article_ids=tuple(told["article_ids"]),
        options=tuple(told["options"]),
        audit_id=told["sk"],
        began_at=told["began_at"],
        ended_at=told.get("ended_at"),
        removed=told.get("removed", {}),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _key(audit_id: str) -> dict[str, Any]:
    return {"pk": {"S": TAKEDOWNS}, "sk": {"S": audit_id}}
