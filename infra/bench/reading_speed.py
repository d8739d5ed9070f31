"""How long reading a page takes beside trafilatura, on the same pages in the same run.

Each page goes through both readers in turn, three times; the fastest counts, in CPU time. Both give all their fields.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from infra.bench.readers import READERS

if TYPE_CHECKING:
    from infra.bench.gold import Page

ROUNDS = 3


@dataclass
class Timing:
    """CPU seconds of each page by each reader, in the pages' order."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in READERS})

    @property
    def pages(self) -> int:
        """How many pages were read."""
        return len(self.seconds["dateline"])

    @property
    def times_faster(self) -> float:
        """How many pages Dateline reads while trafilatura reads one."""
        return sum(self.seconds["trafilatura"]) / sum(self.seconds["dateline"])

    def median_ms(self, reader: str) -> float:
        """Milliseconds of the page in the middle."""
        return statistics.median(self.seconds[reader]) * 1e3

    def slow_ms(self, reader: str) -> float:
        """Milliseconds that 19 of 20 pages stay below."""
        times = self.seconds[reader]
        return (statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]) * 1e3


def timed(pages: Iterable[Page], readers: Mapping[str, Callable[..., object]] = READERS) -> Timing:
    """Time the readers, in turn, on each page."""
    timing = Timing({name: [] for name in readers})
    for page in pages:
        for name, reader in readers.items():
            timing.seconds[name].append(_least_seconds(reader, page))
    return timing


def every(pages: Iterable[Page], step: int) -> Iterable[Page]:
    """Every so many-th of the pages."""
    return islice(pages, 0, None, max(1, step))


def _least_seconds(reader: Callable[..., Any], page: Page) -> float:
    least = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        reader(page.data, **page.hints)
        least = min(least, time.process_time() - start)
    return least
