"""What a name is throughout a text: a place, or a person's or a body's name that looks like one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dateline.enrichment.places.gazetteer import MARKS
from dateline.enrichment.places.qualifiers import AGAINST, SURE
from dateline.enrichment.places.resolution import likeliest

if TYPE_CHECKING:
    from collections.abc import Container

    from dateline.enrichment.places.matching import Toponym

NEVER = -9.0
TOWNS = frozenset(["city", "district"])

ENOUGH = 2.5
"""What a name must be worth to be taken for a place."""

_LITTLE = -2
_VOUCHED = frozenset(["dateline", "sort before", "state behind"])
_AS_PLACES_DO = frozenset(["in before", *_VOUCHED])
_SELDOM_A_BODY = {"city": 100_000, "district": 100_000, "division": 1_500_000, "region": 1}
"""A place of so many people is its town or its land even where a body is called by its name: "Liverpool lost"."""

_SURELY = 3


def agreed(found: list[Toponym], persons: Container[str], surnames: Container[str]) -> list[Toponym]:
    """Those that are places, where a name is one thing throughout.

    `persons` are the names that are persons' or bodies' last names somewhere, `surnames` those of towns that surely
    are.
    """
    bodies = _bodies(found)
    best: dict[str, float] = {}
    for name in found:
        if not name.told:
            if name.key in persons and name.rule not in {"in before", "sort before"}:
                name.worth += NEVER if name.key in surnames else AGAINST
            said = bodies.get(name.key, 0)
            if said and name.tag != "place" and name.rule not in (_VOUCHED if said >= _SURELY else _AS_PLACES_DO):
                name.worth += AGAINST
                name.against += AGAINST
        best[name.key] = max(best.get(name.key, name.worth), name.worth)
    off_the_map = {name.key for name in found if name.unmapped} - {name.key for name in found if name.told}
    for name in found:
        if name.key in off_the_map:
            name.entries = []
    return [name for name in found if name.worth >= ENOUGH or (best[name.key] >= SURE and name.against > _LITTLE)]


def _bodies(found: list[Toponym]) -> dict[str, int]:
    """How often the tagger takes a name for a body's, of small places' names that it takes for one more than for a
    place's."""
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for name in found:
        if name.tag == "organisation" and " " not in name.key and name.key[0] not in MARKS and name.entries:
            usual = likeliest(name.entries)
            if usual.country and usual.population < _SELDOM_A_BODY.get(usual.kind, 0):
                tags[name.key][name.tag] += 1
    for name in found:
        if name.key in tags and name.tag == "place":
            tags[name.key][name.tag] += 1
    return {key: tag["organisation"] for key, tag in tags.items() if tag["organisation"] > tag["place"]}
