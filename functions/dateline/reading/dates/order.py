"""Dates that could be read with the day first or the month first, where neither language nor country tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.reading.dates.visible import find_dates

if TYPE_CHECKING:
    from collections.abc import Collection

    from dateline.reading.dates.visible import FoundDate


# It opens with what it looks for, and looks back from there: of a long text, four times as fast.
_SHORT = re.compile(r"([0-9](?<![\d/.].)[0-9]?)([/.-])(\d{1,2})\2(?:20\d{2}|(?<=/)\d\d)(?![\d/])")


def day_comes_first_in(text: str) -> bool | None:
    """Whether the short dates in a text that read one way only put the day first; None where there are none."""
    firsts = {int(first) > 12 for first, _, second in _SHORT.findall(text) if (int(first) > 12) != (int(second) > 12)}
    return firsts.pop() if len(firsts) == 1 else None


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
