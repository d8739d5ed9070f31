"""Places: the same words, the usual names of a country, and a name without its "Province"."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.enrichment.names.groups import Cluster
from dateline.enrichment.names.vocabulary import compared, word_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.enrichment.names.groups import Group, Words

_SAME = Path(__file__).parents[1] / "data" / "same_names.txt"


def gathered(groups: Iterable[Group]) -> list[Cluster]:
    """The places that groups of mentions name; `groups` come with the longest names first."""
    places: list[Cluster] = []
    known: dict[Words, Cluster] = {}
    tails = word_kinds()["PLACE TAIL"]
    for group in groups:
        usual = same_names().get(group.words, group.words)
        place = known.get(usual)
        if place:
            place.take(group.forms, "usual name" if usual != group.words else "without its kind")
            continue
        place = Cluster.of("place", group)
        places.append(place)
        known[usual] = place
        if len(usual) > 1 and usual[-1] in tails:
            known.setdefault(usual[:-1], place)
    return places


@cache
def same_names() -> dict[Words, Words]:
    """Usual names of countries and bodies, to the first of them."""
    same = {}
    for line in _SAME.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            names = [compared(name) for name in line.split(" | ")]
            same.update(dict.fromkeys(names, names[0]))
    return same
