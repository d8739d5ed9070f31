"""The properties of a resource: which the local cloud follows, which mean nothing locally; any other is an error."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any


class UnknownPropertyError(ValueError):
    """The template sets a property that the local cloud does not follow."""


def check(
    what: str, properties: Mapping[str, Any], *, followed: AbstractSet[str], inert: AbstractSet[str] = frozenset()
) -> None:
    """Raise UnknownPropertyError when `properties` has one that is in neither set. `what` says of which resource."""
    if unknown := sorted(properties.keys() - followed - inert):
        raise UnknownPropertyError(f"{what}: the local cloud does not follow {', '.join(unknown)}")


def as_text(value: Any) -> str:
    """A value as the attributes of queues and topics want it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
