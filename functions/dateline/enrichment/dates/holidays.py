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

_BEFORE_ONE_WORD = frozenset(["on", "before", "after", "since", "until", "by", "last", "next"])
"""Thanksgiving and Halloween are days after these; else they are what people do on them."""

_NO_DAY_BEFORE = frozenset(["every", "each", "a", "this"])


def holiday(expression: Expression) -> Period | None:
    """Christmas Eve, Thanksgiving, Labor Day 2015."""
    when = _named(expression)
    if when is None:
        return None
    year = _stated_year(expression)
    published = expression.situation.published
    if year is not None:
        return _in_year(when, year)
    this_year = _in_year(when, published.year) if published else None
    if published is None or this_year is None:
        return None
    if step := expression.number("LAST", "NEXT"):
        over = this_year.first < published if step < 0 else this_year.first <= published
        return this_year if over == (step < 0) else _in_year(when, published.year + step)
    year = year_of(expression, this_year.first.month, this_year.first.day)
    return _in_year(when, year) if year else None


def _named(expression: Expression) -> str | None:
    """When the holiday is whose name begins here, the longest one; the expression ends with the name."""
    words, first = expression.words, expression.place("HOLIDAY") or expression.first
    for last in range(min(first + _LONGEST, len(words)), first, -1):
        name = words.text[words.starts[first] : words.ends[last - 1]].lower().replace("’", "'")
        if when := _known().get(name):
            expression.last = last
            one_word = last - first == 1
            vague = words.word(first - 1).lower() not in _BEFORE_ONE_WORD or expression.has_a_noun_behind
            return None if (one_word and vague) or expression.before() in _NO_DAY_BEFORE else when
    return None


def _stated_year(expression: Expression) -> int | None:
    """The year behind the name, which is part of the expression where nothing but a comma stands between."""
    words, last = expression.words, expression.last
    at = last + (expression.is_kind(last, "COMMA") or expression.after() in {"in", "of"})
    if not expression.is_kind(at, "YEAR") or not is_year(words, at):
        return None
    if expression.after() not in {"in", "of"}:
        expression.last = at + 1
    return expression.value(at)


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
