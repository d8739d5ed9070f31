"""What the CLDR says of dates: the months and days that words name, the order of short dates, the halves of the day."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_LANGUAGES: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data/month_names.json").read_text("utf-8")
)["languages"]


def _months() -> Mapping[str, Mapping[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for language, data in _LANGUAGES.items():
        for number, names in enumerate(data["months"], 1):
            for name in names:
                table.setdefault(name, {})[language.partition("_")[0]] = number
    return MappingProxyType(table)


_MONTHS = _months()
_WEEKDAYS = frozenset(name for data in _LANGUAGES.values() for name in data["weekdays"])
SHORTEST_FULL_NAME = 4


def month_of(word: str, languages: Collection[str] = ()) -> int | None:
    """The month, 1 to 12, that a word names; None where it is no month, or another one in another language."""
    known = _MONTHS.get(word.casefold().strip(" .,"))
    if not known:
        return None
    meanings = {known[language] for language in languages if language in known} or set(known.values())
    return meanings.pop() if len(meanings) == 1 else None


def names_days_only(text: str) -> bool:
    """Whether a text holds nothing but names of week-days and months, in any language; short forms do not count."""
    folded = text.casefold().strip(" .,")
    words = [word.strip(".,") for word in folded.split()]
    return folded in _WEEKDAYS or all(
        word in _WEEKDAYS or (word in _MONTHS and len(word) >= SHORTEST_FULL_NAME) for word in words
    )


def day_comes_first(languages: Collection[str]) -> bool | None:
    """Whether short dates put the day before the month; None where the languages differ, or for English, which does.

    Britain writes 03/04/2020 for what America writes 04/03/2020, so the language alone does not tell.
    """
    orders = {_LANGUAGES[tag]["order"] for tag in languages if tag in _LANGUAGES and tag != "en"}
    if "en" in languages or not orders:
        return None
    firsts = {order.index("d") < order.index("m") for order in orders if order != "ymd"}
    return firsts.pop() if len(firsts) == 1 else None


def names_month(word: str) -> bool:
    """Whether a word names a month in any language."""
    return word.casefold().strip(" .,") in _MONTHS
