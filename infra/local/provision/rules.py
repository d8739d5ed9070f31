"""Makes the rules and the archives of the default event bus."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from infra.local.properties import check

if TYPE_CHECKING:
    from infra.local.provision.clients import Clients
    from infra.local.template import Resource

_RULE_FOLLOWED = {"Description", "EventPattern", "Name", "State", "Targets"}


def make_rule(resource: Resource, clients: Clients) -> None:
    """Make a rule and its targets."""
    events, properties = clients("events"), resource.properties
    check(resource.logical_id, properties, followed=_RULE_FOLLOWED)
    made = {name: properties[name] for name in ("Description", "State") if name in properties}
    events.put_rule(Name=resource.name, EventPattern=json.dumps(properties["EventPattern"]), **made)
    targets = [_target(resource.logical_id, target) for target in properties.get("Targets", [])]
    if targets:
        events.put_targets(Rule=resource.name, Targets=targets)


def _target(rule: str, target: Mapping[str, Any]) -> dict[str, Any]:
    inert = {"DeadLetterConfig", "RetryPolicy", "RoleArn"}  # a delivery that fails is an error at once
    check(f"{rule}, target {target['Id']}", target, followed={"Arn", "Id"}, inert=inert)
    return dict(target)


def make_archive(resource: Resource, clients: Clients) -> None:
    """Make an archive of the default event bus."""
    properties = resource.properties
    followed = {"ArchiveName", "Description", "EventPattern", "RetentionDays", "SourceArn"}
    check(resource.logical_id, properties, followed=followed)
    made = {name: properties[name] for name in ("Description", "RetentionDays") if name in properties}
    if "RetentionDays" in made:
        made["RetentionDays"] = int(made["RetentionDays"])
    if "EventPattern" in properties:
        made["EventPattern"] = json.dumps(properties["EventPattern"])
    clients("events").create_archive(ArchiveName=resource.name, EventSourceArn=properties["SourceArn"], **made)
