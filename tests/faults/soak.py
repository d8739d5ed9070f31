"""Many seeds, over all cores; what failed is told with the shortest run that fails as well."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Final

from tests.faults.promise import check, check_moment
from tests.faults.scenario import scenario
from tests.faults.shrink import shrunk
from tests.faults.world import World

if TYPE_CHECKING:
    from tests.faults.steps import Step

_SEEDS_AT_ONCE: Final = 20

_open = ExitStack()
_world: World | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """What a run that fails came to, and the shortest run found that fails, with what that came to."""

    what: str
    steps: Sequence[Step]
    shortest: str

    def __str__(self) -> str:
        steps = "".join(f"    {step!r},\n" for step in self.steps)
        return f"{self.what}\nShortest run that fails ({self.shortest}):\n[\n{steps}]"


def failure_of(world: World, steps: Sequence[Step]) -> str | None:
    """What breaks when the steps are played; None where the promise holds."""
    try:
        world.play(steps, check_moment)
        check(world)
    except Exception as error:  # noqa: BLE001 - whatever it is, the run has failed
        return f"{type(error).__name__}: {error}"
    return None


def failed(world: World, steps: Sequence[Step]) -> Failure | None:
    """The same, with the shortest run that fails."""
    what = failure_of(world, steps)
    if what is None:
        return None
    fewest = shrunk(steps, lambda fewer: failure_of(world, fewer) is not None)
    return Failure(what, fewest, failure_of(world, fewest) or "not always")


def soak(first: int, count: int) -> bool:
    """Play the seeds from `first` on, telling how far it is; whether all held."""
    failures: list[tuple[int, Failure]] = []
    started, done = time.monotonic(), 0
    context = get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context, initializer=_begin) as processes:
        parts = {
            processes.submit(_played, start, min(_SEEDS_AT_ONCE, first + count - start)): start
            for start in range(first, first + count, _SEEDS_AT_ONCE)
        }
        try:
            for part in as_completed(parts):
                failures += part.result()
                for seed, failure in part.result():
                    print(f"\rseed {seed}: {failure}", flush=True)
                done += min(_SEEDS_AT_ONCE, first + count - parts[part])
                rate = done / (time.monotonic() - started)
                _progress(f"{done:,} of {count:,} seeds, {len(failures)} failed, {rate:.1f} a second")
        except KeyboardInterrupt:
            left = min((start for part, start in parts.items() if not part.done()), default=first + count)
            print(f"\nstopped; go on with SEEDS={left}:{first + count - left}", flush=True)
            processes.shutdown(cancel_futures=True)
            return False
    print(f"\r{done:,} seeds from {first}: {len(failures)} failed {[seed for seed, _ in failures] or ''}".rstrip())
    return not failures


def _begin() -> None:
    """One stack for the life of a process, which is ended by the one that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _world  # noqa: PLW0603 - an initializer has no other place for it
    _world = _open.enter_context(World.opened())


def _played(first: int, count: int) -> list[tuple[int, Failure]]:
    assert _world is not None
    failures = []
    for seed in range(first, first + count):
        asked_by = parent_process()
        if asked_by is None or not asked_by.is_alive():
            sys.exit()  # it was killed, and nobody is left to be told
        failure = failed(_world, scenario(seed))
        failures += [(seed, failure)] if failure else []
    return failures


def _progress(text: str) -> None:
    """On a terminal one line that changes, elsewhere one line after the other."""
    print(f"\r{text}  " if sys.stdout.isatty() else text, end="" if sys.stdout.isatty() else "\n", flush=True)
