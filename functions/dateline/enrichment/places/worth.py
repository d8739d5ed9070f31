"""What a name is worth by itself: a country's much, a small town's little, less where it is a common word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.enrichment.names.model import model
from dateline.enrichment.names.tagger import MOSTLY_SMALL
from dateline.enrichment.places.cues import cues
from dateline.enrichment.places.gazetteer import AFTER_COMMA, EXACT

if TYPE_CHECKING:
    from dateline.enrichment.places.gazetteer import Entry

_BY_KIND = {
    "country": 4.0,
    "continent": 4.0,
    "region": 4.0,
    "sea": 4.0,
    "river": 3.0,
    "division": 4.0,
    "capital": 4.0,
    "airport": 4.0,
}
_BY_POPULATION = ((1_000_000, 4.0), (300_000, 3.0), (100_000, 2.5), (15_000, 1.0), (3_000, 0.3))
_OF_A_DISTRICT = ((500_000, 2.0), (0, 0.5))
_LANDS_OF_COUNTIES, _COUNTY, _OF_A_COUNTY = frozenset(["GB", "IE"]), 100_000, 3.0
"""British and Irish news name counties as American news names states."""

_A_PARISH, _OF_A_PARISH = 20_000, 1.5
"""Divisions of the first order that hold no more people than a small town, and are hardly known outside."""

_ABBREVIATION = 4.0
_NEVER = -9.0
_COMMON = -3.0
_MORE_WORDS = 1.0
_NOT_ALONE = -6.0
_OTHER_NAME = -1.0
_LARGE = frozenset(["city", "state", "country"])
_NAMES_ALIKE = frozenset(["city", "district", "division"])


def worth_of(key: str, entries: list[Entry], words: int) -> float:
    """What a name of so many words is worth, by the best of its places."""
    if key[0] in {EXACT, AFTER_COMMA}:
        return _ABBREVIATION
    best = max(map(_worth_of, entries))
    if words > 1:
        alone = all(entry.kind in _NAMES_ALIKE for entry in entries) and all(map(_is_anywhere, key.split()))
        return best + _MORE_WORDS + (_NOT_ALONE if alone else 0)
    if key in cues("PART") or key in cues("DAY"):
        return _NEVER
    return best + (_COMMON if key in cues("COMMON") else 0)


def _worth_of(entry: Entry) -> float:
    worth = _BY_KIND.get(entry.kind)
    if entry.kind == "division" and entry.population < _A_PARISH:
        worth = _OF_A_PARISH
    if worth is None:
        if entry.kind == "district" and entry.country in _LANDS_OF_COUNTIES and entry.population >= _COUNTY:
            return _OF_A_COUNTY
        steps = _OF_A_DISTRICT if entry.kind == "district" else _BY_POPULATION
        worth = next((value for people, value in steps if entry.population >= people), 0.0)
    return worth + (_OTHER_NAME if entry.alias and entry.kind in _NAMES_ALIKE else 0)


def _is_anywhere(word: str) -> bool:
    return word in cues("PART") or word in cues("ALONE")


def is_first_name(word: str) -> bool:
    """Whether a word, in small letters, is a first name, and no large town's, state's or country's name."""
    known = model().look(word)
    return known is not None and "first" in known.flags and not _LARGE.intersection(known.flags)


def is_common(word: str) -> bool:
    """Whether English mostly writes a word small, no list of names has it, and it is not told of one by one."""
    if word in cues("COMMON"):
        return False
    known = model().look(word)
    return known is not None and 0 < known.capitals <= MOSTLY_SMALL and not known.flags
