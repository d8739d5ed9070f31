"""What stands in the table for keys of the inbox, in so far as another look at them needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.store.items import OBJECT, kind_of, text_of
from dateline.store.keys import place_in, row_pk
from dateline.store.rows import Rows

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from dateline.article import Upload
    from dateline.store.wire import Item

_ASKED_FOR = ("pk", "kind", "sequencer", "revision", *OBJECT)


@dataclass(frozen=True, slots=True)
class Standing:
    """The row of a key: its kind, its place in the order, the code that made it, the object that it was made from."""

    kind: str
    sequencer: str
    revision: str
    version_id: str | None
    etag: str | None


class Standings:
    """Asks the table what stands there now."""

    def __init__(self, client: DynamoDBClient, table_name: str) -> None:
        self._rows = Rows(client, table_name)

    def of(self, uploads: Iterable[Upload]) -> Mapping[tuple[str, str], Standing]:
        """By bucket and key, for those of the uploads' keys that have a row. At most `rows.MAX_KEYS` uploads."""
        pks = [row_pk(upload.bucket, upload.key) for upload in uploads if upload.bucket and upload.key]
        found = self._rows.get_many(pks, _ASKED_FOR)
        return {place_in(pk): _standing(item) for pk, item in found.items()}


def _standing(item: Item) -> Standing:
    return Standing(
        kind=kind_of(item),
        sequencer=text_of(item, "sequencer") or "",
        revision=text_of(item, "revision") or "",
        version_id=text_of(item, "version_id"),
        etag=text_of(item, "etag"),
    )
