"""Which of the places of one name is meant: the one that the text's other places speak for.

Each name votes, in shares, for the countries, the divisions and the neighbourhoods of the places that it may be; then
each name takes the place that has the most votes of the others, and people. One sense in one text.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from dateline.enrichment.places.gazetteer import LESS

if TYPE_CHECKING:
    from dateline.enrichment.places.gazetteer import Entry
    from dateline.enrichment.places.matching import Toponym

_MOST_CANDIDATES = 30
_ROUNDS = 2
_CELL = 1.5
"""The side of a neighbourhood, in degrees."""

_SHARPNESS = 1.5
"""How much of its vote a name gives to the place that it likes best."""

_BY_KIND = {
    "country": 4.0,
    "continent": 6.0,
    "region": 5.0,
    "sea": 5.0,
    "river": 2.0,
    "division": 3.2,
    "capital": 5.0,
    "city": 2.0,
    "district": 0.5,
    "airport": 3.0,
}
_PEOPLED = frozenset(["country", "division", "capital", "city", "district"])
_LOCAL = frozenset(["capital", "city", "district", "airport"])
"""What is small enough to be near something."""

_WIDE = frozenset(["sea", "region", "continent"])

_LEAST_PEOPLE = 300
_PER_TENFOLD = 1.3
_WITHOUT_PEOPLE = 3.0
_BY_NAME = (0.0, -2.0, -3.5)
_CITIES = frozenset(["capital", "city"])
_FAMOUS = ((1_000_000, 3.0), (300_000, 2.0))
"""What more speaks for a city of so many people: a text about a small town of its name says so."""

_TOWNS = frozenset(["city", "district"])
_ENGLISH = frozenset(["US", "GB", "CA", "AU", "IE", "NZ"])
_TOLD_IN_ENGLISH = 0.6
"""What more speaks for a town where news is written in English."""

_SAME_COUNTRY, _SAME_DIVISION, _NEAR = 1.0, 1.2, 1.0
"""What each doubling of the votes for a place's country, its division and its neighbourhood counts."""

_COMPANY, _WELL_KNOWN, _SMALL = 3, 300_000, frozenset(["city", "district", "division"])
_VOUCHED = frozenset(["dateline", "sort before", "state behind"])
_AGAIN = 1.0
_HOME = 6.0
_LEAST_VOTE = 0.01

Sign = tuple[object, ...]
Shares = list[tuple["Entry", float]]


def resolve(names: Iterable[Toponym], home: str | None = None) -> dict[str, Entry]:
    """The place that each name's key stands for. `home` is the publisher's country, which votes as a name does."""
    by_key: dict[str, list[Toponym]] = defaultdict(list)
    for name in names:
        if name.entries:
            by_key[name.key].append(name)
    candidates = {key: _candidates(mentions) for key, mentions in by_key.items()}
    shares = {key: _shares([(entry, _prior(entry)) for entry in entries]) for key, entries in candidates.items()}
    for _ in range(_ROUNDS):
        votes = _Votes(by_key, shares, home)
        shares = {
            key: _shares([(entry, _prior(entry) + votes.speak_for(key, entry)) for entry in entries])
            for key, entries in candidates.items()
        }
    where = {key: max(share, key=lambda one: one[1])[0] for key, share in shares.items()}
    _say_short_forms(where, {key for key, mentions in by_key.items() if any(name.told for name in mentions)})
    return where


def _say_short_forms(where: dict[str, Entry], told: Container[str]) -> None:
    """Take a small place whose country nothing else in the text is of for the one that is called New after it."""
    countries = Counter(entry.country for entry in where.values())
    for key, entry in where.items():
        # "A Jersey guy" is of New Jersey.
        new = where.get(f"new {key}") or where.get(f"new {key}|")
        if new and entry.population < _WELL_KNOWN and countries[entry.country] == 1 and key not in told:
            where[key] = new


def strangers(names: Iterable[Toponym], where: Mapping[str, Entry], home: str | None = None) -> set[str]:
    """The keys of small places in countries that nothing else in the text is of, and that the text does not name.

    A name that seems to be one is something else: a place too small for the gazetteer, a person, a make of car.
    """
    countries = Counter(entry.country for entry in where.values())
    vouched = {name.key for name in names if name.told or name.rule in _VOUCHED}
    if len(where) < _COMPANY:
        return set()
    return {
        key
        for key, entry in where.items()
        if entry.kind in _SMALL and entry.population < _WELL_KNOWN and key not in vouched
        if countries[entry.country] == 1 and entry.country != home
    }


