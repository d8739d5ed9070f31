"""A row's item and what it tells: a Record, a rejection, a removal, or a takedown, there and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from dateline.article import Upload
from dateline.codec import from_mapping, to_mapping
from dateline.passage import Passage
from dateline.record import ENRICHER_VERSION, Record
from dateline.rejection import Reason
from dateline.revision import CURRENT, UNDECIDED, revision
from dateline.store import story
from dateline.store.keys import (
    LAST_PLACE,
    NAMES,
    NOTICE_PRINTS,
    ROW,
    Place,
    article_keys,
    notice_keys,
    overflow_key,
    place_in,
    rejection_keys,
    taken_down_id,
    taken_down_keys,
)
from dateline.store.names import name_hashes
from dateline.store.prints import packed, print_of_record, take_print, told_print
from dateline.store.wire import Item, from_wire, size_of, to_wire

# DynamoDB, "Quotas": an item holds at most 400 KB, which is 409,600 bytes. Its sizes are documented as approximate;
# the difference is the margin.
MAX_ITEM_BYTES = 400_000

# A headline stands beside the story, for people who look at the table itself. A longer one is none to look at.
_READABLE_BYTES = 1_000

# These stand in the row's keys and condition.
_PLACE = ("bucket", "key", "sequencer")

OBJECT = ("version_id", "etag")
"""Which object a row was made from: attributes of the row, so that one can ask for it without the story."""

TAKEDOWN = "takedown"
"""The kind of the row of a key that is taken down."""

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


@dataclass(frozen=True, slots=True)
class TakenDownRow:
    """A key of the inbox under which nothing comes in until its takedown is lifted.

    `taken_down_at` is ISO 8601 in UTC. `takedown_id` names the audit row; None where the article came under this key
    after its takedown. `article_id` is None where the key held no article.
    """

    upload: Upload
    taken_down_at: str
    takedown_id: str | None
    article_id: str | None


Row: TypeAlias = Record | RejectedRow | RemovedRow | TakenDownRow


@dataclass(frozen=True, slots=True)
class Overflow:
    """What did not fit into an item, and its key in the overflow bucket."""

    key: str
    data: bytes


def record_item(record: Record, earlier: Iterable[Record] = ()) -> tuple[Item, Overflow | None]:
    """The item of a Record, and what of it goes to the overflow bucket.

    `earlier` is what a notice said before. What is None or empty is left out. Raises ValueError for an upload without a
    place in the bucket or a number that is none, Unstorable for half a character.
    """
    plain = to_mapping(record)
    del plain["body"], plain["article_id"]
    plain["upload"] = _facts(record.upload)
    fields = {name: value for name, value in plain.items() if value is not None and value not in ([], {})}
    fields.pop("cluster_id", None)  # what other rows there are decides it, whenever it is asked for
    prints = take_print(fields)
    made_by = revision(record.parser_version, record.enricher_version)
    top = _top("article", record.upload, made_by) | _wired(article_keys(record)) | prints | _readable(fields)
    if record.withdraws:
        top |= _withdrawing(record, earlier)
    hashes = name_hashes(record)
    if hashes:
        top[NAMES] = {"BS": hashes}
    item = top | {"story": {"B": story.pack(story.to_json(fields))}}
    if size_of(item) <= MAX_ITEM_BYTES:
        return item, None
    return _relieved(top, Place.of(record.upload), fields)


def _withdrawing(record: Record, earlier: Iterable[Record]) -> Item:
    """By what a notice is found for what it withdraws: the prints of its own text, and of what it said before."""
    prints = [text for one in (record, *earlier) if (text := print_of_record(one))]
    own = article_keys(record)["published_order"]
    earliest = min((text.published_order for text in prints), default=own)
    return _wired(notice_keys(record, earliest)) | {NOTICE_PRINTS: packed(prints)}


def rejection_item(upload: Upload, reason: Reason, message: str, parser_version: str) -> Item:
    """The item of a rejected upload. Raises ValueError for an upload without a place in the bucket.

    What was too slow may not be so the next time: any other answer about the same upload is newer, and stays.
    """
    made_by = UNDECIDED if reason is Reason.TOO_SLOW else revision(parser_version, ENRICHER_VERSION)
    attributes = {"reason": reason.value, "message": message, **rejection_keys(upload, reason)}
    return _top("rejection", upload, made_by) | _wired({"upload": _facts(upload), **attributes})


def removal_item(upload: Upload, removed_at: str, tombstone_days: int) -> Item:
    """The item of a removed upload, which DynamoDB takes away so many days after the removal."""
    moment = datetime.fromisoformat(removed_at)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    expires_at = int(moment.timestamp()) + tombstone_days * _SECONDS_A_DAY
    attributes = {"removed_at": removed_at, "expires_at": expires_at}
    return _top("removal", upload, CURRENT) | _wired({"upload": _facts(upload), **attributes})


def takedown_item(pk: str, article_id: str | None, taken_down_at: str, takedown_id: str | None) -> Item:
    """The item of a key that is taken down. It holds nothing of what the key held."""
    keys = taken_down_keys(article_id, pk) if article_id else {}
    place = {"pk": pk, "sk": ROW, "kind": TAKEDOWN, "sequencer": LAST_PLACE}
    return _wired({**place, **keys, "taken_down_at": taken_down_at, "takedown_id": takedown_id})


def told_by(item: Item, fetch: Callable[[str], bytes], *, blocks: bool = True) -> Row:
    """What the item of a row tells; `blocks=False` leaves out the text of an article.

    `fetch` brings what went to the overflow bucket, by its key, and is called only where that is needed.
    """
    plain = {name: from_wire(attribute) for name, attribute in item.items()}
    if "story" in plain:
        plain |= story.unpack(plain["story"])
    elsewhere = set(plain.get("overflowed", ()))
    if elsewhere if blocks else elsewhere - {"blocks"}:
        plain |= story.unpack(fetch(plain["overflow"]))
    plain |= told_print(item)
    bucket, key = place_in(plain["pk"])
    facts = plain.get("upload", {}) | {name: plain[name] for name in OBJECT if name in plain}
    upload = Upload(**facts, bucket=bucket, key=key, sequencer=plain["sequencer"])
    match plain["kind"]:
        case "rejection":
            return RejectedRow(upload, Reason(plain["reason"]), plain["message"])
        case "removal":
            return RemovedRow(upload, plain["removed_at"], plain["expires_at"])
        case "takedown":
            return _taken_down(upload, plain)
    record = from_mapping(Record, plain if blocks else {**plain, "blocks": ()})
    return dataclasses.replace(record, upload=upload)


def kind_of(item: Item) -> str:
    """What a row tells: "article", "rejection", "removal" or "takedown"."""
    return text_of(item, "kind") or ""


def text_of(item: Item, name: str) -> str | None:
    """The text of one attribute, or None where the item has none such."""
    attribute = item.get(name)
    return None if attribute is None else attribute.get("S")


def passage_of(item: Item) -> Passage | None:
    """How the upload came to this row, where the row tells."""
    told = text_of(item, "passage")
    return Passage.from_told(told) if told else None


def _taken_down(upload: Upload, plain: Mapping[str, Any]) -> TakenDownRow:
    article_id = plain.get("article_id", "").removeprefix(taken_down_id("")) or None
    return TakenDownRow(upload, plain["taken_down_at"], plain.get("takedown_id"), article_id)


def _top(kind: str, upload: Upload, made_by: str) -> Item:
    """What every row has: key, kind, place in the order of the key's uploads, the code and the object it comes from."""
    place = Place.of(upload)
    made_of = {name: getattr(upload, name) for name in OBJECT}
    key = {"pk": place.pk, "sk": ROW}
    return _wired({**key, "kind": kind, "sequencer": place.sequencer, "revision": made_by, **made_of})


