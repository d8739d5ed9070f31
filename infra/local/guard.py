"""Holds every call of a function against its role, as IAM does, and remembers what of the role was used.

Lambda's own calls in the function's name are held against the role too: its pollers', its logs', its traces'. Those of
functions behind the runtime interface emulator come through the door and are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn
from unittest.mock import patch

from botocore.client import BaseClient
from botocore.exceptions import ClientError

from infra.local.calls import current_caller
from infra.local.functions import event_sources_of
from infra.local.iam_needs import Call, needs_if_missing, needs_of
from infra.local.permissions import Grant, Need, Role, roles_of
from infra.local.template import ACCOUNT

if TYPE_CHECKING:
    from infra.local.engine import Engine
    from infra.local.functions import Function
    from infra.local.template import Resource, Stack

_POLLING = {"sqs.ReceiveMessage", "sqs.DeleteMessageBatch", "sqs.GetQueueAttributes"}
_REFUSALS = {"s3": ("AccessDenied", 403), "sqs": ("AccessDenied", 403)}
_ELSEWHERE = ("AccessDeniedException", 400)
_MISSING = {"NoSuchKey", "404"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that a function made, or Lambda for it, and that its role does not allow."""

    function: str
    action: str
    resource: str


class Guard:
    """The roles of a stack's functions. `used` counts what they were allowed, `refused` is what they were not."""

    def __init__(self, stack: Stack) -> None:
        self.roles = roles_of(stack)
        self.used: Counter[Grant] = Counter()
        self.refused: list[Refusal] = []
        self._setting = stack.setting
        self._functions = {one.logical_id: one for one in stack.of_type("AWS::Lambda::Function")}
        self._pollers = {source.queue_url: source.function for source in event_sources_of(stack)}
        self._stand_ins: dict[str, str] = {}
        self._hash_keys = dict(_hash_keys(stack.of_type("AWS::DynamoDB::Table")))

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Until the end of the block no call of a function gets by."""
        # All calls of all clients go through this one place, with the parameters as they were given.
        make_call = BaseClient._make_api_call  # type: ignore[attr-defined]  # noqa: SLF001

        def ask_and_make(client: Any, operation: str, params: Mapping[str, Any]) -> Any:
            name = f"{client.meta.service_model.service_name}.{operation}"
            function = self._in_whose_name(name, params)
            if function is None:
                return make_call(client, operation, params)
            call = self._call(name, params, client.meta.region_name)
            for need in needs_of(call):
                self._ask(function, need, client, operation)
            try:
                return make_call(client, operation, params)
            except ClientError as error:
                if error.response["Error"]["Code"] in _MISSING:
                    for need in needs_if_missing(call):
                        self._ask(function, need, client, operation)
                raise

        with patch.object(BaseClient, "_make_api_call", ask_and_make):
            yield

    def let_stand_for(self, bucket: str, other: str) -> None:
        """What a role allows of a bucket of the stack (`other`), it allows of this one too, which events name."""
        self._stand_ins[bucket] = other

    def note_invocation(self, function: str) -> None:
        """Hold what Lambda does for each invocation against the role. A refusal loses logs and traces, no more."""
        properties = self._functions[function].properties
        home = f"arn:{self._setting.partition}:logs:{self._setting.region}:{ACCOUNT}"
        group = properties.get("LoggingConfig", {}).get("LogGroup", f"/aws/lambda/{self._functions[function].name}")
        stream = f"{home}:log-group:{group}:log-stream:local"
        self._allowed(function, Need("logs:CreateLogStream", stream, {}))
        self._allowed(function, Need("logs:PutLogEvents", stream, {}))
        if properties.get("TracingConfig", {}).get("Mode") == "Active":
            self._allowed(function, Need("xray:PutTraceSegments", "*", {}))
            self._allowed(function, Need("xray:PutTelemetryRecords", "*", {}))

    def _in_whose_name(self, name: str, params: Mapping[str, Any]) -> str | None:
        """The function whose role a call is made with; None for people's calls, and the driver's other ones."""
        caller = current_caller()
        if caller == "driver" and name in _POLLING:
            return self._pollers.get(str(params.get("QueueUrl")))
        return caller if caller in self.roles else None

    def _call(self, name: str, params: Mapping[str, Any], region: str) -> Call:
        return Call(name, params, self._setting.partition, region, ACCOUNT, self._hash_keys, self._stand_ins)

    def _ask(self, function: str, need: Need, client: Any, operation: str) -> None:
        if not self._allowed(function, need):
            _refuse(client, operation, self.roles[function], self._functions[function].name, need)

    def _allowed(self, function: str, need: Need) -> bool:
        grant = self.roles[function].grant_for(need)
        if grant is None:
            self.refused.append(Refusal(function, need.action, need.resource))
            return False
        self.used[grant] += 1
        return True


class GuardedEngine:
    """An engine whose invocations are logged and traced in the function's name."""

    def __init__(self, engine: Engine, guard: Guard) -> None:
        self._engine = engine
        self._guard = guard

    def invoke(self, function: Function, event: Mapping[str, Any]) -> Any:
        """See `Engine`."""
        self._guard.note_invocation(function.logical_id)
        return self._engine.invoke(function, event)

    def close(self) -> None:
        """See `Engine`."""
        self._engine.close()


def _refuse(client: Any, operation: str, role: Role, function: str, need: Need) -> NoReturn:
    """Raise what boto3 raises when IAM refuses, in AWS's words."""
    code, status = _REFUSALS.get(client.meta.service_model.service_name, _ELSEWHERE)
    user = f"{role.arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/{function}"
    message = (
        f"User: {user} is not authorized to perform: {need.action} on resource: {need.resource} "
        f"because no identity-based policy allows the {need.action} action"
    )
    answer = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    raise client.exceptions.from_code(code)(answer, operation)


def _hash_keys(tables: tuple[Resource, ...]) -> Iterator[tuple[tuple[str, str], str]]:
    for table in tables:
        schemas = {"": table.properties["KeySchema"]} | {
            index["IndexName"]: index["KeySchema"] for index in table.properties.get("GlobalSecondaryIndexes", ())
        }
        for index, schema in schemas.items():
            yield (table.name, index), next(key["AttributeName"] for key in schema if key["KeyType"] == "HASH")
