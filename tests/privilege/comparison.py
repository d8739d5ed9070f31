"""What the functions' roles allow beside what was done with them, both ways."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from infra.local.permissions import Grant, roles_of
from infra.local.template import Setting, read_stack

if TYPE_CHECKING:
    from infra.local.guard import Refusal

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
REGION = "eu-central-1"
PROFILE = f"arn:aws:bedrock:{REGION}:123456789012:inference-profile/eu.maker.model-v1:0"
MODEL = f"arn:aws:bedrock:{REGION}::foundation-model/maker.model-v1:0"

_BEDROCK = {
    "RemoteEnricher": "bedrock",
    "RemoteWhen": "always",
    "RemoteMaxUsdPerArticle": "1",
    "RemoteUsdPerMillionInputTokens": "1",
    "RemoteUsdPerMillionOutputTokens": "1",
}

VARIANTS: Mapping[str, Mapping[str, str]] = {
    "as it is": {},
    "comprehend": {
        "RemoteEnricher": "comprehend",
        "RemoteWhen": "always",
        "RemoteFields": "entities,keyphrases,detected_language",
        "RemoteMaxUsdPerArticle": "1",
    },
    "a model": {**_BEDROCK, "RemoteModelId": "maker.model-v1:0"},
    "a profile": {**_BEDROCK, "RemoteModelId": "eu.maker.model-v1:0", "RemoteModelArns": f"{PROFILE},{MODEL}"},
}
"""The parameters under which the template has other permissions; between them they have all."""


def allowed() -> frozenset[Grant]:
    """All that the functions' roles allow, under whatever parameters."""
    setting = Setting("dateline", REGION, "aws", f"https://sqs.{REGION}.amazonaws.com")
    stacks = [read_stack(TEMPLATE, setting, parameters) for parameters in VARIANTS.values()]
    return frozenset(grant for stack in stacks for role in roles_of(stack).values() for grant in role.grants)


def differences(used: Collection[Grant], refused: Collection[Refusal]) -> str:
    """Empty where all was used that is allowed, and nothing was refused; else all that is allowed, and what differs."""
    granted = allowed()
    idle = sorted(granted - set(used))
    if not (idle or refused):
        return ""
    lines = [f"refused to {one.function}: {one.action} on {one.resource}" for one in sorted(set(refused), key=str)]
    lines += [f"allowed and never used: {one.role} {one.sid}: {one.action} on {one.resource}" for one in idle]
    return "\n".join([table(granted, used), "", *lines])  # what differs stands last, where a log is read first


def table(granted: Collection[Grant], used: Collection[Grant]) -> str:
    """One line for each permission: whether it was used, whose it is, and for what."""
    rows = [
        ("used" if one in used else "NEVER", one.role, one.sid, one.action, one.resource) for one in sorted(granted)
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
