"""The rows of many keys at once, whole: for those who read what stands in the table from one end to the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.store.items import Row, kind_of, text_of, told_by
from dateline.store.keys import place_in, row_pk
from dateline.store.rows import Rows

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from dateline.store.overflow import OverflowBucket
    from dateline.store.wire import Item


@dataclass(frozen=True, slots=True)
class StoredRow:
    """The row of a key: its kind, the revision of the code that made it, and, when asked, what it tells."""

    kind: str
    revision: str
    _item: Item
    _overflow: OverflowBucket

    def told(self) -> Row:
        """What the row tells, whole. Raises OverflowMissing where its text is lost, ValueError for an unknown form."""
        return told_by(self._item, self._overflow.get)


class StoredRows:
    """Reads rows, as they are at this moment. Raises what the client raises."""

    def __init__(self, client: DynamoDBClient, table_name: str, overflow: OverflowBucket) -> None:
        self._rows = Rows(client, table_name)
        self._overflow = overflow

    def of(self, bucket: str, keys: Iterable[str]) -> dict[str, StoredRow]:
        """The rows that there are, by key, in one call for at most `rows.MAX_KEYS` keys that weigh up to 16 MB."""
        found = self._rows.get_many(row_pk(bucket, key) for key in keys)
        return {place_in(pk)[1]: self._stored(item) for pk, item in found.items()}

    def _stored(self, item: Item) -> StoredRow:
        return StoredRow(kind_of(item), text_of(item, "revision") or "", item, self._overflow)
