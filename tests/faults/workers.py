"""Lambda's execution environments: each with a module of its own, warm until it crashes, several at once.

An invocation is a thread, but never do two run: one that is paused waits until the steps let it go on, and whoever let
it go on waits meanwhile. What runs when is thus said by the steps alone, and a run is the same every time.
"""

from __future__ import annotations

import json
import os
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from unittest.mock import patch

from aws_lambda_powertools import Metrics

from infra.local.calls import calling_as
from infra.local.embedded import Context, context_of, import_handler
from infra.local.engine import FunctionError
from infra.local.logs import Logs, captured
from infra.local.runtime import environment_of
from infra.local.sqs_shapes import failed_ids
from tests.faults.faults import Crashed, Faults, Send, answer
from tests.faults.versions import THE_FIRST, Code

if TYPE_CHECKING:
    from infra.local.embedded import Handler
    from infra.local.functions import Function
    from tests.faults.steps import Work


@dataclass(frozen=True, slots=True)
class Invocation:
    """One invocation that ended: `counted` is what its metrics say, nothing where it crashed.

    `disturbed` is one that steps put faults in the way of; `told_sent` how many messages it was told were sent.
    """

    function: str
    records: Sequence[Mapping[str, Any]]
    failed: frozenset[str]
    error: FunctionError | None
    crashed: bool
    disturbed: bool
    counted: Mapping[str, float]
    told_sent: int
    calls: Sequence[str]


@dataclass(frozen=True, slots=True)
class _HurriedContext(Context):
    """A context whose time is up when the faults say so."""

    hurried: Callable[[], bool] = bool

    def get_remaining_time_in_millis(self) -> int:
        return 1_000 if self.hurried() else 100_000


@dataclass(frozen=True, slots=True)
class Environment:
    """A process with the function's module in its memory, and what it keeps from one invocation to the next."""

    handler: Handler
    code: Code


class Worker:
    """One thread, which runs only between `go` and its next `pause`."""

    def __init__(self, step: Work, job: Callable[[], object]) -> None:
        self.step = step
        self.faults = Faults(step.faults, self.pause)
        self.ended = False
        self.variables: Mapping[str, str] = {}
        self.environment: Environment | None = None
        self._job = job
        self._error: BaseException | None = None
        self._may_run, self._may_go_on = threading.Semaphore(0), threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def go(self) -> Self:
        """Let it run until it pauses or ends; raises what it raised."""
        os.environ.update(self.variables)
        if self.environment:
            self.environment.code.run_in(self.environment.handler)
        self._may_run.release()
        self._may_go_on.acquire()
        if self._error:
            raise self._error
        return self

    def pause(self) -> None:
        """Called by the worker itself: let the others go on."""
        self._may_go_on.release()
        self._may_run.acquire()

    def abandon(self) -> None:
        """Let it die where it is."""
        self.faults.dead = True
        self.go()

    def _run(self) -> None:
        self._may_run.acquire()
        _running.worker = self
        try:
            self._job()
        except BaseException as error:  # noqa: BLE001 - raised by `go`
            self._error = error
        finally:
            self.ended = True
            self._may_go_on.release()


class _Running(threading.local):
    worker: Worker | None = None
    faults: Faults | None = None


_running = _Running()


