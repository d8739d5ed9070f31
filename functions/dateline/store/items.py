"""A row's item and what it tells: a Record, a rejection, or a removal, there and back."""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from dateline.article import Upload
from dateline.codec import from_mapping, to_mapping
from dateline.record import Record
from dateline.rejection import Reason
from dateline.store.keys import ROW, Place, article_keys, overflow_key, rejection_keys
from dateline.store.wire import Item, from_wire, size_of, to_wire, utf8

# DynamoDB, "Quotas": an item holds at most 400 KB, which is 409,600 bytes. Its sizes are documented as approximate;
# the difference is the margin.
MAX_ITEM_BYTES = 400_000

# Measured on 600 news stories: level 9 saves another 0.1 % and takes a quarter longer, level 3 loses 5 %.
_COMPRESSION = 6

# These stand at the top of each row; the rest of the upload's facts are its attribute `upload`.
_PLACE = ("bucket", "key", "version_id", "sequencer")

# What the two attributes about the overflow take at most: a key of 131 characters, the names of all fields.
_NOTE_BYTES = 1_000

_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """An upload that is no article, and why."""

    upload: Upload
    reason: Reason
    message: str


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """An upload that was taken away. `removed_at` is ISO 8601 in UTC, `expires_at` seconds since 1970."""

    upload: Upload
    removed_at: str
    expires_at: int


Row: TypeAlias = Record | RejectedRow | RemovedRow


@dataclass(frozen=True, slots=True)
class Overflow:
    """What did not fit into an item, and its key in the overflow bucket."""

    key: str
    data: bytes


def record_item(record: Record) -> tuple[Item, Overflow | None]:
    """The item of a Record, and what of it goes to the overflow bucket.

    Each field is an attribute of its own; what is None or empty is left out. `blocks` is compressed JSON.
    Raises ValueError for an upload without a place in the bucket, Unstorable for a value DynamoDB has no form for.
    """
    plain = to_mapping(record)
    del plain["body"], plain["upload"]
    blocks = plain.pop("blocks")
    item = _item("article", record.upload, {**plain, **article_keys(record)})
    if blocks:
        item["blocks"] = {"B": _packed(_json(blocks, "blocks"))}
    if size_of(item) <= MAX_ITEM_BYTES:
        return item, None
    return _relieved(item, Place.of(record.upload), {**plain, "blocks": blocks})


def rejection_item(upload: Upload, reason: Reason, message: str) -> Item:
    """The item of a rejected upload. Raises ValueError for an upload without a place in the bucket."""
    return _item("rejection", upload, {"reason": reason.value, "message": message, **rejection_keys(upload, reason)})


def removal_item(upload: Upload, removed_at: str, tombstone_days: int) -> Item:
    """The item of a removed upload, which DynamoDB takes away so many days after the removal."""
    moment = datetime.fromisoformat(removed_at)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    expires_at = int(moment.timestamp()) + tombstone_days * _SECONDS_A_DAY
    return _item("removal", upload, {"removed_at": removed_at, "expires_at": expires_at})


def told_by(item: Item, fetch: Callable[[str], bytes], *, blocks: bool = True) -> Row:
    """What the item of a row tells; `blocks=False` leaves out the text of an article.

    `fetch` brings what went to the overflow bucket, by its key, and is called only where that is needed.
    """
    plain = {name: from_wire(attribute) for name, attribute in item.items()}
    plain["upload"] = plain.get("upload", {}) | {name: plain[name] for name in _PLACE if name in plain}
    match plain["kind"]:
        case "rejection":
            return RejectedRow(Upload(**plain["upload"]), Reason(plain["reason"]), plain["message"])
        case "removal":
            return RemovedRow(Upload(**plain["upload"]), plain["removed_at"], plain["expires_at"])
    if blocks and "blocks" in plain:
        plain["blocks"] = json.loads(zlib.decompress(plain["blocks"]))
    elsewhere = set(plain.get("overflowed", ()))
    if elsewhere if blocks else elsewhere - {"blocks"}:
        plain |= json.loads(zlib.decompress(fetch(plain["overflow"])))
    return from_mapping(Record, plain if blocks else {**plain, "blocks": ()})


def kind_of(item: Item) -> str:
    """What a row tells: "article", "rejection" or "removal"."""
    return text_of(item, "kind") or ""


def text_of(item: Item, name: str) -> str | None:
    """The text of one attribute, or None where the item has none such."""
    attribute = item.get(name)
    return None if attribute is None else attribute.get("S")


def _item(kind: str, upload: Upload, attributes: Mapping[str, Any]) -> Item:
    facts = dataclasses.asdict(upload)
    place = {name: facts.pop(name) for name in _PLACE}
    plain = {"pk": Place.of(upload).pk, "sk": ROW, "kind": kind, **place, "upload": facts, **attributes}
    slim = {name: _without_none(value) for name, value in plain.items()}
    return {name: to_wire(value, name) for name, value in slim.items() if value is not None and value not in ([], {})}


def _relieved(item: Item, place: Place, plain: Mapping[str, Any]) -> tuple[Item, Overflow]:
    """The item without its largest fields, as many as need be, and those fields."""
    sizes = {name: size_of({name: item[name]}) for name in item if name in plain and name != "article_id"}
    excess = size_of(item) + _NOTE_BYTES - MAX_ITEM_BYTES
    moved: list[str] = []
    for name in sorted(sizes, key=sizes.__getitem__, reverse=True):
        if excess > 0:
            moved.append(name)
            excess -= sizes[name]
    data = _json({name: plain[name] for name in moved}, "the record")
    key = overflow_key(place, data)
    kept = {name: attribute for name, attribute in item.items() if name not in moved}
    return kept | {"overflow": {"S": key}, "overflowed": to_wire(moved, "overflowed")}, Overflow(key, _packed(data))


def _json(value: Any, where: str) -> bytes:
    return utf8(json.dumps(value, ensure_ascii=False, separators=(",", ":")), where)


def _packed(data: bytes) -> bytes:
    return zlib.compress(data, _COMPRESSION)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_none(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_none(inner) for inner in value]
    return value
