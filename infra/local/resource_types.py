"""Every type of resource that the local cloud knows: what Ref and GetAtt give for it, and whether it is made locally.

A type that is not in the table is an error by its name when a template uses it.
What Ref and GetAtt return is documented per type in the CloudFormation resource reference, under "Return values".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType


class Treatment(Enum):
    """What becomes of a resource in the local cloud."""

    PROVISIONED = "made in moto"
    RUN = "run by an engine"
    DRIVEN = "polled by the driver"
    ENFORCED = "held against the calls of functions"
    DESCRIBED = "known by its properties, and not run"
    INERT = "means nothing locally"


@dataclass(frozen=True, slots=True)
class ResourceType:
    """`name_property` is the property that may give the physical name, of at most `name_length` characters.

    `ref`, `arn` and `attributes` are format strings over name, account, region, partition and sqs (the address
    under which queues are reached).
    """

    treatment: Treatment
    name_property: str | None = None
    name_length: int = 64
    ref: str = "{name}"
    arn: str | None = None
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class UnknownResourceTypeError(ValueError):
    """The template has a resource that the local cloud neither makes nor lists as meaning nothing locally."""


_QUEUE_URL = "{sqs}/{account}/{name}"
_TOPIC_ARN = "arn:{partition}:sns:{region}:{account}:{name}"
_INERT = ResourceType(Treatment.INERT)


def type_named(name: str) -> ResourceType:
    """The row of the table for a CloudFormation type; raises UnknownResourceTypeError."""
    try:
        return RESOURCE_TYPES[name]
    except KeyError:
        raise UnknownResourceTypeError(
            f"{name}: the local cloud does not know this type; add it to infra/local/resource_types.py"
        ) from None


RESOURCE_TYPES: Mapping[str, ResourceType] = {
    "AWS::S3::Bucket": ResourceType(
        Treatment.PROVISIONED,
        "BucketName",
        63,
        arn="arn:{partition}:s3:::{name}",
        attributes={"DomainName": "{name}.s3.amazonaws.com"},
    ),
    "AWS::SQS::Queue": ResourceType(
        Treatment.PROVISIONED,
        "QueueName",
        80,
        ref=_QUEUE_URL,
        arn="arn:{partition}:sqs:{region}:{account}:{name}",
        attributes={"QueueName": "{name}", "QueueUrl": _QUEUE_URL},
    ),
    "AWS::DynamoDB::Table": ResourceType(
        Treatment.PROVISIONED, "TableName", 255, arn="arn:{partition}:dynamodb:{region}:{account}:table/{name}"
    ),
    "AWS::Events::Rule": ResourceType(
        Treatment.PROVISIONED, "Name", arn="arn:{partition}:events:{region}:{account}:rule/{name}"
    ),
    "AWS::Events::Archive": ResourceType(
        Treatment.PROVISIONED, "ArchiveName", 48, arn="arn:{partition}:events:{region}:{account}:archive/{name}"
    ),
    "AWS::SNS::Topic": ResourceType(
        Treatment.PROVISIONED,
        "TopicName",
        256,
        ref=_TOPIC_ARN,
        arn=_TOPIC_ARN,
        attributes={"TopicArn": _TOPIC_ARN, "TopicName": "{name}"},
    ),
    "AWS::SNS::Subscription": ResourceType(Treatment.PROVISIONED),
    "AWS::Lambda::Function": ResourceType(
        Treatment.RUN, "FunctionName", arn="arn:{partition}:lambda:{region}:{account}:function:{name}"
    ),
    "AWS::Lambda::EventSourceMapping": ResourceType(Treatment.DRIVEN),
    "AWS::IAM::Role": ResourceType(Treatment.ENFORCED, "RoleName", arn="arn:{partition}:iam::{account}:role/{name}"),
    "AWS::IAM::ManagedPolicy": ResourceType(Treatment.ENFORCED),
    "AWS::IAM::Policy": ResourceType(Treatment.ENFORCED),
    "AWS::Logs::LogGroup": ResourceType(
        Treatment.INERT, "LogGroupName", 512, arn="arn:{partition}:logs:{region}:{account}:log-group:{name}:*"
    ),
    "AWS::CloudWatch::Alarm": ResourceType(
        Treatment.INERT, "AlarmName", 255, arn="arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}"
    ),
    "AWS::CloudWatch::CompositeAlarm": ResourceType(
        Treatment.INERT, "AlarmName", 255, arn="arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}"
    ),
    "AWS::CloudWatch::Dashboard": ResourceType(Treatment.INERT, "DashboardName", 255),
    "AWS::StepFunctions::StateMachine": ResourceType(
        Treatment.DESCRIBED,
        "StateMachineName",
        80,
        ref="arn:{partition}:states:{region}:{account}:stateMachine:{name}",
        arn="arn:{partition}:states:{region}:{account}:stateMachine:{name}",
        attributes={"Name": "{name}"},
    ),
    "AWS::Logs::MetricFilter": _INERT,
    "AWS::Logs::QueryDefinition": _INERT,
    "AWS::S3::BucketPolicy": _INERT,
    "AWS::SNS::TopicPolicy": _INERT,
    "AWS::SQS::QueuePolicy": _INERT,
}
