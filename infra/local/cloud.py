"""The local cloud: the stack of template.yaml, deployed into this process and driven as AWS would drive it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack

from moto.sqs.models import sqs_backends

from dateline.article import Upload
from dateline.events import padded_sequencer
from infra.local.account import Account
from infra.local.door import Door
from infra.local.driver import Driver, OnBatch
from infra.local.embedded import EmbeddedEngine
from infra.local.emptying import empty
from infra.local.functions import Function, event_sources_of, functions_of
from infra.local.guard import Guard, GuardedEngine
from infra.local.log_groups import LogGroups
from infra.local.logs import LogLine, Logs
from infra.local.provision import provision
from infra.local.rie import RieEngine
from infra.local.template import Resource, Setting, Stack, read_stack

if TYPE_CHECKING:
    from infra.local.calls import Calls
    from infra.local.engine import Engine

ROOT = Path(__file__).parents[2]
STACK = "dateline"


class UnknownFunctionError(ValueError):
    """No function of the stack has this name."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that a dead-letter queue holds. `error` is what the function raised, where it raised."""

    queue: str
    message_id: str
    body: str
    receive_count: int
    error: str | None


class Options(TypedDict, total=False):
    """What a local cloud is made from, where it differs from what stands here.

    `template` is this project's; `parameters` are the template's, by default its own; `region` is the environment's,
    else us-east-1; `port` opens a door for AWS clients outside this process on `host`, which is 127.0.0.1 (0: any free
    port; None: no door).
    """

    template: Path
    parameters: Mapping[str, str]
    region: str | None
    host: str
    port: int | None


MakeEngine = Callable[[Logs, Mapping[str, str], str | None], "Engine"]
"""Makes an engine from where it is to put what functions write, from AWS settings, and from the door's address."""


