"""Makes buckets, and tells them whom to notify."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from infra.local.properties import check

if TYPE_CHECKING:
    from infra.local.provision.clients import Clients
    from infra.local.template import Resource

_BUCKET_FOLLOWED = {
    "BucketEncryption",
    "BucketName",
    "LifecycleConfiguration",
    "NotificationConfiguration",
    "OwnershipControls",
    "PublicAccessBlockConfiguration",
    "VersioningConfiguration",
}


def make_bucket(resource: Resource, clients: Clients) -> None:
    """Make a bucket as it is set, but for its notifications."""
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


def link_bucket(resource: Resource, clients: Clients) -> None:
    """Switch a bucket's notifications on."""
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
    clients("s3").put_bucket_notification_configuration(Bucket=resource.name, NotificationConfiguration=made)


def _notification(entry: Mapping[str, Any], target: str, arn: str) -> dict[str, Any]:
    made: dict[str, Any] = {arn: entry[target], "Events": [entry["Event"]]}
    if rules := entry.get("Filter", {}).get("S3Key", {}).get("Rules"):
        made["Filter"] = {"Key": {"FilterRules": rules}}
    return made
