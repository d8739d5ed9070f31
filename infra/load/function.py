"""One function in a process of its own: takes an event a line, gives a line with what it came to and what it took.

python -m infra.load.function parse
"""

from __future__ import annotations

import functools
import importlib
import io
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What a stage's time is taken around: a name in a module, looked up there whenever it is called.
STAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "parse": {
        "read": ("dateline.store.inbox:InboxAhead.read",),
        "parse": ("dateline.intake:parse",),
        "send": ("dateline.outbox:Outbox.send",),
    },
    "enrich": {
        "decode": ("enrich:decode",),
        "enrich": ("enrich:enrich",),
        "put": tuple(f"dateline.store.table:ArticleTable.put_{kind}" for kind in ("record", "rejection", "removal")),
    },
}


@dataclass(frozen=True, slots=True)
class Context:
    """What the handlers ask of Lambda's context."""

    function_name: str
    deadline: float
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:load"
    aws_request_id: str = "load"

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self.deadline - time.monotonic()) * 1000))


def main() -> None:
    """Answer events until standard input closes."""
    module = sys.argv[1]
    answers, written = sys.stdout, io.StringIO()
    sys.stdout = written  # before the import, at which the logger takes hold of it
    handler = importlib.import_module(module).handler
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for stage, targets in STAGES[module].items():
        for target in targets:
            _time(target, taken[stage])
    for line in sys.stdin:
        request = json.loads(line)
        answer: dict[str, Any] = {}
        try:
            context = Context(module, time.monotonic() + request["timeout"])
            answer["payload"] = handler(request["event"], context)
        except Exception as error:  # noqa: BLE001 - told to the process that asked
            answer["error"] = [type(error).__name__, str(error)]
        answer |= {"written": written.getvalue(), "resident": resident_bytes(), "seconds": taken}
        print(json.dumps(answer), file=answers, flush=True)
        written.seek(0)
        written.truncate()
        for times in taken.values():
            times.clear()


def resident_bytes() -> int:
    """The memory of this process that lies in RAM. Raises OSError where there is no /proc, as on macOS."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _time(target: str, seconds: list[float]) -> None:
    module_name, _, path = target.partition(":")
    owner: Any = importlib.import_module(module_name)
    *holders, name = path.split(".")
    for holder in holders:
        owner = getattr(owner, holder)
    setattr(owner, name, _timed(getattr(owner, name), seconds))


def _timed(function: Callable[..., Any], seconds: list[float]) -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            seconds.append(time.perf_counter() - started)

    return timed


if __name__ == "__main__":
    main()
