"""Whether a queue gives a message up, to its dead-letter queue, if this receive of it fails as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def is_last_receive(record: Mapping[str, Any], max_receives: int) -> bool:
    """Of a record of a batch as Lambda hands it over; `max_receives` is the redrive policy's maxReceiveCount."""
    return int(record.get("attributes", {}).get("ApproximateReceiveCount", "1")) >= max_receives
