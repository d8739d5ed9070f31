"""Makes queues, and ties them to their dead-letter queues."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from infra.local.properties import as_text, check

if TYPE_CHECKING:
    from infra.local.provision.clients import Clients
    from infra.local.template import Resource

_QUEUE_ATTRIBUTES = {
    "ContentBasedDeduplication",
    "DelaySeconds",
    "FifoQueue",
    "KmsDataKeyReusePeriodSeconds",
    "KmsMasterKeyId",
    "MaximumMessageSize",
    "MessageRetentionPeriod",
    "ReceiveMessageWaitTimeSeconds",
    "SqsManagedSseEnabled",
    "VisibilityTimeout",
}
_QUEUE_LINKS = {"RedrivePolicy", "RedriveAllowPolicy"}


def make_queue(resource: Resource, clients: Clients) -> None:
    """Make a queue with its attributes."""
    properties = resource.properties
    check(resource.logical_id, properties, followed=_QUEUE_ATTRIBUTES | _QUEUE_LINKS | {"QueueName"}, inert={"Tags"})
    attributes = {name: as_text(value) for name, value in properties.items() if name in _QUEUE_ATTRIBUTES}
    clients("sqs").create_queue(QueueName=resource.name, Attributes=attributes)


def link_queue(resource: Resource, clients: Clients) -> None:
    """Tell a queue which queue takes its dead letters, and a dead-letter queue whose it takes."""
    links = {name: json.dumps(resource.properties[name]) for name in _QUEUE_LINKS if name in resource.properties}
    if links:
        clients("sqs").set_queue_attributes(QueueUrl=resource.ref, Attributes=links)
