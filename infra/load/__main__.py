"""`make load`: many different pages through one process of each function; ends with 1 where memory grew or one is lost.

python -m infra.load 20000
"""

from __future__ import annotations

import itertools
import signal
import sys
from threading import Event
from typing import Final

from infra.load.load import Load, opened, send
from infra.load.pages import made

SETTLED: Final = 1_000
"""Pages after which a process has loaded what it loads once: models, tables, clients."""
MOST_GROWTH: Final = 0.10

_TOLD_EVERY: Final = 500
_MB: Final = 1024 * 1024


class Watch:
    """Prints how it goes, and keeps what the memory was once the processes had settled."""

    def __init__(self) -> None:
        self.settled: dict[str, int] = {}

    def __call__(self, load: Load) -> None:
        if not self.settled and load.pages >= SETTLED:
            self.settled = dict(load.engine.resident)
        if load.pages % _TOLD_EVERY:
            return
        memory = " · ".join(f"{name} {resident / _MB:.1f} MB" for name, resident in load.engine.resident.items())
        queues = " · ".join(f"{name} {most}" for name, most in load.in_flight.items())
        print(f"{load.pages:>7,}  {load.pages_per_second:5.1f} pages/s  {memory}  most in flight: {queues}", flush=True)
        load.in_flight.clear()


def main(pages: int) -> int:
    """Run it; the exit code."""
    watch, stopped = Watch(), Event()
    signal.signal(signal.SIGINT, lambda *_: stopped.set())  # ends it early; what came so far is told
    with opened() as (cloud, engine):
        load = send(cloud, engine, itertools.takewhile(lambda _: not stopped.is_set(), made(pages)), watch)
    print(f"\n{load.pages:,} pages, {load.events:,} events, {load.pages_per_second:.1f} pages/s\n")
    print("ms                       p50      p95      max")
    for (function, stage), seconds in engine.seconds.items():
        ordered = sorted(1_000 * second for second in seconds)
        middle, most = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
        print(f"{function:<8}{stage:<10}{middle:>10.1f}{most:>9.1f}{ordered[-1]:>9.1f}")
    print("\n" + " · ".join(f"{name} {count:,}" for name, count in load.outcomes.items()))
    print(f"received {int(engine.counted['UploadsReceived']):,}: {'adds up' if load.adds_up else 'DOES NOT ADD UP'}\n")
    grew = [name for name in watch.settled if not _told_growth(name, watch.settled[name], engine.resident[name])]
    return 0 if load.adds_up and not grew else 1


def _told_growth(name: str, settled: int, now: int) -> bool:
    """Print how the memory of a function's process grew; whether that is little enough."""
    growth = now / settled - 1
    print(f"{name}: {settled / _MB:.1f} MB after {SETTLED:,} pages, {now / _MB:.1f} MB at the end, {growth:+.1%}")
    return growth <= MOST_GROWTH


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
