"""Counts the AWS calls made in this process, by who made them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_caller: ContextVar[str] = ContextVar("caller", default="client")


def current_caller() -> str:
    """Who is calling in this thread: a function's logical id, "driver", or "client" for everyone else."""
    return _caller.get()


@contextmanager
def calling_as(caller: str) -> Iterator[None]:
    """Count the calls that this thread makes in the block as `caller`'s."""
    token = _caller.set(caller)
    try:
        yield
    finally:
        _caller.reset(token)


class Calls:
    """How often each operation was called, retries included: `s3.GetObject`, `dynamodb.PutItem`."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def of(self, caller: str) -> Counter[str]:
        """The calls of one caller since the last `clear`."""
        return Counter(self._counts[caller])

    def count(self, operation: str) -> None:
        """Count one call of the current caller."""
        self._counts[current_caller()][operation] += 1

    def clear(self) -> None:
        """Start again from nothing."""
        self._counts.clear()
