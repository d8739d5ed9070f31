"""Runs handlers in this process: quick to start and easy to debug. Time-outs and memory limits are not enforced."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from infra.local.calls import calling_as
from infra.local.engine import FunctionError
from infra.local.logs import Logs, captured
from infra.local.runtime import environment_of

if TYPE_CHECKING:
    from infra.local.functions import Function

Handler = Callable[[Any, "Context"], Any]


@dataclass(frozen=True, slots=True)
class Context:
    """The context object that Lambda's Python runtime hands to a handler, in its documented names."""

    function_name: str
    invoked_function_arn: str
    memory_limit_in_mb: int
    log_group_name: str
    log_stream_name: str
    deadline: float
    function_version: str = "$LATEST"
    aws_request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    identity: None = None
    client_context: None = None
    tenant_id: None = None

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function's timeout, never below 0."""
        return max(0, int((self.deadline - time.monotonic()) * 1000))


class EmbeddedEngine:
    """Imports each function's module afresh, from its folder, and calls its handler with the template's environment.

    Invocations run one at a time, because the environment is the process's.
    """

    def __init__(self, logs: Logs, aws_environment: Mapping[str, str]) -> None:
        self._logs = logs
        self._aws_environment = aws_environment
        self._handlers: dict[str, Handler] = {}
        self._alone = threading.RLock()

    def invoke(self, function: Function, event: Mapping[str, Any]) -> Any:
        """The handler's payload, after the way through JSON that it would go in AWS; raises FunctionError."""
        with self._alone, self._inside(function):
            try:
                if function.logical_id not in self._handlers:
                    self._handlers[function.logical_id] = import_handler(function)
                payload = self._handlers[function.logical_id](json.loads(json.dumps(event)), context_of(function))
                return json.loads(json.dumps(payload))
            except (Exception, SystemExit) as error:
                trace = tuple(traceback.format_exception(error))
                print("".join(trace), file=sys.stderr)  # as Lambda's runtime does
                raise FunctionError(type(error).__name__, str(error), trace) from error

    def close(self) -> None:
        """Forget the handlers' modules."""
        for logical_id in self._handlers:
            sys.modules.pop(_module_name(logical_id), None)
        self._handlers.clear()

    @contextmanager
    def _inside(self, function: Function) -> Iterator[None]:
        environment = {**self._aws_environment, **environment_of(function)}
        name = function.logical_id
        with patch.dict(os.environ, environment), captured(self._logs, name), calling_as(name):
            yield


def import_handler(function: Function) -> Handler:
    """The handler of a function, its module executed anew as a cold start does."""
    module_path, _, name = function.handler.rpartition(".")
    file = function.code / f"{module_path.replace('.', '/')}.py"
    module_name = _module_name(function.logical_id)
    spec = importlib.util.spec_from_file_location(module_name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    if str(function.code) not in sys.path:
        sys.path.insert(0, str(function.code))  # stays: a handler may import more when it runs
    sys.modules[module_name] = module
    spec.loader.exec_module(module)
    handler: Handler = getattr(module, name)
    return handler


def _module_name(logical_id: str) -> str:
    return f"{logical_id}_module"


def context_of(function: Function) -> Context:
    """The context of an invocation that begins now."""
    environment = environment_of(function)
    return Context(
        function_name=function.name,
        invoked_function_arn=function.arn,
        memory_limit_in_mb=function.memory,
        log_group_name=environment["AWS_LAMBDA_LOG_GROUP_NAME"],
        log_stream_name=environment["AWS_LAMBDA_LOG_STREAM_NAME"],
        deadline=time.monotonic() + function.timeout,
    )