class Workers:
    """The engine of the simulation: each function has as many environments as it has invocations at once."""

    def __init__(self, aws_environment: Mapping[str, str]) -> None:
        self.ended: list[Invocation] = []
        self.code = THE_FIRST
        self._aws_environment = aws_environment
        self._idle: defaultdict[str, list[Environment]] = defaultdict(list)

    def between(self, operation: str, request: Any, send: Send) -> Any:
        """Stands between each call and its answer (`Account.between`): faults befall what functions call."""
        worker, faults = _running.worker, _running.faults
        if faults is not None:
            return faults.between(operation, request, send)
        if operation == "sqs.DeleteMessageBatch" and worker and worker.step.unacknowledged:
            told = [{"Id": entry["Id"]} for entry in json.loads(request.body)["Entries"]]
            return answer(request, json.dumps({"Successful": told}))
        return send(request)

    def invoke(self, function: Function, event: Mapping[str, Any]) -> Any:
        """The handler's payload; raises FunctionError."""
        worker = _running.worker
        faults = worker.faults if worker else Faults((), lambda: None)
        variables = {**self._aws_environment, **environment_of(function)}
        os.environ.update(variables)
        logs = Logs()
        payload, error = None, None
        with captured(logs, function.logical_id), calling_as(function.logical_id):
            environment = self._environment(function)
            environment.code.run_in(environment.handler)
            if worker:
                worker.variables, worker.environment = variables, environment
            _running.faults = faults
            try:
                payload = environment.handler(json.loads(json.dumps(event)), _context(function, faults))
                faults.die_if_dead()
            except Crashed:
                error = FunctionError("Runtime.ExitError", "the process died")
            except Exception as raised:  # noqa: BLE001 - as Lambda's runtime does
                error = FunctionError(type(raised).__name__, str(raised))
            finally:
                _running.faults = None
        if not faults.dead and environment.code == self.code:
            self._idle[function.logical_id].append(environment)
        ids = [record["messageId"] for record in event["Records"]]
        failed = frozenset(ids) if error else failed_ids(payload, ids)
        self.ended.append(
            Invocation(
                function=function.logical_id,
                records=event["Records"],
                failed=failed,
                error=error,
                crashed=faults.dead,
                disturbed=worker is not None and bool(worker.step.faults),
                counted={} if faults.dead else _counted(line.text for line in logs.of()),
                told_sent=faults.told_sent,
                calls=tuple(faults.calls),
            )
        )
        if error:
            raise error
        return payload

    def forget(self) -> None:
        """End all processes, and what is known of them; the first code is deployed."""
        self.deploy(THE_FIRST)
        self.ended.clear()

    def deploy(self, code: Code) -> None:
        """Let new invocations run this code."""
        self.code = code
        self._idle.clear()

    def close(self) -> None:
        self.forget()

    def _environment(self, function: Function) -> Environment:
        """One that is idle, or one that starts cold, and shares nothing with those that are there."""
        idle = self._idle[function.logical_id]
        if idle:
            return idle.pop()
        with patch.multiple(Metrics, _metrics={}, _dimensions={}, _metadata={}, _default_dimensions={}):
            return Environment(import_handler(function), self.code)


class InTurn:
    """Stands in for the pool of threads that read objects ahead: reads are done at once, or when they are asked for."""

    def __init__(self, _threads: int) -> None:
        self._ahead = _running.worker is None or _running.worker.step.ahead

    def submit(self, read: Callable[..., Any], *arguments: Any) -> Any:
        if not self._ahead:
            return _Later(read, arguments)
        done: Future[Any] = Future()
        try:
            done.set_result(read(*arguments))
        except BaseException as error:  # noqa: BLE001 - told when it is asked for, as a pool does
            done.set_exception(error)
        return done

    def shutdown(self, *, wait: bool) -> None:
        """There is nothing to end."""


@dataclass(frozen=True, slots=True)
class _Later:
    read: Callable[..., Any]
    arguments: tuple[Any, ...] = field(default=())

    def result(self) -> Any:
        return self.read(*self.arguments)


def _context(function: Function, faults: Faults) -> Context:
    context = context_of(function)
    return _HurriedContext(
        **{name: getattr(context, name) for name in Context.__slots__},
        hurried=lambda: faults.hurried,
    )


def _counted(lines: Iterable[str]) -> Mapping[str, float]:
    """What the metrics among the lines say, in CloudWatch's embedded metric format, by name."""
    counted: Counter[str] = Counter()
    for line in lines:
        if not line.startswith('{"_aws":') and '"CloudWatchMetrics"' not in line:
            continue
        told = json.loads(line)
        for directive in told["_aws"]["CloudWatchMetrics"]:
            for metric in directive["Metrics"]:
                value = told[metric["Name"]]
                counted[metric["Name"]] += sum(value) if isinstance(value, list) else value
    return counted
