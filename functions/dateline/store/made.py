"""Keys of the inbox by the questions that listings answer, each with what its row says of how it was made.

For those who want a look at the uploads again: every key stands for itself, also where another tells the same article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.store.items import kind_of, text_of
from dateline.store.keys import BY_DAY, BY_PUBLISHER, BY_REASON, place_in, shifted, unsharded
from dateline.store.queries import FIRST_DAY, LAST_DAY, ArticleReader

if TYPE_CHECKING:
    from dateline.rejection import Reason
    from dateline.store.wire import Item


@dataclass(frozen=True, slots=True)
class MadeRow:
    """The row of a key: its kind, and the revision that made it (`dateline.revision`; empty where it does not say).

    `day` is that of an article's publication, of a rejection's upload; `reason` is None for an article.
    """

    bucket: str
    key: str
    kind: str
    revision: str
    day: str
    reason: str | None


class MadeRows(ArticleReader):
    """The rows of articles and of rejections, the latest first, as they are now. `since` and `until` are days."""

    def articles(
        self, domain: str | None = None, *, since: str = FIRST_DAY, until: str = LAST_DAY
    ) -> Iterator[MadeRow]:
        """Every key that holds an article of these days, of a publisher or of any."""
        if domain is None:
            entries, index = self._through_days((shifted(since, 0), shifted(until, 0))), BY_DAY
        else:
            entries, index = self._of_publisher(domain, since, until), BY_PUBLISHER
        for item in self._believed(entries, index, None, lambda item: since <= _day(item) <= until):
            yield _made(item, _day(item))

    def rejections(
        self, reason: Reason | None = None, *, since: str = FIRST_DAY, until: str = LAST_DAY
    ) -> Iterator[MadeRow]:
        """Every key whose upload was rejected, for a reason or for any."""
        entries = self._rejected(reason, since, until)
        for item in self._believed(entries, BY_REASON, None, lambda _: True):
            yield _made(item, (text_of(item, BY_REASON.range_key) or "")[: len(FIRST_DAY)])


def _day(item: Item) -> str:
    return unsharded(text_of(item, "day") or "")


def _made(item: Item, day: str) -> MadeRow:
    bucket, key = place_in(item["pk"]["S"])
    return MadeRow(bucket, key, kind_of(item), text_of(item, "revision") or "", day, text_of(item, "reason"))
