"""Makes tables, with all that CloudFormation sets in the same breath and the API in requests of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.local.properties import check

if TYPE_CHECKING:
    from infra.local.provision.clients import Clients
    from infra.local.template import Resource

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


def make_table(resource: Resource, clients: Clients) -> None:
    """Make a table with its indexes, stream, encryption, expiry and backups."""
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
