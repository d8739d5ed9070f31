"""The file for `sam local invoke --env-vars`: lets functions in SAM's containers reach a running local cloud."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from infra.local.functions import functions_of

if TYPE_CHECKING:
    from pathlib import Path

    from infra.local.cloud import LocalCloud


def write_sam_env(cloud: LocalCloud, path: Path, *, host: str = "host.docker.internal") -> None:
    """Write each function's environment, by its logical id, with the cloud's door as a container sees it.

    `host` is the name under which containers reach this machine. SAM sets only variables that the template declares.
    """
    if cloud.endpoint_url is None:
        raise ValueError("the local cloud has no door that a container could come through: give it a port")
    endpoint = f"http://{host}:{urlsplit(cloud.endpoint_url).port}"
    functions = functions_of(cloud.stack_reached_at(endpoint))
    variables = {
        logical_id: {**function.environment, "AWS_ENDPOINT_URL": endpoint} for logical_id, function in functions.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(variables, indent=2) + "\n", encoding="utf-8")
