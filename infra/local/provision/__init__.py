"""Makes the stack's resources in moto, through the same API calls that anyone would make against AWS.

Event source mappings are never made there (moto would take and delete each message as it is sent), nor are resource
policies (it applies a TLS-only denial without its condition, to everything).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from infra.local.provision.buckets import link_bucket, make_bucket
from infra.local.provision.clients import Clients
from infra.local.provision.queues import link_queue, make_queue
from infra.local.provision.rules import make_archive, make_rule
from infra.local.provision.tables import make_table
from infra.local.provision.topics import make_subscription, make_topic

if TYPE_CHECKING:
    from infra.local.template import Resource, Stack

Make = Callable[["Resource", Clients], None]


def provision(stack: Stack, clients: Clients) -> None:
    """Make every resource of the stack that is made in moto. Raises UnknownPropertyError for what would be left out."""
    for makers in (_MAKERS, _LINKERS):
        for type_name, make in makers.items():
            for resource in stack.of_type(type_name):
                make(resource, clients)


def provisioned_types() -> frozenset[str]:
    """The CloudFormation types that `provision` makes."""
    return frozenset(_MAKERS)


_MAKERS: Mapping[str, Make] = MappingProxyType(
    {
        "AWS::S3::Bucket": make_bucket,
        "AWS::SQS::Queue": make_queue,
        "AWS::DynamoDB::Table": make_table,
        "AWS::SNS::Topic": make_topic,
        "AWS::SNS::Subscription": make_subscription,
        "AWS::Events::Rule": make_rule,
        "AWS::Events::Archive": make_archive,
    }
)

_LINKERS: Mapping[str, Make] = MappingProxyType({"AWS::SQS::Queue": link_queue, "AWS::S3::Bucket": link_bucket})
"""What names another resource waits until all stand."""