def _facts(upload: Upload) -> dict[str, Any]:
    """What the row's other attributes do not say of the upload."""
    facts = dataclasses.asdict(upload)
    return {name: value for name, value in facts.items() if name not in (*_PLACE, *OBJECT) and value is not None}


def _readable(fields: dict[str, Any]) -> Item:
    """The headline, taken out of the fields, where it is of a usual length."""
    attribute = to_wire(fields.get("headline", ""), "headline")
    if "headline" not in fields or size_of({"headline": attribute}) > _READABLE_BYTES:
        return {}
    del fields["headline"]
    return {"headline": attribute}


def _relieved(top: Item, place: Place, fields: Mapping[str, Any]) -> tuple[Item, Overflow]:
    """The item without its largest fields, as many as need be, and those fields."""
    kept, moved = dict(fields), dict[str, Any]()
    largest_first = sorted(fields, key=lambda name: len(story.to_json({name: fields[name]})), reverse=True)
    for name in largest_first:
        moved[name] = kept.pop(name)
        item = top | {"story": {"B": story.pack(story.to_json(kept))}}
        if size_of(item) + _NOTE_BYTES <= MAX_ITEM_BYTES:
            break
    data = story.to_json(moved)
    key = overflow_key(place, top["revision"]["S"], data)
    note = {"overflow": {"S": key}, "overflowed": to_wire(list(moved), "overflowed")}
    return item | note, Overflow(key, story.pack(data))


def _wired(attributes: Mapping[str, Any]) -> Item:
    return {
        name: to_wire(value, name) for name, value in attributes.items() if value is not None and value not in ([], {})
    }