def likeliest(entries: list[Entry]) -> Entry:
    """The place of a name that is meant where nothing else is known."""
    return max(entries, key=lambda entry: (_prior(entry), -entry.row))


def _candidates(mentions: list[Toponym]) -> list[Entry]:
    entries = mentions[0].entries
    for mention in mentions:
        if mention.told:
            entries = mention.told
            break
    if any(map(_is_wide, entries)):
        entries = [entry for entry in entries if not _is_small(entry)]
    return sorted(entries, key=lambda entry: (-_prior(entry), entry.row))[:_MOST_CANDIDATES]


def _is_small(entry: Entry) -> bool:
    return entry.kind in _TOWNS or (entry.kind == "division" and entry.population < _WELL_KNOWN)


def _is_wide(entry: Entry) -> bool:
    """Whether it is a sea, or lands of several countries: a town that is called so says in which state it lies."""
    return entry.kind in _WIDE and entry.country is None and not entry.alias


def _prior(entry: Entry) -> float:
    """What speaks for a place before the text is read: what it is, and how many live there."""
    size = math.log10(max(entry.population, _LEAST_PEOPLE))
    worth = _BY_KIND[entry.kind] + (_PER_TENFOLD * size if entry.kind in _PEOPLED else _WITHOUT_PEOPLE)
    famous = 0.0
    if entry.kind in _CITIES and entry.alias < LESS:
        famous = next((more for people, more in _FAMOUS if entry.population >= people), 0.0)
    if entry.kind in _TOWNS and entry.country in _ENGLISH:
        famous += _TOLD_IN_ENGLISH
    return worth + _BY_NAME[entry.alias] + famous


def _shares(worths: list[tuple[Entry, float]]) -> Shares:
    best = max(worth for _, worth in worths)
    weights = [(entry, math.exp(_SHARPNESS * (worth - best))) for entry, worth in worths]
    total = sum(weight for _, weight in weights)
    return [(entry, weight / total) for entry, weight in weights]


class _Votes:
    """What all names of a text say for countries, divisions and neighbourhoods."""

    def __init__(
        self, by_key: dict[str, list[Toponym]], shares: dict[str, list[tuple[Entry, float]]], home: str | None
    ) -> None:
        self.of: dict[str, dict[Sign, float]] = {}
        self.all: dict[Sign, float] = defaultdict(float)
        if home:
            self.all[(home,)] = _HOME
        for key, share in shares.items():
            own: dict[Sign, float] = defaultdict(float)
            count = 1 + _AGAIN * math.log2(len(by_key[key]))
            for entry, part in share:
                weight = part * count
                if weight > _LEAST_VOTE:
                    for sign in _signs(entry):
                        own[sign] += weight
            self.of[key] = own
            for sign, weight in own.items():
                self.all[sign] += weight

    def speak_for(self, key: str, entry: Entry) -> float:
        """What the others say for an entry."""
        own = self.of[key]

        def others(sign: Sign) -> float:
            return max(0.0, self.all.get(sign, 0) - own.get(sign, 0))

        worth = 0.0
        if entry.country:
            worth += _SAME_COUNTRY * math.log2(1 + others((entry.country,)))
        if entry.division:
            worth += _SAME_DIVISION * math.log2(1 + others((entry.country, entry.division)))
        if entry.kind in _LOCAL:
            worth += _NEAR * math.log2(1 + others(_cell(entry)))
        return worth


def _cell(entry: Entry) -> tuple[int, int]:
    return int(entry.latitude // _CELL), int(entry.longitude // _CELL)


def _signs(entry: Entry) -> list[Sign]:
    """What a place votes for: its country, its division, and the neighbourhoods around it."""
    signs: list[Sign] = [(entry.country,)] if entry.country else []
    if entry.division:
        signs.append((entry.country, entry.division))
    if entry.kind in _LOCAL:
        row, column = _cell(entry)
        signs += [(row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1)]
    return signs
