"""Who said of an article, or of the text that it is a copy of, that it must not be used any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.article import Article, Status

GRAVEST_FIRST: tuple[Status, ...] = ("kill", "withdrawn")
"""A kill tells that the story must not be used and what was used is to be taken back; a withdrawal that it is void."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who withdrew an article, or the text that it is a copy of.

    The first four are those of the notice; `at` is when it was modified, else published, else uploaded, as ISO 8601.
    """

    article_id: str
    publisher: str | None
    headline: str | None
    status: Status
    at: str | None

    @property
    def moment(self) -> datetime:
        """When the notice was given, for an order in time: in UTC where no offset is told; without a time the last."""
        try:
            told = datetime.fromisoformat(self.at or "")
        except ValueError:  # none, or one that is no time
            return datetime.max.replace(tzinfo=UTC)
        return told if told.tzinfo else told.replace(tzinfo=UTC)

    @classmethod
    def by(cls, notice: Article) -> Withdrawal | None:
        """What an article tells of itself; None of one that is no notice."""
        if notice.status is None or not notice.withdraws:
            return None
        at = notice.modified_at or notice.published_at or notice.upload.uploaded_at
        publisher = notice.publisher.name or notice.publisher.domain
        return cls(notice.article_id, publisher, notice.headline, notice.status, at)
