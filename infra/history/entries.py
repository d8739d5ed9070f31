"""The history of an article: its wordings in order, and what else happened to the keys that hold it.

A function of what the bucket's versions are, in the order of their upload: a later look tells the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from dateline.article import Article
from dateline.enrichment import enrich
from dateline.rejection import Rejection
from infra.history.changes import Changes, changes
from infra.history.wording import Wording

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.store import Version

Read: TypeAlias = Article | Rejection | None
"""What a version was read as: an article, no article and why, or nothing, for a delete marker."""


@dataclass(slots=True)
class Told:
    """A wording: the upload that brought it, those that brought it again, and what it changed.

    `changes` is None for the first wording, and where the key's wording before was another article's.
    """

    number: int
    version: Version
    wording: Wording
    record: Record
    changes: Changes | None
    again: list[Version] = field(default_factory=list)

    def is_told_by(self, article: Article, wording: Wording) -> bool:
        """Whether the article, of this wording, says the same."""
        return self.wording == wording and self.record.article_id == article.article_id


@dataclass(frozen=True, slots=True)
class Refused:
    """An upload that was no article, and left the wording what it was."""

    version: Version
    rejection: Rejection


@dataclass(frozen=True, slots=True)
class Removed:
    """The upload was taken away."""

    version: Version


@dataclass(frozen=True, slots=True)
class Restored:
    """After a removal an upload brought back a wording that was told before, whose number this is."""

    version: Version
    number: int


Entry: TypeAlias = Told | Refused | Removed | Restored


def entries(reads: Iterable[tuple[Version, Read]]) -> list[Entry]:
    """What the versions tell, which come in the order of their upload.

    A version makes a wording if it differs from the last one, and from what its own key said last: two keys that hold
    an article in two forms, each saved again and again, are two wordings and not a change at each upload.
    """
    found: list[Entry] = []
    last: Told | None = None
    of_key: dict[str, Told] = {}
    removed: set[str] = set()
    for version, read in reads:
        if read is None:
            removed.add(version.key)
            found.append(Removed(version))
        elif isinstance(read, Rejection):
            found.append(Refused(version, read))
        else:
            wording = Wording.of(read)
            known = (one for one in (of_key.get(version.key), last) if one and one.is_told_by(read, wording))
            told = next(known, None)
            if told is None:
                told = last = _told(version, wording, read, last)
                found.append(told)
            elif version.key in removed:
                found.append(Restored(version, told.number))
            else:
                told.again.append(version)
            of_key[version.key] = told
            removed.discard(version.key)
    return found


def _told(version: Version, wording: Wording, article: Article, last: Told | None) -> Told:
    record = enrich(article)
    if last is None:
        return Told(1, version, wording, record, None)
    one_story = last.record.article_id == record.article_id
    return Told(last.number + 1, version, wording, record, changes(last.record, record) if one_story else None)
