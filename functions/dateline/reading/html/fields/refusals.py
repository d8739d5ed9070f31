"""Reasons why what stands in a field's place is not its value: rows of tables beside the tables of trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateline.reading.html.page import Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refusal(Generic[T]):
    """A row: the reason's name, the pages that need it, and when it holds of a value."""

    name: str
    why: str
    holds: Callable[[T, Page], bool]


def refused(value: T, page: Page, table: Iterable[Refusal[T]]) -> bool:
    """Whether any row of the table holds of the value."""
    for row in table:  # noqa: SIM110 - asked of every keyword and step, and a generator costs more than the rows
        if row.holds(value, page):
            return True
    return False
