"""Runs each function in one process for as long as the load lasts, and gathers what it tells of itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from infra.local.engine import FunctionError
from infra.local.runtime import environment_of

if TYPE_CHECKING:
    from infra.local.functions import Function

_END_SECONDS = 5.0
_KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR")


class ProcessEngine:
    """Starts a function's process at its first invocation.

    `resident` is the memory of each process after its last invocation, bytes; `seconds` how long each stage took each
    time, the time that a message waited in the queue among them; `counted` the sums of the metrics.
    """

    def __init__(self, aws_environment: Mapping[str, str], endpoint_url: str | None) -> None:
        self.resident: dict[str, int] = {}
        self.seconds: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        self.counted: Counter[str] = Counter()
        self._environment = {**aws_environment, **({"AWS_ENDPOINT_URL": endpoint_url} if endpoint_url else {})}
        self._running: dict[str, subprocess.Popen[str]] = {}

    def invoke(self, function: Function, event: Mapping[str, Any]) -> Any:
        """The handler's payload; raises FunctionError for what it raised, and where its process died."""
        name = function.handler.rpartition(".")[0]
        if name not in self._running:
            self._running[name] = self._start(name, function)
        process = self._running[name]
        now = time.time()
        self.seconds[name, "waiting"] += [now - sent for sent in _sent(event)]
        if process.stdin is None or process.stdout is None:
            raise RuntimeError(f"{name} has no pipes")
        process.stdin.write(json.dumps({"event": event, "timeout": function.timeout}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise FunctionError("Runtime.ExitError", f"{name} exited with {process.wait(_END_SECONDS)}")
        return self._taken(name, json.loads(line))

    def close(self) -> None:
        """End the processes."""
        while self._running:
            _, process = self._running.popitem()
            with process:  # its standard input closes, which ends it
                pass

    def _taken(self, name: str, answer: dict[str, Any]) -> Any:
        self.resident[name] = answer["resident"]
        for stage, seconds in answer["seconds"].items():
            self.seconds[name, stage] += seconds
        self.counted.update(_metrics(answer["written"].splitlines()))
        if "error" in answer:
            raise FunctionError(*answer["error"])
        return answer["payload"]

    def _start(self, name: str, function: Function) -> subprocess.Popen[str]:
        environment = {
            **{variable: os.environ[variable] for variable in _KEPT if variable in os.environ},
            **self._environment,
            **environment_of(function),
            "PYTHONPATH": os.pathsep.join([str(function.code), *sys.path]),
        }
        return subprocess.Popen(  # noqa: S603 - this project's own code
            [sys.executable, "-m", "infra.load.function", name],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is this process's to take
        )


def _sent(event: Mapping[str, Any]) -> list[float]:
    """When each message of the batch was sent, seconds since 1970."""
    return [int(record["attributes"]["SentTimestamp"]) / 1000 for record in event.get("Records", ())]


def _metrics(lines: Iterable[str]) -> Counter[str]:
    """The sums of the metrics that a function wrote (CloudWatch's embedded metric format)."""
    sums: Counter[str] = Counter()
    for line in lines:
        told = json.loads(line) if line.startswith("{") else {}
        for block in told.get("_aws", {}).get("CloudWatchMetrics", ()):
            for metric in block["Metrics"]:
                value = told[metric["Name"]]
                sums[metric["Name"]] += sum(value) if isinstance(value, list) else value
    return sums
