"""What an article said before it was killed or withdrawn: the earlier versions of its key, read like any upload.

A page that is killed often loses its text, and the copies of that text can only be told by what it said before.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from dateline.deadline import Overdue, within
from dateline.intake import article_in, uploaded_as
from dateline.messages import ParsedArticle
from dateline.rejection import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.article import Article, Upload
    from dateline.limits import Limits
    from dateline.messages import Message
    from dateline.store.versions import InboxVersions

MOST = 5
"""Versions that are read from either end: the newest before the notice and the oldest of all, which are most copied."""


def with_earlier(message: Message, versions: InboxVersions, limits: Limits, seconds: float) -> Message:
    """The message; one that passes on a notice, with what the article said before, as far as it is read in `seconds`.

    What was slow was no article while it lay there either, but for pages whose times add up.
    Raises what reading from the bucket raises.
    """
    if not (isinstance(message, ParsedArticle) and message.article.withdraws):
        return message
    return replace(message, earlier=_wordings(message.article, _before(message.upload, versions, limits, seconds)))


def _wordings(notice: Article, before: Iterable[Article]) -> tuple[Article, ...]:
    """Of the articles that the notice's key held before it, those that it withdraws, each wording once.

    They are those with the notice's id. A notice that tells no address of its own stands for the article that its key
    held last before it.
    """
    wanted = notice.article_id if notice.url else None
    found: dict[str, Article] = {}
    for article in before:
        wanted = wanted or article.article_id
        if article.article_id == wanted and article.body != notice.body:
            found.setdefault(article.body, article)
    return tuple(found.values())


def _before(notice: Upload, versions: InboxVersions, limits: Limits, seconds: float) -> Iterator[Article]:
    """What was an article of the versions that lie behind the notice's, the newest first."""
    if not (notice.bucket and notice.key and notice.version_id):
        return
    listed = versions.newest(notice.bucket, notice.key)
    listed = dropwhile(lambda version: version.version_id != notice.version_id, listed)
    behind = {version.etag: version for version in islice(listed, 1, None) if not version.removed}
    ends = time.monotonic() + seconds
    for number, version in enumerate(behind.values()):
        if MOST <= number < len(behind) - MOST:
            continue
        found = versions.read(version, limits.max_bytes)
        if found is None:
            continue
        read = partial(article_in, found, uploaded_as(found, notice), limits)
        try:
            article = within(max(0.0, ends - time.monotonic()), read)
        except (Rejection, Overdue):  # its own row said so while it lay there
            continue
        yield article
