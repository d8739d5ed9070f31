"""The years that a text states for its months and days, wherever it states them.

A text that says "September 8th, 1963" once says "September 8" from there on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dateline.enrichment.dates.cues import cues
from dateline.enrichment.dates.patterns import SETS
from dateline.enrichment.dates.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = 60
"""So many characters on either side of a month tell what happened in it."""

_SHORTEST = 5
_MOST = 20
"""So often at most is a month looked at: a text that tells it more often is a table."""

_WORD = re.compile(rf"[a-z]{{{_SHORTEST},}}")


@dataclass(frozen=True, slots=True)
class _Month:
    """A month with its year: where its name starts, and the words around it."""

    year: int
    start: int
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stated:
    """By month and day the years of that day; by month its years, with the words around each."""

    days: dict[tuple[int, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    months: dict[int, list[_Month]] = field(default_factory=lambda: defaultdict(list))

    def years_of_day(self, month: int, day: int) -> frozenset[int]:
        """The years in which the text has this day."""
        return frozenset(self.days.get((month, day), ()))

    def year_of_month(self, text: str, start: int, end: int, month: int) -> int | None:
        """The one year for which the text has this month before, where a word around it stands around both."""
        told = [one for one in self.months.get(month, ()) if one.start < start]
        years = {one.year for one in told}
        if len(years) != 1:
            return None
        around = words_around(text, start, end)
        return years.pop() if any(around & one.around for one in told) else None


def stated(text: str) -> Stated:
    """What the text states."""
    found = Stated()
    for start, month, day, year in _dates(text):
        if day:
            found.days[month, day].add(year)
        if len(found.months[month]) < _MOST:
            found.months[month].append(_Month(year, start, words_around(text, start, start)))
    return found


def words_around(text: str, start: int, end: int) -> frozenset[str]:
    """The longer words in small letters near a stretch of text, but those that any sentence has."""
    near = f"{text[max(0, start - _NEAR) : start]} {text[end : end + _NEAR]}"
    return frozenset(_WORD.findall(near)) - cues("NO NOUN") - cues("BEHIND")


def _dates(text: str) -> Iterator[tuple[int, int, int | None, int]]:
    months = _months()
    for found in _dated().finditer(text):
        day = found["before"] or found["behind"]
        yield found.start("month"), months[found["month"]], int(day) if day else None, int(found["year"])


@cache
def _months() -> dict[str, int]:
    kinds = {vocabulary().kinds[kind] for kind in SETS["AMONTH"]}
    return {
        word: value for word, (kind, value) in vocabulary().words.items() if kind in kinds and isinstance(value, int)
    }


@cache
def _dated() -> re.Pattern[str]:
    """15 October 2018, October 15th, 2018, October 2018."""
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    nth = r"(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?:\b(?P<before>[0-9]{{1,2}}){nth} (?:of )?)?\b(?P<month>{names})"
        rf"(?: (?:the )?(?P<behind>[0-9]{{1,2}}){nth}\b)?,?(?: of)? (?P<year>[12][0-9]{{3}})(?![0-9,.]?[0-9])"
    )
