"""What a function keeps of its time, so that a page which it begins is done with before the time-out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

SLACK_SECONDS = 10
"""For what a page's own limit does not bound: calls of AWS, and work in C that goes on until it returns."""


class OutOfTime(RuntimeError):  # noqa: N818 - named for what happened
    """The time-out is too near to begin another page; its message comes again."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """`remaining_ms` is Lambda's own count, `page_seconds` what a page may take at most."""

    remaining_ms: Callable[[], int]
    page_seconds: float

    @property
    def seconds(self) -> float:
        """What has to be left to begin a page."""
        return self.page_seconds + SLACK_SECONDS

    def is_left(self) -> bool:
        """Whether another page may be begun."""
        return self.remaining_ms() >= self.seconds * 1000

    def need(self) -> None:
        """Raises OutOfTime where no other page may be begun."""
        if not self.is_left():
            raise self.failure()

    def failure(self) -> OutOfTime:
        """What is raised where no other page may be begun."""
        return OutOfTime(f"less than {self.seconds:g} seconds left")
