"""The keys of the table and of its indexes: every question that is asked is one of these, never a scan.

Rows of the table:

| row of                | pk                      | sk            | written                                        |
|-----------------------|-------------------------|---------------|------------------------------------------------|
| a key of the inbox    | `upload#<bucket>/<key>` | `row`         | one for each key, newest `sequencer` first     |
| a day of articles     | `calendar#<shard>`      | `2020-03-02`  | before the first article of that day           |
| articles taken down   | `takedowns`             | `block…`      | by a takedown, before rows go (`block`)        |
| a takedown            | `takedowns`             | `<instant>#…` | by it: who, why, how much; no content (`audit`) |

Indexes, of keys only but for `by_day`, `by_copy…` and `by_notice`. A row is in those whose attributes it has;
`<instant>` and `<uploaded>` are times in UTC:

| index          | hash key                            | range key, newest last                          |
|----------------|-------------------------------------|-------------------------------------------------|
| `by_article`   | `article_id`                        | `article_order` = `<uploaded>#<key hash>`       |
| `by_day`       | `day` = `2020-03-02#<shard>`        | `published_order` = `<instant>#<id>#<key hash>` |
| `by_publisher` | `publisher_shard` = `a.org#<shard>` | `published_order`                               |
| `by_reason`    | `reason_shard` = `empty#<shard>`    | `rejected_order` = `<uploaded>#<key hash>`      |
| `by_copy0` … 2 | `copy0` … `copy2` = a telling word  | `published_order`                               |
| `by_notice`    | `notice` = `2020-03`                | `notice_order` = `<instant>#<id>#<key hash>`    |

The row of a key is one of four kinds: an article; a rejection; a removal, which keeps nothing but the place in the
order and goes when `expires_at` is over; or a takedown, which has the last place of all, so that no event comes behind
it. It keeps no content: the key has to stand in its `pk`, or it could hold back nothing. It is in `by_article` under
`takedown#<id>`. Several keys may hold the same article; the one uploaded last tells it.
A row of the calendar only says where to look. It may outlive its articles.

Names. The entries of `by_day` carry `names`, the hashes of an article's names (see `names`). A search for persons,
organisations, places, countries or speakers walks the days asked for, newest first, all shards at once; DynamoDB
gives back the entries that have the hashes, and the article's row confirms the name. Nothing is written for it: a name
comes and goes with its row, and an entry stays below the 1 KB that it is paid for. It reads every entry of those days,
some 330 bytes each: with 10,000 articles a day 400 read units, $0.00005, and one round of queries for each day; with a
million a day $0.005 and some twenty rounds, one or two seconds. A row for each name instead would make a search as
quick as one for a publisher, and cost $0.625 per million names written, some $15 per million articles.

Shards. One partition takes 1,000 write units a second (DynamoDB, "Burst and adaptive capacity"). Articles are spread
over 16 by a digit of their id's hash, in the calendar too, so that 10,000 articles a second of one day and of one
publisher are 625 a second for the busiest partition. A listing asks all 16 and merges.

Copies. What an article says of itself stands in its own row and index entries, and DynamoDB writes, replaces and
removes them in one with the row. Which articles are copies is worked out when somebody asks (`copies`), so that no
order of arrival, no replay and no removal can leave it otherwise. A word that each story of a feed has is one
partition, and takes 1,000 of them a second.

Notices. Only the row of an article that is a kill or a withdrawal is in `by_notice`, under the month in which the
earliest wording was published that it carries the print of (`notices`). Readers look there for who withdrew what they
read; nothing is written on the copies.

Read units. Each batch of articles asks once whether one of them is taken down: one unit, 0.1 for an article.

Write units. An article of S KB (rounded up) costs S, and 1 for each of its six indexes, or three where its text is
too short to be told from others; a rejection 1 and 1; a removal S and the index entries it takes away. Replacing an
article counts the larger of the two, and 2 for each index whose key changed. A refused write costs what the row it met
weighs. The first article of a day and shard that a process sees costs 1 more, for the calendar.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from dateline.likeness import WORD_SLOTS

if TYPE_CHECKING:
    from dateline.article import Article, Upload
    from dateline.rejection import Reason

SHARDS = "0123456789abcdef"
ROW = "row"

# RFC 1035, 2.3.4: no name is longer. What is longer is no domain, and would be refused as a key.
MAX_DOMAIN_LENGTH = 253

LAST_PLACE = "F" * 40
"""The place in the order of a key's uploads behind which no sequencer of S3 stands."""

