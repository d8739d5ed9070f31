"""What is on the map and what is somebody's name: where both were found at one spot, one of them is right.

Neither finder knows the other. What is on the map tells the names' kinds first; then what is a person or a body
throughout is taken off the map.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from dateline.enrichment.document import Found
from dateline.enrichment.names.storms import storms_of
from dateline.enrichment.names.vocabulary import compared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.enrichment.document import Span
    from dateline.findings import Entity, Place, PlaceMention


def mapped(places: Iterable[Found[Place]]) -> frozenset[Span]:
    """The spans that stand for a place; what is named after a people ("Turkish") names none."""
    return frozenset(
        (mention.start, mention.end)
        for found in places
        for mention in found.finding.mentions
        if mention.sense != "demonym"
    )


def without_names(
    text: str, places: Iterable[Found[Place]], entities: Iterable[Found[Entity]]
) -> tuple[Found[Place], ...]:
    """The places without the mentions that are a person, a body or a storm, or a part of a person's name."""
    storms = storms_of(text)
    named: set[Span] = set()
    inside: set[int] = set()
    for entity in entities:
        if entity.finding.kind != "place":
            named.update((mention.start, mention.end) for mention in entity.finding.mentions)
        if entity.finding.kind == "person":
            for mention in entity.finding.mentions:
                inside.update(range(mention.start, mention.end))

    def stands(mention: PlaceMention) -> bool:
        if mention.sense in {"demonym", "dateline"}:
            return True
        if (mention.start, mention.end) in named or mention.start in inside:
            return False
        return not storms or compared(text[mention.start : mention.end]) not in storms

    kept = []
    for found in places:
        place = found.finding
        mentions = tuple(filter(stands, place.mentions)) if place.country else place.mentions
        if mentions:
            kept.append(Found(dataclasses.replace(place, mentions=mentions), found.rule))
    return tuple(kept)
