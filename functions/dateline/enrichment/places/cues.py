"""The words around a name that tell whether it is a place, from `data/place_cues.txt`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_CUES = Path(__file__).parents[1] / "data" / "place_cues.txt"


@cache
def cues(kind: str) -> frozenset[str]:
    """The words of a kind, in small letters. Raises KeyError for a kind that the file does not have."""
    return _all()[kind]


@cache
def no_places() -> frozenset[str]:
    """Names, folded, that hold a place's name and are none: "West Nile", "White House"."""
    return frozenset(word.replace("_", " ") for word in cues("NO PLACE"))


@cache
def _all() -> dict[str, frozenset[str]]:
    lines = (line.partition(" | ") for line in _CUES.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {kind: frozenset(words.split()) for kind, _, words in lines}
