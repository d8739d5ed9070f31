"""The log groups of the functions, in moto: what they write stands there as it does in CloudWatch Logs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from moto.logs.models import logs_backends

if TYPE_CHECKING:
    from infra.local.account import Account
    from infra.local.functions import Function
    from infra.local.logs import LogLine

_STREAM = "local"
_LINES_KEPT = 20_000


class LogGroups:
    """One group for each function, with one stream, which keeps the last lines."""

    def __init__(self, account: Account, functions: Iterable[Function]) -> None:
        self._backend = logs_backends[account.id][account.region]
        self._lock = account.lock
        self._groups = {function.logical_id: function.log_group for function in functions}
        logs = account.client("logs")
        for group in dict.fromkeys(self._groups.values()):
            logs.create_log_group(logGroupName=group)
            logs.create_log_stream(logGroupName=group, logStreamName=_STREAM)

    def add(self, line: LogLine) -> None:
        """Put one line into its function's group."""
        event = {"timestamp": int(time.time() * 1000), "message": line.text}
        group = self._groups[line.function]
        with self._lock:
            if line.text:  # CloudWatch takes no empty line
                self._backend.put_log_events(group, _STREAM, [event])
            lines: list[Any] = self._backend.groups[group].streams[_STREAM].events
            if len(lines) > _LINES_KEPT:
                del lines[: _LINES_KEPT // 2]
