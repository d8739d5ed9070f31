"""The versions that tell of an article or of a key, each read with the code at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from dateline.article import Article, Upload
from dateline.intake import article_in, uploaded_as
from dateline.limits import Limits
from dateline.rejection import Rejection
from dateline.store.keys import upload_order

if TYPE_CHECKING:
    from dateline.store import InboxObject, InboxVersions, Version
    from infra.history.entries import Read

AT_ONCE = 16
"""Versions that are fetched at once."""


def reads_of_key(bucket: str, key: str, versions: InboxVersions) -> list[tuple[Version, Read]]:
    """All versions of one key, the oldest first, whatever articles they are. None are of a key that never was."""
    return _read(_in_order([(bucket, key)], versions), versions)


def reads_of_article(
    article_id: str, keys: Sequence[tuple[str, str]], versions: InboxVersions
) -> list[tuple[Version, Read]]:
    """Those versions of the keys (each with its bucket), the oldest first, that are this article.

    What was no article is told of a key too, and its removal, once the key held the article.
    """
    return list(_of_article(article_id, _read(_in_order(keys, versions), versions)))


def _in_order(keys: Iterable[tuple[str, str]], versions: InboxVersions) -> list[Version]:
    """Of one second, keys stand in the order in which the table prefers them, versions in the order of S3's listing."""
    found = [version for bucket, key in keys for version in reversed(list(versions.newest(bucket, key)))]
    return sorted(found, key=lambda version: upload_order(version.uploaded_at, version.bucket, version.key))


def _read(found: Sequence[Version], versions: InboxVersions) -> list[tuple[Version, Read]]:
    limits = Limits()
    reads: list[tuple[Version, Read]] = []
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for first in range(0, len(found), AT_ONCE):  # so that no more than these wait in memory
            batch = found[first : first + AT_ONCE]
            for version, stored in zip(batch, threads.map(partial(_fetched, versions, limits), batch), strict=True):
                if version.removed:
                    reads.append((version, None))
                elif stored:  # else its days were over since it was listed
                    reads.append((version, _told(version, stored, limits)))
    return reads


def _fetched(versions: InboxVersions, limits: Limits, version: Version) -> InboxObject | None:
    return versions.read(version, limits.max_bytes)


def _told(version: Version, stored: InboxObject, limits: Limits) -> Article | Rejection:
    try:
        return article_in(stored, uploaded_as(stored, Upload(version.bucket, version.key)), limits)
    except Rejection as rejection:
        return rejection


def _of_article(article_id: str, reads: Iterable[tuple[Version, Read]]) -> Iterator[tuple[Version, Read]]:
    holds: dict[str, bool] = {}
    for version, read in reads:
        if isinstance(read, Article):
            holds[version.key] = read.article_id == article_id
        if holds.get(version.key):
            yield version, read
