"""Order of belief: for each field one table of sources, most trusted first; the first that has a value wins.

To add a source, add a row to the field's table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

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
