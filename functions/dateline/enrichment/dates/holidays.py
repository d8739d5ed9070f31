"""Days that have a name instead of a number, from `data/holidays.txt`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.enrichment.dates import periods
from dateline.enrichment.dates.nearest import year_of
from dateline.enrichment.dates.numbers import is_year

if TYPE_CHECKING:
    from dateline.enrichment.dates.periods import Period
    from dateline.enrichment.dates.situation import Expression

_HOLIDAYS = Path(__file__).parents[1] / "data" / "holidays.txt"
_LONGEST = 6
"""So many words at most does a name have."""

_NO_DAY_BEFORE = frozenset(["every", "each", "a", "this"])


def holiday(expression: Expression) -> Period | None:
    """Christmas Eve, Thanksgiving, Labor Day 2015."""
    words, first = expression.words, expression.place("HOLIDAY") or expression.first
    when = None
    for last in range(min(first + _LONGEST, len(words)), first, -1):
        name = words.text[words.starts[first] : words.ends[last - 1]].lower().replace("’", "'")
        if when := _known().get(name):
            expression.last = last
            break
    if when is None or expression.before() in _NO_DAY_BEFORE:
        return None
    step = expression.number("LAST", "NEXT") or 0
    at = expression.last + expression.is_kind(expression.last, "COMMA")
    if expression.is_kind(at, "YEAR") and is_year(words, at):
        expression.last = at + 1
        return _in_year(when, expression.value(at))
    published = expression.situation.published
    if published is None:
        return None
    this_year = _in_year(when, published.year)
    if this_year is None:
        return None
    if step:
        over = this_year.first < published if step < 0 else this_year.first <= published
        return this_year if over == (step < 0) else _in_year(when, published.year + step)
    year = year_of(expression, this_year.first.month, this_year.first.day)
    return _in_year(when, year) if year else None


@cache
def _known() -> dict[str, str]:
    lines = (line.partition(" | ") for line in _HOLIDAYS.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {name: when for name, _, when in lines}


def _in_year(when: str, year: int) -> Period | None:
    if not 1 <= year <= 9999:
        return None
    if when.startswith("easter"):
        return periods.days_from(easter(year), int(when.split()[1]))
    if "-" in when:
        month, day = map(int, when.split("-"))
        return periods.day(year, month, day)
    month, which, weekday = map(int, when.split())
    return periods.of_day(_nth_weekday(year, month, which, weekday))


def _nth_weekday(year: int, month: int, which: int, weekday: int) -> date:
    first = date(year, month, 1)
    found = first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))
    return found if found.month == month else found - timedelta(7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher (Nature, 20 April 1876)."""
    golden, (hundreds, rest) = year % 19, divmod(year, 100)
    leaps, late = divmod(hundreds, 4)
    moon = (19 * golden + hundreds - leaps - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * late + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
