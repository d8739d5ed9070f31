"""Order of belief: for each field one table of sources, most trusted first; the first that has a value wins.

To add a source, add a row to the field's table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from dateline.reading.trace import Candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateline.article import Confidence
    from dateline.reading.html.page import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value that a source gave, as text for people, and where it stood.

    `confidence` is told where the value is to be believed less than others of its source.
    """

    value: T
    text: str
    where: str
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """A row of a table of trust: the name that evidence gives, what reads the page, what the source is there for,
    and how far it is believed."""

    name: str
    read: Callable[[Page], Iterable[Found[T]]]
    why: str = ""
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class Settled(Generic[T]):
    """The value of a field, its candidates, the winner first, and how far the winner is believed.

    (None, (), "low") where no source has a value.
    """

    value: T | None
    candidates: tuple[Candidate, ...]
    confidence: Confidence

    @property
    def source(self) -> str | None:
        """The name of the source that won."""
        return self.candidates[0].source if self.candidates else None


def settle(table: Iterable[Source[T]], page: Page, *, thorough: bool) -> Settled[T]:
    """The first value that the table's sources give. `thorough` goes on to collect the losers as well."""
    value: T | None = None
    confidence: Confidence = "low"
    candidates: list[Candidate] = []
    for source in table:
        for found in source.read(page):
            if value is None:
                value, confidence = found.value, found.confidence or source.confidence
            candidates.append(Candidate(source.name, found.text, found.where))
            if not thorough:
                return Settled(value, tuple(candidates), confidence)
    return Settled(value, tuple(candidates), confidence)
