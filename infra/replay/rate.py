"""How fast a replay may go: a token bucket."""

from __future__ import annotations

import time
from collections.abc import Callable


class TokenBucket:
    """Lets `rate` of something pass in a second, and after a rest as many at once.

    `clock` gives seconds, `sleep` waits for some; it may come back early, when the replay is told to stop.
    """

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.rate = rate
        self._clock = clock
        self._sleep = sleep
        self._tokens = self._capacity = max(rate, 1.0)
        self._at = clock()

    def take(self, number: int) -> None:
        """Wait until `number` may pass. More than the bucket holds pass once it is full; those behind wait longer."""
        self._fill()
        lacking = min(number, self._capacity) - self._tokens
        if lacking > 0:
            self._sleep(lacking / self.rate)
            self._fill()
        self._tokens -= number

    def _fill(self) -> None:
        now = self._clock()
        self._tokens = min(self._capacity, self._tokens + (now - self._at) * self.rate)
        self._at = now
