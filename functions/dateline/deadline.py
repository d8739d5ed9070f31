"""A bound on how long a call may take: it is ended when its time is over, wherever it is then.

In the main thread, where Lambda runs handlers, a timer's signal ends the call; it gets through to regular expressions
too. In other threads, as in the local cloud, one watchdog for the process sends the exception. Work in C that looks for
neither goes on until it returns. What ends the call is no `Exception`, and comes again where something swallowed it.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")

AGAIN_SECONDS = 0.5
"""After so long a call that has not ended is told again."""

TICK_SECONDS = 0.05
"""How often the watchdog looks, while there is anything to watch."""


class Overdue(TimeoutError):  # noqa: N818 - named for what it says
    """The call took longer than it may. `seconds` is what it had."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not done within {seconds:g} seconds")
        self.seconds = seconds


class _TimeIsUp(BaseException):
    """Ends the call: what catches every `Exception` lets it through."""


class _Call:
    """A call under way. It may be told that its time is up until it is `over`; `telling` is set around each telling."""

    __slots__ = ("ends", "over", "telling", "thread")

    def __init__(self, thread: int, ends: float) -> None:
        self.thread = thread
        self.ends = ends
        self.over = False
        self.telling = False


class _Watch(Protocol):
    def begin(self, call: _Call) -> None: ...

    def end(self) -> None: ...


_under_way: dict[int, _Call] = {}
"""By thread, the innermost call whose end is the nearest."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises; raises Overdue where it takes longer than `seconds` of the clock on the wall.

    Calls may be nested: the one whose time is over first ends. Nothing is raised once `within` has returned.
    """
    thread = threading.get_ident()
    outer, call = _under_way.get(thread), _Call(thread, time.monotonic() + seconds)
    if outer is not None and outer.ends <= call.ends:
        return work()
    # An exception from outside comes only where a function starts or returns, or a loop goes round. So none comes
    # between the end of `work` and `over`, and one on its way by then is received before the outer `try` is left.
    watch: _Watch = _Alarm() if threading.current_thread() is threading.main_thread() else _watchdog()
    _under_way[thread] = call
    try:
        try:
            watch.begin(call)
            return work()
        finally:
            call.over = True
            while call.telling:
                time.sleep(0)
            _receive()
    except _TimeIsUp:
        raise Overdue(seconds) from None
    finally:
        watch.end()
        if outer is None:
            del _under_way[thread]
        else:
            _under_way[thread] = outer


def _receive() -> None:
    """An exception that was sent to this thread is raised when a function starts."""


class _Alarm:
    """Watches a call of the main thread by the timer of the process, which it leaves as it found it."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._handler = signal.getsignal(signal.SIGALRM)
        self._timer = signal.getitimer(signal.ITIMER_REAL)

    def begin(self, call: _Call) -> None:
        signal.signal(signal.SIGALRM, _on_alarm)
        signal.setitimer(signal.ITIMER_REAL, max(call.ends - time.monotonic(), 1e-6), AGAIN_SECONDS)

    def end(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self._handler)
        left, interval = self._timer
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - self._since), 1e-6), interval)


def _on_alarm(_signal: int, _frame: object) -> None:
    call = _under_way.get(threading.get_ident())
    if call is not None and not call.over and call.ends <= time.monotonic():
        raise _TimeIsUp


class _Watchdog:
    """Watches the calls of every thread but the main one, from a thread that sleeps while there are none."""

    def __init__(self) -> None:
        import ctypes  # noqa: PLC0415 - takes a while to load, and a function in the cloud has no use for it

        self._send = ctypes.pythonapi.PyThreadState_SetAsyncExc
        self._send.argtypes = (ctypes.c_ulong, ctypes.py_object)
        self._asleep = threading.Lock()  # held while nothing has come since it last looked
        self._asleep.acquire()
        self.thread = threading.Thread(target=self._watch, name="deadline", daemon=True)
        self.thread.start()

    def begin(self, call: _Call) -> None:  # noqa: ARG002 - it finds the call among those under way
        with contextlib.suppress(RuntimeError):  # another thread was first to wake it
            self._asleep.release()

    def end(self) -> None:
        """It finds that the call is over."""

    def _watch(self) -> None:
        main = threading.main_thread().ident
        while True:
            calls = [call for call in list(_under_way.values()) if call.thread != main]
            if not calls:
                self._asleep.acquire()
                continue
            time.sleep(TICK_SECONDS)
            for call in calls:
                self._tell(call)

    def _tell(self, call: _Call) -> None:
        call.telling = True  # before it is asked whether the call is over: one of the two threads sees the other
        if not call.over and call.ends <= time.monotonic():
            self._send(call.thread, _TimeIsUp)
            call.ends = time.monotonic() + AGAIN_SECONDS
        call.telling = False


_watchdogs: list[_Watchdog] = []
_starting = threading.Lock()


def _watchdog() -> _Watchdog:
    """The watchdog of this process; one that was forked off has none yet."""
    if not (_watchdogs and _watchdogs[-1].thread.is_alive()):
        with _starting:
            if not (_watchdogs and _watchdogs[-1].thread.is_alive()):
                _watchdogs[:] = [_Watchdog()]
    return _watchdogs[-1]
