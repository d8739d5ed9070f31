"""Runs built functions behind AWS's own Lambda runtime interface emulator: the real runtime API, time-outs enforced.

The emulator ships inside the aws-sam-cli package; each function gets one, with Lambda's Python runtime client in it.
The memory limit is not enforced.
"""

from __future__ import annotations

import http.client
import importlib.util
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra.local.engine import FunctionError
from infra.local.runtime import environment_of

if TYPE_CHECKING:
    from infra.local.functions import Function
    from infra.local.logs import Logs

TOOLS = Path(__file__).parents[2] / ".tools"

_ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
_START_SECONDS = 10.0
_END_SECONDS = 2.0
_INIT_SECONDS = 10.0  # Lambda gives a function this long to import, besides its timeout
_KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR")


class EngineNotReadyError(RuntimeError):
    """The emulator or a built function is missing; the message says which command makes it."""


class RieEngine:
    """Starts a function's emulator at its first invocation, and ends them all at `close`."""

    def __init__(self, build: Path, logs: Logs, aws_environment: Mapping[str, str], endpoint_url: str | None) -> None:
        self._build = build
        self._logs = logs
        self._aws_environment = {**aws_environment, **({"AWS_ENDPOINT_URL": endpoint_url} if endpoint_url else {})}
        self._binary = emulator()
        self._running: dict[str, _Emulator] = {}

    def invoke(self, function: Function, event: Mapping[str, Any]) -> Any:
        """The payload that the runtime posts; raises FunctionError for an error, a time-out or an exit."""
        if function.logical_id not in self._running:
            self._running[function.logical_id] = self._start(function)
        answer = self._running[function.logical_id].post(
            json.dumps(event).encode(), timeout=function.timeout + _INIT_SECONDS + _END_SECONDS
        )
        return _payload(answer)

    def close(self) -> None:
        """End every emulator, and the runtime inside it."""
        while self._running:
            _, running = self._running.popitem()
            running.end()

    def _start(self, function: Function) -> _Emulator:
        module = function.handler.rpartition(".")[0]
        if not (self._build / f"{module}.py").is_file():
            raise EngineNotReadyError(f"{function.handler} is not in {self._build}; `make tools` puts it there")
        code = str(self._build.resolve())
        environment = {
            **{name: os.environ[name] for name in _KEPT if name in os.environ},
            **self._aws_environment,
            **environment_of(function),
            "AWS_LAMBDA_FUNCTION_TIMEOUT": str(function.timeout),
            "LAMBDA_TASK_ROOT": code,
            "PYTHONPATH": code,
        }
        return _Emulator(self._binary, function, environment, self._logs)


def emulator() -> Path:
    """The emulator's binary for this machine. Raises EngineNotReadyError, too when its Python side is missing."""
    if importlib.util.find_spec("awslambdaric") is None:
        raise EngineNotReadyError(
            "awslambdaric, which runs functions inside the emulator, is not here; `make tools` installs it"
        )
    machine = platform.machine().lower()
    name = f"aws-lambda-rie-{_ARCHITECTURES.get(machine, machine)}"
    found = sorted(TOOLS.glob(f"sam/lib/python*/site-packages/samcli/local/rapid/{name}"))
    if not found:
        raise EngineNotReadyError(f"{name} is not under {TOOLS}/sam; `make tools` installs the aws-sam-cli that has it")
    return found[0]


class _Emulator:
    """One emulator process, in a session of its own so that its runtime ends with it."""

    def __init__(self, binary: Path, function: Function, environment: Mapping[str, str], logs: Logs) -> None:
        self._port, api_port = _free_port(), _free_port()
        # The emulator listens on loopback.
        self._process = subprocess.Popen(  # noqa: S603 - what it runs is this project's own build
            [
                binary,
                *("--log-level", "error"),
                *("--runtime-interface-emulator-address", f"127.0.0.1:{self._port}"),
                *("--runtime-api-address", f"127.0.0.1:{api_port}"),
                *(sys.executable, "-m", "awslambdaric", function.handler),
            ],
            env=dict(environment),
            cwd=environment["LAMBDA_TASK_ROOT"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        arguments = (self._process, logs, function.logical_id)
        self._reader = threading.Thread(target=_keep_lines, args=arguments, name=f"{function.name} logs", daemon=True)
        self._reader.start()
        self._wait_for_it()

    def post(self, body: bytes, timeout: float) -> bytes:
        """The emulator's answer. Its status tells nothing: 200 for an error of the handler, 502 for one at import."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=timeout)
        with closing(connection):
            connection.request("POST", "/2015-03-31/functions/function/invocations", body)
            return connection.getresponse().read()

    def end(self) -> None:
        for ending in (signal.SIGTERM, signal.SIGKILL):  # on the first the emulator ends its runtime, and itself
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, ending)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_SECONDS)
        self._reader.join(_END_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _wait_for_it(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
            except ConnectionRefusedError:
                time.sleep(0.01)
            else:
                return
        self.end()
        raise EngineNotReadyError("the runtime interface emulator did not start; its output is among the logs")


def _payload(answer: bytes) -> Any:
    """The handler's payload, or what went wrong instead, which the body alone tells."""
    text = answer.decode("utf-8", "replace")
    if text.startswith("Task timed out"):
        raise FunctionError("Sandbox.Timedout", text)
    try:
        payload = json.loads(text)
    except json.JSONDecodeError:
        raise FunctionError("Runtime.InvalidResponse", text) from None
    if isinstance(payload, dict) and "errorMessage" in payload and "errorType" in payload:
        trace = tuple(str(line) for line in payload.get("stackTrace") or ())
        raise FunctionError(payload["errorType"], payload["errorMessage"], trace)
    return payload


def _keep_lines(process: subprocess.Popen[str], logs: Logs, function: str) -> None:
    for line in process.stdout or ():
        logs.add(function, line.rstrip("\n"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
