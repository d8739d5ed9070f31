"""What `dateline up` does once the stack stands: drives the queues and mirrors a folder until it is told to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from infra.local.sam import write_sam_env
from infra.local.seed import seed
from infra.local.watch import FileChange, OnFile, mirror

if TYPE_CHECKING:
    from pathlib import Path

    from infra.local.cloud import LocalCloud
    from infra.local.driver import OnBatch

__all__ = ["FileChange", "seed", "serve", "write_sam_env"]

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve(
    cloud: LocalCloud,
    *,
    watch: Path | None = None,
    on_batch: OnBatch | None = None,
    on_file: OnFile | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Work until `stop` is set, or, in the main thread, until Ctrl-C or SIGTERM.

    Raises what the work raised, when that is how it ended.
    """
    stop = stop or threading.Event()
    works: list[Callable[[], None]] = [lambda: cloud.drive(stop, on_batch)]
    if watch is not None:
        works.append(lambda: mirror(watch, cloud, stop, on_file))
    failures: list[BaseException] = []
    threads = [threading.Thread(target=_until_failure, args=(work, failures, stop)) for work in works]
    with _signals_set(stop):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]


def _until_failure(work: Callable[[], None], failures: list[BaseException], stop: threading.Event) -> None:
    try:
        work()
    except BaseException as failure:  # noqa: BLE001 - raised again in the thread that waits
        failures.append(failure)
    finally:
        stop.set()


@contextmanager
def _signals_set(stop: threading.Event) -> Iterator[None]:
    """Let the stop signals set `stop` during the block. Only the main thread may say what signals do."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[signal.Signals, Any] = {}
    try:
        for name in _STOP_SIGNALS:
            before[name] = signal.signal(name, lambda *_: stop.set())
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
