"""The functions' logger: a line of JSON for each upload, and for each failure where it happened."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

from dateline.disclosure import trace_of


class _Formatter(LambdaPowertoolsFormatter):
    """Powertools' lines, in which exceptions do not say what a page says."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        return trace_of(ei[1])


def function_logger() -> Logger:
    """A logger for a function. What it leaves out CloudWatch and the log group tell, and every byte is paid for."""
    formatter = _Formatter(location=None, timestamp=None, xray_trace_id=None, serialize_stacktrace=False)
    return Logger(logger_formatter=formatter)
