"""Dates that could be read with the day first or the month first, where neither language nor country tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.reading.dates.visible import find_dates

if TYPE_CHECKING:
    from collections.abc import Collection

    from dateline.reading.dates.visible import FoundDate


def in_likelier_order(text: str, languages: Collection[str], days: Collection[str]) -> tuple[list[FoundDate], bool]:
    """The dates in a text, and whether their order is sure.

    It is where one order gives one of the `days` (ISO 8601) that the page tells elsewhere; else the month is taken
    to come first in English, the day in other languages.
    """
    for day_first in (True, False):
        found = find_dates(text, languages=languages, day_first=day_first)
        if any(one.moment.value[:10] in days for one in found):
            return found, True
    return find_dates(text, languages=languages, day_first="en" not in languages), False
