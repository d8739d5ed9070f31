"""Fields of an Enrichment that a service outside finds: off unless the settings name one.

What was found here is made first and whole. A remote enricher replaces the fields that it was asked for and could find;
whatever happens to it, the rest stands, and how each asking ended is told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dateline.remote.bedrock import Bedrock, Model
from dateline.remote.comprehend import Comprehend
from dateline.remote.outcome import Outcome
from dateline.remote.supplement import Asked, Supplement

if TYPE_CHECKING:
    from dateline.remote.port import Enricher
    from dateline.settings import RemoteSettings

__all__ = ["Asked", "Outcome", "Supplement", "supplement"]


def supplement(settings: RemoteSettings, client: Callable[[str, float], Any]) -> Supplement:
    """What the settings ask for. `client` makes the client of a service by its name and time-out in seconds."""
    return Supplement(_enricher(settings, client), settings)


def _enricher(settings: RemoteSettings, client: Callable[[str, float], Any]) -> Enricher:
    if settings.enricher == "comprehend":
        return Comprehend(client("comprehend", settings.timeout_seconds))
    model = Model(settings.model_id, settings.usd_per_million_input_tokens, settings.usd_per_million_output_tokens)
    return Bedrock(client("bedrock-runtime", settings.timeout_seconds), model)
