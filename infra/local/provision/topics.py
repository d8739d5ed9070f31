"""Makes topics and their subscriptions; mail is sent to nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from infra.local.properties import UnknownPropertyError, as_text, check

if TYPE_CHECKING:
    from infra.local.provision.clients import Clients
    from infra.local.template import Resource

_TOPIC_ATTRIBUTES = {"DisplayName", "KmsMasterKeyId"}


def make_topic(resource: Resource, clients: Clients) -> None:
    """Make a topic and the subscriptions that stand in it."""
    properties = resource.properties
    check(resource.logical_id, properties, followed=_TOPIC_ATTRIBUTES | {"TopicName", "Subscription"}, inert={"Tags"})
    attributes = {name: as_text(value) for name, value in properties.items() if name in _TOPIC_ATTRIBUTES}
    clients("sns").create_topic(Name=resource.name, Attributes=attributes)
    for subscription in properties.get("Subscription", []):
        _subscribe(resource.ref, subscription, clients("sns"))


def make_subscription(resource: Resource, clients: Clients) -> None:
    """Make a subscription that stands by itself."""
    check(resource.logical_id, resource.properties, followed={"Endpoint", "Protocol", "RawMessageDelivery", "TopicArn"})
    _subscribe(resource.properties["TopicArn"], resource.properties, clients("sns"))


def _subscribe(topic_arn: str, subscription: Mapping[str, Any], sns: Any) -> None:
    if subscription["Protocol"] == "email":
        return  # nobody is written to from here
    if subscription["Protocol"] != "sqs":
        raise UnknownPropertyError(f"the local cloud does not deliver to {subscription['Protocol']} subscriptions")
    raw = {"RawMessageDelivery": "true"} if subscription.get("RawMessageDelivery") else {}
    sns.subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=subscription["Endpoint"], Attributes=raw)
