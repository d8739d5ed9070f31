"""Keys whose rows answer a question to the table → messages to look at them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.revision import CURRENT, UNDECIDED
from infra.replay.backfill import look_again
from infra.replay.plan import Message, Page

if TYPE_CHECKING:
    from dateline.rejection import Reason
    from dateline.store import MadeRow, MadeRows

_STAND_AS = {"article": "stored", "rejection": "rejected"}

OLDER = "older"
"""For `parser_version`: whatever an older revision made than the code at hand."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """The keys of `bucket` with an article, or with a rejection, or with either, as the question says.

    `since` and `until` are days. `parser_version` is `OLDER` or a version, as a whole number.
    """

    rows: MadeRows
    bucket: str
    articles: bool
    rejections: bool
    reason: Reason | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    parser_version: str | None = None

    @property
    def what(self) -> str:
        """What is replayed."""
        pages = "pages in the table" if self.articles and self.rejections else "articles" if self.articles else ""
        told = pages or f"pages rejected{f' as {self.reason.value}' if self.reason else ''}"
        if self.publisher:
            told += f" of {self.publisher}"
        if self.since or self.until:
            days = dict.fromkeys(day for day in (self.since or "the first day", self.until or "today"))
            told += f", {' to '.join(days)}"
        if self.parser_version == OLDER:
            return f"{told}, made by older code"
        return f"{told}, made by parser {self.parser_version}" if self.parser_version else told

    @property
    def identity(self) -> Mapping[str, str | None]:
        """What makes it the same replay."""
        return {
            "rows": f"{'articles ' * self.articles}{'rejections' * self.rejections}",
            "reason": self.reason.value if self.reason else None,
            "publisher": self.publisher,
            "since": self.since,
            "until": self.until,
            "parser_version": self.parser_version,
        }

    def messages(self, replay_id: str, time: str) -> Iterator[Message]:
        """The messages, the latest page first."""
        pages = (_page(row) for row in self._rows() if row.bucket == self.bucket and self._wanted(row))
        return look_again(self.bucket, pages, replay_id, time)

    def _rows(self) -> Iterator[MadeRow]:
        days = {name: day for name, day in (("since", self.since), ("until", self.until)) if day}
        if self.articles:
            yield from self.rows.articles(self.publisher, **days)
        if self.rejections:
            yield from self.rows.rejections(self.reason, **days)

    def _wanted(self, row: MadeRow) -> bool:
        match self.parser_version:
            case None:
                return True
            case "older":
                return row.revision < CURRENT
            case version:
                return bool(row.revision) and _versions(row.revision)[0] == int(version)


def _page(row: MadeRow) -> Page:
    facts = {"stand as": _STAND_AS[row.kind], "day": row.day, "made by": _code(row.revision)}
    return Page(row.key, facts | ({"reason": row.reason} if row.reason else {}))


def _code(revision: str) -> str:
    if not revision:
        return "code that left no revision"
    if revision == UNDECIDED:
        return "code that did not come to an end"
    parser, enricher = _versions(revision)
    name = f"parser {parser}, enricher {enricher}"
    if revision == CURRENT:
        return f"{name}, the code at hand"
    return name if revision < CURRENT else f"{name}, newer than the code at hand"


def _versions(revision: str) -> tuple[int, int]:
    """Those of the parser and the enricher."""
    parser, enricher = map(int, revision.split("."))
    return parser, enricher
