"""The functions' log lines, for people: their level, message and own fields, without what Lambda adds to each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.text import Text

from infra.cli.terminal import line

if TYPE_CHECKING:
    from infra.local.logs import LogLine

_LEVELS = {"WARNING": "odd", "ERROR": "bad", "CRITICAL": "bad"}
_ADDED = {
    "level", "message", "location", "timestamp", "service", "cold_start", "xray_trace_id",
    "exception", "exception_name", "stack_trace",
}  # fmt: skip


def log_text(log: LogLine) -> Text | None:
    """One log line as it is shown; None for a line of metrics, which is for machines alone."""
    entry = _entry(log)
    if "_aws" in entry:
        return None
    if "message" not in entry:
        return Text.assemble((log.function, "label"), "  ", line(log.text, "quiet"))
    level = str(entry.get("level", ""))
    own = " ".join(f"{name}={value}" for name, value in entry.items() if name not in _ADDED and "function_" not in name)
    shown = Text.assemble((log.function, "label"), "  ", (level, _LEVELS.get(level, "quiet")), "  ")
    shown.append_text(line(str(entry["message"]))).append("  ").append_text(line(own, "quiet"))
    for trace in str(entry.get("exception") or "").splitlines():
        shown.append("\n    ").append_text(line(trace, "quiet"))
    return shown


def errors(logs: Iterable[LogLine]) -> dict[str, str]:
    """For each correlation id, the last error that was logged under it, as one line."""
    entries = [_entry(log) for log in logs]
    return {
        str(entry["correlation_id"]): str(entry["exception"]).strip().rpartition("\n")[2]
        for entry in entries
        if entry.get("exception") and entry.get("correlation_id")
    }


def _entry(log: LogLine) -> dict[str, Any]:
    """The fields of a line of JSON; none for a line of anything else."""
    try:
        entry = json.loads(log.text)
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}
