"""Whether a first name is a woman's or a man's, where nearly all who bear it are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.enrichment.names.vocabulary import without_accents

if TYPE_CHECKING:
    from dateline.enrichment.names.titles import Gender

_NAMES = Path(__file__).parents[1] / "data" / "first_names.txt"


def gender_of(first_name: str) -> Gender | None:
    """ "f" or "m", or None where the name is not known or both bear it."""
    women, men = _names()
    plain = without_accents(first_name)
    return "f" if plain in women else "m" if plain in men else None


def is_first_name(word: str) -> bool:
    """Whether women or men bear it as their first name."""
    plain = without_accents(word)
    return any(plain in names for names in _names())


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    women, men = (line.split() for line in _NAMES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(women), frozenset(men)
