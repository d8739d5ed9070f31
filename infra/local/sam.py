"""The file for `sam local invoke --env-vars`: lets functions in SAM's containers reach a running local cloud."""

from __future__ import annotations

import ipaddress
import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from infra.local.functions import functions_of

if TYPE_CHECKING:
    from pathlib import Path

    from infra.local.cloud import LocalCloud


def write_sam_env(cloud: LocalCloud, path: Path) -> None:
    """Write each function's environment, by its logical id, with the cloud's door as a container sees it.

    SAM sets only variables that the template declares.
    """
    if cloud.endpoint_url is None:
        raise ValueError("the local cloud has no door that a container could come through: give it a port")
    endpoint = reached_from_container(cloud.endpoint_url)
    functions = functions_of(cloud.stack_reached_at(endpoint))
    variables = {
        logical_id: {**function.environment, "AWS_ENDPOINT_URL": endpoint} for logical_id, function in functions.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(variables, indent=2) + "\n", encoding="utf-8")


def reached_from_container(endpoint_url: str) -> str:
    """The endpoint as a container reaches it, for which a loopback address is its own and not this machine's."""
    endpoint = urlsplit(endpoint_url)
    if not _is_loopback(endpoint.hostname or ""):
        return endpoint_url
    return f"{endpoint.scheme}://host.docker.internal:{endpoint.port}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
