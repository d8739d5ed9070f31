"""Makes the stack's resources in moto, through the same API calls that anyone would make against AWS.

Event source mappings are never made there (moto would take and delete each message as it is sent), nor are resource
policies (it applies a TLS-only denial without its condition, to everything).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from infra.local.properties import UnknownPropertyError, check
from infra.local.resource_types import Treatment, type_named

if TYPE_CHECKING:
    from infra.local.template import Resource, Stack

Clients = Callable[[str], Any]
"""Gives the client for the name of a service."""


def provision(stack: Stack, clients: Clients) -> None:
    """Make every resource of the stack that is made in moto. Raises UnknownPropertyError for what would be left out."""
    for type_name, make in _MAKERS.items():
        for resource in stack.of_type(type_name):
            make(resource, clients)
    # Each of these names another resource, which stands now.
    for queue in stack.of_type("AWS::SQS::Queue"):
        _link_queue(queue, clients("sqs"))
    for bucket in stack.of_type("AWS::S3::Bucket"):
        _link_bucket(bucket, clients("s3"))


def provisioned_types() -> frozenset[str]:
    """The CloudFormation types that `provision` makes."""
    return frozenset(_MAKERS)


def is_provisioned(resource: Resource) -> bool:
    """Whether this resource is one that moto holds."""
    return type_named(resource.type).treatment is Treatment.PROVISIONED


# ── Buckets

_BUCKET_FOLLOWED = {
    "BucketEncryption",
    "BucketName",
    "LifecycleConfiguration",
    "NotificationConfiguration",
    "OwnershipControls",
    "PublicAccessBlockConfiguration",
    "VersioningConfiguration",
}


def _make_bucket(resource: Resource, clients: Clients) -> None:
    s3, properties = clients("s3"), resource.properties
    check(resource.logical_id, properties, followed=_BUCKET_FOLLOWED, inert={"LoggingConfiguration", "Tags"})
    region = s3.meta.region_name
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    bucket = {"Bucket": resource.name}
    s3.create_bucket(**bucket, **place)
    for name, follow in _BUCKET_SETTINGS.items():
        if name in properties:
            follow(s3, bucket, properties[name])


def _encrypt(s3: Any, bucket: dict[str, str], setting: Mapping[str, Any]) -> None:
    rules = [
        {
            **{key: value for key, value in rule.items() if key != "ServerSideEncryptionByDefault"},
            "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
        }
        for rule in setting["ServerSideEncryptionConfiguration"]
    ]
    s3.put_bucket_encryption(**bucket, ServerSideEncryptionConfiguration={"Rules": rules})


def _expire(s3: Any, bucket: dict[str, str], setting: Mapping[str, Any]) -> None:
    rules = [_lifecycle_rule(rule) for rule in setting["Rules"]]
    s3.put_bucket_lifecycle_configuration(**bucket, LifecycleConfiguration={"Rules": rules})


def _lifecycle_rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    """One rule in the API's shape, which differs from CloudFormation's."""
    same = {"Status", "AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration"}
    check("lifecycle rule", rule, followed=same | {"Id", "Prefix", "ExpirationInDays", "ExpiredObjectDeleteMarker"})
    made = {key: value for key, value in rule.items() if key in same}
    made["Filter"] = {"Prefix": rule.get("Prefix", "")}
    if "Id" in rule:
        made["ID"] = rule["Id"]
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    elif rule.get("ExpiredObjectDeleteMarker"):
        made["Expiration"] = {"ExpiredObjectDeleteMarker": True}
    if "NoncurrentVersionExpiration" in made:
        made["NoncurrentVersionExpiration"] = {
            key: int(value) for key, value in made["NoncurrentVersionExpiration"].items()
        }
    return made


_BUCKET_SETTINGS: Mapping[str, Callable[[Any, dict[str, str], Any], None]] = {
    "VersioningConfiguration": lambda s3, bucket, setting: s3.put_bucket_versioning(
        **bucket, VersioningConfiguration=setting
    ),
    "BucketEncryption": _encrypt,
    "PublicAccessBlockConfiguration": lambda s3, bucket, setting: s3.put_public_access_block(
        **bucket, PublicAccessBlockConfiguration=setting
    ),
    "OwnershipControls": lambda s3, bucket, setting: s3.put_bucket_ownership_controls(
        **bucket, OwnershipControls=setting
    ),
    "LifecycleConfiguration": _expire,
}

_EVENT_TARGETS = {
    "QueueConfigurations": ("Queue", "QueueArn"),
    "TopicConfigurations": ("Topic", "TopicArn"),
}


def _link_bucket(resource: Resource, s3: Any) -> None:
    setting = resource.properties.get("NotificationConfiguration")
    if not setting:
        return
    check(resource.logical_id, setting, followed=_EVENT_TARGETS.keys() | {"EventBridgeConfiguration"})
    made: dict[str, Any] = {}
    if setting.get("EventBridgeConfiguration", {}).get("EventBridgeEnabled", "EventBridgeConfiguration" in setting):
        made["EventBridgeConfiguration"] = {}
    for name, (target, arn) in _EVENT_TARGETS.items():
        if name in setting:
            made[name] = [_notification(entry, target, arn) for entry in setting[name]]
    s3.put_bucket_notification_configuration(Bucket=resource.name, NotificationConfiguration=made)


def _notification(entry: Mapping[str, Any], target: str, arn: str) -> dict[str, Any]:
    made: dict[str, Any] = {arn: entry[target], "Events": [entry["Event"]]}
    if rules := entry.get("Filter", {}).get("S3Key", {}).get("Rules"):
        made["Filter"] = {"Key": {"FilterRules": rules}}
    return made


# ── Queues

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


def _make_queue(resource: Resource, clients: Clients) -> None:
    properties = resource.properties
    check(resource.logical_id, properties, followed=_QUEUE_ATTRIBUTES | _QUEUE_LINKS | {"QueueName"}, inert={"Tags"})
    attributes = {name: _attribute(value) for name, value in properties.items() if name in _QUEUE_ATTRIBUTES}
    clients("sqs").create_queue(QueueName=resource.name, Attributes=attributes)


def _link_queue(resource: Resource, sqs: Any) -> None:
    links = {name: json.dumps(resource.properties[name]) for name in _QUEUE_LINKS if name in resource.properties}
    if links:
        sqs.set_queue_attributes(QueueUrl=resource.ref, Attributes=links)


def _attribute(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# ── Tables

_TABLE_SAME = {
    "AttributeDefinitions",
    "BillingMode",
    "DeletionProtectionEnabled",
    "GlobalSecondaryIndexes",
    "KeySchema",
}
_TABLE_FOLLOWED = _TABLE_SAME | {
    "PointInTimeRecoverySpecification",
    "SSESpecification",
    "StreamSpecification",
    "TableName",
    "TimeToLiveSpecification",
}


def _make_table(resource: Resource, clients: Clients) -> None:
    dynamodb, properties = clients("dynamodb"), resource.properties
    inert = {"ContributorInsightsSpecification", "Tags"}
    check(resource.logical_id, properties, followed=_TABLE_FOLLOWED, inert=inert)
    table = {"TableName": resource.name}
    made = {name: value for name, value in properties.items() if name in _TABLE_SAME}
    if stream := properties.get("StreamSpecification"):
        made["StreamSpecification"] = {"StreamEnabled": True, **stream}
    if sse := properties.get("SSESpecification"):
        made["SSESpecification"] = {("Enabled" if key == "SSEEnabled" else key): value for key, value in sse.items()}
    dynamodb.create_table(**table, **made)
    if expiry := properties.get("TimeToLiveSpecification"):
        dynamodb.update_time_to_live(**table, TimeToLiveSpecification=expiry)
    if recovery := properties.get("PointInTimeRecoverySpecification"):
        dynamodb.update_continuous_backups(**table, PointInTimeRecoverySpecification=recovery)


# ── Topics

_TOPIC_ATTRIBUTES = {"DisplayName", "KmsMasterKeyId"}


def _make_topic(resource: Resource, clients: Clients) -> None:
    properties = resource.properties
    check(resource.logical_id, properties, followed=_TOPIC_ATTRIBUTES | {"TopicName", "Subscription"}, inert={"Tags"})
    attributes = {name: _attribute(value) for name, value in properties.items() if name in _TOPIC_ATTRIBUTES}
    clients("sns").create_topic(Name=resource.name, Attributes=attributes)
    for subscription in properties.get("Subscription", []):
        _subscribe(resource.ref, subscription, clients("sns"))


def _make_subscription(resource: Resource, clients: Clients) -> None:
    check(resource.logical_id, resource.properties, followed={"Endpoint", "Protocol", "RawMessageDelivery", "TopicArn"})
    _subscribe(resource.properties["TopicArn"], resource.properties, clients("sns"))


def _subscribe(topic_arn: str, subscription: Mapping[str, Any], sns: Any) -> None:
    if subscription["Protocol"] == "email":
        return  # nobody is written to from here
    if subscription["Protocol"] != "sqs":
        raise UnknownPropertyError(f"the local cloud does not deliver to {subscription['Protocol']} subscriptions")
    raw = {"RawMessageDelivery": "true"} if subscription.get("RawMessageDelivery") else {}
    sns.subscribe(TopicArn=topic_arn, Protocol="sqs", Endpoint=subscription["Endpoint"], Attributes=raw)


# ── Rules and archives of the default event bus

_RULE_FOLLOWED = {"Description", "EventPattern", "Name", "State", "Targets"}


def _make_rule(resource: Resource, clients: Clients) -> None:
    events, properties = clients("events"), resource.properties
    check(resource.logical_id, properties, followed=_RULE_FOLLOWED)
    made = {name: properties[name] for name in ("Description", "State") if name in properties}
    events.put_rule(Name=resource.name, EventPattern=json.dumps(properties["EventPattern"]), **made)
    targets = [_target(resource.logical_id, target) for target in properties.get("Targets", [])]
    if targets:
        events.put_targets(Rule=resource.name, Targets=targets)


def _target(rule: str, target: Mapping[str, Any]) -> dict[str, Any]:
    """The target as moto needs it; what it cannot deliver (see its own bookkeeping below) means nothing locally."""
    inert = {"DeadLetterConfig", "RetryPolicy", "RoleArn"}  # no delivery fails here
    check(f"{rule}, target {target['Id']}", target, followed={"Arn", "Id"}, inert=inert)
    return dict(target)


def _make_archive(resource: Resource, clients: Clients) -> None:
    properties = resource.properties
    followed = {"ArchiveName", "Description", "EventPattern", "RetentionDays", "SourceArn"}
    check(resource.logical_id, properties, followed=followed)
    made = {name: properties[name] for name in ("Description", "RetentionDays") if name in properties}
    if "RetentionDays" in made:
        made["RetentionDays"] = int(made["RetentionDays"])
    if "EventPattern" in properties:
        made["EventPattern"] = json.dumps(properties["EventPattern"])
    clients("events").create_archive(ArchiveName=resource.name, EventSourceArn=properties["SourceArn"], **made)


_MAKERS: Mapping[str, Callable[[Resource, Clients], None]] = MappingProxyType(
    {
        "AWS::S3::Bucket": _make_bucket,
        "AWS::SQS::Queue": _make_queue,
        "AWS::DynamoDB::Table": _make_table,
        "AWS::SNS::Topic": _make_topic,
        "AWS::SNS::Subscription": _make_subscription,
        "AWS::Events::Rule": _make_rule,
        "AWS::Events::Archive": _make_archive,
    }
)
