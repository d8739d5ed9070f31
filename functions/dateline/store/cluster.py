"""The cluster: the articles that carry one text, which of them was first, and who supplied it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.likeness import containment, similarity

if TYPE_CHECKING:
    from dateline.record import Record


@dataclass(frozen=True, slots=True)
class Copy:
    """One article of a cluster, without its blocks unless they were asked for.

    `kept` is how much of the first copy's wording it has, `taken` how much of its own wording the first copy has; both
    from 0 to 1, as the fingerprints tell (see `likeness.containment`). A copy that was cut has a small `kept`, one to
    which something was added a small `taken`.
    """

    article: Record
    kept: float = 1.0
    taken: float = 1.0

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that the page credits for it, in the dateline or elsewhere."""
        return agencies_of(self.article)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Copies of one text, the first of them first. An article that has no copies is a cluster of one.

    `complete` is False where there are more, or may be more, than were looked at.
    """

    copies: tuple[Copy, ...]
    complete: bool = True

    @property
    def first(self) -> Record:
        """The copy that was published first."""
        return self.copies[0].article

    @property
    def cluster_id(self) -> str:
        """The `article_id` of the first copy."""
        return self.first.article_id

    @property
    def agency(self) -> str | None:
        """Who supplied the text: the agency that most of the copies credit, of several the one credited first."""
        credited = Counter(agency for copy in self.copies for agency in copy.agencies)
        return max(credited, key=credited.__getitem__, default=None)


def cluster(articles: Iterable[tuple[str, Record]], *, complete: bool = True) -> Cluster:
    """The cluster of these articles, each with its `published_order`."""
    told = sorted(articles, key=lambda article: (_published_by(*article), article[1].article_id))
    first = told[0][1]
    copies = [Copy(first)]
    for _, record in told[1:]:
        alike = similarity(bytes.fromhex(first.fingerprint or ""), bytes.fromhex(record.fingerprint or ""))
        kept = containment(alike, first.word_count, record.word_count)
        copies.append(Copy(record, kept, containment(alike, record.word_count, first.word_count)))
    return Cluster(tuple(copies), complete)


def agencies_of(record: Record) -> tuple[str, ...]:
    """The agencies credited for an article, each once: that of the dateline first."""
    of_dateline = record.dateline.agency if record.dateline else None
    return tuple(dict.fromkeys(agency for agency in (of_dateline, *record.agencies) if agency))


def _published_by(published_order: str, record: Record) -> str:
    """The last moment at which it can have appeared: where a page tells the day only, that day's end."""
    instant = published_order.partition("#")[0]
    return instant if record.published_precision != "day" else instant[: len("2020-03-02")] + "T23:59:59Z"
