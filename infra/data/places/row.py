"""A place with its names, and how far it is from another."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from dateline.enrichment.places import gazetteer as form
from dateline.enrichment.places.spelling import folded


@dataclass
class Row:
    """A place on its way into the file."""

    kind: str
    latitude: float
    longitude: float
    geonames_id: int = 0
    country: str = ""
    population: int = 0
    name: str = ""
    division: Row | None = None
    keys: dict[str, int] = field(default_factory=dict)

    def call(self, name: str, *, alias: bool) -> None:
        """Give it a name: one with a mark before it as it is, another folded."""
        key = name if name[:1] in {form.EXACT, form.AFTER_COMMA, form.DEMONYM} else folded(name)
        if key:
            self.keys[key] = min(self.keys.get(key, form.OTHER), form.OTHER if alias else form.OWN)


def latin(name: str) -> bool:
    """Whether a name is written as English text may write it."""
    return 3 <= len(name) <= 40 and all(ord(letter) < 0x250 for letter in name) and name[:1].isupper()


def kilometres(one: Row, other: Row) -> float:
    """About how far apart two places are."""
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return 111.2 * math.hypot(one.latitude - other.latitude, east)
