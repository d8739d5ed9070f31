"""Ctrl-C and SIGTERM, as a wish that work ends at its next good place."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread
from types import FrameType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stopping() -> Iterator[Event]:
    """An event that is set by the first of these signals; the second does what it always does."""
    stop = Event()
    if current_thread() is not main_thread():  # which alone may say what signals do
        yield stop
        return
    before: dict[signal.Signals, Any] = {name: signal.getsignal(name) for name in SIGNALS}

    def wished(_number: int, _frame: FrameType | None) -> None:
        for name, handler in before.items():
            signal.signal(name, handler)
        stop.set()

    try:
        for name in SIGNALS:
            signal.signal(name, wished)
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
