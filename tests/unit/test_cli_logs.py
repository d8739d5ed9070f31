"""The functions' log lines, as people see them with `-v`, and the errors that are found in them."""

from __future__ import annotations

import json

from infra.cli.logs import errors, log_text
from infra.local.logs import LogLine

STORED = {
    "level": "INFO",
    "location": "take:54",
    "message": "upload ended",
    "timestamp": "2026-03-02 10:00:00,000+0000",
    "service": "dateline-enrich",
    "cold_start": True,
    "function_name": "enrich",
    "function_request_id": "1",
    "correlation_id": "C0FFEE",
    "key": "a.txt",
    "outcome": "stored",
}
FAILED = {**STORED, "level": "ERROR", "exception": "Traceback\n  somewhere\nRuntimeError: a bug", "exception_name": "x"}


def logged(*entries: dict[str, object] | str) -> list[LogLine]:
    return [LogLine("EnrichFunction", one if isinstance(one, str) else json.dumps(one)) for one in entries]


def test_a_log_line_keeps_its_message_and_its_own_fields() -> None:
    (line,) = logged(STORED)
    shown = log_text(line)
    assert shown
    assert shown.plain == "EnrichFunction  INFO  upload ended  correlation_id=C0FFEE key=a.txt outcome=stored"


def test_a_traceback_is_shown_line_by_line_and_controls_in_it_are_not() -> None:
    (line,) = logged({**FAILED, "exception": "Traceback\nRuntimeError: \x1b[31mbad"})
    shown = log_text(line)
    assert shown
    assert shown.plain.splitlines()[1:] == ["    Traceback", "    RuntimeError: [31mbad"]


def test_metrics_are_left_out_and_plain_lines_are_shown_as_they_are() -> None:
    metrics, plain, number = logged({"_aws": {}, "UploadsStored": [1]}, "a line that someone printed", "42")
    assert log_text(metrics) is None
    for line, text in ((plain, "a line that someone printed"), (number, "42")):
        shown = log_text(line)
        assert shown
        assert shown.plain == f"EnrichFunction  {text}"


def test_the_last_error_under_a_correlation_id_is_found() -> None:
    later = {**FAILED, "exception": "Traceback\nValueError: another"}
    assert errors(logged(FAILED, STORED, later, "plain")) == {"C0FFEE": "ValueError: another"}