TAKEDOWNS = "takedowns"
"""The partition key of what is noted about takedowns."""

BLOCK = "block"
"""The sort key of the version of what is taken down."""

NAMES = "names"
"""The attribute of a row, and of its entry in `by_day`, that holds the hashes of its names (`names.name_hashes`)."""

NOTICE_PRINTS = "notice_prints"
"""The attribute of a notice's row, and of its entry in `by_notice`, that holds the prints of what it withdraws."""

_UNKNOWN_TIME = "0001-01-01T00:00:00Z"
_FIRST_MOMENT = datetime(1, 1, 1, tzinfo=UTC)
_LAST_MOMENT = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Index:
    """A way into the table: its name (None for the table itself) and the attributes that are its keys."""

    name: str | None
    hash_key: str
    range_key: str


CALENDAR = Index(None, "pk", "sk")
BY_ARTICLE = Index("by_article", "article_id", "article_order")
BY_DAY = Index("by_day", "day", "published_order")
BY_PUBLISHER = Index("by_publisher", "publisher_shard", "published_order")
BY_REASON = Index("by_reason", "reason_shard", "rejected_order")
BY_COPY = tuple(Index(f"by_copy{slot}", f"copy{slot}", "published_order") for slot in range(WORD_SLOTS))
BY_NOTICE = Index("by_notice", "notice", "notice_order")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an upload stands: its bucket, its key, and its place in the order of that key's uploads."""

    bucket: str
    key: str
    sequencer: str

    @classmethod
    def of(cls, upload: Upload) -> Place:
        """Raises ValueError for an upload that has no place, which no row could be written for."""
        if not (upload.bucket and upload.key and upload.sequencer):
            raise ValueError("an upload needs bucket, key and sequencer to be stored")
        return cls(upload.bucket, upload.key, upload.sequencer)

    @property
    def pk(self) -> str:
        """The partition key of the row of this upload's key."""
        return row_pk(self.bucket, self.key)


def row_pk(bucket: str, key: str) -> str:
    """The partition key of the row of a key of the inbox."""
    return f"upload#{bucket}/{key}"


def place_in(pk: str) -> tuple[str, str]:
    """The bucket and the key whose row has this partition key."""
    bucket, _, key = pk.removeprefix("upload#").partition("/")
    return bucket, key


def calendar_pk(shard: str) -> str:
    """The partition key of the days on which `shard` has articles."""
    return f"calendar#{shard}"


def blocked_sk(shard: str) -> str:
    """The sort key of a shard of the articles that are taken down."""
    return f"{BLOCK}#{shard}"


def taken_down_keys(article_id: str, pk: str) -> dict[str, str]:
    """The index attributes of the row of a key under which this article was taken down."""
    return {"article_id": taken_down_id(article_id), "article_order": _digest(pk)[:16]}


def taken_down_id(article_id: str) -> str:
    """What stands in `by_article` for an article under the keys from which it was taken down."""
    return f"takedown#{article_id}"


def calendar_shard(pk: str) -> str:
    """The shard whose days stand under this partition key."""
    return pk[-1]


def shard_of(text: str) -> str:
    """One of `SHARDS`, the same for the same text."""
    return _digest(text)[0]


def sharded(value: str, shard: str) -> str:
    """The hash key of an index that is spread over shards."""
    return f"{value}#{shard}"


def unsharded(hash_key: str) -> str:
    """The value that a hash key spread over shards was made of."""
    return hash_key[:-2]


def domain_key(domain: str | None) -> str | None:
    """The publisher's domain as the index spells it, or None where it can be no domain."""
    if not domain or len(domain.encode()) > MAX_DOMAIN_LENGTH:
        return None
    return domain.lower()


