"""A value that a dump tells beside its story, with the source that it was read from and the place of its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dateline.article import Confidence
    from dateline.reading.dump.lines import Line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """What the sources look at: the lines, the headline's index, the story's bounds, the page's address."""

    lines: Sequence[Line]
    headline: int | None
    start: int
    end: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """A value, as text for people, and where it was read."""

    value: T
    text: str
    source: str
    where: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """A row of a table of trust: what evidence calls it, what it is there for, how far it is believed, what reads it.

    It gives values with the index of the line that each was read from.
    """

    name: str
    why: str
    confidence: Confidence
    read: Callable[[Page], Iterable[tuple[T, int]]]


def first_told(table: Sequence[Source[T]], page: Page) -> Told[T] | None:
    """The first value that the sources of a table give."""
    for source in table:
        for value, index in source.read(page):
            text = "; ".join(value) if isinstance(value, tuple) else str(value)
            return Told(value, text, source.name, page.lines[index].where, source.confidence)
    return None
