"""Keeps what handlers write to stdout and stderr, and keeps it out of the process's own."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO, cast

_LINES_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line that a function, named by its logical id, wrote."""

    function: str
    text: str


class Logs:
    """The last lines that the functions wrote. `on_line` and `keep`, when set, are called with each as it comes."""

    def __init__(self) -> None:
        self.keep: Callable[[LogLine], None] | None = None
        self.on_line: Callable[[LogLine], None] | None = None
        self._lines: deque[LogLine] = deque(maxlen=_LINES_KEPT)

    def of(self, function: str | None = None) -> tuple[LogLine, ...]:
        """The lines of one function, or of all, oldest first."""
        return tuple(line for line in tuple(self._lines) if function in {None, line.function})

    def add(self, function: str, text: str) -> None:
        """Keep one line."""
        line = LogLine(function, text)
        self._lines.append(line)
        if self.keep is not None:
            self.keep(line)
        if self.on_line is not None:
            self.on_line(line)


@contextmanager
def captured(logs: Logs, function: str) -> Iterator[None]:
    """Whatever this thread writes to stdout or stderr in the block goes to `logs` as the function's."""
    sink = _Sink(logs, function)
    with _streams.replaced():
        _capturing.sink = sink
        try:
            yield
        finally:
            _capturing.sink = None
            sink.finish()


class _Sink:
    """Cuts what is written into lines."""

    def __init__(self, logs: Logs, function: str) -> None:
        self._logs = logs
        self._function = function
        self._rest = ""

    def write(self, text: str) -> None:
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._logs.add(self._function, line)

    def finish(self) -> None:
        if self._rest:
            self._logs.add(self._function, self._rest)
            self._rest = ""


class _Capturing(threading.local):
    sink: _Sink | None = None


_capturing = _Capturing()


class _ThreadsOwn:
    """A stream that sends each thread's text where it belongs: a capturing thread's to its sink, others' outside.

    There is one per stream for the life of the process, because a logger keeps the stream that it found when it was
    made, and is asked for again by the next module that uses its name. It is no `io` class, which would close itself
    when the process ends.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._under: TextIO = getattr(sys, f"__{name}__")

    def over(self, outside: TextIO) -> TextIO:
        """This stream, before another one that texts of other threads go to."""
        if not isinstance(outside, _ThreadsOwn):
            self._under = outside
        return cast("TextIO", self)  # in all that is asked of it

    @property
    def _outside(self) -> TextIO:
        """What the process has in this stream's place now."""
        now: TextIO = getattr(sys, self._name)
        return self._under if isinstance(now, _ThreadsOwn) else now

    def write(self, text: str) -> int:
        sink = _capturing.sink
        if sink is None:
            return self._outside.write(text)
        _capturing.sink = None  # whoever is told of the line may print
        try:
            sink.write(text)
        finally:
            _capturing.sink = sink
        return len(text)

    def flush(self) -> None:
        if _capturing.sink is None:
            self._outside.flush()

    def isatty(self) -> bool:
        return _capturing.sink is None and self._outside.isatty()

    def fileno(self) -> int:
        return self._outside.fileno()

    def writable(self) -> bool:
        return True

    closed = False

    @property
    def encoding(self) -> str:
        return self._outside.encoding


class _Streams:
    """The process's stdout and stderr, which are its own again when the last thread that captures has ended."""

    def __init__(self) -> None:
        self._stdout = _ThreadsOwn("stdout")
        self._stderr = _ThreadsOwn("stderr")
        self._capturing = 0
        self._changing = threading.Lock()

    @contextmanager
    def replaced(self) -> Iterator[None]:
        with self._changing:
            if not self._capturing:
                self._outside = sys.stdout, sys.stderr
                sys.stdout, sys.stderr = self._stdout.over(sys.stdout), self._stderr.over(sys.stderr)
            self._capturing += 1
        try:
            yield
        finally:
            with self._changing:
                self._capturing -= 1
                if not self._capturing:
                    sys.stdout, sys.stderr = self._outside


_streams = _Streams()
