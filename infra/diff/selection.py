"""Which uploads are compared: those that lie in the bucket, or those whose rows answer a question to the table."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dateline.store.queries import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from dateline.store import Inbox, MadeRow, MadeRows


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for.

    `since` and `until` are days, both included: of an article those of its publication, of a rejection those of its
    upload. `sample` draws so many of the keys by their hashes with the `seed`: the same keys each time, and few others
    when uploads come and go. `limit` is the most that are compared.
    """

    prefix: str = ""
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    rejected: bool = False
    sample: int | None = None
    seed: int = 0
    limit: int | None = None

    @property
    def asks_the_table(self) -> bool:
        """Whether the rows decide; else all that lies in the bucket, under the prefix, is looked at."""
        return self.rejected or any((self.since, self.until, self.publisher))

    def told(self) -> str:
        """What is compared, for people."""
        parts = [
            "rejections" if self.rejected else f"articles of {self.publisher}" if self.publisher else "all uploads"
        ]
        parts += [f"under {self.prefix}"] if self.prefix else []
        parts += [f"since {self.since}"] if self.since else []
        parts += [f"until {self.until}"] if self.until else []
        parts += [f"a sample of {self.sample:,}"] if self.sample else []
        parts += [f"the first {self.limit:,}"] if self.limit else []
        return ", ".join(parts)


def keys(selection: Selection, bucket: str, inbox: Inbox, rows: MadeRows) -> list[str]:
    """The keys to look at, each once, as the bucket orders them or the latest first. Raises what the clients raise."""
    if selection.asks_the_table:
        made = (row for row in _rows(selection, rows) if row.bucket == bucket)
        found = (row.key for row in made if row.key.startswith(selection.prefix))
    else:
        found = (one.key for one in inbox.objects(bucket, selection.prefix))
    drawn = _sampled(dict.fromkeys(found), selection.sample, selection.seed)
    return list(islice(drawn, selection.limit))


def _rows(selection: Selection, rows: MadeRows) -> Iterator[MadeRow]:
    since, until = selection.since or FIRST_DAY, selection.until or LAST_DAY
    if not selection.rejected:
        yield from rows.articles(selection.publisher, since=since, until=until)
    if not selection.publisher:
        yield from rows.rejections(since=since, until=until)


def _sampled(found: Iterable[str], size: int | None, seed: int) -> Iterable[str]:
    if size is None:
        return found
    drawn = heapq.nsmallest(size, ((_rank(seed, key), at, key) for at, key in enumerate(found)))
    return [key for _, key in sorted((at, key) for _, at, key in drawn)]


def _rank(seed: int, key: str) -> bytes:
    return hashlib.sha256(f"{seed} {key}".encode("utf-8", "surrogatepass")).digest()
