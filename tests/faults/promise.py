"""Whether the promise holds of a run that has come to rest."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends

from dateline.record import Record
from dateline.rejection import Reason
from dateline.store import ArticleTable, Outcome, OverflowBucket, RejectedRow, RemovedRow, Row
from dateline.store.keys import overflow_order
from tests.faults.model import Lying, Model, ids_of, model, newest_first, place
from tests.faults.pages import PAGE_DAYS
from tests.faults.versions import THE_FIRST, Code
from tests.faults.world import TOMBSTONE_DAYS

if TYPE_CHECKING:
    from tests.faults.workers import Invocation
    from tests.faults.world import World

_PARSE: Final = "ParseFunction"
_ENDED: Final = tuple(f"Uploads{outcome.value.title()}" for outcome in Outcome)
_DEAD: Final = "UploadsDeadLettered"


class Broken(AssertionError):  # noqa: N818 - named for what is said of a promise
    """The promise does not hold; the message says of what."""


def check(world: World) -> None:
    """Raises Broken. Tells everything again at the end, by the newest code: in the end that must change nothing."""
    for invocation in world.workers.ended:
        _check_counts(invocation, world.max_receives)
    _check_received(world)
    _check_at_rest(world)
    newest = world.workers.code
    if newest != THE_FIRST:
        world.deliver_all_again()
        _check_at_rest(world)
        for key, codes in _made_by(world).items():
            _same(f"the code that made {key!r}", codes, (newest, newest))
    items, overflow = _settled(world), _overflow(world)
    world.deliver_all_again()
    _same("the table after everything was told again", _settled(world), items)
    _same("the overflow bucket after everything was told again", _overflow(world), overflow)


def _settled(world: World) -> dict[tuple[str, str], Any]:
    """The items that may not change any more: a day is noted before an article is refused because it is taken down."""
    items = _items(world)
    return {key: item for key, item in items.items() if key[1] == "row"} if world.run.taken_down else items


def _check_at_rest(world: World) -> None:
    bucket = world.cloud.inbox_bucket
    rows = {pk for pk, sk in _items(world) if sk == "row"}
    _same("the rows", rows, {f"upload#{bucket}/{key}" for key in world.run.keys})
    lying = {key: found for key in world.run.keys if (found := _lying(world, key))}
    expected = model(world, lying, _made_by(world))
    _check_dead_letters(world)
    _check_rows(world, expected)
    _check_listings(world, expected)
    _check_derived(world)
    _check_taken_down(world, expected)


def check_moment(world: World) -> None:
    """What must hold between any two calls, because a reader may come then. Raises Broken."""
    items, overflow = _items(world), _overflow(world)
    told = {place(change): change for change in world.run.changes}
    for (pk, sk), item in items.items():
        if "overflow" in item and item["overflow"]["S"] not in overflow:
            raise Broken(f"at a moment {pk} lacked {item['overflow']['S']}")
        if "day" in item and (f"calendar#{item['day']['S'][-1]}", item["day"]["S"][:-2]) not in items:
            raise Broken(f"at a moment the calendar lacked {item['day']['S']} of {pk}")
        if sk != "row":
            continue
        stood = world.run.places.get(pk, ("", ""))
        stands = item["sequencer"]["S"], item["revision"]["S"] if "revision" in item else ""
        world.run.places[pk] = stands
        if stands < stood:
            raise Broken(f"{pk} went back from {stood} to {stands}")
        change = told.get(stands[0])
        if change and not change.removed and item["kind"]["S"] != "removal":
            version = item["version_id"]["S"]
            if version != change.version_id:
                raise Broken(f"at a moment {pk} told version {version} at the place of {change.version_id}")


# ── What is there


def _made_by(world: World) -> dict[str, tuple[Code, Code]]:
    """Whose parser and whose enricher made the row of each key, as the rows tell."""
    made: dict[str, tuple[Code, Code]] = {}
    for (pk, sk), item in _items(world).items():
        if sk == "row" and item["kind"]["S"] != "takedown":
            versions = zip(item["revision"]["S"].split("."), THE_FIRST.revision.split("."), strict=True)
            parser, enricher = (Code(int(version) - int(first)) for version, first in versions)
            made[pk.partition("/")[2]] = parser, enricher
    return made


def _lying(world: World, key: str) -> Lying | None:
    """What lies at a key of the inbox, as S3 tells it."""
    s3 = world.cloud.client("s3")
    try:
        answer = s3.get_object(Bucket=world.cloud.inbox_bucket, Key=key)
    except s3.exceptions.NoSuchKey:
        return None
    return Lying(
        data=answer["Body"].read(),
        content_type=answer["ContentType"],
        version_id=answer["VersionId"],
        etag=answer["ETag"].strip('"'),
        uploaded_at=answer["LastModified"].astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _table(world: World) -> ArticleTable:
    overflow = OverflowBucket(world.cloud.client("s3"), world.cloud.overflow_bucket)
    return ArticleTable(world.cloud.client("dynamodb"), world.cloud.table_name, overflow, TOMBSTONE_DAYS)


def _items(world: World) -> dict[tuple[str, str], Any]:
    """The items of the table, by their keys."""
    account = world.cloud.account
    table = dynamodb_backends[account.id][account.region].tables[world.cloud.table_name]
    found = [item.to_json()["Attributes"] for item in table.all_items()]
    return {(item["pk"]["S"], item["sk"]["S"]): item for item in found}


def _overflow(world: World) -> dict[str, bytes]:
    """The parts of articles in the overflow bucket, by key. What is put aside for a message goes by itself, later."""
    account = world.cloud.account
    bucket = s3_backends[account.id][account.partition].get_bucket(world.cloud.overflow_bucket)
    found = {key: bucket.keys[key] for key in bucket.keys if key.startswith("articles/")}
    return {key: version.value for key, version in sorted(found.items()) if hasattr(version, "value")}


# ── What must hold


def _check_dead_letters(world: World) -> None:
    letters = sorted(f"{letter.body[:200]} {letter.error or ''}" for letter in world.cloud.dead_letters())
    if len(letters) != len(world.run.poison):
        raise Broken(f"{len(letters)} dead letters, {len(world.run.poison)} of them expected: {letters}")


def _check_rows(world: World, expected: Model) -> None:
    table, bucket = _table(world), world.cloud.inbox_bucket
    for key, row in expected.rows.items():
        found = table.row_of(bucket, key)
        _same(f"the row of {key!r}", _bare(found), _bare(row))
        if isinstance(found, Record):
            _same(f"the cluster of {key!r}", found.cluster_id, _cluster_id(found, expected))
    for change in world.run.changes:
        ended = table.outcome_of(bucket, change.key, place(change))
        _same(f"how {change.name} of {change.key!r} at {change.sequencer} ended", ended, expected.outcome(change))


def _check_listings(world: World, expected: Model) -> None:
    table, articles = _table(world), newest_first(expected.articles)
    _same("the listing", list(table.newest()), articles)
    for article in articles:
        _same(f"article {article.article_id}", _bare(table.get(article.article_id)), article)
    for domain in sorted({article.publisher.domain for article in articles if article.publisher.domain}):
        of_publisher = [article for article in articles if article.publisher.domain == domain]
        _same(f"the articles of {domain}", list(table.by_publisher(domain)), of_publisher)
    rejected = [row for row in expected.rows.values() if isinstance(row, RejectedRow)]
    for reason in {row.reason for row in rejected} | {Reason.EMPTY}:
        told = {row.upload.key: row for row in table.by_reason(reason)}
        _same(f"the uploads that are {reason}", told, {row.upload.key: row for row in rejected if row.reason is reason})


def _check_derived(world: World) -> None:
    """Nothing derived is without its article, and no article without what is derived from it."""
    items, overflow = _items(world), _overflow(world)
    needed = {item["overflow"]["S"] for item in items.values() if "overflow" in item}
    _same("the parts in the overflow bucket", set(overflow) - _left_by_newer_code(items, overflow), needed)
    days = {(pk.removeprefix("calendar#"), sk) for pk, sk in items if pk.startswith("calendar#")}
    of_articles = {
        (item["day"]["S"].partition("#")[2], item["day"]["S"].partition("#")[0])
        for item in items.values()
        if "day" in item
    }
    if not of_articles <= days:
        raise Broken(f"days that the calendar lacks: {of_articles - days}")
    # A day may outlive its articles, but is that of a page, or of an upload whose page tells none.
    of_no_page = {day for _, day in days} - PAGE_DAYS - world.run.uploaded_on
    _same("days in the calendar that no article ever had", of_no_page, set())


def _left_by_newer_code(items: Mapping[tuple[str, str], Any], overflow: Iterable[str]) -> set[str]:
    """Parts of newer code that died beside older code, which wrote the row and was done with the message.

    Nobody is left who could take them away, until something is written under the key again.
    """
    rows = {hashlib.sha256(pk.encode()).hexdigest(): item for (pk, sk), item in items.items() if sk == "row"}
    left = set()
    for part in overflow:
        row, (sequencer, revision) = rows.get(part.split("/")[1]), overflow_order(part)
        if row and row["sequencer"]["S"] == sequencer and row.get("revision", {"S": ""})["S"] < revision:
            left.add(part)
    return left


def _check_taken_down(world: World, expected: Model) -> None:
    """What is taken down stays so, and nothing of it lies aside; nothing else is taken down."""
    down = set(world.run.keys) - set(expected.rows)
    if not world.run.taken_down <= down:
        raise Broken(f"not taken down any more: {world.run.taken_down - down}")
    for key in down - world.run.taken_down:
        if not ids_of(world, key) & world.run.blocked:
            raise Broken(f"{key!r} is taken down, and never held anything that is")
    standing = {row.article_id for row in expected.rows.values() if isinstance(row, Record)}
    _same("the articles that are blocked and stand in the table", standing & world.run.blocked, set())
    account = world.cloud.account
    bucket = s3_backends[account.id][account.partition].get_bucket(world.cloud.overflow_bucket)
    for key in down:
        its_own = hashlib.sha256(f"upload#{world.cloud.inbox_bucket}/{key}".encode()).hexdigest()
        left = [name for name in bucket.keys if its_own in name and bucket.keys.getlist(name)]
        _same(f"what lies aside for {key!r}, which is taken down", left, [])


def _check_counts(invocation: Invocation, max_receives: int) -> None:
    """What one invocation counted is what it did. One that died, or raised, has counted nothing."""
    if invocation.error:
        return
    counted = invocation.counted
    failed = [record for record in invocation.records if record["messageId"] in invocation.failed]
    given_up = [one for one in failed if int(one["attributes"]["ApproximateReceiveCount"]) >= max_receives]
    _same("the messages that come again", counted.get("MessagesRetried", 0), len(failed) - len(given_up))
    ended = sum(counted.get(name, 0) for name in _ENDED)
    if invocation.function != _PARSE:
        _same("the outcomes that an enrich batch counted", ended, len(invocation.records) - len(failed))
        _same("the dead letters that it counted", counted.get(_DEAD, 0), len(given_up))
        return
    dead, received = counted.get(_DEAD, 0), counted.get("UploadsReceived", 0)
    if not len(given_up) <= dead <= sum(_uploads(one["body"]) or 1 for one in given_up):
        raise Broken(f"of a parse batch, {len(given_up)} messages were given up, and {dead} dead letters counted")
    told = sum(_uploads(one["body"]) for one in invocation.records)
    passed_on = received - dead - ended
    if not 0 <= passed_on <= invocation.told_sent <= told:
        raise Broken(f"of {told} uploads {passed_on} were counted as passed on, {invocation.told_sent} were")
    if not (failed or invocation.disturbed):
        _same("the uploads that a parse batch received", received, told)


def _check_received(world: World) -> None:
    """Received is the sum of the outcomes, where nothing failed and no message between the functions came twice."""
    ended = world.workers.ended
    enriched = Counter(record["messageId"] for one in ended if one.function != _PARSE for record in one.records)
    if not any(one.disturbed or one.failed for one in ended) and max(enriched.values(), default=1) == 1:
        _same("received, and the sum of outcomes", _total(ended, ("UploadsReceived",)), _total(ended, _ENDED))


def _total(invocations: Iterable[Invocation], names: Iterable[str]) -> float:
    return sum(invocation.counted.get(name, 0) for invocation in invocations for name in names)


def _uploads(body: str) -> int:
    """Of how many uploads a message of the parse queue tells, poison of none."""
    try:
        told = json.loads(body)
    except ValueError:
        return 0
    if "Message" in told:
        return _uploads(told["Message"])
    if "backfill" in told:
        return len(told["backfill"]["keys"])
    return sum("s3" in record for record in told["Records"]) if "Records" in told else int("detail" in told)


def _cluster_id(record: Record, expected: Model) -> str | None:
    """The id of the copy that was published first; by the headline is told which text an article has."""
    if record.fingerprint is None:
        return None
    copies = [one for one in expected.articles if one.headline == record.headline] or [record]
    return min(copies, key=lambda one: (one.published_at or one.upload.uploaded_at or "", one.article_id)).article_id


def _bare(row: Row | None) -> Row | None:
    """Without what the row does not hold itself; S3 and EventBridge write the same time in two ways."""
    match row:
        case Record():
            return dataclasses.replace(row, cluster_id=None)
        case RemovedRow():
            return dataclasses.replace(row, removed_at=datetime.fromisoformat(row.removed_at).isoformat())
    return row


def _same(what: str, found: Any, expected: Any) -> None:
    if found != expected:
        raise Broken(f"{what}: {_differences(found, expected)}")


def _differences(found: Any, expected: Any) -> str:
    """What differs, field by field where both have fields."""
    if dataclasses.is_dataclass(found) and type(found) is type(expected):
        names = [field.name for field in dataclasses.fields(found)]
        pairs = {name: (getattr(found, name), getattr(expected, name)) for name in names}
        return "; ".join(f"{name} is {_short(a)}, not {_short(b)}" for name, (a, b) in pairs.items() if a != b)
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        names = [name for name in {**found, **expected} if found.get(name) != expected.get(name)]
        return "; ".join(f"{name} is {_short(found.get(name))}, not {_short(expected.get(name))}" for name in names)
    return f"{_short(found)}, not {_short(expected)}"


def _short(value: Any) -> str:
    if isinstance(value, Record):
        return f"{value.headline!r} of {value.upload.key!r} at {value.upload.sequencer}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_short, value)) + "]"
    text = repr(value)
    return text if len(text) < 400 else f"{text[:400]}…"
