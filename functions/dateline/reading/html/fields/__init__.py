"""The fields of one page as they are settled, one after the other, and where each was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from dateline.reading.trace import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.article import Confidence
    from dateline.reading.html.fields.trust import Found, Source
    from dateline.reading.html.page import Page

T = TypeVar("T")


@dataclass
class Fields:
    """Settles field after field and remembers where each was read."""

    page: Page
    thorough: bool
    evidence: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    confidence: dict[str, Confidence] = field(default_factory=dict)

    def settled(self, name: str, table: Iterable[Source[T]]) -> T | None:
        """The first value that the table's sources give, None where none has one. The losers are told as well where
        the reading is thorough."""
        told = _told(table, self.page)
        won = next(told, None)
        if won is None:
            return None
        source, found = won
        said = found.where and found.where not in source.name
        self.evidence[name] = f"{source.name} ({found.where})" if said else source.name
        self.confidence[name] = found.confidence or source.confidence
        candidates = (won, *told) if self.thorough else (won,)
        self.candidates[name] = tuple([Candidate(source.name, one.text, one.where) for source, one in candidates])
        return found.value

    def prefer(self, name: str, source: str, value: str, confidence: Confidence, where: str = "") -> None:
        """A source that is no reader of the page alone, before all that were settled."""
        self.evidence[name] = f"{source} ({where})" if where else source
        self.confidence[name] = confidence
        self.candidates[name] = (Candidate(source, value, where), *self.candidates.get(name, ()))

    def forget(self, name: str) -> None:
        del self.evidence[name], self.candidates[name], self.confidence[name]

    def note(self, name: str, source: str, value: str, where: str, confidence: Confidence = "high") -> None:
        self.evidence[name] = source
        self.confidence[name] = confidence
        self.candidates[name] = (Candidate(source, value, where),)


def _told(table: Iterable[Source[T]], page: Page) -> Iterator[tuple[Source[T], Found[T]]]:
    for source in table:
        for found in source.read(page):
            yield source, found