class LocalCloud:
    """A deployed stack while entered; one at a time in a process. Make one with `embedded` or `rie`."""

    def __init__(self, options: Options, make_engine: MakeEngine) -> None:
        self._options = options
        self._make_engine = make_engine
        self._open = ExitStack()
        self._logs = Logs()
        self.region = (
            options.get("region") or os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
        )
        self.account = Account(self.region)
        self.endpoint_url: str | None = None

    @classmethod
    def embedded(cls, **options: Unpack[Options]) -> Self:
        """Handlers run in this process."""
        return cls(options, lambda logs, environment, _: EmbeddedEngine(logs, environment))

    @classmethod
    def rie(cls, *, build: Path = ROOT / "build" / "host", **options: Unpack[Options]) -> Self:
        """The functions built into `build` run behind Lambda's runtime interface emulator.

        Entering raises EngineNotReadyError when the emulator is not there, invoking when the function is not.
        """
        options.setdefault("port", 0)
        return cls(options, partial(RieEngine, build))

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            opening.enter_context(self.account.opened())
            port = self._options.get("port")
            if port is not None:
                door = Door(self.account, self._options.get("host", "127.0.0.1"), port)
                self.endpoint_url = opening.enter_context(door.opened())
            self._stack = self.stack_reached_at(self.endpoint_url or f"https://sqs.{self.region}.amazonaws.com")
            self.functions = functions_of(self._stack)
            self.guard = Guard(self._stack)
            engine = self._make_engine(self._logs, self.account.environment(), self.endpoint_url)
            self._engine = GuardedEngine(engine, self.guard)
            opening.callback(self._engine.close)
            opening.enter_context(self.guard.standing())
            provision(self._stack, self.client)
            self._logs.keep = LogGroups(self.account, self.functions.values()).add
            self.driver = Driver(self.client("sqs"), event_sources_of(self._stack), self.functions, self._engine)
            self.calls.clear()
            self._open = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    # ── What was deployed

    @property
    def resources(self) -> Mapping[str, Resource]:
        """The stack's resources by their logical ids."""
        return self._stack.resources

    @property
    def outputs(self) -> Mapping[str, str]:
        """The outputs of the template."""
        return self._stack.outputs

    @property
    def inbox_bucket(self) -> str:
        """The name of the bucket that pages are dropped into."""
        return self.resources["InboxBucket"].name

    @property
    def overflow_bucket(self) -> str:
        """The name of the bucket for what is too large for a message or an item."""
        return self.resources["OverflowBucket"].name

    @property
    def table_name(self) -> str:
        """The name of the articles table."""
        return self.resources["ArticlesTable"].name

    @property
    def calls(self) -> Calls:
        """The AWS calls made in this process since the stack stood, by caller."""
        return self.account.calls

    def client(self, service: str) -> Any:
        """The boto3 client of a service of this cloud."""
        return self.account.client(service)

    def ready(self) -> dict[str, str | None]:
        """What a client outside needs to know: endpoint_url, region, inbox_bucket and table."""
        return {
            "endpoint_url": self.endpoint_url,
            "region": self.region,
            "inbox_bucket": self.inbox_bucket,
            "table": self.table_name,
        }

    def stack_reached_at(self, sqs_url: str) -> Stack:
        """The stack as someone sees it who reaches its queues at this address."""
        setting = Setting(STACK, self.region, self.account.partition, sqs_url)
        template = self._options.get("template", ROOT / "template.yaml")
        return read_stack(template, setting, self._options.get("parameters", {}))

    # ── What happens in it

    def upload(self, key: str, data: bytes, content_type: str | None = None) -> Upload:
        """Put an object into the inbox. The Upload has what S3 tells of it, its sequencer padded as in the table."""
        declared = {"ContentType": content_type} if content_type else {}
        return self._change(lambda s3: s3.put_object(Bucket=self.inbox_bucket, Key=key, Body=data, **declared))

    def remove(self, key: str) -> Upload:
        """Delete an object from the inbox, as people do: its versions stay, under a delete marker."""
        return self._change(lambda s3: s3.delete_object(Bucket=self.inbox_bucket, Key=key))

    def run_until_idle(self, on_batch: OnBatch | None = None) -> None:
        """Drive the queues until nothing can come any more: each message was taken, or is a dead letter."""
        self.driver.run_until_idle(on_batch)

    def drive(self, stop: Event, on_batch: OnBatch | None = None) -> None:
        """Drive the queues until `stop` is set."""
        self.driver.drive(stop, self.account.touched, on_batch)

    def empty(self) -> None:
        """Take away all that lies in buckets, queues, tables and archives, untold; the stack stays."""
        with self.account.lock:
            empty(self.account)
        self.driver.forget()
        self.calls.clear()

    def invoke(self, name: str, event: Mapping[str, Any]) -> Any:
        """The payload that a function gives for an event; `name` is its logical id, or that without "Function".

        Raises FunctionError, or UnknownFunctionError.
        """
        return self._engine.invoke(self._function(name), event)

    def dead_letters(self) -> tuple[DeadLetter, ...]:
        """What lies in the dead-letter queues; it stays there."""
        arns = {
            queue.properties["RedrivePolicy"]["deadLetterTargetArn"]
            for queue in self._stack.of_type("AWS::SQS::Queue")
            if "RedrivePolicy" in queue.properties
        }
        queues = [queue for queue in self._stack.of_type("AWS::SQS::Queue") if queue.arn in arns]
        return tuple(letter for queue in queues for letter in self._letters_in(queue))

    # ── What functions wrote

    def logs(self, name: str | None = None) -> tuple[LogLine, ...]:
        """The last lines that functions, or one of them, wrote to stdout and stderr."""
        return self._logs.of(self._function(name).logical_id if name else None)

    @property
    def on_log(self) -> Callable[[LogLine], None] | None:
        """Called with each line as it comes, when set."""
        return self._logs.on_line

    @on_log.setter
    def on_log(self, callback: Callable[[LogLine], None] | None) -> None:
        self._logs.on_line = callback

    def _change(self, request: Callable[[Any], Any]) -> Upload:
        s3 = self.client("s3")
        change = self.account.s3_events.told_of(lambda: request(s3), self.account.lock)
        return Upload(
            bucket=change.bucket,
            key=change.key,
            version_id=change.version_id,
            sequencer=padded_sequencer(change.sequencer),
            etag=change.etag,
            size=change.size,
        )

    def _function(self, name: str) -> Function:
        for logical_id, function in self.functions.items():
            if name.lower() in {logical_id.lower(), logical_id.removesuffix("Function").lower()}:
                return function
        raise UnknownFunctionError(f"{name} is none of {', '.join(self.functions)}")

    def _letters_in(self, queue: Resource) -> list[DeadLetter]:
        with self.account.lock:
            # Looked at where moto keeps them: to receive them would hide them, and count as a try.
            messages = list(sqs_backends[self.account.id][self.region].get_queue(queue.name).messages)
        return [
            DeadLetter(
                queue=queue.logical_id,
                message_id=message.id,
                body=message.body,
                receive_count=message.approximate_receive_count,
                error=self.driver.errors.get(message.id),
            )
            for message in messages
        ]
