"""The functions of the stack, and the queues that feed them, as the template declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from infra.local.properties import check
from infra.local.template import BadTemplateError, Resource, Stack

_FOLLOWED = {"Code", "Environment", "FunctionName", "Handler", "LoggingConfig", "MemorySize", "Runtime", "Timeout"}
_INERT = {
    "Architectures",
    "Description",
    "KmsKeyArn",
    "ReservedConcurrentExecutions",
    "Role",
    "Tags",
    "TracingConfig",
}
_SOURCE_FOLLOWED = {"BatchSize", "Enabled", "EventSourceArn", "FunctionName", "FunctionResponseTypes"}
# The driver invokes a function with one batch at a time, and a batch is not held back for more messages to come.
_SOURCE_INERT = {"MaximumBatchingWindowInSeconds", "ScalingConfig", "Tags"}


@dataclass(frozen=True, slots=True)
class Function:
    """A function: `code` is the folder of its CodeUri, `handler` module.function, `timeout` seconds, `memory` MB."""

    logical_id: str
    name: str
    arn: str
    handler: str
    code: Path
    environment: Mapping[str, str]
    timeout: int
    memory: int
    log_group: str


@dataclass(frozen=True, slots=True)
class EventSource:
    """An event source mapping: the function that a queue feeds, both by their logical ids."""

    function: str
    queue: str
    queue_url: str
    queue_arn: str
    batch_size: int
    reports_failures: bool


def functions_of(stack: Stack) -> Mapping[str, Function]:
    """The functions by their logical ids."""
    return MappingProxyType(
        {
            resource.logical_id: _function(resource, stack.code[resource.logical_id])
            for resource in stack.of_type("AWS::Lambda::Function")
        }
    )


def event_sources_of(stack: Stack) -> tuple[EventSource, ...]:
    """The enabled event source mappings, in the template's order."""
    mappings = stack.of_type("AWS::Lambda::EventSourceMapping")
    return tuple(_event_source(mapping, stack) for mapping in mappings if mapping.properties.get("Enabled", True))


def _function(resource: Resource, code: Path) -> Function:
    properties = resource.properties
    check(resource.logical_id, properties, followed=_FOLLOWED, inert=_INERT)
    variables: Mapping[str, Any] = properties.get("Environment", {}).get("Variables", {})
    return Function(
        logical_id=resource.logical_id,
        name=resource.name,
        arn=str(resource.arn),
        handler=properties["Handler"],
        code=code,
        environment=MappingProxyType({name: str(value) for name, value in variables.items()}),
        timeout=int(properties.get("Timeout", 3)),
        memory=int(properties.get("MemorySize", 128)),
        log_group=str(properties.get("LoggingConfig", {}).get("LogGroup", f"/aws/lambda/{resource.name}")),
    )


def _event_source(mapping: Resource, stack: Stack) -> EventSource:
    properties = mapping.properties
    check(mapping.logical_id, properties, followed=_SOURCE_FOLLOWED, inert=_SOURCE_INERT)
    queue = stack.with_arn(properties["EventSourceArn"])
    if queue.type != "AWS::SQS::Queue":
        raise BadTemplateError(f"{mapping.logical_id}: the local cloud drives queues, not {queue.type}")
    return EventSource(
        function=_function_named(properties["FunctionName"], stack),
        queue=queue.logical_id,
        queue_url=queue.ref,
        queue_arn=properties["EventSourceArn"],
        batch_size=int(properties.get("BatchSize", 10)),
        reports_failures="ReportBatchItemFailures" in properties.get("FunctionResponseTypes", []),
    )


def _function_named(name: str, stack: Stack) -> str:
    for resource in stack.of_type("AWS::Lambda::Function"):
        if name in {resource.name, resource.arn}:
            return resource.logical_id
    raise BadTemplateError(f"no function of this template is called {name}")
