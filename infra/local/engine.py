"""What runs a function: one interface over handlers in this process and handlers behind Lambda's runtime interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from infra.local.functions import Function


class FunctionError(Exception):
    """An invocation that ended without a payload: the handler raised, ran out of time, or gave what is not JSON.

    `type` is the exception's name, `message` its text, `trace` the lines of the trace where the runtime tells them.
    """

    def __init__(self, error_type: str, message: str, trace: tuple[str, ...] = ()) -> None:
        super().__init__(f"{error_type}: {message}" if error_type else message)
        self.type = error_type
        self.message = message
        self.trace = trace


class Engine(Protocol):
    """Runs functions, one invocation of each at a time."""

    def invoke(self, function: Function, event: Mapping[str, Any]) -> Any:
        """The payload that the handler gives for the event; raises FunctionError."""

    def close(self) -> None:
        """End whatever was started to run functions."""
