"""Which of the places of one name is meant: the one that the text's other places speak for.

Each name votes, in shares, for the countries, the divisions and the neighbourhoods of the places that it may be; then
each name takes the place that has the most votes of the others, and people. One sense in one text.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.enrichment.places.gazetteer import lies_in

if TYPE_CHECKING:
    from dateline.enrichment.places.gazetteer import Entry
    from dateline.enrichment.places.toponyms import Toponym

_MOST_CANDIDATES = 40
_CELL = 1.5
"""The side of a neighbourhood, in degrees."""

_KIND = {"country": 7.0, "continent": 6.0, "region": 5.0, "sea": 5.0, "river": 2.0, "division": 3.2, "capital": 5.0, "city": 1.5, "district": 0.5, "airport": 3.0}  # fmt: skip  # noqa: E501


def resolve(names: Iterable[Toponym]) -> dict[str, Entry]:
    """The place that each name's key stands for."""
    by_key: dict[str, list[Toponym]] = defaultdict(list)
    for name in names:
        if name.entries:
            by_key[name.key].append(name)
    candidates = {key: _candidates(mentions) for key, mentions in by_key.items()}
    shares = {key: _shares([(entry, _prior(entry)) for entry in entries]) for key, entries in candidates.items()}
    for _ in range(2):
        votes = _Votes(by_key, shares)
        shares = {
            key: _shares([(entry, _prior(entry) + votes.speak_for(key, entry)) for entry in entries])
            for key, entries in candidates.items()
        }
    return {key: max(share, key=lambda one: one[1])[0] for key, share in shares.items()}


def _candidates(mentions: list[Toponym]) -> list[Entry]:
    entries = mentions[0].entries
    for mention in mentions:
        inside = [entry for entry in entries if any(lies_in(entry, state) for state in mention.inside)]
        if inside:
            entries = inside
            break
    return sorted(entries, key=lambda entry: (-_prior(entry), entry.row))[:_MOST_CANDIDATES]


def _prior(entry: Entry) -> float:
    size = math.log10(max(entry.population, 300))
    worth = _KIND[entry.kind] + (size if entry.kind in {"city", "district", "capital", "division"} else 3)
    return worth - (1.0 if entry.alias else 0)


def _shares(worths: list[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
    best = max(worth for _, worth in worths)
    weights = [(entry, math.exp(1.5 * (worth - best))) for entry, worth in worths]
    total = sum(weight for _, weight in weights)
    return [(entry, weight / total) for entry, weight in weights]


class _Votes:
    """What all names of a text say for countries, divisions and neighbourhoods."""

    def __init__(self, by_key: dict[str, list[Toponym]], shares: dict[str, list[tuple[Entry, float]]]) -> None:
        self.of: dict[str, dict[object, float]] = {}
        self.all: dict[object, float] = defaultdict(float)
        for key, share in shares.items():
            own: dict[object, float] = defaultdict(float)
            count = 1 + math.log2(len(by_key[key]))
            for entry, part in share:
                weight = part * count
                if weight > 0.01:
                    for sign in _signs(entry):
                        own[sign] += weight
            self.of[key] = own
            for sign, weight in own.items():
                self.all[sign] += weight

    def speak_for(self, key: str, entry: Entry) -> float:
        """What the others say for an entry."""
        own = self.of[key]
        worth = 0.0
        for sign, factor in zip(_signs(entry), (0.7, 1.2), strict=False):
            worth += factor * math.log2(1 + max(0.0, self.all[sign] - own.get(sign, 0)))
        if entry.kind in {"city", "district", "capital", "airport"}:
            row, column = _cell(entry)
            near = 0.0
            for north in (-1, 0, 1):
                for east in (-1, 0, 1):
                    sign = (row + north, column + east)
                    near += max(0.0, self.all.get(sign, 0) - own.get(sign, 0))
            worth += 1.0 * math.log2(1 + near)
        return worth


def _cell(entry: Entry) -> tuple[int, int]:
    return int(entry.latitude // _CELL), int(entry.longitude // _CELL)


def _signs(entry: Entry) -> tuple[object, ...]:
    if entry.kind == "country":
        return (entry.country,)
    division = (entry.country, entry.division)
    if entry.kind == "division":
        return entry.country, division
    return entry.country, division, _cell(entry)
