"""Batches in worker processes, in order. A worker imports the code at hand afresh, as it lies on disk."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from infra.diff.batches import Batch, Source, compare

KEYS_IN_A_BATCH = 50
"""Rows of some 4 KB each; DynamoDB answers at most 100 keys and 16 MB at once."""

BATCHES_WAITING = 3
"""For each worker; what they come to is kept until its turn."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def compare_all(source: Source, keys: Sequence[str], jobs: int) -> Iterator[Batch]:
    """What the batches come to, in the order of the keys: in so many processes, or in this one where `jobs` is 1.

    Raises what `compare` raises, and BrokenProcessPool where a worker dies.
    """
    batches = (keys[at : at + KEYS_IN_A_BATCH] for at in range(0, len(keys), KEYS_IN_A_BATCH))
    if jobs == 1:
        for batch in batches:
            yield compare(source, batch)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_stopping_to_the_parent)
    waiting: deque[Future[Batch]] = deque()
    try:
        for batch in batches:
            if len(waiting) == jobs * BATCHES_WAITING:
                yield waiting.popleft().result()
            waiting.append(pool.submit(compare, source, batch))
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_stopping_to_the_parent() -> None:
    """Ctrl-C goes to every process of the terminal; the one that reads the answers decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