def article_keys(article: Article) -> dict[str, str]:
    """The index attributes of an article's row."""
    place = Place.of(article.upload)
    uploaded = _instant(article.upload.uploaded_at)
    digest = _digest(place.pk)[:16]
    published = _moment(article.published_at)
    instant = _in_utc(published) if published else uploaded
    day = published.date().isoformat() if published else uploaded[:10]
    shard = shard_of(article.article_id)
    keys = {
        "article_id": article.article_id,
        "article_order": upload_order(article.upload.uploaded_at, place.bucket, place.key),
        "day": sharded(day, shard),
        "published_order": f"{instant}#{article.article_id}#{digest}",
    }
    domain = domain_key(article.publisher.domain)
    return keys if domain is None else {**keys, "publisher_shard": sharded(domain, shard)}


def notice_keys(article: Article, earliest: str) -> dict[str, str]:
    """The index attributes of a notice's row; `earliest` is the first of the prints' `published_order`s, or its own."""
    own = article_keys(article)["published_order"]
    instant, rest = earliest.partition("#")[0], own.partition("#")[2]
    return {"notice": instant[: len("2020-03")], "notice_order": f"{instant}#{rest}"}


def upload_order(uploaded_at: str | None, bucket: str, key: str) -> str:
    """What uploads to several keys are ordered by: the time, and of one second a hash of the key."""
    return f"{_instant(uploaded_at)}#{_digest(row_pk(bucket, key))[:16]}"


def rejection_keys(upload: Upload, reason: Reason) -> dict[str, str]:
    """The index attributes of a rejection's row."""
    digest = _digest(Place.of(upload).pk)
    return {
        "reason_shard": sharded(reason.value, digest[0]),
        "rejected_order": f"{_instant(upload.uploaded_at)}#{digest[:16]}",
    }


def overflow_prefix(pk: str) -> str:
    """Where in the overflow bucket lies what did not fit into the row with this partition key."""
    return f"articles/{_digest(pk)}/"


def message_prefix(pk: str) -> str:
    """Where in the overflow bucket lie messages about this key that were too large for a queue."""
    return f"messages/{_digest(pk)}/"


def message_key(pk: str, data: bytes) -> str:
    """Where a message about this key lies that is too large for a queue."""
    return f"{message_prefix(pk)}{hashlib.sha256(data).hexdigest()}.json"


def overflow_key(place: Place, revision: str, data: bytes) -> str:
    """Where `data`, which does not fit into its row, lies: named by what orders the row's writes, and by what it is."""
    return f"{overflow_prefix(place.pk)}{place.sequencer}-{revision}-{hashlib.sha256(data).hexdigest()[:16]}"


def overflow_order(key: str) -> tuple[str, str]:
    """The sequencer and the revision of the write that an object of the overflow bucket belongs to."""
    sequencer, *revision, _ = key.rpartition("/")[2].split("-")
    return sequencer, "".join(revision)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _moment(text: str | None) -> datetime | None:
    """The time that a page states. Text that is no time sorts an article as if none were stated."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _instant(text: str | None) -> str:
    """The time of an upload, in UTC. An upload without one counts as the oldest."""
    moment = _moment(text)
    return _in_utc(moment) if moment else _UNKNOWN_TIME


def _in_utc(moment: datetime) -> str:
    """Of one width, so that text sorts as time does. A time without an offset is taken for UTC."""
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(UTC)
        except OverflowError:  # within a day of the first or the last year that Python counts
            moment = moment.replace(tzinfo=UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def shifted(day: str, days: int) -> str:
    """The day so many days later, within the years that Python counts. Raises ValueError for text that is no day."""
    ordinal = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()


def article_of(published_order: str) -> str:
    """The id of the article that stands in an index under this range key."""
    return published_order.split("#")[1]


def around(published_order: str, days: int) -> tuple[str, str]:
    """The range keys between which everything stands that was published at most so many days before or after."""
    moment = datetime.fromisoformat(published_order.partition("#")[0])
    return _in_utc(_moved(moment, -days)), _in_utc(_moved(moment, days)) + "~"


def months_around(published_order: str, days: int) -> list[str]:
    """The months, like 2020-03, in which something lies that was published at most so many days before or after."""
    first, last = (text[: len("2020-03")] for text in around(published_order, days))
    between = range(_months(first), _months(last) + 1)
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in between]


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _moved(moment: datetime, days: int) -> datetime:
    try:
        return moment + timedelta(days=days)
    except OverflowError:  # before the first or after the last year that Python counts
        return _LAST_MOMENT if days > 0 else _FIRST_MOMENT
